//! Where a live plan is late, its problem is widened just so far that the plan is feasible: what is late may
//! stay as late, and nothing else may become late.

use super::{live::LiveError, model::Model, route::Route};
use crate::solver::{
    StopId, VisitKind,
    clock::clock,
    schedule::{Infeasible, schedule_late},
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
            Err(_) => {
                errors.push(LiveError::Unreachable { vehicle: index });
                continue;
            }
        };
        let starts = route.visits.iter().filter(|visit| matches!(visit.kind, VisitKind::Stop(_)));
        for (node, visit) in nodes.iter().zip(starts) {
            let start = clock(visit.start);
            let stop = &mut model.nodes[*node as usize];
            if stop.due < start {
                stop.due = start;
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
            model.riders[index].room = most;
        }
    }
    if model.relaxed {
        // No two vehicles are alike for certain now.
        model.sort_kinds();
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}
