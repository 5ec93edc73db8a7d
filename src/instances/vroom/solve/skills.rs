//! Any skills as at most 64.

use super::super::{problem::VroomProblem, refusal::VroomRefusal};
use crate::solver::Skills;
use std::collections::{BTreeSet, HashMap};

/// The bit of each skill that a task needs. Skills that the same vehicles have share one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bits(HashMap<u32, u32>);

impl Bits {
    pub(super) fn new(problem: &VroomProblem) -> Result<Self, VroomRefusal> {
        let needed: BTreeSet<u32> =
            problem.tasks.iter().flat_map(|task| task.skills.iter().copied()).collect();
        let mut holders: HashMap<u32, Vec<usize>> =
            needed.iter().map(|skill| (*skill, Vec::new())).collect();
        for (vehicle, rider) in problem.vehicles.iter().enumerate() {
            for skill in &rider.skills {
                if let Some(holders) = holders.get_mut(skill) {
                    holders.push(vehicle);
                }
            }
        }
        let mut bits: HashMap<&[usize], u32> = HashMap::new();
        let mut found = HashMap::new();
        for skill in &needed {
            let next = u32::try_from(bits.len()).unwrap_or(u32::MAX);
            found.insert(*skill, *bits.entry(&holders[skill]).or_insert(next));
        }
        if bits.len() > 64 {
            let count = bits.len();
            return Err(VroomRefusal::input(format!(
                "There are {count} skills that differ in which vehicles have them; at most 64 are supported."
            )));
        }
        Ok(Self(found))
    }

    /// Skills that nobody needs are left out.
    pub(super) fn of(&self, skills: &[u32]) -> Skills {
        let bits = skills.iter().filter_map(|skill| self.0.get(skill));
        Skills::from_bits(bits.fold(0_u64, |all, bit| all | 1_u64 << *bit))
    }
}
