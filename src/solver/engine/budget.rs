//! How long the search may go on.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Instant,
};

/// When to stop: whichever comes first. Without a deadline or a number of iterations there is no search
/// after the construction.
#[derive(Clone, Copy, Debug, Default)]
pub struct Budget<'a> {
    /// Stop at this instant.
    pub deadline: Option<Instant>,
    /// Stop after so many iterations. With this alone the same seed gives the same plan on any machine.
    pub iterations: Option<u64>,
    /// Stop as soon as this is true.
    pub cancel: Option<&'a AtomicBool>,
}

/// A budget being used up.
#[derive(Debug)]
pub(super) struct Spending<'a> {
    budget: Budget<'a>,
    begun: Instant,
    pub(super) iterations: u64,
    progress: f64,
}

/// How many iterations pass between two looks at the clock.
const LOOK: u64 = 32;

impl<'a> Spending<'a> {
    pub(super) fn new(budget: Budget<'a>, begun: Instant) -> Self {
        Self { budget, begun, iterations: 0, progress: 0.0 }
    }

    /// Counts one iteration. False when the budget is used up, or `share` of it is (1 is all): then there
    /// is none to count.
    pub(super) fn go_on(&mut self, share: f64) -> bool {
        let last = self.budget.iterations.is_some_and(|most| self.iterations >= most);
        if last || self.iterations.is_multiple_of(LOOK) {
            self.look();
        }
        self.count(share)
    }

    /// Like `go_on`, for steps so long that the clock is looked at before each.
    pub(super) fn go_on_slowly(&mut self, share: f64) -> bool {
        self.look();
        self.count(share)
    }

    fn count(&mut self, share: f64) -> bool {
        // A share that begins late may end behind the budget.
        let goes_on = self.progress < share.min(1.0);
        self.iterations += u64::from(goes_on);
        goes_on
    }

    /// How much of the budget is used, from 0 to 1, as it was when last looked at.
    pub(super) fn progress(&self) -> f64 {
        self.progress
    }

    pub(super) fn look(&mut self) {
        let Budget { deadline, iterations, cancel } = self.budget;
        if cancel.is_some_and(|cancel| cancel.load(Ordering::Relaxed)) {
            self.progress = 1.0;
            return;
        }
        let by_time = deadline.map(|deadline| {
            let all = deadline.saturating_duration_since(self.begun).as_secs_f64();
            if all > 0.0 { self.begun.elapsed().as_secs_f64() / all } else { 1.0 }
        });
        let by_count = iterations
            .map(|most| if most > 0 { self.iterations as f64 / most as f64 } else { 1.0 });
        self.progress = match (by_time, by_count) {
            (None, None) => 1.0,
            (time, count) => time.unwrap_or(0.0).max(count.unwrap_or(0.0)).min(1.0),
        };
    }
}
