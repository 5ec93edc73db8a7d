//! Where one turns: which nodes must be split for it, which way edges point, what a turn costs.

use super::{
    metric::whole_ms,
    street::{EdgeId, Feature, SectionId, StreetGraph},
};
use crate::{
    osm::{Profile, Turns},
    units::LonLat,
};
use serde::{Deserialize, Serialize};

/// How much of turning a graph for searches has to tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TurnModel {
    /// Nothing: a node is a node.
    Unsplit,
    /// Turn restrictions: nodes where one ends are split by the edge that one came on.
    Restricted,
    /// Turn costs: all nodes are split.
    Full,
}

impl TurnModel {
    /// The least that a profile needs on some graph.
    #[must_use]
    pub fn of(profile: &Profile, graph: &StreetGraph) -> Self {
        match &profile.turns {
            Turns { costs: Some(_), .. } => Self::Full,
            Turns { restrictions: true, .. } if !graph.restrictions.is_empty() => Self::Restricted,
            Turns { .. } => Self::Unsplit,
        }
    }
}

/// A bearing or an angle: 256 parts of a full turn, clockwise from north.
type Angle = u8;

/// Which way each edge points where it starts and where it ends; `None` for one without length.
#[derive(Clone, Debug)]
pub struct Bearings(Vec<Option<[Angle; 2]>>);

impl Bearings {
    /// Linear in the edges.
    #[must_use]
    pub fn new(graph: &StreetGraph) -> Self {
        let of_section = |section: SectionId| {
            if matches!(graph.feature(section), Feature::Barrier(_)) {
                return [None; 2];
            }
            let points: Vec<LonLat> = graph.geometry(section).collect();
            let [first, .., last] = points[..] else { return [None; 2] };
            let second = points.iter().find(|point| **point != first);
            let before = points.iter().rev().find(|point| **point != last);
            let (Some(second), Some(before)) = (second, before) else { return [None; 2] };
            let (start, end) = (bearing(first, *second), bearing(*before, last));
            let turned = |angle: Angle| angle.wrapping_add(128);
            [Some([start, end]), Some([turned(end), turned(start)])]
        };
        Self((0..graph.sections.len()).map(SectionId::new).flat_map(of_section).collect())
    }

    /// The angle by which one turns from one edge onto the next, from -128 to 127: right is above 0.
    #[must_use]
    pub fn turn(&self, from: EdgeId, to: EdgeId) -> Option<i8> {
        let ([_, arriving], [leaving, _]) = (self.0[from.index()]?, self.0[to.index()]?);
        Some(leaving.wrapping_sub(arriving).cast_signed())
    }
}

fn bearing(from: LonLat, to: LonLat) -> Angle {
    let east = (to.lon() - from.lon()) * from.lat().to_radians().cos();
    let north = to.lat() - from.lat();
    let parts = east.atan2(north) / std::f64::consts::TAU * 256.0;
    #[expect(clippy::cast_possible_truncation, reason = "from -128 to 128, which wraps")]
    let parts = parts.round() as i16;
    parts.rem_euclid(256).to_le_bytes()[0]
}

/// What turns cost one vehicle class, in milliseconds.
#[derive(Clone, Debug)]
pub(crate) struct TurnTable {
    /// By angle, 128 on top.
    by_angle: [u32; 256],
    u_turn_ms: u32,
    pub(crate) signal_ms: u32,
    pub(crate) has_costs: bool,
}

/// Up to here it is straight on: 30 degrees.
const STRAIGHT: f64 = 30.0;
/// From here on the whole cost of a turn is due.
const SQUARE: f64 = 90.0;

impl TurnTable {
    /// Costs rise from 0 at 30 degrees to the whole of them at 90.
    pub(crate) fn new(turns: &Turns) -> Self {
        let cost = |angle: i16| {
            let Some(costs) = turns.costs else { return 0 };
            let degrees = f64::from(angle) * 360.0 / 256.0;
            let whole = if degrees > 0.0 { costs.right_s } else { costs.left_s };
            whole_ms(whole * ((degrees.abs() - STRAIGHT) / (SQUARE - STRAIGHT)).clamp(0.0, 1.0))
        };
        let mut by_angle = [0; 256];
        for (cell, angle) in by_angle.iter_mut().zip(-128_i16..) {
            *cell = cost(angle);
        }
        Self {
            by_angle,
            u_turn_ms: turns.costs.map_or(0, |costs| whole_ms(costs.u_turn_s)),
            signal_ms: whole_ms(turns.signal_s),
            has_costs: turns.costs.is_some(),
        }
    }

    /// From one edge onto the next, at a node to which `arms` sections lead.
    pub(crate) fn turn_ms(&self, bearings: &Bearings, from: EdgeId, to: EdgeId, arms: u8) -> u32 {
        let ((one, _), (other, _)) = (SectionId::of(from), SectionId::of(to));
        match arms {
            0 | 1 => 0,
            _ if one == other => self.u_turn_ms,
            2 => 0,
            _ => bearings.turn(from, to).map_or(0, |angle| {
                self.by_angle[usize::from((i16::from(angle) + 128).unsigned_abs())]
            }),
        }
    }
}

/// How many ends of sections meet at each node.
pub(crate) fn arms(graph: &StreetGraph) -> Vec<u8> {
    let mut arms = vec![0_u8; graph.graph.node_count()];
    for node in graph.sections.iter().flat_map(|section| [section.from, section.to]) {
        arms[node.index()] = arms[node.index()].saturating_add(1);
    }
    arms
}
