//! Plane and sphere: lengths on the ground, points beside segments, bounding boxes.

mod bbox;
mod haversine;
mod plane;

pub use bbox::BoundingBox;
pub use haversine::haversine_m;
pub use plane::{Nearest, Plane, nearest_on_segment};
