//! Where a request goes in a route, and what that adds.

use super::{
    model::{Kind, Model},
    pair,
    route::Route,
    several, single,
};

/// Costs from here on are no costs.
pub(super) const NO_PLACE: i64 = i64::MAX / 4;

/// One way to put a request into a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// What it adds to the cost of the way; [`NO_PLACE`] if there is none.
    pub(super) cost: i64,
    /// The gap of the pickup, and that of the dropoff before the pickup is in; both the same where there
    /// is one stop only. Of several dropoffs the places are looked for again when they are needed.
    pub(super) gaps: [u32; 2],
}

impl Place {
    pub(super) const NONE: Self = Self { cost: NO_PLACE, gaps: [0; 2] };

    pub(super) fn exists(&self) -> bool {
        self.cost < NO_PLACE
    }
}

/// Room to work in, so that nothing is allocated in the search.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// By gap: what the dropoff adds there, and the least of that from this gap on.
    pub(super) drops: Vec<i64>,
    pub(super) least: Vec<i64>,
    pub(super) bounds: Vec<i64>,
    pub(super) routes: Vec<Route>,
    pub(super) trial: Option<Route>,
    /// The free nodes of a request.
    pub(super) free: Vec<u32>,
    /// Places to be weighed with what they break.
    pub(super) places: Vec<Place>,
}

/// The cheapest place for `request` in `route` that adds less than `limit`. `skip` is asked about each place
/// that would be the best so far and may refuse it (a *blink*).
///
/// Exact for one pickup and one dropoff where travel times obey the triangle inequality; where they do
/// not, a place may be missed.
#[inline]
pub(super) fn cheapest(
    model: &Model,
    route: &Route,
    request: u32,
    limit: i64,
    scratch: &mut Scratch,
    skip: &mut impl FnMut(Place) -> bool,
) -> Place {
    if !model.may(request, route.vehicle) {
        return Place::NONE;
    }
    let rider = &model.riders[route.vehicle as usize];
    let ask = &model.asks[request as usize];
    let stops = route.len() + (ask.end - ask.free) as usize;
    if !ask.load.fits(rider.room) || stops > rider.most_stops {
        return Place::NONE;
    }
    let rest = rider.rest.is_some();
    match (ask.kind, rest) {
        (Kind::Pair, false) => pair::cheapest::<false>(model, route, ask, limit, scratch, skip),
        (Kind::Pair, true) => pair::cheapest::<true>(model, route, ask, limit, scratch, skip),
        (Kind::Dropoff | Kind::Pickup | Kind::Rest, false) => {
            single::cheapest::<false>(model, route, ask, limit, skip)
        }
        (Kind::Dropoff | Kind::Pickup | Kind::Rest, true) => {
            single::cheapest::<true>(model, route, ask, limit, skip)
        }
        (Kind::Several, _) => several::cheapest(model, route, ask, limit, scratch),
        (Kind::Settled, _) => Place::NONE,
    }
}

/// Puts `request` there. The route is not refreshed, unless there are several dropoffs.
pub(super) fn apply(
    model: &Model,
    route: &mut Route,
    request: u32,
    place: Place,
    scratch: &mut Scratch,
) {
    let ask = &model.asks[request as usize];
    match ask.kind {
        Kind::Pair => {
            route.put(model, place.gaps[1] as usize, ask.first + 1);
            route.put(model, place.gaps[0] as usize, ask.first);
        }
        Kind::Dropoff | Kind::Pickup | Kind::Rest => {
            route.put(model, place.gaps[0] as usize, ask.free);
        }
        Kind::Several => several::apply(model, route, ask, scratch),
        Kind::Settled => {}
    }
}
