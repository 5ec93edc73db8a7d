//! Cycleways on both quays, and the river itself.

use super::{grid::Grid, land::Land, sketch::Sketch};
use crate::support::{
    osm::{TagList, tags},
    random::Random,
};

/// Half the length of the quays, in metres.
const HALF_LENGTH_M: f64 = 3_900.0;
/// Metres between two nodes of a quay.
const STEP_M: f64 = 65.0;
/// From the shore to the cycleway, in metres.
const OFF_SHORE_M: f64 = 22.0;
/// Nodes of a quay from one link to the streets to the next.
const LINK_EVERY: usize = 7;

/// Draws the river's middle line and a cycleway on either side, linked to the streets behind.
pub fn draw(sketch: &mut Sketch, grid: &Grid, land: &Land, random: &mut Random) {
    let river = &land.river;
    let easts = || (0..=120_u8).map(|step| f64::from(step) * STEP_M - HALF_LENGTH_M);
    let middle: Vec<i64> = easts().map(|east| sketch.node([east, river.middle(east)])).collect();
    sketch.way(&middle, tags(&[("waterway", "river"), ("name", "La Musette")]));
    for (side, name) in [(1.0, "Quai Nord"), (-1.0, "Quai Sud")] {
        let quay: Vec<i64> = easts()
            .map(|east| {
                let off = side * (river.half_width(east) + OFF_SHORE_M);
                sketch.node([east, river.middle(east) + off])
            })
            .collect();
        for (part, nodes) in quay.windows(16).step_by(15).enumerate() {
            sketch.way(nodes, quay_tags(part, name));
        }
        for node in quay.iter().skip(LINK_EVERY / 2).step_by(LINK_EVERY) {
            let point = sketch.point(*node);
            let street = grid.nearest(sketch, point, |other| !river.parts(point, other));
            let link: &[(&str, &str)] = match random.below(4) {
                0 => &[("highway", "footway")],
                1 => &[("highway", "steps"), ("ramp", "yes")],
                _ => &[("highway", "cycleway")],
            };
            sketch.way(&[*node, street], tags(link));
        }
    }
}

fn quay_tags(part: usize, name: &str) -> TagList {
    let mut list = match part % 3 {
        0 => tags(&[("highway", "cycleway"), ("foot", "designated"), ("segregated", "yes")]),
        1 => tags(&[("highway", "path"), ("bicycle", "designated"), ("surface", "fine_gravel")]),
        _ => tags(&[("highway", "cycleway"), ("surface", "asphalt")]),
    };
    list.push(("name".to_owned(), name.to_owned()));
    list
}
