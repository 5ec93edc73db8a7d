//! Where a live plan is late, its problem is widened just so far that the plan is feasible: what is late may
//! stay as late with the same vehicle, and nothing else may become late.

use super::{
    amount::Amount,
    live::LiveError,
    model::{Model, Rider, id},
    route::{Point, Route},
    state::State,
    write,
};
use crate::solver::{
    Route as Planned, StopId, VisitKind,
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
        allow(model, *vehicle, nodes, &route);
    }
    // Who were alike may not be so now.
    model.sort_kinds();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Lets a route be as late, and as full, as it is. Nothing of it must be allowed yet.
fn allow(model: &mut Model, vehicle: u32, nodes: &[u32], route: &Planned) {
    let index = vehicle as usize;
    let starts = route.visits.iter().filter(|visit| matches!(visit.kind, VisitKind::Stop(_)));
    for (node, visit) in nodes.iter().zip(starts) {
        let start = clock(visit.start);
        if model.nodes[*node as usize].due < start {
            let late = model.riders[index].late.get_or_insert_with(|| model.nodes.clone());
            late[*node as usize].due = start;
            model.relaxed = true;
        }
    }
    let over = route.visits.last().map_or(route.arrival, |last| last.end.max(route.arrival));
    let rider = &mut model.riders[index];
    if rider.close < clock(over) {
        rider.close = clock(over);
        model.relaxed = true;
    }
    let mut trial = Route::new(model, vehicle);
    for (gap, node) in nodes.iter().enumerate() {
        trial.put(model, gap, *node);
    }
    if trial.refresh(model) {
        let most = |most: Amount, point: &Point| most.max(point.on_board);
        model.riders[index].room =
            trial.points.iter().fold(model.riders[index].promised_room, most);
    }
}

/// After a plan has changed: what is less late, or less full, than it might have been, may be no more than
/// that from here on.
pub(super) fn tighten(model: &mut Model, state: &mut State) {
    if !model.riders.iter().any(Rider::is_relaxed) {
        return;
    }
    for vehicle in 0..id(model.riders.len()) {
        if !model.riders[vehicle as usize].is_relaxed() {
            continue;
        }
        let nodes: Vec<u32> = state.routes[vehicle as usize].nodes().collect();
        let planned = write::route(model, vehicle, &nodes);
        let rider = &mut model.riders[vehicle as usize];
        (rider.late, rider.close, rider.room) = (None, rider.promised_close, rider.promised_room);
        if let Some(planned) = planned.filter(|_| !nodes.is_empty()) {
            allow(model, vehicle, &nodes, &planned);
        }
        let done = state.rewrite(model, vehicle, &nodes);
        debug_assert!(done, "a route may be what it is");
    }
    model.sort_kinds();
    state.list_idle(model);
}

impl Rider {
    fn is_relaxed(&self) -> bool {
        self.late.is_some() || self.close > self.promised_close || self.room != self.promised_room
    }
}

impl Model {
    /// How late this route may be, if it may be late at all.
    pub(super) fn limits(&self, vehicle: u32, nodes: impl Iterator<Item = u32>) -> Option<Limits> {
        let rider = &self.riders[vehicle as usize];
        let may = rider.late.is_some() || rider.promised_close < rider.close;
        let nodes = may.then_some(nodes)?;
        let own = self.nodes_of(vehicle);
        let starts = nodes.map(|node| own[node as usize].due).collect();
        Some(Limits { starts, over: rider.close })
    }
}
