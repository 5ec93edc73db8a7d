//! The invented city.

use crate::support::{
    city::{Bank, City, city},
    ground::{self, distance},
    osm::{OsmWay, value},
    pbf::write_pbf,
};
use std::collections::{BTreeMap, BTreeSet};

const SEEDS: [u64; 3] = [1, 2, 2026];

fn is(way: &OsmWay, key: &str, expected: &str) -> bool {
    value(&way.tags, key) == Some(expected)
}

fn ways_with(city: &City, key: &str, expected: &str) -> usize {
    city.osm.ways.iter().filter(|way| is(way, key, expected)).count()
}

/// Names of the bridges and ferries from one bank to another.
fn over_water(city: &City, from: Bank, to: Bank) -> Vec<&str> {
    let bank = |node: i64| {
        let index = usize::try_from(node - 1).unwrap();
        city.river.bank(ground::point(city.osm.nodes[index].place))
    };
    let wanted = |way: &&OsmWay| {
        let mut ends = [bank(way.nodes[0]), bank(*way.nodes.last().unwrap())];
        ends.sort();
        let mut expected = [from, to];
        expected.sort();
        ends == expected
    };
    city.osm.ways.iter().filter(wanted).map(|way| value(&way.tags, "name").unwrap_or("?")).collect()
}

/// Nodes joined by ways that `kept` lets through, largest group first; only nodes on streets.
fn groups(city: &City, kept: impl Fn(&OsmWay) -> bool) -> Vec<BTreeSet<i64>> {
    let mut near: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let street = |way: &&OsmWay| {
        let key = |key| value(&way.tags, key).is_some();
        (key("highway") || key("route")) && kept(way)
    };
    for way in city.osm.ways.iter().filter(street) {
        for ends in way.nodes.windows(2) {
            near.entry(ends[0]).or_default().push(ends[1]);
            near.entry(ends[1]).or_default().push(ends[0]);
        }
    }
    let mut groups = Vec::new();
    while let Some(start) = near.keys().next().copied() {
        let (mut group, mut open) = (BTreeSet::new(), vec![start]);
        while let Some(node) = open.pop() {
            group.insert(node);
            open.extend(near.remove(&node).unwrap_or_default());
        }
        groups.push(group);
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups
}

/// The street node nearest to a place.
fn nearest(city: &City, place: musette::units::LonLat) -> i64 {
    let on_street: BTreeSet<i64> = groups(city, |_| true).into_iter().flatten().collect();
    let away = |node: i64| {
        let index = usize::try_from(node - 1).unwrap();
        distance(ground::point(city.osm.nodes[index].place), ground::point(place))
    };
    on_street.into_iter().min_by(|a, b| away(*a).total_cmp(&away(*b))).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let bytes = |seed| write_pbf(&city(seed).osm);
    assert_eq!(bytes(7), bytes(7));
    assert_ne!(bytes(7), bytes(8));
}

#[test]
fn it_is_as_large_as_it_says() {
    for seed in SEEDS {
        let city = city(seed);
        assert!((8_000..15_000).contains(&city.osm.nodes.len()), "{}", city.osm.nodes.len());
        let easts = city.osm.nodes.iter().map(|node| ground::point(node.place)[0]);
        let width = easts.clone().fold(f64::MIN, f64::max) - easts.fold(f64::MAX, f64::min);
        assert!((7_500.0..9_000.0).contains(&width), "{width}");
        assert!(city.osm.ways.iter().all(|way| way.nodes.len() > 1));
    }
}

#[test]
fn four_bridges_and_a_ferry_cross_the_river_and_one_bridge_reaches_the_island() {
    for seed in SEEDS {
        let city = city(seed);
        let mut across = over_water(&city, Bank::South, Bank::North);
        across.sort_unstable();
        assert_eq!(
            across,
            [
                "Bac",
                "Passerelle des Cyclistes",
                "Passerelle des Marches",
                "Pont Vieux",
                "Pont de l'Ouest"
            ],
            "seed {seed}"
        );
        assert_eq!(over_water(&city, Bank::Island, Bank::North), ["Pont de l'Île"]);
        assert!(over_water(&city, Bank::Island, Bank::South).is_empty());
    }
}

#[test]
fn all_but_the_enclave_hangs_together_and_the_island_by_its_bridge_alone() {
    for seed in SEEDS {
        let city = city(seed);
        let whole = groups(&city, |_| true);
        let on_streets: usize = whole.iter().map(BTreeSet::len).sum();
        assert!(whole[0].len() * 100 >= on_streets * 97, "{} of {on_streets}", whole[0].len());
        assert!(whole[0].contains(&nearest(&city, city.island)), "seed {seed}");
        assert!(!whole[0].contains(&nearest(&city, city.enclave)), "seed {seed}");
        let without = groups(&city, |way| !is(way, "name", "Pont de l'Île"));
        assert!(!without[0].contains(&nearest(&city, city.island)), "seed {seed}");
        let parted = groups(&city, |way| {
            !is(way, "bridge", "yes") && !is(way, "route", "ferry") && !is(way, "name", "Bac")
        });
        assert!(parted[1].len() * 4 > parted[0].len(), "the river parts the city");
    }
}

#[test]
fn every_kind_of_street_and_obstacle_is_there() {
    for seed in SEEDS {
        let city = city(seed);
        let least = [
            ("highway", "primary", 20),
            ("highway", "secondary", 20),
            ("highway", "tertiary", 50),
            ("highway", "residential", 200),
            ("highway", "living_street", 20),
            ("highway", "pedestrian", 10),
            ("highway", "footway", 15),
            ("highway", "cycleway", 15),
            ("highway", "path", 10),
            ("highway", "steps", 6),
            ("highway", "track", 3),
            ("highway", "motorway", 2),
            ("oneway", "yes", 100),
            ("oneway:bicycle", "no", 40),
            ("cycleway", "opposite_lane", 10),
            ("surface", "cobblestone", 3),
            ("access", "private", 5),
            ("route", "ferry", 1),
            ("building", "yes", 200),
        ];
        for (key, wanted, least) in least {
            let count = ways_with(&city, key, wanted);
            assert!(count >= least, "seed {seed}: {key}={wanted} {count} times");
        }
        let barriers = |kind| {
            city.osm.nodes.iter().filter(|node| value(&node.tags, "barrier") == Some(kind)).count()
        };
        for kind in ["bollard", "gate", "cycle_barrier"] {
            assert!(barriers(kind) >= 5, "seed {seed}: {kind} {} times", barriers(kind));
        }
        let restrictions =
            city.osm.relations.iter().filter(|it| value(&it.tags, "type") == Some("restriction"));
        assert!(restrictions.count() >= 10);
    }
}

#[test]
fn shops_cluster_and_customers_live_everywhere() {
    for seed in SEEDS {
        let city = city(seed);
        let core = ground::point(city.hubs[0]);
        let in_core =
            city.shops.iter().filter(|it| distance(ground::point(it.place), core) < 600.0).count();
        assert!(in_core * 3 > city.shops.len(), "{in_core} of {}", city.shops.len());
        let count = |bank| {
            let on_bank =
                |it: &&crate::support::city::Site| city.river.bank(ground::point(it.place)) == bank;
            city.customers.iter().filter(on_bank).count()
        };
        assert!(count(Bank::North) > 200 && count(Bank::South) > 200 && count(Bank::Island) > 8);
        assert_eq!(count(Bank::Water), 0, "seed {seed}");
        assert!(city.customers.iter().filter(|it| city.hill.contains(it.place)).count() > 15);
        let addressed =
            |it: &&crate::support::osm::OsmNode| value(&it.tags, "addr:street").is_some();
        assert!(city.osm.nodes.iter().filter(addressed).count() > 300);
        for trade in ["restaurant", "cafe", "pharmacy"] {
            let kept = city.osm.nodes.iter().map(|it| &it.tags);
            let kept = kept.chain(city.osm.ways.iter().map(|it| &it.tags));
            assert!(kept.filter(|it| value(it, "amenity") == Some(trade)).count() > 5, "{trade}");
        }
    }
}

#[test]
fn the_hill_rises_a_hundred_metres() {
    let city = city(SEEDS[0]);
    let height = |point| city.hill.elevation_m(ground::place(point));
    let [east, north] = city.hill.top;
    assert!(height([east, north]) > 130.0);
    assert!(height([east + city.hill.radius_m, north]) < 30.0);
    assert!(height([east + 300.0, north]) < height([east + 100.0, north]));
}
