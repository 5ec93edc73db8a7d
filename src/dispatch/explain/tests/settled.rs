//! After settling nothing is left that a look at one order alone would find.

use super::*;
use crate::{
    dispatch::explain::{
        base::{change, cost},
        fixture::window,
        settle::settle,
    },
    matrix::{Leg, Matrix},
    solver::{Break, Request, Stop, Vehicle},
    units::{Load, Metres, Seconds},
};
use proptest::prelude::*;

/// A stop in a street with the hub at 0; windows in seconds.
fn stop(place: usize, from: u32, until: u32) -> Stop {
    Stop::new(place, window(from, until), Seconds::ZERO)
}

#[test]
fn a_round_keeps_an_order_without_which_its_break_would_have_no_place_in_time() {
    let street = [0_u32, 420, 630];
    let matrix = Matrix::from_fn(3, |from, to| {
        let time = street[from].abs_diff(street[to]);
        Some(Leg { time: Seconds::new(time), distance: Metres::new(4 * time) })
    });
    let capacity = Load { mass_g: 4, volume_ml: 4, bags: 4 };
    let one = Load { mass_g: 1, volume_ml: 1, bags: 1 };
    let rest = Break::new(window(1_054, 1_054), Seconds::new(574));
    let rider =
        |courier, from| Vehicle { capacity, ..Vehicle::new(courier, 0, window(from, 4_546), 0) };
    let vehicles = vec![rider(0, 1_404), Vehicle { breaks: vec![rest], ..rider(1, 0) }];
    let requests = vec![
        Request::pair(stop(1, 950, 2_048), stop(1, 833, 2_663), one),
        Request::pair(stop(0, 284, 2_444), stop(2, 1_419, 3_074), one),
        Request::pair(stop(1, 0, 1_824), stop(2, 0, 2_034), one),
    ];
    let problem = Problem::new(vec![matrix], vehicles, requests).unwrap();
    let pickup = |request| StopId::Pickup { request, pickup: 0 };
    let dropoff = |request| StopId::Dropoff { request, dropoff: 0 };
    // On the way to the second shop the break is had at the third's, where it is in time for what follows.
    let round = vec![pickup(1), pickup(2), dropoff(1), dropoff(2), pickup(0), dropoff(0)];
    let without: Vec<StopId> = round.iter().copied().filter(|it| it.request() != 2).collect();
    assert!(ridden(&problem, 1, &round).is_some());
    assert!(ridden(&problem, 1, &without).is_none());
    let mut routes = vec![Vec::new(), round];
    settle(&problem, &OBJECTIVE, &mut routes, |_| true);
    for (vehicle, stops) in routes.iter().enumerate().filter(|(_, stops)| !stops.is_empty()) {
        assert!(ridden(&problem, vehicle, stops).is_some(), "{vehicle}: {stops:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn settling_loses_nobody_and_leaves_each_order_where_it_is_cheapest(case in any_limited_case()) {
        let problem = &case.problem;
        let mut after = Case { problem: problem.clone(), routes: case.routes.clone() };
        let changed = settle(problem, &OBJECTIVE, &mut after.routes, |_| true);
        prop_assert_eq!(changed, after.routes != case.routes);
        let total = |case: &Case| -> i64 {
            let routes = case.routes.iter().enumerate().filter(|(_, stops)| !stops.is_empty());
            let ridden = routes.map(|(vehicle, stops)| {
                let worked = i64::from(problem.vehicles()[vehicle].worked.as_u32());
                cost(problem, &OBJECTIVE, worked, &ridden(problem, vehicle, stops).unwrap())
            });
            let homes = (0..problem.requests().len()).filter_map(|it| Some((it, case.home(it)?)));
            let changes = homes.map(|(it, home)| change(problem, &OBJECTIVE, home, it));
            ridden.sum::<i64>() + changes.sum::<i64>()
        };
        let served = |case: &Case| (0..problem.requests().len()).filter(|it| case.home(*it).is_some()).count();
        prop_assert!(served(&after) >= served(&case));
        prop_assert!(served(&after) > served(&case) || total(&after) < total(&case) || !changed);
        // What takes more rounds than there are is told.
        let mut again = after.routes.clone();
        prop_assume!(!settle(problem, &OBJECTIVE, &mut again, |_| true));
        for decision in after.decisions(false) {
            let least = decision.others().iter().filter_map(|it| Some(it.fit()?.cost)).min();
            if let Some((_, fit)) = decision.chosen() { prop_assert!(least.is_none_or(|least| fit.cost <= least)) } else { prop_assert_eq!(least, None) }
        }
    }
}
