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

/// The moment before which service at this visit would leave a load on board for too long, as the plan has its
/// dropoffs; with what is forgiven, if anything is.
pub(super) fn wanted(reading: &Reading, visit: usize, before: Option<&Before>) -> u64 {
    let read = &reading.visits[visit];
    let Some((fetched, _, request)) = read.stop else { return 0 };
    let behind = reading.visits[visit..].iter().filter_map(|other| {
        let (id, _, _) = other.stop.filter(|(id, _, _)| is_fetched_at(request, fetched, *id))?;
        let most = most(request, id)? + before.map_or(0, |before| before.too_long(id));
        // What is on board for too long all the same is wrong in another way.
        let long = wide(other.visit.start).saturating_sub(wide(read.visit.end));
        let start = wide(other.visit.start).checked_sub(most + read.setup + read.service);
        start.filter(|_| long <= most)
    });
    behind.max().unwrap_or(0)
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
