//! Obstacles in words, in each language.

use super::{LateStop, Names, Obstacle, Overrun};
use crate::domain::{
    Sentence,
    words::{both, count, joined, load, span_of},
};

/// What is in the way of `order`.
pub(super) fn obstacle(obstacle: &Obstacle, order: &str, names: &Names) -> Sentence {
    match obstacle {
        Obstacle::Begun => both(
            "the round has begun and stays as it is",
            "la tournée a commencé et ne change plus",
        ),
        Obstacle::NotAllowed => both(
            "the order is for others, or it is kept from this shift",
            "la commande est pour d'autres, ou écartée de ce service",
        ),
        Obstacle::Skill { missing } => {
            let the_skill = if missing.len() == 1 { "la compétence" } else { "les compétences" };
            both(
                format!("without the skill {}", missing.join(" and ")),
                format!("sans {the_skill} {}", missing.join(" et ")),
            )
        }
        Obstacle::TooHeavy { piece_g, at_most_g, article } => {
            too_heavy([*piece_g, *at_most_g], article)
        }
        Obstacle::TooMuch { load: got, capacity } => {
            let above = *got - *capacity;
            let (got, most) = (load(*got, above), load(*capacity, above));
            both(
                format!("too much for the vehicle: {}, at most {}", got.en, most.en),
                format!("trop pour le véhicule : {}, au plus {}", got.fr, most.fr),
            )
        }
        Obstacle::Unreachable => {
            both("no way there for this vehicle", "aucun chemin pour ce véhicule")
        }
        Obstacle::TooLate { stop, earliest_at, due_at } => {
            let stop = names.stop(stop, order);
            let (earliest, due) = (names.clock(*earliest_at), names.clock(*due_at));
            both(
                format!(
                    "even with nothing else to do, {} at {earliest} at the earliest, due by {due}",
                    stop.en
                ),
                format!(
                    "même sans rien d'autre à faire, {} à {earliest} au plus tôt, heure limite {due}",
                    stop.fr
                ),
            )
        }
        Obstacle::NoTimeForBreak { from_at, until_at } => {
            let (from, until) = (names.clock(*from_at), names.clock(*until_at));
            both(
                format!("no time left for the break, which begins between {from} and {until}"),
                format!("plus le temps pour la pause, qui commence entre {from} et {until}"),
            )
        }
        Obstacle::TooLongOnBoard { stop, most } => {
            let (stop, most) = (names.stop(stop, order), span_of(*most));
            both(
                format!(
                    "even with nothing else to do, what {} gets would be on board for more than {most}",
                    stop.en
                ),
                format!("même sans rien d'autre à faire, plus de {most} à bord pour {}", stop.fr),
            )
        }
        Obstacle::TooFar => {
            both("farther than this vehicle may ride", "plus loin que ce véhicule ne peut rouler")
        }
        Obstacle::OutsideShift(overrun) => {
            let back = back(overrun, names);
            both(
                format!("even with nothing else to do, {}", back.en),
                format!("même sans rien d'autre à faire, {}", back.fr),
            )
        }
        Obstacle::Full { after, load: got, capacity } => {
            let above = *got - *capacity;
            let (got, most) = (load(*got, above), load(*capacity, above));
            let after = names.stop(after, order);
            both(
                format!("{} on board after {}, room for {}", got.en, after.en, most.en),
                format!("{} à bord après {}, de la place pour {}", got.fr, after.fr, most.fr),
            )
        }
        Obstacle::StaysOnBoard { stop, by } => {
            let (stop, by) = (names.stop(stop, order), span_of(*by));
            both(
                format!("at best, what {} gets would be on board {by} too long", stop.en),
                format!("au mieux, ce que reçoit {} resterait à bord {by} de trop", stop.fr),
            )
        }
        Obstacle::TooManyStops { by } => both(
            format!("the round would have {by} stops too many"),
            format!("la tournée aurait {by} arrêts de trop"),
        ),
        Obstacle::Delays { late, back, only_with_break } => {
            delays(late, back.as_ref(), *only_with_break, order, names)
        }
    }
}

fn too_heavy(grams: [u32; 2], article: &str) -> Sentence {
    let [piece, most] = grams.map(|grams| f64::from(grams) / 1000.0);
    let comma = |kg: f64| kg.to_string().replace('.', ",");
    both(
        format!("a piece of {piece} kg, but {most} kg may be lifted at most ({article})"),
        format!(
            "une pièce de {} kg, mais {} kg au plus peuvent être soulevés ({article})",
            comma(piece),
            comma(most)
        ),
    )
}

fn back(overrun: &Overrun, names: &Names) -> Sentence {
    let (at, by) = (names.clock(overrun.back_at), span_of(overrun.by()));
    both(
        format!("back at {at}, {by} after the end of the shift"),
        format!("de retour à {at}, {by} après la fin du service"),
    )
}

fn delays(
    late: &[LateStop],
    overrun: Option<&Overrun>,
    only_with_break: bool,
    order: &str,
    names: &Names,
) -> Sentence {
    let mut parts = Vec::new();
    // The latest says the most.
    if let Some(worst) = late.iter().max_by_key(|late| late.by()) {
        let stop = names.stop(&worst.stop, order);
        let (at, by) = (names.clock(worst.start_at), span_of(worst.by()));
        let others = count(late.len() - 1, ["more", "more"], ["autre", "autres"]);
        let (mut en, mut fr) = (String::new(), String::new());
        if late.len() > 1 {
            en = format!(" ({} would be late)", others.en);
            fr = format!(" (et {} en retard)", others.fr);
        }
        parts.push(both(
            format!("{} would be at {at}, {by} late{en}", stop.en),
            format!("{} serait à {at}, avec {by} de retard{fr}", stop.fr),
        ));
    }
    parts.extend(overrun.map(|it| back(it, names)));
    let told = joined(parts, ", ", ", ");
    let (en, fr) = if only_with_break {
        ("at best, with the break,", "au mieux, avec la pause,")
    } else {
        ("at best", "au mieux")
    };
    both(format!("{en} {}", told.en), format!("{fr} {}", told.fr))
}
