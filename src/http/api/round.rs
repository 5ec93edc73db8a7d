//! What a courier rides.

use super::{Failure, FollowUp, Load, LonLatSchema, StopStatus, Window};
use crate::units::{LonLat, Timestamp};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// The ordered stops of one courier, or of a crew of two, in one shift.
#[derive(Debug, Serialize, ToSchema)]
pub struct Round {
    /// Opaque id.
    pub id: String,
    /// The day, by the co-operative's own clock.
    #[schema(value_type = String, format = Date, example = "2026-03-17")]
    pub day: Date,
    /// Id of the shift.
    pub shift_id: String,
    /// Id of the courier.
    pub courier_id: String,
    /// Name of the courier.
    pub courier_name: String,
    /// Id of the second courier, of a crew; null if there is none.
    pub crew_id: Option<String>,
    /// Their name.
    pub crew_name: Option<String>,
    /// Id of the vehicle.
    pub vehicle_id: String,
    /// Name of the vehicle.
    pub vehicle_name: String,
    /// Id of the hub.
    pub hub_id: String,
    /// Name of the hub.
    pub hub_name: String,
    /// Length of the whole way, in metres.
    pub distance_m: u32,
    /// What it climbs in metres, of the ways whose heights are known; null if none are.
    pub ascent_m: Option<u32>,
    /// Time in motion, in seconds.
    pub travel_s: u32,
    /// Time spent waiting, in seconds.
    pub waiting_s: u32,
    /// The largest load on board, dimension by dimension.
    pub peak_load: Load,
    /// From the first to the last minute of the shift.
    pub window: Window,
    /// Every stop, with the start at the hub and the end there.
    pub stops: Vec<RoundStop>,
}

/// What happens at a stop of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoundStopKind {
    /// Leave the hub.
    Start,
    /// Fetch an order.
    Pickup,
    /// Bring a part of an order.
    Dropoff,
    /// Have a break.
    Break,
    /// Be back at the hub.
    End,
}

/// One line of a round sheet. Between `arrival_at` and `start_at` the courier waits.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoundStop {
    /// Its number in the round; the start at the hub is 0.
    pub number: usize,
    /// What happens.
    pub kind: RoundStopKind,
    /// Id of the order, of a pickup or dropoff.
    pub order_id: Option<String>,
    /// The position of the stop in its order: its pickups from 0 on, then its dropoffs.
    #[schema(example = 1)]
    pub position: Option<usize>,
    /// Of a dropoff that takes up the load of one that failed; else null.
    pub follow_up: Option<FollowUp>,
    /// What the shop calls the order; may be empty.
    pub order_reference: String,
    /// Who is there: shop, recipient, or hub.
    pub name: String,
    /// Their telephone number; may be empty.
    pub phone: String,
    /// The address as written; may be empty.
    pub address: String,
    /// What the courier should know; may be empty.
    pub notes: String,
    /// Where it is.
    #[schema(value_type = LonLatSchema)]
    pub lon_lat: LonLat,
    /// When the plan has the courier there, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub arrival_at: Timestamp,
    /// When the plan has service, or the break, start, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub start_at: Timestamp,
    /// When the plan has it end, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub end_at: Timestamp,
    /// Way from the stop before, in metres.
    pub leg_m: u32,
    /// Ride from the stop before, in seconds.
    pub leg_s: u32,
    /// What is on board on leaving.
    pub load: Load,
    /// What is taken or handed over here.
    pub handed: Load,
    /// The window that was promised, of a pickup or dropoff.
    pub window: Option<Window>,
    /// How far it has got.
    pub status: StopStatus,
    /// When the courier was there, RFC 3339 in UTC.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub started_at: Option<Timestamp>,
    /// When it was done or failed, RFC 3339 in UTC.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Timestamp>,
    /// Why it failed.
    pub failure: Option<Failure>,
}
