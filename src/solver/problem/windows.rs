//! When something may begin.

use crate::units::{Seconds, TimeWindow};

/// Time windows that are in order and apart from each other, one at least.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Windows {
    first: TimeWindow<Seconds>,
    /// The others; most have none, which takes no room.
    later: Vec<TimeWindow<Seconds>>,
}

impl Windows {
    /// These windows, in any order; those that meet become one. `None` if there are none.
    #[must_use]
    pub fn new(mut windows: Vec<TimeWindow<Seconds>>) -> Option<Self> {
        windows.sort_by_key(|window| (window.start(), window.end()));
        let mut apart: Vec<TimeWindow<Seconds>> = Vec::with_capacity(windows.len());
        for window in windows {
            match apart.last_mut() {
                Some(last) if window.start() <= last.end() => {
                    let end = last.end().max(window.end());
                    *last = TimeWindow::new(last.start(), end).unwrap_or(*last);
                }
                _ => apart.push(window),
            }
        }
        let mut apart = apart.into_iter();
        Some(Self { first: apart.next()?, later: apart.collect() })
    }

    /// What of them is left until a moment. Where none has begun by then, the moment at which the first does.
    #[must_use]
    pub fn until(&self, end: Seconds) -> Self {
        let left = self.iter().filter_map(|it| TimeWindow::new(it.start(), it.end().min(end)));
        let none = || TimeWindow::new(self.start(), self.start()).unwrap_or(self.first).into();
        Self::new(left.collect()).unwrap_or_else(none)
    }

    /// When the first of them begins.
    #[must_use]
    pub fn start(&self) -> Seconds {
        self.first.start()
    }

    /// When the last of them ends.
    #[must_use]
    pub fn end(&self) -> Seconds {
        self.later.last().unwrap_or(&self.first).end()
    }

    /// From the beginning of the first to the end of the last.
    #[must_use]
    pub fn hull(&self) -> TimeWindow<Seconds> {
        TimeWindow::new(self.start(), self.end()).unwrap_or(self.first)
    }

    /// All of them, in order.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = TimeWindow<Seconds>> + '_ {
        std::iter::once(self.first).chain(self.later.iter().copied())
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        1 + self.later.len()
    }

    /// Is this moment in one of them?
    #[must_use]
    pub fn contains(&self, moment: Seconds) -> bool {
        self.iter().any(|window| window.contains(moment))
    }
}

impl From<TimeWindow<Seconds>> for Windows {
    fn from(window: TimeWindow<Seconds>) -> Self {
        Self { first: window, later: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(start: u32, end: u32) -> TimeWindow<Seconds> {
        TimeWindow::new(Seconds::new(start), Seconds::new(end)).unwrap()
    }

    #[test]
    fn windows_are_in_order_and_apart() {
        assert_eq!(Windows::new(vec![]), None);
        let windows =
            Windows::new(vec![window(50, 60), window(0, 10), window(10, 20), window(52, 55)])
                .unwrap();
        assert_eq!(windows.iter().collect::<Vec<_>>(), [window(0, 20), window(50, 60)]);
        assert_eq!((windows.hull(), windows.count()), (window(0, 60), 2));
        assert!(windows.contains(Seconds::new(20)) && !windows.contains(Seconds::new(21)));
        for (end, left) in [
            (70, vec![window(0, 20), window(50, 60)]),
            (55, vec![window(0, 20), window(50, 55)]),
            (50, vec![window(0, 20), window(50, 50)]),
            (49, vec![window(0, 20)]),
            (7, vec![window(0, 7)]),
        ] {
            assert_eq!(windows.until(Seconds::new(end)), Windows::new(left).unwrap(), "{end}");
        }
        let later = Windows::from(window(9, 12));
        assert_eq!(later.until(Seconds::new(5)), window(9, 9).into(), "there is always one");
        assert_eq!(Windows::from(window(3, 4)), Windows::new(vec![window(3, 4)]).unwrap());
    }
}
