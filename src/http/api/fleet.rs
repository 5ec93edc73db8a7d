//! Shops, couriers, vehicles, hubs and shifts.

use super::{AgeGroup, Load, LonLatSchema, Window, WindowDraft};
use crate::units::LonLat;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// A shop or restaurant that posts orders.
#[derive(Debug, Serialize, ToSchema)]
pub struct Shop {
    /// Opaque id.
    pub id: String,
    /// What people call it.
    #[schema(example = "Café Ekberg")]
    pub name: String,
    /// Its telephone number as dialled; may be empty.
    pub phone: String,
    /// Its address as written.
    pub address: String,
    /// Where orders are fetched.
    #[schema(value_type = LonLatSchema)]
    pub lon_lat: LonLat,
    /// What a courier should know when fetching; may be empty.
    pub notes: String,
}

/// What a shop is to be.
#[derive(Debug, ToSchema)]
pub struct ShopDraft {
    /// If given, it must be the id in the address.
    pub id: Option<String>,
    /// What people call it.
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    /// Its telephone number.
    #[schema(max_length = 40)]
    pub phone: Option<String>,
    /// Its address as written.
    #[schema(max_length = 200)]
    pub address: Option<String>,
    /// Where orders are fetched.
    #[schema(value_type = LonLatSchema)]
    pub lon_lat: (),
    /// What a courier should know when fetching.
    #[schema(max_length = 500)]
    pub notes: Option<String>,
}

/// A salaried courier.
#[derive(Debug, Serialize, ToSchema)]
pub struct Courier {
    /// Opaque id.
    #[schema(example = "amelie")]
    pub id: String,
    /// What people call them.
    #[schema(example = "Amélie")]
    pub name: String,
    /// What they are trained or equipped for.
    #[schema(example = json!(["cold_chain"]))]
    pub skills: Vec<String>,
    /// How old they are, as far as the law asks.
    pub age: AgeGroup,
}

/// What a courier is to be.
#[derive(Debug, ToSchema)]
pub struct CourierDraft {
    /// If given, it must be the id in the address.
    pub id: Option<String>,
    /// What people call them.
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    /// What they are trained or equipped for: lower-case words.
    #[schema(max_items = 16)]
    pub skills: Option<Vec<String>>,
    /// How old they are, as far as the law asks; left out: `adult`. Refused if the law then forbids shifts to come.
    pub age: Option<AgeGroup>,
}

/// A kind of vehicle.
#[derive(Debug, Serialize, ToSchema)]
pub struct Vehicle {
    /// Opaque id.
    #[schema(example = "cargo")]
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Name of the map's profile that says what it may ride and how fast.
    #[schema(example = "cargo")]
    pub profile: String,
    /// What it can carry.
    pub capacity: Load,
    /// How far it goes in a shift with a full battery, in kilometres; null: as far as one rides.
    #[schema(example = 60)]
    pub range_km: Option<u32>,
    /// How many stops it makes at most in a shift; null: any number.
    #[schema(example = 40)]
    pub most_stops: Option<u32>,
    /// What each stop takes longer with it, in seconds: to find a place for it, and to lock it.
    #[schema(example = 0)]
    pub parking_s: u32,
}

/// What a kind of vehicle is to be.
#[derive(Debug, ToSchema)]
pub struct VehicleDraft {
    /// If given, it must be the id in the address.
    pub id: Option<String>,
    /// What people call it.
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    /// Name of one of the map's profiles.
    #[schema(example = "cargo")]
    pub profile: String,
    /// What it can carry; all three are needed.
    pub capacity: Load,
    /// How far it goes in a shift with a full battery, in kilometres; left out: as far as one rides.
    #[schema(minimum = 1, maximum = 1000)]
    pub range_km: Option<u32>,
    /// How many stops it makes at most in a shift; left out: any number.
    #[schema(minimum = 1, maximum = 1000)]
    pub most_stops: Option<u32>,
    /// What each stop takes longer with it, in seconds; left out: nothing.
    #[schema(minimum = 0, maximum = 1800)]
    pub parking_s: Option<u32>,
}

/// A place where rounds start and end.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hub {
    /// Opaque id.
    #[schema(example = "garage")]
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where it is; of a hub that is wherever the map's centre is, that centre.
    #[schema(value_type = LonLatSchema)]
    pub lon_lat: LonLat,
}

/// What a hub is to be.
#[derive(Debug, ToSchema)]
pub struct HubDraft {
    /// If given, it must be the id in the address.
    pub id: Option<String>,
    /// What people call it.
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    /// Where it is.
    #[schema(value_type = LonLatSchema)]
    pub lon_lat: (),
}

/// A break in a shift.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Break)]
pub struct BreakDocument {
    /// When it may start.
    pub window: Window,
    /// How long it takes, in seconds.
    #[schema(minimum = 60, maximum = 14400, example = 1200)]
    pub duration_s: u32,
}

/// One courier at work on one day, on one vehicle, from hub to hub.
#[derive(Debug, Serialize, ToSchema)]
pub struct Shift {
    /// Opaque id.
    pub id: String,
    /// The day it starts on, by the co-operative's own clock.
    #[schema(value_type = String, format = Date, example = "2026-03-17")]
    pub day: Date,
    /// Id of the courier.
    pub courier_id: String,
    /// Id of the second courier, of a crew of two on one vehicle; null if there is none.
    pub crew_id: Option<String>,
    /// Id of the vehicle.
    pub vehicle_id: String,
    /// Id of the hub where it starts.
    pub hub_id: String,
    /// Id of the hub where it ends; null: where it starts.
    pub end_hub_id: Option<String>,
    /// From the first to the last minute of work.
    pub window: Window,
    /// How full the battery of its vehicle is when it begins, in hundredths; null: full.
    pub charge_percent: Option<u32>,
    /// The break in it, if it has one.
    #[serde(rename = "break")]
    pub rest: Option<BreakDocument>,
}

/// What a shift is to be.
#[derive(Debug, ToSchema)]
pub struct ShiftDraft {
    /// If given, it must be the id in the address; left out when a shift is added.
    pub id: Option<String>,
    /// If given, it must be the day on which the window starts, by the co-operative's own clock.
    #[schema(value_type = Option<String>, format = Date, example = "2026-03-17")]
    pub day: Option<()>,
    /// Id of the courier.
    pub courier_id: String,
    /// Id of the second courier, of a crew of two on one vehicle; left out or null: none.
    pub crew_id: Option<String>,
    /// Id of the vehicle.
    pub vehicle_id: String,
    /// Id of the hub where it starts.
    pub hub_id: String,
    /// Id of the hub where it ends; left out or null: where it starts.
    pub end_hub_id: Option<String>,
    /// From the first to the last minute of work, at most 24 hours; both are needed.
    pub window: WindowDraft,
    /// How full the battery of its vehicle is when it begins, in hundredths: of a vehicle with a range it goes so much of
    /// it. Left out or null: full.
    #[schema(minimum = 1, maximum = 100)]
    pub charge_percent: Option<u32>,
    /// The break in it. It must fit in, whenever it starts in its window.
    #[schema(rename = "break")]
    pub rest: Option<BreakDocument>,
}
