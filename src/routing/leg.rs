//! A path with its shape.

use super::{Class, Path};
use crate::{
    geo::haversine_m,
    graph::{Cost, Direction, EdgeId, SectionId, Snap},
    units::LonLat,
};

/// About as many points as an edge in town has.
const POINTS: usize = 4;

/// A part of a leg along one edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The edge.
    pub edge: EdgeId,
    /// What this part of it costs.
    pub cost: Cost,
    /// Where it starts: index into [`Leg::points`].
    pub first: usize,
    /// Where it ends: not before its start, and the start of the next piece.
    pub last: usize,
}

/// The way from one snapped place to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Leg {
    /// What all of it costs.
    pub cost: Cost,
    /// Its parts in order; a barrier is a piece without length. Never empty.
    pub pieces: Vec<Piece>,
    /// The points from start to end; at least two, which may be one place.
    pub points: Vec<LonLat>,
}

/// The way from one point of a leg to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Its length in metres.
    pub length_m: f64,
    /// Its time in milliseconds.
    pub time_ms: f64,
}

impl Leg {
    /// Draws `path`, which was found for `class` from `from` to `to`. What a turn costs counts to the
    /// piece after it. The pieces cost together what the path does.
    #[must_use]
    pub fn new(class: &Class, path: &Path, from: &Snap, to: &Snap) -> Self {
        let graph = &class.map().graph;
        let mut points = Vec::with_capacity(POINTS * path.edges.len() + 2);
        points.push(from.place);
        let mut pieces = Vec::with_capacity(path.edges.len());
        let last_edge = path.edges.len() - 1;
        let mut before = path.edges[0];
        for (index, edge) in path.edges.iter().enumerate() {
            let (section, direction) = SectionId::of(*edge);
            let [start, end] = stretch(path, index, from, to);
            let rest = |snap: &Snap| snap.part(&class.metric, direction, true);
            let mut cost = match index {
                0 => rest(from),
                _ => class.metric.cost(*edge).map(|it| it.plus(class.turn_cost(before, *edge))),
            }
            .unwrap_or_default();
            if index == last_edge {
                cost = cost.minus(rest(to).unwrap_or_default());
            }
            before = *edge;
            let first = points.len() - 1;
            match direction {
                Direction::Forward => draw(&mut points, graph.geometry(section), start, end),
                Direction::Backward => draw(&mut points, graph.geometry(section).rev(), start, end),
            }
            if index == last_edge {
                push(&mut points, to.place);
            }
            pieces.push(Piece { edge: *edge, cost, first, last: points.len() - 1 });
        }
        if points.len() == 1 {
            points.push(to.place);
            if let Some(piece) = pieces.last_mut() {
                piece.last = 1;
            }
        }
        Self { cost: path.cost, pieces, points }
    }

    /// Goes on along another leg, which starts where this one ends.
    pub fn append(&mut self, next: Self) {
        let start = self.points.len() - 1;
        self.points.extend(next.points.into_iter().skip(1));
        self.cost = self.cost.plus(next.cost);
        self.pieces.extend(next.pieces.into_iter().map(|piece| Piece {
            first: start + piece.first,
            last: start + piece.last,
            ..piece
        }));
    }

    /// Lengths and times from point to point. What takes time at one place, such as a barrier, counts
    /// to the way after it.
    #[must_use]
    pub fn shares(&self) -> Vec<Share> {
        let mut shares = Vec::with_capacity(self.points.len() - 1);
        let mut waited_ms = 0.0;
        for piece in &self.pieces {
            let time_ms = f64::from(piece.cost.time_ms());
            if piece.first == piece.last {
                waited_ms += time_ms;
                continue;
            }
            let points = &self.points[piece.first..=piece.last];
            let lengths: Vec<f64> =
                points.windows(2).map(|pair| haversine_m(pair[0], pair[1])).collect();
            let total: f64 = lengths.iter().sum();
            let even = 1.0 / lengths.len() as f64;
            for length_m in lengths {
                let part = if total > 0.0 { length_m / total } else { even };
                let time_ms = part * time_ms + std::mem::take(&mut waited_ms);
                shares.push(Share { length_m, time_ms });
            }
        }
        if let Some(last) = shares.last_mut() {
            last.time_ms += waited_ms;
        }
        shares
    }
}

/// From where to where a path goes along one of its edges: 0 is its start, 1 its end.
pub(super) fn stretch(path: &Path, index: usize, from: &Snap, to: &Snap) -> [f64; 2] {
    let (_, direction) = SectionId::of(path.edges[index]);
    let start = if index == 0 { along(from, direction) } else { 0.0 };
    let is_last = index + 1 == path.edges.len();
    [start, if is_last { along(to, direction) } else { 1.0 }]
}

/// How far along its section, seen in `direction`, a snapped place is.
fn along(snap: &Snap, direction: Direction) -> f64 {
    let (_, own) = SectionId::of(snap.edge);
    if own == direction { snap.fraction } else { 1.0 - snap.fraction }
}

/// Adds the corners of a line between two fractions of its length.
fn draw(points: &mut Vec<LonLat>, line: impl Iterator<Item = LonLat>, start: f64, end: f64) {
    if start <= 0.0 && end >= 1.0 {
        line.for_each(|place| push(points, place));
        return;
    }
    let line: Vec<LonLat> = line.collect();
    let total: f64 = line.windows(2).map(|pair| haversine_m(pair[0], pair[1])).sum();
    let mut done = 0.0;
    let mut before = line.first().copied();
    for place in line {
        done += before.replace(place).map_or(0.0, |before| haversine_m(before, place));
        let fraction = if total > 0.0 { done / total } else { 0.0 };
        if start <= fraction && fraction <= end {
            push(points, place);
        }
    }
}

fn push(points: &mut Vec<LonLat>, place: LonLat) {
    if points.last() != Some(&place) {
        points.push(place);
    }
}
