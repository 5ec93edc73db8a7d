//! Moves by hand.

use super::{LabourRefusal, QuoteDelay, Sentence};
use crate::units::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// What somebody wants to do by hand: an order into the round of a shift, or of a courier.
#[derive(Debug, ToSchema)]
pub struct MoveDraft {
    /// Id of the order.
    pub order_id: String,
    /// Id of the shift; left out: the best shift of the courier on that day.
    pub shift_id: Option<String>,
    /// Id of the courier, if no shift is said.
    pub courier_id: Option<String>,
    /// How many stops of other orders come before its own; left out: wherever it breaks least, then adds least.
    #[schema(example = 2)]
    pub position: Option<u32>,
    /// Why it is to be done against the co-operative's own rules (skills, capacity). It does nothing against the law.
    #[schema(max_length = 500)]
    pub reason: Option<String>,
}

/// What a move would mean. Nothing is changed by asking.
#[derive(Debug, Serialize, ToSchema)]
pub struct MoveCheck {
    /// May it be done?
    pub allowed: bool,
    /// Id of the shift.
    pub shift_id: String,
    /// Id of its courier.
    pub courier_id: String,
    /// Where the order would be, and what it adds; null if that is not known.
    pub placing: Option<MovePlacing>,
    /// All that stands against it.
    pub obstacles: Vec<MoveObstacle>,
    /// What of that is labour law, with articles and figures.
    pub refusals: Vec<LabourRefusal>,
}

/// A move that was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct MoveMade {
    /// Id of the plan that it makes of the day's.
    pub plan_id: String,
    /// What it meant.
    #[serde(flatten)]
    pub check: MoveCheck,
}

/// Where an order would be.
#[derive(Debug, Serialize, ToSchema)]
pub struct MovePlacing {
    /// How many stops of other orders come before its own.
    #[schema(example = 2)]
    pub position: usize,
    /// When service would start at the pickup, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub pickup_at: Timestamp,
    /// The same at each further pickup.
    #[schema(value_type = Vec<String>)]
    pub more_pickups_at: Vec<Timestamp>,
    /// When it would start at each dropoff.
    #[schema(value_type = Vec<String>)]
    pub dropoffs_at: Vec<Timestamp>,
    /// How many seconds all rounds together would be ridden longer; less than nothing if they are shorter.
    #[schema(example = 420)]
    pub added_ride_s: i64,
    /// How many metres farther.
    #[schema(example = 1900)]
    pub added_distance_m: i64,
    /// The orders that would come later, the latest first.
    pub delays: Vec<QuoteDelay>,
}

/// Something that stands against a move.
#[derive(Debug, Serialize, ToSchema)]
pub struct MoveObstacle {
    /// A stable word: `law`, `lock` (what has begun or is over stays), `promise` (a window), `shift` (its end, or its
    /// break), `street`, `skill`, `courier`, `capacity`.
    #[schema(example = "promise")]
    pub kind: String,
    /// Does it stay, whatever the reason? Skills and capacity do not: they are the co-operative's own.
    pub hard: bool,
    /// Id of the order whose promise would break.
    pub order_id: Option<String>,
    /// In a sentence.
    pub sentence: Sentence,
}
