//! How long loads are on board.

use super::{
    Violation,
    before::Before,
    reading::{Reading, narrow, wide},
};
use crate::solver::{Request, StopId};

pub(super) fn check(reading: &Reading, before: &Before, violations: &mut Vec<Violation>) {
    let route = reading.index;
    for (visit, id, most, long) in loads(reading) {
        if long > most + before.too_long(id) {
            let (expected, got) = (narrow(most), narrow(long));
            violations.push(Violation::TooLongOnBoard { route, visit, expected, got });
        }
    }
}

/// Each dropoff whose load may be on board only for so long: the visit, the most, and how long it is since the
/// first of its pickups.
pub(super) fn loads(reading: &Reading) -> Vec<(usize, StopId, u64, u64)> {
    let mut found = Vec::new();
    for (visit, read) in reading.visits.iter().enumerate() {
        let Some((id, _, request)) = read.stop else { continue };
        let Some(most) = most(request, id) else { continue };
        let before = reading.visits[..visit].iter();
        let picked = before.filter(|other| {
            other.stop.is_some_and(|(other, _, _)| is_fetched_at(request, other, id))
        });
        let ends = picked.map(|other| wide(other.visit.end));
        if let Some(end) = ends.min() {
            found.push((visit, id, most, wide(read.visit.start).saturating_sub(end)));
        }
    }
    found
}

/// Moments until which service at this visit may have to wait, lest a load be on board for too long, as the plan has
/// its dropoffs: as it is promised, and from the least to the most of what may be. What is forgiven may be made use of
/// or not, or in part; and what is too long on board all the same is so for less time after a wait.
pub(super) fn waits(reading: &Reading, visit: usize, before: &Before) -> [u64; 3] {
    let read = &reading.visits[visit];
    let Some((fetched, _, request)) = read.stop else { return [0; 3] };
    let mut waits = [0; 3];
    for other in &reading.visits[visit..] {
        let Some((id, _, _)) = other.stop.filter(|it| is_fetched_at(request, fetched, it.0)) else {
            continue;
        };
        let Some(promised) = most(request, id) else { continue };
        let forgiven = promised + before.too_long(id);
        let (end, start) = (wide(read.visit.end), wide(other.visit.start));
        let wait = |most: u64| start.saturating_sub(most + read.setup + read.service);
        let found = [(promised, promised), (forgiven, forgiven), (promised, u64::MAX)];
        for (own, (most, longest)) in waits.iter_mut().zip(found) {
            if start.saturating_sub(end) <= longest {
                *own = wait(most).max(*own);
            }
        }
    }
    waits[1] = waits[1].min(waits[0]);
    waits
}

/// How long the load of this dropoff may be on board.
pub(super) fn most(request: &Request, id: StopId) -> Option<u64> {
    let StopId::Dropoff { dropoff, .. } = id else { return None };
    request.dropoffs.get(dropoff)?.most_on_board.map(wide)
}

/// Is this pickup, of any request, one that this dropoff of `request` must come after?
pub(super) fn is_fetched_at(request: &Request, pickup: StopId, dropoff: StopId) -> bool {
    match (pickup, dropoff) {
        (StopId::Pickup { request: one, pickup }, StopId::Dropoff { request: other, dropoff })
            if one == other =>
        {
            request.dropoffs.get(dropoff).is_some_and(|told| match &told.after {
                None => true,
                Some(after) => after.contains(&pickup),
            })
        }
        _ => false,
    }
}
