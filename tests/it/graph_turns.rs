//! What turn restrictions and conditions become in the graph.

use crate::{
    graph_build::{at, drawn},
    maps::map_of,
    support::{
        osm::{Member, OsmData, OsmRelation, set, tags},
        random::Random,
        town::node_id,
    },
};
use musette::{
    graph::{self, Direction, EdgeId, Metric, SectionId, StreetMap},
    osm::ConditionSet,
};
use std::collections::BTreeMap;

/// From, over (a corner, or numbers of ways) and to, by the numbers of the rows: `1 B 2`, `1 2 3`.
pub fn restrict(osm: OsmData, tags: &[(&str, &str)], members: &str) -> OsmData {
    let members: Vec<&str> = members.split(' ').collect();
    let [from, via @ .., to] = &members[..] else { panic!("a restriction has three members") };
    let member = |text: &&str| match text.parse() {
        Ok(way) => Member::Way(way),
        Err(_) => Member::Node(node_id(text.chars().next().unwrap())),
    };
    let via: Vec<Member> = via.iter().map(member).collect();
    osm.restrict(tags, from.parse().unwrap(), &via, to.parse().unwrap())
}

/// The corners from and to which an edge leads.
pub fn corners(map: &StreetMap, edge: u32) -> String {
    let (section, direction) = SectionId::of(EdgeId::from(edge));
    let corner = |place| "ABCDEF".chars().find(|corner| at(*corner) == place).unwrap();
    let points: Vec<_> = map.graph.geometry(section).collect();
    let mut ends = [points[0], points[points.len() - 1]].map(corner);
    if direction == Direction::Backward {
        ends.reverse();
    }
    ends.iter().collect()
}

/// `no AB BE`, `only AB BC @ Mo`.
fn told(map: &StreetMap) -> Vec<String> {
    let restriction = |it: &graph::Restriction| {
        let edges: Vec<String> = it.edges.iter().map(|edge| corners(map, *edge)).collect();
        let kind = if it.only { "only" } else { "no" };
        let when = it.condition.map(|index| format!(" @ {}", map.graph.conditions[index as usize]));
        format!("{kind} {}{}", edges.join(" "), when.unwrap_or_default())
    };
    map.graph.restrictions.iter().map(restriction).collect()
}

struct Case {
    what: &'static str,
    rows: &'static [&'static str],
    tags: &'static [(&'static str, &'static str)],
    members: &'static str,
    /// Restrictions of edges, or the reason why there are none.
    expected: Result<&'static [&'static str], &'static str>,
}

const NO: &[(&str, &str)] = &[("restriction", "no_left_turn")];
const NO_U_TURN: &[(&str, &str)] = &[("restriction", "no_u_turn")];
const TEE: &[&str] = &["AB", "BC", "BE"];
const BEYOND: &str = "its ways are not all for cycles, or beyond the extract";
const APART: &str = "its ways do not meet as it says";
const OPEN: &str = "it leaves open which arms of its ways are meant";

#[rustfmt::skip]
const CASES: &[Case] = &[
    Case { what: "no left turn", rows: TEE, tags: NO, members: "1 B 3", expected: Ok(&["no AB BE"]) },
    Case { what: "ways drawn the other way round", rows: &["BA", "BC", "EB"], tags: NO, members: "1 B 3",
        expected: Ok(&["no AB BE"]) },
    Case { what: "only straight on", rows: TEE, tags: &[("restriction", "only_straight_on")], members: "1 B 2",
        expected: Ok(&["only AB BC"]) },
    Case { what: "round a way in between", rows: &["DE", "EB", "BA"], tags: NO_U_TURN, members: "1 2 3",
        expected: Ok(&["no DE EB BA"]) },
    Case { what: "the way in between drawn the other way round", rows: &["DE oneway=yes", "BE", "BA oneway=yes"],
        tags: NO_U_TURN, members: "1 2 3", expected: Ok(&["no DE EB BA"]) },
    Case { what: "over a way in between with a junction on it", rows: &["AD", "DEF", "FC", "EB"], tags: NO,
        members: "1 2 3", expected: Ok(&["no AD DE EF FC"]) },
    Case { what: "over two ways", rows: &["AD", "DE", "EF", "FC", "EB"], tags: NO, members: "1 2 3 4",
        expected: Ok(&["no AD DE EF FC"]) },
    Case { what: "over a part of the way in between", rows: &["AB", "CBED", "EF"], tags: NO, members: "1 2 3",
        expected: Ok(&["no AB BE EF"]) },
    Case { what: "over a way in between that meets the first at both ends", rows: &["AB", "BEDA", "DF", "EF"],
        tags: NO, members: "1 2 4", expected: Err(OPEN) },
    Case { what: "over a roundabout, as it is ridden", rows: &["CB", "ABEDA junction=roundabout", "EF"], tags: NO,
        members: "1 2 3", expected: Ok(&["no CB BE EF"]) },
    Case { what: "over a roundabout across its start", rows: &["CB", "EDABE junction=roundabout", "DE", "AD"], tags: NO,
        members: "1 2 3", expected: Ok(&["no CB BE ED"]) },
    Case { what: "turning round at the end of a way", rows: TEE, tags: NO_U_TURN, members: "1 B 1",
        expected: Ok(&["no AB BA"]) },
    Case { what: "turning round where no other way is", rows: &["ABC"], tags: NO_U_TURN, members: "1 B 1",
        expected: Ok(&["no AB BA", "no CB BC"]) },
    Case { what: "a way that goes on beyond the node", rows: &["ABC", "BE"], tags: NO, members: "1 B 2",
        expected: Err(OPEN) },
    Case { what: "the same where the arrow decides", rows: &["ABC oneway=yes", "BE"], tags: NO, members: "1 B 2",
        expected: Ok(&["no AB BE"]) },
    Case { what: "the same against the arrow", rows: &["ABC oneway=-1", "BE"], tags: NO, members: "1 B 2",
        expected: Ok(&["no CB BE"]) },
    Case { what: "a contraflow lane leaves it open again", rows: &["ABC oneway=yes oneway:bicycle=no", "BE"], tags: NO,
        members: "1 B 2", expected: Err(OPEN) },
    Case { what: "a loop", rows: &["BCFEB", "AB"], tags: NO, members: "2 B 1", expected: Err(OPEN) },
    Case { what: "a loop with an arrow", rows: &["BCFEB oneway=yes", "AB"], tags: NO, members: "2 B 1",
        expected: Ok(&["no AB BB"]) },
    Case { what: "ways that do not meet", rows: &["AB", "EF", "BE"], tags: NO, members: "1 B 2", expected: Err(APART) },
    Case { what: "a node beside its ways", rows: TEE, tags: NO, members: "1 C 3", expected: Err(APART) },
    Case { what: "a way in between that does not reach", rows: &["AB", "BC", "EF", "BE"], tags: NO, members: "1 2 3",
        expected: Err(APART) },
    Case { what: "a way that is not there", rows: TEE, tags: NO, members: "1 B 99", expected: Err(BEYOND) },
    Case { what: "a way that no cycle may use", rows: &["AB", "BC", "BE highway=motorway"], tags: NO, members: "1 B 3",
        expected: Err(BEYOND) },
    Case { what: "a node that is not on the map", rows: &["AB", "BC"], tags: NO, members: "1 F 2", expected: Err(BEYOND) },
    Case { what: "a kerb along the street", rows: &["AB", "BC", "BE", "B barrier=kerb"], tags: NO, members: "1 B 3",
        expected: Ok(&["no AB BE"]) },
    Case { what: "a gate at the end of both", rows: &["AB", "BC", "B barrier=gate"], tags: NO, members: "1 B 2",
        expected: Ok(&["no AB BB BC"]) },
    Case { what: "a gate with three sides", rows: &["AB", "BC", "BE", "B barrier=gate"], tags: NO, members: "1 B 3",
        expected: Err("a barrier stands where it turns") },
    Case { what: "bicycles are excepted", rows: TEE, tags: &[("restriction", "no_left_turn"), ("except", "bicycle")],
        members: "1 B 3", expected: Err("bicycles are excepted") },
    Case { what: "for bicycles alone", rows: TEE, tags: &[("restriction:bicycle", "no_left_turn")], members: "1 B 3",
        expected: Ok(&["no AB BE"]) },
    Case { what: "for lorries alone", rows: TEE, tags: &[("restriction:hgv", "no_left_turn")], members: "1 B 3",
        expected: Err("it is for other vehicles") },
    Case { what: "at certain hours", rows: TEE,
        tags: &[("restriction:conditional", "no_left_turn @ (Mo-Fr 07:00-09:00)")], members: "1 B 3",
        expected: Ok(&["no AB BE @ Mo-Fr 07:00-09:00"]) },
    Case { what: "in the rain", rows: TEE, tags: &[("restriction:conditional", "no_left_turn @ (wet)")],
        members: "1 B 3", expected: Err("its condition is not understood") },
    Case { what: "a relation that is something else", rows: TEE, tags: &[("type", "route")], members: "1 B 3",
        expected: Ok(&[]) },
];

#[test]
fn restrictions_become_sequences_of_edges() {
    for Case { what, rows, tags, members, expected } in CASES {
        let map = map_of(&restrict(drawn(rows), tags, members));
        let (found, reason) = match expected {
            Ok(found) => (*found, None),
            Err(reason) => (&[][..], Some((*reason).to_owned())),
        };
        assert_eq!(told(&map), found, "{what}");
        let dropped = &map.report.restrictions_dropped;
        let counts: BTreeMap<String, u64> = reason.into_iter().map(|reason| (reason, 1)).collect();
        assert_eq!(*dropped, counts, "{what}");
        assert_eq!(map.report.restrictions, found.len(), "{what}");
    }
}

#[test]
fn several_ways_in_are_a_restriction_each() {
    let mut osm = restrict(drawn(TEE), &[("restriction", "no_entry")], "1 B 3");
    osm.relations[0].members.push((Member::Way(2), "from".to_owned()));
    assert_eq!(told(&map_of(&osm)), ["no AB BE", "no CB BE"]);
}

#[test]
fn the_report_tells_which_restrictions_were_left_out_and_which_conditions_are_not_understood() {
    let mut osm =
        restrict(drawn(TEE), &[("restriction:conditional", "no_u_turn @ (wet)")], "1 B 3");
    osm = restrict(osm, NO, "1 B 2");
    set(&mut osm.ways[0].tags, "access:conditional", "no @ (07:00-09:00); no @ (weight>3)");
    // Without a condition; and keys that say nothing of access.
    set(&mut osm.ways[1].tags, "vehicle:forward:conditional", "no");
    set(&mut osm.ways[1].tags, "bicycle:conditional", &format!("no @ ({})", "Mo,".repeat(100)));
    set(&mut osm.ways[1].tags, "maxspeed:conditional", "20 @ (07:00-09:00)");
    set(&mut osm.ways[2].tags, "maxspeed:conditional", "30 @ (07:00-09:00)");
    let report = map_of(&osm).report.to_string();
    for line in [
        "turns     1 restrictions, 0 signalled junctions, 0 signals between them",
        "dropped   1 turn restrictions",
        "at times  1 conditions, 1 of them distinct, are understood",
        "dropped   6 conditions, not understood: taken as if they never held",
        "        2 any of maxspeed:conditional",
        "        1 none, or too long, in bicycle:conditional",
        "        1 none, or too long, in vehicle:forward:conditional",
        "        1 weight>3",
        "        1 wet",
    ] {
        assert!(report.lines().any(|other| other == line), "{line}\n{report}");
    }
}

#[test]
fn a_street_that_is_closed_at_times_has_no_weight_then() {
    let mut osm = drawn(&["AB", "BC highway=pedestrian", "B barrier=gate"]);
    set(&mut osm.ways[0].tags, "access:conditional", "no @ (Mo-Fr 07:00-09:00)");
    set(&mut osm.ways[1].tags, "bicycle:conditional", "yes @ (20:00-07:30)");
    let gate = osm.nodes.iter_mut().find(|node| node.id == node_id('B')).unwrap();
    set(&mut gate.tags, "access:conditional", "no @ (22:00-06:00)");
    let map = map_of(&osm);
    assert_eq!(map.graph.conditions, ["20:00-07:30", "22:00-06:00", "Mo-Fr 07:00-09:00"]);
    let conditions = ConditionSet::new(&map.graph.conditions, "FR");
    let bike = &map.profiles[0];
    let costs = |hour| {
        let active = conditions.active(jiff::civil::date(2026, 3, 17).at(hour, 0, 0, 0));
        let metric = Metric::customize_at(&map.graph, bike, &active);
        // A to B, B to C, over the gate; in seconds.
        [0, 2, 4].map(|edge| metric.cost(EdgeId::new(edge)).map(|cost| cost.time().as_u32()))
    };
    let (ride, walk, stroll) = (Some(22), Some(80), Some(60));
    assert_eq!(costs(8), [None, walk, Some(10)]);
    assert_eq!(costs(12), [ride, walk, Some(10)]);
    assert_eq!(costs(21), [ride, stroll, Some(10)]);
    assert_eq!(costs(23), [ride, stroll, None]);
    let always: Vec<_> = map.imported_metric(0).cost(EdgeId::new(0)).into_iter().collect();
    assert_eq!(always, [Metric::customize(&map.graph, bike).cost(EdgeId::new(0)).unwrap()]);
}

#[test]
fn each_access_key_may_depend_on_the_time_in_one_direction() {
    for key in ["access", "vehicle", "bicycle"] {
        let mut osm = drawn(&["AB foot=no"]);
        set(&mut osm.ways[0].tags, &format!("{key}:backward:conditional"), "no @ (Mo-Fr)");
        let map = map_of(&osm);
        let open = |active: &[bool]| {
            let metric = Metric::customize_at(&map.graph, &map.profiles[0], active);
            [0, 1].map(|edge| metric.cost(EdgeId::new(edge)).is_some())
        };
        assert_eq!((open(&[]), open(&[true])), ([true; 2], [true, false]), "{key}");
    }
    let mut osm = drawn(&["AB highway=footway"]);
    set(&mut osm.ways[0].tags, "foot:forward:conditional", "no @ (Mo-Fr)");
    let map = map_of(&osm);
    let metric = Metric::customize_at(&map.graph, &map.profiles[0], &[true]);
    assert_eq!([0, 1].map(|edge| metric.cost(EdgeId::new(edge)).is_some()), [false, true]);
}

#[test]
fn a_way_that_is_open_at_times_only_is_on_the_map() {
    let mut osm = drawn(&["AB", "BC access=no"]);
    set(&mut osm.ways[1].tags, "bicycle:conditional", "yes @ (20:00-07:00)");
    assert_eq!(map_of(&osm).graph.sections.len(), 2);
    set(&mut osm.ways[1].tags, "bicycle:conditional", "yes @ (snow)");
    assert_eq!(map_of(&osm).graph.sections.len(), 1);
}

#[test]
fn a_map_file_keeps_restrictions_conditions_and_signals() {
    let mut osm = restrict(drawn(&["ABC", "BE", "EF", "FC"]), NO_U_TURN, "2 E 2");
    osm = restrict(osm, &[("restriction:conditional", "no_left_turn @ (Su)")], "3 F 4");
    for corner in ['B', 'E'] {
        let node = osm.nodes.iter_mut().find(|node| node.id == node_id(corner)).unwrap();
        node.tags = tags(&[("highway", "traffic_signals")]);
    }
    let map = map_of(&osm);
    assert_eq!(map.graph.restrictions.len(), 2);
    assert_eq!(map.graph.signals.len(), 1);
    assert!(map.graph.sections.iter().any(|section| section.signals != [0; 2]));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.musette");
    graph::write(&path, &map, &[], &musette::osm::Scenery::default()).unwrap();
    let read = graph::open(&path).unwrap();
    assert_eq!(read.graph.restrictions, map.graph.restrictions);
    assert_eq!(read.graph.conditions, map.graph.conditions);
    assert_eq!(read.graph.signals, map.graph.signals);
    assert_eq!(read.graph.sections, map.graph.sections);
    assert_eq!(read.report, map.report);
}

/// Any relation at all is a restriction whose edges follow each other, or none.
#[test]
fn no_relation_makes_an_import_panic() {
    let rows = ["ABC", "BE oneway=yes", "DEF", "ABEDA junction=roundabout", "CF", "B barrier=gate"];
    let mut random = Random::new(7);
    let mut resolved = 0;
    for _ in 0..100 {
        let mut osm = drawn(&rows);
        for id in 1..=20 {
            let mut pick = |all: &[&str]| (*random.pick(all)).to_owned();
            let kind =
                pick(&["no_left_turn", "no_u_turn", "only_u_turn", "only_right_turn", "x", ""]);
            let count = 3 + id % 2;
            let members = (0..count).map(|index| {
                let expected = match index {
                    0 => "from",
                    _ if index + 1 == count => "to",
                    _ => "via",
                };
                let roles = [expected; 6].into_iter().chain(["from", "via", "to", "location_hint"]);
                let role = pick(&roles.collect::<Vec<_>>());
                let member = match pick(&["node", "way", "way", "way", "way", "relation"]).as_str()
                {
                    "node" => {
                        Member::Node(node_id(pick(&["A", "B", "E", "F"]).chars().next().unwrap()))
                    }
                    "way" => Member::Way(pick(&["1", "2", "3", "4", "5", "77"]).parse().unwrap()),
                    _ => Member::Relation(1),
                };
                (member, role)
            });
            let members = members.collect();
            let tags = tags(&[("type", "restriction"), ("restriction", &kind)]);
            osm.relations.push(OsmRelation { id, members, tags });
        }
        let map = map_of(&osm);
        for restriction in &map.graph.restrictions {
            let ends = |edge: &u32| map.graph.graph.edge_endpoints(EdgeId::from(*edge)).unwrap();
            for pair in restriction.edges.windows(2) {
                assert_eq!(ends(&pair[0]).1, ends(&pair[1]).0);
            }
            resolved += 1;
        }
    }
    assert!(resolved > 5, "only {resolved} restrictions were possible");
}
