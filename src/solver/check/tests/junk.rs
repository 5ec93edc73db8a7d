//! Plans nobody made: the checker answers whatever it is shown.

use super::*;
use crate::solver::{
    Breach, Objective, Totals, Visit, check_live,
    fixture::{any_locked_parts, any_parts, solved},
};
use crate::units::TimeWindow;
use proptest::{collection::vec, prelude::*, sample::Index};

fn any_index() -> impl Strategy<Value = usize> {
    prop_oneof![9 => 0_usize..9, 1 => Just(usize::MAX)]
}

fn any_seconds() -> impl Strategy<Value = Seconds> {
    prop_oneof![6 => 0_u32..500, 1 => Just(u32::MAX), 1 => any::<u32>()].prop_map(Seconds::new)
}

fn any_stop() -> impl Strategy<Value = StopId> {
    prop_oneof![
        any_index().prop_map(|request| StopId::Pickup { request, pickup: 0 }),
        (any_index(), any_index())
            .prop_map(|(request, dropoff)| StopId::Dropoff { request, dropoff }),
    ]
}

fn any_visit() -> impl Strategy<Value = Visit> {
    let kind = prop_oneof![1 => Just(VisitKind::Break), 4 => any_stop().prop_map(VisitKind::Stop)];
    (kind, any_seconds(), any_seconds(), any_seconds())
        .prop_map(|(kind, arrival, start, end)| Visit { kind, arrival, start, end })
}

fn any_route() -> impl Strategy<Value = Route> {
    let totals = Totals::default();
    (any_index(), any_seconds(), vec(any_visit(), 0..6), any_seconds()).prop_map(
        move |(vehicle, departure, visits, arrival)| Route {
            vehicle,
            departure,
            visits,
            arrival,
            totals,
        },
    )
}

fn any_reason() -> impl Strategy<Value = Reason> {
    let window = || {
        (any_seconds(), any_seconds())
            .prop_map(|(one, other)| TimeWindow::new(one.min(other), one.max(other)).unwrap())
    };
    prop_oneof![
        Just(Reason::NoVehicle),
        any::<u64>().prop_map(|bits| Reason::Skill { missing: Skills::from_bits(bits) }),
        (any::<u32>(), any::<u32>()).prop_map(|(needed, largest)| Reason::TooMuch {
            dimension: Dimension::Bags,
            needed,
            largest
        }),
        any::<u32>().prop_map(|size| Reason::TooMuchTogether { needed: load(size) }),
        Just(Reason::Unreachable),
        (any_stop(), any_seconds(), any_seconds())
            .prop_map(|(stop, earliest, due)| Reason::TooLate { stop, earliest, due }),
        window().prop_map(|window| Reason::NoTimeForBreak { window }),
        (window(), any_seconds()).prop_map(|(shift, back)| Reason::OutsideShifts { shift, back }),
        any_index().prop_map(|candidates| Reason::AllBusy { candidates }),
    ]
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let left =
        (any_index(), any_reason()).prop_map(|(request, reason)| Unassigned { request, reason });
    let late = (any_stop(), any_index(), any_seconds())
        .prop_map(|(stop, vehicle, by)| Breach::Late { stop, vehicle, by });
    let full = (proptest::option::of(any_stop()), any_index(), any::<u32>())
        .prop_map(|(after, vehicle, by)| Breach::Overloaded { vehicle, after, by: load(by) });
    let overdue =
        (any_index(), any_seconds()).prop_map(|(vehicle, by)| Breach::Overdue { vehicle, by });
    let breach = prop_oneof![late, full, overdue];
    (vec(any_route(), 0..4), vec(left, 0..6), vec(breach, 0..3))
        .prop_map(|(routes, unassigned, breaches)| Plan { routes, unassigned, breaches })
}

/// Every moment in a route.
fn moments(route: &mut Route) -> Vec<&mut Seconds> {
    let mut moments = vec![&mut route.departure, &mut route.arrival];
    for Visit { arrival, start, end, .. } in &mut route.visits {
        moments.extend([arrival, start, end]);
    }
    moments
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_plan_makes_the_checker_panic(parts in any_parts(3), plan in any_plan()) {
        let served = plan.routes.iter().any(|route| !route.visits.is_empty());
        let violations = check(&parts.problem(), &plan);
        // Totals of zero cannot be right with a stop that takes time, and random times are not.
        prop_assert!(!served || !violations.is_empty());
    }

    #[test]
    fn no_routes_from_before_make_the_checker_panic(
        parts in any_locked_parts(3),
        plan in any_plan(),
        before in vec((any_index(), vec(any_stop(), 0..6)), 0..4),
    ) {
        let served = plan.routes.iter().any(|route| !route.visits.is_empty());
        let violations = check_live(&parts.problem(), &before, &plan);
        prop_assert!(!served || !violations.is_empty());
    }

    #[test]
    fn no_moment_of_a_right_plan_can_be_changed_unnoticed(
        parts in any_parts(2), route: Index, moment: Index, change in 1_u32..100, later: bool,
    ) {
        let problem = parts.problem();
        let mut plan = solved(&problem, Objective::ROUNDS, 0).plan;
        prop_assume!(!plan.routes.is_empty());
        let route = route.get_mut(&mut plan.routes);
        let arrival = route.arrival;
        let mut moments = moments(route);
        let moment = moment.get_mut(&mut moments);
        let change = Seconds::new(change);
        let changed = if later { **moment + change } else { **moment - change };
        prop_assume!(changed != **moment);
        **moment = changed;
        // Where no time passes on the way back, the break may lie before or behind the return.
        let is_other_reading = match &route.visits[..] {
            [.., before, last] if last.kind == VisitKind::Break => {
                [before.end, last.end].contains(&route.arrival)
            }
            _ => false,
        };
        prop_assume!(route.arrival == arrival || !is_other_reading);
        prop_assert!(!check(&problem, &plan).is_empty());
    }
}
