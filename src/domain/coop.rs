//! A co-operative: who rides what, from where, when.

use super::{
    SkillSet,
    labour::{AgeGroup, Clause, LabourRules, lift_limit},
};
use crate::units::{Load, LonLat, Metres, Seconds, TimeWindow, Timestamp};
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
    /// How far it goes and how it is handled, if somebody says it.
    #[serde(default)]
    pub terms: VehicleTerms,
}

/// What few kinds of vehicle say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VehicleTerms {
    /// How far it goes in a shift with a full battery; `None`: as far as one rides.
    pub range: Option<Metres>,
    /// How many stops it makes at most in a shift.
    pub most_stops: Option<u32>,
    /// What each stop takes longer with it: to find a place for it, and to lock it.
    pub parking: Seconds,
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

/// One courier at work, on one vehicle, from hub to hub. A split day is two shifts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shift {
    /// Id of the courier.
    pub courier: String,
    /// Id of the second courier, of a crew of two on one vehicle.
    pub crew: Option<String>,
    /// Id of the vehicle class.
    pub vehicle: String,
    /// Id of the hub where it starts.
    pub hub: String,
    /// Id of the hub where it ends; `None`: where it starts.
    #[serde(default)]
    pub end_hub: Option<String>,
    /// From the first to the last minute of work, as real instants.
    pub window: TimeWindow<Timestamp>,
    /// How full its battery is when it begins, in hundredths; `None`: full.
    #[serde(default)]
    pub charge_percent: Option<u32>,
    /// The breaks in it, by their earliest start.
    pub breaks: Vec<Rest>,
    /// The heaviest piece, in grams, that who works it may lift; `None`: nobody has asked the law.
    #[serde(skip)]
    pub lift: Option<Clause<u32>>,
}

impl Shift {
    /// Id of the hub where it ends.
    #[must_use]
    pub fn last_hub(&self) -> &str {
        self.end_hub.as_ref().unwrap_or(&self.hub)
    }

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

impl Coop {
    /// The same with what the people of each shift may lift by `rules`, together if they are two.
    #[must_use]
    pub fn with_lifts(mut self, rules: &LabourRules) -> Self {
        for shift in &mut self.shifts {
            let people = self.couriers.iter().filter(|it| shift.people().any(|id| id == it.id));
            shift.lift = lift_limit(rules, people.map(|courier| courier.age));
        }
        self
    }
}
