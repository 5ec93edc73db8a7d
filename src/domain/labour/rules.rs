//! The rules as data: one number, one article.

use super::{AgeGroup, HeatLevel};
use crate::units::Seconds;
use jiff::civil::{Time, Weekday};
use serde::{Deserialize, Serialize};

/// What a rule says, and where that is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause<T> {
    /// The number, or what else the rule says.
    pub says: T,
    /// Where it is written, as it is told to people: "Code du travail, art. L3121-18".
    pub article: String,
}

/// All rules of a country, or of a co-operative that an agreement gives others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabourRules {
    /// For adults.
    pub adult: PersonRules,
    /// For those of 16 and 17.
    pub minor: PersonRules,
    /// For those below 16.
    pub under_16: PersonRules,
    /// For everybody, in an episode of heat.
    pub heat: HeatRules,
}

impl LabourRules {
    /// Those for a person of this age.
    #[must_use]
    pub fn of(&self, age: AgeGroup) -> &PersonRules {
        match age {
            AgeGroup::Adult => &self.adult,
            AgeGroup::From16To17 => &self.minor,
            AgeGroup::Under16 => &self.under_16,
        }
    }
}

/// The rules for people of one age.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRules {
    /// Work between two midnights, at most.
    pub daily_work: Clause<Seconds>,
    /// Work from Monday to Sunday, at most.
    pub weekly_work: Clause<Seconds>,
    /// Work a week on average, at most; `None`: the week's limit is all.
    pub mean_work: Option<Clause<MeanWork>>,
    /// When a break is due.
    pub stretch: Clause<Stretch>,
    /// Rest in a row within the 24 hours from each start of work, at least.
    pub daily_rest: Clause<Seconds>,
    /// Rest in a row each week.
    pub weekly_rest: Clause<WeeklyRest>,
    /// Days of a week on which work starts, at most.
    pub working_days: Clause<u32>,
    /// What makes a night worker, and what holds for one.
    pub night_work: Option<NightWork>,
    /// Hours in which nobody of this age works.
    pub barred_hours: Option<Clause<ClockSpan>>,
    /// Days on which nobody of this age works.
    pub barred_days: Option<Clause<Weekdays>>,
    /// Grams that one person lifts, at most.
    pub lift_g: Clause<u32>,
    /// From this heat on nobody of this age works.
    pub heat_barred_from: Option<Clause<HeatLevel>>,
}

/// Work a week on average over weeks in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeanWork {
    /// The average, at most.
    pub at_most: Seconds,
    /// Over so many weeks, at least one.
    pub weeks: u32,
}

/// How long one works without a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// So long at most.
    pub longest: Seconds,
    /// A break is at least so long in one piece; a shorter one is none.
    pub pause: Seconds,
    /// A day with so much work has a break, even if no stretch of it is too long.
    pub due_from: Option<Seconds>,
}

/// Rest in a row each week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeeklyRest {
    /// So long at least.
    pub at_least: Seconds,
    /// So much of it between the midnights of the week; what is left may lie before or after.
    pub in_week: Seconds,
}

/// Night work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NightWork {
    /// The hours of night.
    pub hours: Clause<ClockSpan>,
    /// So much of them in a working day makes a night of work.
    pub night: Clause<Seconds>,
    /// So many nights of work in a week make a night worker.
    pub nights_a_week: Clause<u32>,
    /// So much work at night in 365 days makes one, too.
    pub a_year: Clause<Seconds>,
    /// Work in a working day of a night worker, from its start to its end whatever midnight does, at most.
    pub daily_work: Clause<Seconds>,
    /// A night worker's work a week on average, at most.
    pub mean_work: Clause<MeanWork>,
}

/// Hours by the clock on the wall; those that end earlier than they start run over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockSpan {
    /// From then on.
    pub from: Time,
    /// Until then.
    pub until: Time,
}

/// Days of the week, in their order from Monday. Kept by their numbers, from 1 for Monday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<i8>", into = "Vec<i8>")]
pub struct Weekdays(pub Vec<Weekday>);

impl From<Weekdays> for Vec<i8> {
    fn from(days: Weekdays) -> Self {
        days.0.into_iter().map(Weekday::to_monday_one_offset).collect()
    }
}

impl TryFrom<Vec<i8>> for Weekdays {
    type Error = jiff::Error;

    fn try_from(days: Vec<i8>) -> Result<Self, jiff::Error> {
        let days = days.into_iter().map(Weekday::from_monday_one_offset);
        Ok(Self(days.collect::<Result<_, _>>()?))
    }
}

/// How long one works without a break, by level of heat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatRules {
    /// At yellow vigilance.
    pub yellow: Clause<Stretch>,
    /// At orange vigilance.
    pub orange: Clause<Stretch>,
    /// At red vigilance.
    pub red: Clause<Stretch>,
}

impl HeatRules {
    /// Those of one level.
    #[must_use]
    pub fn at(&self, level: HeatLevel) -> &Clause<Stretch> {
        match level {
            HeatLevel::Yellow => &self.yellow,
            HeatLevel::Orange => &self.orange,
            HeatLevel::Red => &self.red,
        }
    }
}
