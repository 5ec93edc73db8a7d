//! What somebody works.

use super::AgeGroup;
use crate::{
    domain::{Rest, Shift},
    units::{Seconds, TimeWindow, Timestamp},
};
use jiff::tz::TimeZone;

/// No declared shift is longer; it also bounds how many days one judgement looks at.
const LONGEST: Seconds = Seconds::from_minutes(7 * 24 * 60);

/// Work as it is declared, from start to end: waiting counts, breaks count, riding alone never does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spell {
    window: TimeWindow<Timestamp>,
    breaks: Vec<Rest>,
}

impl Spell {
    /// Work in `window` with `breaks` in it, each of which may still start anywhere in its own window; one that was
    /// had starts at one instant. `None` if it lasts for no time or for more than a week.
    #[must_use]
    pub fn new(window: TimeWindow<Timestamp>, mut breaks: Vec<Rest>) -> Option<Self> {
        breaks.sort_by_key(|rest| rest.window.start());
        let lasts = window.start() < window.end() && window.end() <= window.start() + LONGEST;
        lasts.then_some(Self { window, breaks })
    }

    /// The work of a shift; `None` as in [`Self::new`].
    #[must_use]
    pub fn of_shift(shift: &Shift) -> Option<Self> {
        Self::new(shift.window, shift.breaks.clone())
    }

    /// From its first to its last moment.
    #[must_use]
    pub fn window(&self) -> TimeWindow<Timestamp> {
        self.window
    }

    /// Its breaks, by the earliest start.
    #[must_use]
    pub fn breaks(&self) -> &[Rest] {
        &self.breaks
    }

    /// The same with a break more.
    pub(super) fn with_break(mut self, rest: Rest) -> Self {
        self.breaks.push(rest);
        self.breaks.sort_by_key(|rest| rest.window.start());
        self
    }
}

/// The work of one courier, done and declared: at least the twelve weeks before what is judged, and what is declared
/// for later. What is not in it counts as rest; night work of a whole year is judged only if the year is in it.
#[derive(Clone, Debug)]
pub struct Ledger {
    age: AgeGroup,
    zone: TimeZone,
    spells: Vec<Spell>,
}

impl Ledger {
    /// A ledger of a person of this age, whose days and weeks are those of `zone`. The order of `spells` does not
    /// matter; where they overlap, time counts once.
    #[must_use]
    pub fn new(age: AgeGroup, zone: TimeZone, spells: Vec<Spell>) -> Self {
        Self { age, zone, spells }
    }

    /// One spell more.
    pub fn add(&mut self, spell: Spell) {
        self.spells.push(spell);
    }

    /// The age of whose work it is.
    #[must_use]
    pub fn age(&self) -> AgeGroup {
        self.age
    }

    /// The time zone of its days and weeks.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// What of it begins before `moment`.
    #[must_use]
    pub fn until(mut self, moment: Timestamp) -> Self {
        self.spells.retain(|spell| spell.window().start() < moment);
        self
    }

    /// All but this spell; all of it if that is not there.
    #[must_use]
    pub fn besides(&self, spell: &Spell) -> Self {
        let index = self.spells.iter().position(|known| known == spell);
        index.map_or_else(|| self.clone(), |index| self.without(index))
    }

    /// Is nothing of it in this time?
    #[must_use]
    pub fn is_free(&self, window: TimeWindow<Timestamp>) -> bool {
        let mut taken = self.spells.iter().map(Spell::window);
        taken.all(|it| it.end() <= window.start() || window.end() <= it.start())
    }

    /// All but the spell of this index.
    pub(super) fn without(&self, index: usize) -> Self {
        let mut ledger = self.clone();
        ledger.spells.remove(index);
        ledger
    }

    pub(super) fn spells(&self) -> &[Spell] {
        &self.spells
    }
}
