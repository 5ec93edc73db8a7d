//! Costs as whole numbers of one unit.

use super::super::{
    problem::{Span, Task, VroomProblem},
    refusal::VroomRefusal,
    travel::VroomTravel,
};
use crate::solver::{Costs, Objective};

/// What is to be small, and what each vehicle costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prices {
    pub(super) objective: Objective,
    pub(super) vehicles: Vec<Costs>,
}

/// No leg costs more than the solver can count.
const MOST_LEG: f64 = 2e9;

impl Prices {
    pub(super) fn new(problem: &VroomProblem, travel: &VroomTravel) -> Result<Self, VroomRefusal> {
        refuse_task_hours(problem)?;
        // In a 3,600,000th of a tick's share of a unit of cost: fixed, a tick, a metre (or a unit of the
        // problem's own costs).
        let ticks = u64::try_from(travel.ticks).unwrap_or(1);
        let exact = problem.vehicles.iter().map(|vehicle| {
            let costs = &vehicle.costs;
            let fixed = u64::from(costs.fixed) * 3_600_000 * ticks;
            if travel.has_costs(vehicle) {
                return [fixed, 0, 3_600_000 * ticks];
            }
            [fixed, u64::from(costs.per_hour) * 1000, u64::from(costs.per_km) * 3600 * ticks]
        });
        let exact: Vec<[u64; 3]> = exact.collect();
        let divisor = exact.iter().flatten().copied().fold(0, gcd).max(1);
        let exact: Vec<[u64; 3]> =
            exact.iter().map(|costs| costs.map(|cost| cost / divisor)).collect();
        let longest = longest(problem, travel);
        let most = |[time, way]: [i64; 2]| {
            let legs = exact
                .iter()
                .map(|costs| costs[1] as f64 * time as f64 + costs[2] as f64 * way as f64);
            legs.fold(1.0, f64::max)
        };
        // Where there is more than can be counted exactly it is rounded.
        let coarser = (most(longest) / MOST_LEG).max(1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not below zero; what is above saturates"
        )]
        let scaled =
            |cost: u64| if cost == 0 { 0 } else { (cost as f64 / coarser).round().max(1.0) as u64 };
        let vehicles = exact.iter().map(|costs| {
            let [fixed, time, way] = costs.map(scaled);
            Costs {
                fixed: i64::try_from(fixed).unwrap_or(i64::MAX >> 8),
                travel: u32::try_from(time).unwrap_or(u32::MAX),
                distance: u32::try_from(way).unwrap_or(u32::MAX),
            }
        });
        let vehicles: Vec<Costs> = vehicles.collect();
        // The search is faster without distances.
        let distance = i64::from(vehicles.iter().any(|costs| costs.distance > 0));
        let objective = Objective { distance, ..Objective::TRAVEL };
        if distance == 0 && vehicles.iter().all(|costs| costs.fixed == 0 && costs.travel == 0) {
            // Nothing costs anything; then at least nobody rides for nothing.
            let vehicles = vec![Costs::default(); vehicles.len()];
            return Ok(Self { objective, vehicles });
        }
        Ok(Self { objective, vehicles })
    }
}

/// The longest way in ticks, and the longest in metres or costs.
fn longest(problem: &VroomProblem, travel: &VroomTravel) -> [i64; 2] {
    let places = problem.places.len();
    let mut seen = std::collections::HashSet::new();
    let mut longest = [0, 0];
    for vehicle in &problem.vehicles {
        if !seen.insert((vehicle.profile, vehicle.pace)) {
            continue;
        }
        let priced = travel.has_costs(vehicle);
        for cell in 0..places * places {
            let Some(ride) = travel.ride(vehicle, cell / places, cell % places) else { continue };
            if ride.time <= super::clock::LAST {
                longest[0] = longest[0].max(ride.time);
                longest[1] = longest[1].max(if priced { ride.cost } else { ride.distance });
            }
        }
    }
    longest
}

/// What hours of work cost matters only where there is a choice of them.
fn refuse_task_hours(problem: &VroomProblem) -> Result<(), VroomRefusal> {
    let mut prices = problem.vehicles.iter().map(|it| it.costs.per_task_hour);
    let first = prices.next().unwrap_or(0);
    let differ = prices.any(|price| price != first);
    if !differ && first == 0 {
        return Ok(());
    }
    let takes = |span: &Span| span.usual > 0 || span.by_type.iter().any(|(_, it)| *it > 0);
    if !problem.tasks.iter().any(|task| takes(&task.setup) || takes(&task.service)) {
        return Ok(());
    }
    let plain = |span: &Span| span.by_type.is_empty();
    let chosen = |task: &Task| !plain(&task.setup) || !plain(&task.service) || task.setup.usual > 0;
    if differ || problem.tasks.iter().any(chosen) {
        return Err(VroomRefusal::input(
            "A per_task_hour cost is supported only if it is the same for all vehicles, and no task has setup \
             times or times per type; or if no task takes any time.",
        ));
    }
    Ok(())
}

fn gcd(mut one: u64, mut other: u64) -> u64 {
    while other > 0 {
        (one, other) = (other, one % other);
    }
    one
}
