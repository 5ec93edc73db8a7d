//! What is kept of the scenery.

use super::{AreaKind, BikeKind, LineKind, Path, SpotKind};
use crate::{geo::BoundingBox, units::LonLat};
use serde::{Deserialize, Serialize};

/// All that a map shows, whether it may be ridden or not; in file order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scenery {
    /// What the extract covers: what its header says, as far as there is anything. `None` if there
    /// is nothing at all.
    pub bounds: Option<BoundingBox>,
    /// Distinct names and house numbers; the first is empty.
    pub names: Vec<String>,
    /// Polygons.
    pub areas: Vec<Area>,
    /// Lines.
    pub lines: Vec<Line>,
    /// Points.
    pub spots: Vec<Spot>,
    /// What could not be drawn, or not whole.
    pub counts: SceneryCounts,
}

/// One polygon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// What it is.
    pub kind: AreaKind,
    /// Its outer ring, then its holes; the last corner of a ring is not its first one again, and
    /// either turn is possible.
    pub rings: Vec<Path>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// Index into [`Scenery::names`].
    pub name: u32,
    /// Whether it is on a bridge.
    pub bridge: bool,
    /// Whether it is in a tunnel.
    pub tunnel: bool,
    /// How it is signed for bikes, if it is.
    pub bike: Option<BikeKind>,
    /// Where it runs: two places or more.
    pub path: Path,
}

/// One point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// What it is.
    pub kind: SpotKind,
    /// Index into [`Scenery::names`]: its name or number.
    pub name: u32,
    /// Where it is.
    pub at: LonLat,
}

/// What could not be drawn, or not whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SceneryCounts {
    /// Areas of one way, some nodes of which the extract does not hold: they are drawn without.
    pub broken_ways: u64,
    /// Multipolygons of which at least one ring lacks a node, or could not be closed or placed.
    pub broken_relations: u64,
    /// Ends of coastlines well inside the extract: with one, no sea is drawn.
    pub coast_ends: u64,
}

impl Scenery {
    /// The name with this index; empty if there is none.
    #[must_use]
    pub fn name(&self, index: u32) -> &str {
        self.names.get(index as usize).map_or("", String::as_str)
    }
}
