//! Where streets meet: a grid that the ground has bent.

use super::{
    land::{Land, Region},
    river::Bank,
    sketch::Sketch,
};
use crate::support::{
    ground::{Point, distance},
    random::Random,
};

/// Columns, and as many rows.
pub const LINES: usize = 61;
/// Metres between lines.
const SPACING_M: f64 = 130.0;
/// How far streets keep from the water, in metres.
const SHORE_M: f64 = 45.0;

/// Crossings by column and row; none in the water or on the hill. A crossing becomes a node of the
/// map when the first street uses it.
pub struct Grid {
    points: Vec<Option<Point>>,
    nodes: Vec<Option<i64>>,
}

impl Grid {
    /// The crossings on this land.
    pub fn new(land: &Land, random: &mut Random) -> Self {
        let (bend_east, bend_north) = (random.between(0.0, 6.0), random.between(0.0, 6.0));
        let mut points = Vec::with_capacity(LINES * LINES);
        for column in 0..LINES {
            for row in 0..LINES {
                let [x, y] = [column, row].map(|line| (line as f64 - 30.0) * SPACING_M);
                let east = x + 60.0 * (y / 900.0 + bend_east).sin() + random.between(-22.0, 22.0);
                let north =
                    y + 60.0 * (x / 1_100.0 + bend_north).sin() + random.between(-22.0, 22.0);
                let point = [east, north];
                let margin = if land.river.bank(point) == Bank::Island { 15.0 } else { SHORE_M };
                let built = land.river.is_dry(point, margin) && land.region(point) != Region::Hill;
                points.push(built.then_some(point));
            }
        }
        Self { nodes: vec![None; points.len()], points }
    }

    /// Where a crossing is, if there is one.
    pub fn point(&self, column: usize, row: usize) -> Option<Point> {
        self.points[column * LINES + row]
    }

    /// The node at a crossing, drawn if need be.
    ///
    /// # Panics
    ///
    /// If there is no crossing.
    pub fn node(&mut self, sketch: &mut Sketch, column: usize, row: usize) -> i64 {
        let point = self.point(column, row).expect("a crossing on land");
        *self.nodes[column * LINES + row].get_or_insert_with(|| sketch.node(point))
    }

    /// The drawn nodes of a column, from south to north.
    pub fn column(&self, column: usize) -> impl DoubleEndedIterator<Item = i64> {
        self.nodes[column * LINES..(column + 1) * LINES].iter().flatten().copied()
    }

    /// The drawn node nearest to a point, among those that `wanted` accepts.
    pub fn nearest(&self, sketch: &Sketch, to: Point, wanted: impl Fn(Point) -> bool) -> i64 {
        let away = |node: &i64| distance(sketch.point(*node), to);
        let nodes = self.nodes.iter().flatten().copied();
        nodes
            .filter(|node| wanted(sketch.point(*node)))
            .min_by(|a, b| away(a).total_cmp(&away(b)))
            .expect("a street on that side")
    }
}
