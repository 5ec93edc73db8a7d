//! The second stage: what the exact schedule of a route says, whether it can be and what it costs beside its way.

use super::{
    model::Model,
    objective::{Broken, Objective},
    place::{NO_PLACE, Place, Scratch, apply},
    route::Route,
};
use crate::solver::{
    StopId,
    clock::clock,
    schedule::{Outline, Times, Way, length, outline, outline_late, outline_of},
};

impl Model {
    /// Does anything beside the ways cost in every route?
    #[inline]
    pub(super) fn is_soft(&self) -> bool {
        self.objective.waiting != 0
            || self.objective.fair != 0
            || self.hears_starts()
            || self.relaxed
    }
}

/// Brings the soft cost of a route that is feasible as far as its [`refresh`](Route::refresh) knows, and what it
/// breaks, up to date. False if it cannot be after all.
pub(super) fn refresh(model: &Model, route: &mut Route) -> bool {
    let fixed = model.riders[route.vehicle as usize].fixed;
    (route.soft, route.broken) = (if route.is_empty() { 0 } else { fixed }, Broken::default());
    if route.is_empty() {
        route.duration = 0;
    }
    let is_exact = model.is_exact_route(route);
    if route.is_empty() || !is_exact && !model.is_soft() {
        return true;
    }
    route.duration = 0;
    let told = if is_exact || model.is_told(route) {
        let Some(told) = exact(model, route) else { return false };
        Some(told)
    } else {
        plain(model, route)
    };
    if let Some(told) = told {
        route.soft += told.soft;
        route.duration = told.duration;
        route.broken.late = told.late;
    }
    if model.relaxed {
        route.broken.load = route.excess(model);
    }
    true
}

/// What the times of a route come to.
struct Told {
    soft: i64,
    duration: i64,
    late: i64,
}

impl Told {
    fn new(model: &Model, outline: Outline, late: i64) -> Self {
        let Outline { finish, departure, waiting, .. } = outline;
        Self { soft: waiting * model.objective.waiting, duration: finish - departure, late }
    }
}

/// The times of a route that can be.
fn plain(model: &Model, route: &Route) -> Option<Told> {
    let vehicle = &model.problem.vehicles()[route.vehicle as usize];
    let ids = route.nodes().map(|node| model.ids[node as usize]);
    let limits = model.limits(route.vehicle, route.nodes());
    let in_time = outline(&model.problem, vehicle, ids.clone());
    match (in_time, limits) {
        (told, Some(limits))
            if told.is_none_or(|told| told.finish > clock(vehicle.shift.end())) =>
        {
            let way = Way::new(&model.problem, vehicle, &ids.collect::<Vec<_>>()).ok()?;
            let (late, times) = outline_late(&way, Some(&limits))?;
            Some(Told::new(model, outline_of(&way, &times), late))
        }
        (told, _) => Some(Told::new(model, told?, 0)),
    }
}

/// The times of a route of which only they tell whether it can be; `None` if not.
fn exact(model: &Model, route: &Route) -> Option<Told> {
    let rider = &model.riders[route.vehicle as usize];
    let vehicle = &model.problem.vehicles()[route.vehicle as usize];
    let ids: Vec<StopId> = route.nodes().map(|node| model.ids[node as usize]).collect();
    if !has_whole_blocks(model, route) {
        return None;
    }
    let way = Way::new(&model.problem, vehicle, &ids).ok()?;
    let limits = model.limits(route.vehicle, route.nodes());
    let (late, times) = outline_late(&way, limits.as_ref())?;
    let outline = outline_of(&way, &times);
    if outline.travel > rider.most_travel
        || rider.most_distance < u64::MAX && rider.most_distance < length(&model.problem, &way)
    {
        return None;
    }
    let mut told = Told::new(model, outline, late);
    told.soft += punctuality(model, route, &times);
    Some(told)
}

/// What stops outside their targets, seconds from placing to door, and stops at other times than were announced
/// cost.
fn punctuality(model: &Model, route: &Route, times: &Times) -> i64 {
    let Objective { off_target, door, eta, .. } = model.objective;
    if (off_target, door, eta) == (0, 0, 0) {
        return 0;
    }
    let mut sum = 0;
    for (node, start) in route.nodes().zip(&times.starts) {
        let id = &model.ids[node as usize];
        if let Some(Some(told)) = model.told.get(node as usize) {
            sum += model.objective.moved(*told, *start);
        }
        let asked = &model.problem.requests()[id.request()];
        if let Some(target) = asked.stop(*id).and_then(|stop| stop.target) {
            let early = clock(target.start()) - start;
            sum += off_target * early.max(start - clock(target.end())).max(0);
        }
        if let (StopId::Dropoff { .. }, Some(placed)) = (id, asked.placed) {
            sum += door * (start - clock(placed)).max(0);
        }
    }
    sum
}

/// Does nothing lie between the stops of a block? What is locked of a request that is in no route yet is behind
/// the other locked stops.
fn has_whole_blocks(model: &Model, route: &Route) -> bool {
    let request = |node: u32| model.nodes[node as usize].request;
    let mut left = 0;
    let mut current = None;
    for node in route.nodes() {
        let own = request(node);
        if left > 0 && current != Some(own) {
            return false;
        }
        let ask = &model.asks[own as usize];
        if ask.block {
            if current != Some(own) {
                (current, left) = (Some(own), ask.nodes().len());
            }
            left -= 1;
        } else {
            current = None;
        }
        if left == 0 {
            current = None;
        }
    }
    left == 0
        || current.is_some_and(|own| model.asks[own as usize].free > model.asks[own as usize].first)
}

/// What an insertion adds beside its way.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Added {
    pub(super) soft: i64,
    pub(super) duration: i64,
    pub(super) broken: Broken,
}

/// What an insertion adds to the soft cost, and to what is broken; `None` if it cannot be.
pub(super) fn added(
    model: &Model,
    route: &Route,
    request: u32,
    place: Place,
    scratch: &mut Scratch,
) -> Option<Added> {
    let mut trial = scratch.trial.take().unwrap_or_else(|| Route::new(model, route.vehicle));
    trial.copy_from(route);
    apply(model, &mut trial, request, place, scratch);
    let mut added = Some(Added::default());
    if trial.refresh(model) {
        added = refresh(model, &mut trial).then(|| Added {
            soft: trial.soft - route.soft,
            duration: trial.duration - route.duration,
            broken: trial.broken - route.broken,
        });
    }
    scratch.trial = Some(trial);
    added
}

/// What breaking so much more counts for: a second's lateness as much as a million seconds of travel, a unit too much
/// on board as a thousand, so that such a place is taken only if there is no other. Never so much that it is no cost.
pub(super) fn penalty(model: &Model, broken: Broken) -> i64 {
    const MOST: i64 = NO_PLACE / 4;
    let Objective { travel, distance, .. } = model.objective;
    let late = broken.late.saturating_mul(1_000_000);
    let sum = late.saturating_add(broken.load.saturating_mul(1000));
    sum.saturating_mul(travel.max(distance).max(1)).clamp(-MOST, MOST)
}
