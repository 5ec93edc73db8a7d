//! Streets as one vehicle class rides them: places snapped, ways and their manoeuvres, tables, the
//! order of a trip. The OSRM-compatible API stands on it.

mod ask;
mod class;
mod guidance;
mod overview;
mod source;
mod straight;
mod table;
mod token;
mod trip;
mod tsp;

pub use ask::{Ask, Heading, Side};
pub use class::Roads;
pub use guidance::{Branch, Intersection, Kind, Maneuver, Modifier, Step, steps, summary};
pub use overview::simplified;
pub use source::{Classes, Effort, RoadService, class_of};
pub use table::Table;
pub use token::{TOKEN_BYTES, Token};
pub use trip::{Trip, TripError, trip_order};
