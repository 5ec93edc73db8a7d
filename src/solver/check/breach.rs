//! Is all that is late, and nothing else, in the list of what is late?

use super::{
    Violation,
    before::Before,
    reading::{Reading, narrow, wide},
};
use crate::solver::{Breach, Plan, Problem};
use std::collections::BTreeSet;

/// What is late without leave is wrong in another way, listed or not.
pub(super) fn check(problem: &Problem, plan: &Plan, before: &Before, found: &mut Vec<Violation>) {
    let late = late(problem, plan);
    let mut turn = 0;
    for (entry, &breach) in plan.breaches.iter().enumerate() {
        match late[turn..].iter().position(|late| *late == breach) {
            Some(further) => turn += further + 1,
            None => found.push(Violation::BreachFalse { entry, breach }),
        }
    }
    let key = |breach: &Breach| (breach.vehicle, breach.stop);
    let listed: BTreeSet<_> = plan.breaches.iter().map(key).collect();
    for breach in late.into_iter().filter(|breach| !listed.contains(&key(breach))) {
        let leave = match breach.stop {
            Some(stop) => before.late(breach.vehicle, stop),
            None => before.overdue(breach.vehicle),
        };
        if wide(breach.late) <= leave {
            found.push(Violation::BreachUnreported { breach });
        }
    }
}

/// All that is late by what the plan itself says.
fn late(problem: &Problem, plan: &Plan) -> Vec<Breach> {
    let readings = plan.routes.iter().enumerate();
    let mut readings: Vec<Reading> =
        readings.filter_map(|(index, route)| Reading::new(problem, index, route)).collect();
    readings.sort_by_key(|reading| reading.route.vehicle);
    let of = |reading: &Reading| {
        let vehicle = reading.route.vehicle;
        let stops = reading.visits.iter().filter_map(|read| {
            let (id, stop, _) = read.stop?;
            Some((Some(id), read.visit.start, stop.window.end()))
        });
        let end = (None, reading.over(), reading.vehicle.shift.end());
        let all = stops.chain([end]).filter(|(_, at, due)| at > due);
        all.map(|(stop, at, due)| Breach { stop, vehicle, late: narrow(wide(at) - wide(due)) })
            .collect::<Vec<_>>()
    };
    readings.iter().flat_map(of).collect()
}
