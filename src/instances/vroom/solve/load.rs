//! Amounts of any number of parts in the three that the solver knows.

use super::super::{
    problem::{Task, TaskKind, VroomProblem},
    refusal::VroomRefusal,
};
use crate::units::{Dimension, Load};

/// Which parts of amounts can be too much for anybody, at most three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts(Vec<usize>);

impl Parts {
    pub(super) fn new(problem: &VroomProblem) -> Result<Self, VroomRefusal> {
        let mut parts = Vec::new();
        for part in 0..problem.dimensions {
            let total: u64 = problem.tasks.iter().map(|task| all_of(task, part)).sum();
            let rooms = problem.vehicles.iter().flat_map(|vehicle| {
                let rests = vehicle.breaks.iter().filter_map(|rest| rest.max_load.as_ref());
                rests.chain([&vehicle.capacity]).map(move |room| room[part])
            });
            if rooms.min().is_some_and(|room| u64::from(room) < total) {
                parts.push(part);
                // The solver's own bound; above it a capacity would be none.
                if total >= u64::from(u32::MAX) {
                    return Err(VroomRefusal::input(
                        "Too high amounts, stopping to avoid overflowing.",
                    ));
                }
            }
        }
        if parts.len() > 3 {
            let count = parts.len();
            return Err(VroomRefusal::input(format!(
                "Amounts have {count} parts that may be above a capacity; at most 3 are supported."
            )));
        }
        Ok(Self(parts))
    }

    /// An amount as a load.
    pub(super) fn load(&self, amount: &[u32]) -> Load {
        self.with(amount, 0)
    }

    /// A capacity as room: parts of which there cannot be too much have no limit.
    pub(super) fn room(&self, capacity: &[u32]) -> Load {
        self.with(capacity, u32::MAX)
    }

    fn with(&self, amount: &[u32], none: u32) -> Load {
        let part = |number: usize| self.0.get(number).map_or(none, |part| amount[*part]);
        Load { mass_g: part(0), volume_ml: part(1), bags: part(2) }
    }

    /// Which part of an amount it is.
    pub(super) fn part(&self, dimension: Dimension) -> usize {
        let number = match dimension {
            Dimension::Mass => 0,
            Dimension::Volume => 1,
            Dimension::Bags => 2,
        };
        self.0.get(number).copied().unwrap_or(0)
    }
}

/// What a task may add to a vehicle's load; a shipment counts at its pickup.
fn all_of(task: &Task, part: usize) -> u64 {
    match task.kind {
        TaskKind::Delivery => 0,
        TaskKind::Job | TaskKind::Pickup => {
            u64::from(task.delivery[part]) + u64::from(task.pickup[part])
        }
    }
}
