//! Which of some conditions hold at a time.

use crate::osm::ConditionSet;
use arc_swap::ArcSwapOption;
use jiff::civil::DateTime;
use std::sync::Arc;

/// Conditions by number, to be asked which of them hold. The answer for the minute asked for last is
/// kept: conditions begin and end with minutes.
#[derive(Debug)]
pub(super) struct Timetable {
    numbers: Vec<u32>,
    conditions: ConditionSet,
    last: ArcSwapOption<(DateTime, Arc<[u32]>)>,
}

impl Timetable {
    /// Conditions with their numbers, and the country whose holidays count.
    pub(super) fn new<'a>(
        conditions: impl IntoIterator<Item = (u32, &'a str)>,
        country: &str,
    ) -> Self {
        let (numbers, texts): (Vec<u32>, Vec<&str>) = conditions.into_iter().unzip();
        let conditions = ConditionSet::new(&texts, country);
        Self { numbers, conditions, last: ArcSwapOption::empty() }
    }

    /// The numbers of those that hold by the clock of the place, in the order in which they were given.
    pub(super) fn active(&self, local: DateTime) -> Arc<[u32]> {
        if self.numbers.is_empty() {
            return Arc::default();
        }
        let minute = local.with().second(0).subsec_nanosecond(0).build().unwrap_or(local);
        if let Some(last) = &*self.last.load()
            && last.0 == minute
        {
            return Arc::clone(&last.1);
        }
        let holds = self.conditions.active(minute);
        let active = self.numbers.iter().zip(holds).filter(|(_, holds)| *holds);
        let active: Arc<[u32]> = active.map(|(number, _)| *number).collect();
        self.last.store(Some(Arc::new((minute, Arc::clone(&active)))));
        active
    }
}

#[cfg(test)]
mod tests {
    use super::Timetable;
    use jiff::civil::date;

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
}
