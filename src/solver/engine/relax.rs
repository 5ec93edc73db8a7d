//! Where a live plan is late or overloaded, its problem is widened just so far that the plan is feasible: what is
//! late may stay as late, and nothing else may become late.

use super::{live::LiveError, model::Model, objective::Broken, route::Route};
use crate::solver::{
    StopId, VisitKind,
    clock::clock,
    schedule::{Infeasible, Limits, schedule_late},
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

impl Model {
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
        let may = rider.promised_close < rider.close || nodes.any(|node| self.is_late(node));
        let starts = may.then(|| starts.collect())?;
        Some(Limits { starts, over: rider.close })
    }
}
