//! Spells of work on a line of time, each moment of which counts once.

use super::{Spell, calendar::Span};
use crate::units::{Seconds, Timestamp};

/// When there is work, as spans in order that do not touch.
#[derive(Debug)]
pub(super) struct Timeline(Vec<Span>);

/// A working day: work with no rest in it that is long enough to part two days. It may run over midnight.
#[derive(Clone, Copy, Debug)]
pub(super) struct WorkingDay {
    /// Its first moment of work.
    pub(super) from: Timestamp,
    /// Its last.
    pub(super) until: Timestamp,
}

impl Timeline {
    /// The work of `spells`, which are in order of their starts.
    pub(super) fn new(spells: &[&Spell]) -> Self {
        let mut spans: Vec<Span> = Vec::new();
        for window in spells.iter().map(|spell| spell.window()) {
            match spans.last_mut() {
                Some((_, until)) if window.start() <= *until => *until = window.end().max(*until),
                _ => spans.push((window.start(), window.end())),
            }
        }
        Self(spans)
    }

    /// Where work starts after a time without any.
    pub(super) fn starts(&self) -> impl Iterator<Item = Timestamp> {
        self.0.iter().map(|(from, _)| *from)
    }

    /// How much work there is in `span`, rounded up to seconds.
    pub(super) fn work_in(&self, span: Span) -> Seconds {
        let first = self.0.partition_point(|(_, until)| *until <= span.0);
        let spans = self.0[first..].iter().take_while(|(from, _)| *from < span.1);
        let millis: i64 = spans
            .map(|(from, until)| (*until).min(span.1).as_millis() - (*from).max(span.0).as_millis())
            .sum();
        Seconds::new(u32::try_from((millis + 999) / 1000).unwrap_or(u32::MAX))
    }

    /// The longest time without work in `span`, rounded down to seconds.
    pub(super) fn longest_rest_in(&self, span: Span) -> Seconds {
        let first = self.0.partition_point(|(_, until)| *until <= span.0);
        let (mut free_from, mut longest) = (span.0, Seconds::ZERO);
        for (from, until) in self.0[first..].iter().take_while(|(from, _)| *from < span.1) {
            longest = longest.max(from.seconds_since(free_from));
            free_from = *until;
        }
        longest.max(span.1.seconds_since(free_from))
    }

    /// The working days that rests of at least `rest` part.
    pub(super) fn working_days(&self, rest: Seconds) -> Vec<WorkingDay> {
        let mut days: Vec<WorkingDay> = Vec::new();
        for (from, until) in &self.0 {
            match days.last_mut() {
                Some(day) if *from < day.until + rest => day.until = *until,
                _ => days.push(WorkingDay { from: *from, until: *until }),
            }
        }
        days
    }
}
