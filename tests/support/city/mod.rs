//! A seed in, an invented city out: 8 km across, with everything that makes a courier's ride longer
//! than the crow's flight.
//!
//! ```text
//!   motorway ======================================  north
//!        +---------- grid of streets ---------+
//!        |       pedestrian core    market    |
//!   ~~~~~#~~~~~~~~#~~#~~~~~~~( island )~~~#~~~~~~~~   river, four bridges (#), one ferry
//!        |    hill        station    park     |
//!        +------------------------------------+ enclave
//! ```
//!
//! Only the western and the middle bridge carry cars; of the others one is a cycleway and one has
//! steps. The island hangs on a single bridge from the north, the hill on four steep ways, the
//! enclave on nothing.

mod bridges;
mod build;
mod grid;
mod hill;
mod land;
mod outskirts;
mod places;
mod river;
mod sketch;
mod streets;
mod waterside;

pub use build::{City, city};
pub use land::{Hill, Region};
pub use places::Site;
pub use river::{Bank, River};
