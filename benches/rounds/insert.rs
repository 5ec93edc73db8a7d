//! One new order into the plan of fifty couriers.

use crate::{
    fixture,
    input::inputs,
    measured::{is_wanted, summary},
    plan::{COURIERS, Planned, new_orders},
};
use criterion::{BatchSize, Criterion};
use musette::solver::{Live, Objective, Request};
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

/// New orders, each into the same plan.
const NEW: usize = 400;
/// The fastest of so many counts: what else the machine does is not to be measured.
const REPEATS: usize = 3;

/// Where there is a place.
pub(crate) fn insert(criterion: &mut Criterion) {
    if !is_wanted("insert") {
        return;
    }
    let mut group = criterion.benchmark_group("insert");
    // Making the plan again takes a thousand times as long as what is measured.
    group.sample_size(10).warm_up_time(Duration::from_millis(1));
    group.measurement_time(Duration::from_millis(5));
    for input in inputs() {
        let new = new_orders(&input, if fixture::is_measured() { NEW } else { 3 });
        let plan = || Planned::of(&input, Objective::TRAVEL);
        let late = [("one-late", plan().late(1)), ("all-late", plan().late(COURIERS))];
        for (name, planned) in both(plan).into_iter().chain(late) {
            let mut next = new.iter().cycle();
            group.bench_function(format!("{name}/{}", input.name), |bencher| {
                let live = || {
                    planned.live_with(
                        &next.next().cloned().into_iter().collect::<Vec<_>>(),
                        Objective::TRAVEL,
                    )
                };
                bencher.iter_batched(live, put, BatchSize::PerIteration);
            });
            let (mut times, mut served) = (Vec::new(), 0);
            for order in &new {
                let again = |_| {
                    let live = planned.live_with(std::slice::from_ref(order), Objective::TRAVEL);
                    let begun = Instant::now();
                    let (live, is_served) = put(live);
                    let time = begun.elapsed();
                    drop(live);
                    (time, is_served)
                };
                let (time, is_served) = (0..REPEATS).map(again).min().unwrap_or_default();
                if is_served {
                    served += 1;
                    times.push(time);
                }
            }
            println!(
                "insert/{name}/{}: {}, {served} of {} served",
                input.name,
                summary(&mut times),
                new.len()
            );
        }
    }
    group.finish();
}

/// The plan as it is, and with half of each route locked.
fn both(plan: impl Fn() -> Planned) -> [(&'static str, Planned); 2] {
    [("free", plan()), ("half-locked", plan().half_locked())]
}

/// The last order of a plan.
fn put(mut live: Live) -> (Live, bool) {
    let inserted = live.insert(black_box(live.problem().requests().len() - 1));
    let is_served = inserted.vehicle.is_some() && inserted.moved.is_none();
    (live, is_served)
}

/// Where there is none, unless another order makes room: stops take twenty minutes, and one order after the
/// other comes until long after there is no place left.
pub(crate) fn eject(_: &mut Criterion) {
    if !is_wanted("eject") {
        return;
    }
    for input in inputs() {
        let input = input.with_service(20);
        let new = new_orders(&input, if fixture::is_measured() { 3 * NEW } else { 3 });
        for (name, planned) in both(|| Planned::of(&input, Objective::TRAVEL)) {
            let runs: Vec<Vec<(Duration, bool, bool)>> =
                (0..REPEATS).map(|_| one_by_one(&planned, &new)).collect();
            let (mut times, mut rescued) = (Vec::new(), 0);
            for order in 0..new.len() {
                let Some((time, has_place, is_served)) = runs.iter().map(|run| run[order]).min()
                else {
                    continue;
                };
                if !has_place {
                    times.push(time);
                    rescued += usize::from(is_served);
                }
            }
            println!(
                "eject/{name}/{}: {}, {rescued} rescued; {} others had a place",
                input.name,
                summary(&mut times),
                new.len() - times.len()
            );
        }
    }
}

/// For each new order: how long it took, whether there was a place, and whether it is served.
fn one_by_one(planned: &Planned, new: &[Request]) -> Vec<(Duration, bool, bool)> {
    let mut live = planned.live_with(new, Objective::TRAVEL);
    let known = planned.requests.len();
    let mut put = |request| {
        let begun = Instant::now();
        let inserted = live.insert(black_box(request));
        let is_served = inserted.vehicle.is_some();
        (begun.elapsed(), is_served && inserted.moved.is_none(), is_served)
    };
    (known..known + new.len()).map(&mut put).collect()
}
