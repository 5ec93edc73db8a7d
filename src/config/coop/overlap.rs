//! Nobody works two shifts at once.

use super::week::{Days, WeeklyShift};
use crate::config::{local_time::DAY_MIN, section::Section};

const WEEK_MIN: u32 = 7 * DAY_MIN;

/// Complains of each pair of shifts that have one courier at work twice at the same time, also over
/// midnight and from one week into the next. `shifts` are those of `sections`, where they are good.
pub(super) fn complain_of_overlaps(sections: &[Section<'_>], shifts: &[Option<WeeklyShift>]) {
    for (index, (section, shift)) in sections.iter().zip(shifts).enumerate() {
        let Some(shift) = shift else { continue };
        for (earlier_index, earlier) in shifts[..index].iter().enumerate() {
            let Some(earlier) = earlier else { continue };
            if earlier.courier != shift.courier {
                continue;
            }
            if let Some(day) = first_overlap(shift, earlier) {
                let cause = format!(
                    "{} at work twice: {} on {} overlaps shifts[{earlier_index}], {}",
                    shift.courier,
                    shift.hours(),
                    Days::NAMES[day],
                    earlier.hours(),
                );
                section.complain("", cause, "change the hours or the days of one of them");
            }
        }
    }
}

/// The first day of `a` on which it overlaps with `b`.
fn first_overlap(a: &WeeklyShift, b: &WeeklyShift) -> Option<usize> {
    a.days.indices().find(|day_a| b.days.indices().any(|day_b| overlap(a, *day_a, b, day_b)))
}

/// Do `a` on one day and `b` on another share a moment of the endless week? Back to back is fine.
fn overlap(a: &WeeklyShift, day_a: usize, b: &WeeklyShift, day_b: usize) -> bool {
    let minute =
        |day: usize, shift: &WeeklyShift| (0..day).map(|_| DAY_MIN).sum::<u32>() + shift.start_min;
    let from_a_to_b = (minute(day_b, b) + WEEK_MIN - minute(day_a, a)) % WEEK_MIN;
    from_a_to_b < a.length_min() || (WEEK_MIN - from_a_to_b) % WEEK_MIN < b.length_min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shift(start_min: u32, length: u32, day: usize) -> WeeklyShift {
        let mut days = Days([false; 7]);
        days.0[day] = true;
        WeeklyShift {
            courier: "amelie".to_owned(),
            vehicle: "bike".to_owned(),
            hub: "garage".to_owned(),
            end_hub: None,
            days,
            start_min,
            end_min: start_min + length,
            rest: None,
        }
    }

    proptest! {
        #[test]
        fn shifts_overlap_if_they_share_a_minute_of_the_week(
            (start_a, length_a, day_a) in (0..DAY_MIN, 1u32..=780, 0usize..7),
            (start_b, length_b, day_b) in (0..DAY_MIN, 1u32..=780, 0usize..7),
        ) {
            let (a, b) = (shift(start_a, length_a, day_a), shift(start_b, length_b, day_b));
            let minutes = |shift: &WeeklyShift, day: usize| {
                let start = u32::try_from(day).unwrap() * DAY_MIN;
                (shift.start_min..shift.end_min).map(move |m| (start + m) % WEEK_MIN).collect()
            };
            let in_a: std::collections::BTreeSet<u32> = minutes(&a, day_a);
            let in_b = minutes(&b, day_b);
            prop_assert_eq!(first_overlap(&a, &b).is_some(), !in_a.is_disjoint(&in_b));
        }
    }
}
