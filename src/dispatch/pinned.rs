//! Orders that somebody has put with a courier by hand: plans leave them there.

use super::{Instance, begun::stretch};
use crate::solver::{Allowed, Problem, ProblemError, Skills, StopId, schedule_late};
use std::collections::BTreeMap;

/// What an order asks for that is kept with a courier, whatever it asks for.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    vehicles: Allowed,
    skills: Skills,
}

/// By order.
pub(super) type AllPinned = BTreeMap<usize, Asked>;

/// The problem in which these orders may be ridden by these vehicles alone, which can, may and carry what they need:
/// a dispatcher has overruled what the co-operative itself has set. Of skills these are the `learnt` ones; what somebody
/// may lift is the law's.
pub(super) fn pinned(
    problem: Problem,
    pins: &BTreeMap<usize, usize>,
    routes: &[(usize, Vec<StopId>)],
    learnt: Skills,
) -> Result<(Problem, AllPinned), Vec<ProblemError>> {
    let mut free = AllPinned::new();
    if pins.is_empty() {
        return Ok((problem, free));
    }
    let (mut vehicles, mut requests) = (problem.vehicles().to_vec(), problem.requests().to_vec());
    for (&order, &vehicle) in pins {
        let (rider, request) = (&mut vehicles[vehicle], &mut requests[order]);
        let (vehicles, skills) = (request.vehicles.clone(), request.skills);
        free.insert(order, Asked { vehicles, skills });
        rider.capacity = rider.capacity.max(request.load());
        request.skills = Skills::from_bits(rider.accepts.bits() | skills.bits() & !learnt.bits());
        request.vehicles = Allowed::one(vehicle);
    }
    for (vehicle, stops) in routes {
        // With the others it may be more than by itself.
        let has_one = stops.iter().any(|stop| pins.get(&stop.request()) == Some(vehicle));
        if has_one && let Ok(route) = schedule_late(&problem, *vehicle, stops) {
            stretch(&mut vehicles[*vehicle], &route);
        }
    }
    Ok((problem.changed(vehicles, requests)?, free))
}

impl Instance<'_> {
    /// Is this order kept with a courier?
    pub(super) fn is_pinned(&self, order: usize) -> bool {
        self.pinned.contains_key(&order)
    }

    /// A problem of this instance in which these orders ask for no more than they say: by it is told who else could have
    /// had them. `None` if there are none.
    pub(super) fn unpinned(&self, problem: &Problem) -> Option<Problem> {
        if self.pinned.is_empty() {
            return None;
        }
        let mut requests = problem.requests().to_vec();
        for (order, asked) in &self.pinned {
            requests[*order].vehicles = asked.vehicles.clone();
            requests[*order].skills = asked.skills;
        }
        problem.changed(problem.vehicles().to_vec(), requests).ok()
    }
}
