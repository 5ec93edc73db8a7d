//! Two routes of one courier. Their shifts cannot overlap, so neither can routes that keep to them.

use super::*;

/// Two shifts of courier 4, the second from second 200 on with a break from `rest` on, and requests
/// from place 1 to place 2 to be served in each.
fn parts(rest: u32) -> Parts {
    let mut parts = Parts {
        matrices: vec![road(3)],
        vehicles: vec![vehicle(); 2],
        requests: vec![request(1, 2); 2],
    };
    parts.vehicles[0].shift = window(0, 200);
    parts.vehicles[1].shift = window(200, 400);
    parts.vehicles[0].breaks = vec![Break::new(window(rest, rest), Seconds::new(20))];
    parts
}

/// A route for each shift, the first one that much later.
fn later(rest: u32, delay: u32) -> (Vec<Route>, Vec<Violation>) {
    let parts = parts(rest);
    let problem = parts.problem_of(&[4, 4]);
    let mut routes: Vec<Route> = (0..2)
        .map(|index| schedule(&problem, index, &[pickup(index), dropoff(index, 0)]).unwrap())
        .collect();
    let delay = Seconds::new(delay);
    let first = &mut routes[0];
    first.departure = first.departure + delay;
    first.arrival = first.arrival + delay;
    for visit in &mut first.visits {
        visit.arrival = visit.arrival + delay;
        visit.start = visit.start + delay;
        visit.end = visit.end + delay;
    }
    let plan = Plan { routes: routes.clone(), ..Plan::default() };
    (routes, check(&problem, &plan))
}

const TWICE: Violation = Violation::CourierTwice { route: 1, courier: 4, other: 0 };

#[test]
fn a_courier_on_two_routes() {
    // Without delay back at 180 after a break at the hub, which is over at 200.
    let (routes, violations) = later(180, 0);
    assert_eq!(violations, []);
    assert_eq!(routes[0].visits.last().map(|last| last.end), Some(Seconds::new(200)));
    assert_eq!(routes[1].departure, Seconds::new(200));
    assert!(later(180, 1).1.contains(&TWICE), "a break at the hub is part of the route");
    // With a break at the start the route is over with the ride back.
    let back = later(10, 0).0[0].arrival.as_u32();
    assert!(!later(10, 200 - back).1.contains(&TWICE));
    assert!(later(10, 201 - back).1.contains(&TWICE));
}

#[test]
fn couriers_of_their_own_may_ride_at_the_same_time() {
    let parts = parts(180);
    let problem = parts.problem_of(&[4, 5]);
    let stops = |index| [pickup(index), dropoff(index, 0)];
    let mut routes: Vec<Route> =
        (0..2).map(|index| schedule(&problem, index, &stops(index)).unwrap()).collect();
    routes[0].arrival = Seconds::new(300);
    let violations = check(&problem, &Plan { routes, ..Plan::default() });
    let twice = |violation: &Violation| matches!(violation, Violation::CourierTwice { .. });
    assert!(!violations.is_empty() && !violations.iter().any(twice));
}
