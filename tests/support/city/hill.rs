//! The streets of the hill: one road that winds up, and short cuts for the brave.

use super::{grid::Grid, land::Land, sketch::Sketch, streets::Frontage};
use crate::support::{
    osm::{TagList, set, tags},
    random::Random,
};
use std::f64::consts::TAU;

/// Nodes of the road in one turn around the top.
const TURN: usize = 64;
/// Turns, in halves.
const HALF_TURNS: usize = 7;

/// Draws the road, the short cuts, and the four ways down into the town; where houses may stand.
pub fn draw(sketch: &mut Sketch, grid: &Grid, land: &Land, random: &mut Random) -> Vec<Frontage> {
    let last = TURN / 2 * HALF_TURNS;
    let road: Vec<i64> = (0..=last)
        .map(|step| {
            let angle = step as f64 / TURN as f64 * TAU;
            let radius = (land.hill.radius_m - 60.0) * (1.0 - step as f64 / last as f64) + 70.0;
            let radius = radius + random.between(-14.0, 14.0);
            let [east, north] = land.hill.top;
            sketch.node([east + radius * angle.cos(), north + radius * angle.sin()])
        })
        .collect();
    for (turn, nodes) in road.windows(TURN / 2 + 1).step_by(TURN / 2).enumerate() {
        sketch.way(nodes, road_tags(turn));
    }
    let short_cuts: [(usize, &[(&str, &str)]); 6] = [
        (9, &[("highway", "steps")]),
        (40, &[("highway", "track"), ("tracktype", "grade4")]),
        (57, &[("highway", "path"), ("surface", "ground")]),
        (90, &[("highway", "track"), ("tracktype", "grade2"), ("surface", "gravel")]),
        (108, &[("highway", "steps"), ("ramp:bicycle", "yes")]),
        (131, &[("highway", "residential"), ("surface", "cobblestone"), ("incline", "14%")]),
    ];
    for (step, list) in short_cuts {
        sketch.way(&[road[step], road[step + TURN]], tags(list));
    }
    let ways_down: [&[(&str, &str)]; 4] = [
        &[("highway", "residential"), ("name", "Rue de la Côte"), ("incline", "6%")],
        &[("highway", "track"), ("tracktype", "grade3")],
        &[("highway", "unclassified"), ("surface", "cobblestone"), ("name", "Rue des Pavés")],
        &[("highway", "steps"), ("name", "Les Cent Marches")],
    ];
    for (quarter, list) in ways_down.into_iter().enumerate() {
        let foot = road[quarter * TURN / 4];
        let street = grid.nearest(sketch, sketch.point(foot), |_| true);
        sketch.way(&[street, foot], tags(list));
    }
    let fronts = road.windows(2).enumerate().map(|(step, ends)| Frontage {
        from: sketch.point(ends[0]),
        to: sketch.point(ends[1]),
        street: road_name(step / (TURN / 2)),
    });
    fronts.collect()
}

fn road_name(half_turn: usize) -> String {
    format!("Montée {}", half_turn + 1)
}

fn road_tags(half_turn: usize) -> TagList {
    let mut list = match half_turn {
        0..=2 => tags(&[("highway", "unclassified"), ("surface", "asphalt")]),
        3..=4 => tags(&[("highway", "residential"), ("surface", "sett")]),
        _ => tags(&[("highway", "residential"), ("surface", "cobblestone")]),
    };
    set(&mut list, "name", &road_name(half_turn));
    list
}
