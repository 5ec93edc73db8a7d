//! Orders, as they are answered.

use super::{
    AfterFailure, DropoffSequence, FailureReason, Load, LonLatSchema, OrderStatus, Sentence,
    StopStatus, Window,
};
use crate::units::{LonLat, Timestamp};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// What is fetched at one or more places, then brought to one or more: all of it by one courier in one round.
#[derive(Debug, Serialize, ToSchema)]
pub struct Order {
    /// Opaque id.
    pub id: String,
    /// What the shop calls it; may be empty.
    #[schema(example = "A-1042")]
    pub reference: String,
    /// Id of the shop that it is of.
    pub shop_id: Option<String>,
    /// Name of that shop.
    pub shop_name: Option<String>,
    /// The day it is planned on, by the co-operative's own clock.
    #[schema(value_type = String, format = Date, example = "2026-03-17")]
    pub day: Date,
    /// How far it has got.
    pub status: OrderStatus,
    /// When it was posted, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// What its courier must be trained or equipped for.
    #[schema(example = json!(["cold_chain"]))]
    pub skills: Vec<String>,
    /// Who may bring it; null: anybody. Always null for a shop.
    pub couriers: Option<OrderCouriers>,
    /// So many plain orders are left out rather than this one; null for a plain one, and for a shop.
    #[schema(minimum = 2, maximum = 10)]
    pub priority: Option<u32>,
    /// In which order its stops are made.
    pub sequence: DropoffSequence,
    /// Where it is fetched; of several pickups the first.
    pub pickup: Stop,
    /// Where parts of it are fetched besides, in any order and before anything is brought.
    pub more_pickups: Vec<Stop>,
    /// Where it goes; at least one.
    pub dropoffs: Vec<Stop>,
    /// Why the last plan of its day found no place for it, if so.
    pub no_place: Option<NoPlace>,
    /// Id of the round it is in.
    pub round_id: Option<String>,
    /// Id of the courier who rides that round.
    pub courier_id: Option<String>,
    /// Name of that courier.
    pub courier_name: Option<String>,
}

/// Who may bring an order, by ids of couriers: one of the two, the other is null.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderCouriers {
    /// Only these.
    pub only: Option<Vec<String>>,
    /// None of these.
    pub not: Option<Vec<String>>,
}

/// Some orders, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderPage {
    /// The orders.
    pub items: Vec<Order>,
    /// Give it as `cursor` to get those that come next; null if these are the last.
    pub next_cursor: Option<String>,
}

/// Is it known where a stop is?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlaceState {
    /// It is known.
    Found,
    /// The address may mean several places: someone must choose.
    Ambiguous,
    /// The address is not on the map: someone must say where it is.
    Unknown,
}

/// A pickup or dropoff of an order.
#[derive(Debug, Serialize, ToSchema)]
pub struct Stop {
    /// Its place in the order: its pickups from 0 on, then its dropoffs.
    #[schema(example = 1)]
    pub position: usize,
    /// Who is there; may be empty.
    pub name: String,
    /// Their telephone number as dialled; may be empty.
    pub phone: String,
    /// The address as written; may be empty.
    pub address: String,
    /// What the courier should know, such as a door code; may be empty.
    pub notes: String,
    /// Is it known where it is?
    pub place_state: PlaceState,
    /// Where it is, once known.
    #[schema(value_type = Option<LonLatSchema>)]
    pub lon_lat: Option<LonLat>,
    /// Places that the address may mean, the likeliest first; empty once the place is known.
    pub candidates: Vec<Candidate>,
    /// When service may start; of several windows from the first to the last.
    pub window: Window,
    /// The windows in which alone it may start, if there are several; else empty.
    pub windows: Vec<Window>,
    /// When it should start, narrower than what is promised.
    pub plan_window: Option<Window>,
    /// How long what is handed over may be on board at most, in minutes; null if nobody said it, and of a pickup.
    #[schema(example = 30)]
    pub max_on_board_min: Option<u32>,
    /// How long service takes, in seconds, as it was said; null: nobody said it, so that it takes what the rules
    /// in force say when the order is planned.
    #[schema(example = 120)]
    pub service_s: Option<u32>,
    /// Floors that are climbed on foot.
    #[schema(example = 0)]
    pub floors: u32,
    /// What is handed over; of a pickup what comes on board there.
    pub load: Load,
    /// The mass of the heaviest piece of it in grams, which somebody has to lift; null if nobody said it: then the mass
    /// counts in as many equal parts as there are pieces.
    #[schema(example = 12000)]
    pub heaviest_piece_g: Option<u32>,
    /// How far it has got.
    pub status: StopStatus,
    /// When the plan has service start, RFC 3339 in UTC; null while it is in no round.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub planned_at: Option<Timestamp>,
    /// When the courier was there, RFC 3339 in UTC.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub started_at: Option<Timestamp>,
    /// When it was done or failed, RFC 3339 in UTC.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Timestamp>,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// Of a dropoff that takes up the load of one that failed; else null.
    pub follow_up: Option<FollowUp>,
}

/// Says that a dropoff takes up the load of one that failed.
#[derive(Debug, Serialize, ToSchema)]
pub struct FollowUp {
    /// The position of the one that failed.
    #[schema(example = 1)]
    pub after: usize,
    /// Where its load goes.
    pub then: AfterFailure,
}

/// A place that an address may mean.
#[derive(Debug, Serialize, ToSchema)]
pub struct Candidate {
    /// The place in words.
    #[schema(example = "Mannerheimintie 10, 00100 Helsinki")]
    pub label: String,
    /// Where it is.
    #[schema(value_type = LonLatSchema)]
    pub lon_lat: LonLat,
}

/// Why a stop did not work out.
#[derive(Debug, Serialize, ToSchema)]
pub struct Failure {
    /// Why, in one word.
    pub reason: FailureReason,
    /// What the courier wrote about it; may be empty.
    pub note: String,
}

/// Why the last plan found no place for an order.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoPlace {
    /// A stable word for the kind of reason.
    #[schema(example = "too_late")]
    pub code: String,
    /// The reason in a sentence.
    pub reason: Sentence,
}
