//! From nothing to a plan, one request at a time.

use super::{cheapest, offers::Offers, regret};
use crate::solver::{
    Plan, Problem, Route, StopId, Unassigned, reason::reason, schedule::schedule, tour::Tour,
};

/// Which request is inserted next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Insertion {
    /// The one that adds the least riding time.
    Cheapest,
    /// The one with the largest difference between its best and its second-best vehicle.
    Regret2,
}

/// Inserts one request after another, each at its cheapest place, until none has a place any more.
/// An empty vehicle is as good as any other: it costs its whole ride from start to end. Locked stops
/// are not looked at: the plan of a problem with some is not one that [`check`](crate::solver::check) passes.
///
/// The same problem always makes the same plan. Quadratic in the number of requests.
#[must_use]
pub fn construct(problem: &Problem, insertion: Insertion) -> Plan {
    let mut tours: Vec<Tour> =
        (0..problem.vehicles().len()).map(|vehicle| Tour::new(problem, vehicle)).collect();
    let mut open = vec![true; problem.requests().len()];
    if let Some(mut offers) = Offers::new(problem, &tours) {
        while let Some(offer) = match insertion {
            Insertion::Cheapest => cheapest::choose(offers.iter()),
            Insertion::Regret2 => regret::choose(offers.iter()),
        } {
            let Some(place) = offers.take(offer.request, offer.vehicle) else { break };
            let tour = &mut tours[offer.vehicle];
            place.apply(problem, offer.request, tour);
            open[offer.request] = false;
            offers.renew(problem, tour);
        }
    }
    let routes = tours.iter().filter(|tour| !tour.calls.is_empty());
    let routes = routes.map(|tour| written_down(problem, tour));
    let unassigned = (0..open.len())
        .filter(|request| open[*request])
        .map(|request| Unassigned { request, reason: reason(problem, request) });
    Plan { routes: routes.collect(), unassigned: unassigned.collect(), breaches: Vec::new() }
}

fn written_down(problem: &Problem, tour: &Tour) -> Route {
    let stops: Vec<StopId> = tour.calls.iter().map(|call| call.id).collect();
    schedule(problem, tour.vehicle, &stops).expect("invariant: a tour has a schedule")
}
