//! The finer times of a stop in a draft.

use super::{
    checks::Checks,
    drafts::{StopDraft, WindowDraft},
};
use crate::{
    domain::Timing,
    units::{Seconds, TimeWindow, Timestamp},
};

/// A stop has at most so many windows.
const MOST_WINDOWS: usize = 10;
/// No load is on board for longer than a day; in minutes.
const MOST_ON_BOARD_MIN: u32 = 1_440;

impl Checks<'_> {
    /// The windows of a stop that says several, from the first to the last and apart; `check` judges each. `None` if it
    /// says none, or after a complaint.
    pub(super) fn windows(
        &mut self,
        field: &str,
        said: &StopDraft,
        mut check: impl FnMut(&mut Self, &str, Timestamp, Timestamp) -> Option<TimeWindow<Timestamp>>,
    ) -> Option<(TimeWindow<Timestamp>, Vec<TimeWindow<Timestamp>>)> {
        let field = format!("{field}/windows");
        if said.windows.is_empty() {
            return None;
        }
        if said.window != WindowDraft::default() {
            let cause = "`window` says one window already";
            self.0.add(&field, "twice", cause, "leave one of the two out");
        }
        if said.windows.len() > MOST_WINDOWS {
            let cause = format!("has {} elements", said.windows.len());
            self.0.add(&field, "too_many", cause, format!("send {MOST_WINDOWS} at most"));
            return None;
        }
        let mut all = Vec::with_capacity(said.windows.len());
        for (index, window) in said.windows.iter().enumerate() {
            let field = format!("{field}/{index}");
            let start = self.needed(&format!("{field}/start_at"), window.start_at);
            let end = self.needed(&format!("{field}/end_at"), window.end_at);
            all.push(start.zip(end).and_then(|(start, end)| check(self, &field, start, end)));
        }
        Timing::of_windows(all.into_iter().collect::<Option<_>>()?)
    }

    /// The window that is planned, within the one that is `promised`; an end that is left out is that one's.
    pub(super) fn plan_window(
        &mut self,
        field: &str,
        said: Option<WindowDraft>,
        promised: Option<TimeWindow<Timestamp>>,
    ) -> Option<TimeWindow<Timestamp>> {
        let (said, promised) = (said?, promised?);
        let field = format!("{field}/plan_window");
        if said == WindowDraft::default() {
            self.missing(&format!("{field}/start_at"));
            return None;
        }
        let (start, end) =
            (said.start_at.unwrap_or(promised.start()), said.end_at.unwrap_or(promised.end()));
        for (name, at) in [("start_at", start), ("end_at", end)] {
            if !promised.contains(at) {
                let cause = "does not lie in the window that is promised";
                let action = "write a time in that window, or leave it out";
                self.0.add(format!("{field}/{name}"), "outside", cause, action);
                return None;
            }
        }
        self.window(&field, start, end)
    }

    /// How long a load may be on board, if it is said.
    pub(super) fn max_on_board(&mut self, field: &str, minutes: Option<u32>) -> Option<Seconds> {
        self.within(field, minutes, 1, MOST_ON_BOARD_MIN);
        minutes.map(Seconds::from_minutes)
    }

    /// A number from `least` to `most`.
    pub(super) fn within(&mut self, field: &str, number: Option<u32>, least: u32, most: u32) {
        if number.is_some_and(|number| number < least) {
            self.0.add(field, "too_small", "is 0", format!("write {least} to {most}"));
        }
        self.at_most(field, number, most);
    }
}
