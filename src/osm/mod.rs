//! PBF bytes in, rideable ways, named places and a map's scenery out.
//!
//! [`read_extract`] walks a file in two passes. [`way_use`] and [`barrier_use`] say what a vehicle
//! class may do with tags, one file a tag family. Where the OSM wiki leaves it open, they take what a
//! careful cyclist may do by French law; each file says where. Speeds are in km/h, times in seconds.

mod profile;
mod tags;

mod direction;

mod access;
mod barrier;
mod crossing;
mod ferry;
mod maxspeed;
mod oneway;
mod push;
mod speed;
mod width;

mod closed;
mod ride;

mod conditional;
mod hours;

mod keys;
mod place;
mod restriction;
mod signal;

mod blobs;
mod block;
mod error;

mod scenery;

mod extract;
mod first_pass;
mod read;

#[cfg(test)]
mod shipped;
#[cfg(test)]
mod tag_tables;

pub use barrier::barrier_use;
pub use closed::Closed;
pub use conditional::{Clause, Conditional, clauses};
pub use crossing::{CrossingBarrier, at_crossing, is_carriageway};
pub use error::ReadError;
pub use extract::{BarrierNode, Extract, ReadCounts, SignalNode, Way};
pub use ferry::is_ferry;
pub use hours::{ConditionSet, is_country, is_understood};
pub use oneway::cycles_may_go;
pub use place::{Place, PlaceKind};
pub use profile::{Barrier, HighwayRule, Power, Profile, TurnCosts, Turns, Use};
pub use read::{Progress, read_extract};
pub use restriction::{RESTRICTION_BEYOND, RESTRICTION_NOT_UNDERSTOOD, TurnRestriction, Via};
pub use ride::{Mode, Pace, Travel, WayUse, way_use};
pub use scenery::{
    Area, AreaKind, BikeKind, Line, LineKind, Path, PoiKind, RailKind, RoadKind, Scenery,
    SceneryCounts, SettlementKind, Spot, SpotKind, WaterwayKind,
};
pub use signal::{Signal, signal};
pub use speed::highest_kmh;
pub use tags::{NODE_KEYS, ROUTING_KEYS, Tags};
