//! Rest of each week.

use super::{
    Clause, WeeklyRest,
    calendar::{day_of, days, earlier, later, weeks},
    case::Case,
    refusal::{Figure, LabourRule, Refusal},
};
use crate::units::TimeWindow;
use jiff::civil::Date;

/// Weeks without enough rest in a row. Work on a Monday may cut the rest of the week before, and on a Sunday that of
/// the week after.
pub(super) fn too_short(case: &Case<'_>) -> Vec<Refusal> {
    let (Some(first), Some(last)) = (case.weeks().next(), case.weeks().last()) else {
        return Vec::new();
    };
    let refusal = |monday: Date| {
        let WeeklyRest { at_least, in_week } = case.person.weekly_rest.says;
        let week = weeks(monday, 1, case.zone);
        // A rest of which enough lies in the week is long enough just if this much of it lies within these bounds.
        let spill = at_least - in_week;
        let found = case.timeline.longest_rest_in((earlier(week.0, spill), week.1 + spill));
        let article = case.person.weekly_rest.article.clone();
        let limit = Clause { says: at_least, article };
        Case::too_little(LabourRule::WeeklyRest, &limit, found, week)
    };
    days(later(first, -7), later(last, 7), 7).filter_map(refusal).collect()
}

/// Weeks in which work starts on too many days. A shift over midnight belongs to the day on which it starts.
pub(super) fn too_many_days(case: &Case<'_>) -> Vec<Refusal> {
    let clause = &case.person.working_days;
    let refusal = |monday: Date| {
        let week = weeks(monday, 1, case.zone);
        let starts = case.spells.iter().map(|spell| spell.window().start());
        let starts = starts.filter(|start| week.0 <= *start && *start < week.1);
        let mut days: Vec<Date> = starts.map(|start| day_of(start, case.zone)).collect();
        days.dedup();
        let found = u32::try_from(days.len()).unwrap_or(u32::MAX);
        let refusal = || Refusal {
            rule: LabourRule::WorkingDays,
            article: clause.article.clone(),
            limit: Figure::Days(clause.says),
            found: Figure::Days(found),
            period: TimeWindow::new(week.0, week.1),
        };
        (found > clause.says).then(refusal)
    };
    case.weeks().filter_map(refusal).collect()
}
