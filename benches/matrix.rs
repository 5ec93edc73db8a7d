//! Tables of travel times, beside petgraph's own Dijkstra on the same graph and weights.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use musette::{
    graph::{Cost, Metric, Snap, StreetMap},
    matrix::many_to_many,
    routing::Router,
};
use petgraph::{
    algo::dijkstra,
    visit::{EdgeFiltered, EdgeRef},
};

mod fixture;

fn matrix(criterion: &mut Criterion) {
    let (name, map) = fixture::map();
    let router = Router::new(map);
    let class = router.class("bike").expect("a shipped profile");
    let (map, metric) = (router.map(), &class.metric);
    let mut group = criterion.benchmark_group("matrix");
    group.sample_size(10);
    for size in [16, 64, 120] {
        let places = fixture::places(map, metric, size);
        let snaps: Vec<Option<Snap>> =
            places.iter().map(|place| map.snap(metric, *place, 250.0)).collect();
        group.throughput(Throughput::Elements((size * size) as u64));
        let id = BenchmarkId::new(format!("musette/{name}"), size);
        group.bench_function(id, |bencher| {
            bencher.iter(|| many_to_many(&class, &snaps, &snaps));
        });
    }
    // One row is one full search: the width of the table does not matter to petgraph's.
    let place = fixture::places(map, metric, 1);
    let from = map.snap(metric, place[0], 250.0).expect("the place is beside a street");
    let all: Vec<Option<Snap>> = fixture::places(map, metric, 120)
        .into_iter()
        .map(|place| map.snap(metric, place, 250.0))
        .collect();
    group.throughput(Throughput::Elements(1));
    group.bench_function(format!("row/musette/{name}"), |bencher| {
        bencher.iter(|| many_to_many(&class, &[Some(from)], &all));
    });
    group.bench_function(format!("row/petgraph/{name}"), |bencher| {
        bencher.iter(|| petgraph_row(map, metric, &from));
    });
}

fn petgraph_row(map: &StreetMap, metric: &Metric, from: &Snap) -> usize {
    let graph = &map.graph;
    let open =
        EdgeFiltered::from_fn(&graph.graph, |edge: petgraph::graph::EdgeReference<'_, _>| {
            metric.cost(edge.id()).is_some()
        });
    let start = graph.graph.edge_endpoints(from.edge).expect("an edge of the graph").1;
    let weight = |edge: petgraph::graph::EdgeReference<'_, _>| {
        Weight(metric.cost(edge.id()).unwrap_or_default())
    };
    dijkstra(&open, start, None, weight).len()
}

/// A cost as petgraph wants it.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
struct Weight(Cost);

impl std::ops::Add for Weight {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.plus(other.0))
    }
}

criterion_group!(benches, matrix);
criterion_main!(benches);
