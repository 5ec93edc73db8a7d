//! Quotes.

use super::{NoPlace, Window};
use crate::units::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// Could an order be taken, when would it come, and whom would it delay?
#[derive(Debug, Serialize, ToSchema)]
pub struct Quote {
    /// The day it would be planned on, by the co-operative's own clock.
    #[schema(value_type = String, format = Date, example = "2026-03-17")]
    pub day: Date,
    /// Can it be taken as things are?
    pub possible: bool,
    /// The best way to take it; null if there is none.
    pub offer: Option<QuoteOffer>,
    /// Why it cannot be taken; null if it can.
    pub no_place: Option<NoPlace>,
    /// The same order at later times, each looked at alone.
    pub later: Vec<QuoteLater>,
    /// The place that is held for it; null if none is.
    pub hold: Option<QuoteHold>,
}

/// A place that is held for an order that is not posted yet.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuoteHold {
    /// Id of the quote, to confirm or release it by; the order has the same when it is confirmed.
    pub id: String,
    /// From then on the place is free again, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

/// The best way to take an order.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuoteOffer {
    /// When service would start at the pickup, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub pickup_at: Timestamp,
    /// The same at each of `more_pickups`, in the order in which they were sent.
    #[schema(value_type = Vec<String>)]
    pub more_pickups_at: Vec<Timestamp>,
    /// When it would start at each dropoff, in the order in which they were sent.
    #[schema(value_type = Vec<String>)]
    pub dropoffs_at: Vec<Timestamp>,
    /// How many seconds all rounds together would be ridden longer; less than nothing if they are shorter with it.
    #[schema(example = 420)]
    pub added_ride_s: i64,
    /// How many metres farther.
    #[schema(example = 1900)]
    pub added_distance_m: i64,
    /// Number of orders that would come later than without it, within their windows.
    #[schema(example = 1)]
    pub delayed_orders: usize,
    /// Who would ride it and what it does to whom; null for a shop.
    pub inside: Option<QuoteInside>,
}

/// What the dispatcher sees of an offer.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuoteInside {
    /// Id of the courier who would ride it.
    pub courier_id: String,
    /// Name of that courier.
    pub courier_name: String,
    /// Number of shifts that could take it.
    #[schema(example = 3)]
    pub shifts: usize,
    /// The orders that would come later, the latest first.
    pub delays: Vec<QuoteDelay>,
    /// Id of an order that would go to another courier to make room.
    pub moved_order_id: Option<String>,
}

/// An order that would come later.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuoteDelay {
    /// Id of the order.
    pub order_id: String,
    /// The most that one of its stops would be later, in seconds.
    #[schema(example = 180)]
    pub later_s: u32,
}

/// An order at a later time.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuoteLater {
    /// How much later all its windows are, in seconds.
    #[schema(example = 1800)]
    pub later_s: u32,
    /// The (first) pickup's window then.
    pub pickup: Window,
    /// The first dropoff's window then.
    pub dropoff: Window,
    /// Could it be taken?
    pub possible: bool,
    /// The best way to take it then, no other order moved for it; null if there is none.
    pub offer: Option<QuoteOffer>,
}
