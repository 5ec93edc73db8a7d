//! A day of arrivals. Some orders are known when it begins, the others come 30 to 90 minutes before they can
//! be picked up. At each arrival the plan is made anew from the routes as they are, the order is put in, and
//! the plan improved for a few milliseconds.
//!
//! - A courier sets out for the next stop as late as brings him there when its window begins, but not before
//!   he is free and the plan says so. From then on the stop is done: it leaves the problem, and the vehicle
//!   starts where and when it will be free. What is on board is a request without a pickup, pinned.
//! - Nobody rides back at the end.
//! - An order that has no place after the improvement is refused for good.
//! - An order is announced to a courier who is to set out for its pickup within 20 minutes. If he has it no
//!   more after a later arrival, that is a change, and it is announced to who has it then.

mod arrivals;
mod courier;
mod ledger;
mod town;

use crate::{
    fixture,
    input::inputs,
    measured::{is_wanted, summary},
};
use arrivals::Arrivals;
use criterion::Criterion;
use std::{env, fs, path::PathBuf, time::Duration};
use town::Town;

const BUDGETS_MS: [u64; 4] = [0, 1, 5, 20];
const DAYS: u64 = 3;

pub(crate) fn day(_: &mut Criterion) {
    if !is_wanted("day") {
        return;
    }
    let out = env::var_os("MUSETTE_BENCH_DAY_OUT").map(PathBuf::from);
    for input in inputs() {
        // The literature's service there is two minutes, which leaves couriers with nothing to do.
        let input = if input.name.starts_with("LR") { input } else { input.with_service(12) };
        for day in 0..if fixture::is_measured() { DAYS } else { 1 } {
            let arrivals = Arrivals::new(&input, day);
            let name = format!("{}-{day}", input.name);
            if let Some(out) = &out {
                let path = out.join(format!("{name}.json"));
                fs::write(&path, arrivals.json(&input))
                    .unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
            }
            for budget_ms in BUDGETS_MS {
                let mut town = Town::new(&input, &arrivals);
                let mut told = town.live_through(Duration::from_millis(budget_ms));
                let distance = town.ledger.check(&input, &arrivals, &town.refused);
                println!(
                    "day/{name}/{budget_ms} ms: distance {:.0}, {} refused, {:.2} announced changes an \
                     arrival ({:.2} in all), {} open, ready in {}, put in in {}",
                    distance as f64 / input.scale,
                    town.refused.len(),
                    told.announced as f64 / arrivals.orders.len() as f64,
                    told.changes as f64 / arrivals.orders.len() as f64,
                    told.median_open(),
                    summary(&mut told.ready),
                    summary(&mut told.put_in),
                );
            }
        }
    }
}
