//! A day on the dispatcher's board.

use super::{LabourRefusal, Order, Round, Shift};
use crate::units::{Seconds, Timestamp};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// Everything that the board needs of a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct Day {
    /// The day, by the co-operative's own clock.
    #[schema(value_type = String, format = Date, example = "2026-03-17")]
    pub day: Date,
    /// What the server's clock shows, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub now_at: Timestamp,
    /// The last plan of the day.
    pub plan: Option<PlanInfo>,
    /// Number of the day's orders by how far they have got.
    pub counts: Counts,
    /// The rounds of the last plan, with those kept from earlier ones, by start.
    pub rounds: Vec<Round>,
    /// The shifts, by start.
    pub shifts: Vec<Shift>,
    /// The orders, the newest first.
    pub orders: Vec<Order>,
}

/// A published plan.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Plan)]
pub struct PlanInfo {
    /// Opaque id.
    pub id: String,
    /// When it was published, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub published_at: Timestamp,
    /// The version of the rules by which it was made, see `/v1/rules/versions`; null: it was made before rules had
    /// versions.
    pub rules_version: Option<u32>,
}

/// Number of a day's orders by how far they have got.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
pub struct Counts {
    /// With an address to look at.
    pub review: usize,
    /// Waiting for a plan.
    pub open: usize,
    /// For which the last plan found no place.
    pub unassigned: usize,
    /// In a round.
    pub planned: usize,
    /// Being fetched or brought.
    pub under_way: usize,
    /// Delivered.
    pub delivered: usize,
    /// Failed.
    pub failed: usize,
    /// Called off.
    pub cancelled: usize,
}

/// What came of planning a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanOutcome {
    /// Id of the plan.
    pub plan_id: String,
    /// The version of the rules by which it was made, see `/v1/rules/versions`.
    pub rules_version: Option<u32>,
    /// Number of rounds of the day, kept ones included.
    pub rounds: usize,
    /// Number of orders that it has a place for, those on board included.
    pub assigned: usize,
    /// Number of orders for which there was no place.
    pub unassigned: usize,
    /// Ids of those among them that were in a round before.
    pub lost: Vec<String>,
    /// Number of rounds that stay whole, since they or their shifts are over, or since what is left of them cannot be
    /// ridden as it is.
    pub kept_rounds: usize,
    /// Number of rounds that are being ridden and go on under the same ids: what was begun of them stays.
    pub carried_rounds: usize,
    /// Time for travel times, in milliseconds.
    pub matrix_ms: u64,
    /// Time of the solver, in milliseconds.
    pub solver_ms: u64,
    /// How often the solver changed the new rounds in search of better ones.
    pub iterations: u64,
    /// Riding in the new rounds and in what is left of those that go on, in seconds.
    #[schema(value_type = u32)]
    pub travel_s: Seconds,
    /// Number of orders that went to another courier than the one who was told of them.
    pub moved: usize,
    /// Why the announced rounds stay as they were, but for orders that are new; null if they were changed, or there
    /// were none.
    pub kept: Option<KeptRounds>,
    /// What it costs that work is shared; null where the rules do not count it.
    pub fairness: Option<FairnessPrice>,
    /// What the law has against shifts of the day, which were left out of the plan.
    pub unlawful: Vec<LabourRefusal>,
}

/// Announced rounds that stay, since no others were found that are worth the change.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeptRounds {
    /// What the best others would have saved, in seconds of riding; what would have changed for couriers and customers is
    /// counted against it.
    #[schema(value_type = u32, example = 140)]
    pub saving_s: Seconds,
    /// Rounds are changed from so much on: `stability.worth_s` of the rules.
    #[schema(value_type = u32, example = 300)]
    pub below_s: Seconds,
}

/// What rounds would take less if it did not count how work is shared: found by searching on from them without it, with a
/// quarter of the effort that they were made with. A longer search may find more.
#[derive(Debug, Serialize, ToSchema)]
pub struct FairnessPrice {
    /// Seconds of riding that would be saved; less than nothing where waiting is saved instead.
    #[schema(example = 190)]
    pub riding_s: i64,
    /// Seconds of waiting that would be saved.
    #[schema(example = 60)]
    pub waiting_s: i64,
    /// All that would be saved, weighed as the rules do, as seconds of riding.
    #[schema(value_type = u32, example = 196)]
    pub weighed_s: Seconds,
    /// The longest work of a courier on this day, in seconds.
    #[schema(value_type = u32, example = 16_200)]
    pub longest_s: Seconds,
    /// The same in the other rounds.
    #[schema(value_type = u32, example = 21_600)]
    pub longest_without_s: Seconds,
}
