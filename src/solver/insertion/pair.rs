//! One pickup and one dropoff: every pair of gaps.

use super::place::Place;
use crate::{
    solver::{
        Problem, Vehicle,
        clock::clock,
        tour::{Call, Clocks, Cost, Tour},
    },
    units::Metres,
};

/// The cheapest pair of gaps, the first of equals; `None` if no pair is feasible.
///
/// Exact also where the triangle inequality does not hold: a gap is skipped only if its windows or
/// loads cannot be met whatever the legs. Quadratic in the number of stops; a pair costs constant
/// time unless it ties with the best so far.
pub(super) fn best(problem: &Problem, tour: &Tour, request: usize, pickup: Call) -> Option<Place> {
    let vehicle = tour.rider(problem);
    let search =
        Search { problem, tour, vehicle, pickup, dropoff: Call::dropoff(problem, request, 0) };
    let mut best = None;
    for gap in 0..tour.leave.len() {
        if tour.leave[gap].earliest() > search.pickup.due {
            break;
        }
        search.dropoffs_after(gap, &mut best);
    }
    let found = best?;
    let waiting = found.waiting.or_else(|| search.waiting(found.gaps))? - tour.cost.waiting;
    let added = Cost { travel: found.travel, distance: found.distance, waiting };
    Some(Place { added, pickup: Some(found.gaps.0), dropoffs: vec![found.gaps.1 + 1] })
}

/// The best pair so far, with what it adds. Its waiting is worked out only when there is a tie.
struct Found {
    gaps: (usize, usize),
    travel: i64,
    distance: i64,
    waiting: Option<i64>,
}

struct Search<'a> {
    problem: &'a Problem,
    tour: &'a Tour,
    vehicle: &'a Vehicle,
    pickup: Call,
    dropoff: Call,
}

impl Search<'_> {
    fn dropoffs_after(&self, gap: usize, best: &mut Option<Found>) {
        let Self { tour, vehicle, pickup, dropoff, .. } = self;
        let fits = |gap: usize| (tour.on_board[gap] + pickup.load).fits(&vehicle.capacity);
        if !fits(gap) {
            return;
        }
        let Some(to_pickup) = self.time(tour.from(vehicle, gap), pickup.place) else { return };
        let mut clocks = tour.leave[gap].serve(to_pickup, pickup, vehicle);
        // What the ride up to the place before the dropoff takes longer than without the pickup.
        let mut longer = to_pickup;
        let mut here = pickup.place;
        for end in gap..tour.leave.len() {
            if clocks.earliest() > dropoff.due.min(tour.limit[end]) {
                return;
            }
            self.consider((gap, end), here, longer, clocks, best);
            let Some(next) = tour.calls.get(end) else { return };
            if !fits(end + 1) {
                return;
            }
            let hop = if end == gap { self.time(here, next.place) } else { Some(tour.hop[end]) };
            let Some(hop) = hop else { return };
            longer += hop - tour.hop[end];
            clocks = clocks.serve(hop, next, vehicle);
            here = next.place;
        }
    }

    /// The dropoff in gap `gaps.1`, reached from `here`.
    fn consider(
        &self,
        gaps: (usize, usize),
        here: usize,
        longer: i64,
        clocks: Clocks,
        best: &mut Option<Found>,
    ) {
        let Self { tour, vehicle, dropoff, .. } = self;
        let Some(to_dropoff) = self.time(here, dropoff.place) else { return };
        let Some(onward) = self.time(dropoff.place, tour.to(vehicle, gaps.1)) else { return };
        let travel = longer + to_dropoff + onward - tour.hop[gaps.1];
        if best.as_ref().is_some_and(|best| best.travel < travel) {
            return;
        }
        let leaving = clocks.serve(to_dropoff, dropoff, vehicle);
        if !leaving.in_time(onward, tour.arrive[gaps.1]) {
            return;
        }
        let distance = self.distance(gaps);
        match best {
            Some(best) if (best.travel, best.distance) < (travel, distance) => {}
            Some(best) if (best.travel, best.distance) == (travel, distance) => {
                let waiting = self.waiting(gaps);
                best.waiting = best.waiting.or_else(|| self.waiting(best.gaps));
                if waiting < best.waiting {
                    *best = Found { gaps, travel, distance, waiting };
                }
            }
            _ => *best = Some(Found { gaps, travel, distance, waiting: None }),
        }
    }

    fn time(&self, from: usize, to: usize) -> Option<i64> {
        self.problem.matrix(self.vehicle).time(from, to).map(clock)
    }

    /// What a pair that can be ridden adds to the distance.
    fn distance(&self, (gap, end): (usize, usize)) -> i64 {
        let Self { tour, vehicle, pickup, dropoff, .. } = self;
        let matrix = self.problem.matrix(vehicle);
        let way = |from, to| i64::from(matrix.distance(from, to).map_or(0, Metres::as_u32));
        let to_pickup = way(tour.from(vehicle, gap), pickup.place);
        let onward = way(dropoff.place, tour.to(vehicle, end));
        if gap == end {
            return to_pickup + way(pickup.place, dropoff.place) + onward - tour.way[gap];
        }
        let from_pickup = way(pickup.place, tour.to(vehicle, gap));
        let to_dropoff = way(tour.from(vehicle, end), dropoff.place);
        to_pickup + from_pickup - tour.way[gap] + to_dropoff + onward - tour.way[end]
    }

    /// The waiting of the whole tour with the pair in it.
    fn waiting(&self, (gap, end): (usize, usize)) -> Option<i64> {
        let calls = &self.tour.calls;
        let ids = |range: std::ops::Range<usize>| calls[range].iter().map(|call| call.id);
        let stops = ids(0..gap)
            .chain([self.pickup.id])
            .chain(ids(gap..end))
            .chain([self.dropoff.id])
            .chain(ids(end..calls.len()));
        self.tour.waiting_with(self.problem, stops)
    }
}
