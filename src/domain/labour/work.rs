//! How much work there is: in a day, a week, weeks on average.

use super::{
    MeanWork,
    calendar::{day, days, later, weeks},
    case::Case,
    refusal::{Figure, LabourRule, Refusal},
    rules::Clause,
};
use crate::units::{Seconds, TimeWindow};
use std::cmp::Reverse;

/// Days of too much work, from midnight to midnight.
pub(super) fn daily(case: &Case<'_>) -> Vec<Refusal> {
    let refusal = |date| {
        let span = day(date, case.zone);
        let found = case.timeline.work_in(span);
        Case::too_much(LabourRule::DailyWork, &case.person.daily_work, found, span)
    };
    case.days().filter_map(refusal).collect()
}

/// Weeks of too much work.
pub(super) fn weekly(case: &Case<'_>) -> Vec<Refusal> {
    let refusal = |monday| {
        let span = weeks(monday, 1, case.zone);
        let found = case.timeline.work_in(span);
        Case::too_much(LabourRule::WeeklyWork, &case.person.weekly_work, found, span)
    };
    case.weeks().filter_map(refusal).collect()
}

/// Too much work on average.
pub(super) fn mean(case: &Case<'_>) -> Option<Refusal> {
    case.person.mean_work.as_ref().and_then(|it| worst_mean(case, it, LabourRule::MeanWork))
}

/// Of all weeks in a row that hold some of the proposed shift those with the most work, the first of equals.
pub(super) fn worst_mean(
    case: &Case<'_>,
    clause: &Clause<MeanWork>,
    rule: fn(u32) -> LabourRule,
) -> Option<Refusal> {
    let MeanWork { at_most, weeks: count } = clause.says;
    let back = i32::try_from(count).unwrap_or(i32::MAX).saturating_sub(1).saturating_mul(7);
    let (first, last) = (case.weeks().next()?, case.weeks().last()?);
    let spans = days(later(first, -back), last, 7).map(|monday| weeks(monday, count, case.zone));
    let (total, span) = spans
        .map(|span| (case.timeline.work_in(span), span))
        .min_by_key(|(total, _)| Reverse(*total))?;
    let mean = Seconds::new(total.as_u32().div_ceil(count.max(1)));
    let limit = Clause { says: at_most, article: clause.article.clone() };
    Case::too_much(rule(count), &limit, mean, span)
}

/// Days on which people of this age do not work.
pub(super) fn on_barred_days(case: &Case<'_>) -> Vec<Refusal> {
    let Some(clause) = &case.person.barred_days else { return Vec::new() };
    let barred = case.days().filter(|date| clause.says.0.contains(&date.weekday()));
    let refusal = |date| {
        let (from, until) = day(date, case.zone);
        let from = from.max(case.proposed.start());
        let until = until.min(case.proposed.end());
        Refusal {
            rule: LabourRule::BarredDay,
            article: clause.article.clone(),
            limit: Figure::Span(Seconds::ZERO),
            found: Figure::Span(until.seconds_since(from)),
            period: TimeWindow::new(from, until),
        }
    };
    barred.map(refusal).collect()
}
