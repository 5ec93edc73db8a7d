//! From an extract to streets that can be asked, phase by phase and as a whole, for one vehicle class
//! under two models; and what `musette import` does besides, for all shipped classes.
//!
//! On one thread, but for `ready/all-cores`. `MUSETTE_BENCH_MAP=file.osm.pbf` takes another extract
//! than the shipped one.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use musette::{
    config::read_profiles,
    graph::{self, SnapIndex, StreetMap},
    osm::{Profile, read_extract},
    routing::{Class, Router, find_orders},
};
use std::{
    hint::black_box,
    io::Cursor,
    sync::Arc,
    time::{Duration, Instant},
};

mod fixture;

/// Everything before the first query: read, build, order, contract, customize.
fn ready(bytes: &[u8], profile: &Profile) -> Arc<Class> {
    let router = Router::new(fixture::streets(bytes, profile));
    router.class(&profile.name).expect("it is the only profile")
}

/// How long splitting and contracting take, of what happens when a class is first asked for.
fn contract(map: StreetMap, profile: &Profile) -> Duration {
    let start = Instant::now();
    let router = Router::new(map);
    let class = router.class(&profile.name).expect("it is the only profile");
    start.elapsed().saturating_sub(class.times.customize.basic + class.times.customize.perfect)
}

fn phases(criterion: &mut Criterion) {
    let (name, bytes) = fixture::extract();
    let pool = fixture::one_thread();
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (model, profile) in fixture::models() {
        let file = folder.path().join(format!("{model}.musette"));
        let profiles = [profile.clone()];
        let mut group = criterion.benchmark_group(format!("import/{model}"));
        group.sample_size(10);
        let read = || read_extract(Cursor::new(&bytes), &profiles, &|_, _| {}).expect("it reads");
        let extract = read();
        let build = || StreetMap::build(&extract, profiles.to_vec());

        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(format!("read/{name}"), |bencher| {
            pool.install(|| bencher.iter(read));
        });
        group.bench_function(format!("graph/{name}"), |bencher| {
            pool.install(|| bencher.iter(build));
        });
        let mut map = build();
        group.bench_function(format!("snap-index/{name}"), |bencher| {
            pool.install(|| bencher.iter(|| SnapIndex::build(&map.graph)));
        });
        group.bench_function(format!("order/{name}"), |bencher| {
            pool.install(|| bencher.iter(|| find_orders(&mut map)));
        });
        graph::write(&file, &map, &extract.places, &extract.scenery).expect("it writes");
        let open = || graph::open(&file).expect("it opens");
        group.bench_function(format!("contract/{name}"), |bencher| {
            let once = |_| pool.install(|| contract(open(), &profile));
            bencher.iter_custom(|times| (0..times).map(once).sum());
        });
        group.bench_function(format!("customize/{name}"), |bencher| {
            let router = Router::new(open());
            bencher.iter_custom(|times| {
                let once = || router.tune(&profile).expect("it is the only profile").times.total();
                pool.install(|| (0..times).map(|_| once()).sum())
            });
        });
        group.bench_function(format!("ready/{name}"), |bencher| {
            pool.install(|| bencher.iter(|| ready(&bytes, &profile)));
        });
        group.bench_function(format!("ready/all-cores/{name}"), |bencher| {
            bencher.iter(|| ready(&bytes, &profile));
        });
        group.finish();
    }
}

/// What `musette import` does: all shipped profiles, addresses and the drawing too, into a file.
fn shipped(criterion: &mut Criterion) {
    let (name, bytes) = fixture::extract();
    let profiles = read_profiles(None).expect("the shipped profiles are right");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("shipped.musette");
    let extract = read_extract(Cursor::new(&bytes), &profiles, &|_, _| {}).expect("it reads");
    let mut map = StreetMap::build(&extract, profiles.clone());
    find_orders(&mut map);

    let mut group = criterion.benchmark_group("import/shipped");
    group.sample_size(10);
    group.bench_function(format!("write/{name}"), |bencher| {
        bencher.iter(|| {
            graph::write(&file, &map, &extract.places, &extract.scenery).expect("it writes");
        });
    });
    group.bench_function(format!("open/{name}"), |bencher| {
        bencher.iter_batched(
            || (),
            |()| black_box(graph::open(&file).expect("it opens")),
            BatchSize::PerIteration,
        );
    });
    group.bench_function(format!("whole/all-cores/{name}"), |bencher| {
        bencher.iter(|| {
            let extract =
                read_extract(Cursor::new(&bytes), &profiles, &|_, _| {}).expect("it reads");
            let mut map = StreetMap::build(&extract, profiles.clone());
            find_orders(&mut map);
            graph::write(&file, &map, &extract.places, &extract.scenery).expect("it writes");
        });
    });
}

criterion_group!(benches, phases, shipped);
criterion_main!(benches);
