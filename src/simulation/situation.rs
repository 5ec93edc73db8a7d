//! What is open at a moment, as a problem of its own.

use super::{
    Rules, Scene,
    courier::{Courier, Task},
};
use crate::{
    matrix::Matrix,
    solver::{
        Allowed, Break, Dropoff, Pickup, Problem, ProblemError, Reason, Request, Stop, StopId,
        Unassigned, Vehicle,
    },
    units::{Seconds, TimeWindow},
};
use std::collections::HashMap;

/// When dropoffs are due that were promised earlier than their windows end.
pub(super) type Due = HashMap<StopId, Seconds>;

/// The open orders and the couriers as they stand. Its vehicles are those of the scene.
#[derive(Debug)]
pub(super) struct Situation {
    pub(super) problem: Problem,
    /// The rounds as they stand.
    pub(super) routes: Vec<(usize, Vec<StopId>)>,
    open: Vec<Open>,
}

/// What is left of an order: a request.
#[derive(Clone, Debug, Default)]
struct Open {
    order: usize,
    /// Which of its pickups, and of its dropoffs, rising.
    pickups: Vec<usize>,
    dropoffs: Vec<usize>,
}

impl Situation {
    /// Stops that have not begun, and `waiting` orders, which are in no round.
    pub(super) fn new(
        scene: &Scene,
        rules: &Rules,
        couriers: &[Courier],
        waiting: &[usize],
        due: &Due,
        now: Seconds,
    ) -> Result<Self, Vec<ProblemError>> {
        let mut making = Making {
            scene,
            due,
            places: Places::default(),
            open: Vec::new(),
            requests: Vec::new(),
        };
        let mut routes = Vec::with_capacity(couriers.len());
        let mut vehicles = Vec::with_capacity(couriers.len());
        for courier in couriers {
            let stops = making.take(courier);
            vehicles.push(making.vehicle(rules, courier, &stops, now));
            routes.push((courier.vehicle, stops));
        }
        for order in waiting {
            let asked = &scene.orders()[*order];
            let pickups = (0..asked.pickups.len()).collect();
            let dropoffs = (0..asked.dropoffs.len()).collect();
            making.request(Open { order: *order, pickups, dropoffs }, None);
        }
        let Making { places, open, requests, .. } = making;
        let problem = Problem::new(places.matrices(scene), vehicles, requests)?;
        Ok(Self { problem, routes, open })
    }

    /// The order of a request that is left over, and why, of the scene.
    pub(super) fn left(&self, left: &Unassigned) -> (usize, Reason) {
        let reason = match left.reason {
            Reason::TooLate { stop, earliest, due } => {
                Reason::TooLate { stop: self.stop(stop), earliest, due }
            }
            Reason::TooLongOnBoard { stop, most } => {
                Reason::TooLongOnBoard { stop: self.stop(stop), most }
            }
            other => other,
        };
        (self.open[left.request].order, reason)
    }

    /// The request of a waiting order.
    pub(super) fn request(&self, order: usize) -> Option<usize> {
        self.open.iter().position(|open| open.order == order)
    }

    /// By request, its order.
    pub(super) fn orders(&self) -> impl Iterator<Item = usize> {
        self.open.iter().map(|open| open.order)
    }

    /// A stop of the problem as one of the scene.
    pub(super) fn stop(&self, stop: StopId) -> StopId {
        let open = &self.open[stop.request()];
        let request = open.order;
        match stop {
            StopId::Pickup { pickup, .. } => {
                StopId::Pickup { request, pickup: open.pickups[pickup] }
            }
            StopId::Dropoff { dropoff, .. } => {
                StopId::Dropoff { request, dropoff: open.dropoffs[dropoff] }
            }
        }
    }
}

/// A situation in the making.
struct Making<'a> {
    scene: &'a Scene,
    due: &'a Due,
    places: Places,
    open: Vec<Open>,
    requests: Vec<Request>,
}

impl Making<'_> {
    /// Adds the orders that a courier has, and gives what is to be done as stops of the problem.
    fn take(&mut self, courier: &Courier) -> Vec<StopId> {
        let mut begun: HashMap<usize, Open> = HashMap::new();
        let mut orders = Vec::new();
        let tasks = courier.todo.iter().filter_map(|task| match task {
            Task::Stop(stop) => Some(*stop),
            Task::Rest => None,
        });
        for stop in tasks.clone() {
            let order = stop.request();
            let open = begun.entry(order).or_insert_with(|| {
                orders.push(order);
                Open { order, ..Open::default() }
            });
            match stop {
                StopId::Pickup { pickup, .. } => open.pickups.push(pickup),
                StopId::Dropoff { dropoff, .. } => open.dropoffs.push(dropoff),
            }
        }
        let mut numbers = HashMap::new();
        for order in orders {
            let mut open = begun.remove(&order).unwrap_or_default();
            open.pickups.sort_unstable();
            open.dropoffs.sort_unstable();
            numbers.insert(order, self.open.len());
            let all = self.scene.orders()[order].pickups.len();
            let pinned = (open.pickups.len() < all).then_some(courier.vehicle);
            self.request(open, pinned);
        }
        let known = |stop: StopId| {
            let request = numbers[&stop.request()];
            let open = &self.open[request];
            let number = |left: &[usize], stop: usize| {
                left.iter().position(|it| *it == stop).unwrap_or_default()
            };
            match stop {
                StopId::Pickup { pickup, .. } => {
                    StopId::Pickup { request, pickup: number(&open.pickups, pickup) }
                }
                StopId::Dropoff { dropoff, .. } => {
                    StopId::Dropoff { request, dropoff: number(&open.dropoffs, dropoff) }
                }
            }
        };
        tasks.map(known).collect()
    }

    /// `vehicle` has begun with it.
    fn request(&mut self, open: Open, vehicle: Option<usize>) {
        let Open { order, pickups, dropoffs } = &open;
        let (order, asked) = (*order, &self.scene.orders()[*order]);
        let mut at = |stop: &Stop| Stop { place: self.places.number(stop.place), ..stop.clone() };
        let pickups = pickups.iter().map(|pickup| &asked.pickups[*pickup]);
        let pickups = pickups.map(|it| Pickup { stop: at(&it.stop), load: it.load }).collect();
        let dropoffs = dropoffs.iter().map(|dropoff| {
            let Dropoff { stop, load, .. } = &asked.dropoffs[*dropoff];
            let promised = self.due.get(&StopId::Dropoff { request: order, dropoff: *dropoff });
            let end = promised.map_or(stop.windows.end(), |due| stop.windows.end().min(*due));
            let stop = at(stop);
            let windows = window(stop.windows.start(), end).into();
            Dropoff::new(Stop { windows, ..stop }, *load)
        });
        let dropoffs = dropoffs.collect();
        let vehicles = vehicle.map_or_else(|| asked.vehicles.clone(), Allowed::one);
        let begun = vehicle.is_some();
        self.requests.push(Request { pickups, dropoffs, vehicles, begun, ..asked.clone() });
        self.open.push(open);
    }

    /// The courier from when and where they are free on.
    fn vehicle(
        &mut self,
        rules: &Rules,
        courier: &Courier,
        stops: &[StopId],
        now: Seconds,
    ) -> Vehicle {
        let shift = &self.scene.shifts()[courier.vehicle];
        let free = courier.expected_free(now).max(now);
        // Who is late for the end of the shift rides on all the same.
        let from = if courier.todo.is_empty() { free.min(shift.shift.end()) } else { free };
        let from = from.max(shift.shift.start());
        let expected = courier.expected(self.scene, rules.early, now);
        let is_settled = matches!(courier.todo.first(), Some(Task::Stop(_)))
            && rules.commit > Seconds::ZERO
            && expected.first().is_some_and(|next| next.departure <= now + rules.commit);
        let locked = stops.iter().take(usize::from(is_settled)).copied().collect();
        // A break whose window is over is late, but taken.
        let mut earliest = from;
        let rests = courier.rests.iter().map(|rest| {
            let open = window(rest.windows.start(), rest.windows.end().max(earliest));
            earliest = earliest.max(open.start()) + rest.duration;
            Break::new(open, rest.duration)
        });
        Vehicle {
            // Shifts of one courier do not overlap, but what is late may.
            courier: courier.vehicle,
            start: Some(self.places.number(courier.place)),
            end: shift.end.map(|end| self.places.number(end)),
            shift: window(from, shift.shift.end().max(from)),
            breaks: rests.collect(),
            locked,
            worked: courier.worked,
            ..shift.clone()
        }
    }
}

fn window(start: Seconds, end: Seconds) -> TimeWindow<Seconds> {
    TimeWindow::new(start, end.max(start)).expect("invariant: it ends no earlier than it starts")
}

/// The places that matter at a moment.
#[derive(Default)]
struct Places {
    places: Vec<usize>,
    numbers: HashMap<usize, usize>,
}

impl Places {
    fn number(&mut self, place: usize) -> usize {
        *self.numbers.entry(place).or_insert_with(|| {
            self.places.push(place);
            self.places.len() - 1
        })
    }

    /// Their tables, by the scene's numbers. One that nobody rides by is empty of ways.
    fn matrices(&self, scene: &Scene) -> Vec<Matrix> {
        let most = scene.shifts().iter().map(|shift| shift.matrix + 1).max().unwrap_or(0);
        let table = |index: usize| {
            let rider = scene.shifts().iter().position(|shift| shift.matrix == index);
            let all = rider.map(|vehicle| scene.matrix(vehicle));
            Matrix::from_fn(self.places.len(), |from, to| {
                all.and_then(|all| all.leg(self.places[from], self.places[to]))
            })
        };
        (0..most).map(table).collect()
    }
}
