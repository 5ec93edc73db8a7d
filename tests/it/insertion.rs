//! Looking ahead pays: regret-2 against cheapest insertion on days that are hard on the greedy.

use crate::{
    maps::CITY,
    support::day::{FITTING, coop, orders},
};
use musette::{
    dispatch::Instance,
    solver::{Insertion, Plan, check, construct},
};
use std::{fmt, iter::Sum, ops::Add};

const DAYS: u64 = 20;
const MAX_SNAP_M: f64 = 250.0;

/// What a plan, or several, is worth.
#[derive(Clone, Copy, Debug, Default)]
struct Worth {
    served: usize,
    left: usize,
    riding_s: u32,
}

impl Worth {
    fn of(plan: &Plan, orders: usize) -> Self {
        let left = plan.unassigned.len();
        let riding_s = plan.routes.iter().map(|route| route.totals.travel.as_u32()).sum();
        Self { served: orders - left, left, riding_s }
    }

    fn riding_per_order_s(self) -> f64 {
        f64::from(self.riding_s) / self.served as f64
    }
}

impl Add for Worth {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            served: self.served + other.served,
            left: self.left + other.left,
            riding_s: self.riding_s + other.riding_s,
        }
    }
}

impl Sum for Worth {
    fn sum<I: Iterator<Item = Self>>(worths: I) -> Self {
        worths.fold(Self::default(), Add::add)
    }
}

impl fmt::Display for Worth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>6} left, {:>5.0} s riding an order", self.left, self.riding_per_order_s())
    }
}

/// The day planned by the greedy and by regret, both passed by the checker.
fn plans(day: u64) -> [Worth; 2] {
    let (city, router) = &*CITY;
    let (coop, orders) = (coop(city), orders(city, day, FITTING));
    let instance = Instance::new(router, &coop, &orders, MAX_SNAP_M).unwrap();
    [Insertion::Cheapest, Insertion::Regret2].map(|insertion| {
        let plan = construct(&instance.problem, insertion);
        assert_eq!(check(&instance.problem, &plan), [], "day {day}, {insertion:?}");
        Worth::of(&plan, orders.len())
    })
}

#[test]
fn regret_leaves_fewer_orders_over_than_the_greedy_and_rides_less_for_each() {
    let days: Vec<[Worth; 2]> = (0..DAYS).map(plans).collect();
    println!(" day  {:<40}  regret-2", "cheapest");
    for (day, [cheapest, regret]) in days.iter().enumerate() {
        println!("{day:>4}  {cheapest}  {regret}");
    }
    let [cheapest, regret]: [Worth; 2] = [0, 1].map(|by| days.iter().map(|day| day[by]).sum());
    println!(" all  {cheapest}  {regret}");

    assert!(regret.left * 5 <= cheapest.left * 4, "at least a fifth fewer are left over");
    assert!(regret.riding_per_order_s() < cheapest.riding_per_order_s());
    let better = days.iter().filter(|[cheapest, regret]| regret.left < cheapest.left).count();
    let worse = days.iter().filter(|[cheapest, regret]| regret.left > cheapest.left).count();
    assert!(better >= 2 * worse, "better on {better} days, worse on {worse}");
}
