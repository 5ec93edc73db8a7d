//! From a place to the street beside it.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use musette::graph::SnapIndex;

mod fixture;

fn snap(criterion: &mut Criterion) {
    let (name, map) = fixture::map();
    let metric = fixture::metric(&map, "bike");
    let places = fixture::places(&map, &metric, 1000);

    let mut group = criterion.benchmark_group("snap");
    group.bench_function(format!("index/{name}"), |bencher| {
        bencher.iter(|| SnapIndex::build(&map.graph));
    });
    group.throughput(Throughput::Elements(places.len() as u64));
    group.bench_function(format!("bike/{name}/1000"), |bencher| {
        bencher.iter(|| {
            places.iter().filter(|place| map.snap(&metric, **place, 250.0).is_some()).count()
        });
    });
}

criterion_group!(benches, snap);
criterion_main!(benches);
