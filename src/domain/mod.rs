//! What a co-operative says: orders, couriers, vehicles, hubs, shifts, and the rounds it gets. No
//! algorithm, no SQL, no clock.

mod coop;
mod order;
mod round;

pub use coop::{Coop, Courier, Hub, Position, Rest, Shift, VehicleClass};
pub use order::{Dropoff, Order, OrderStop, SkillSet};
pub use round::{Round, RoundStop, RoundStopKind, Rounds, UnassignedOrder};
