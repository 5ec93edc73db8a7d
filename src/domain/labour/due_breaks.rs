//! The breaks that a shift has by law, where it declares too few.

use super::{
    Clause, HeatLevel, LabourRules, Ledger, Spell, Stretch,
    case::Case,
    stretch::{Uninterrupted, overlong},
};
use crate::{
    domain::Rest,
    units::{Seconds, TimeWindow, Timestamp},
};

/// A break may start so much earlier or later than where it parts the work evenly, if the law lets it.
const LEEWAY: Seconds = Seconds::from_minutes(60);

/// `spell` with all breaks that it must have, in `heat` and beside what else the ledger holds: those that it declares
/// and, in each stretch of work that is too long, as few as will do. These part it evenly, and may each start an hour
/// earlier or later as long as no stretch gets too long by it. Code du travail, L3121-16, L3162-3 and R4463-3.
///
/// What one shift cannot mend, since work before or after it goes on without a break, stays as it is: [`judge`] tells.
///
/// [`judge`]: super::judge
#[must_use]
pub fn with_due_breaks(
    rules: &LabourRules,
    ledger: &Ledger,
    spell: &Spell,
    heat: Option<HeatLevel>,
) -> Spell {
    let always = &rules.of(ledger.age()).stretch;
    let in_heat = heat.map(|level| rules.heat.at(level));
    let mut whole = spell.clone();
    // Breaks that serve both rules first: they are fewer than those of either and then of the other.
    let both = in_heat.map(|heat| Clause {
        says: Stretch {
            longest: always.says.longest.min(heat.says.longest),
            pause: always.says.pause.max(heat.says.pause),
            due_from: always.says.due_from,
        },
        article: heat.article.clone(),
    });
    if !breaches(rules, ledger, &whole, always).is_empty() {
        whole = broken_up(rules, ledger, &whole, both.as_ref().unwrap_or(always));
    }
    match in_heat {
        Some(heat) => broken_up(rules, ledger, &whole, heat),
        None => whole,
    }
}

/// The stretches with some of `spell` in them that `clause` finds too long.
fn breaches(
    rules: &LabourRules,
    ledger: &Ledger,
    spell: &Spell,
    clause: &Clause<Stretch>,
) -> Vec<Uninterrupted> {
    let case = Case::new(rules, ledger, Some(spell), spell.window(), None);
    overlong(&case, clause)
}

fn broken_up(
    rules: &LabourRules,
    ledger: &Ledger,
    spell: &Spell,
    clause: &Clause<Stretch>,
) -> Spell {
    let mut whole = spell.clone();
    for stretch in breaches(rules, ledger, spell, clause) {
        for rest in even(stretch, clause.says) {
            if let Some(rest) = clipped(rest, spell.window()) {
                whole = whole.with_break(rest);
            }
        }
    }
    whole
}

/// Breaks that part a stretch of work evenly.
fn even(stretch: Uninterrupted, rule: Stretch) -> Vec<Rest> {
    let whole = stretch.until.seconds_since(stretch.from).as_u32();
    let (longest, pause) = (rule.longest.as_u32().max(1), rule.pause.as_u32());
    let pieces = (whole + pause).div_ceil(longest + pause).max(2);
    let breaks = pieces - 1;
    let part = whole.saturating_sub(breaks * pause) / pieces;
    let slack = longest.saturating_sub(part);
    // One break early and the next one late leave twice as much more between them.
    let slack = if breaks == 1 { slack } else { slack / 2 };
    let leeway = slack.min(part / 2).min(LEEWAY.as_u32());
    let minutes = |seconds: u32| Seconds::from_minutes(seconds / 60);
    let rest = |number: u32| {
        let middle = number * part + (number - 1) * pause;
        let earliest = stretch.from + minutes(middle.saturating_sub(leeway).next_multiple_of(60));
        let latest = stretch.from + minutes(middle + leeway);
        let window = TimeWindow::new(earliest.min(latest), latest);
        window.map(|window| Rest { window, duration: rule.pause })
    };
    (1..=breaks).filter_map(rest).collect()
}

/// The same break inside of the shift; `None` if it has no room there.
fn clipped(rest: Rest, shift: TimeWindow<Timestamp>) -> Option<Rest> {
    let last = shift.end().as_millis() - i64::from(rest.duration.as_u32()) * 1000;
    let last = Timestamp::from_millis(last);
    let inside = |at: Timestamp| at.max(shift.start()).min(last);
    let window = TimeWindow::new(inside(rest.window.start()), inside(rest.window.end()))?;
    (shift.start() <= last).then_some(Rest { window, ..rest })
}

#[cfg(test)]
mod tests;
