//! Searching pays: days that are hard on the greedy, with and without iterations.

use crate::{
    maps::CITY,
    support::day::{FITTING, coop, orders},
};
use musette::{
    dispatch::Instance,
    solver::{Budget, Objective, Plan, Settings, check, solve},
};
use std::{fmt, iter::Sum, ops::Add};

const DAYS: u64 = 20;
const ITERATIONS: u64 = 2_000;
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

/// The day as it is first planned, and after some iterations, both passed by the checker.
fn plans(day: u64) -> [Worth; 2] {
    let (city, router) = &*CITY;
    let (coop, orders) = (coop(city), orders(city, day, FITTING));
    let instance = Instance::new(router, &coop, &orders, MAX_SNAP_M).unwrap();
    [0, ITERATIONS].map(|iterations| {
        let budget = Budget { iterations: Some(iterations), ..Budget::default() };
        let settings =
            Settings { objective: Objective::ROUNDS, seed: 1, threads: 1, budget, warm_start: &[] };
        let solved = solve(&instance.problem, &settings, &mut |_| ());
        assert_eq!(check(&instance.problem, &solved.plan), [], "day {day}, {iterations}");
        assert_eq!(instance.left_out(&solved.score), solved.plan.unassigned.len());
        Worth::of(&solved.plan, orders.len())
    })
}

#[test]
fn iterations_serve_at_least_as_many_orders_and_ride_less_for_each() {
    let days: Vec<[Worth; 2]> = (0..DAYS).map(plans).collect();
    println!(" day  {:<40}  {ITERATIONS} iterations", "first plan");
    for (day, [first, searched]) in days.iter().enumerate() {
        println!("{day:>4}  {first}  {searched}");
        assert!(searched.left <= first.left, "day {day}");
        let longer = searched.riding_s > first.riding_s;
        assert!(searched.left < first.left || !longer, "day {day}: as many served, but longer");
    }
    let [first, searched]: [Worth; 2] = [0, 1].map(|by| days.iter().map(|day| day[by]).sum());
    println!(" all  {first}  {searched}");
    assert!(searched.left * 5 <= first.left * 4, "at least a fifth fewer are left over");
    assert!(searched.riding_per_order_s() < first.riding_per_order_s());
}
