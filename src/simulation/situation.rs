//! What is open at a moment, as a problem of its own.

use super::{
    Rules, Scene,
    courier::{Courier, Task},
};
use crate::{
    matrix::Matrix,
    solver::{
        Allowed, Break, Dropoff, Pickup, Problem, ProblemError, Request, Stop, StopId, Vehicle,
    },
    units::{Load, Seconds, TimeWindow},
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
    /// By request: the order, and which dropoffs of it are left.
    open: Vec<(usize, Vec<usize>)>,
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
            let all = (0..scene.orders()[*order].dropoffs.len()).collect();
            making.request(*order, true, all, None);
        }
        let Making { places, open, requests, .. } = making;
        let problem = Problem::new(places.matrices(scene), vehicles, requests)?;
        Ok(Self { problem, routes, open })
    }

    /// The order of a request.
    pub(super) fn order(&self, request: usize) -> usize {
        self.open[request].0
    }

    /// The request of a waiting order.
    pub(super) fn request(&self, order: usize) -> Option<usize> {
        self.open.iter().position(|(open, _)| *open == order)
    }

    /// By request, its order.
    pub(super) fn orders(&self) -> impl Iterator<Item = usize> {
        self.open.iter().map(|(order, _)| *order)
    }

    /// A stop of the problem as one of the scene.
    pub(super) fn stop(&self, stop: StopId) -> StopId {
        let (order, left) = &self.open[stop.request()];
        match stop {
            StopId::Pickup { .. } => StopId::Pickup { request: *order, pickup: 0 },
            StopId::Dropoff { dropoff, .. } => {
                StopId::Dropoff { request: *order, dropoff: left[dropoff] }
            }
        }
    }
}

/// A situation in the making.
struct Making<'a> {
    scene: &'a Scene,
    due: &'a Due,
    places: Places,
    open: Vec<(usize, Vec<usize>)>,
    requests: Vec<Request>,
}

impl Making<'_> {
    /// Adds the orders that a courier has, and gives what is to be done as stops of the problem.
    fn take(&mut self, courier: &Courier) -> Vec<StopId> {
        let mut begun: HashMap<usize, (bool, Vec<usize>)> = HashMap::new();
        let mut orders = Vec::new();
        let tasks = courier.todo.iter().filter_map(|task| match task {
            Task::Stop(stop) => Some(*stop),
            Task::Rest => None,
        });
        for stop in tasks.clone() {
            let (is_to_fetch, left) = begun.entry(stop.request()).or_insert_with(|| {
                orders.push(stop.request());
                (false, Vec::new())
            });
            match stop {
                StopId::Pickup { .. } => *is_to_fetch = true,
                StopId::Dropoff { dropoff, .. } => left.push(dropoff),
            }
        }
        let mut numbers = HashMap::new();
        for order in orders {
            let (is_to_fetch, mut left) = begun.remove(&order).unwrap_or_default();
            left.sort_unstable();
            numbers.insert(order, self.open.len());
            let pinned = (!is_to_fetch).then_some(courier.vehicle);
            self.request(order, is_to_fetch, left, pinned);
        }
        let known = |stop: StopId| {
            let request = numbers[&stop.request()];
            match stop {
                StopId::Pickup { .. } => StopId::Pickup { request, pickup: 0 },
                StopId::Dropoff { dropoff, .. } => {
                    let left = &self.open[request].1;
                    let dropoff = left.iter().position(|it| *it == dropoff).unwrap_or_default();
                    StopId::Dropoff { request, dropoff }
                }
            }
        };
        tasks.map(known).collect()
    }

    fn request(
        &mut self,
        order: usize,
        is_to_fetch: bool,
        left: Vec<usize>,
        vehicle: Option<usize>,
    ) {
        let asked = &self.scene.orders()[order];
        let mut at = |stop: &Stop| Stop { place: self.places.number(stop.place), ..stop.clone() };
        let left_load: Load = left.iter().map(|dropoff| asked.dropoffs[*dropoff].load).sum();
        let pickups = asked.pickups.iter().filter(|_| is_to_fetch);
        let pickups = pickups.map(|it| Pickup { stop: at(&it.stop), load: left_load }).collect();
        let dropoffs = left.iter().map(|dropoff| {
            let Dropoff { stop, load, .. } = &asked.dropoffs[*dropoff];
            let promised = self.due.get(&StopId::Dropoff { request: order, dropoff: *dropoff });
            let end = promised.map_or(stop.windows.end(), |due| stop.windows.end().min(*due));
            let stop = at(stop);
            let windows = window(stop.windows.start(), end).into();
            Dropoff::new(Stop { windows, ..stop }, *load)
        });
        let dropoffs = dropoffs.collect();
        let vehicles = vehicle.map_or_else(|| asked.vehicles.clone(), Allowed::one);
        self.requests.push(Request { pickups, dropoffs, vehicles, ..asked.clone() });
        self.open.push((order, left));
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
