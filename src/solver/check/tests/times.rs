//! Legs, windows, break and shift.

use super::*;
use crate::matrix::Matrix;

fn s(seconds: u32) -> Seconds {
    Seconds::new(seconds)
}

#[test]
fn a_leg_that_cannot_be_ridden() {
    let violations = after(|parts, _| {
        let road = parts.matrices[0].clone();
        parts.matrices[0] =
            Matrix::from_fn(6, |from, to| road.leg(from, to).filter(|_| (from, to) != (2, 3)));
    });
    assert_eq!(violations, [Violation::Unreachable { route: 0, from: 2, to: 3 }]);
}

#[test]
fn a_ride_that_is_over_when_nobody_counts_any_more() {
    let violations = after(|parts, plan| {
        let long = |from, to| {
            let time = s(u32::from(from != to) << 31);
            Some(crate::matrix::Leg { time, distance: crate::units::Metres::ZERO })
        };
        parts.matrices.push(Matrix::from_fn(6, long));
        (parts.vehicles[2].start, parts.vehicles[2].end) = (Some(5), Some(5));
        parts.vehicles[1].matrix = 1;
        parts.vehicles[1].shift = window(0, u32::MAX);
        pickup_of(&mut parts.requests[1]).windows = window(0, u32::MAX).into();
        parts.requests[1].dropoffs[0].stop.windows = window(0, u32::MAX).into();
        let (there, never) = (1 << 31, u32::MAX);
        set(&mut plan.routes[1], 0, [there, there, there + 5]);
        set(&mut plan.routes[1], 1, [never; 3]);
        plan.routes[1].arrival = s(never);
    });
    assert_eq!(violations, [Violation::BeyondTime { route: 1 }]);
}

#[test]
fn a_departure_before_the_shift() {
    let violations = after(|parts, _| parts.vehicles[0].shift = window(111, 600));
    assert_eq!(violations, [Violation::BeforeShift { route: 0, expected: s(111), got: s(110) }]);
}

#[test]
fn a_departure_that_makes_the_courier_wait_for_the_first_stop() {
    let violations = after(|_, plan| {
        plan.routes[0].departure = s(100);
        set(&mut plan.routes[0], 0, [110, 120, 125]);
    });
    assert_eq!(violations, [Violation::Departure { route: 0, expected: s(110), got: s(100) }]);
}

#[test]
fn a_departure_that_makes_the_first_stop_wait_for_the_courier() {
    let violations = after(|_, plan| {
        plan.routes[1].departure = s(1);
        set(&mut plan.routes[1], 0, [11, 11, 16]);
        set(&mut plan.routes[1], 1, [36, 36, 41]);
        plan.routes[1].arrival = s(71);
    });
    assert_eq!(violations, [Violation::Departure { route: 1, expected: s(0), got: s(1) }]);
}

#[test]
fn a_first_break_sooner_than_it_need_be() {
    let first_break = |departure: u32| {
        after(|parts, plan| {
            parts.vehicles[0].breaks = vec![Break::new(window(0, 80), s(30))];
            parts.vehicles[0].shift = window(50, 600);
            plan.routes[0] = route(parts, 0, &[pickup(0), dropoff(0, 0), dropoff(0, 1)]);
            assert_eq!(plan.routes[0].visits[0].kind, VisitKind::Break);
            plan.routes[0].departure = s(departure);
            set(&mut plan.routes[0], 0, [departure, departure, departure + 30]);
            let arrival = departure + 40;
            set(&mut plan.routes[0], 1, [arrival, 120, 125]);
        })
    };
    assert_eq!(first_break(80), []);
    let expected = s(80);
    assert_eq!(first_break(79), [Violation::Departure { route: 0, expected, got: s(79) }]);
}

#[test]
fn an_arrival_other_than_by_the_ride() {
    let violations = after(|_, plan| set(&mut plan.routes[0], 3, [190, 200, 205]));
    let (expected, got) = (s(180), s(190));
    assert_eq!(violations, [Violation::Arrival { route: 0, visit: 3, expected, got }]);
}

#[test]
fn a_service_later_than_it_need_be() {
    let violations = after(|_, plan| {
        set(&mut plan.routes[0], 3, [180, 210, 215]);
        plan.routes[0].arrival = s(245);
    });
    let (expected, got) = (s(200), s(210));
    assert_eq!(violations, [Violation::Start { route: 0, visit: 3, expected, got }]);
}

#[test]
fn a_service_before_the_arrival() {
    let violations = after(|_, plan| {
        set(&mut plan.routes[0], 1, [135, 130, 135]);
        set(&mut plan.routes[0], 2, [135, 135, 165]);
        set(&mut plan.routes[0], 3, [175, 200, 205]);
    });
    let (expected, got) = (s(135), s(130));
    assert_eq!(violations, [Violation::Start { route: 0, visit: 1, expected, got }]);
}

#[test]
fn a_service_after_its_window() {
    let window = window(0, 134);
    let violations = after(|parts, _| parts.requests[0].dropoffs[0].stop.windows = window.into());
    let got = s(135);
    assert_eq!(violations, [Violation::OutsideWindow { route: 0, visit: 1, window, got }]);
}

#[test]
fn a_service_before_its_window() {
    let violations = after(|_, plan| {
        set(&mut plan.routes[0], 3, [180, 180, 185]);
        plan.routes[0].arrival = s(215);
    });
    let (window, got) = (window(200, 1000), s(180));
    assert_eq!(violations, [Violation::OutsideWindow { route: 0, visit: 3, window, got }]);
}

#[test]
fn a_service_of_another_length() {
    let violations = after(|_, plan| {
        set(&mut plan.routes[0], 3, [180, 200, 206]);
        plan.routes[0].arrival = s(236);
    });
    let (expected, got) = (s(205), s(206));
    assert_eq!(violations, [Violation::End { route: 0, visit: 3, expected, got }]);
}

#[test]
fn a_return_other_than_by_the_ride() {
    let violations = after(|_, plan| plan.routes[0].arrival = s(236));
    assert_eq!(violations, [Violation::Return { route: 0, expected: s(235), got: s(236) }]);
}

#[test]
fn a_return_after_the_shift() {
    let violations = after(|parts, _| parts.vehicles[0].shift = window(100, 234));
    assert_eq!(violations, [Violation::AfterShift { route: 0, expected: s(234), got: s(235) }]);
}

/// The break can only be had back home, from 236 to 266.
fn break_at_home(parts: &mut Parts, plan: &mut Plan) {
    parts.vehicles[0].breaks = vec![Break::new(window(236, 300), s(30))];
    parts.requests[0].dropoffs[1].stop.windows = window(200, 201).into();
    plan.routes[0] = route(parts, 0, &[pickup(0), dropoff(0, 0), dropoff(0, 1)]);
    assert_eq!(plan.routes[0].arrival, plan.routes[0].visits[3].arrival);
}

#[test]
fn a_break_at_home_after_the_shift_or_before_the_return() {
    assert_eq!(after(break_at_home), []);
    let violations = after(|parts, plan| {
        break_at_home(parts, plan);
        parts.vehicles[0].shift = window(100, 265);
    });
    assert_eq!(violations, [Violation::AfterShift { route: 0, expected: s(265), got: s(266) }]);
    let violations = after(|parts, plan| {
        break_at_home(parts, plan);
        set(&mut plan.routes[0], 3, [236, 236, 266]);
    });
    let (expected, got) = (s(235), s(236));
    assert_eq!(violations, [Violation::Arrival { route: 0, visit: 3, expected, got }]);
}

#[test]
fn no_break_where_there_must_be_one() {
    let violations = after(|parts, plan| {
        let breaks = std::mem::take(&mut parts.vehicles[0].breaks);
        plan.routes[0] = route(parts, 0, &[pickup(0), dropoff(0, 0), dropoff(0, 1)]);
        parts.vehicles[0].breaks = breaks;
    });
    assert_eq!(violations, [Violation::BreakMissing { route: 0 }]);
}

#[test]
fn a_break_where_there_is_none_to_have() {
    let violations = after(|parts, _| parts.vehicles[0].breaks.clear());
    assert_eq!(violations, [Violation::BreakUncalledFor { route: 0, visit: 2 }]);
}

#[test]
fn a_second_break() {
    let violations = after(|_, plan| {
        let pause = plan.routes[0].visits[2];
        plan.routes[0].visits.push(pause);
        set(&mut plan.routes[0], 4, [205, 205, 235]);
        plan.routes[0].arrival = s(265);
    });
    assert_eq!(violations, [Violation::BreakTwice { route: 0, visit: 4 }]);
}

#[test]
fn a_break_outside_its_window() {
    for window in [window(141, 300), window(130, 139)] {
        let violations = after(|parts, _| {
            parts.vehicles[0].breaks = vec![Break::new(window, s(30))];
        });
        let got = s(140);
        assert_eq!(violations, [Violation::BreakOutsideWindow { route: 0, visit: 2, window, got }]);
    }
}

#[test]
fn a_break_later_than_it_need_be() {
    let violations = after(|_, plan| {
        set(&mut plan.routes[0], 2, [140, 145, 175]);
        set(&mut plan.routes[0], 3, [185, 200, 205]);
    });
    let (expected, got) = (s(140), s(145));
    assert_eq!(violations, [Violation::Start { route: 0, visit: 2, expected, got }]);
}

#[test]
fn a_break_of_another_length() {
    let violations = after(|_, plan| {
        set(&mut plan.routes[0], 2, [140, 140, 169]);
        set(&mut plan.routes[0], 3, [179, 200, 205]);
    });
    let (expected, got) = (s(30), s(29));
    assert_eq!(violations, [Violation::BreakDuration { route: 0, visit: 2, expected, got }]);
}
