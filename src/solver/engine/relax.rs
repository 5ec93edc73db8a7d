//! Where a live plan is late or overloaded, its problem is widened just so far that the plan is feasible: what is
//! late may stay as late, and nothing else may become late.

use super::{live_error::LiveError, model::Model, objective::Broken, route::Route};
use crate::solver::{
    StopId, VisitKind,
    clock::{NEVER, clock},
    schedule::{Infeasible, Limits, Way, length, schedule_late},
};

/// Widens windows, shifts and room where these routes need it.
pub(super) fn relax(model: &mut Model, routes: &[(u32, Vec<u32>)]) -> Result<(), Vec<LiveError>> {
    let mut errors = Vec::new();
    for (vehicle, nodes) in routes {
        let stops: Vec<StopId> = nodes.iter().map(|node| model.ids[*node as usize]).collect();
        let index = *vehicle as usize;
        let route = match schedule_late(&model.problem, index, &stops) {
            Ok(route) => route,
            Err(Infeasible::NoStops) => continue,
            Err(why) => {
                let error = match why {
                    Infeasible::NoTimeForBreak { .. } => LiveError::Break { vehicle: index },
                    _ => LiveError::Unreachable { vehicle: index },
                };
                errors.push(error);
                continue;
            }
        };
        let starts = route.visits.iter().filter(|visit| matches!(visit.kind, VisitKind::Stop(_)));
        for (node, visit) in nodes.iter().zip(starts) {
            let start = clock(visit.start);
            if model.nodes[*node as usize].due < start {
                model.late.resize(model.nodes.len(), false);
                model.late[*node as usize] = true;
                model.nodes[*node as usize].due = start;
                model.relaxed = true;
            }
        }
        widen(model, &stops, nodes, index);
        let over = route.visits.last().map_or(route.arrival, |last| last.end.max(route.arrival));
        let rider = &mut model.riders[index];
        if rider.close < clock(over) {
            rider.close = clock(over);
            model.relaxed = true;
        }
        let mut trial = Route::new(model, *vehicle);
        for (gap, node) in nodes.iter().enumerate() {
            trial.put(model, gap, *node);
        }
        if trial.refresh(model) {
            let most = trial
                .points
                .iter()
                .fold(model.riders[index].room, |most, point| most.max(point.on_board));
            model.relaxed |= most != model.riders[index].room;
            model.riders[index].room = most;
        }
    }
    // Who were alike may not be so now.
    model.sort_kinds();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Lets loads be on board for as long as they are now, and the route be as long as it is.
fn widen(model: &mut Model, stops: &[StopId], nodes: &[u32], index: usize) {
    let problem = &model.problem;
    let vehicle = &problem.vehicles()[index];
    let Ok(way) = Way::new(problem, vehicle, stops) else { return };
    let rider = &mut model.riders[index];
    let wanted = (nodes.len(), way.travel(), length(problem, &way));
    let limits = (rider.most_stops, rider.most_travel, rider.most_distance);
    rider.most_stops = rider.most_stops.max(wanted.0);
    rider.most_travel = rider.most_travel.max(wanted.1);
    rider.most_distance = rider.most_distance.max(wanted.2);
    model.relaxed |= limits != (rider.most_stops, rider.most_travel, rider.most_distance);
    let Some(times) = way.as_can_be() else { return };
    for (at, long) in way.times_on_board(&times) {
        let node = nodes[at];
        if long > model.most_on_board(node) {
            model.on_board.retain(|(other, _)| *other != node);
            model.on_board.push((node, long));
            model.late.resize(model.nodes.len(), false);
            model.late[node as usize] = true;
            model.relaxed = true;
        }
    }
}

impl Model {
    /// How long the load of a dropoff may be on board.
    fn most_on_board(&self, node: u32) -> i64 {
        let widened = self.on_board.iter().find(|(other, _)| *other == node);
        let promised = || match self.ids[node as usize] {
            StopId::Dropoff { request, dropoff } => {
                let told = &self.problem.requests()[request].dropoffs[dropoff];
                told.most_on_board.map_or(NEVER, clock)
            }
            StopId::Pickup { .. } => NEVER,
        };
        widened.map_or_else(promised, |(_, long)| *long)
    }

    /// Was its window widened?
    pub(super) fn is_late(&self, node: u32) -> bool {
        self.late.get(node as usize).is_some_and(|late| *late)
    }

    /// May this request break anything in this route, or make it break more? Not where all is as it was promised.
    pub(super) fn may_break(&self, request: u32, route: &Route) -> bool {
        let rider = &self.riders[route.vehicle as usize];
        self.relaxed
            && (route.broken != Broken::default()
                || rider.promised_close < rider.close
                || rider.capacity != rider.room
                || self.asks[request as usize].nodes().any(|node| self.is_late(node))
                || route.nodes().any(|node| self.is_late(node)))
    }

    /// How late this route may be, if it may be late at all.
    pub(super) fn limits(
        &self,
        vehicle: u32,
        mut nodes: impl Iterator<Item = u32> + Clone,
    ) -> Option<Limits> {
        let rider = &self.riders[vehicle as usize];
        let starts = nodes.clone().map(|node| self.nodes[node as usize].due);
        let on_board = nodes.clone().map(|node| self.most_on_board(node));
        let may = rider.promised_close < rider.close || nodes.any(|node| self.is_late(node));
        let starts = may.then(|| starts.collect())?;
        Some(Limits { starts, on_board: on_board.collect(), over: rider.close })
    }
}
