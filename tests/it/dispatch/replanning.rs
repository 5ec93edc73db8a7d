//! Who was in a round before goes first.

use super::*;
use musette::{
    app::{Effort, PlanProgress, plan_day},
    dispatch::Day,
};
use std::collections::BTreeSet;

const EFFORT: Effort<'static> =
    Effort { time: None, iterations: Some(2_000), seed: 1, threads: 1, cancel: None };

/// The orders left out of a plan of them, and the progress told last.
fn left_out(orders: &[Order], planned: &BTreeSet<String>) -> (BTreeSet<String>, PlanProgress) {
    let (city, router) = &*CITY;
    let coop = city_coop(city);
    let day = Day { coop: &coop, orders, planned };
    let mut last = PlanProgress::default();
    let made = plan_day(router, day, MAX_SNAP_M, &EFFORT, &mut |told| last = *told).unwrap();
    let left = made.rounds.unassigned.iter().map(|it| it.order.clone()).collect();
    (left, last)
}

/// A day is planned, then far more orders come than anybody can bring.
#[test]
fn orders_that_were_planned_before_do_not_make_way_for_new_ones() {
    let (city, _) = &*CITY;
    let orders = city_orders(city, 3, 4 * FITTING);
    let first = &orders[..FITTING];
    let (left, _) = left_out(first, &BTreeSet::new());
    let planned: BTreeSet<String> =
        first.iter().map(|order| order.id.clone()).filter(|id| !left.contains(id)).collect();
    assert!(planned.len() > FITTING / 2, "{left:?}");

    let (left_then, _) = left_out(&orders, &BTreeSet::new());
    assert!(!left_then.is_disjoint(&planned), "else it is no test");
    let (left, told) = left_out(&orders, &planned);
    assert!(left.len() > FITTING, "else it is no test");
    // The search is short here and begins from nothing: it may miss a place, but gives none away.
    let lost = |left: &BTreeSet<String>| left.intersection(&planned).count();
    assert!(lost(&left) * 5 < lost(&left_then), "{left:?}");
    assert!(lost(&left) <= 1, "{left:?}");
    assert!((left.len()..=orders.len()).contains(&told.left_out), "{told:?}");
}

#[test]
fn what_is_left_out_is_counted_in_orders_whatever_they_count_for() {
    let (city, router) = &*CITY;
    let coop = city_coop(city);
    let mut orders = city_orders(city, 1, 12);
    // Five hours before anybody is there.
    for order in &mut orders[..5] {
        let night = window(at(1, 0), at(1, 30));
        order.pickup.window = night;
        for dropoff in &mut order.dropoffs {
            dropoff.stop.window = night;
        }
    }
    let planned: BTreeSet<String> = orders[3..7].iter().map(|order| order.id.clone()).collect();
    let day = Day { coop: &coop, orders: &orders, planned: &planned };
    let instance = Instance::untimed(router, day, MAX_SNAP_M).unwrap();
    let plan = |iterations| {
        let budget = Budget { iterations: Some(iterations), ..Budget::default() };
        let settings = Settings { objective: Objective::ROUNDS, seed: 1, threads: 1, budget };
        solve(&instance.problem, &settings, &mut |_| ())
    };
    for solved in [plan(0), plan(500)] {
        assert!(solved.plan.unassigned.len() >= 5);
        assert_eq!(instance.left_out(&solved.score), solved.plan.unassigned.len());
    }
    let made = || plan_day(router, day, MAX_SNAP_M, &EFFORT, &mut |_| ()).unwrap().rounds;
    assert_eq!(made(), made(), "the same iterations, the same rounds");
}
