//! Streets that are closed or slow for a time: zones, conditional tags, conditional turn restrictions.

mod exact;

use crate::{
    maps::router_of,
    support::{
        ground::place,
        osm::{Member, OsmData, set},
        town::{Town, node_id},
    },
};
use jiff::{civil::date, tz::TimeZone};
use musette::{
    config::time_zone,
    geo::Polygon,
    graph::{Difference, Direction, SectionId},
    matrix::many_to_many,
    osm::Profile,
    routing::{Class, Effect, Router, Search, Zone},
    units::{LonLat, Metres, Timestamp},
};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// A to B and B to C are 100 m, the streets down 50 m; ways 1 to 7 are AB, AD, BC, BE, CF, DE, EF.
const TOWN: &str = "\
A---B---C
|   |   |
D---E---F";

/// From the middle of AB to the middle of CF: straight over BC, or round by EF.
const STRAIGHT_M: u32 = 175;
const ROUND_M: u32 = 225;

fn ends() -> [LonLat; 2] {
    [place([50.0, 0.0]), place([200.0, -25.0])]
}

fn paris() -> TimeZone {
    time_zone("Europe/Paris").unwrap()
}

/// In March 2026, of which the 17th is a Tuesday, by the clocks of Paris.
fn on(day: i8, hour: i8, minute: i8) -> Timestamp {
    let local = date(2026, 3, day).at(hour, minute, 0, 0).to_zoned(paris()).unwrap();
    Timestamp::from_millis(local.timestamp().as_millisecond())
}

fn area([west, east]: [f64; 2], [south, north]: [f64; 2]) -> Polygon {
    let corners = [[west, south], [east, south], [east, north], [west, north], [west, south]];
    Polygon::new(vec![corners.map(place).into()]).unwrap()
}

/// Across the middle of BC, 20 m of it.
fn on_bc(effect: Effect) -> Zone {
    Zone {
        id: "bc".to_owned(),
        area: area([140.0, 160.0], [-10.0, 10.0]),
        effect,
        profiles: Vec::new(),
        from: None,
        until: None,
        hours: None,
    }
}

fn distance(class: &Class) -> Metres {
    let [from, to] = ends().map(|end| class.snap(end, 10.0).unwrap());
    let path = class.path(&from, &to).unwrap();
    assert_eq!(Search::new(class).path(&from, &to).unwrap().cost, path.cost, "the twin");
    let table = many_to_many(class, &[Some(from)], &[Some(to)]);
    assert_eq!(table.distance(0, 0), Some(path.cost.distance()));
    assert_eq!(table.time(0, 0), Some(path.cost.time()));
    path.cost.distance()
}

fn at(router: &Router, profile: &str, at: Timestamp) -> Arc<Class> {
    router.class_at(profile, at, &paris()).unwrap()
}

/// How long the way from the middle of AB is at a time; also tells whether it is the class itself.
fn way(router: &Router, profile: &str, time: Timestamp) -> (u32, bool) {
    let class = at(router, profile, time);
    let is_base = Arc::ptr_eq(&class, &router.class(profile).unwrap());
    (distance(&class).as_u32(), is_base)
}

fn time_ms(class: &Class, way: i64) -> u32 {
    let sections = &class.map().graph.sections;
    let index = sections.iter().position(|section| section.way == way).unwrap();
    let edge = |direction| SectionId::new(index).edge(direction);
    let [there, back] = [Direction::Forward, Direction::Backward]
        .map(|direction| class.metric.cost(edge(direction)).unwrap().time_ms());
    assert_eq!(there, back);
    there
}

#[test]
fn a_closed_street_is_gone_round_and_nothing_is_snapped_to_it() {
    let router = router_of(&Town::draw(TOWN, 25.0).osm);
    let noon = on(17, 12, 0);
    assert_eq!(way(&router, "bike", noon), (STRAIGHT_M, true));
    router.set_zones(vec![on_bc(Effect::Closed)]);
    for profile in ["bike", "cargo", "trailer"] {
        assert_eq!(way(&router, profile, noon), (ROUND_M, false), "{profile}");
    }
    let class = at(&router, "bike", noon);
    let beside = place([150.0, 5.0]);
    assert!(router.class("bike").unwrap().snap(beside, 20.0).is_some());
    assert!(class.snap(beside, 20.0).is_none(), "nobody lives on a closed street");
    assert!(class.snap(beside, 80.0).is_some());
    router.set_zones(Vec::new());
    assert_eq!(way(&router, "bike", noon), (STRAIGHT_M, true));
}

#[test]
fn a_slow_zone_costs_time_for_the_part_that_is_inside() {
    let router = router_of(&Town::draw(TOWN, 25.0).osm);
    let before = f64::from(time_ms(&router.class("bike").unwrap(), 3));
    // Nobody is slowed down by a limit that is above their speed.
    for (effect, expected) in [
        (Effect::AtMostKmh(5.0), 0.8 * before + 20.0 / 5.0 * 3_600.0),
        (Effect::AtMostKmh(60.0), before),
        (Effect::Slower(0.5), 1.2 * before),
        (Effect::Slower(1.0), before),
    ] {
        router.set_zones(vec![on_bc(effect)]);
        let class = at(&router, "bike", on(17, 12, 0));
        let found = f64::from(time_ms(&class, 3));
        assert!((found - expected).abs() < 0.005 * expected, "{effect:?}: {found}, not {expected}");
        assert_eq!(time_ms(&class, 1), time_ms(&router.class("bike").unwrap(), 1));
        distance(&class);
    }
    // Of two, what slows one down comes first, and the limit of speed then.
    let mut both = vec![on_bc(Effect::AtMostKmh(5.0)), on_bc(Effect::Slower(0.5))];
    both[1].id = "cd".to_owned();
    router.set_zones(both);
    let found = f64::from(time_ms(&at(&router, "bike", on(17, 12, 0)), 3));
    assert!(found > 0.8 * before + 20.0 / 5.0 * 3_600.0 - 100.0, "{found}");
}

#[test]
fn a_zone_holds_for_its_profiles_and_in_its_time() {
    let router = router_of(&Town::draw(TOWN, 25.0).osm);
    let mut zone = on_bc(Effect::Closed);
    zone.profiles = vec!["cargo".to_owned()];
    (zone.from, zone.until) = (Some(on(17, 8, 0)), Some(on(18, 8, 0)));
    router.set_zones(vec![zone]);
    for (time, holds) in
        [(on(17, 7, 59), false), (on(17, 8, 0), true), (on(18, 7, 59), true), (on(18, 8, 0), false)]
    {
        let expected = if holds { (ROUND_M, false) } else { (STRAIGHT_M, true) };
        assert_eq!(way(&router, "cargo", time), expected);
        assert_eq!(way(&router, "bike", time), (STRAIGHT_M, true));
    }
}

#[test]
fn a_market_is_by_the_clocks_of_its_town() {
    let router = router_of(&Town::draw(TOWN, 25.0).osm);
    let mut zone = on_bc(Effect::Closed);
    zone.hours = Some("Tu 06:00-14:00".to_owned());
    router.set_zones(vec![zone]);
    assert_eq!(way(&router, "bike", on(17, 5, 59)).0, STRAIGHT_M);
    assert_eq!(way(&router, "bike", on(17, 6, 0)).0, ROUND_M);
    assert_eq!(way(&router, "bike", on(17, 14, 0)).0, STRAIGHT_M);
    assert_eq!(way(&router, "bike", on(18, 10, 0)).0, STRAIGHT_M);
    assert_eq!(way(&router, "bike", on(24, 10, 0)).0, ROUND_M);
    let tokyo = time_zone("Asia/Tokyo").unwrap();
    let there = router.class_at("bike", on(17, 10, 0), &tokyo).unwrap();
    assert_eq!(distance(&there).as_u32(), STRAIGHT_M, "it is over in Tokyo");
}

#[test]
fn a_zone_that_is_about_no_street_changes_nothing() {
    let router = router_of(&Town::draw(TOWN, 25.0).osm);
    let mut zone = on_bc(Effect::Closed);
    zone.area = area([110.0, 190.0], [-40.0, -10.0]);
    router.set_zones(vec![zone]);
    assert_eq!(way(&router, "bike", on(17, 12, 0)), (STRAIGHT_M, true));
    assert_eq!(router.kept_classes(), 0);
}

fn conditional() -> OsmData {
    let mut osm = Town::draw(TOWN, 25.0).osm;
    let value = "no @ (Mo-Fr 07:00-09:00)";
    let bc = osm.ways.iter_mut().find(|way| way.id == 3).unwrap();
    set(&mut bc.tags, "bicycle:conditional", value);
    // It makes no difference to anybody.
    let de = osm.ways.iter_mut().find(|way| way.id == 6).unwrap();
    set(&mut de.tags, "bicycle:conditional", "yes @ (10:00-11:00)");
    osm
}

#[test]
fn conditional_access_holds_by_the_hour() {
    let router = router_of(&conditional());
    assert_eq!(way(&router, "bike", on(17, 6, 59)), (STRAIGHT_M, true));
    assert_eq!(way(&router, "bike", on(17, 8, 0)), (ROUND_M, false));
    assert_eq!(way(&router, "bike", on(17, 9, 0)), (STRAIGHT_M, true));
    assert_eq!(way(&router, "bike", on(21, 8, 0)), (STRAIGHT_M, true), "on a Saturday");
    assert_eq!(way(&router, "bike", on(17, 10, 30)), (STRAIGHT_M, true), "of no concern");
}

#[test]
fn a_conditional_turn_restriction_holds_by_the_hour() {
    let tags = [
        ("type", "restriction"),
        ("restriction:conditional", "no_straight_on @ (Mo-Fr 07:00-09:00)"),
    ];
    let osm = Town::draw(TOWN, 25.0).osm;
    let osm = osm.restrict(&tags, 1, &[Member::Node(node_id('B'))], 3);
    let router = router_of(&osm);
    assert_eq!(way(&router, "bike", on(17, 10, 0)), (STRAIGHT_M, true));
    assert_eq!(way(&router, "bike", on(17, 8, 0)), (ROUND_M, false));
}

fn slower(router: &Router, profile: &str) -> Profile {
    let known = router.map().profiles.iter().find(|known| known.name == profile);
    let mut profile = known.unwrap().clone();
    profile.power = None;
    for rule in profile.highways.values_mut() {
        rule.speed_kmh = 6.0;
    }
    profile
}

#[test]
fn tuning_drops_what_was_made_before_and_keeps_the_zones() {
    let router = router_of(&Town::draw(TOWN, 25.0).osm);
    router.set_zones(vec![on_bc(Effect::Closed)]);
    let (noon, generation) = (on(17, 12, 0), router.generation());
    let before = at(&router, "bike", noon);
    assert!(Arc::ptr_eq(&before, &at(&router, "bike", noon)));
    assert_eq!(router.kept_classes(), 1);
    let base = router.class("bike").unwrap();
    let tuned = router.tune(&slower(&router, "bike")).unwrap();
    assert!(router.generation() > generation);
    assert_eq!(router.kept_classes(), 0);
    let difference = Difference::between(&base.metric, &tuned.metric);
    let streets = 2 * router.map().graph.sections.len();
    assert_eq!(difference, Difference { slower: streets, ..Difference::default() });
    let after = at(&router, "bike", noon);
    assert_eq!(distance(&after).as_u32(), ROUND_M);
    assert!(time_ms(&after, 1) > time_ms(&before, 1));
    assert_eq!(time_ms(&after, 1), 60_000);
    assert!(router.tune(&Profile { name: "boat".to_owned(), ..slower(&router, "bike") }).is_none());
}

#[test]
fn few_classes_of_other_times_are_kept() {
    let router = router_of(&Town::draw(TOWN, 25.0).osm);
    let zones = (0..20_i8).map(|hour| {
        let (from, until) = (Some(on(17, hour, 0)), Some(on(17, hour + 1, 0)));
        let effect = Effect::Slower(0.5 + f64::from(hour) / 100.0);
        Zone { id: format!("z{hour}"), from, until, ..on_bc(effect) }
    });
    router.set_zones(zones.collect());
    let classes: Vec<_> = (0..20).map(|hour| at(&router, "bike", on(17, hour, 30))).collect();
    assert_eq!(router.kept_classes(), 8);
    for (hour, class) in (0..).zip(&classes).skip(12) {
        assert!(Arc::ptr_eq(class, &at(&router, "bike", on(17, hour, 59))), "{hour}");
    }
    assert!(!Arc::ptr_eq(&classes[0], &at(&router, "bike", on(17, 0, 30))), "made anew");
    assert_eq!(router.kept_classes(), 8);
}

#[test]
fn a_class_that_is_asked_for_is_kept_while_others_come_and_go() {
    let router = router_of(&Town::draw(TOWN, 25.0).osm);
    let zones = (0..20_i8).map(|hour| {
        let (from, until) = (Some(on(17, hour, 0)), Some(on(17, hour + 1, 0)));
        Zone { id: format!("z{hour}"), from, until, ..on_bc(Effect::AtMostKmh(5.0)) }
    });
    router.set_zones(zones.collect());
    let now = at(&router, "bike", on(17, 0, 30));
    for hour in 1..20 {
        at(&router, "bike", on(17, hour, 30));
        assert!(Arc::ptr_eq(&now, &at(&router, "bike", on(17, 0, 31))), "{hour}");
    }
}

#[test]
fn those_who_want_the_same_get_the_same() {
    let router = router_of(&Town::draw(TOWN, 25.0).osm);
    router.set_zones(vec![on_bc(Effect::Closed)]);
    let classes: Vec<Arc<Class>> = std::thread::scope(|scope| {
        let ask = || at(&router, "bike", on(17, 12, 0));
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(classes.iter().all(|class| Arc::ptr_eq(class, &classes[0])));
}

#[test]
fn who_asks_while_streets_change_gets_one_of_the_answers() {
    let router = router_of(&conditional());
    let (fast, slow) = (router.map().profiles[0].clone(), slower(&router, "bike"));
    assert_eq!(fast.name, "bike");
    let eight = on(17, 8, 0);
    let cost = |class: &Class| {
        let [from, to] = ends().map(|end| class.snap(end, 10.0).unwrap());
        let path = class.path(&from, &to).unwrap();
        let sum = path.edges.len();
        assert!(sum > 1);
        path.cost
    };
    let mut expected = Vec::new();
    for profile in [&slow, &fast] {
        router.tune(profile).unwrap();
        expected.push(cost(&router.class("bike").unwrap()));
        for zones in [vec![on_bc(Effect::Closed)], Vec::new()] {
            router.set_zones(zones);
            expected.push(cost(&at(&router, "bike", eight)));
        }
    }
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let ask = || {
            let mut asked = 0_u32;
            while !done.load(Ordering::Acquire) || asked < 100 {
                let found = [router.class("bike").unwrap(), at(&router, "bike", eight)];
                assert!(found.iter().all(|class| expected.contains(&cost(class))));
                asked += 1;
            }
        };
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(ask)).collect();
        for turn in 0..40 {
            router.tune(if turn % 2 == 0 { &slow } else { &fast }).unwrap();
            let zones = if turn % 3 == 0 { vec![on_bc(Effect::Closed)] } else { Vec::new() };
            router.set_zones(zones);
        }
        done.store(true, Ordering::Release);
        for thread in threads {
            thread.join().unwrap();
        }
    });
}
