//! What a file says, in its own unit.

use super::{format::Format, ground::Ground};

/// Places that an instance may have at most: distances of all pairs are kept.
pub(super) const MOST_PLACES: usize = 5000;

/// What is to be kept small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Goal {
    /// Routes first, then what riding costs.
    Vehicles,
    /// What riding costs, whatever the number of routes.
    Distance,
}

/// A problem of the literature as its file tells it.
#[derive(Clone, Debug)]
pub struct Instance {
    pub(super) name: String,
    pub(super) format: Format,
    /// What a vehicle can carry.
    pub(super) capacity: u32,
    pub(super) ground: Ground,
    /// By node id. The first is a depot, or nobody's.
    pub(super) nodes: Vec<Node>,
    pub(super) jobs: Vec<Job>,
    /// When each job becomes known; empty: all are from the start.
    pub(super) placed: Vec<f64>,
    pub(super) couriers: Vec<Courier>,
}

/// Where something is handed over.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Node {
    /// A place of the ground.
    pub(super) place: usize,
    /// What comes on board, or leaves it: without a sign.
    pub(super) load: u32,
    /// When service may start.
    pub(super) early: f64,
    /// Until when service may start.
    pub(super) late: f64,
    /// How long it takes.
    pub(super) service: f64,
}

/// One request, by node ids.
#[derive(Clone, Copy, Debug)]
pub(super) enum Job {
    /// From one node to another.
    Carry { pickup: usize, delivery: usize },
    /// To a node; on board from the start.
    Deliver { node: usize },
}

/// A vehicle.
#[derive(Clone, Debug)]
pub(super) struct Courier {
    /// What the file calls it, if it tells vehicles apart.
    pub(super) name: Option<String>,
    /// Where it starts: a place of the ground.
    pub(super) start: usize,
    /// Where it must end; `None`: wherever it is.
    pub(super) end: Option<usize>,
    /// When it may leave.
    pub(super) from: f64,
    /// When it must be done.
    pub(super) until: f64,
}

impl Instance {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The format that it was written in.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// How many nodes are to be visited.
    #[must_use]
    pub fn nodes_to_visit(&self) -> usize {
        self.nodes.len() - 1
    }

    /// How many vehicles there are.
    #[must_use]
    pub fn fleet(&self) -> usize {
        self.couriers.len()
    }

    /// What those who publish solutions keep small. Of meals it is riding alone: their couriers are on
    /// shift in any case.
    #[must_use]
    pub fn goal(&self) -> Goal {
        match self.format {
            Format::LiLim | Format::Sartori | Format::Solomon => Goal::Vehicles,
            Format::Ortec | Format::Mdrp => Goal::Distance,
        }
    }

    /// Does every ride take as long as it costs? Of meals it takes longer: one gets off and on.
    #[must_use]
    pub fn rides_cost_their_time(&self) -> bool {
        match self.format {
            Format::LiLim | Format::Sartori | Format::Solomon | Format::Ortec => true,
            Format::Mdrp => false,
        }
    }

    /// What riding is called, with its unit if it has one.
    #[must_use]
    pub fn cost_name(&self) -> &'static str {
        match self.format {
            Format::LiLim | Format::Solomon => "distance",
            Format::Sartori | Format::Mdrp => "minutes",
            Format::Ortec => "seconds",
        }
    }
}

/// Identical vehicles that start and end at a depot, which is node 0 at place 0.
pub(super) fn fleet(size: usize, depot: &Node) -> Vec<Courier> {
    let from = depot.early + depot.service;
    let courier = Courier { name: None, start: 0, end: Some(0), from, until: depot.late };
    vec![courier; size]
}
