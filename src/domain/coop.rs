//! A co-operative: who rides what, from where, when.

use super::{SkillSet, labour::AgeGroup};
use crate::units::{Load, LonLat, Seconds, TimeWindow, Timestamp};
use serde::{Deserialize, Serialize};

/// Where a hub is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// At this place.
    At(LonLat),
    /// At the centre of whatever map is loaded: for an example that must work on any map.
    CentreOfMap,
}

/// A place where rounds start and end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hub {
    /// Opaque id, unique in the co-operative.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where it is.
    pub position: Position,
}

/// A kind of vehicle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VehicleClass {
    /// Opaque id, unique in the co-operative.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Name of the profile that says what it may ride and how fast.
    pub profile: String,
    /// What it can carry.
    pub capacity: Load,
}

/// A salaried courier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Courier {
    /// Opaque id, unique in the co-operative.
    pub id: String,
    /// What people call them.
    pub name: String,
    /// What they are trained or equipped for.
    pub skills: SkillSet,
    /// How old they are, as far as the law asks.
    #[serde(default)]
    pub age: AgeGroup,
}

/// A break in a shift, as real instants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rest {
    /// When it may start.
    pub window: TimeWindow<Timestamp>,
    /// How long it takes.
    pub duration: Seconds,
}

/// One courier at work, on one vehicle, from one hub and back. A split day is two shifts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shift {
    /// Id of the courier.
    pub courier: String,
    /// Id of the second courier, of a crew of two on one vehicle.
    pub crew: Option<String>,
    /// Id of the vehicle class.
    pub vehicle: String,
    /// Id of the hub where it starts and ends.
    pub hub: String,
    /// From the first to the last minute of work, as real instants.
    pub window: TimeWindow<Timestamp>,
    /// The breaks in it, by their earliest start.
    pub breaks: Vec<Rest>,
}

impl Shift {
    /// Ids of who works it: one courier, or the two of a crew.
    pub fn people(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.courier.as_str()).chain(self.crew.as_deref())
    }
}

/// A co-operative with its shifts of one day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coop {
    /// Its name.
    pub name: String,
    /// IANA time zone of its local times, such as `Europe/Paris`.
    pub zone: String,
    /// The day, by its own clock, whose shifts these are.
    pub day: jiff::civil::Date,
    /// Its hubs.
    pub hubs: Vec<Hub>,
    /// Its kinds of vehicle.
    pub vehicles: Vec<VehicleClass>,
    /// Its couriers.
    pub couriers: Vec<Courier>,
    /// The shifts of the day asked for, by start.
    pub shifts: Vec<Shift>,
}
