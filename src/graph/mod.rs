//! Rideable ways in, a street graph out: nodes where ways meet, a directed edge each way between
//! them, one [`Metric`] a vehicle class, an R-tree to snap places to streets, and the file that
//! holds it all.
//!
//! The topology is the union of what any class may use. What a class may not use has no weight in
//! its metric, and components and snapping are judged class by class.

mod build;
mod climb;
mod components;
mod conditions;
mod container;
mod difference;
mod file;
mod guide;
mod hills;
mod map;
mod metric;
mod pieces;
mod report;
mod signals;
mod slope;
mod snap;
mod street;
mod timed;
mod turn;
mod turn_file;
mod turns;

pub use climb::ClimbReport;
pub use container::ContainerError;
pub use difference::Difference;
pub use file::{MapFileError, from_bytes, open, places, scenery, write};
pub use guide::{Arm, Guide};
pub use map::{Orders, StreetMap};
pub(crate) use metric::LONGEST_MS;
pub use metric::{Cost, EdgeCosts, Metric};
pub use report::{ClassReport, ImportReport};
pub use slope::speed_kmh;
pub use snap::{Candidate, Snap, SnapIndex};
pub(crate) use street::DIRECTIONS;
pub use street::{
    Direction, EdgeId, Feature, NodeId, Restriction, Section, SectionId, StreetGraph,
};
pub use timed::timed_conditions;
pub use turn::{Bearings, TurnModel};
pub(crate) use turn::{TurnTable, arms};
