//! What one kind of vehicle may ride, and how fast: pure data, read from `config/profiles/*.toml`.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a kind of way is used when no access tag says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Use {
    /// Ridden.
    Ride,
    /// The courier gets off and pushes.
    Push,
    /// Not used at all.
    No,
}

/// How one `highway=*` value is used.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct HighwayRule {
    /// Without any access tag.
    pub default: Use,
    /// Riding speed, in km/h, before surface and the like slow it down.
    pub speed_kmh: f64,
    /// Highest riding speed downhill, in km/h; `None`: where it is pushed by default, and so ridden at
    /// the pace of walkers, that of the flat, elsewhere that of the profile's [`Power`].
    pub downhill_kmh: Option<f64>,
}

/// What a barrier does to whoever comes through.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Barrier {
    /// It costs so many seconds, possibly none.
    Delay(f64),
    /// There is no way through.
    Blocked,
}

/// What turning costs, where ways meet; a straight line over a junction costs nothing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TurnCosts {
    /// Seconds of a right angle to the right.
    pub right_s: f64,
    /// Seconds of a right angle to the left.
    pub left_s: f64,
    /// Seconds of turning round, where the way goes on.
    pub u_turn_s: f64,
}

/// What happens between two streets.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turns {
    /// Are turn restrictions obeyed?
    pub restrictions: bool,
    /// What turning costs; `None`: nothing, and the graph of this class stays unsplit.
    pub costs: Option<TurnCosts>,
    /// Mean delay at traffic signals, in seconds.
    pub signal_s: f64,
}

/// What a rider and a vehicle do on a slope.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Power {
    /// The rider's own, kept up, in watts.
    pub rider_w: f64,
    /// The motor's highest, in watts; 0 without one.
    pub assist_w: f64,
    /// Assistance ends at this speed, in km/h.
    pub assist_kmh: f64,
    /// Vehicle and rider, in kilograms.
    pub mass_kg: f64,
    /// The load planned with, in kilograms.
    pub load_kg: f64,
    /// Rolling resistance, without unit.
    pub rolling: f64,
    /// Drag area, in square metres.
    pub drag_m2: f64,
    /// Nobody rides faster downhill, in km/h.
    pub downhill_kmh: f64,
}

/// What one kind of vehicle may ride, and how fast. Speeds are in km/h, delays in seconds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// What vehicle classes call it.
    pub name: String,
    /// What it is for, in a sentence.
    pub description: String,
    /// How wide it is, in metres; `None`: it fits through any gap that a bicycle fits through.
    pub width_m: Option<f64>,
    /// What happens between two streets.
    pub turns: Turns,
    /// What a slope does to its speed; `None`: nothing.
    pub power: Option<Power>,
    /// No way is ridden faster than this.
    pub max_speed_kmh: f64,
    /// Pushing on the flat; `None`: never pushed, so ways for pushing are closed.
    pub push_kmh: Option<f64>,
    /// Pushing or carrying on steps; `None`: no steps.
    pub steps_kmh: Option<f64>,
    /// On steps with a `ramp:bicycle` or `ramp`; `None`: as on other steps.
    pub steps_with_ramp_kmh: Option<f64>,
    /// May it be pushed on the pavement against a one-way street?
    pub push_against_oneway: bool,
    /// Speed on a ferry that does not say its duration; `None`: no ferries.
    pub ferry_kmh: Option<f64>,
    /// Time lost in waiting and boarding, added to each ferry.
    pub ferry_boarding_s: f64,
    /// By value of `highway`; a value not in here is not used. `steps` need no rule: the two speeds
    /// above say it all.
    pub highways: BTreeMap<String, HighwayRule>,
    /// Highest speed by value of `surface`; 0 closes the way.
    pub surfaces: BTreeMap<String, f64>,
    /// Highest speed by value of `smoothness`; 0 closes the way.
    pub smoothness: BTreeMap<String, f64>,
    /// Highest speed by value of `tracktype`; 0 closes the way.
    pub tracktypes: BTreeMap<String, f64>,
    /// Access keys from the most to the least specific: the first whose value is in
    /// `access` decides. All but `vehicle` and `access` are taken to be about this very vehicle.
    pub access_keys: Vec<String>,
    /// What the values of these keys mean; a value not in here decides nothing.
    pub access: BTreeMap<String, Use>,
    /// By value of `barrier`.
    pub barriers: BTreeMap<String, Barrier>,
    /// What a `barrier` value not in `barriers` does.
    pub other_barriers: Barrier,
}
