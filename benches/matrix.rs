//! Square tables of travel times and distances. On one thread, but for `all-cores`.
//!
//! Besides what criterion tells, one line a size says what a cell costs in the table, what it costs when
//! asked for alone, and what the table costs with each width of vector instructions. Tables are fast
//! because the processor works on many cells at once; where the compiler stops seeing that, all answers
//! stay right. So this fails where a thousand places do not gain by instructions that are there.

#![allow(clippy::print_stdout, reason = "a benchmark says what it measured")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use musette::{
    graph::{Direction, SectionId, Snap},
    matrix::{Matrix, many_to_many},
    routing::{Class, Vectors},
};
use std::{hint::black_box, time::Instant};

mod fixture;

const SIZES: [usize; 3] = [100, 500, 1000];
/// The widest vectors make the largest table at least so many times as fast as those that every processor
/// has. Measured: about 2.
const LEAST_GAIN: f64 = 1.3;
/// So many to all and all to so many, as a new order needs them.
const FEW: [usize; 3] = [2, 4, 8];
/// Sections on which so many places are that most cells are from one of a section to another: on one, as
/// in a street of shops, and on a few.
const STREETS: [usize; 2] = [1, 20];
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
        let snaps = fixture::snaps(&class, *SIZES[..largest].last().unwrap_or(&1));
        let snaps: Vec<Option<Snap>> = snaps.into_iter().map(Some).collect();
        for few in FEW {
            let id = BenchmarkId::new(format!("few/{name}/{few}"), snaps.len());
            group.throughput(Throughput::Elements((2 * few * snaps.len()) as u64));
            group.bench_function(id, |bencher| {
                let few = &snaps[..few];
                pool.install(|| {
                    bencher.iter(|| {
                        (many_to_many(&class, few, &snaps), many_to_many(&class, &snaps, few))
                    });
                });
            });
        }
        for count in STREETS {
            let snaps = on_few(&class, *SIZES[..largest].last().unwrap_or(&1), count);
            let mut reused = many_to_many(&class, &snaps, &snaps);
            group.throughput(Throughput::Elements((snaps.len() * snaps.len()) as u64));
            let id = BenchmarkId::new(format!("fill/{name}/streets-{count}"), snaps.len());
            group.bench_function(id, |bencher| {
                pool.install(|| bencher.iter(|| reused.fill(&class, &snaps, &snaps)));
            });
        }
        group.finish();
    }
}

/// `count` places spread along the longest sections that are open both ways, so many of these.
fn on_few(class: &Class, count: usize, sections: usize) -> Vec<Option<Snap>> {
    let graph = &class.map().graph;
    let is_open = |section: &SectionId| {
        [Direction::Forward, Direction::Backward]
            .map(|direction| class.metric.reaches(graph, *section, direction))
            == [true; 2]
    };
    let mut open: Vec<SectionId> =
        (0..graph.sections.len()).map(SectionId::new).filter(is_open).collect();
    open.sort_by_key(|section| std::cmp::Reverse(graph.section(*section).length_cm));
    open.truncate(sections);
    let each = count.div_ceil(open.len().max(1));
    let place = |section: &SectionId, number: usize| Snap {
        edge: section.edge(Direction::Forward),
        fraction: number as f64 / each as f64,
        place: graph.graph[graph.section(*section).from],
        distance_m: 0.0,
        one_way: false,
    };
    open.iter().flat_map(|section| (0..each).map(|at| Some(place(section, at)))).collect()
}

/// Medians of a table made with each kind of instructions in turns, in milliseconds.
fn by_vectors(class: &Class, snaps: &[Option<Snap>], table: &mut Matrix) -> Vec<(Vectors, f64)> {
    let kinds =
        [Vectors::Plain, Vectors::Avx2, Vectors::Avx512].into_iter().filter(|it| it.are_here());
    let mut times: Vec<(Vectors, Vec<f64>)> = kinds.map(|kind| (kind, Vec::new())).collect();
    for _ in 0..if fixture::is_measured() { 21 } else { 1 } {
        for (vectors, times) in &mut times {
            let start = Instant::now();
            table.fill_with(*vectors, class, snaps, snaps);
            times.push(start.elapsed().as_secs_f64() * 1e3);
        }
    }
    let median = |mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    times.into_iter().map(|(vectors, times)| (vectors, median(times))).collect()
}

/// What a cell costs in the table, by kind of instructions, and alone.
fn cells(class: &Class, snaps: &[Option<Snap>], table: &mut Matrix) -> String {
    let times = by_vectors(class, snaps, table);
    let count = snaps.len() * snaps.len();
    let together = |ms: f64| ms * 1e6 / count as f64;
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
    let (plain, widest) = (times[0].1, times[times.len() - 1].1);
    let by_kind: Vec<String> =
        times.iter().map(|(vectors, ms)| format!("{vectors:?} {ms:.2} ms")).collect();
    let gain = plain / widest;
    let is_vectorised = times.len() == 1 || gain >= LEAST_GAIN;
    assert!(
        is_vectorised || !fixture::is_measured() || snaps.len() < SIZES[2],
        "wider vectors gain only {gain:.2}: does the compiler still use them?"
    );
    format!(
        "{} ({gain:.2} times as fast as plain); {:.1} ns a cell, {alone:.0} ns alone",
        by_kind.join(", "),
        together(widest)
    )
}

criterion_group!(benches, matrix);
criterion_main!(benches);
