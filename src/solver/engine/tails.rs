//! Exchange of tails: two routes are cut where nothing is on the way across the cut, and what follows changes
//! places (2-opt*).
//!
//! Potvin and Rousseau (1995), "An exchange heuristic for routing problems with time windows", Journal of the
//! Operational Research Society 46. Here with all pairs of cuts of one route and all others, by what they add.

use super::{
    model::{Model, NONE},
    random::Random,
    route::Route,
    state::State,
};

/// Room to work in.
#[derive(Debug, Default)]
pub(super) struct Tails {
    cuts: Vec<usize>,
    others: Vec<usize>,
    first: Vec<u32>,
    second: Vec<u32>,
}

impl Tails {
    /// Cuts a random route at random, and exchanges its tail with the one, of another route, that adds the
    /// least, if that is less than `limit`. False if there is none, or it cannot be ridden after all: undo.
    pub(super) fn exchange(
        &mut self,
        model: &Model,
        state: &mut State,
        limit: i64,
        random: &mut Random,
    ) -> bool {
        let Some(vehicle) = random.pick(state.used.items()) else { return false };
        cuts(model, state, vehicle, &mut self.cuts);
        let Some(cut) = random.pick(&self.cuts) else { return false };
        let route = &state.routes[vehicle as usize];
        let mut best = (limit, NONE, 0);
        for &other in state.used.items() {
            if other == vehicle {
                continue;
            }
            cuts(model, state, other, &mut self.others);
            let there = &state.routes[other as usize];
            for &gap in &self.others {
                // Whole routes, or nothing at all.
                if (cut, gap) == (0, 0) || (cut, gap) == (route.len(), there.len()) {
                    continue;
                }
                let Some(one) = joined(model, route, cut, there, gap) else { continue };
                let Some(two) = joined(model, there, gap, route, cut) else { continue };
                if one + two < best.0
                    && may(model, vehicle, there, gap)
                    && may(model, other, route, cut)
                {
                    best = (one + two, other, gap);
                }
            }
        }
        let (_, other, gap) = best;
        if other == NONE {
            return false;
        }
        let there = &state.routes[other as usize];
        self.first.clear();
        self.first.extend(route.nodes().take(cut).chain(there.nodes().skip(gap)));
        self.second.clear();
        self.second.extend(there.nodes().take(gap).chain(route.nodes().skip(cut)));
        state.rewrite_all(model, &[(vehicle, &self.first), (other, &self.second)])
    }
}

/// May `vehicle` serve all that follows a point of a route?
fn may(model: &Model, vehicle: u32, route: &Route, cut: usize) -> bool {
    route.nodes().skip(cut).all(|node| model.may(model.nodes[node as usize].request, vehicle))
}

/// What it adds to ride from the point `cut` of one route to what follows the point `gap` of another; `None`
/// if that would be late. Exact for vehicles alike in all but the courier, a guess for others; waiting and changes
/// are not in it.
fn joined(model: &Model, route: &Route, cut: usize, other: &Route, gap: usize) -> Option<i64> {
    let rider = &model.riders[route.vehicle as usize];
    let saved = i64::from(route.points[cut + 1].cost);
    // The way home is its own.
    let last = gap == other.len();
    if last && cut == 0 {
        return Some(-saved);
    }
    let after = if last { &route.points[route.len() + 1] } else { &other.points[gap + 1] };
    let before = &route.points[cut];
    let ways = model.grids[rider.grid].from(before.place);
    let time = ways.time(after.place);
    let in_time = if rider.rest.is_some() {
        before.leave.in_time::<true>(time, after.latest)
    } else {
        before.leave.in_time::<false>(time, after.latest)
    };
    in_time.then(|| ways.cost(after.place) - saved)
}

/// The points behind which a route can be cut: locked stops stay, and so does who has a stop before.
fn cuts(model: &Model, state: &State, vehicle: u32, cuts: &mut Vec<usize>) {
    cuts.clear();
    let locked = model.riders[vehicle as usize].locked.len();
    if locked == 0 {
        cuts.push(0);
    }
    let mut last = 0;
    for (at, node) in (1..).zip(state.routes[vehicle as usize].nodes()) {
        let request = model.nodes[node as usize].request as usize;
        // Of whom a locked stop is here, the others may be in no route.
        if state.home[request] == vehicle {
            for node in model.asks[request].nodes() {
                last = last.max(state.at[node as usize] as usize);
            }
        }
        if at >= locked && last <= at {
            cuts.push(at);
        }
    }
}
