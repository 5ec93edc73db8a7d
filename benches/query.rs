//! One path at a time: 1000 random pairs of nodes, already snapped; and snapping apart. A run is all
//! the pairs, so its microseconds are nanoseconds a pair.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use musette::routing::{Search, directions};

mod fixture;

const PAIRS: usize = 1000;
/// The twin is a thousand times slower.
const TWIN_PAIRS: usize = 10;

fn query(criterion: &mut Criterion) {
    for (model, profile) in fixture::models() {
        let (name, router) = fixture::router(&profile);
        let class = router.class(&profile.name).expect("it is the only profile");
        let snaps = fixture::snaps(&class, 2 * PAIRS);
        let pairs = || snaps[..PAIRS].iter().zip(&snaps[PAIRS..]);
        let mut group = criterion.benchmark_group(format!("query/{model}"));
        group.sample_size(20).throughput(Throughput::Elements(PAIRS as u64));
        group.bench_function(format!("distance/{name}"), |bencher| {
            bencher.iter(|| pairs().filter_map(|(from, to)| class.cost(from, to)).max());
        });
        group.bench_function(format!("path/{name}"), |bencher| {
            let length = |(from, to)| class.path(from, to).map_or(0, |path| path.edges.len());
            bencher.iter(|| pairs().map(length).sum::<usize>());
        });
        group.bench_function(format!("directions/{name}"), |bencher| {
            let points = |(from, to)| {
                let path = class.path(from, to);
                path.map_or(0, |path| directions(&class, &path, from, to).geometry.len())
            };
            bencher.iter(|| pairs().map(points).sum::<usize>());
        });
        group.bench_function(format!("snap/{name}"), |bencher| {
            let places = fixture::places(router.map(), &class.metric, PAIRS);
            bencher.iter(|| places.iter().filter_map(|it| class.snap(*it, 250.0)).count());
        });
        group.throughput(Throughput::Elements(TWIN_PAIRS as u64)).sample_size(10);
        group.bench_function(format!("twin/{name}"), |bencher| {
            let mut search = Search::new(&class);
            let mut path = |(from, to)| search.path(from, to).map_or(0, |path| path.edges.len());
            bencher.iter(|| pairs().take(TWIN_PAIRS).map(&mut path).sum::<usize>());
        });
        group.finish();
    }
}

criterion_group!(benches, query);
criterion_main!(benches);
