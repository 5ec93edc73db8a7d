//! The times at which else an order could come.

use crate::{
    domain::{Coop, Order},
    units::Seconds,
};

/// Other times are looked at in such steps.
const STEP: Seconds = Seconds::from_minutes(30);

/// An order up to so many half hours later, with by how much: as long as a pickup may begin before the last shift ends.
#[must_use]
pub fn later(order: &Order, coop: &Coop, steps: u32) -> Vec<(Seconds, Order)> {
    let last = coop.shifts.iter().map(|shift| shift.window.end()).max();
    let times = (1..=steps).map(|step| Seconds::new(step * STEP.as_u32()));
    let times = times.map(|by| (by, order.later(by)));
    times.filter(|(_, later)| last.is_some_and(|last| later.ready_at() < last)).collect()
}
