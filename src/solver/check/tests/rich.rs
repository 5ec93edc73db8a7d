//! Choices of vehicles, limits, several windows and breaks, setup, times on board, orders and open ends.

use super::*;
use crate::solver::{
    Breach, Live, Objective, Pickup, Problem, Request, Sequence, Windows, breaches, check_live,
    fixture::stop, schedule_late,
};
use crate::units::Metres;

fn s(seconds: u32) -> Seconds {
    Seconds::new(seconds)
}

fn windows(all: &[(u32, u32)]) -> Windows {
    Windows::new(all.iter().map(|(start, end)| window(*start, *end)).collect()).unwrap()
}

/// Request 3 is only for a vehicle that is left as it is.
fn elsewhere(parts: &mut Parts, plan: &mut Plan) {
    parts.requests[3].vehicles = Allowed::one(2);
    let (earliest, due) = (s(30), s(5));
    plan.unassigned[1].reason = Reason::TooLate { stop: pickup(3), earliest, due };
}

#[test]
fn a_vehicle_that_may_not_serve_it() {
    let by = |vehicles| after(|parts, _| parts.requests[1].vehicles = vehicles);
    let wrong = [Violation::WrongVehicle { route: 1, request: 1, vehicle: 1 }];
    assert_eq!(by(Allowed::Only(vec![0, 2])), wrong);
    assert_eq!(by(Allowed::Only(vec![1, 2])), []);
    assert_eq!(by(Allowed::Not(vec![0, 1])), wrong);
    assert_eq!(by(Allowed::Not(vec![0, 2])), []);
}

#[test]
fn a_vehicle_for_others() {
    let missing = Skills::from_bits(0b10);
    let violations = after(|parts, plan| {
        elsewhere(parts, plan);
        parts.vehicles[1].accepts = missing;
    });
    assert_eq!(violations, [Violation::NotAccepted { route: 1, visit: 0, missing }]);
    let violations = after(|parts, plan| {
        elsewhere(parts, plan);
        parts.vehicles[1].accepts = missing;
        parts.vehicles[1].skills = missing;
        parts.requests[1].skills = missing;
    });
    assert_eq!(violations, []);
}

#[test]
fn more_than_a_vehicle_may() {
    let stops = |most| after(|parts, _| parts.vehicles[0].most_stops = Some(most));
    assert_eq!(stops(3), []);
    assert_eq!(stops(2), [Violation::TooManyStops { route: 0, expected: 2, got: 3 }]);
    let locked = after(|parts, _| {
        parts.vehicles[0].most_stops = Some(0);
        parts.vehicles[0].locked = vec![pickup(0), dropoff(0, 0), dropoff(0, 1)];
    });
    assert_eq!(locked, []);
    let travel = |most| after(|parts, _| parts.vehicles[0].most_travel = Some(s(most)));
    assert_eq!(travel(60), []);
    let (expected, got) = (s(59), s(60));
    assert_eq!(travel(59), [Violation::TooMuchTravel { route: 0, expected, got }]);
    let way = |most| after(|parts, _| parts.vehicles[0].most_distance = Some(Metres::new(most)));
    assert_eq!(way(240), []);
    let (expected, got) = (Metres::new(239), Metres::new(240));
    assert_eq!(way(239), [Violation::TooFar { route: 0, expected, got }]);
}

#[test]
fn a_service_between_its_windows() {
    let at = |all: &[(u32, u32)]| {
        after(|parts, _| parts.requests[0].dropoffs[1].stop.windows = windows(all))
    };
    assert_eq!(at(&[(0, 150), (200, 300)]), []);
    let (route, visit, got) = (0, 3, s(200));
    let window = window(0, 300);
    let outside = Violation::OutsideWindow { route, visit, window, got };
    assert_eq!(at(&[(0, 150), (190, 195), (250, 300)]), [outside]);
    let early = Violation::Start { route, visit, expected: s(190), got };
    assert_eq!(at(&[(0, 150), (190, 300)]), [early]);
}

#[test]
fn a_setup_that_is_left_out() {
    let violations = after(|parts, _| parts.requests[0].dropoffs[0].stop.setup = s(7).into());
    let (expected, got) = (s(147), s(140));
    assert_eq!(violations, [Violation::End { route: 0, visit: 1, expected, got }]);
    // Who is there already needs none.
    let violations = after(|parts, plan| {
        elsewhere(parts, plan);
        parts.vehicles[1].start = Some(4);
        pickup_of(&mut parts.requests[1]).setup = s(7).into();
        plan.routes[1] = route(parts, 1, &[pickup(1), dropoff(1, 0)]);
        assert_eq!(plan.routes[1].visits[0].end, s(5));
    });
    assert_eq!(violations, []);
}

#[test]
fn a_service_as_with_another_kind_of_vehicle() {
    let violations = after(|parts, _| {
        parts.requests[0].dropoffs[0].stop.service.others = vec![(2, s(1)), (3, s(9))];
        parts.vehicles[0].kind = 3;
    });
    let (expected, got) = (s(144), s(140));
    assert_eq!(violations, [Violation::End { route: 0, visit: 1, expected, got }]);
}

#[test]
fn two_breaks_of_which_one_is_left_out() {
    let violations =
        after(|parts, _| parts.vehicles[0].breaks.push(Break::new(window(205, 400), s(10))));
    assert_eq!(violations, [Violation::BreakMissing { route: 0 }]);
    let violations = after(|parts, plan| {
        parts.vehicles[0].breaks.push(Break::new(window(205, 400), s(10)));
        plan.routes[0] = route(parts, 0, &[pickup(0), dropoff(0, 0), dropoff(0, 1)]);
        assert_eq!(plan.routes[0].visits[4].kind, VisitKind::Break);
    });
    assert_eq!(violations, []);
}

#[test]
fn two_breaks_back_home() {
    let both = |plan: &mut Plan, parts: &mut Parts| {
        parts.vehicles[1].breaks =
            vec![Break::new(window(70, 80), s(10)), Break::new(window(90, 99), s(10))];
        plan.routes[1] = route(parts, 1, &[pickup(1), dropoff(1, 0)]);
        let ends = plan.routes[1].visits.iter().map(|visit| visit.end.as_u32());
        assert_eq!(ends.collect::<Vec<_>>(), [15, 40, 80, 100]);
    };
    assert_eq!(after(|parts, plan| both(plan, parts)), []);
    let violations = after(|parts, plan| {
        both(plan, parts);
        parts.vehicles[1].shift = window(0, 99);
    });
    assert_eq!(violations, [Violation::AfterShift { route: 1, expected: s(99), got: s(100) }]);
    let violations = after(|parts, plan| {
        both(plan, parts);
        set(&mut plan.routes[1], 3, [85, 90, 100]);
    });
    let (expected, got) = (s(80), s(85));
    assert_eq!(violations, [Violation::Arrival { route: 1, visit: 3, expected, got }]);
}

#[test]
fn a_break_between_its_windows() {
    let violations = after(|parts, _| {
        parts.vehicles[0].breaks[0].windows = windows(&[(130, 139), (150, 300)]);
    });
    let window = window(130, 300);
    let got = s(140);
    assert_eq!(violations, [Violation::BreakOutsideWindow { route: 0, visit: 2, window, got }]);
}

#[test]
fn a_load_that_is_on_board_for_too_long() {
    let fresh =
        |most| after(|parts, _| parts.requests[1].dropoffs[0].most_on_board = Some(s(most)));
    assert_eq!(fresh(20), []);
    let (expected, got) = (s(19), s(20));
    assert_eq!(fresh(19), [Violation::TooLongOnBoard { route: 1, visit: 1, expected, got }]);
}

#[test]
fn a_pickup_waits_for_what_must_stay_warm_and_no_longer() {
    let waiting = |later: u32| {
        after(|parts, plan| {
            parts.requests[1].dropoffs[0].stop.windows = window(100, 200).into();
            parts.requests[1].dropoffs[0].most_on_board = Some(s(30));
            plan.routes[1] = route(parts, 1, &[pickup(1), dropoff(1, 0)]);
            let first = plan.routes[1].visits[0];
            assert_eq!((plan.routes[1].departure, first.start), (s(55), s(65)));
            plan.routes[1].departure = s(55 + later);
            set(&mut plan.routes[1], 0, [65 + later, 65 + later, 70 + later]);
            set(&mut plan.routes[1], 1, [90 + later, 100, 105]);
        })
    };
    assert_eq!(waiting(0), []);
    let (expected, got) = (s(55), s(56));
    assert_eq!(waiting(1), [Violation::Departure { route: 1, expected, got }]);
}

#[test]
fn a_dropoff_before_one_of_its_pickups() {
    let two = |follows: Option<Vec<usize>>| {
        after(|parts, plan| {
            let more = Pickup { stop: stop(3, 0, 1000, 5), load: Load::ZERO };
            parts.requests[1].pickups.push(more);
            parts.requests[1].dropoffs[0].after = follows;
            let last = StopId::Pickup { request: 1, pickup: 1 };
            plan.routes[1] = route(parts, 1, &[pickup(1), dropoff(1, 0), last]);
        })
    };
    let first = Violation::DropoffFirst { route: 1, visit: 1, stop: dropoff(1, 0) };
    assert_eq!(two(None), [first]);
    assert_eq!(two(Some(vec![0, 1])), [first]);
    assert_eq!(two(Some(vec![0])), []);
}

#[test]
fn a_fixed_order_that_is_not_kept() {
    let turned = |sequence| {
        after(|parts, plan| {
            parts.requests[0].sequence = sequence;
            plan.routes[0] = route(parts, 0, &[pickup(0), dropoff(0, 1), dropoff(0, 0)]);
        })
    };
    assert_eq!(turned(Sequence::Free), []);
    for sequence in [Sequence::Fixed, Sequence::Block] {
        let violations = turned(sequence);
        let wrong = matches!(
            violations[..],
            [Violation::OutOfOrder { route: 0, stop, .. }] if stop == dropoff(0, 0)
        );
        assert!(wrong, "{violations:?}");
        assert_eq!(after(|parts, _| parts.requests[0].sequence = sequence), []);
    }
}

#[test]
fn a_stop_within_a_block() {
    let mixed = |sequence| {
        after(|parts, plan| {
            parts.requests[1].sequence = sequence;
            parts.requests[3] = request(3, 1);
            plan.unassigned.pop();
            let stops = [pickup(1), pickup(3), dropoff(1, 0), dropoff(3, 0)];
            plan.routes[1] = route(parts, 1, &stops);
        })
    };
    assert_eq!(mixed(Sequence::Fixed), []);
    let broken = Violation::BlockBroken { route: 1, visit: 1, stop: pickup(3), request: 1 };
    assert_eq!(mixed(Sequence::Block), [broken]);
}

#[test]
fn what_is_only_picked_up_stays_on_board() {
    let collected = |room: u32| {
        after(|parts, plan| {
            parts.requests[1] = Request::collection(stop(4, 0, 1000, 5), load(3));
            parts.requests[3] = request(3, 1);
            plan.unassigned.pop();
            parts.vehicles[1].capacity = load(room);
            plan.routes[1] = route(parts, 1, &[pickup(3), pickup(1), dropoff(3, 0)]);
        })
    };
    assert_eq!(collected(4), []);
    let dimensions = [Dimension::Mass, Dimension::Volume, Dimension::Bags];
    let too_much = |visit, got| {
        let one =
            move |dimension| Violation::Overloaded { route: 1, visit, dimension, expected: 2, got };
        dimensions.map(one)
    };
    assert_eq!(collected(2), [too_much(1, 4), too_much(2, 3)].concat());
}

#[test]
fn an_open_route_begins_and_ends_at_its_stops() {
    let violations = after(|parts, _| parts.vehicles[1].end = None);
    assert_eq!(violations, [Violation::Return { route: 1, expected: s(40), got: s(70) }]);
    let violations = after(|parts, plan| {
        elsewhere(parts, plan);
        parts.vehicles[1].start = None;
    });
    let (expected, got) = (s(0), s(10));
    assert_eq!(violations, [Violation::Arrival { route: 1, visit: 0, expected, got }]);
    let violations = after(|parts, plan| {
        elsewhere(parts, plan);
        (parts.vehicles[1].start, parts.vehicles[1].end) = (None, None);
        plan.routes[1] = route(parts, 1, &[pickup(1), dropoff(1, 0)]);
        assert_eq!(plan.routes[1].totals.travel, s(20));
    });
    assert_eq!(violations, []);
}

/// A route as it stood, in which only this is broken by now.
fn underway(change: impl Fn(&mut Parts)) -> (Problem, Vec<(usize, Vec<StopId>)>, Plan) {
    let mut parts =
        Parts { matrices: vec![road(3)], vehicles: vec![vehicle()], requests: vec![request(1, 2)] };
    change(&mut parts);
    let problem = parts.problem();
    let before = vec![(0, vec![pickup(0), dropoff(0, 0)])];
    let routes = vec![schedule_late(&problem, 0, &before[0].1).unwrap()];
    let breaches = breaches(&problem, &routes);
    (problem, before, Plan { routes, unassigned: vec![], breaches })
}

#[test]
fn what_reality_has_broken_may_stay_so_and_is_said() {
    type Change<'a> = &'a dyn Fn(&mut Parts);
    let cases: [(Change<'_>, Breach); 4] = [
        (
            &|parts| parts.requests[0].dropoffs[0].most_on_board = Some(s(5)),
            Breach::TooLongOnBoard { vehicle: 0, stop: dropoff(0, 0), by: s(5) },
        ),
        (
            &|parts| parts.vehicles[0].most_stops = Some(1),
            Breach::TooManyStops { vehicle: 0, by: 1 },
        ),
        (
            &|parts| parts.vehicles[0].most_travel = Some(s(39)),
            Breach::TooMuchTravel { vehicle: 0, by: s(1) },
        ),
        (
            &|parts| parts.vehicles[0].most_distance = Some(Metres::new(159)),
            Breach::TooFar { vehicle: 0, by: Metres::new(1) },
        ),
    ];
    for (change, breach) in cases {
        let (problem, before, plan) = underway(change);
        assert_eq!(plan.breaches, [breach]);
        assert_eq!(check_live(&problem, &before, &plan), []);
        assert_eq!(Live::new(problem.clone(), Objective::TRAVEL, 1, &before).unwrap().plan(), plan);
        // Of a plan that does not begin so it is wrong.
        let violations = check(&problem, &plan);
        let wrong = matches!(
            violations[..],
            [Violation::TooLongOnBoard { .. }
                | Violation::TooManyStops { .. }
                | Violation::TooMuchTravel { .. }
                | Violation::TooFar { .. }]
        );
        assert!(wrong, "{violations:?}");
        let silent = Plan { breaches: vec![], ..plan };
        let unreported = Violation::BreachUnreported { breach };
        assert_eq!(check_live(&problem, &before, &silent), [unreported]);
        let (problem, before, fine) = underway(|_| ());
        assert_eq!(fine.breaches, []);
        let told = Plan { breaches: vec![breach], ..fine };
        let untrue = Violation::BreachFalse { entry: 0, breach };
        assert_eq!(check_live(&problem, &before, &told), [untrue]);
    }
}
