//! What the law has against something, and how somebody's hours stand.

#![allow(unused_qualifications, reason = "the derived descriptions qualify their types")]

use super::{Sentence, Window};
use crate::units::{Seconds, Timestamp};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// How old somebody is, as far as the law asks: never a date of birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub enum AgeGroup {
    /// 18 or more.
    #[serde(rename = "adult")]
    Adult,
    /// 16 or 17.
    #[serde(rename = "16-17")]
    From16To17,
    /// 14 or 15.
    #[serde(rename = "under-16")]
    Under16,
}

/// An episode of heat, by Météo-France's colours of vigilance; `none` is no episode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HeatLevel {
    /// No episode.
    None,
    /// A peak of heat, or one that lasts.
    Yellow,
    /// A heat wave.
    Orange,
    /// An extreme heat wave.
    Red,
}

/// A number of a rule, with its unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub enum LabourFigure {
    /// A span of time, in seconds.
    #[serde(rename = "span_s")]
    Span(u32),
    /// A number of days.
    #[serde(rename = "days")]
    Days(u32),
    /// A mass in grams.
    #[serde(rename = "mass_g")]
    Mass(u32),
    /// Hours by the co-operative's own clock.
    #[serde(rename = "hours")]
    Hours(ClockHours),
    /// A level of heat.
    #[serde(rename = "heat")]
    Heat(HeatLevel),
}

/// Hours by the clock on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ClockHours {
    /// From then on.
    #[schema(example = "22:00")]
    pub from: String,
    /// Until then, on the next day if that is earlier by the clock.
    #[schema(example = "06:00")]
    pub until: String,
}

/// One rule of labour law that stands against something.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LabourRefusal {
    /// A stable word for the rule: `daily_work`, `weekly_work`, `mean_work`, `break`, `heat_break`, `daily_rest`,
    /// `weekly_rest`, `working_days`, `night_daily_work`, `night_mean_work`, `barred_hours`, `barred_day`,
    /// `heat_barred`, `lift`.
    #[schema(example = "daily_work")]
    pub rule: String,
    /// Where it is written.
    #[schema(example = "Code du travail, art. L3121-18")]
    pub article: String,
    /// What it allows.
    pub limit: LabourFigure,
    /// What there would be.
    pub found: LabourFigure,
    /// The time that was looked at: the day, the week, the stretch of work; null if the rule knows no time.
    pub period: Option<Window>,
    /// The same in words, with article and figures.
    pub sentence: Sentence,
    /// What is to be changed: a JSON pointer into the body, empty if it had none.
    #[schema(example = "/window")]
    pub field: String,
    /// Id of the courier whom it is about.
    pub courier_id: String,
    /// Name of that courier.
    pub courier_name: String,
    /// Id of the shift that it is about; null if that is not kept yet.
    pub shift_id: Option<String>,
}

/// Hours of work beside what the law allows.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LedgerHours {
    /// Work from the start to the end of declared shifts, in seconds.
    #[schema(value_type = u32, example = 25200)]
    pub worked_s: Seconds,
    /// What the law allows, in seconds.
    #[schema(value_type = u32, example = 36000)]
    pub at_most_s: Seconds,
    /// Where that is written.
    pub article: String,
}

/// Hours a week on average beside what the law allows.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LedgerMean {
    /// Work a week, in seconds.
    #[schema(value_type = u32)]
    pub worked_s: Seconds,
    /// What the law allows, in seconds.
    #[schema(value_type = u32)]
    pub at_most_s: Seconds,
    /// Over so many weeks, which end with this one.
    #[schema(example = 12)]
    pub weeks: u32,
    /// Where that is written.
    pub article: String,
}

/// How a courier's hours stand. There is no figure in it of how fast anybody rides.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Ledger {
    /// Id of the courier.
    pub courier_id: String,
    /// Name of the courier.
    pub courier_name: String,
    /// Which rules hold.
    pub age: AgeGroup,
    /// The moment that it is about, RFC 3339 in UTC: now, or when the day begins that was asked for.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Work of the day, from midnight to midnight.
    pub day: LedgerHours,
    /// Work of the week, from Monday to Sunday.
    pub week: LedgerHours,
    /// Work a week on average; null where the law knows none.
    pub mean: Option<LedgerMean>,
    /// When the last shift ends that had begun by then; null if none is known.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_end_at: Option<Timestamp>,
    /// When the next hour of work could lawfully begin, beside what is declared; null if not within two weeks.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_start_at: Option<Timestamp>,
    /// What was carried in the weeks before.
    pub carried: Carried,
}

/// What a courier carried in the weeks before a day: sums over published rounds as they were planned, and beside them
/// an even share of the work of all, by the time on shift. Work beyond it counts when a day is planned, so that who
/// had more is given less.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Carried {
    /// So many weeks.
    #[schema(example = 4)]
    pub weeks: u32,
    /// Number of rounds.
    pub rounds: u32,
    /// Seconds on shift.
    #[schema(value_type = u32)]
    pub shift_s: Seconds,
    /// Seconds in rounds: riding, at doors, waiting, breaks.
    #[schema(value_type = u32)]
    pub work_s: Seconds,
    /// What an even share of the work of all would be, in seconds.
    #[schema(value_type = u32)]
    pub even_work_s: Seconds,
    /// Seconds of waiting.
    #[schema(value_type = u32)]
    pub waiting_s: Seconds,
    /// Seconds in rounds between 12:00 and 14:00 and between 19:00 and 21:00, by the co-operative's own clock.
    #[schema(value_type = u32)]
    pub rush_s: Seconds,
    /// Metres.
    pub distance_m: u64,
    /// Metres climbed, of the ways whose heights are known; null if none are.
    pub ascent_m: Option<u64>,
    /// Grams that were brought.
    pub mass_g: u64,
    /// Number of days with work after 20:00.
    pub evenings: u32,
}

/// How hot a day is, as somebody said.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Heat {
    /// The day, by the co-operative's own clock.
    #[schema(value_type = String, format = Date, example = "2026-07-17")]
    pub day: Date,
    /// The level.
    pub level: HeatLevel,
    /// When it was said, RFC 3339 in UTC; null if nothing was.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub set_at: Option<Timestamp>,
    /// Id of the account that said it.
    pub account_id: Option<String>,
    /// Shifts of the day that the law forbids in such heat: no plan fills them.
    pub barred: Vec<LabourRefusal>,
}

/// How hot a day is to be.
#[derive(Debug, ToSchema)]
pub struct HeatDraft {
    /// The level.
    pub level: HeatLevel,
}
