//! Decisions in words that a courier would accept, in each language.

use super::{
    Alternative, Constraint, CostWeights, Decision, Fit, Names, Obstacle, Outcome, PutByHand,
    Verdict, obstacle_words::obstacle,
};
use crate::domain::{
    Sentence,
    words::{amount, both, count, joined, length, list, span},
};
use crate::units::Dimension;

impl Decision {
    /// Why the order is where it is, or that it is nowhere and what cannot be kept together: whole sentences.
    #[must_use]
    pub fn sentence(&self, names: &Names) -> Sentence {
        let by_hand = self.by_hand.iter().map(|it| it.sentence(names));
        let mut parts: Vec<Sentence> = by_hand.collect();
        match (&self.outcome, self.chosen()) {
            (Outcome::Unassigned { conflict, .. }, _) => parts.push(self.unassigned(conflict)),
            (Outcome::Assigned, Some((chosen, fit))) => {
                parts.extend([added(chosen, fit, names), self.compared(fit, names)]);
            }
            (Outcome::Assigned, None) => {
                parts.push(both("It is in a round.", "Elle est dans une tournée."));
            }
        }
        joined(parts, " ", " ")
    }

    /// What came of it, for those who need not know who rides what: whole sentences.
    #[must_use]
    pub fn outcome_sentence(&self, names: &Names) -> Sentence {
        let Some((_, fit)) = self.chosen() else {
            return match &self.outcome {
                Outcome::Unassigned { conflict, .. } => self.unassigned(conflict),
                Outcome::Assigned => both("It is in a round.", "Elle est dans une tournée."),
            };
        };
        let told = fit.stops.iter().map(|stop| {
            let (at, name) = (names.clock(stop.start_at), names.stop(&stop.stop, &self.order));
            both(format!("{} at {at}", name.en), format!("{} à {at}", name.fr))
        });
        let told = list(told.collect());
        both(
            format!("It is in a round: {}.", told.en),
            format!("Elle est dans une tournée : {}.", told.fr),
        )
    }

    /// How the other shifts compare.
    fn compared(&self, fit: &Fit, names: &Names) -> Sentence {
        let possible: Vec<(&Alternative, &Fit)> =
            self.others().iter().filter_map(|it| Some((it, it.fit()?))).collect();
        let looked_at = self.others().len();
        let Some((next, best)) = possible.first() else {
            if looked_at == 0 {
                return both("There is no other shift.", "Il n'y a pas d'autre service.");
            }
            let others = count(
                looked_at,
                ["other shift was looked at", "other shifts were looked at"],
                ["autre service examiné", "autres services examinés"],
            );
            return both(
                format!("Nobody else could take it ({}).", others.en),
                format!("Personne d'autre ne pouvait la prendre ({}).", others.fr),
            );
        };
        let difference = difference(best, fit, &self.inputs.weights);
        let whom = match names.courier(&next.courier) {
            Some(name) => both(name, name),
            None => both("another courier", "un autre coursier"),
        };
        let kept = self
            .inputs
            .kept_below_s
            .filter(|most| fit.cost - best.cost < i64::from(*most) * self.inputs.weights.riding_s);
        let by_hand = self.by_hand.as_ref().is_some_and(PutByHand::holds);
        if let Some(most) = kept.filter(|_| best.cost < fit.cost && !by_hand) {
            let most = span(u64::from(most));
            return both(
                format!(
                    "With {} the rounds would take less ({}), but what was announced is kept unless that saves \
                     {most}.",
                    whom.en, difference.en
                ),
                format!(
                    "Avec {}, les tournées seraient plus courtes ({}), mais ce qui est annoncé ne change pas pour \
                     moins de {most} gagnées.",
                    whom.fr, difference.fr
                ),
            );
        }
        if best.cost < fit.cost && by_hand {
            return both(
                format!("With {} the rounds would take less ({}).", whom.en, difference.en),
                format!(
                    "Avec {}, les tournées seraient plus courtes ({}).",
                    whom.fr, difference.fr
                ),
            );
        }
        if best.cost < fit.cost {
            return both(
                format!(
                    "With {} the rounds would take less ({}): the search did not find that in its time.",
                    whom.en, difference.en
                ),
                format!(
                    "Avec {}, les tournées seraient plus courtes ({}) : la recherche ne l'a pas trouvé \
                     dans le temps imparti.",
                    whom.fr, difference.fr
                ),
            );
        }
        if best.cost == fit.cost {
            return both(
                format!("With {} it would have been the same.", whom.en),
                format!("Avec {}, cela revenait au même.", whom.fr),
            );
        }
        let could = count(
            possible.len(),
            ["other shift could have taken it", "other shifts could have taken it"],
            ["autre service pouvait la prendre", "autres services pouvaient la prendre"],
        );
        if possible.len() == 1 {
            return both(
                format!("{} could have taken it, too ({}).", whom.en, difference.en),
                format!("{} pouvait la prendre aussi ({}).", whom.fr, difference.fr),
            );
        }
        both(
            format!("{}, at best with {} ({}).", could.en, whom.en, difference.en),
            format!("{}, au mieux avec {} ({}).", could.fr, whom.fr, difference.fr),
        )
    }

    /// Something that has to be kept, with the figures that are known of it.
    fn constraint(&self, one: Constraint) -> Sentence {
        let heavy = self.alternatives.iter().flat_map(|it| match &it.verdict {
            Verdict::Forbidden { obstacles, .. } => obstacles.as_slice(),
            Verdict::Possible(_) => &[],
        });
        let heavy = heavy.filter_map(|it| match it {
            Obstacle::TooHeavy { piece_g, at_most_g, article } => {
                Some((at_most_g, piece_g, article))
            }
            _ => None,
        });
        match heavy.max().filter(|_| one == Constraint::Lift) {
            None => constraint(one),
            Some((most, piece, article)) => {
                let [most, piece] = [*most, *piece].map(|it| amount(Dimension::Mass, it));
                both(
                    format!(
                        "that nobody lifts more than the law allows (its heaviest piece is {}, they may lift {} at \
                         most, {article})",
                        piece.en, most.en
                    ),
                    format!(
                        "ce que la loi laisse soulever (sa pièce la plus lourde fait {}, ils peuvent soulever \
                         {} au plus, {article})",
                        piece.fr, most.fr
                    ),
                )
            }
        }
    }

    fn unassigned(&self, conflict: &[Constraint]) -> Sentence {
        match conflict {
            [] => both(
                "There is a place for it, which the search did not find in its time: plan again.",
                "Il y a une place pour elle, que la recherche n'a pas trouvée dans le temps imparti : \
                 planifiez de nouveau.",
            ),
            [Constraint::Shift] if !self.alternatives.is_empty() => both(
                "Everybody on shift rides a round that has begun and stays as it is.",
                "Tous ceux qui sont de service font une tournée qui a commencé et ne change plus.",
            ),
            [Constraint::Shift] => both("Nobody is on shift.", "Personne n'est de service."),
            [Constraint::Ways] => both(
                "No vehicle on shift can ride to all of its stops and then to its hub.",
                "Aucun véhicule de service ne peut passer à tous ses arrêts, puis rejoindre sa base.",
            ),
            [one] => {
                let one = self.constraint(*one);
                both(
                    format!("One thing alone leaves no place for it: {}.", one.en),
                    format!("Une seule chose ne lui laisse pas de place : {}.", one.fr),
                )
            }
            several => {
                let told = list(several.iter().map(|it| self.constraint(*it)).collect());
                both(
                    format!(
                        "No place keeps all of these at once, the other rounds as they are: {}. If one of \
                         them gave way, the others could be kept.",
                        told.en
                    ),
                    format!(
                        "Aucune place ne respecte tout cela à la fois, les autres tournées restant ce \
                         qu'elles sont : {}. Si l'un de ces points cédait, les autres pourraient être \
                         tenus.",
                        told.fr
                    ),
                )
            }
        }
    }

    /// Whether one of the [`Decision::others`] could have taken it, and what that would have meant; or what was in
    /// the way. It begins with a small letter or a figure and ends without a stop.
    #[must_use]
    pub fn alternative(&self, other: &Alternative, names: &Names) -> Sentence {
        match &other.verdict {
            Verdict::Forbidden { obstacles, every_place } => {
                let told = obstacles.iter().map(|it| obstacle(it, &self.order, names)).collect();
                let told = joined(told, "; ", " ; ");
                if *every_place {
                    return told;
                }
                both(
                    format!("{} (not every order of its many dropoffs was tried)", told.en),
                    format!(
                        "{} (tous les ordres de ses livraisons n'ont pas été essayés)",
                        told.fr
                    ),
                )
            }
            Verdict::Possible(fit) => {
                let mut told = match self.chosen() {
                    Some((_, chosen)) => {
                        let difference = difference(fit, chosen, &self.inputs.weights);
                        both(
                            format!("could have taken it: {}", difference.en),
                            format!("pouvait la prendre : {}", difference.fr),
                        )
                    }
                    None => both("has a place for it", "a une place pour elle"),
                };
                if let Some(later) = later(fit) {
                    told.en = format!("{}; {}", told.en, later.en);
                    told.fr = format!("{} ; {}", told.fr, later.fr);
                }
                if fit.changes_courier {
                    told.en.push_str("; somebody else was told of it before");
                    told.fr.push_str(" ; elle avait été annoncée à quelqu'un d'autre");
                }
                told
            }
        }
    }
}

/// How much more the rounds would take with one than with the other.
fn difference(one: &Fit, other: &Fit, weights: &CostWeights) -> Sentence {
    let mut parts = Vec::new();
    let mut part = |by: i64, told: fn(u64) -> Sentence, [more, less]: [&str; 2], of: &str| {
        if by != 0 {
            let amount = told(by.unsigned_abs());
            let (en, fr) = if by > 0 { (more, "en plus") } else { (less, "en moins") };
            parts.push(both(format!("{} {en}", amount.en), format!("{}{of} {fr}", amount.fr)));
        }
    };
    let spans = |by: u64| both(span(by), span(by));
    let riding = ["more riding", "less riding"];
    part(one.riding_s - other.riding_s, spans, riding, " de trajet");
    part(one.distance_m - other.distance_m, length, ["farther", "shorter"], "");
    let waiting = ["more waiting", "less waiting"];
    part(one.waiting_s - other.waiting_s, spans, waiting, " d'attente");
    let off = ["more off the planned times", "less off the planned times"];
    part(one.off_target_s - other.off_target_s, spans, off, " hors des heures prévues");
    // As seconds of riding, which is what weights are measured by.
    let counted = |of: fn(&Fit, &CostWeights) -> i64| {
        (of(one, weights) - of(other, weights)) / weights.riding_s.max(1)
    };
    let fairness = ["more for sharing work", "less for sharing work"];
    part(counted(Fit::fairness), spans, fairness, " pour le partage du travail");
    let announced = ["more for what was announced", "less for what was announced"];
    part(counted(Fit::stability), spans, announced, " pour ce qui était annoncé");
    if parts.is_empty() { both("as much", "autant") } else { joined(parts, ", ", ", ") }
}

/// Who comes later, if somebody does.
fn later(fit: &Fit) -> Option<Sentence> {
    let most = span(u64::from(fit.later.first()?.by_s.as_u32()));
    let orders = count(
        fit.later.len(),
        ["other order comes later", "other orders come later"],
        ["autre commande passe plus tard", "autres commandes passent plus tard"],
    );
    let (en, fr) = if fit.later.len() == 1 { ("by", "de") } else { ("by up to", "de") };
    let at_most = if fit.later.len() == 1 { "" } else { " au plus" };
    Some(both(
        format!("{} {en} {most}, still in time", orders.en),
        format!("{} {fr} {most}{at_most}, toujours à l'heure", orders.fr),
    ))
}

/// Something that has to be kept.
fn constraint(constraint: Constraint) -> Sentence {
    let (en, fr) = match constraint {
        Constraint::Shift => ("somebody on shift", "quelqu'un de service"),
        Constraint::Ways => ("ways to its stops", "des chemins vers ses arrêts"),
        Constraint::Breaks => ("the couriers' breaks", "les pauses des coursiers"),
        Constraint::Capacity => ("what the vehicles can carry", "la capacité des véhicules"),
        Constraint::Skills => ("the skills it needs", "les compétences qu'elle demande"),
        Constraint::Lift => {
            ("that nobody lifts more than the law allows", "ce que la loi laisse soulever")
        }
        Constraint::Couriers => ("who may bring it", "qui peut la livrer"),
        Constraint::OnBoard => {
            ("how long its load may be on board", "le temps que sa marchandise peut passer à bord")
        }
        Constraint::Sequence => {
            ("stops that are to follow each other", "les arrêts qui doivent se suivre")
        }
        Constraint::VehicleLimits => (
            "how far the vehicles can ride and how many stops they make",
            "l'autonomie des véhicules et leur nombre d'arrêts",
        ),
        Constraint::ShiftHours => ("the hours of the shifts", "les heures de service"),
        Constraint::Promises => {
            ("the times promised for other orders", "les heures promises pour les autres commandes")
        }
        Constraint::PickupReady => ("when it is ready", "l'heure à laquelle elle est prête"),
        Constraint::PickupDue => ("when it must be fetched", "l'heure limite de son retrait"),
        Constraint::DropoffReady => {
            ("from when on it may be brought", "l'heure à partir de laquelle on peut la livrer")
        }
        Constraint::DropoffDue => ("when it must be brought", "l'heure limite de sa livraison"),
    };
    both(en, fr)
}

/// What it adds where it is.
fn added(chosen: &Alternative, fit: &Fit, names: &Names) -> Sentence {
    let with = match names.courier(&chosen.courier) {
        Some(name) => both(format!("With {name} it adds"), format!("Avec {name}, elle ajoute")),
        None => both("In this round it adds", "Dans cette tournée, elle ajoute"),
    };
    let parts = |more: bool| {
        let of = |amount: i64| u64::try_from(if more { amount } else { -amount }).unwrap_or(0);
        let (riding, way, waiting) = (of(fit.riding_s), of(fit.distance_m), of(fit.waiting_s));
        let (ridden, way_told) = (span(riding), length(way));
        let mut parts = Vec::new();
        if riding > 0 {
            parts.push(both(format!("{ridden} of riding"), format!("{ridden} de trajet")));
        }
        if way > 0 {
            parts.push(way_told);
        }
        if waiting > 0 {
            let waited = span(waiting);
            parts.push(both(format!("{waited} of waiting"), format!("{waited} d'attente")));
        }
        let off = of(fit.off_target_s);
        if off > 0 {
            let off = span(off);
            parts.push(both(
                format!("{off} off the planned times"),
                format!("{off} hors des heures prévues"),
            ));
        }
        list(parts)
    };
    let (more, less) = (parts(true), parts(false));
    let mut told = if more.en.is_empty() {
        let fr = with.fr.replace("elle ajoute", "elle n'ajoute");
        both(format!("{} nothing", with.en), format!("{fr} rien"))
    } else {
        both(format!("{} {}", with.en, more.en), format!("{} {}", with.fr, more.fr))
    };
    if !less.en.is_empty() {
        told.en = format!("{}, and saves {}", told.en, less.en);
        told.fr = format!("{}, et fait gagner {}", told.fr, less.fr);
    }
    if let Some(later) = later(fit) {
        told.en = format!("{}; {}", told.en, later.en);
        told.fr = format!("{} ; {}", told.fr, later.fr);
    }
    both(told.en + ".", told.fr + ".")
}
