//! Towns drawn at random: small enough to look at, odd enough to find what a city hides.

use crate::support::{
    ground::{beside, place, point},
    osm::{OsmData, OsmNode, OsmWay, tags, value},
    random::Random,
    town::Town,
};

const ROWS: u32 = 5;
const COLUMNS: u32 = 6;
/// Of a character of the drawing, in metres; a block is four characters wide and two lines high.
const SPACING_M: f64 = 25.0;
/// Half the width and height of a town and of some ground around it, in metres.
pub const BOUNDS_M: [f64; 2] = [320.0, 160.0];

/// A town of some thirty corners: one-way streets, bends, steps, footways, barriers, a loop, a ferry,
/// a way without length, and often a part that no street leads to. Its drawing tells it apart.
pub fn town(seed: u64) -> (String, OsmData) {
    let mut random = Random::new(seed);
    let drawing = drawing(&mut random);
    let mut osm = Town::draw(&drawing, SPACING_M).osm;
    centre(&mut osm, &mut random);
    for way in &mut osm.ways {
        for (key, value) in kind(&mut random) {
            crate::support::osm::set(&mut way.tags, key, value);
        }
    }
    for node in &mut osm.nodes {
        let kinds = ["bollard", "gate", "cycle_barrier", "stile", "wall"];
        if random.chance(0.15) {
            node.tags = tags(&[("barrier", *random.pick(&kinds))]);
        }
    }
    bend(&mut osm, &mut random);
    oddities(&mut osm, &mut random);
    (drawing, osm)
}

fn drawing(random: &mut Random) -> String {
    let names: Vec<char> = ('A'..='Z').chain('0'..='9').collect();
    let mut lines = Vec::new();
    for row in 0..ROWS {
        let (mut streets, mut below) = (String::new(), String::new());
        for column in 0..COLUMNS {
            let last = (column + 1 == COLUMNS, row + 1 == ROWS);
            streets.push(names[(row * COLUMNS + column) as usize]);
            let east = ["---", "---", "---", "-->", "<--", "   "];
            let south = ["|   ", "|   ", "|   ", "v   ", "^   ", "    "];
            streets.push_str(if last.0 { "" } else { random.pick::<&str>(&east) });
            below.push_str(if last.1 { "" } else { random.pick::<&str>(&south) });
        }
        lines.extend([streets, below]);
    }
    lines.join("\n")
}

/// Moves the town to the middle of the ground, and each corner a little.
fn centre(osm: &mut OsmData, random: &mut Random) {
    let half = [f64::from(COLUMNS - 1) * 2.0, f64::from(ROWS - 1)].map(|half| half * SPACING_M);
    for node in &mut osm.nodes {
        let [east, north] = point(node.place);
        let (aside, up) = (random.between(-8.0, 8.0), random.between(-8.0, 8.0));
        node.place = place([east - half[0] + aside, north + half[1] + up]);
    }
}

fn kind(random: &mut Random) -> &'static [(&'static str, &'static str)] {
    let kinds: [&[(&str, &str)]; 10] = [
        &[],
        &[],
        &[],
        &[("highway", "primary")],
        &[("highway", "cycleway")],
        &[("highway", "steps")],
        &[("highway", "footway")],
        &[("surface", "sett")],
        &[("oneway", "-1")],
        &[("highway", "service"), ("access", "private")],
    ];
    random.pick::<&[_]>(&kinds)
}

/// Gives half of the streets a corner or two between their ends.
fn bend(osm: &mut OsmData, random: &mut Random) {
    let mut id = 1_000;
    for way in &mut osm.ways {
        if random.chance(0.5) {
            continue;
        }
        let at = |id| osm.nodes.iter().find(|node: &&OsmNode| node.id == id).unwrap().place;
        let (from, to) = (point(at(way.nodes[0])), point(at(way.nodes[1])));
        for step in 1..=1 + random.below(2) {
            let bent = beside(from, to, f64::from(step) / 3.0, random.between(-12.0, 12.0));
            osm.nodes.push(OsmNode { id, place: place(bent), tags: Vec::new() });
            way.nodes.insert(step as usize, id);
            id += 1;
        }
    }
}

/// What maps have that nobody would draw.
fn oddities(osm: &mut OsmData, random: &mut Random) {
    let street = |id, nodes: &[i64]| {
        let tags = tags(&[("highway", "residential"), ("name", "odd")]);
        OsmWay { id, nodes: nodes.to_vec(), tags }
    };
    let (a, b) = (osm.nodes[0].clone(), osm.nodes[7].clone());
    let add = |osm: &mut OsmData, id, at| {
        osm.nodes.push(OsmNode { id, place: place(at), tags: Vec::new() });
    };
    let near = |fraction, left| beside(point(a.place), point(b.place), fraction, left);
    // A loop at a corner, and a way that turns and comes back over itself.
    add(osm, 2_000, near(-0.2, 15.0));
    add(osm, 2_001, near(-0.2, -15.0));
    osm.ways.push(street(900, &[a.id, 2_000, 2_001, a.id]));
    add(osm, 2_002, near(0.5, 20.0));
    osm.ways.push(street(901, &[b.id, 2_002, b.id]));
    // A node twice in a row, and a way between two nodes at one place.
    osm.nodes.push(OsmNode { id: 2_003, ..b.clone() });
    osm.ways.push(street(902, &[b.id, b.id, 2_003]));
    // A second way between the same corners, and a way to a node that is not there.
    add(osm, 2_004, near(0.4, -25.0));
    osm.ways.push(street(903, &[a.id, 2_004, b.id]));
    osm.ways.push(street(904, &[b.id, 9_999, a.id]));
    let (from, to) = (random.pick(&osm.nodes).id, random.pick(&osm.nodes).id);
    let line = tags(&[("route", "ferry"), ("duration", "00:02")]);
    osm.ways.push(OsmWay { id: 905, nodes: vec![from, 2_004, to], tags: line });
}

#[test]
fn random_towns_hold_what_they_should() {
    let (drawing, osm) = town(1);
    assert_eq!(town(1), (drawing, osm.clone()));
    let middle = |axis: usize| {
        let sum: f64 = osm.nodes.iter().map(|node| point(node.place)[axis]).sum();
        sum / osm.nodes.len() as f64
    };
    assert!(middle(0).abs() < 40.0 && middle(1).abs() < 40.0);
    for (key, wanted) in [("highway", "steps"), ("oneway", "yes"), ("route", "ferry")] {
        assert!(osm.ways.iter().any(|way| value(&way.tags, key) == Some(wanted)), "{wanted}");
    }
    assert!(osm.nodes.iter().any(|node| value(&node.tags, "barrier").is_some()));
}
