//! Which of some conditions hold at a time.

use crate::osm::ConditionSet;
use arc_swap::ArcSwap;
use jiff::civil::DateTime;
use std::sync::Arc;

/// So many minutes are kept: now, and some departures that people look at.
const MOST_KEPT: usize = 8;

/// Minutes with the numbers of what holds then.
type Answers = Vec<(DateTime, Arc<[u32]>)>;

/// Conditions by number, to be asked which of them hold. The answers for the minutes asked for last are
/// kept: conditions begin and end with minutes.
#[derive(Debug, Default)]
pub(super) struct Timetable {
    numbers: Vec<u32>,
    conditions: ConditionSet,
    /// The newest come last.
    known: ArcSwap<Answers>,
}

impl Timetable {
    /// Conditions with their numbers, and the country whose holidays count.
    pub(super) fn new<'a>(
        conditions: impl IntoIterator<Item = (u32, &'a str)>,
        country: &str,
    ) -> Self {
        let (numbers, texts): (Vec<u32>, Vec<&str>) = conditions.into_iter().unzip();
        let conditions = ConditionSet::new(&texts, country);
        Self { numbers, conditions, known: ArcSwap::default() }
    }

    /// What [`active`](Self::active) tells, if this minute was asked for before.
    pub(super) fn known(&self, local: DateTime) -> Option<Arc<[u32]>> {
        if self.numbers.is_empty() {
            return Some(Arc::default());
        }
        let (known, minute) = (self.known.load(), minute(local));
        let (_, active) = known.iter().find(|(known, _)| *known == minute)?;
        Some(Arc::clone(active))
    }

    /// The numbers of those that hold by the clock of the place, in the order in which they were given.
    pub(super) fn active(&self, local: DateTime) -> Arc<[u32]> {
        self.known(local).unwrap_or_else(|| self.judged(minute(local)))
    }

    fn judged(&self, minute: DateTime) -> Arc<[u32]> {
        let known = self.known.load();
        let holds = self.conditions.active(minute);
        let active = self.numbers.iter().zip(holds).filter(|(_, holds)| *holds);
        let active: Arc<[u32]> = active.map(|(number, _)| *number).collect();
        let older = &known[(known.len() + 1).saturating_sub(MOST_KEPT)..];
        // Where two do so at once, one of the answers is forgotten.
        let newer = older.iter().cloned().chain([(minute, Arc::clone(&active))]);
        self.known.store(Arc::new(newer.collect()));
        active
    }
}

fn minute(local: DateTime) -> DateTime {
    local.with().second(0).subsec_nanosecond(0).build().unwrap_or(local)
}

#[cfg(test)]
mod tests {
    use super::{MOST_KEPT, Timetable};
    use jiff::civil::date;
    use std::sync::Arc;

    #[test]
    fn what_holds_is_told_minute_by_minute() {
        let table = Timetable::new([(3, "08:00-09:00"), (7, "Tu"), (9, "wet")], "FR");
        let active = |hour, minute| table.active(date(2026, 3, 17).at(hour, minute, 30, 0));
        for _ in 0..2 {
            assert_eq!(*active(7, 59), [7]);
            assert_eq!(*active(8, 0), [3, 7]);
            assert_eq!(*active(8, 59), [3, 7]);
            assert_eq!(*active(9, 0), [7]);
        }
    }

    #[test]
    fn who_asks_for_another_minute_lets_the_first_be_known() {
        let table = Timetable::new([(3, "08:00-09:00")], "FR");
        let active = |minute| table.active(date(2026, 3, 17).at(8, minute, 0, 0));
        assert_eq!(table.known(date(2026, 3, 17).at(8, 0, 0, 0)), None);
        let now = active(0);
        assert_eq!(table.known(date(2026, 3, 17).at(8, 0, 59, 0)), Some(Arc::clone(&now)));
        for minute in 1..8 {
            active(minute);
            assert!(Arc::ptr_eq(&now, &active(0)), "{minute}");
        }
        active(8);
        assert!(!Arc::ptr_eq(&now, &active(0)), "few are kept");
        assert_eq!(table.known.load().len(), MOST_KEPT);
    }
}
