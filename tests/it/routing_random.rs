//! Any streets, any signs, any profile: the hierarchy, the tables and Dijkstra's search find what the
//! twin finds.

use crate::{
    drawn,
    routing::judge,
    routing_twin::DIRECTIONS,
    support::{
        ground::place,
        osm::{Member, OsmData, OsmNode, OsmWay, tags},
        pbf::write_pbf,
        random::Random,
    },
};
use musette::{
    config::read_profiles,
    graph::{EdgeId, NodeId, Restriction, SectionId, Snap, StreetMap, TurnModel},
    osm::{Profile, TurnCosts, Turns, read_extract},
    routing::Router,
};
use petgraph::visit::EdgeRef;
use proptest::prelude::*;
use std::{cell::Cell, collections::BTreeMap, io::Cursor};

/// A shipped profile with other turns; now and then so slow that a street takes hours.
fn profile(random: &mut Random) -> Profile {
    let shipped = read_profiles(None).unwrap();
    let mut profile = random.pick(&shipped).clone();
    let seconds = [0.0, 1.0, 6.0, 10.0, 40.0];
    let mut second = || *random.pick(&seconds);
    let [right_s, left_s, u_turn_s, signal_s] = [(); 4].map(|()| second());
    let costs = random.chance(0.4).then_some(TurnCosts { right_s, left_s, u_turn_s });
    profile.turns = Turns { restrictions: random.chance(0.8), costs, signal_s };
    if random.chance(0.2) {
        let slow = *random.pick(&[0.1, 0.03]);
        profile.max_speed_kmh = slow;
    }
    profile
}

/// Nodes on a grid, so that many ways are equally long, and ways between any of them: twice the same,
/// loops, islands, dead ends, one-way streets, barriers, signals.
fn scattered(random: &mut Random) -> OsmData {
    let mut osm = OsmData::default();
    let count = 4 + random.below(12);
    for id in 1..=i64::from(count) {
        let [east, north] = [(); 2].map(|()| 100.0 * f64::from(random.below(4)));
        let kinds: [&[(&str, &str)]; 4] = [
            &[("barrier", "bollard")],
            &[("barrier", "gate")],
            &[("barrier", "wall")],
            &[("highway", "traffic_signals")],
        ];
        let list = if random.chance(0.2) { tags(random.pick::<&[_]>(&kinds)) } else { Vec::new() };
        osm.nodes.push(OsmNode { id, place: place([east, north]), tags: list });
    }
    for id in 1..=i64::from(count + random.below(2 * count)) {
        let nodes = (0..2 + random.below(3)).map(|_| random.pick(&osm.nodes).id).collect();
        let kinds: [&[(&str, &str)]; 5] = [
            &[("highway", "residential")],
            &[("highway", "residential")],
            &[("highway", "residential"), ("oneway", "yes")],
            &[("highway", "primary"), ("oneway", "-1"), ("oneway:bicycle", "-1")],
            &[("highway", "footway")],
        ];
        let way = OsmWay { id, nodes, tags: tags(random.pick::<&[_]>(&kinds)) };
        if random.chance(0.2) {
            osm.ways.push(OsmWay { id: 1_000 + id, ..way.clone() });
        }
        osm.ways.push(way);
    }
    osm
}

/// Relations between neighbouring ways, over a node or over ways.
fn restrict(mut osm: OsmData, random: &mut Random) -> OsmData {
    let kinds =
        ["no_left_turn", "no_u_turn", "no_straight_on", "only_right_turn", "only_straight_on"];
    for _ in 0..random.below(12) {
        let from = random.pick(&osm.ways).clone();
        let meets =
            |way: &OsmWay, other: &OsmWay| way.nodes.iter().any(|id| other.nodes.contains(id));
        let neighbours = |way: &OsmWay| -> Vec<OsmWay> {
            osm.ways.iter().filter(|other| meets(way, other)).cloned().collect()
        };
        let middle = random.pick(&neighbours(&from)).clone();
        let (via, to) = if random.chance(0.5) {
            let shared = from.nodes.iter().find(|id| middle.nodes.contains(id)).unwrap();
            (Member::Node(*shared), middle.id)
        } else {
            (Member::Way(middle.id), random.pick(&neighbours(&middle)).id)
        };
        let kind = *random.pick(&kinds);
        osm = osm.restrict(&[("restriction", kind)], from.id, &[via], to);
    }
    osm
}

/// Restrictions of edges as no mapper draws them: walks of up to six edges that begin like others.
fn scribble(map: &mut StreetMap, random: &mut Random) {
    if map.graph.graph.edge_count() == 0 {
        return;
    }
    let mut walks: Vec<Vec<u32>> = Vec::new();
    for _ in 0..random.below(16) {
        let count = u32::try_from(map.graph.graph.edge_count()).unwrap();
        let mut walk = match walks.last() {
            Some(last) if random.chance(0.5) => {
                let start = random.below(u32::try_from(last.len()).unwrap()) as usize;
                last[start..].to_vec()
            }
            _ => vec![random.below(count)],
        };
        walk.truncate(1 + random.below(5) as usize);
        for _ in 0..=random.below(2) {
            let last = EdgeId::from(*walk.last().unwrap());
            let at = map.graph.graph.edge_endpoints(last).unwrap().1;
            let onward: Vec<EdgeId> = map.graph.graph.edges(at).map(|edge| edge.id()).collect();
            walk.push(u32::try_from(random.pick(&onward).index()).unwrap());
        }
        walks.push(walk);
    }
    for walk in walks {
        let only = random.chance(0.25);
        let restriction = Restriction { edges: walk, only, condition: None, unless: Vec::new() };
        // A choice of two commands.
        if only && random.chance(0.5) {
            let (last, before) = restriction.edges.split_last().unwrap();
            let from = map.graph.graph.edge_endpoints(EdgeId::from(*last)).unwrap().0;
            let onward: Vec<EdgeId> = map.graph.graph.edges(from).map(|edge| edge.id()).collect();
            let other = u32::try_from(random.pick(&onward).index()).unwrap();
            let edges = [before, &[other]].concat();
            map.graph.restrictions.push(Restriction { edges, ..restriction.clone() });
        }
        map.graph.restrictions.push(restriction);
    }
    for section in &mut map.graph.sections {
        if random.chance(0.1) {
            section.signals = [1, 2];
        }
    }
    let nodes = map.graph.graph.node_indices();
    let lit: Vec<NodeId> = nodes.filter(|_| random.chance(0.2)).collect();
    map.graph.signals.extend(lit);
    map.graph.signals.sort_unstable();
    map.graph.signals.dedup();
}

/// Places anywhere on edges, ends and middles, also where the class does not get around.
fn places(map: &StreetMap, random: &mut Random) -> Vec<Snap> {
    let edges: Vec<EdgeId> = map.graph.graph.edge_indices().collect();
    let mut places: Vec<Snap> = Vec::new();
    for _ in 0..14 {
        let edge = match places.last() {
            // On the same section, in either order, now and then at the very same place.
            Some(last) if random.chance(0.3) => last.edge,
            _ => *random.pick(&edges),
        };
        places.push(somewhere_on(map, edge, random));
    }
    places
}

/// Now and then for those only who go this way.
fn somewhere_on(map: &StreetMap, edge: EdgeId, random: &mut Random) -> Snap {
    let fraction = *random.pick(&[0.0, 0.25, 0.5, 1.0, random.clone().unit()]);
    let place = map.graph.graph[map.graph.graph.edge_endpoints(edge).unwrap().0];
    Snap { edge, fraction, place, distance_m: 0.0, one_way: random.chance(0.3) }
}

fn world(seed: u64) -> StreetMap {
    let mut random = Random::new(seed);
    let osm = if random.chance(0.3) { drawn::town(seed).1 } else { scattered(&mut random) };
    let osm = restrict(osm, &mut random);
    let profiles = vec![profile(&mut random)];
    let extract = read_extract(Cursor::new(write_pbf(&osm)), &profiles, &|_, _| {}).unwrap();
    let mut map = StreetMap::build(&extract, profiles);
    if random.chance(0.6) {
        scribble(&mut map, &mut random);
    }
    map
}

#[test]
fn the_hierarchy_equals_the_twin_on_any_streets() {
    let (models, unreachable) = (Cell::new(BTreeMap::<String, usize>::new()), Cell::new(0));
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(400));
    let outcome = runner.run(&any::<u64>(), |seed| {
        let map = world(seed);
        if map.graph.sections.is_empty() {
            return Ok(());
        }
        let model = TurnModel::of(&map.profiles[0], &map.graph);
        let mut seen = models.take();
        *seen.entry(format!("{model:?}")).or_default() += 1;
        models.set(seen);
        let mut random = Random::new(seed ^ 1);
        let places = places(&map, &mut random);
        let router = Router::new(map);
        let class = router.classes().remove(0);
        let paths = judge(&class, &places, &places);
        unreachable.set(unreachable.get() + places.len() * places.len() - paths);
        Ok(())
    });
    outcome.unwrap();
    let models = models.take();
    assert!(models.len() == 3 && models.values().all(|count| *count > 20), "{models:?}");
    assert!(unreachable.get() > 1_000, "{}", unreachable.get());
}

#[test]
fn from_one_place_of_a_section_to_another_all_find_the_twins_way() {
    let (mut models, mut away) = (BTreeMap::<String, usize>::new(), 0);
    for seed in 0..150 {
        let map = world(seed);
        let Some(last) = map.graph.sections.len().checked_sub(1) else { continue };
        let model = TurnModel::of(&map.profiles[0], &map.graph);
        *models.entry(format!("{model:?}")).or_default() += 1;
        let router = Router::new(map);
        let class = router.classes().remove(0);
        let mut random = Random::new(seed ^ 2);
        for section in [0, last / 2, last].map(SectionId::new) {
            let places: Vec<Snap> = (0..12)
                .map(|_| {
                    let edge = section.edge(*random.pick(&DIRECTIONS));
                    somewhere_on(router.map(), edge, &mut random)
                })
                .collect();
            judge(&class, &places, &places);
            let pairs = places.iter().flat_map(|from| places.iter().map(move |to| (from, to)));
            let paths = pairs.filter_map(|(from, to)| class.path(from, to));
            away += paths.filter(|path| path.edges.len() > 1).count();
        }
    }
    assert!(models.len() == 3 && models.values().all(|count| *count > 10), "{models:?}");
    assert!(away > 5_000, "{away}");
}

#[test]
fn profiles_tuned_one_after_the_other_equal_fresh_ones() {
    for seed in 0..40 {
        let map = world(seed);
        if map.graph.sections.is_empty() {
            continue;
        }
        let mut random = Random::new(seed);
        let places = places(&map, &mut random);
        let name = map.profiles[0].name.clone();
        let router = Router::new(map);
        let old = router.class(&name).unwrap();
        let before: Vec<_> = places.iter().map(|to| old.path(&places[0], to)).collect();
        for _ in 0..4 {
            let next = Profile { name: name.clone(), ..profile(&mut random) };
            let tuned = router.tune(&next).unwrap();
            judge(&tuned, &places, &places);
            assert_eq!(router.class(&name).unwrap().metric.rules(), &next);
        }
        let after: Vec<_> = places.iter().map(|to| old.path(&places[0], to)).collect();
        assert_eq!(before, after, "who has an old class goes on with it");
        let unknown = Profile { name: "tank".to_owned(), ..profile(&mut random) };
        assert!(router.tune(&unknown).is_none());
    }
}

#[test]
fn queries_beside_tuning_see_one_metric_or_the_other_and_no_mixture() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let router = &crate::maps::CITY.1;
    // A router of its own: other tests look at the shared one.
    let router = Router::new(StreetMap::build(
        &crate::maps::map_and_extract(&crate::maps::CITY.0.osm).1,
        router.map().profiles.clone(),
    ));
    let bike = router.map().profiles.iter().find(|it| it.name == "bike").unwrap().clone();
    let free = Turns { restrictions: false, costs: None, signal_s: 0.0 };
    let profiles = [
        bike.clone(),
        Profile { max_speed_kmh: 9.0, ..bike.clone() },
        Profile { turns: free, ..bike },
    ];
    let mut random = Random::new(3);
    let class = router.class("bike").unwrap();
    let places =
        crate::maps::snaps(router.map(), &class.metric, [4_000.0, 4_000.0], 6, &mut random);
    let answers = |class: &musette::routing::Class| {
        let paths: Vec<_> = places.iter().map(|to| class.path(&places[0], to)).collect();
        let costs: Vec<_> = places.iter().map(|to| class.cost(&places[0], to)).collect();
        (paths, costs)
    };
    let expected = profiles.each_ref().map(|profile| answers(&router.tune(profile).unwrap()));
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let asked: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    let mut asked = 0;
                    while !done.load(Ordering::Relaxed) {
                        let class = router.class("bike").unwrap();
                        let of = profiles.iter().position(|it| it == class.metric.rules());
                        assert_eq!(answers(&class), expected[of.unwrap()]);
                        asked += 1;
                    }
                    asked
                })
            })
            .collect();
        for round in 0..60 {
            router.tune(&profiles[round % 3]).unwrap();
        }
        done.store(true, Ordering::Relaxed);
        let asked: usize = asked.into_iter().map(|thread| thread.join().unwrap()).sum();
        assert!(asked > 20, "{asked}");
    });
}

#[test]
fn a_forbidden_turn_of_equal_weight_is_not_taken() {
    // Two streets from B to C, alike to the centimetre; into one of them one must not turn.
    let mut osm = OsmData::default();
    for (id, east) in (1..).zip([0.0, 100.0, 200.0, 300.0]) {
        osm.nodes.push(OsmNode { id, place: place([east, 0.0]), tags: Vec::new() });
    }
    for (id, nodes) in (1..).zip([[1, 2], [2, 3], [2, 3], [3, 4]]) {
        let tags = tags(&[("highway", "residential")]);
        osm.ways.push(OsmWay { id, nodes: nodes.to_vec(), tags });
    }
    for forbidden in [2, 3] {
        let no = [("restriction", "no_straight_on")];
        let osm = osm.clone().restrict(&no, 1, &[Member::Node(2)], forbidden);
        let mut map = crate::maps::map_of(&osm);
        for profile in &mut map.profiles {
            profile.turns.costs = None;
        }
        let router = Router::new(map);
        for class in router.classes() {
            let ends = [50.0, 250.0].map(|east| class.snap(place([east, 0.0]), 5.0).unwrap());
            assert_eq!(judge(&class, &ends, &ends), 4);
        }
    }
}
