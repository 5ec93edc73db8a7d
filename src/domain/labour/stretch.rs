//! Work without a break.

use super::{
    Clause, Stretch,
    case::Case,
    refusal::{Figure, LabourRule, Refusal},
};
use crate::units::{Seconds, TimeWindow, Timestamp};

/// Work with no interruption that counts, from the earliest end of the one before to the latest start of the next:
/// wherever breaks come to lie in their windows, no stretch is longer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Uninterrupted {
    pub(super) from: Timestamp,
    pub(super) until: Timestamp,
    /// It is the whole of a working day.
    is_alone: bool,
}

/// Stretches of work that are too long without a break: by the rule of the person's age and, in heat, by that of its
/// level.
pub(super) fn without_break(case: &Case<'_>) -> Vec<Refusal> {
    let always = &case.person.stretch;
    let mut refusals = too_long(case, always, |pause| LabourRule::Break { pause });
    if let Some(level) = case.heat {
        let clause = case.rules.heat.at(level);
        refusals.extend(too_long(case, clause, |pause| LabourRule::HeatBreak { level, pause }));
    }
    refusals
}

fn too_long(
    case: &Case<'_>,
    clause: &Clause<Stretch>,
    rule: impl Fn(Seconds) -> LabourRule,
) -> Vec<Refusal> {
    let Stretch { longest, pause, .. } = clause.says;
    let refusal = |it: Uninterrupted| Refusal {
        rule: rule(pause),
        article: clause.article.clone(),
        limit: Figure::Span(longest),
        found: Figure::Span(it.until.seconds_since(it.from)),
        period: TimeWindow::new(it.from, it.until),
    };
    overlong(case, clause).into_iter().map(refusal).collect()
}

/// The stretches that are too long for `clause`, of those that the proposed shift has a part in.
pub(super) fn overlong(case: &Case<'_>, clause: &Clause<Stretch>) -> Vec<Uninterrupted> {
    let Stretch { longest, pause, due_from } = clause.says;
    let breach = |it: &Uninterrupted| {
        let length = it.until.seconds_since(it.from);
        let due = it.is_alone && due_from.is_some_and(|due_from| length >= due_from);
        let is_near = it.from < case.proposed.end() && case.proposed.start() < it.until;
        is_near && (length > longest || due)
    };
    stretches(case, pause).into_iter().filter(breach).collect()
}

/// All stretches that interruptions of at least `pause` part.
fn stretches(case: &Case<'_>, pause: Seconds) -> Vec<Uninterrupted> {
    let day_rest = case.person.daily_rest.says;
    let mut stretches: Vec<Uninterrupted> = Vec::new();
    let mut end: Option<Timestamp> = None;
    for spell in &case.spells {
        let window = spell.window();
        let from = match (end, stretches.pop()) {
            // Too short to be a break: the stretch goes on.
            (Some(end), Some(open)) if window.start() < end + pause => open,
            (Some(end), Some(open)) => {
                let parts_days = window.start() >= end + day_rest;
                stretches.push(Uninterrupted {
                    until: end,
                    is_alone: open.is_alone && parts_days,
                    ..open
                });
                Uninterrupted { from: window.start(), until: window.end(), is_alone: parts_days }
            }
            _ => Uninterrupted { from: window.start(), until: window.end(), is_alone: true },
        };
        let mut open = from;
        for rest in spell.breaks().iter().filter(|rest| rest.duration >= pause) {
            let latest = rest.window.end();
            stretches.push(Uninterrupted { until: latest, is_alone: false, ..open });
            let from = rest.window.start() + rest.duration;
            open = Uninterrupted { from, until: window.end(), is_alone: false };
        }
        let until = end.map_or(window.end(), |end| end.max(window.end()));
        stretches.push(Uninterrupted { until, ..open });
        end = Some(until);
    }
    stretches
}
