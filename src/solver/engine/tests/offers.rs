//! What each vehicle offers for a new request, against every place tried.

use super::{
    ALL,
    town::{Traits, any_town, samples},
    twin,
    underway::{Underway, broken},
};
use crate::solver::{
    Budget, Objective, Problem, Request, StopId, breaches,
    engine::live::{Live, Offer},
    fixture::{Parts, any_parts, window},
    schedule_late,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The stops of a request, the pickup first.
fn stops_of(request: usize, asked: &Request) -> Vec<StopId> {
    asked.stops(request).map(|(stop, _)| stop).collect()
}

/// The problem in which nothing of these routes is late or too much: what they may be, everything may be.
fn forgiving(underway: &Underway) -> Problem {
    let Underway { problem, routes } = underway;
    let mut parts = Parts {
        matrices: problem.matrices().to_vec(),
        vehicles: problem.vehicles().to_vec(),
        requests: problem.requests().to_vec(),
    };
    for (vehicle, stops) in routes {
        let route = schedule_late(problem, *vehicle, stops).expect("routes of a plan");
        let starts = twin::starts(&route);
        for (stop, start) in stops.iter().zip(starts) {
            let stop = parts.stop(*stop);
            let (open, due) = (stop.windows.start(), stop.windows.end());
            stop.windows = window(open.as_u32(), due.max(start).as_u32()).into();
        }
        let rider = &mut parts.vehicles[*vehicle];
        let over = route.visits.last().map_or(route.arrival, |last| last.end.max(route.arrival));
        let (open, close) = (rider.shift.start(), rider.shift.end());
        rider.shift = window(open.as_u32(), close.max(over).as_u32());
        rider.capacity = rider.capacity.max(route.totals.peak_load);
    }
    parts.problem()
}

/// What `request` costs in each vehicle that offers itself, by trying every place: nothing may be later, or more
/// too much, than it is.
fn expected(
    live: &Live,
    underway: &Underway,
    objective: Objective,
    request: usize,
) -> Vec<[i64; 2]> {
    let problem = forgiving(underway);
    let stops = stops_of(request, &problem.requests()[request]);
    let vehicles = 0..problem.vehicles().len();
    let mut found: Vec<[i64; 2]> = vehicles
        .filter_map(|vehicle| {
            let breaks = |stops: &[StopId]| {
                let route = schedule_late(&underway.problem, vehicle, stops).ok();
                broken(&breaches(&underway.problem, route.as_slice()))
            };
            let route = live.stops(vehicle);
            let before = breaks(&route);
            let may = |stops: &[StopId]| breaks(stops).within(before);
            let locked = problem.vehicles()[vehicle].locked.len();
            let added = twin::cheapest(&problem, objective, vehicle, &route, locked, &stops, may)?;
            Some([added, vehicle as i64])
        })
        .collect();
    found.sort_unstable();
    found
}

/// Every waiting request is offered; how many offers there were, and how many vehicles made none.
fn exact(parts: &Parts, seed: u64, objective: Objective) -> [usize; 2] {
    let underway = Underway::new(parts, seed);
    let problem = &underway.problem;
    let mut live = underway.live(objective);
    // What was late may be in time by now.
    live.improve(Budget {
        iterations: Some(u64::from(seed.is_multiple_of(4)) * 15),
        ..Budget::default()
    });
    let mut counts = [0; 2];
    for request in 0..problem.requests().len() {
        if live.vehicle(request).is_some() {
            continue;
        }
        let expected = expected(&live, &underway, objective, request);
        let offers = live.insert(request).offers;
        let mut got: Vec<[i64; 2]> =
            offers.iter().map(|offer| [offer.added, offer.vehicle as i64]).collect();
        // Where something is made later, that comes before what it costs.
        got.sort_unstable();
        assert_eq!(got, expected, "request {request} of {underway:?}");
        counts[0] += got.len();
        counts[1] += problem.vehicles().len() - got.len();
    }
    counts
}

#[test]
fn offers_are_the_cheapest_and_all_there_are_where_the_triangle_inequality_holds() {
    let mut counts = [0; 2];
    for (seed, parts) in (0..).zip(samples(&any_town(Traits::TIGHT), 300)) {
        for objective in [Objective::TRAVEL, Objective::VEHICLES_THEN_TRAVEL] {
            let [some, none] = exact(&parts, seed, objective);
            counts = [counts[0] + some, counts[1] + none];
        }
    }
    assert!(counts.iter().all(|count| *count > 400), "{counts:?}");
}

/// The route with the stops of a request where an offer says; of several dropoffs it does not say all.
fn taken(route: &[StopId], stops: &[StopId], offer: &Offer) -> Option<Vec<StopId>> {
    let mut route = route.to_vec();
    match stops {
        [one] => {
            assert_eq!(offer.stops_before[0], offer.stops_before[1]);
            route.insert(offer.stops_before[0], *one);
        }
        [one @ StopId::Pickup { .. }, other] => {
            route.insert(offer.stops_before[0], *one);
            route.insert(offer.stops_before[1], *other);
        }
        _ => return None,
    }
    Some(route)
}

fn all_true(parts: &Parts, seed: u64, objective: Objective) -> Result<(), TestCaseError> {
    let underway = Underway::new(parts, seed);
    let mut live = underway.live(objective);
    let told = !live.plan().breaches.is_empty();
    // Where something is late, where the break lies decides how long one waits.
    let objective = if told { Objective { waiting: 0, ..objective } } else { objective };
    let problem = forgiving(&underway);
    if told {
        live = underway.live(objective);
    }
    for (request, asked) in problem.requests().iter().enumerate() {
        if live.vehicle(request).is_some() {
            continue;
        }
        let stops = stops_of(request, asked);
        let before: Vec<Vec<StopId>> =
            (0..problem.vehicles().len()).map(|vehicle| live.stops(vehicle)).collect();
        let inserted = live.insert(request);
        let vehicles: BTreeSet<usize> = inserted.offers.iter().map(|it| it.vehicle).collect();
        prop_assert_eq!(vehicles.len(), inserted.offers.len());
        let firsts = inserted.offers.first().filter(|_| inserted.moved.is_none());
        for offer in &inserted.offers {
            let rider = &problem.vehicles()[offer.vehicle];
            prop_assert!(
                rider.skills.cover(asked.skills) && asked.vehicles.contains(offer.vehicle)
            );
            prop_assert!(offer.stops_before[0] >= rider.locked.len());
            let cost = |stops: &[StopId]| twin::cost(&problem, objective, offer.vehicle, stops);
            let old = cost(&before[offer.vehicle]).expect("a route that is forgiven");
            if let Some(route) = taken(&before[offer.vehicle], &stops, offer) {
                prop_assert_eq!(
                    cost(&route).map(|new| new - old),
                    Some(offer.added),
                    "{:?}",
                    offer
                );
            }
        }
        if let Some(first) = firsts {
            let route = live.stops(first.vehicle);
            let at: Vec<usize> =
                (0..route.len()).filter(|at| route[*at].request() == request).collect();
            prop_assert_eq!([at[0], at[at.len() - 1]], first.stops_before);
            prop_assert_eq!(at.len(), stops.len());
        }
        if !told && !inserted.offers.is_empty() {
            let added = inserted.offers.iter().map(|offer| offer.added);
            prop_assert!(added.is_sorted(), "{:?}", inserted.offers);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn offers_can_be_taken_and_cost_what_they_say(
        parts in any_parts(3),
        town in any_town(Traits { breaks: true, ..Traits::TIGHT }),
        seed: u64,
    ) {
        for objective in ALL {
            all_true(&parts, seed, objective)?;
            all_true(&town, seed, objective)?;
        }
    }
}
