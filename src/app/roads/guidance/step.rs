//! A step: a manoeuvre and the way after it.

use super::Maneuver;
use crate::{graph::Cost, osm::Mode, units::LonLat};
use smallvec::SmallVec;

/// A street that leads away from an intersection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Where it leads, in whole degrees.
    pub bearing: u16,
    /// May one go there?
    pub entry: bool,
}

/// A place on a step where streets meet.
#[derive(Clone, Debug, PartialEq)]
pub struct Intersection {
    /// Where.
    pub place: LonLat,
    /// Its streets, by bearing.
    pub branches: SmallVec<[Branch; 6]>,
    /// On which of them one comes; `None` at the start.
    pub from: Option<usize>,
    /// On which of them one leaves; `None` at the end.
    pub to: Option<usize>,
}

/// A manoeuvre and the way after it, up to the next one.
#[derive(Clone, Debug, PartialEq)]
pub struct Step<'a> {
    /// What one does at its start.
    pub maneuver: Maneuver,
    /// Name of the street; empty without one.
    pub name: &'a str,
    /// How one gets along.
    pub mode: Mode,
    /// Where its way starts: index into the points of its leg.
    pub first: usize,
    /// Where its way ends, inclusive.
    pub last: usize,
    /// What it costs.
    pub cost: Cost,
    /// Where streets meet, its start first. Never empty.
    pub intersections: Vec<Intersection>,
}
