//! Are locked stops such that a plan can keep them all?

use super::{ProblemError, Request, Vehicle};
use crate::solver::StopId;
use std::collections::HashMap;

/// Everything that is wrong with what vehicles must begin with.
pub(super) fn inconsistent(vehicles: &[Vehicle], requests: &[Request]) -> Vec<ProblemError> {
    let mut errors = Vec::new();
    // Which vehicle was seen first to lock a stop, or any stop of a request.
    let mut holders: HashMap<StopId, usize> = HashMap::new();
    let mut homes: HashMap<usize, usize> = HashMap::new();
    for (vehicle, rider) in vehicles.iter().enumerate() {
        for (position, &stop) in rider.locked.iter().enumerate() {
            let request = stop.request();
            let Some(asked) = requests.get(request).filter(|asked| asked.stop(stop).is_some())
            else {
                errors.push(ProblemError::NoSuchLockedStop { vehicle, position, stop });
                continue;
            };
            if let Some(&first) = holders.get(&stop) {
                errors.push(ProblemError::LockedTwice { stop, first, second: vehicle });
                continue;
            }
            let pickup = asked.pickup.map(|_| StopId::Pickup { request });
            let fetched = pickup
                .is_none_or(|pickup| pickup == stop || holders.get(&pickup) == Some(&vehicle));
            holders.insert(stop, vehicle);
            let first = *homes.entry(request).or_insert(vehicle);
            if !fetched {
                errors.push(ProblemError::LockedBeforePickup { vehicle, position, stop });
            } else if first != vehicle {
                errors.push(ProblemError::LockedApart { request, first, second: vehicle });
            }
            if let Some(only) = asked.vehicle.filter(|only| *only != vehicle) {
                errors.push(ProblemError::LockedElsewhere { vehicle, position, request, only });
            }
        }
    }
    errors
}
