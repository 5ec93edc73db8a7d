//! A changed profile takes effect: what the hierarchy makes of new weights, and all that passes until
//! the first query on them is answered. On one thread, but for `first-query/all-cores`.

use criterion::{Criterion, criterion_group, criterion_main};
use musette::{graph::Snap, osm::Profile, routing::Router};
use std::time::{Duration, Instant};

mod fixture;

/// The profile and a hastier one.
fn two_speeds(profile: &Profile) -> [Profile; 2] {
    let mut hasty = profile.clone();
    for rule in hasty.highways.values_mut() {
        rule.speed_kmh *= 1.05;
    }
    [profile.clone(), hasty]
}

/// How long it takes from a profile, which is not the one in force, to an answer under it.
fn first_query(router: &Router, profile: &Profile, [from, to]: [&Snap; 2]) -> Duration {
    let start = Instant::now();
    let class = router.tune(profile).expect("it is the only profile");
    let cost = class.cost(from, to);
    let taken = start.elapsed();
    assert!(cost.is_some(), "both places are where the class gets around");
    taken
}

fn customize(criterion: &mut Criterion) {
    let pool = fixture::one_thread();
    for (model, profile) in fixture::models() {
        let (name, router) = fixture::router(&profile);
        let class = router.class(&profile.name).expect("it is the only profile");
        let snaps = fixture::snaps(&class, 2);
        let speeds = two_speeds(&profile);
        let mut turn = 0;
        let mut next = || {
            turn += 1;
            &speeds[turn % 2]
        };
        let mut group = criterion.benchmark_group(format!("customize/{model}"));
        group.sample_size(20);
        let mut times_of = |part: &str, of: fn(&musette::routing::ClassTimes) -> Duration| {
            group.bench_function(format!("{part}/{name}"), |bencher| {
                bencher.iter_custom(|times| {
                    let mut once =
                        || of(&router.tune(next()).expect("it is the only profile").times);
                    pool.install(|| (0..times).map(|_| once()).sum())
                });
            });
        };
        times_of("weigh", |times| times.weigh);
        times_of("basic", |times| times.customize.basic);
        times_of("basic+perfect", |times| times.customize.basic + times.customize.perfect);
        group.bench_function(format!("first-query/{name}"), |bencher| {
            bencher.iter_custom(|times| {
                let mut once = || first_query(&router, next(), [&snaps[0], &snaps[1]]);
                pool.install(|| (0..times).map(|_| once()).sum())
            });
        });
        group.bench_function(format!("first-query/all-cores/{name}"), |bencher| {
            bencher.iter_custom(|times| {
                (0..times).map(|_| first_query(&router, next(), [&snaps[0], &snaps[1]])).sum()
            });
        });
        group.finish();
    }
}

criterion_group!(benches, customize);
criterion_main!(benches);
