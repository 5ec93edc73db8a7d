//! What is kept of an OpenStreetMap extract.

use super::{Place, Scenery, Signal, Tags, TurnRestriction};
use crate::units::LonLat;
use std::{collections::BTreeMap, ops::Range};

/// One way that some vehicle may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// OpenStreetMap's id of it.
    pub id: i64,
    /// Index into [`Extract::kinds`].
    pub kind: u32,
    /// Index into [`Extract::names`].
    pub name: u32,
    /// Its nodes: a range of [`Extract::refs`].
    pub refs: Range<usize>,
}

/// A node that is in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarrierNode {
    /// Index into [`Extract::positions`].
    pub node: u32,
    /// Its routing tags.
    pub tags: Tags,
}

/// A node with traffic signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignalNode {
    /// Index into [`Extract::positions`].
    pub node: u32,
    /// Whom they hold up.
    pub signal: Signal,
}

/// The ways that some vehicle may use, the nodes they need, and the places of an extract.
#[derive(Clone, Debug, Default)]
pub struct Extract {
    /// Distinct sets of routing tags; ways that ride alike share one.
    pub kinds: Vec<Tags>,
    /// Distinct street names; the first is empty.
    pub names: Vec<String>,
    /// The ways, in file order.
    pub ways: Vec<Way>,
    /// Node indices of all ways, one way after another.
    pub refs: Vec<u32>,
    /// Where each node is; `None` if the extract does not hold it.
    pub positions: Vec<Option<LonLat>>,
    /// Nodes of these ways where something stands: `barrier=*`, or a lift.
    pub barriers: Vec<BarrierNode>,
    /// Nodes of these ways with traffic signals.
    pub signals: Vec<SignalNode>,
    /// Turn restrictions for cycles; their ways need not be among these.
    pub restrictions: Vec<TurnRestriction>,
    /// Shops, restaurants and addresses, in file order: nodes first, then ways.
    pub places: Vec<Place>,
    /// What a map shows, whether it may be ridden or not.
    pub scenery: Scenery,
    /// What was read, kept and dropped.
    pub counts: ReadCounts,
}

/// What was read, kept and dropped, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ReadCounts {
    /// Nodes in the extract.
    pub nodes: u64,
    /// Ways in the extract.
    pub ways: u64,
    /// Relations in the extract.
    pub relations: u64,
    /// Ways kept, by `highway=…` or `route=ferry`.
    pub kept: BTreeMap<String, u64>,
    /// Ways with a highway or a ferry that no profile may use, by the first profile's reason.
    pub dropped: BTreeMap<String, u64>,
    /// Turn restrictions that are not for cycles or say nothing, by the reason.
    pub restrictions_dropped: BTreeMap<String, u64>,
    /// Conditions of turn restrictions that are not understood, and conditional keys of kept ways that are
    /// not looked at.
    pub unknown_conditions: BTreeMap<String, u64>,
    /// Times that a kept way names a node which the extract does not hold: the way ends there.
    pub missing_nodes: u64,
}
