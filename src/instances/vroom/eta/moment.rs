//! What is to happen, one after the other.

/// Later, and with a minus earlier, than anything.
pub(in crate::instances::vroom) const FAR: i64 = 1 << 50;

/// The start of a route, a task, a break, or the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::instances::vroom) struct Moment {
    pub(in crate::instances::vroom) is_break: bool,
    /// When it should begin: in one of these, in order. None: whenever.
    pub(in crate::instances::vroom) windows: Vec<[i64; 2]>,
    /// When it must begin.
    pub(in crate::instances::vroom) bounds: [i64; 2],
    /// How long it takes.
    pub(in crate::instances::vroom) action: i64,
    /// The way from here to the next that is no break; 0 after a break.
    pub(in crate::instances::vroom) travel: i64,
}

impl Moment {
    /// By how much a beginning is outside the windows: negative before the nearest, positive after it.
    pub(in crate::instances::vroom) fn outside(&self, begins: i64) -> i64 {
        let next = self.windows.partition_point(|[_, end]| *end < begins);
        let early = self.windows.get(next).map(|[start, _]| (begins - start).min(0));
        let late = next.checked_sub(1).map(|before| begins - self.windows[before][1]);
        match (early, late) {
            (Some(early), Some(late)) if late < -early => late,
            (Some(early), _) => early,
            (None, late) => late.unwrap_or(0),
        }
    }

    /// Where what it costs changes its slope.
    pub(super) fn corners(&self) -> impl Iterator<Item = i64> {
        let all = self.windows.iter().chain([&self.bounds]).flatten();
        all.copied().filter(|at| at.abs() < FAR)
    }
}
