//! A right plan, and one thing made wrong in it at a time: the checker names that and nothing else.
//!
//! ```text
//! place      0 --- 1 --- 2 --- 3 --- 4 --- 5     ten seconds from each to the next
//! request 0        P --> D --> D                 vehicle 0, from and to 0, with a break
//! request 1              D <-------- P           vehicle 1, from and to 5
//! request 2        too much for all
//! request 3                    P (too early for all)
//! ```

mod courier;
mod junk;
mod kept;
mod line;
mod live;
mod reasons;
mod rich;
mod structure;
mod times;

use super::{Violation, check, reading::Reading, totals};
use crate::solver::{
    Allowed, Break, Plan, Reason, Route, Skills, StopId, Unassigned, VisitKind,
    fixture::{
        Parts, add_dropoff, dropoff, load, pickup, pickup_of, request, road, set_load, vehicle,
        window,
    },
    schedule,
};
use crate::units::{Dimension, Load, Seconds};

fn parts() -> Parts {
    let mut parts = Parts {
        matrices: vec![road(6)],
        vehicles: vec![vehicle(); 3],
        requests: vec![request(1, 2), request(4, 2), request(1, 2), request(3, 1)],
    };
    let with_break = &mut parts.vehicles[0];
    with_break.shift = window(100, 600);
    with_break.breaks = vec![Break::new(window(130, 300), Seconds::new(30))];
    with_break.skills = Skills::from_bits(0b11);
    (parts.vehicles[1].start, parts.vehicles[1].end) = (Some(5), Some(5));
    parts.vehicles[1].capacity = load(3);

    let two_dropoffs = &mut parts.requests[0];
    two_dropoffs.skills = Skills::from_bits(0b01);
    pickup_of(two_dropoffs).windows = window(120, 160).into();
    add_dropoff(two_dropoffs, request(1, 3).dropoffs[0].clone());
    set_load(two_dropoffs, 0, load(2));
    set_load(two_dropoffs, 1, load(3));
    two_dropoffs.dropoffs[1].stop.windows = window(200, 1000).into();
    set_load(&mut parts.requests[2], 0, load(50));
    pickup_of(&mut parts.requests[3]).windows = window(0, 5).into();
    parts
}

fn route(parts: &Parts, vehicle: usize, stops: &[StopId]) -> Route {
    schedule(&parts.problem(), vehicle, stops).unwrap()
}

fn plan(parts: &Parts) -> Plan {
    let too_much = Reason::TooMuch { dimension: Dimension::Mass, needed: 50, largest: 10 };
    let (earliest, due) = (Seconds::new(20), Seconds::new(5));
    let too_late = Reason::TooLate { stop: pickup(3), earliest, due };
    Plan {
        routes: vec![
            route(parts, 0, &[pickup(0), dropoff(0, 0), dropoff(0, 1)]),
            route(parts, 1, &[pickup(1), dropoff(1, 0)]),
        ],
        unassigned: vec![
            Unassigned { request: 2, reason: too_much },
            Unassigned { request: 3, reason: too_late },
        ],
        breaches: vec![],
    }
}

/// What the checker says after one change, all totals that can be added up again being so.
fn after(change: impl FnOnce(&mut Parts, &mut Plan)) -> Vec<Violation> {
    let mut parts = parts();
    let mut plan = plan(&parts);
    change(&mut parts, &mut plan);
    let problem = parts.problem();
    for route in &mut plan.routes {
        let totals = Reading::new(&problem, 0, route).and_then(|read| totals::expected(&read));
        route.totals = totals.unwrap_or(route.totals);
    }
    check(&problem, &plan)
}

/// Sets arrival, start and end of a visit.
fn set(route: &mut Route, visit: usize, times: [u32; 3]) {
    let visit = &mut route.visits[visit];
    [visit.arrival, visit.start, visit.end] = times.map(Seconds::new);
}

#[test]
fn the_plan_to_start_from_is_right() {
    let plan = plan(&parts());
    assert_eq!(check(&parts().problem(), &plan), vec![]);
    // The mutations count on these.
    let first = &plan.routes[0];
    let times: Vec<[u32; 3]> = first
        .visits
        .iter()
        .map(|visit| [visit.arrival, visit.start, visit.end].map(Seconds::as_u32))
        .collect();
    assert_eq!(times, [[120, 120, 125], [135, 135, 140], [140, 140, 170], [180, 200, 205]]);
    assert_eq!(first.visits[2].kind, VisitKind::Break);
    assert_eq!((first.departure, first.arrival), (Seconds::new(110), Seconds::new(235)));
}

#[test]
fn every_sum_is_added_up_again() {
    let changes: [fn(&mut crate::solver::Totals); 5] = [
        |totals| totals.travel = totals.travel + Seconds::new(1),
        |totals| totals.distance = totals.distance + crate::units::Metres::new(1),
        |totals| totals.waiting = totals.waiting + Seconds::new(1),
        |totals| totals.service = totals.service + Seconds::new(1),
        |totals| totals.peak_load = load(6),
    ];
    for change in changes {
        let mut plan = plan(&parts());
        let expected = plan.routes[0].totals;
        change(&mut plan.routes[0].totals);
        let got = plan.routes[0].totals;
        let violations = check(&parts().problem(), &plan);
        assert_eq!(violations, [Violation::Totals { route: 0, expected, got }]);
    }
}

#[test]
fn a_violation_is_a_sentence() {
    let late =
        Violation::OutsideWindow { route: 0, visit: 3, window: window(0, 4), got: Seconds::new(5) };
    assert_eq!(late.to_string(), "visit 3 of route 0 starts at 5 s, expected 0 s to 4 s");
}
