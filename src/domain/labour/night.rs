//! Work at night: whom it makes a night worker, and who does none.

use super::{
    ClockSpan, NightWork,
    calendar::{Span, day_of, days, earlier, hours, last_day, later, monday},
    case::Case,
    refusal::{Figure, LabourRule, Refusal},
    timeline::WorkingDay,
    work::worst_mean,
};
use crate::units::{Seconds, TimeWindow};

/// What the law counts night work over: twelve months, taken as 365 days.
const YEAR: Seconds = Seconds::from_minutes(365 * 24 * 60);

/// Work of a night worker that is too much for one. Who works nights often enough in the week of the proposed shift
/// is taken for one in that week.
pub(super) fn night_worker(case: &Case<'_>) -> Vec<Refusal> {
    let Some(night) = &case.person.night_work else { return Vec::new() };
    let working_days = case.timeline.working_days(case.person.daily_rest.says);
    let mut refusals = Vec::new();
    let mut is_one = false;
    for week in case.weeks() {
        let of_week: Vec<WorkingDay> = working_days
            .iter()
            .filter(|it| monday(day_of(it.from, case.zone)) == week)
            .copied()
            .collect();
        if !has_many_nights(case, night, &of_week) && !has_many_hours(case, night) {
            continue;
        }
        is_one = true;
        refusals.extend(of_week.iter().filter_map(|it| {
            let span = (it.from, it.until);
            let found = case.timeline.work_in(span);
            Case::too_much(LabourRule::NightDailyWork, &night.daily_work, found, span)
        }));
    }
    if is_one {
        refusals.extend(worst_mean(case, &night.mean_work, LabourRule::NightMeanWork));
    }
    refusals
}

fn has_many_nights(case: &Case<'_>, night: &NightWork, working_days: &[WorkingDay]) -> bool {
    let is_night =
        |it: &&WorkingDay| night_work(case, night, (it.from, it.until)) >= night.night.says;
    let nights = working_days.iter().filter(is_night).count();
    u32::try_from(nights).is_ok_and(|nights| nights >= night.nights_a_week.says)
}

/// Is there a year's worth of night work in the days up to the end of the proposed shift?
fn has_many_hours(case: &Case<'_>, night: &NightWork) -> bool {
    let end = case.proposed.end();
    let span = (earlier(end, YEAR), end);
    let least = night.a_year.says;
    case.timeline.work_in(span) >= least && night_work(case, night, span) >= least
}

/// How much work of `span` is at night.
fn night_work(case: &Case<'_>, night: &NightWork, span: Span) -> Seconds {
    let nights = overlaps(case, night.hours.says, span);
    nights.map(|part| case.timeline.work_in(part)).sum()
}

/// Hours in which people of this age do not work.
pub(super) fn in_barred_hours(case: &Case<'_>) -> Vec<Refusal> {
    let Some(clause) = &case.person.barred_hours else { return Vec::new() };
    let span = (case.proposed.start(), case.proposed.end());
    let refusal = |(from, until): Span| Refusal {
        rule: LabourRule::BarredHours,
        article: clause.article.clone(),
        limit: Figure::Clock(clause.says),
        found: Figure::Span(until.seconds_since(from)),
        period: TimeWindow::new(from, until),
    };
    overlaps(case, clause.says, span).map(refusal).collect()
}

/// The parts of `span` that are in the hours of `clock`.
fn overlaps(case: &Case<'_>, clock: ClockSpan, span: Span) -> impl Iterator<Item = Span> {
    // Hours that started the day before may run on.
    let (first, last) = (later(day_of(span.0, case.zone), -1), last_day(span.1, case.zone));
    let parts = days(first, last, 1).map(move |date| {
        let (from, until) = hours(date, clock, case.zone);
        (from.max(span.0), until.min(span.1))
    });
    parts.filter(|(from, until)| from < until)
}
