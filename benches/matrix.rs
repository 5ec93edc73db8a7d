//! Square tables of travel times and distances. On one thread, but for `all-cores`.
//!
//! Besides what criterion tells, one line a size says what a cell costs in the table and what it costs
//! when asked for alone: tables are fast because the processor works on many cells at once, and where
//! the compiler stops seeing that, nothing fails, but these two figures draw near.

#![allow(clippy::print_stdout, reason = "a benchmark says what it measured")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use musette::{
    graph::Snap,
    matrix::{Matrix, many_to_many},
    routing::Class,
};
use std::{hint::black_box, time::Instant};

mod fixture;

const SIZES: [usize; 3] = [100, 500, 1000];
/// Cells that are asked for one by one.
const SAMPLE: usize = 10_000;

fn matrix(criterion: &mut Criterion) {
    let pool = fixture::one_thread();
    for (model, profile) in fixture::models() {
        let (name, router) = fixture::router(&profile);
        let class = router.class(&profile.name).expect("it is the only profile");
        let largest = if fixture::is_measured() { SIZES.len() } else { 1 };
        let mut group = criterion.benchmark_group(format!("matrix/{model}"));
        group.sample_size(20);
        for size in &SIZES[..largest] {
            let snaps: Vec<Option<Snap>> =
                fixture::snaps(&class, *size).into_iter().map(Some).collect();
            let mut reused = many_to_many(&class, &snaps, &snaps);
            group.throughput(Throughput::Elements((size * size) as u64));
            let id = |work: &str| BenchmarkId::new(format!("{work}/{name}"), size);
            group.bench_function(id("fresh"), |bencher| {
                pool.install(|| bencher.iter(|| many_to_many(&class, &snaps, &snaps)));
            });
            group.bench_function(id("fill"), |bencher| {
                pool.install(|| bencher.iter(|| reused.fill(&class, &snaps, &snaps)));
            });
            let cells = pool.install(|| cells(&class, &snaps, &mut reused));
            println!("matrix/{model}/{name}/{size}: {cells}");
            if *size == SIZES[2] {
                group.bench_function(id("fill/all-cores"), |bencher| {
                    bencher.iter(|| reused.fill(&class, &snaps, &snaps));
                });
            }
        }
        group.finish();
    }
}

/// What a cell costs in the table (the median of some), and alone.
fn cells(class: &Class, snaps: &[Option<Snap>], table: &mut Matrix) -> String {
    let mut fills: Vec<f64> = (0..if fixture::is_measured() { 15 } else { 1 })
        .map(|_| {
            let start = Instant::now();
            table.fill(class, snaps, snaps);
            start.elapsed().as_secs_f64()
        })
        .collect();
    fills.sort_by(f64::total_cmp);
    let count = snaps.len() * snaps.len();
    let together = fills[fills.len() / 2] * 1e9 / count as f64;

    let sampled = if fixture::is_measured() { SAMPLE.min(count) } else { 10 };
    let step = count / sampled;
    let start = Instant::now();
    for cell in (0..sampled).map(|cell| cell * step) {
        let (from, to) = (&snaps[cell / snaps.len()], &snaps[cell % snaps.len()]);
        if let (Some(from), Some(to)) = (from, to) {
            black_box(class.cost(from, to));
        }
    }
    let alone = start.elapsed().as_secs_f64() * 1e9 / sampled as f64;
    let ratio = alone / together;
    format!("{together:.1} ns a cell in the table, {alone:.0} ns alone, {ratio:.0} times as much")
}

criterion_group!(benches, matrix);
criterion_main!(benches);
