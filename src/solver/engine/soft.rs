//! The second stage: what the exact schedule of a route costs beside its way.

use super::{
    model::Model,
    objective::{Broken, Objective},
    place::{NO_PLACE, Place, Scratch, apply},
    route::Route,
};
use crate::solver::schedule::{outline, outline_late};

impl Model {
    /// Does anything beside the ways cost?
    #[inline]
    pub(super) fn is_soft(&self) -> bool {
        self.objective.waiting != 0 || self.relaxed
    }
}

/// Brings a feasible route's soft cost and what it breaks up to date.
pub(super) fn refresh(model: &Model, route: &mut Route) {
    if !model.is_soft() {
        return;
    }
    (route.soft, route.broken) = (0, Broken::default());
    if route.is_empty() {
        return;
    }
    let vehicle = &model.problem.vehicles()[route.vehicle as usize];
    let ids = route.nodes().map(|node| model.ids[node as usize]);
    let found = if let Some(limits) = model.limits(route.vehicle, route.nodes()) {
        outline_late(&model.problem, vehicle, &ids.collect::<Vec<_>>(), &limits)
    } else {
        outline(&model.problem, vehicle, ids).map(|outline| (0, outline))
    };
    if let Some((late, outline)) = found {
        route.soft = outline.waiting * model.objective.waiting;
        route.broken.late = late;
    }
    if model.relaxed {
        route.broken.load = route.excess(model);
    }
}

/// What an insertion adds beside its way.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Added {
    pub(super) soft: i64,
    pub(super) broken: Broken,
}

/// What an insertion adds to the soft cost, and to what is broken.
pub(super) fn added(
    model: &Model,
    route: &Route,
    request: u32,
    place: Place,
    scratch: &mut Scratch,
) -> Added {
    let mut trial = scratch.trial.take().unwrap_or_else(|| Route::new(model, route.vehicle));
    trial.copy_from(route);
    apply(model, &mut trial, request, place, scratch);
    let mut added = Added::default();
    if trial.refresh(model) {
        refresh(model, &mut trial);
        added = Added { soft: trial.soft - route.soft, broken: trial.broken - route.broken };
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
