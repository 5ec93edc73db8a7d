//! Why an order is in no round, in a sentence that a shop would accept, in each language.

use super::Instance;
use crate::{
    domain::{
        Order, OrderStop, Sentence, Shift,
        words::{amount, both},
    },
    solver::{Reason, Unassigned},
    units::{Dimension, Load, Seconds, Timestamp},
};
use std::collections::BTreeSet;

/// A stable code and a sentence.
pub(super) type Told = (&'static str, Sentence);

/// Why an order is in no round: what is wrong with the order itself, else what the solver says.
pub(super) fn told(instance: &Instance<'_>, unassigned: &Unassigned) -> Told {
    if let Some(stop) = instance.off_map.get(&unassigned.request) {
        return off_map(stop, instance.max_snap_m);
    }
    let order = &instance.orders[unassigned.request];
    if let Some(told) = other_day(instance, order) {
        return told;
    }
    let (code, sentence) = sentence(instance, unassigned);
    let able = match unassigned.reason {
        Reason::NoVehicle | Reason::NotAllowed | Reason::Skill { .. } => None,
        _ => able(instance, order),
    };
    let Some(able) = able else { return (code, sentence) };
    let en = format!("{}: {}", able.en, sentence.en);
    (code, both(en, format!("{} : {}", able.fr, sentence.fr)))
}

/// For an order with a stop beside no street.
fn off_map(stop: &OrderStop, max_m: f64) -> Told {
    let (name, place) = (name(stop), stop.place);
    let en = format!(
        "{} at {place} is more than {max_m:.0} m from every street that a courier on shift may use; \
         longitude comes first: check the position, or load a map that covers it",
        name.en
    );
    let fr = format!(
        "{} en {place} est à plus de {max_m:.0} m de toute rue ouverte aux coursiers de service ; \
         la longitude vient en premier : vérifiez la position, ou chargez une carte qui la couvre",
        name.fr
    );
    ("off_map", both(en, fr))
}

/// For an order that can be fetched from another day on, and only while no shift of this one runs.
fn other_day(instance: &Instance<'_>, order: &Order) -> Option<Told> {
    let ready = order.ready_at();
    let day = instance.local(ready)?.date();
    let planned = instance.coop.day;
    let last = order.pickups().map(|(stop, _)| stop.window.end()).max()?;
    let during = |shift: &Shift| shift.window.start() <= last && ready <= shift.window.end();
    if day == planned || instance.coop.shifts.iter().any(during) {
        return None;
    }
    let en = format!("it is for {day}, but this plan is for {planned}");
    let fr = format!("elle est pour le {day}, mais ce plan est celui du {planned}");
    Some(("other_day", both(en, fr)))
}

/// For an order that nobody may lift who could bring it.
fn too_heavy(instance: &Instance<'_>, order: usize) -> Sentence {
    let piece_g = instance.orders[order].heaviest_piece_g();
    let limits = instance.coop.shifts.iter().filter_map(|shift| shift.lift.as_ref());
    let best = limits.filter(|it| it.says < piece_g).max_by_key(|clause| clause.says);
    let piece = amount(Dimension::Mass, piece_g);
    let (cap, article) = best.map_or((0, ""), |clause| (clause.says, clause.article.as_str()));
    let cap = amount(Dimension::Mass, cap);
    both(
        format!(
            "its heaviest piece is {}, and whoever on shift could bring it may lift {} at most ({article}): \
             split it, or send two",
            piece.en, cap.en
        ),
        format!(
            "la pièce la plus lourde fait {}, et qui pourrait la livrer ne peut soulever que {} au plus \
             ({article}) : partagez-la, ou envoyez deux personnes",
            piece.fr, cap.fr
        ),
    )
}

/// How many have the skills that an order needs, if it needs any: a shop reads it, so nobody is named.
fn able(instance: &Instance<'_>, order: &Order) -> Option<Sentence> {
    let coop = instance.coop;
    let mut able = BTreeSet::new();
    for shift in &coop.shifts {
        let people = || coop.couriers.iter().filter(|it| shift.people().any(|id| id == it.id));
        // A crew can do together what one of them can.
        if order.skills.iter().all(|skill| people().any(|it| it.skills.contains(skill))) {
            able.extend(people().map(|courier| courier.id.as_str()));
        }
    }
    let count = able.len();
    if order.skills.is_empty() || count == 0 {
        return None;
    }
    let needs: Vec<&str> = order.skills.iter().map(String::as_str).collect();
    let couriers = if count == 1 { "courier on shift has" } else { "couriers on shift have" };
    let en = format!("needs {}, which {count} {couriers}", needs.join(" and "));
    let the_skill = if needs.len() == 1 { "la compétence" } else { "les compétences" };
    let [has, couriers] = if count == 1 { ["a", "coursier"] } else { ["ont", "coursiers"] };
    let needs = needs.join(" et ");
    let fr = format!("demande {the_skill} {needs}, qu'{has} {count} {couriers} de service");
    Some(both(en, fr))
}

/// Who is at a stop; where nobody is named, its address or position.
pub(super) fn name(stop: &OrderStop) -> Sentence {
    match (stop.name.as_str(), stop.address.as_str()) {
        ("", "") => {
            both(format!("the stop at {}", stop.place), format!("l'arrêt en {}", stop.place))
        }
        ("", name) | (name, _) => both(name, name),
    }
}

/// For an order that the solver left over.
fn sentence(instance: &Instance<'_>, unassigned: &Unassigned) -> Told {
    let request = unassigned.request;
    match unassigned.reason {
        Reason::NoVehicle => (
            "no_shift",
            both(
                "no courier has a shift on this day",
                "aucun coursier n'est de service ce jour-là",
            ),
        ),
        Reason::NotAllowed => (
            "not_allowed",
            both(
                "no courier on shift may take it: others were asked for, or it was kept from them",
                "aucun coursier de service ne peut la prendre : d'autres ont été demandés, ou elle leur \
                 est interdite",
            ),
        ),
        Reason::TooManyStops { stops, most } => ("too_many_stops", too_many_stops(stops, most)),
        Reason::TooLongOnBoard { stop, most } => {
            ("too_long_on_board", too_long_on_board(&name(instance.order_stop(stop)), most))
        }
        Reason::TooFar { .. } => (
            "too_far",
            both(
                "it is farther than any suitable vehicle may ride",
                "elle est plus loin que tout véhicule adapté ne peut rouler",
            ),
        ),
        Reason::Skill { missing } if instance.lifts.are_in(missing) => {
            ("too_heavy", too_heavy(instance, request))
        }
        Reason::Skill { missing } => {
            let missing = instance
                .skills
                .iter()
                .enumerate()
                .filter(|(bit, _)| missing.bits() & (1 << bit) != 0)
                .map(|(_, skill)| *skill);
            ("skill", no_skill(&missing.collect::<Vec<_>>()))
        }
        Reason::TooMuch { dimension, needed, largest } => {
            ("too_much", too_much(dimension, needed, largest))
        }
        Reason::TooMuchTogether { needed } => ("too_much", too_much_together(needed)),
        Reason::Unreachable => (
            "unreachable",
            both(
                "no suitable vehicle can ride from its hub to all stops and on to the hub where its shift ends",
                "aucun véhicule adapté ne peut partir de sa base, passer à tous les arrêts et rejoindre la base où son service finit",
            ),
        ),
        Reason::TooLate { stop, earliest, due } => {
            let name = name(instance.order_stop(stop));
            let [due, earliest] = instance.clocks(request, [due, earliest]);
            let en = format!(
                "{} is due by {due}, but even a courier with nothing else to do could not be \
                 there before {earliest}",
                name.en
            );
            let fr = format!(
                "{} : l'heure limite est {due}, mais même un coursier sans rien d'autre à faire n'y \
                 serait pas avant {earliest}",
                name.fr
            );
            ("too_late", both(en, fr))
        }
        Reason::NoTimeForBreak { window } => {
            let [from, until] = instance.clocks(request, [window.start(), window.end()]);
            let en = format!(
                "a courier could make it, but not have the break that starts between {from} and \
                 {until}"
            );
            let fr = format!(
                "un coursier aurait le temps de la livrer, mais pas de prendre sa pause, qui doit \
                 commencer entre {from} et {until}"
            );
            ("no_time_for_break", both(en, fr))
        }
        Reason::OutsideShifts { shift, back } => {
            let [from, to, back] = instance.clocks(request, [shift.start(), shift.end(), back]);
            let en = format!(
                "even with nothing else to do the courier on shift from {from} to {to} would be \
                 back at {back} only"
            );
            let fr = format!(
                "même sans rien d'autre à faire, le coursier de service de {from} à {to} ne serait de \
                 retour qu'à {back}"
            );
            ("outside_shifts", both(en, fr))
        }
        Reason::AllBusy { candidates } => ("all_busy", all_busy(candidates)),
    }
}

fn too_many_stops(stops: usize, most: usize) -> Sentence {
    both(
        format!("it has {stops} stops, but no courier may make more than {most}"),
        format!("elle a {stops} arrêts, mais aucun coursier ne peut en faire plus de {most}"),
    )
}

fn too_long_on_board(name: &Sentence, most: Seconds) -> Sentence {
    let minutes = most.as_u32().div_ceil(60);
    both(
        format!(
            "{} cannot be reached within {minutes} minutes of the pickup, as its load demands",
            name.en
        ),
        format!(
            "{} : impossible d'y être dans les {minutes} minutes après le retrait, comme la \
             marchandise le demande",
            name.fr
        ),
    )
}

fn no_skill(missing: &[&str]) -> Sentence {
    let the_skill = if missing.len() == 1 { "la compétence" } else { "les compétences" };
    both(
        format!("no courier on shift has the skill {}", missing.join(" and ")),
        format!("aucun coursier de service n'a {the_skill} {}", missing.join(" et ")),
    )
}

fn too_much(dimension: Dimension, needed: u32, largest: u32) -> Sentence {
    let (needed, largest) = (amount(dimension, needed), amount(dimension, largest));
    let its = match dimension {
        Dimension::Mass => "sa masse",
        Dimension::Volume => "son volume",
        Dimension::Bags => "son nombre de sacs",
    };
    let en = format!(
        "its {dimension} of {} is more than any suitable vehicle takes: at most {}",
        needed.en, largest.en
    );
    let fr = format!(
        "{its}, {}, dépasse ce que peut prendre le plus grand véhicule adapté ({})",
        needed.fr, largest.fr
    );
    both(en, fr)
}

fn too_much_together(needed: Load) -> Sentence {
    let mass = amount(Dimension::Mass, needed.mass_g);
    let volume = amount(Dimension::Volume, needed.volume_ml);
    let bags = amount(Dimension::Bags, needed.bags);
    let en = format!(
        "no suitable vehicle takes its mass, volume and bags together: {}, {}, {}",
        mass.en, volume.en, bags.en
    );
    let fr = format!(
        "aucun véhicule adapté ne peut prendre à la fois sa masse, son volume et ses sacs : {}, {}, {}",
        mass.fr, volume.fr, bags.fr
    );
    both(en, fr)
}

fn all_busy(candidates: usize) -> Sentence {
    let one = candidates == 1;
    let en = format!(
        "{candidates} {} could take it with nothing else to do, but no place was found for it in {}",
        if one { "courier" } else { "couriers" },
        if one { "that courier's rounds" } else { "their rounds" }
    );
    let fr = format!(
        "{candidates} {}, mais aucune place n'a été trouvée pour elle dans {} tournées",
        if one {
            "coursier pourrait la prendre s'il n'avait rien d'autre à faire"
        } else {
            "coursiers pourraient la prendre s'ils n'avaient rien d'autre à faire"
        },
        if one { "ses" } else { "leurs" }
    );
    both(en, fr)
}

impl Instance<'_> {
    /// An instant as clocks in the co-operative show it.
    fn local(&self, at: Timestamp) -> Option<jiff::Zoned> {
        let instant = jiff::Timestamp::from_millisecond(at.as_millis()).ok()?;
        instant.in_tz(&self.coop.zone).ok()
    }

    /// Moments of the problem as clocks in the co-operative show them, with the date unless all are on
    /// the local day on which `order` (an index) can first be fetched.
    pub(super) fn clocks<const N: usize>(
        &self,
        order: usize,
        moments: [Seconds; N],
    ) -> [String; N] {
        let date = |at| self.local(at).map(|local| local.date());
        let day = date(self.orders[order].ready_at());
        let same_day = moments.iter().all(|moment| date(self.instant(*moment)) == day);
        let format = if same_day { "%H:%M" } else { "%Y-%m-%d %H:%M" };
        moments.map(|moment| match self.local(self.instant(moment)) {
            Some(local) => local.strftime(format).to_string(),
            // Beyond the years that a calendar has.
            None => format!("+{} min", moment.as_minutes()),
        })
    }
}
