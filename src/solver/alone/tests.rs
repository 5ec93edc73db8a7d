use super::*;
use crate::{
    solver::{
        fixture::{any_parts, any_rich_parts, dropoff, pickup, request, road, set_load, vehicle},
        schedule::{self, schedule},
    },
    units::Seconds,
};
use proptest::prelude::*;

fn orders(dropoffs: &[usize]) -> Vec<Vec<usize>> {
    if dropoffs.is_empty() {
        return vec![vec![]];
    }
    let mut all = Vec::new();
    for (place, &first) in dropoffs.iter().enumerate() {
        let mut rest = dropoffs.to_vec();
        rest.remove(place);
        all.extend(orders(&rest).into_iter().map(|order| [vec![first], order].concat()));
    }
    all
}

fn stops(problem: &Problem, request: usize, order: &[usize]) -> Vec<StopId> {
    let dropoffs = order.iter().map(|next| dropoff(request, *next));
    let fetched = problem.requests()[request].pickups.iter().map(|_| pickup(request));
    fetched.chain(dropoffs).collect()
}

fn finish(problem: &Problem, request: usize, order: &[usize]) -> Option<Seconds> {
    let route = schedule(problem, 0, &stops(problem, request, order)).ok()?;
    Some(route.visits.last().map_or(route.arrival, |last| last.end.max(route.arrival)))
}

fn can_be_ridden(problem: &Problem, stops: &[StopId]) -> bool {
    let vehicle = &problem.vehicles()[0];
    let places = stops.iter().map(|id| Some(problem.stop(*id).unwrap().place));
    let places: Vec<Option<usize>> =
        [vehicle.start].into_iter().chain(places).chain([vehicle.end]).collect();
    places.windows(2).all(|leg| schedule::ride(problem.matrix(vehicle), leg[0], leg[1]).is_some())
}

/// What the refusals of all orders come to.
fn refused(problem: &Problem, request: usize, orders: &[Vec<usize>]) -> Alone {
    if !orders.iter().any(|order| can_be_ridden(problem, &stops(problem, request, order))) {
        return Alone::Unreachable;
    }
    let refusals = || {
        orders
            .iter()
            .filter_map(|order| schedule(problem, 0, &stops(problem, request, order)).err())
    };
    let back = refusals().filter_map(|refusal| match refusal {
        Infeasible::OutsideShift { back, .. } => Some(clock(back)),
        _ => None,
    });
    if let Some(back) = back.min() {
        return Alone::OutsideShift { back };
    }
    if refusals().any(|refusal| matches!(refusal, Infeasible::NoTimeForBreak { .. })) {
        return Alone::NoTimeForBreak;
    }
    let late = refusals().filter_map(|refusal| match refusal {
        Infeasible::TooLate { made, stop, earliest, due } => {
            Some(Late { made, stop, earliest: clock(earliest), due: clock(due) })
        }
        _ => None,
    });
    let best = late.reduce(|best, late| if late.beats(&best) { late } else { best });
    Alone::TooLate(best.expect("some order is late"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_order_of_the_dropoffs_does_better(
        parts in any_parts(4).prop_filter("needs both", |parts| {
            !parts.vehicles.is_empty() && !parts.requests.is_empty()
        }),
    ) {
        let problem = parts.problem();
        for request in 0..problem.requests().len() {
            let count = problem.requests()[request].dropoffs.len();
            let orders = orders(&(0..count).collect::<Vec<_>>());
            let best = orders.iter().filter_map(|order| finish(&problem, request, order)).min();
            match (alone(&problem, &problem.vehicles()[0], request), best) {
                (Alone::Fits { order }, best) => {
                    let order: Vec<usize> = order
                        .iter()
                        .filter_map(|stop| match stop {
                            StopId::Dropoff { dropoff, .. } => Some(*dropoff),
                            StopId::Pickup { .. } => None,
                        })
                        .collect();
                    prop_assert_eq!(finish(&problem, request, &order), best);
                    prop_assert!(best.is_some());
                }
                (refusal, None) => match (refusal, refused(&problem, request, &orders)) {
                    // Of equally late stops either may be named. Where an order is cut off, a slower one
                    // of the same stops counts for nothing, though it may be the less late.
                    (Alone::TooLate(got), Alone::TooLate(expected)) => {
                        let whole = |order: &Vec<usize>| {
                            can_be_ridden(&problem, &stops(&problem, request, order))
                        };
                        let all = orders.iter().all(whole);
                        prop_assert!(!got.beats(&expected) || !all);
                        prop_assert!(!expected.beats(&got) || !all);
                    }
                    (got, expected) => prop_assert_eq!(got, expected),
                },
                (refusal, best) => prop_assert!(false, "{:?}, but {:?}", refusal, best),
            }
        }
    }
}

/// All orders of the stops of a request in which each comes after those that it must follow.
fn valid_orders(asked: &Request, request: usize) -> Vec<Vec<StopId>> {
    let listed: Vec<StopId> = asked.stops(request).map(|(stop, _)| stop).collect();
    let is_valid = |order: &Vec<StopId>| {
        (0..order.len())
            .all(|at| order[at + 1..].iter().all(|behind| !asked.must_precede(*behind, order[at])))
    };
    let indices: Vec<usize> = (0..listed.len()).collect();
    let all = orders(&indices).into_iter();
    all.map(|order| order.iter().map(|at| listed[*at]).collect()).filter(is_valid).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_can_be_served_in_some_order_fits(
        parts in any_rich_parts(3).prop_filter("needs a vehicle", |it| !it.vehicles.is_empty()),
    ) {
        let problem = parts.problem();
        let rider = &problem.vehicles()[0];
        for (request, asked) in problem.requests().iter().enumerate() {
            if asked.len() > EVERY_OTHER {
                continue;
            }
            let serves = |order: &Vec<StopId>| {
                back(&problem, rider, order).is_ok() && is_carried(asked, rider, order)
            };
            let best = valid_orders(asked, request).into_iter().find(serves);
            match alone(&problem, rider, request) {
                Alone::Fits { order } => prop_assert!(serves(&order), "{:?}", order),
                other => prop_assert_eq!(best, None, "{:?}", other),
            }
        }
    }
}

#[test]
fn beyond_ten_dropoffs_the_listed_order_is_the_order() {
    let mut asked = request(1, 2);
    asked.dropoffs = vec![asked.dropoffs[0].clone(); 11];
    set_load(&mut asked, 0, crate::solver::fixture::load(1));
    let problem = Problem::new(vec![road(3)], vec![vehicle()], vec![asked]).unwrap();
    let dropoffs = (0..11).map(|it| dropoff(0, it));
    let expected = Alone::Fits { order: std::iter::once(pickup(0)).chain(dropoffs).collect() };
    assert_eq!(alone(&problem, &problem.vehicles()[0], 0), expected);
}
