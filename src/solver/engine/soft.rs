//! The second stage: what the exact schedule of a route costs beside its way.

use super::{
    model::{Model, NONE},
    place::{Place, Scratch, apply},
    route::Route,
};
use crate::solver::schedule::outline;

impl Model {
    /// Does anything beside the ways cost?
    #[inline]
    pub(super) fn is_soft(&self) -> bool {
        self.objective.waiting != 0 || self.relaxed
    }
}

/// Brings a feasible route's soft cost and its breach up to date.
pub(super) fn refresh(model: &Model, route: &mut Route) {
    if !model.is_soft() {
        return;
    }
    (route.soft, route.breach) = (0, 0);
    if route.is_empty() {
        return;
    }
    let vehicle = &model.problem.vehicles()[route.vehicle as usize];
    let ids = route.nodes().map(|node| model.ids[node as usize]);
    if let Some(outline) = outline(&model.problem, vehicle, ids) {
        route.soft = outline.waiting * model.objective.waiting;
    }
    if model.relaxed {
        route.breach = breach(model, route);
    }
}

/// What an insertion adds to the soft cost. An added breach counts as much as a million seconds of travel
/// each, so that such a place is taken only if there is no other.
pub(super) fn added(
    model: &Model,
    route: &Route,
    request: u32,
    place: Place,
    scratch: &mut Scratch,
) -> i64 {
    let mut trial = scratch.trial.take().unwrap_or_else(|| Route::new(model, route.vehicle));
    trial.copy_from(route);
    apply(model, &mut trial, request, place, scratch);
    let mut added = 0;
    if trial.refresh(model) {
        refresh(model, &mut trial);
        let breach = trial.breach - route.breach;
        added = trial.soft - route.soft + breach * model.objective.travel.max(1) * 1_000_000;
    }
    scratch.trial = Some(trial);
    added
}

/// Seconds by which stops are later than was promised, and the return than the shift's end, where the
/// problem was relaxed because it is late already.
fn breach(model: &Model, route: &Route) -> i64 {
    let late = |(at, node): (usize, u32)| {
        let promised = model.promised[node as usize];
        if promised >= model.nodes[node as usize].due {
            return 0;
        }
        let before = &route.points[at];
        let arrival =
            before.leave.rested.min(before.leave.unrested) + i64::from(route.points[at + 1].time);
        (arrival - promised).max(0)
    };
    let stops: i64 = route.nodes().enumerate().map(late).sum();
    let rider = &model.riders[route.vehicle as usize];
    let last = &route.points[route.points.len() - 1];
    debug_assert_eq!(last.node, NONE);
    let back = last.leave.rested.min(last.leave.unrested) + i64::from(last.time);
    stops + (back - rider.promised_close).max(0)
}
