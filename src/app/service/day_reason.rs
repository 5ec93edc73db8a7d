//! Why an order has no place, seeing the whole day: the planner sees only the shifts that it may fill.

use super::day_snapshot::LeftOut;
use crate::domain::{NoPlace, Sentence, UnassignedOrder, words::both};

/// What the planner says of an order, made true of the day. `any` shift was left to plan with, and
/// some were `left_out`.
pub(super) fn no_place(told: UnassignedOrder, any: bool, left_out: &LeftOut) -> NoPlace {
    let UnassignedOrder { code, mut reason, .. } = told;
    let (riding, over, forbidden) = (left_out.riding, left_out.over, left_out.forbidden());
    match (any, riding, over) {
        (false, _, _) if forbidden > 0 => {
            NoPlace { code: "unlawful_shifts".to_owned(), reason: all_forbidden(left_out) }
        }
        (false, 1.., _) => NoPlace { code: "all_riding".to_owned(), reason: all_riding(left_out) },
        (false, 0, 1..) => NoPlace {
            code: "shifts_over".to_owned(),
            reason: both(
                "all shifts of this day are over; add a shift, or call it off and post it for another day",
                "tous les services de ce jour sont terminés ; ajoutez un service, ou annulez-la et \
                 saisissez-la pour un autre jour",
            ),
        },
        (true, ..) if code != "other_day" => {
            let told = [aside(riding), forbidden_aside(forbidden)];
            for aside in told.into_iter().flatten() {
                reason.en.push_str(&aside.en);
                reason.fr.push_str(&aside.fr);
            }
            NoPlace { code, reason }
        }
        _ => NoPlace { code, reason },
    }
}

fn all_riding(left_out: &LeftOut) -> Sentence {
    let riding = left_out.riding;
    let (en, fr) = match (riding, left_out.over) {
        (1, 0) => ("the only courier of this day is", "le seul coursier de ce jour est"),
        (1, _) => ("the only courier still on shift is", "le seul coursier encore de service est"),
        (_, 0) => ("couriers of this day are", "coursiers de ce jour sont"),
        _ => ("couriers still on shift are", "coursiers encore de service sont"),
    };
    let (en, fr) = if riding == 1 {
        (format!("{en} on a round that has begun and stays"), fr.to_owned())
    } else {
        let en = format!("all {riding} {en} on rounds that have begun and stay");
        (en, format!("les {riding} {fr}"))
    };
    both(
        format!("{en} as planned; add a shift, or ask a courier by telephone"),
        format!(
            "{fr} en tournée, et une tournée commencée ne change plus ; ajoutez un service, ou \
             appelez un coursier"
        ),
    )
}

/// The first shift that the law forbids, with article and figures.
fn all_forbidden(left_out: &LeftOut) -> Sentence {
    let first = left_out.unlawful.first();
    let told = |of: fn(&Sentence) -> &String| {
        first.map_or_else(String::new, |it| format!("{}: {}", it.courier_name, of(&it.sentence)))
    };
    both(
        format!(
            "the law forbids every shift that is left of this day ({}); change them, or add one",
            told(|sentence| &sentence.en)
        ),
        format!(
            "la loi interdit tous les services qui restent de ce jour ({}) ; modifiez-les, ou ajoutez-en un",
            told(|sentence| &sentence.fr)
        ),
    )
}

fn aside(riding: usize) -> Option<Sentence> {
    Some(match riding {
        0 => return None,
        1 => both(
            " (one courier, whose round has begun, is left out)",
            " (sans compter un coursier dont la tournée a commencé)",
        ),
        n => both(
            format!(" ({n} couriers, whose rounds have begun, are left out)"),
            format!(" (sans compter {n} coursiers dont la tournée a commencé)"),
        ),
    })
}

fn forbidden_aside(forbidden: usize) -> Option<Sentence> {
    Some(match forbidden {
        0 => return None,
        1 => both(
            " (one shift, which the law forbids, is left out)",
            " (sans compter un service que la loi interdit)",
        ),
        n => both(
            format!(" ({n} shifts, which the law forbids, are left out)"),
            format!(" (sans compter {n} services que la loi interdit)"),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(any: bool, riding: usize, over: usize) -> NoPlace {
        let reason = both("no courier has a shift on this day", "aucun coursier");
        let told = UnassignedOrder { order: "o".to_owned(), code: "no_shift".to_owned(), reason };
        no_place(told, any, &LeftOut { riding, over, ..LeftOut::default() })
    }

    #[test]
    fn a_day_whose_couriers_have_begun_is_not_called_empty() {
        let en = |any, riding, over| told(any, riding, over).reason.en;
        assert_eq!(told(false, 0, 0).code, "no_shift");
        assert_eq!(told(false, 0, 2).code, "shifts_over");
        assert_eq!(told(false, 3, 0).code, "all_riding");
        assert_eq!(
            en(false, 3, 0),
            "all 3 couriers of this day are on rounds that have begun and stay as planned; add a \
             shift, or ask a courier by telephone"
        );
        assert_eq!(
            en(false, 1, 2),
            "the only courier still on shift is on a round that has begun and stays as planned; \
             add a shift, or ask a courier by telephone"
        );
        assert!(
            en(true, 2, 0).ends_with("day (2 couriers, whose rounds have begun, are left out)")
        );
    }
}
