//! A few stops that follow each other, in the best order there is: every order is looked at.
//!
//! Balas and Simonetti (2001), "Linear time dynamic-programming algorithms for new classes of restricted TSPs",
//! INFORMS Journal on Computing 13, show what windows of a few stops can mend; so few are listed in full here.

use super::{
    model::{Amount, Model},
    route::{Clocks, Route},
    state::State,
};

/// How many stops: 720 orders.
pub(super) const WIDTH: usize = 6;

/// Room to work in.
#[derive(Debug, Default)]
pub(super) struct Windows {
    nodes: Vec<u32>,
    order: Vec<u32>,
    best: Vec<u32>,
}

impl Windows {
    /// Gives each row of [`WIDTH`] free stops of a route the order with the cheapest way, one row after another, each
    /// beginning a stop later. True if the plan is better then.
    pub(super) fn reorder(&mut self, model: &Model, state: &mut State, vehicle: u32) -> bool {
        let mut better = false;
        let locked = model.riders[vehicle as usize].locked.len();
        let stops = state.routes[vehicle as usize].len();
        for first in locked..stops.saturating_sub(1) {
            let last = (first + WIDTH).min(stops);
            // Of the rows that end with the route only the longest.
            if first > locked && last - first < WIDTH {
                break;
            }
            if !self.find(model, &state.routes[vehicle as usize], first, last) {
                continue;
            }
            self.nodes.clear();
            self.nodes.extend(state.routes[vehicle as usize].nodes());
            self.nodes[first..last].copy_from_slice(&self.best);
            let before = state.score(model);
            better |= state.attempt(model, |state| {
                state.rewrite(model, vehicle, &self.nodes) && state.score(model).beats(&before)
            });
        }
        better
    }

    /// Finds the best order of the stops `first` to `last`, if it is not the one they have.
    fn find(&mut self, model: &Model, route: &Route, first: usize, last: usize) -> bool {
        let ways = route.points[first + 1..=last + 1].iter();
        let cost = ways.map(|point| i64::from(point.cost)).sum();
        self.order.clear();
        self.order.extend(route.nodes().skip(first).take(last - first));
        self.best.clear();
        let mut orders = Orders {
            model,
            route,
            last,
            order: &mut self.order,
            best: &mut self.best,
            least: cost,
        };
        let begin = &route.points[first];
        if model.riders[route.vehicle as usize].rest.is_some() {
            orders.extend::<true>(0, begin.place, begin.leave, begin.on_board, 0);
        } else {
            orders.extend::<false>(0, begin.place, begin.leave, begin.on_board, 0);
        }
        !self.best.is_empty()
    }
}

/// Orders of some stops in the making.
struct Orders<'a> {
    model: &'a Model,
    route: &'a Route,
    last: usize,
    order: &'a mut [u32],
    best: &'a mut Vec<u32>,
    least: i64,
}

impl Orders<'_> {
    /// Tries every order of the stops from `done` on, `cost` having been ridden when `place` is left.
    fn extend<const REST: bool>(
        &mut self,
        done: usize,
        place: u32,
        leave: Clocks,
        on_board: Amount,
        cost: i64,
    ) {
        let rider = &self.model.riders[self.route.vehicle as usize];
        let ways = self.model.grids[rider.grid].from(place);
        if done == self.order.len() {
            let after = &self.route.points[self.last + 1];
            let cost = cost + ways.cost(after.place);
            if cost < self.least && leave.in_time::<REST>(ways.time(after.place), after.latest) {
                self.least = cost;
                self.best.clear();
                self.best.extend_from_slice(self.order);
            }
            return;
        }
        for next in done..self.order.len() {
            let node = &self.model.nodes[self.order[next] as usize];
            let cost = cost + ways.cost(node.place);
            if cost >= self.least || self.comes_before(done, next) {
                continue;
            }
            let leave = leave.serve::<REST>(ways.time(node.place), node, rider);
            let on_board = on_board.plus(node.load);
            if leave.earliest::<REST>() <= self.route.points[self.last + 1].latest.latest::<REST>()
                && on_board.fits(rider.room)
            {
                self.order.swap(done, next);
                self.extend::<REST>(done + 1, node.place, leave, on_board, cost);
                self.order.swap(done, next);
            }
        }
    }

    /// Is the pickup of this stop among those still to come?
    fn comes_before(&self, done: usize, next: usize) -> bool {
        let node = self.order[next];
        let request = self.model.nodes[node as usize].request;
        let pickup = self.model.pickup_of(request);
        self.model.asks[request as usize].has_pickup
            && pickup != node
            && self.order[done..].contains(&pickup)
    }
}
