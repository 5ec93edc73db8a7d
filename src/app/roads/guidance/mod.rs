//! A leg as instructions: where to turn, and what one meets on the way.

mod bearing;
mod junction;
mod maneuver;
mod step;
mod steps;
mod summary;

pub use maneuver::{Kind, Maneuver, Modifier};
pub use step::{Branch, Intersection, Step};
pub use steps::steps;
pub use summary::summary;
