//! One pickup and several dropoffs: for each gap of the pickup, one dropoff after another.

use super::place::Place;
use crate::{
    solver::{
        Problem,
        alone::{Alone, alone},
        tour::{Call, Tour},
    },
    units::Load,
};

/// The cheapest of what the heuristic finds, the first of equals. Every step must be feasible, so a
/// way that is feasible only once all dropoffs are in it (a shorter way over a further stop) is
/// missed. In an empty tour the request's fastest order is the last resort.
pub(super) fn best(
    problem: &Problem,
    tour: &Tour,
    request: usize,
    pickup: Option<Call>,
    scratch: &mut Tour,
) -> Option<Place> {
    let best = if let Some(pickup) = pickup {
        fetched(problem, tour, request, &pickup, scratch)
    } else {
        scratch.copy_from(tour);
        insert_dropoffs(problem, request, None, scratch).map(|dropoffs| Place {
            added: scratch.cost - tour.cost,
            pickup: None,
            dropoffs,
        })
    };
    if best.is_none() && tour.calls.is_empty() {
        return fastest_order(problem, tour, request, scratch);
    }
    best
}

fn fetched(
    problem: &Problem,
    tour: &Tour,
    request: usize,
    pickup: &Call,
    scratch: &mut Tour,
) -> Option<Place> {
    let pickup = Call { load: Load::ZERO, ..*pickup };
    let mut best: Option<Place> = None;
    for gap in 0..tour.leave.len() {
        if tour.leave[gap].earliest() > pickup.due {
            break;
        }
        if tour.added_by(problem, gap, &pickup).is_none() {
            continue;
        }
        scratch.copy_from(tour);
        scratch.calls.insert(gap, pickup);
        scratch.refresh(problem);
        if let Some(dropoffs) = insert_dropoffs(problem, request, Some(gap), scratch) {
            let added = scratch.cost - tour.cost;
            if best.as_ref().is_none_or(|best| added < best.added) {
                best = Some(Place { added, pickup: Some(gap), dropoffs });
            }
        }
    }
    best
}

/// Puts each dropoff, with its share of the load, where it adds the least riding time, then the least
/// distance; the first of equals. `None` as soon as one has no place.
fn insert_dropoffs(
    problem: &Problem,
    request: usize,
    pickup: Option<usize>,
    scratch: &mut Tour,
) -> Option<Vec<usize>> {
    let vehicle = scratch.rider(problem);
    let count = problem.requests()[request].dropoffs.len();
    let mut places = Vec::with_capacity(count);
    for dropoff in 0..count {
        let call = Call::dropoff(problem, request, dropoff);
        let fits = |gap: &usize| (scratch.on_board[*gap] + call.load).fits(&vehicle.capacity);
        let (_, gap) = (pickup.map_or(0, |gap| gap + 1)..scratch.leave.len())
            .take_while(fits)
            .take_while(|gap| scratch.leave[*gap].earliest() <= call.due)
            .filter_map(|gap| Some((scratch.added_by(problem, gap, &call)?, gap)))
            .min()?;
        if let Some(gap) = pickup {
            let carried = &mut scratch.calls[gap].load;
            *carried = *carried + call.load;
        }
        scratch.calls.insert(gap, call);
        scratch.refresh(problem);
        places.push(gap);
    }
    Some(places)
}

fn fastest_order(
    problem: &Problem,
    tour: &Tour,
    request: usize,
    scratch: &mut Tour,
) -> Option<Place> {
    let Alone::Fits { order } = alone(problem, tour.rider(problem), request) else { return None };
    let rank = |dropoff| order.iter().position(|other| *other == dropoff);
    let before = |dropoff| (0..dropoff).filter(|other| rank(*other) < rank(dropoff)).count();
    let pickup = problem.requests()[request].pickup.map(|_| 0);
    let first = pickup.map_or(0, |gap| gap + 1);
    let dropoffs = (0..order.len()).map(|dropoff| first + before(dropoff)).collect();
    let mut place = Place { added: tour.cost, pickup, dropoffs };
    scratch.copy_from(tour);
    place.apply(problem, request, scratch);
    place.added = scratch.cost - tour.cost;
    Some(place)
}
