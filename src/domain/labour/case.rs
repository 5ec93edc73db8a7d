//! What is judged: somebody's work, with the proposed shift in it or without.

use super::{
    HeatLevel, LabourRules, PersonRules, Spell,
    calendar::{Span, day_of, days, last_day, monday},
    ledger::Ledger,
    refusal::{Figure, LabourRule, Refusal},
    rules::Clause,
    timeline::Timeline,
};
use crate::units::{Seconds, TimeWindow, Timestamp};
use jiff::{civil::Date, tz::TimeZone};

/// One state of somebody's work. Rules look at it around the proposed shift, whether that is in it or not.
#[derive(Debug)]
pub(super) struct Case<'a> {
    pub(super) rules: &'a LabourRules,
    pub(super) person: &'a PersonRules,
    pub(super) zone: &'a TimeZone,
    /// By start.
    pub(super) spells: Vec<&'a Spell>,
    pub(super) timeline: Timeline,
    pub(super) proposed: TimeWindow<Timestamp>,
    pub(super) heat: Option<HeatLevel>,
}

impl<'a> Case<'a> {
    /// The state of `ledger` with `more` in it.
    pub(super) fn new(
        rules: &'a LabourRules,
        ledger: &'a Ledger,
        more: Option<&'a Spell>,
        proposed: TimeWindow<Timestamp>,
        heat: Option<HeatLevel>,
    ) -> Self {
        let mut spells: Vec<&Spell> = ledger.spells().iter().chain(more).collect();
        spells.sort_by_key(|spell| spell.window().start());
        let timeline = Timeline::new(&spells);
        let (person, zone) = (rules.of(ledger.age()), ledger.zone());
        Self { rules, person, zone, spells, timeline, proposed, heat }
    }

    /// The days that the proposed shift has any time of.
    pub(super) fn days(&self) -> impl Iterator<Item = Date> {
        days(self.first_day(), last_day(self.proposed.end(), self.zone), 1)
    }

    /// The weeks that it has any time of, each by its Monday.
    pub(super) fn weeks(&self) -> impl Iterator<Item = Date> {
        let last = monday(last_day(self.proposed.end(), self.zone));
        days(monday(self.first_day()), last, 7)
    }

    fn first_day(&self) -> Date {
        day_of(self.proposed.start(), self.zone)
    }

    /// A refusal if there is more work than `clause` allows.
    pub(super) fn too_much(
        rule: LabourRule,
        clause: &Clause<Seconds>,
        found: Seconds,
        span: Span,
    ) -> Option<Refusal> {
        (found > clause.says).then(|| of_span(rule, clause, found, span))
    }

    /// A refusal if there is less rest than `clause` asks for.
    pub(super) fn too_little(
        rule: LabourRule,
        clause: &Clause<Seconds>,
        found: Seconds,
        span: Span,
    ) -> Option<Refusal> {
        (found < clause.says).then(|| of_span(rule, clause, found, span))
    }
}

fn of_span(rule: LabourRule, clause: &Clause<Seconds>, found: Seconds, span: Span) -> Refusal {
    Refusal {
        rule,
        article: clause.article.clone(),
        limit: Figure::Span(clause.says),
        found: Figure::Span(found),
        period: TimeWindow::new(span.0, span.1),
    }
}
