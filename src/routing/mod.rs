//! Shortest paths on the street graph, by Dijkstra's algorithm: slow beside what is to come, and
//! therefore the twin that keeps the faster ones honest.

mod dijkstra;
mod directions;

pub use dijkstra::{Path, Search};
pub use directions::{Climb, Directions, Street, directions};
