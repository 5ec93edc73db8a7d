//! From an extract to a map: reading, building, writing, opening.
//!
//! `MUSETTE_BENCH_MAP=file.osm.pbf` takes another extract than the shipped one.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use musette::{config::read_profiles, graph, graph::StreetMap, osm::read_extract};
use std::{hint::black_box, io::Cursor};

mod fixture;

fn import(criterion: &mut Criterion) {
    let (name, bytes) = fixture::extract();
    let profiles = read_profiles(None).expect("the shipped profiles are right");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("bench.musette");

    let mut group = criterion.benchmark_group("import");
    group.sample_size(10).throughput(Throughput::Bytes(bytes.len() as u64));
    let read = || read_extract(Cursor::new(&bytes), &profiles, &|_, _| {}).expect("it reads");
    group.bench_function(format!("read/{name}"), |bencher| bencher.iter(read));
    let extract = read();
    group.bench_function(format!("build/{name}"), |bencher| {
        bencher.iter(|| StreetMap::build(&extract, profiles.clone()));
    });
    let map = StreetMap::build(&extract, profiles.clone());
    group.bench_function(format!("write/{name}"), |bencher| {
        bencher.iter(|| {
            graph::write(&file, &map, &extract.places, &extract.scenery).expect("it writes");
        });
    });
    group.bench_function(format!("open/{name}"), |bencher| {
        bencher.iter(|| black_box(graph::open(&file).expect("it opens")));
    });
    group.bench_function(format!("whole/{name}"), |bencher| {
        bencher.iter(|| {
            let extract = read();
            let map = StreetMap::build(&extract, profiles.clone());
            graph::write(&file, &map, &extract.places, &extract.scenery).expect("it writes");
        });
    });
}

criterion_group!(benches, import);
criterion_main!(benches);
