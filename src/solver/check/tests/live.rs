//! Plans that are under way: late already, but not made later.

use super::*;
use crate::solver::{
    Breach, Problem, breaches, check_live,
    fixture::{any_locked_parts, delivery},
    reason::reason,
    schedule_late,
};
use proptest::{prelude::*, sample::Index};

type Before = Vec<(usize, Vec<StopId>)>;

const STOPS: [StopId; 2] =
    [StopId::Pickup { request: 0, pickup: 0 }, StopId::Dropoff { request: 0, dropoff: 0 }];

/// The dropoff can be at 25 and the return at 50; due are 20 and 30.
fn late_parts() -> Parts {
    let mut parts = Parts {
        matrices: vec![road(4)],
        vehicles: vec![vehicle(); 2],
        requests: vec![request(1, 2)],
    };
    parts.vehicles[0].shift = window(0, 30);
    parts.requests[0].dropoffs[0].stop.windows = window(0, 20).into();
    parts
}

fn plan_of(problem: &Problem, routes: &[(usize, &[StopId])]) -> Plan {
    let late = |(vehicle, stops): &(usize, &[StopId])| schedule_late(problem, *vehicle, stops);
    let routes: Vec<Route> = routes.iter().map(|route| late(route).unwrap()).collect();
    Plan { breaches: breaches(problem, &routes), routes, unassigned: vec![] }
}

fn before() -> Before {
    vec![(0, STOPS.to_vec())]
}

fn s(seconds: u32) -> Seconds {
    Seconds::new(seconds)
}

/// What the checker says if the list of what is late is changed.
fn listed(change: impl FnOnce(&mut Vec<Breach>)) -> Vec<Violation> {
    let problem = late_parts().problem();
    let mut plan = plan_of(&problem, &[(0, &STOPS)]);
    change(&mut plan.breaches);
    check_live(&problem, &before(), &plan)
}

const STOP: Breach = Breach::Late { stop: STOPS[1], vehicle: 0, by: Seconds::new(5) };
const END: Breach = Breach::Overdue { vehicle: 0, by: Seconds::new(20) };

#[test]
fn what_was_late_before_may_stay_so_and_is_listed() {
    assert_eq!(listed(|breaches| assert_eq!(breaches[..], [STOP, END])), []);
    let problem = late_parts().problem();
    let plan = plan_of(&problem, &[(0, &STOPS)]);
    let (window, got) = (window(0, 20), s(25));
    let late = [
        Violation::OutsideWindow { route: 0, visit: 1, window, got },
        Violation::AfterShift { route: 0, expected: s(30), got: s(50) },
    ];
    assert_eq!(check(&problem, &plan), late);
}

#[test]
fn something_late_that_is_not_listed() {
    let unreported = |breach| Violation::BreachUnreported { breach };
    assert_eq!(listed(Vec::clear), [unreported(STOP), unreported(END)]);
    assert_eq!(listed(|breaches| breaches.truncate(1)), [unreported(END)]);
}

#[test]
fn something_listed_that_is_not_late_so() {
    let wrong = |entry, breach| [Violation::BreachFalse { entry, breach }];
    let later = Breach::Late { stop: STOPS[1], vehicle: 0, by: s(6) };
    assert_eq!(listed(|breaches| breaches[0] = later), wrong(0, later));
    let other = Breach::Overdue { vehicle: 1, by: s(20) };
    assert_eq!(listed(|breaches| breaches.push(other)), wrong(2, other));
    let in_time = Breach::Late { stop: STOPS[0], vehicle: 0, by: s(5) };
    assert_eq!(listed(|breaches| breaches.insert(0, in_time)), wrong(0, in_time));
    assert_eq!(listed(|breaches| breaches.push(END)), wrong(2, END));
    assert_eq!(listed(|breaches| breaches.swap(0, 1)), wrong(1, STOP));
    let told = after(|_, plan| plan.breaches = vec![END]);
    assert_eq!(told, wrong(0, END));
}

#[test]
fn nothing_is_made_later() {
    let mut parts = late_parts();
    parts.requests.push(request(1, 3));
    let problem = parts.problem();
    let stops = [STOPS[0], pickup(1), STOPS[1], dropoff(1, 0)];
    let plan = plan_of(&problem, &[(0, &stops)]);
    let (window, got) = (window(0, 20), s(30));
    let later = [
        Violation::OutsideWindow { route: 0, visit: 2, window, got },
        Violation::AfterShift { route: 0, expected: s(30), got: s(80) },
    ];
    assert_eq!(check_live(&problem, &before(), &plan), later);
}

#[test]
fn another_vehicle_may_be_as_late_at_the_stop_but_not_over_after_its_shift() {
    let mut parts = late_parts();
    let plan = |parts: &Parts| plan_of(&parts.problem(), &[(1, &STOPS)]);
    let listed = [Breach::Late { stop: STOPS[1], vehicle: 1, by: s(5) }];
    assert_eq!(plan(&parts).breaches, listed);
    assert_eq!(check_live(&parts.problem(), &before(), &plan(&parts)), []);
    parts.vehicles[1].shift = window(0, 30);
    let overdue = Violation::AfterShift { route: 0, expected: s(30), got: s(50) };
    assert_eq!(check_live(&parts.problem(), &before(), &plan(&parts)), [overdue]);
}

#[test]
fn what_was_too_much_before_may_stay_so_but_no_more() {
    let mut parts = late_parts();
    parts.vehicles[0].shift = window(0, 1000);
    parts.requests = vec![delivery(2), delivery(3)];
    parts.vehicles[0].capacity.bags = 1;
    let stops = [dropoff(0, 0), dropoff(1, 0)];
    let excess = |parts: &Parts, before: &[StopId]| {
        let problem = parts.problem();
        let plan = plan_of(&problem, &[(0, &stops)]);
        check_live(&problem, &[(0, before.to_vec())], &plan)
    };
    assert_eq!(excess(&parts, &stops), []);
    let problem = parts.problem();
    let mut plan = plan_of(&problem, &[(0, &stops)]);
    let more = Load { mass_g: 0, volume_ml: 0, bags: 1 };
    let breach = Breach::Overloaded { vehicle: 0, after: None, by: more };
    assert_eq!(plan.breaches, [breach]);
    plan.breaches.clear();
    let unreported = Violation::BreachUnreported { breach };
    assert_eq!(check_live(&problem, &[(0, stops.to_vec())], &plan), [unreported]);
    let later = Breach::Overloaded { vehicle: 0, after: Some(stops[0]), by: more };
    plan.breaches = vec![breach, later];
    let wrong = Violation::BreachFalse { entry: 1, breach: later };
    assert_eq!(check_live(&problem, &[(0, stops.to_vec())], &plan), [wrong]);
    let (route, dimension, expected, got) = (0, Dimension::Bags, 1, 2);
    let full = Violation::OverloadedAtStart { route, dimension, expected, got };
    assert_eq!(excess(&parts, &stops[..1]), [full]);
    set_load(&mut parts.requests[0], 0, Load { bags: 2, ..load(1) });
    let fuller = Violation::OverloadedAtStart { route, dimension, expected, got: 3 };
    assert_eq!(excess(&parts, &stops[..1]), [fuller]);
}

#[test]
fn a_request_of_a_route_under_way_left_over() {
    let problem = late_parts().problem();
    let reason = Reason::TooLate { stop: STOPS[1], earliest: s(25), due: s(20) };
    let unassigned = vec![Unassigned { request: 0, reason }];
    let plan = Plan { unassigned, ..Plan::default() };
    assert_eq!(check(&problem, &plan), []);
    let dropped = Violation::Dropped { request: 0, vehicle: 0 };
    assert_eq!(check_live(&problem, &before(), &plan), [dropped]);
}

#[test]
fn before_the_break_lay_where_it_did_least_harm() {
    let mut parts = late_parts();
    parts.vehicles[0].breaks = vec![Break::new(window(0, 60), s(30))];
    let problem = parts.problem();
    let mut plan = plan_of(&problem, &[(0, &STOPS)]);
    assert_eq!(plan.routes[0].visits[2].kind, VisitKind::Break);
    assert_eq!(check_live(&problem, &before(), &plan), []);
    // The break between the stops.
    let first = &mut plan.routes[0];
    first.visits.swap(1, 2);
    set(first, 1, [15, 15, 45]);
    set(first, 2, [55, 55, 60]);
    first.arrival = s(80);
    plan.breaches = breaches(&problem, &plan.routes);
    let (window, got) = (window(0, 20), s(55));
    let late = Violation::OutsideWindow { route: 0, visit: 2, window, got };
    assert_eq!(check_live(&problem, &before(), &plan), [late]);
}

/// Each vehicle makes its locked stops, then what its requests still lack; all else is left over.
fn only_what_is_locked(problem: &Problem) -> Option<(Before, Plan)> {
    let mut before = Before::new();
    for (vehicle, rider) in problem.vehicles().iter().enumerate() {
        let mut stops = rider.locked.clone();
        for request in rider.locked.iter().map(|stop| stop.request()) {
            for next in 0..problem.requests()[request].dropoffs.len() {
                if !stops.contains(&dropoff(request, next)) {
                    stops.push(dropoff(request, next));
                }
            }
        }
        if !stops.is_empty() {
            before.push((vehicle, stops));
        }
    }
    let late = |(vehicle, stops): &(usize, Vec<StopId>)| schedule_late(problem, *vehicle, stops);
    let routes = before.iter().map(late).collect::<Result<Vec<_>, _>>().ok()?;
    let served = |request: &usize| {
        before.iter().any(|(_, stops)| stops.iter().any(|stop| stop.request() == *request))
    };
    let left = (0..problem.requests().len()).filter(|request| !served(request));
    let left = left.map(|request| Unassigned { request, reason: reason(problem, request) });
    let plan = Plan { unassigned: left.collect(), breaches: breaches(problem, &routes), routes };
    Some((before, plan))
}

/// What these plans cannot help: that more could have been taken along, and who was given what.
fn of_other_kinds(violation: &Violation) -> bool {
    !matches!(
        violation,
        Violation::FalseReason { reason: Reason::AllBusy { .. }, .. }
            | Violation::SkillMissing { .. }
            | Violation::Dropped { .. }
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_route_as_it_was_is_forgiven_what_it_was(
        parts in any_locked_parts(3), which: Index,
    ) {
        let problem = parts.problem();
        let Some((before, mut plan)) = only_what_is_locked(&problem) else {
            return Err(TestCaseError::reject("a locked route cannot be ridden"));
        };
        let violations = |plan: &Plan, before: &Before| -> Vec<Violation> {
            check_live(&problem, before, plan).into_iter().filter(of_other_kinds).collect()
        };
        prop_assert_eq!(violations(&plan, &before), vec![], "{:?}", plan);
        let late = violations(&plan, &vec![]).into_iter().filter(|violation| matches!(
            violation,
            Violation::OutsideWindow { .. } | Violation::AfterShift { .. }
        ));
        let listed = plan.breaches.iter().filter(|breach| !matches!(breach, Breach::Overloaded { .. }));
        prop_assert_eq!(late.count(), listed.count());
        if !plan.breaches.is_empty() {
            let breach = plan.breaches.remove(which.index(plan.breaches.len()));
            let expected = vec![Violation::BreachUnreported { breach }];
            prop_assert_eq!(violations(&plan, &before), expected);
        }
    }
}
