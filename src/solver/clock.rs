//! Instants as signed 64-bit seconds since the start of the plan: no sum of them overflows, and the
//! latest possible moment of something impossible can lie before all time.

use super::{Break, Windows};
use crate::units::Seconds;

/// Later than every instant, whatever is added to it.
pub(super) const NEVER: i64 = i64::MAX / 4;

/// Earlier than every instant: the latest moment of what cannot be done.
pub(super) const TOO_LATE_ALREADY: i64 = -1;

/// `instant` with room to calculate.
pub(super) fn clock(instant: Seconds) -> i64 {
    i64::from(instant.as_u32())
}

/// Back to a span or an instant, saturating at both ends.
pub(super) fn seconds(instant: i64) -> Seconds {
    Seconds::new(u32::try_from(instant.max(0)).unwrap_or(u32::MAX))
}

/// When a break is over that starts as soon as can be from `now` on; [`NEVER`] if its window is over.
pub(super) fn after_break(rest: &Break, now: i64) -> i64 {
    let start = now.max(clock(rest.windows.start()));
    if start <= clock(rest.windows.end()) { start + clock(rest.duration) } else { NEVER }
}

/// The latest moment from which a break can still be over by `due`.
pub(super) fn latest_for_break(rest: &Break, due: i64) -> i64 {
    let start = due - clock(rest.duration);
    if clock(rest.windows.start()) <= start {
        start.min(clock(rest.windows.end()))
    } else {
        TOO_LATE_ALREADY
    }
}

/// The first moment from `now` on that lies in one of these windows.
pub(super) fn next_start(windows: &Windows, now: i64) -> Option<i64> {
    let window = windows.iter().find(|window| now <= clock(window.end()))?;
    Some(now.max(clock(window.start())))
}

/// The last moment up to `by` that lies in one of these windows.
pub(super) fn latest_start(windows: &Windows, by: i64) -> Option<i64> {
    let window = windows.iter().rev().find(|window| clock(window.start()) <= by)?;
    Some(by.min(clock(window.end())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::TimeWindow;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_latest_moment_for_a_break_is_the_last_from_which_it_ends_in_time(
            start in 0_u32..30, width in 0_u32..20, duration in 0_u32..20, due in 0_i64..80,
        ) {
            let window = TimeWindow::new(Seconds::new(start), Seconds::new(start + width)).unwrap();
            let rest = Break { windows: window.into(), duration: Seconds::new(duration) };
            let latest = (0..100).rev().find(|&now| after_break(&rest, now) <= due);
            prop_assert_eq!(latest_for_break(&rest, due), latest.unwrap_or(TOO_LATE_ALREADY));
        }
    }
}
