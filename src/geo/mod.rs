//! Plane and sphere: lengths on the ground, points beside segments, bounding boxes, areas.

mod bbox;
mod bearing;
mod edge;
mod haversine;
mod hilbert;
mod plane;
mod polygon;

pub use bbox::BoundingBox;
pub use bearing::{bearing, wrapped};
pub use haversine::haversine_m;
pub use hilbert::along_hilbert;
pub use plane::{Nearest, Plane, nearest_on_segment};
pub use polygon::{MOST_POINTS, Polygon, PolygonError};
