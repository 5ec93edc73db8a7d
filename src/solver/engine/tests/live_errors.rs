//! Routes that are no live plan, and what a live plan never leaves out.

use crate::{
    matrix::Matrix,
    solver::{
        Allowed, Break, Live, LiveError, Objective, Skills, StopId,
        fixture::{
            Parts, delivery, dropoff, leg, pickup, pickup_of, request, road, solved, stop, vehicle,
            window,
        },
    },
    units::Seconds,
};

/// Two vehicles and two requests along a road.
fn parts() -> Parts {
    let requests = vec![request(1, 2), request(2, 3)];
    Parts { matrices: vec![road(4)], vehicles: vec![vehicle(); 2], requests }
}

fn errors(parts: &Parts, routes: &[(usize, &[StopId])]) -> Vec<LiveError> {
    let routes: Vec<_> = routes.iter().map(|(vehicle, it)| (*vehicle, it.to_vec())).collect();
    let live = Live::new(parts.problem(), Objective::TRAVEL, 1, &routes);
    live.err().unwrap_or_default()
}

fn whole(request: usize) -> [StopId; 2] {
    [pickup(request), dropoff(request, 0)]
}

#[test]
fn routes_of_vehicles() {
    assert_eq!(errors(&parts(), &[(1, &whole(0)), (0, &[])]), []);
    let none = LiveError::NoSuchVehicle { vehicle: 2, vehicles: 2 };
    let twice = LiveError::VehicleTwice { vehicle: 0 };
    let given: [(usize, &[StopId]); 4] = [(0, &whole(0)), (2, &[]), (0, &[]), (0, &whole(1))];
    assert_eq!(errors(&parts(), &given), [none, twice.clone(), twice]);
}

#[test]
fn stops_that_are_not_there_or_twice() {
    let wrong = |vehicle, stop| LiveError::Stop { vehicle, stop };
    let [first, second] = whole(0);
    assert_eq!(errors(&parts(), &[(0, &[first, second, first])]), [wrong(0, first)]);
    let elsewhere = errors(&parts(), &[(0, &[first, second]), (1, &[second])]);
    assert_eq!(elsewhere, [wrong(1, second)]);
    let unknown = dropoff(0, 1);
    assert_eq!(errors(&parts(), &[(1, &[first, second, unknown])]), [wrong(1, unknown)]);
    assert_eq!(errors(&parts(), &[(1, &[pickup(7)])]), [wrong(1, pickup(7))]);
}

#[test]
fn requests_that_cannot_be_served_so() {
    let wrong = |vehicle, request| LiveError::Request { vehicle, request };
    let [first, second] = whole(0);
    assert_eq!(errors(&parts(), &[(0, &[second, first])]), [wrong(0, 0)]);
    assert_eq!(errors(&parts(), &[(0, &[first])]), [wrong(0, 0)]);
    assert_eq!(errors(&parts(), &[(0, &[first]), (1, &[second])]), [wrong(0, 0), wrong(1, 0)]);
    let mut parts = parts();
    parts.requests[0].vehicles = Allowed::one(1);
    assert_eq!(errors(&parts, &[(0, &whole(0))]), [wrong(0, 0)]);
    assert_eq!(errors(&parts, &[(1, &whole(0))]), []);
    parts.requests[0].skills = Skills::from_bits(1);
    assert_eq!(errors(&parts, &[(1, &whole(0))]), [wrong(1, 0)]);
    parts.vehicles[1].skills = Skills::from_bits(1);
    assert_eq!(errors(&parts, &[(1, &whole(0))]), []);
}

#[test]
fn locked_stops_that_are_not_first() {
    let mut parts = parts();
    parts.vehicles[0].locked = vec![pickup(1)];
    let wrong = LiveError::Locked { vehicle: 0 };
    let late = [pickup(0), pickup(1), dropoff(0, 0), dropoff(1, 0)];
    assert_eq!(errors(&parts, &[(0, &late)]), std::slice::from_ref(&wrong));
    assert_eq!(errors(&parts, &[(1, &whole(0))]), std::slice::from_ref(&wrong));
    assert_eq!(errors(&parts, &[(0, &[])]), [wrong]);
    assert_eq!(errors(&parts, &[(0, &whole(1))]), []);
}

#[test]
fn routes_that_cannot_be_ridden() {
    let mut parts = parts();
    parts.matrices = vec![Matrix::from_fn(4, |from, to| (from == to || to == 0).then(|| leg(5)))];
    let wrong = |vehicle| LiveError::Unreachable { vehicle };
    let both: [(usize, &[StopId]); 2] = [(0, &whole(0)), (1, &whole(1))];
    assert_eq!(errors(&parts, &both), [wrong(0), wrong(1)]);
    parts.vehicles[1].start = Some(2);
    parts.requests[1] = request(2, 0);
    assert_eq!(errors(&parts, &both), [wrong(0)]);
}

#[test]
fn a_break_that_cannot_be_had_any_more() {
    let mut parts = parts();
    parts.vehicles[0].breaks = vec![Break::new(window(10, 99), Seconds::new(5))];
    parts.vehicles[0].shift = window(100, 900);
    assert_eq!(errors(&parts, &[(0, &whole(0))]), [LiveError::Break { vehicle: 0 }]);
    parts.vehicles[0].shift = window(99, 900);
    assert_eq!(errors(&parts, &[(0, &whole(0))]), []);
}

/// Two that are both due at once, each at another end of the road; the second is worth more.
fn at_once() -> Parts {
    let mut parts = Parts { vehicles: vec![vehicle()], ..parts() };
    for (request, place) in [(0, 1), (1, 3)] {
        parts.requests[request].dropoffs[0].stop = stop(place, 100, 100, 5);
        pickup_of(&mut parts.requests[request]).place = 0;
    }
    parts.requests[1].priority = u32::MAX;
    parts
}

#[test]
fn what_is_on_board_is_not_left_over_for_what_is_worth_more() {
    let mut parts = at_once();
    parts.vehicles[0].locked = vec![pickup(0)];
    for objective in super::ALL {
        let left = solved(&parts.problem(), objective, 200).plan.unassigned;
        assert_eq!(left.iter().map(|left| left.request).collect::<Vec<_>>(), [1]);
    }
    parts.vehicles[0].locked.clear();
    parts.requests[0] = delivery(1);
    parts.requests[0].dropoffs[0].stop = stop(1, 100, 100, 5);
    parts.requests[0].vehicles = Allowed::one(0);
    for objective in super::ALL {
        let solved = solved(&parts.problem(), objective, 200);
        assert_eq!(solved.plan.unassigned[0].request, 1);
        assert_eq!(solved.score.unserved, i64::from(u32::MAX));
    }
}

#[test]
fn what_was_accepted_is_not_left_out_for_what_is_worth_more() {
    let mut parts = at_once();
    for locked in 0..2 {
        parts.vehicles[0].locked = whole(0)[..locked].to_vec();
        let mut live =
            Live::new(parts.problem(), Objective::TRAVEL, 1, &[(0, whole(0).to_vec())]).unwrap();
        assert_eq!(live.insert(1).vehicle, None);
        let budget = crate::solver::Budget { iterations: Some(300), ..Default::default() };
        assert!(!live.improve(budget));
        assert_eq!(live.vehicle(0), Some(0));
        assert_eq!(live.score().unserved, i64::from(u32::MAX));
    }
}

#[test]
fn what_got_a_place_by_the_way_is_not_left_out_for_what_is_worth_more() {
    let mut parts = at_once();
    parts.requests.push(delivery(1));
    parts.vehicles[0].locked = vec![dropoff(2, 0)];
    let mut lighter = 0;
    for seed in 0..300 {
        let routes = [(0, vec![dropoff(2, 0)])];
        let mut live = Live::new(parts.problem(), Objective::TRAVEL, seed, &routes).unwrap();
        let mut home = None;
        for _ in 0..6 {
            live.improve(crate::solver::Budget { iterations: Some(1), ..Default::default() });
            assert!(home.is_none() || live.vehicle(0) == home);
            home = live.vehicle(0);
        }
        lighter += usize::from(home.is_some());
    }
    // Now and then chance passes over the place of the heavier one.
    assert!(lighter > 3, "{lighter}");
}
