//! What surrounds the streets: a motorway, the outline of the park, and streets cut off from all.

use super::{grid::Grid, land::Land, sketch::Sketch};
use crate::support::{
    ground::Point,
    osm::{Member, tags},
};

/// The south-western corner of the enclave.
const ENCLAVE: Point = [4_400.0, -3_600.0];
/// Crossings of the enclave along either side.
const ENCLAVE_LINES: usize = 4;

/// Draws them; a place in the enclave.
pub fn draw(sketch: &mut Sketch, grid: &Grid, land: &Land) -> Point {
    motorway(sketch, grid);
    let mut ring: Vec<i64> = land.park_corners().map(|corner| sketch.node(corner)).to_vec();
    ring.push(ring[0]);
    let outline = sketch.way(&ring, Vec::new());
    sketch.relation(
        vec![(Member::Way(outline), "outer".to_owned())],
        tags(&[("type", "multipolygon"), ("leisure", "park"), ("name", "Parc des Sports")]),
    );
    enclave(sketch)
}

/// Two carriageways in the north, each with one slip road.
fn motorway(sketch: &mut Sketch, grid: &Grid) {
    for (north, heading, link_at) in [(3_310.0, 1.0, 10), (3_330.0, -1.0, 30)] {
        let nodes: Vec<i64> = (-20..=20)
            .map(|step| sketch.node([f64::from(step) * 200.0 * heading, north]))
            .collect();
        let name = [("ref", "A 99"), ("oneway", "yes"), ("bridge", "yes"), ("layer", "1")];
        let mut list = tags(&[("highway", "motorway")]);
        list.extend(tags(&name));
        sketch.way(&nodes, list);
        let street = grid.nearest(sketch, sketch.point(nodes[link_at]), |_| true);
        let slip = tags(&[("highway", "motorway_link"), ("oneway", "yes")]);
        sketch.way(&[nodes[link_at], street], slip);
    }
}

/// A few streets that lead nowhere else; a place among them.
fn enclave(sketch: &mut Sketch) -> Point {
    let lines = 0..ENCLAVE_LINES;
    let nodes: Vec<Vec<i64>> = lines
        .clone()
        .map(|column| {
            let east = ENCLAVE[0] + column as f64 * 90.0;
            lines.clone().map(|row| sketch.node([east, ENCLAVE[1] + row as f64 * 80.0])).collect()
        })
        .collect();
    for line in lines {
        let row: Vec<i64> = nodes.iter().map(|column| column[line]).collect();
        for street in [&nodes[line], &row] {
            sketch.way(street, tags(&[("highway", "residential"), ("name", "Clos")]));
        }
    }
    [ENCLAVE[0] + 45.0, ENCLAVE[1] + 3.0]
}
