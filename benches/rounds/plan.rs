//! A plan of fifty couriers with some fifteen stops each, and orders that are new to it.

use crate::{fixture, input::Input};
use musette::{
    matrix::Matrix,
    solver::{Allowed, Live, Objective, Problem, Request, StopId, Vehicle},
    units::TimeWindow,
};

/// Couriers.
pub(crate) const COURIERS: usize = 50;
/// Orders in the plan.
pub(crate) const PLANNED: usize = 375;

/// Stops in order, by vehicle.
pub(crate) type Routes = Vec<(usize, Vec<StopId>)>;

/// A plan that serves the first of these orders.
pub(crate) struct Planned {
    pub(crate) matrix: Matrix,
    pub(crate) vehicles: Vec<Vehicle>,
    pub(crate) requests: Vec<Request>,
    pub(crate) routes: Routes,
}

impl Planned {
    /// Deals orders out by the time from which they can be had, a round at a time: each goes to the courier
    /// without one in this round who was last nearest. What does not fit there goes where it fits.
    pub(crate) fn new(
        matrix: Matrix,
        vehicles: Vec<Vehicle>,
        mut requests: Vec<Request>,
        objective: Objective,
    ) -> Self {
        let ready = |request: &Request| request.pickups.first().map(|it| it.stop.windows.start());
        requests.sort_by_key(ready);
        let mut last: Vec<usize> = vehicles.iter().filter_map(|vehicle| vehicle.start).collect();
        let mut pinned = requests.clone();
        for round in pinned.chunks_mut(vehicles.len()) {
            let mut idle: Vec<usize> = (0..vehicles.len()).collect();
            for request in round {
                let Some(pickup) = request.pickups.first() else { continue };
                let near = |at: &usize| matrix.time(last[idle[*at]], pickup.stop.place);
                let nearest = (0..idle.len()).min_by_key(near).unwrap_or(0);
                let vehicle = idle.swap_remove(nearest);
                last[vehicle] = request.dropoffs[0].stop.place;
                request.vehicles = Allowed::one(vehicle);
            }
        }
        let mut planned = Self { matrix, vehicles, requests: pinned, routes: Vec::new() };
        let mut live = planned.live(objective);
        let left: Vec<usize> =
            (0..requests.len()).filter(|request| live.insert(*request).vehicle.is_none()).collect();
        planned.routes = planned.routes_of(&live);
        planned.requests = requests;
        let mut live = planned.live(objective);
        let homeless =
            left.iter().filter(|request| live.insert(**request).vehicle.is_none()).count();
        planned.routes = planned.routes_of(&live);
        if homeless > 0 {
            println!(
                "rounds: {homeless} of {} orders have no place in the plan",
                planned.requests.len()
            );
        }
        planned
    }

    /// Of an input's first orders.
    pub(crate) fn of(input: &Input, objective: Objective) -> Self {
        let requests = input.orders.iter().take(PLANNED).cloned().collect();
        Self::new(input.matrix.clone(), input.couriers(COURIERS), requests, objective)
    }

    /// The first half of each route locked.
    pub(crate) fn half_locked(mut self) -> Self {
        for (vehicle, stops) in &self.routes {
            self.vehicles[*vehicle].locked = stops[..stops.len() / 2].to_vec();
        }
        self
    }

    /// The first couriers of so many set out only when their first stops are due.
    pub(crate) fn late(mut self, couriers: usize) -> Self {
        for (vehicle, stops) in self.routes.iter().take(couriers) {
            let Some(first) = stops.first() else { continue };
            let request = &self.requests[first.request()];
            let Some(pickup) = request.pickups.first() else { continue };
            let shift = &mut self.vehicles[*vehicle].shift;
            let start = pickup.stop.windows.end().min(shift.end());
            *shift = TimeWindow::new(start, shift.end()).unwrap_or(*shift);
        }
        self
    }

    /// The plan under way, with these orders to come.
    pub(crate) fn live_with(&self, new: &[Request], objective: Objective) -> Live {
        let requests = [&self.requests, new].concat();
        let problem = Problem::new(vec![self.matrix.clone()], self.vehicles.clone(), requests);
        let problem = problem.expect("what was made is consistent");
        Live::new(problem, objective, 1, &self.routes).expect("what was planned can be ridden")
    }

    fn live(&self, objective: Objective) -> Live {
        self.live_with(&[], objective)
    }

    fn routes_of(&self, live: &Live) -> Routes {
        (0..self.vehicles.len()).map(|vehicle| (vehicle, live.stops(vehicle))).collect()
    }
}

/// `count` orders that the plan does not know: the rest of the input's, then mixtures of windows of these
/// and of places of all, such that one courier with nothing else to do can serve each.
pub(crate) fn new_orders(input: &Input, count: usize) -> Vec<Request> {
    let rest = &input.orders[PLANNED.min(input.orders.len() - 1)..];
    let alone = |order: &&Request| {
        let Some(pickup) = order.pickups.first().map(|it| &it.stop) else { return false };
        let dropoff = &order.dropoffs[0].stop;
        let (Some(start), Some(end)) = (input.courier.start, input.courier.end) else {
            return false;
        };
        let time = |from, to| input.matrix.time(from, to).unwrap_or_default();
        let fetched = time(start, pickup.place).max(pickup.windows.start());
        let brought = fetched + pickup.service.usual + time(pickup.place, dropoff.place);
        let over =
            brought.max(dropoff.windows.start()) + dropoff.service.usual + time(dropoff.place, end);
        fetched <= pickup.windows.end()
            && brought <= dropoff.windows.end()
            && over <= input.courier.shift.end()
    };
    let mixed = (0..).map(|number: u64| {
        let draw = |salt: u64, below: usize| {
            usize::try_from(fixture::random(3 * number + salt) % below as u64).unwrap_or(0)
        };
        let mut order = rest[draw(0, rest.len())].clone();
        let [one, other] = [1, 2].map(|salt| &input.orders[draw(salt, input.orders.len())]);
        if let (Some(pickup), Some(one)) = (order.pickups.first_mut(), one.pickups.first()) {
            pickup.stop.place = one.stop.place;
        }
        order.dropoffs[0].stop.place = other.dropoffs[0].stop.place;
        order
    });
    let own = rest.iter().filter(alone).cloned();
    own.chain(mixed.filter(|order| alone(&order))).take(count).collect()
}
