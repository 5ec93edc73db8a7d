//! From the pieces of a leg to steps.

use super::{
    super::Roads,
    bearing::{bearing, turn, whole},
    junction::{Junction, is_barrier, reverse},
    maneuver::{Kind, Maneuver, Modifier, Passage, kind},
    step::{Branch, Intersection, Step},
};
use crate::{
    geo::haversine_m,
    graph::SectionId,
    osm::Mode,
    routing::{Leg, Piece},
    units::LonLat,
};
use smallvec::smallvec;

/// A goal that is nearer to the street is on neither side.
const BESIDE_M: f64 = 3.0;

/// The steps of a leg that was asked to lead to `goal`: at least two, of which the last is the
/// arrival and has no way of its own. Together they cost what the pieces cost.
#[must_use]
pub fn steps<'a>(roads: &Roads<'a>, leg: &Leg, goal: LonLat) -> Vec<Step<'a>> {
    let mut writer = Writer { roads, leg, steps: Vec::new() };
    let streets = leg.pieces.iter().filter(|piece| !is_barrier(roads, piece.edge));
    let streets: Vec<&Piece> = streets.collect();
    // Who is at a corner already does not go along the street that ends there.
    let is_gone_along = |piece: &&Piece| piece.first != piece.last;
    let skipped = streets.iter().position(is_gone_along).unwrap_or(0);
    let end = streets.iter().rposition(is_gone_along).map_or(streets.len(), |last| last + 1);
    let streets = &streets[skipped..end];
    let start = streets.first().copied().unwrap_or(&leg.pieces[0]);
    writer.depart(start);
    let mut pairs = streets.windows(2).map(|pair| (pair[0], pair[1])).peekable();
    let mut before = Some(start);
    for piece in &leg.pieces {
        if let Some((from, to)) = pairs.peek().copied()
            && std::ptr::eq(piece, to)
        {
            writer.pass(from, to);
            pairs.next();
            before = Some(to);
        }
        writer.ride(piece);
    }
    writer.arrive(before.unwrap_or(start), goal);
    writer.steps
}

struct Writer<'a, 'r, 'l> {
    roads: &'r Roads<'a>,
    leg: &'l Leg,
    steps: Vec<Step<'a>>,
}

impl<'a> Writer<'a, '_, '_> {
    fn name(&self, piece: &Piece) -> &'a str {
        self.roads.graph().name(SectionId::of(piece.edge).0)
    }

    fn mode(&self, piece: &Piece) -> Mode {
        self.roads.mode(piece.edge)
    }

    fn push(&mut self, maneuver: Maneuver, piece: &Piece, first: usize, meets: Intersection) {
        self.steps.push(Step {
            maneuver,
            name: self.name(piece),
            mode: self.mode(piece),
            first,
            last: first,
            cost: crate::graph::Cost::ZERO,
            intersections: vec![meets],
        });
    }

    /// Direction along the points of the leg from one of them on, or up to it.
    fn direction(&self, at: usize, on: bool) -> f64 {
        let points = &self.leg.points;
        let here = points[at];
        let there = if on {
            points[at..].iter().find(|place| **place != here)
        } else {
            points[..at].iter().rev().find(|place| **place != here)
        };
        there.map_or(0.0, |there| if on { bearing(here, *there) } else { bearing(*there, here) })
    }

    fn depart(&mut self, piece: &Piece) {
        let place = self.leg.points[0];
        let after = whole(self.direction(0, true));
        let meets = Intersection {
            place,
            branches: smallvec![Branch { bearing: after, entry: true }],
            from: None,
            to: Some(0),
        };
        let kind = Kind::Depart;
        let maneuver = Maneuver { kind, modifier: None, place, before: 0, after, exit: None };
        self.push(maneuver, piece, 0, meets);
    }

    /// The way on along a piece.
    fn ride(&mut self, piece: &Piece) {
        if let Some(step) = self.steps.last_mut() {
            step.cost = step.cost.plus(piece.cost);
            step.last = piece.last;
        }
    }

    /// From one street to the next.
    fn pass(&mut self, from: &Piece, to: &Piece) {
        let graph = self.roads.graph();
        let [start, _] = graph.ends(to.edge);
        if graph.graph[start] != self.leg.points[to.first] {
            return self.pass_by(from, to);
        }
        let Some(junction) = Junction::between(self.roads, from.edge, to.edge) else { return };
        let is_roundabout = |piece: &Piece| self.roads.guide().is_roundabout(graph, piece.edge);
        match (is_roundabout(from), is_roundabout(to)) {
            (false, true) => self.turn(junction, to, Kind::Roundabout, None),
            (true, true) => self.go_round(junction),
            (true, false) => self.leave_roundabout(junction, to),
            (false, false) => {
                let passage = Passage {
                    from: self.name(from),
                    to: self.name(to),
                    changes_mode: self.mode(from) != self.mode(to),
                    before: junction.before(),
                    after: junction.after(),
                    returns: reverse(from.edge) == to.edge,
                    joins: junction.joins(self.roads),
                };
                match kind(&passage, junction.others()) {
                    Some((kind, modifier)) => self.turn(junction, to, kind, Some(modifier)),
                    None => self.cross(junction),
                }
            }
        }
    }

    /// A place between two junctions, of which nothing is told unless one turns round there.
    fn pass_by(&mut self, from: &Piece, to: &Piece) {
        if from.edge == to.edge {
            return;
        }
        let (before, after) =
            (whole(self.direction(to.first, false)), whole(self.direction(to.first, true)));
        let place = self.leg.points[to.first];
        let meets = Intersection {
            place,
            branches: smallvec![Branch { bearing: after, entry: true }],
            from: Some(0),
            to: Some(0),
        };
        let (kind, modifier) = (Kind::Continue, Some(Modifier::UTurn));
        let maneuver = Maneuver { kind, modifier, place, before, after, exit: None };
        self.push(maneuver, to, to.first, meets);
    }

    fn turn(&mut self, junction: Junction, to: &Piece, kind: Kind, modifier: Option<Modifier>) {
        let degrees = turn(junction.before(), junction.after());
        let maneuver = Maneuver {
            kind,
            modifier: Some(modifier.unwrap_or_else(|| Modifier::of(degrees))),
            place: junction.place,
            before: whole(junction.before()),
            after: whole(junction.after()),
            exit: None,
        };
        self.push(maneuver, to, to.first, junction.into_intersection());
    }

    /// Nothing to do where streets meet.
    fn cross(&mut self, junction: Junction) {
        if let Some(step) = self.steps.last_mut()
            && junction.is_crossing()
        {
            step.intersections.push(junction.into_intersection());
        }
    }

    fn go_round(&mut self, junction: Junction) {
        if junction.others().next().is_some()
            && let Some(step) = self.steps.last_mut()
            && step.maneuver.kind == Kind::Roundabout
        {
            *step.maneuver.exit.get_or_insert(0) += 1;
        }
        self.cross(junction);
    }

    fn leave_roundabout(&mut self, junction: Junction, to: &Piece) {
        let name = self.name(to);
        let mut exit = None;
        if let Some(step) = self.steps.last_mut()
            && step.maneuver.kind == Kind::Roundabout
        {
            exit = Some(step.maneuver.exit.unwrap_or(0) + 1);
            step.maneuver.exit = exit;
            // What one must know on the way in is the street that one leaves by.
            step.name = name;
        }
        self.turn(junction, to, Kind::ExitRoundabout, None);
        if let Some(step) = self.steps.last_mut() {
            step.maneuver.exit = exit;
        }
    }

    fn arrive(&mut self, piece: &Piece, goal: LonLat) {
        let last = self.leg.points.len() - 1;
        let place = self.leg.points[last];
        let direction = self.direction(last, false);
        let beside = haversine_m(place, goal) >= BESIDE_M;
        let modifier = match turn(direction, bearing(place, goal)) {
            _ if !beside => Modifier::Straight,
            degrees if degrees > 0.0 => Modifier::Right,
            _ => Modifier::Left,
        };
        let before = whole(direction);
        let meets = Intersection {
            place,
            branches: smallvec![Branch { bearing: whole(direction + 180.0), entry: true }],
            from: Some(0),
            to: None,
        };
        let (kind, modifier) = (Kind::Arrive, Some(modifier));
        let maneuver = Maneuver { kind, modifier, place, before, after: 0, exit: None };
        self.push(maneuver, piece, last, meets);
    }
}
