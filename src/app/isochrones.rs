//! How far one gets in so many minutes.

use crate::{
    geo::{BoundingBox, Plane},
    graph::{Cost, Direction, SectionId, Snap},
    routing::{Class, Reached, Search},
    units::LonLat,
};
use contour::ContourBuilder;
use serde_json::{Value, json};

/// A grid has at most so many cells; then they become wider.
const MOST_CELLS: f64 = 400_000.0;
/// No cell is narrower, in metres: what lies in one is as near as makes no difference.
const CELL_M: f64 = 25.0;
/// So far from a street, in cells, one still gets on foot, as to a door in a yard.
const ASIDE: usize = 2;
/// On foot, in metres a second: 4 km/h.
const ON_FOOT_M_S: f64 = 4.0 / 3.6;
/// Nobody asks for more: half a shift.
pub const MOST_MINUTES: u32 = 240;
/// At most so many areas at once.
pub const MOST_ISOCHRONES: usize = 10;

/// An area as rings of places, the outer ring first, then holes; several if it falls into parts.
type Area = Vec<Vec<Vec<LonLat>>>;

/// The areas that `class` reaches from a place in each of so many minutes, as a GeoJSON feature
/// collection (RFC 7946) of multipolygons, the largest first; each lies within all larger ones.
///
/// Streets that can be reached are drawn on a grid of arrival times, with what can be reached on foot
/// beside them; the areas are the grid's contours.
#[must_use]
pub fn isochrones_geojson(class: &Class, from: &Snap, minutes: &[u32]) -> Value {
    let mut minutes = minutes.to_vec();
    minutes.sort_unstable();
    minutes.dedup();
    minutes.reverse();
    let longest_ms = minutes.first().map_or(0, |most| most * 60_000);
    let reached = Search::new(class).reached(from, Cost::new(longest_ms, 0));
    let grid = Grid::of(class, from, &reached, longest_ms);
    let feature = |minutes: &u32| {
        json!({
            "type": "Feature",
            "properties": {
                "minutes": minutes,
                "profile": class.name(),
                "attribution": "© OpenStreetMap contributors, ODbL 1.0",
            },
            "geometry": { "type": "MultiPolygon", "coordinates": grid.area(minutes * 60_000) },
        })
    };
    let features: Vec<Value> = minutes.iter().map(feature).collect();
    json!({ "type": "FeatureCollection", "features": features })
}

/// Arrival times, by cell.
struct Grid {
    plane: Plane,
    corner: [f64; 2],
    cell_m: f64,
    size: [usize; 2],
    /// Milliseconds; row by row from the south-west; infinite where nobody gets in time.
    times_ms: Vec<f64>,
}

impl Grid {
    fn of(class: &Class, from: &Snap, reached: &[Reached], longest_ms: u32) -> Self {
        let plane = Plane::around(from.place);
        let graph = &class.map().graph;
        let points = reached.iter().flat_map(|it| graph.geometry(SectionId::of(it.edge).0));
        let box_ = BoundingBox::around(points.chain([from.place]));
        let [low, high] =
            box_.map_or([[0.0; 2]; 2], |it| [it.min, it.max].map(|p| plane.project(p)));
        let span = [0, 1].map(|axis| high[axis] - low[axis]);
        let cell_m = (span[0] * span[1] / MOST_CELLS).sqrt().max(CELL_M);
        let margin_m = (ASIDE + 2) as f64 * cell_m;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded")]
        let size = span.map(|span| ((span + 2.0 * margin_m) / cell_m).ceil() as usize + 1);
        let corner = low.map(|low| low - margin_m);
        let times_ms = vec![f64::INFINITY; size[0] * size[1]];
        let mut grid = Self { plane, corner, cell_m, size, times_ms };
        for edge in reached {
            grid.draw(class, edge, f64::from(longest_ms));
        }
        grid
    }

    /// Draws an edge, as far as one gets on it.
    fn draw(&mut self, class: &Class, reached: &Reached, longest_ms: f64) {
        let (section, direction) = SectionId::of(reached.edge);
        let mut points: Vec<[f64; 2]> =
            class.map().graph.geometry(section).map(|place| self.plane.project(place)).collect();
        if direction == Direction::Backward {
            points.reverse();
        }
        let length = |pair: &[[f64; 2]]| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1]);
        let total: f64 = points.windows(2).map(length).sum();
        let [begin, end] = [reached.at_start, reached.at_end].map(|it| f64::from(it.time_ms()));
        let time = |part: f64| {
            let share = (part - reached.start) / (1.0 - reached.start).max(f64::EPSILON);
            begin + (end - begin) * share.clamp(0.0, 1.0)
        };
        let mut before = 0.0;
        for pair in points.windows(2) {
            let own = length(pair);
            let steps = (own / (self.cell_m / 2.0)).ceil().max(1.0);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few")]
            for step in 0..=steps as u32 {
                let along = f64::from(step) / steps;
                let part = if total > 0.0 { (before + along * own) / total } else { 0.0 };
                let time_ms = time(part);
                if part >= reached.start && time_ms <= longest_ms {
                    let mix = |axis: usize| pair[0][axis] + (pair[1][axis] - pair[0][axis]) * along;
                    self.spot([mix(0), mix(1)], time_ms);
                }
            }
            before += own;
        }
    }

    /// Somebody is at a point at this time, and may go on on foot.
    fn spot(&mut self, point: [f64; 2], time_ms: f64) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "inside")]
        let [column, row] =
            [0, 1].map(|axis| ((point[axis] - self.corner[axis]) / self.cell_m) as usize);
        let near = |at: usize, size: usize| at.saturating_sub(ASIDE)..(at + ASIDE + 1).min(size);
        for y in near(row, self.size[1]) {
            for x in near(column, self.size[0]) {
                let centre = [x, y].map(|at| (at as f64 + 0.5) * self.cell_m);
                let aside_m = (self.corner[0] + centre[0] - point[0])
                    .hypot(self.corner[1] + centre[1] - point[1]);
                let cell = &mut self.times_ms[y * self.size[0] + x];
                *cell = cell.min(time_ms + aside_m / ON_FOOT_M_S * 1000.0);
            }
        }
    }

    /// What is reached by `limit_ms`.
    fn area(&self, limit_ms: u32) -> Area {
        // Contours hold what is above a threshold. What is never reached is below it by as much as
        // one more cell on foot, so that edges run between cells and not along them.
        let never_ms = f64::from(limit_ms) + self.cell_m / ON_FOOT_M_S * 1000.0;
        let left: Vec<f64> =
            self.times_ms.iter().map(|time| f64::from(limit_ms) - time.min(never_ms)).collect();
        let contours = ContourBuilder::new(self.size[0], self.size[1], true)
            .x_origin(self.corner[0])
            .y_origin(self.corner[1])
            .x_step(self.cell_m)
            .y_step(self.cell_m)
            .contours(&left, &[0.0])
            .expect("invariant: a value a cell");
        let ring = |line: &geo_types::LineString<f64>, outer: bool| -> Option<Vec<LonLat>> {
            let mut places: Vec<LonLat> = line
                .coords()
                .map(|at| self.plane.place([at.x, at.y]))
                .collect::<Option<Vec<_>>>()?;
            places.dedup();
            // RFC 7946: outer rings run against the clock, holes with it.
            if (area_2(&places) > 0.0) != outer {
                places.reverse();
            }
            (places.len() > 3).then_some(places)
        };
        contours
            .iter()
            .flat_map(contour::Contour::geometry)
            .filter_map(|polygon| {
                let outer = ring(polygon.exterior(), true)?;
                let holes = polygon.interiors().iter().filter_map(|hole| ring(hole, false));
                Some(std::iter::once(outer).chain(holes).collect())
            })
            .collect()
    }
}

/// Twice the area of a ring, above 0 if it runs against the clock.
fn area_2(ring: &[LonLat]) -> f64 {
    ring.windows(2).map(|pair| pair[0].lon() * pair[1].lat() - pair[1].lon() * pair[0].lat()).sum()
}
