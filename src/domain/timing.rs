//! What few stops say of their time, beside the window in which service may start.

use crate::units::{Seconds, TimeWindow, Timestamp};
use serde::{Deserialize, Serialize};

/// Finer times of a stop; most have none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Timing {
    /// Service may only start in these, which are in order, apart and all of the stop's window that counts; two at
    /// least. Empty: in all of the stop's window.
    pub windows: Vec<TimeWindow<Timestamp>>,
    /// When the co-operative wants to be there, narrower than what it has promised: to miss it costs, but breaks no
    /// promise.
    pub plan_window: Option<TimeWindow<Timestamp>>,
    /// How long the load may be on board at most, from the end of service at the pickup to its start here. Of a
    /// pickup nothing.
    pub max_on_board: Option<Seconds>,
}

impl Timing {
    /// The windows as they are said, with the one that holds them all: in order and apart. `None` if there is none.
    #[must_use]
    pub fn of_windows(
        mut windows: Vec<TimeWindow<Timestamp>>,
    ) -> Option<(TimeWindow<Timestamp>, Vec<TimeWindow<Timestamp>>)> {
        windows.sort_by_key(|window| (window.start(), window.end()));
        let mut apart: Vec<TimeWindow<Timestamp>> = Vec::with_capacity(windows.len());
        for window in windows {
            match apart.last_mut() {
                Some(last) if window.start() <= last.end() => {
                    let end = last.end().max(window.end());
                    *last = TimeWindow::new(last.start(), end).unwrap_or(*last);
                }
                _ => apart.push(window),
            }
        }
        let (first, last) = apart.first().zip(apart.last())?;
        let whole = TimeWindow::new(first.start(), last.end())?;
        Some((whole, if apart.len() > 1 { apart } else { Vec::new() }))
    }

    /// When service may start at a stop with this `window`: one window at least.
    #[must_use]
    pub fn open(&self, window: TimeWindow<Timestamp>) -> Vec<TimeWindow<Timestamp>> {
        if self.windows.is_empty() { vec![window] } else { self.windows.clone() }
    }

    /// The same so much later.
    #[must_use]
    pub fn later(&self, by: Seconds) -> Self {
        Self {
            windows: self.windows.iter().map(|window| window.later(by)).collect(),
            plan_window: self.plan_window.map(|window| window.later(by)),
            max_on_board: self.max_on_board,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(from: i64, to: i64) -> TimeWindow<Timestamp> {
        let [from, to] = [from, to].map(|minute| Timestamp::from_millis(minute * 60_000));
        TimeWindow::new(from, to).unwrap()
    }

    #[test]
    fn windows_are_in_order_and_apart_and_one_is_no_finer_than_the_whole() {
        assert_eq!(Timing::of_windows(Vec::new()), None);
        let one = vec![window(10, 20), window(0, 10)];
        assert_eq!(Timing::of_windows(one), Some((window(0, 20), Vec::new())));
        let two = vec![window(50, 60), window(0, 10), window(52, 55)];
        let apart = vec![window(0, 10), window(50, 60)];
        assert_eq!(Timing::of_windows(two), Some((window(0, 60), apart.clone())));
        let timing = Timing { windows: apart.clone(), ..Timing::default() };
        assert_eq!(timing.open(window(0, 60)), apart);
        assert_eq!(Timing::default().open(window(0, 60)), [window(0, 60)]);
        let later = timing.later(Seconds::from_minutes(5));
        assert_eq!(later.windows, [window(5, 15), window(55, 65)]);
    }
}
