//! Under zones and conditions all find the same ways, to the millisecond.

use super::{TOWN, area, at, conditional, on, on_bc, time_ms};
use crate::{
    maps::router_of,
    routing::judge,
    support::{
        ground::place,
        osm::{Member, OsmData, set},
        town::{Town, node_id},
    },
};
use musette::{
    graph::{Cost, Direction, EdgeId, SectionId, Snap},
    matrix::many_to_many,
    osm::{Profile, Turns},
    routing::{Class, Effect, Search, Zone},
};

/// Three places on each section; on one in three for those only who go along it.
fn everywhere(sections: usize) -> Vec<Snap> {
    let on = |section: usize, fraction: f64| {
        let edge = SectionId::new(section).edge(Direction::Forward);
        let place = place([0.0, 0.0]);
        Snap { edge, fraction, place, distance_m: 0.0, one_way: section.is_multiple_of(3) }
    };
    (0..sections).flat_map(|section| [0.0, 0.3, 0.9].map(|part| on(section, part))).collect()
}

/// Every answer of a class, from everywhere to everywhere: by the hierarchy, a table and Dijkstra's search.
fn agree(class: &Class, places: &[Snap]) -> usize {
    let some: Vec<_> = places.iter().copied().map(Some).collect();
    let table = many_to_many(class, &some, &some);
    let mut search = Search::new(class);
    let mut paths = 0;
    for (row, from) in places.iter().enumerate() {
        let expected = search.costs(from, places);
        for (column, to) in places.iter().enumerate() {
            let what = || format!("{} from {from:?} to {to:?}", class.name());
            let best = expected[column];
            assert_eq!(class.cost(from, to), best, "{}", what());
            assert_eq!(table.time(row, column), best.map(Cost::time), "{}", what());
            assert_eq!(table.distance(row, column), best.map(Cost::distance), "{}", what());
            for path in [class.path(from, to), search.path(from, to)] {
                assert_eq!(path.map(|path| path.cost), best, "{}", what());
            }
            paths += usize::from(best.is_some());
        }
    }
    paths
}

#[test]
fn slow_zones_one_upon_another_stop_nobody_for_longer_than_anything_may_take() {
    const LONGEST_MS: u32 = 1 << 27;
    let router = router_of(&Town::draw(TOWN, 25.0).osm);
    let free = Turns { restrictions: false, costs: None, signal_s: 0.0 };
    let bike = router.class("bike").unwrap().metric.rules().clone();
    // All over the place, or about the middle of it, so that the way round is shorter by days.
    for (east, is_everywhere) in [([-50.0, 250.0], true), ([110.0, 190.0], false)] {
        let zones = (0..9).map(|number| {
            let area = area(east, [-100.0, 50.0]);
            Zone { id: format!("z{number}"), area, ..on_bc(Effect::Slower(0.1)) }
        });
        router.set_zones(zones.collect());
        for turns in [bike.turns, free] {
            router.tune(&Profile { turns, ..bike.clone() }).unwrap();
            let class = at(&router, "bike", on(17, 12, 0));
            let slowest = if is_everywhere { vec![1, 2, 3, 4, 5, 6, 7] } else { vec![3, 7] };
            assert!(slowest.iter().all(|way| time_ms(&class, *way) == LONGEST_MS));
            let sections = class.map().graph.sections.len();
            let places = everywhere(sections);
            let paths = agree(&class, &places);
            assert!(paths > 100, "{paths}");
            assert!(!is_everywhere || paths < places.len() * places.len(), "none is that far");
            let reached = Search::new(&class).reached(&places[1], Cost::new(4 * 3_600_000, 0));
            assert!(reached.iter().all(|edge| edge.at_start <= edge.at_end), "{reached:?}");
        }
    }
}

/// On a map where what holds by the hour holds always: every edge costs the same, every way is the same,
/// and it is the twin's.
fn as_resolved(class: &Class, resolved: &OsmData) {
    let other = router_of(resolved).tune(class.metric.rules()).unwrap();
    let sections = other.map().graph.sections.len();
    assert_eq!(class.map().graph.sections.len(), sections);
    for edge in (0..2 * sections).map(EdgeId::new) {
        assert_eq!(class.metric.cost(edge), other.metric.cost(edge), "{edge:?}");
    }
    let places = everywhere(sections);
    let paths = judge(&other, &places, &places);
    assert_eq!(agree(class, &places), paths);
    for from in &places {
        for to in &places {
            assert_eq!(class.cost(from, to), other.cost(from, to), "from {from:?} to {to:?}");
        }
    }
}

#[test]
fn conditions_that_hold_make_what_a_map_without_conditions_is() {
    let router = router_of(&conditional());
    let mut resolved = Town::draw(TOWN, 25.0).osm;
    let bc = resolved.ways.iter_mut().find(|way| way.id == 3).unwrap();
    set(&mut bc.tags, "bicycle", "no");
    for profile in ["bike", "cargo", "trailer"] {
        let (base, class) = (router.class(profile).unwrap(), at(&router, profile, on(17, 8, 0)));
        let edges = (0..2 * router.map().graph.sections.len()).map(EdgeId::new);
        let changed = edges.filter(|edge| base.metric.cost(*edge) != class.metric.cost(*edge));
        let way = |edge| router.map().graph.section(SectionId::of(edge).0).way;
        assert_eq!(changed.map(way).collect::<Vec<_>>(), [3, 3], "{profile}");
        as_resolved(&class, &resolved);
    }
}

#[test]
fn a_restriction_that_holds_makes_what_an_unconditional_one_does() {
    let restricted = |key: &str, value: &str| {
        let tags = [("type", "restriction"), (key, value)];
        Town::draw(TOWN, 25.0).osm.restrict(&tags, 1, &[Member::Node(node_id('B'))], 3)
    };
    for kind in ["no_straight_on", "only_straight_on"] {
        let condition = format!("{kind} @ (Mo-Fr 07:00-09:00)");
        let router = router_of(&restricted("restriction:conditional", &condition));
        let bike = router.class("bike").unwrap().metric.rules().clone();
        // With nodes split everywhere, and only where the restriction is.
        for costs in [bike.turns.costs, None] {
            let turns = Turns { costs, ..bike.turns };
            let profile = Profile { turns, ..bike.clone() };
            let base = router.tune(&profile).unwrap();
            let class = at(&router, "bike", on(17, 8, 0));
            let places = everywhere(router.map().graph.sections.len());
            let pairs = places.iter().flat_map(|from| places.iter().map(move |to| (from, to)));
            let differs = |(from, to): &(&Snap, &Snap)| base.cost(from, to) != class.cost(from, to);
            assert!(pairs.filter(differs).count() > 3, "{kind}");
            as_resolved(&class, &restricted("restriction", kind));
        }
    }
}
