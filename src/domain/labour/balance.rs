//! How somebody's work stands: what a person looks at before they agree to more.

use super::{
    Clause, LabourRules, Ledger, MeanWork, Proposal, Spell,
    calendar::{day, day_of, later, monday, weeks},
    judge,
    timeline::Timeline,
};
use crate::units::{Seconds, TimeWindow, Timestamp};

/// A start of work is looked for in such steps,
const STEP: Seconds = Seconds::from_minutes(15);
/// for so long,
const AHEAD: u32 = 14 * 24 * 4;
/// and for so much work.
const TRIAL: Seconds = Seconds::from_minutes(60);

/// Somebody's hours at one moment, beside what the law allows. No figure of how fast they ride.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// Work of the day, from midnight to midnight, done and declared.
    pub day: Seconds,
    /// At most so much.
    pub day_limit: Clause<Seconds>,
    /// Work of the week, from Monday to Sunday, done and declared.
    pub week: Seconds,
    /// At most so much.
    pub week_limit: Clause<Seconds>,
    /// Work a week on average over the weeks that end with this one.
    pub mean: Option<Seconds>,
    /// At most so much; `None` if the law knows no average for people of this age.
    pub mean_limit: Option<Clause<MeanWork>>,
    /// When the last work ended that had begun by then; `None` if none is known.
    pub last_end: Option<Timestamp>,
    /// The next quarter of an hour at which an hour of work could begin, of the two weeks to come; work that is
    /// declared counts, and keeps its rest.
    pub next_start: Option<Timestamp>,
}

/// How the work of `ledger` stands at `now`.
#[must_use]
pub fn balance(rules: &LabourRules, ledger: &Ledger, now: Timestamp) -> Balance {
    let (person, zone) = (rules.of(ledger.age()), ledger.zone());
    let mut spells: Vec<&Spell> = ledger.spells().iter().collect();
    spells.sort_by_key(|spell| spell.window().start());
    let timeline = Timeline::new(&spells);
    let today = day_of(now, zone);
    let monday = monday(today);
    let mean = person.mean_work.as_ref().map(|clause| {
        let count = clause.says.weeks.max(1);
        let back = i32::try_from(count - 1).unwrap_or(i32::MAX).saturating_mul(-7);
        let total = timeline.work_in(weeks(later(monday, back), count, zone));
        Seconds::new(total.as_u32().div_ceil(count))
    });
    let begun = spells.iter().filter(|spell| spell.window().start() <= now);
    Balance {
        day: timeline.work_in(day(today, zone)),
        day_limit: person.daily_work.clone(),
        week: timeline.work_in(weeks(monday, 1, zone)),
        week_limit: person.weekly_work.clone(),
        mean,
        mean_limit: person.mean_work.clone(),
        last_end: begun.map(|spell| spell.window().end()).max(),
        next_start: next_start(rules, ledger, now),
    }
}

fn next_start(rules: &LabourRules, ledger: &Ledger, now: Timestamp) -> Option<Timestamp> {
    let step_ms = i64::from(STEP.as_u32()) * 1000;
    let first =
        Timestamp::from_millis((now.as_millis() + step_ms - 1).div_euclid(step_ms) * step_ms);
    let mut starts = (0..AHEAD).map(|step| first + Seconds::new(step * STEP.as_u32()));
    let is_free = |start: &Timestamp| {
        let Some(window) = TimeWindow::new(*start, *start + TRIAL) else { return false };
        let spell = Spell::new(window, Vec::new()).filter(|_| ledger.is_free(window));
        spell.is_some_and(|spell| {
            judge(rules, ledger, &Proposal::Shift { spell, heat: None }).is_empty()
        })
    };
    starts.find(is_free)
}

#[cfg(test)]
mod tests;
