//! The ways over the water.

use super::{grid::Grid, land::Land, river::Bank, sketch::Sketch};
use crate::support::{
    ground::{Point, along},
    osm::{TagList, tags},
};

/// Draws the four bridges over the river, the island's bridge and the ferry.
pub fn draw(sketch: &mut Sketch, grid: &Grid, land: &Land) {
    let bridge = |highway: &[(&str, &str)], name: &str| {
        let mut list = tags(highway);
        list.extend(tags(&[("name", name), ("bridge", "yes"), ("layer", "1")]));
        list
    };
    let west = bridge(&[("highway", "primary"), ("cycleway", "lane")], "Pont de l'Ouest");
    let middle = bridge(&[("highway", "secondary"), ("surface", "sett")], "Pont Vieux");
    let bikes = bridge(&[("highway", "cycleway"), ("foot", "yes")], "Passerelle des Cyclistes");
    let walkers = bridge(&[("highway", "footway")], "Passerelle des Marches");
    for (column, tags) in [(10, west), (30, middle), (20, bikes)] {
        let [south, north] = ends(sketch, grid, land, column, Bank::South);
        span(sketch, [south, north], tags);
    }
    let [south, north] = ends(sketch, grid, land, 50, Bank::South);
    stairs(sketch, land, [south, north], walkers);
    let island = bridge(&[("highway", "tertiary")], "Pont de l'Île");
    let [south, north] = ends(sketch, grid, land, 42, Bank::Island);
    span(sketch, [south, north], island);
    let [south, north] = ends(sketch, grid, land, 2, Bank::South);
    span(
        sketch,
        [south, north],
        tags(&[("route", "ferry"), ("name", "Bac"), ("bicycle", "yes"), ("duration", "00:09")]),
    );
}

/// The nodes of a column nearest to the water: the last one on `from`, the first one to the north.
fn ends(sketch: &Sketch, grid: &Grid, land: &Land, column: usize, from: Bank) -> [i64; 2] {
    let on = |bank: Bank| move |node: &i64| land.river.bank(sketch.point(*node)) == bank;
    [
        grid.column(column).rfind(on(from)).expect("a street on this side"),
        grid.column(column).find(on(Bank::North)).expect("a street to the north"),
    ]
}

/// A straight way over the water.
fn span(sketch: &mut Sketch, [from, to]: [i64; 2], tags: TagList) {
    let (a, b) = (sketch.point(from), sketch.point(to));
    let between: [i64; 2] = [0.33, 0.67].map(|fraction| sketch.node(along(a, b, fraction)));
    sketch.way(&[from, between[0], between[1], to], tags);
}

/// A footbridge between steps; only those on the southern side have a ramp.
fn stairs(sketch: &mut Sketch, land: &Land, [from, to]: [i64; 2], tags_above: TagList) {
    let (a, b) = (sketch.point(from), sketch.point(to));
    let low = sketch.node(shore(land, a, b));
    let high = sketch.node(shore(land, b, a));
    sketch.way(&[from, low], tags(&[("highway", "steps"), ("ramp:bicycle", "yes")]));
    sketch.way(&[low, high], tags_above);
    sketch.way(&[high, to], tags(&[("highway", "steps")]));
}

/// The last dry point on the way from `a` to `b`.
fn shore(land: &Land, a: Point, b: Point) -> Point {
    let dry = |step: &u8| !land.river.parts(a, along(a, b, f64::from(*step) / 100.0));
    let last = (1..100).take_while(dry).last().expect("streets keep off the water");
    along(a, b, f64::from(last) / 100.0)
}
