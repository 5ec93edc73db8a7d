//! Why an order has no place, and what would give it one.

use crate::{
    domain::RoundStopKind,
    units::{Load, Timestamp},
};
use serde::{Deserialize, Serialize};

/// Something that has to be kept, of which several together may leave no place for an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Constraint {
    /// Somebody has a shift.
    Shift,
    /// There are ways to all of its stops, and back.
    Ways,
    /// Couriers have their breaks.
    Breaks,
    /// Vehicles carry only so much.
    Capacity,
    /// The courier has the skills.
    Skills,
    /// Nobody lifts more than the law allows.
    Lift,
    /// It is brought by who may bring it.
    Couriers,
    /// Its load is on board no longer than it may be.
    OnBoard,
    /// Stops are made in the order, and as near to each other, as their orders ask for.
    Sequence,
    /// Vehicles ride only so far, and make only so many stops.
    VehicleLimits,
    /// Shifts begin and end when they do.
    ShiftHours,
    /// Orders that are in rounds come when it was promised.
    Promises,
    /// It is fetched when it is ready, not before.
    PickupReady,
    /// It is fetched in time.
    PickupDue,
    /// Nobody comes before the recipient is there.
    DropoffReady,
    /// It is brought in time.
    DropoffDue,
}

impl Constraint {
    /// The same word as in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Shift => "shift",
            Self::Ways => "ways",
            Self::Breaks => "breaks",
            Self::Capacity => "capacity",
            Self::Skills => "skills",
            Self::Lift => "lift",
            Self::Couriers => "couriers",
            Self::OnBoard => "on_board",
            Self::Sequence => "sequence",
            Self::VehicleLimits => "vehicle_limits",
            Self::ShiftHours => "shift_hours",
            Self::Promises => "promises",
            Self::PickupReady => "pickup_ready",
            Self::PickupDue => "pickup_due",
            Self::DropoffReady => "dropoff_ready",
            Self::DropoffDue => "dropoff_due",
        }
    }
}

/// A single change that gives the order a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Remedy {
    /// What would have to be otherwise.
    pub change: Change,
    /// Id of the courier who would take it then; `None` if that is an additional one.
    pub courier: Option<String>,
}

/// What would have to be otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Change {
    /// The order is ready earlier.
    ReadyEarlier {
        /// At which of its pickups, if it has several.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stop: Option<RoundStopKind>,
        /// By so many minutes; one less is not enough in the rounds as they are.
        minutes: u32,
        /// Ready by then.
        ready_at: Timestamp,
    },
    /// A stop of it may be made later.
    DueLater {
        /// Which.
        stop: RoundStopKind,
        /// By so many minutes; one less is not enough in the rounds as they are.
        minutes: u32,
        /// In time until then.
        due_at: Timestamp,
    },
    /// A shift is longer.
    LongerShift {
        /// Id of its courier.
        courier: String,
        /// At which end.
        end: ShiftEnd,
        /// By so many minutes; one less is not enough in the rounds as they are.
        minutes: u32,
        /// When it begins or ends then.
        at: Timestamp,
        /// Was the law asked? Then it allows this.
        #[serde(default)]
        lawful: bool,
    },
    /// The order is less.
    SmallerLoad {
        /// By so much in each dimension.
        by: Load,
    },
    /// It comes as two orders of half the load each.
    Split,
    /// A courier on shift has the skills.
    Skill {
        /// Id of the courier.
        courier: String,
        /// The skills that this courier lacks.
        skills: Vec<String>,
    },
    /// A second courier rides with one who is alone on a shift: together they may lift its heaviest piece.
    Crew {
        /// Id of the courier who is alone now.
        courier: String,
        /// When the shift begins.
        from_at: Timestamp,
        /// The piece, in grams.
        piece_g: u32,
        /// What two who may lift as much as this courier lift together, in grams.
        at_most_g: u32,
        /// Where it is written.
        article: String,
        /// Ids of those whom the law allows it beside all that they work; empty if it was not asked.
        #[serde(default)]
        couriers: Vec<String>,
    },
    /// One more courier with the skills is on shift.
    ExtraShift {
        /// Id of the vehicle class.
        vehicle: String,
        /// Id of the hub where the shift begins and ends.
        hub: String,
        /// When it begins at the latest.
        from_at: Timestamp,
        /// When it ends at the earliest.
        until_at: Timestamp,
        /// Ids of those who can bring the order and whom the law allows it beside all that they work; empty if it was not
        /// asked.
        #[serde(default)]
        couriers: Vec<String>,
    },
}

impl Change {
    /// The same word as in JSON.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ReadyEarlier { .. } => "ready_earlier",
            Self::DueLater { .. } => "due_later",
            Self::LongerShift { .. } => "longer_shift",
            Self::SmallerLoad { .. } => "smaller_load",
            Self::Split => "split",
            Self::Skill { .. } => "skill",
            Self::Crew { .. } => "crew",
            Self::ExtraShift { .. } => "extra_shift",
        }
    }
}

/// One end of a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShiftEnd {
    /// It begins earlier.
    Start,
    /// It ends later.
    End,
}
