//! What the law says of hours, rest, loads and heat, and the one judge of any change to somebody's shifts.
//!
//! The rules come as data ([`LabourRules`]), each number with the article it is from. A [`Ledger`] is what somebody
//! works; [`judge`] says what the law has against one thing more, [`judge_change`] against one thing in another's place,
//! each [`Refusal`] with article and figures. [`with_due_breaks`] gives a shift the breaks that it must have.
//! A [`Roster`] holds what a day's people work, for whoever looks for changes of its shifts that are lawful.

mod age;
mod balance;
mod calendar;
mod case;
mod change;
mod daily_rest;
mod due_breaks;
#[cfg(test)]
mod fixture;
mod heat;
mod judge;
mod ledger;
mod lift;
mod night;
mod refusal;
mod roster;
mod rules;
mod sentence;
mod stretch;
mod timeline;
#[cfg(test)]
mod twin;
mod weekly_rest;
mod work;

pub use age::AgeGroup;
pub use balance::{Balance, balance};
pub use change::{judge_age, judge_change};
pub use due_breaks::with_due_breaks;
#[cfg(test)]
pub(crate) use fixture::french_rules;
pub use heat::{HeatLevel, barred_in};
pub use judge::{Proposal, judge};
pub use ledger::{Ledger, Spell};
pub use lift::lift_limit;
pub use refusal::{Figure, LabourRule, Refusal};
pub use roster::Roster;
pub use rules::{
    Clause, ClockSpan, HeatRules, LabourRules, MeanWork, NightWork, PersonRules, Stretch, Weekdays,
    WeeklyRest,
};
pub use sentence::DayNames;
