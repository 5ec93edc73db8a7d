//! What the law has against a proposal.

use super::{ClockSpan, HeatLevel};
use crate::units::{Seconds, TimeWindow, Timestamp};

/// One rule that a proposal breaks, with its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The rule.
    pub rule: LabourRule,
    /// Where it is written.
    pub article: String,
    /// What it allows.
    pub limit: Figure,
    /// What there would be.
    pub found: Figure,
    /// The time that was looked at: the day, the week, the stretch of work. `None` if the rule knows no time.
    pub period: Option<TimeWindow<Timestamp>>,
}

/// What kind of rule, with what else its sentence needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabourRule {
    /// Work in a day, from midnight to midnight.
    DailyWork,
    /// Work in a week, from Monday to Sunday.
    WeeklyWork,
    /// Work a week on average over so many weeks.
    MeanWork(u32),
    /// Work without a break.
    Break {
        /// So long is a break at least.
        pause: Seconds,
    },
    /// The same in heat.
    HeatBreak {
        /// How hot it is.
        level: HeatLevel,
        /// So long is a break at least.
        pause: Seconds,
    },
    /// Rest within 24 hours.
    DailyRest,
    /// Rest in a week.
    WeeklyRest,
    /// Days of work in a week.
    WorkingDays,
    /// A night worker's work in a working day.
    NightDailyWork,
    /// A night worker's work a week on average over so many weeks.
    NightMeanWork(u32),
    /// Hours in which people of this age do not work.
    BarredHours,
    /// Days on which people of this age do not work.
    BarredDay,
    /// Heat in which people of this age do not work.
    HeatBarred,
    /// What so many people lift together.
    Lift {
        /// How many.
        people: u32,
    },
}

/// A number of a rule, with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A span of time.
    Span(Seconds),
    /// A number of days.
    Days(u32),
    /// A mass in grams.
    Mass(u32),
    /// Hours by the clock.
    Clock(ClockSpan),
    /// A level of heat.
    Heat(HeatLevel),
}

impl LabourRule {
    /// A stable word for it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::DailyWork => "daily_work",
            Self::WeeklyWork => "weekly_work",
            Self::MeanWork(_) => "mean_work",
            Self::Break { .. } => "break",
            Self::HeatBreak { .. } => "heat_break",
            Self::DailyRest => "daily_rest",
            Self::WeeklyRest => "weekly_rest",
            Self::WorkingDays => "working_days",
            Self::NightDailyWork => "night_daily_work",
            Self::NightMeanWork(_) => "night_mean_work",
            Self::BarredHours => "barred_hours",
            Self::BarredDay => "barred_day",
            Self::HeatBarred => "heat_barred",
            Self::Lift { .. } => "lift",
        }
    }
}

impl Figure {
    /// Its number; hours by the clock have none.
    fn amount(self) -> i64 {
        match self {
            Self::Span(span) => i64::from(span.as_u32()),
            Self::Days(count) | Self::Mass(count) => i64::from(count),
            Self::Clock(_) => 0,
            Self::Heat(level) => level as i64,
        }
    }
}

impl Refusal {
    /// How bad it is beside others of its rule: more work is worse, and less rest.
    pub(super) fn severity(&self) -> i64 {
        match self.rule {
            LabourRule::DailyRest | LabourRule::WeeklyRest => -self.found.amount(),
            _ => self.found.amount(),
        }
    }

    /// Is it about the same as `other`, and at least as bad?
    pub(super) fn is_as_bad_as(&self, other: &Self) -> bool {
        let same = self.rule == other.rule && self.limit == other.limit;
        let near = match other.period {
            Some(period) => self.shares_time_with(period),
            None => self.period.is_none(),
        };
        same && near && self.severity() >= other.severity()
    }

    pub(super) fn shares_time_with(&self, window: TimeWindow<Timestamp>) -> bool {
        self.period.is_some_and(|it| it.start() < window.end() && window.start() < it.end())
    }
}
