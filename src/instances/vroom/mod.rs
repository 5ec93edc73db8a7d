//! Problems as VROOM has them: its JSON to a typed problem, times for given routes, the solver's problem, and
//! VROOM's JSON again.
//!
//! `read` takes a document apart and complains in VROOM's words. `travel` joins the matrices of the problem
//! with those of the streets. A route is an order of steps: `timeline` says when each is, by `eta`, and
//! `itinerary` tells it as VROOM does. In plan mode the orders are given, else `solve` finds them.

mod problem;
mod read;
mod refusal;

mod travel;

mod answer;
mod eta;
mod itinerary;
mod timeline;

mod plan_mode;
mod solve;

pub use answer::VroomAnswer;
pub use problem::{VroomOptions, VroomProblem};
pub use read::{VroomLimits, admit_vroom, parse_vroom, read_vroom};
pub use refusal::{VroomCode, VroomRefusal};
pub use solve::VroomEffort;
pub use travel::VroomTravel;
