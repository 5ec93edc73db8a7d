//! Are locked stops such that a plan can keep them all?

use super::{ProblemError, Request, Sequence, Vehicle};
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
            let mut before = asked.stops(request).map(|(id, _)| id);
            let missing = before
                .find(|id| asked.must_precede(*id, stop) && holders.get(id) != Some(&vehicle));
            holders.insert(stop, vehicle);
            let begun = homes.contains_key(&request);
            let first = *homes.entry(request).or_insert(vehicle);
            if let Some(missing) = missing {
                errors.push(ProblemError::LockedBeforePickup { vehicle, position, stop, missing });
            } else if first != vehicle {
                errors.push(ProblemError::LockedApart { request, first, second: vehicle });
            } else if begun && asked.sequence == Sequence::Block {
                let last = rider.locked[..position].last().map(|last| last.request());
                if last != Some(request) {
                    errors.push(ProblemError::LockedBetween { vehicle, position, stop });
                }
            }
            if !asked.vehicles.contains(vehicle) {
                errors.push(ProblemError::LockedElsewhere { vehicle, position, request });
            }
        }
        errors.extend(cut_off(vehicle, rider, requests));
    }
    errors
}

/// A block that is locked in part, with another stop locked behind it.
fn cut_off(vehicle: usize, rider: &Vehicle, requests: &[Request]) -> Option<ProblemError> {
    let after = rider.locked.windows(2).zip(1..).find(|(pair, position)| {
        let [stop, next] = [pair[0], pair[1]];
        let request = stop.request();
        let block = requests.get(request).filter(|asked| asked.sequence == Sequence::Block);
        let made = || rider.locked[..*position].iter().filter(|it| it.request() == request).count();
        next.request() != request && block.is_some_and(|asked| made() < asked.len())
    });
    after.map(|(pair, position)| ProblemError::LockedBetween { vehicle, position, stop: pair[0] })
}
