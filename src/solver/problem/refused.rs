//! What the solver does not honour yet, and so does not take.

use super::{Allowed, ProblemError, Request, Sequence, Vehicle};

/// Everything of that.
pub(super) fn parts(vehicles: &[Vehicle], requests: &[Request]) -> Vec<ProblemError> {
    let mut errors = Vec::new();
    for (index, vehicle) in vehicles.iter().enumerate() {
        let features = [
            (vehicle.start.is_none() || vehicle.end.is_none(), "an open start or end"),
            (vehicle.breaks.len() > 1, "several breaks"),
            (
                vehicle.breaks.iter().any(|rest| rest.windows.count() > 1),
                "a break with several windows",
            ),
            (vehicle.accepts != super::Skills::NONE, "skills that requests must ask for"),
            (vehicle.most_stops.is_some(), "a limit on stops"),
            (vehicle.most_travel.is_some(), "a limit on travel"),
            (vehicle.most_distance.is_some(), "a limit on distance"),
            (vehicle.costs != super::Costs::default(), "costs of its own"),
        ];
        errors.extend(named("vehicle", index, &features));
    }
    for (index, request) in requests.iter().enumerate() {
        let stops = || request.stops(index).map(|(_, stop)| stop);
        let dropoffs = &request.dropoffs;
        let features = [
            (request.pickups.len() > 1, "several pickups"),
            (request.dropoffs.is_empty(), "no dropoff"),
            (
                request.picked_up() != request.dropped_off() && !request.pickups.is_empty(),
                "other loads at pickups",
            ),
            (
                !matches!(request.vehicles, Allowed::Any) && request.vehicles.only_one().is_none(),
                "a choice of vehicles",
            ),
            (stops().any(|stop| stop.windows.count() > 1), "several windows"),
            (stops().any(|stop| !stop.setup.is_zero()), "setup"),
            (stops().any(|stop| !stop.service.others.is_empty()), "service by kind"),
            (stops().any(|stop| stop.target.is_some()), "a target"),
            (request.placed.is_some(), "the moment it was placed"),
            (dropoffs.iter().any(|it| it.after.is_some()), "dropoffs after some pickups"),
            (dropoffs.iter().any(|it| it.most_on_board.is_some()), "a limit of time on board"),
            (request.sequence != Sequence::Free, "a fixed sequence"),
        ];
        errors.extend(named("request", index, &features));
    }
    errors
}

fn named<'a>(
    what: &'static str,
    index: usize,
    features: &'a [(bool, &'static str)],
) -> impl Iterator<Item = ProblemError> + 'a {
    let had = features.iter().filter(|(had, _)| *had);
    had.map(move |(_, feature)| ProblemError::Unsupported { what, index, feature })
}
