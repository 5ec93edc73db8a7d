//! Shortest paths on the street graph: exact, and fast enough to ask for a table of a thousand places
//! while a dispatcher waits.
//!
//! [`Router`] holds a map and its vehicle classes. The streets of a map are turned into a graph whose
//! nodes tell apart what turning needs (`states`), and contracted once (`cch`); each class is a metric
//! on that; what holds at some times only, [`Zone`]s and conditional tags, makes further metrics (`by_time`).
//! [`Search`] is Dijkstra's algorithm on the same graph: the twin that keeps the hierarchy
//! honest, and what finds all that is within reach.

mod automaton;
mod by_time;
mod cch;
mod class;
mod dijkstra;
mod directions;
mod guard;
mod leg;
mod order;
mod path;
mod places;
mod query;
mod router;
mod shared;
mod states;
mod timetable;
mod topology;
mod zone;

pub use by_time::Zones;
pub(crate) use cch::NO_PATH;
pub use cch::{CustomizeTimes, Vectors};
pub use class::{Class, ClassTimes, Exits};
pub use dijkstra::{Reached, Search};
pub use directions::{Climb, Directions, Street, directions};
pub use leg::{Leg, Piece, Share};
pub use order::find_orders;
pub use path::Path;
pub use router::{Router, RouterAt};
pub use zone::{Effect, Zone};
