//! Search of addresses and places by words, against a scan of all of them.

#![allow(clippy::print_stdout, reason = "a benchmark says what it measured")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use musette::{
    geocode::Geocoder,
    osm::{Place, PlaceKind},
};
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

mod fixture;

/// What people type: addresses in full, begun, mistyped, names of places, and the worst there is.
fn queries(places: &[Place]) -> Vec<String> {
    let addressed: Vec<&Place> =
        places.iter().filter(|place| !place.housenumber.is_empty()).collect();
    let named: Vec<&Place> = places.iter().filter(|place| !place.name.is_empty()).collect();
    let step = |all: &[&Place]| all.len().div_ceil(20).max(1);
    let mut queries = Vec::new();
    for (turn, place) in addressed.iter().step_by(step(&addressed)).enumerate() {
        let Place { street, housenumber, postcode, city, .. } = place;
        let letters = street.chars().count();
        queries.push(match turn % 4 {
            0 => format!("{housenumber} {street}, {postcode} {city}"),
            1 => format!("{housenumber} {}", street.chars().take(letters / 2).collect::<String>()),
            2 => format!("{street} {housenumber}").replacen(['a', 'e'], "x", 1),
            _ => street.chars().take(3).collect(),
        });
    }
    let shops = named.iter().filter(|place| place.kind != PlaceKind::Address);
    queries.extend(shops.step_by(step(&named)).map(|place| place.name.to_lowercase()));
    queries.push("a".to_owned());
    queries.push("s 1".to_owned());
    queries.push("strasse platz allee gasse ring weg rue avenue katu street road 12".to_owned());
    queries
}

/// The longest that one of `queries` takes, the best of five runs each.
fn slowest(queries: &[String], search: impl Fn(&str) -> usize) -> (Duration, &str) {
    let time = |query: &str| {
        let run = || {
            let start = Instant::now();
            black_box(search(query));
            start.elapsed()
        };
        (0..5).map(|_| run()).min().unwrap_or_default()
    };
    let timed = queries.iter().map(|query| (time(query), query.as_str()));
    timed.max().unwrap_or_default()
}

fn geocode(criterion: &mut Criterion) {
    let (name, map, places) = fixture::map_and_places();
    let geocoder = Geocoder::new(&places, &map.graph);
    let queries = queries(&places);
    let near = places.first().map(|place| place.at);
    let all = |search: &dyn Fn(&str) -> usize| -> usize {
        queries.iter().map(|query| search(query)).sum()
    };
    let index = |query: &str| geocoder.search(query, near, 8).len();
    let scan = |query: &str| geocoder.search_by_scan(query, near, 8).len();

    let [streets, doors, named] = geocoder.counts();
    println!(
        "{name}: {streets} streets, {doors} doors, {named} named places in {:.1} MB",
        geocoder.bytes() as f64 / 1e6
    );
    let (longest, query) = slowest(&queries, index);
    println!("slowest query: {query:?} in {longest:.1?}");
    let time = |search: &dyn Fn(&str) -> usize| {
        let start = Instant::now();
        black_box(all(search));
        start.elapsed()
    };
    let (by_scan, by_index) = (time(&scan), time(&index));
    println!("the scan takes {:.1} times as long", by_scan.as_secs_f64() / by_index.as_secs_f64());

    let mut group = criterion.benchmark_group("geocode");
    group.bench_function(format!("build/{name}"), |bencher| {
        bencher.iter(|| Geocoder::new(&places, &map.graph));
    });
    group.throughput(Throughput::Elements(queries.len() as u64));
    group.bench_function(format!("search/{name}"), |bencher| bencher.iter(|| all(&index)));
    group.sample_size(10);
    group.bench_function(format!("scan/{name}"), |bencher| bencher.iter(|| all(&scan)));
}

criterion_group!(benches, geocode);
criterion_main!(benches);
