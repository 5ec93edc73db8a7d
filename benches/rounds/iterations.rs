//! How many plans the search tries in a second.

use crate::{
    fixture,
    input::{Input, inputs},
    measured::is_wanted,
};
use criterion::{BenchmarkId, Criterion, Throughput};
use musette::solver::{Budget, Objective, Problem, Settings, solve};
use std::time::Instant;

/// Orders, a courier for each.
const SIZES: [usize; 2] = [50, 100];
const ITERATIONS: u64 = 30_000;

/// From the first plan on, which is part of it.
pub(crate) fn iterations(criterion: &mut Criterion) {
    if !is_wanted("iterations") {
        return;
    }
    let iterations = if fixture::is_measured() { ITERATIONS } else { 10 };
    let budget = Budget { iterations: Some(iterations), ..Budget::default() };
    let mut group = criterion.benchmark_group("iterations");
    group.sample_size(10).throughput(Throughput::Elements(iterations));
    for input in inputs() {
        for orders in SIZES {
            let problem = first(&input, orders);
            let objectives = [("travel", Objective::TRAVEL), ("rounds", Objective::ROUNDS)];
            for (name, objective) in objectives {
                let settings = Settings { objective, seed: 1, threads: 1, budget, warm_start: &[] };
                let work = format!("{name}/{}", input.name);
                group.bench_function(BenchmarkId::new(&work, orders), |bencher| {
                    bencher.iter(|| solve(&problem, &settings, &mut |_| {}));
                });
                let begun = Instant::now();
                let solved = solve(&problem, &settings, &mut |_| {});
                let rate = solved.iterations as f64 / begun.elapsed().as_secs_f64();
                let cost = solved.score.cost as f64 / input.scale;
                println!("iterations/{work}/{orders}: {rate:.0} a second, to cost {cost:.0}");
            }
        }
    }
    group.finish();
}

fn first(input: &Input, orders: usize) -> Problem {
    let requests = input.orders.iter().take(orders).cloned().collect();
    let problem = Problem::new(vec![input.matrix.clone()], input.couriers(orders), requests);
    problem.expect("a part of a problem is one")
}
