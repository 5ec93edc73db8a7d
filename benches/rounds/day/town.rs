//! Fifty couriers through a day.

use super::{
    arrivals::Arrivals,
    courier::{Courier, Task},
    ledger::Ledger,
};
use crate::input::{Input, window};
use musette::{
    matrix::{Leg, Matrix},
    solver::{
        Allowed, Broken, Budget, Live, Objective, Problem, Request, Skills, Stop, StopId, Vehicle,
    },
    units::{Metres, Seconds},
};
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

pub(crate) const COURIERS: usize = 50;
/// An order is announced so many minutes before its courier sets out for it.
const ANNOUNCED: u32 = 20;
/// To take an announced order away must save so many minutes of riding.
const CHANGE: u32 = 5;

/// Where everybody is.
pub(crate) struct Town<'a> {
    input: &'a Input,
    arrivals: &'a Arrivals,
    couriers: Vec<Courier>,
    /// By order: who has it, and to whom it was announced.
    homes: Vec<Option<usize>>,
    announced: Vec<Option<usize>>,
    pub(crate) refused: Vec<usize>,
    pub(crate) ledger: Ledger,
}

/// What a day was like.
#[derive(Default)]
pub(crate) struct Told {
    /// Orders that went from one courier to another, of all and of those announced.
    pub(crate) changes: usize,
    pub(crate) announced: usize,
    /// Until the plan is there again, and until the order is in.
    pub(crate) ready: Vec<Duration>,
    pub(crate) put_in: Vec<Duration>,
    open: Vec<usize>,
}

impl Told {
    /// How many orders were under way at an arrival.
    pub(crate) fn median_open(&mut self) -> usize {
        self.open.sort_unstable();
        self.open.get(self.open.len() / 2).copied().unwrap_or(0)
    }
}

impl<'a> Town<'a> {
    pub(crate) fn new(input: &'a Input, arrivals: &'a Arrivals) -> Self {
        let courier =
            Courier { place: input.courier.start.expect("a place"), free_at: 0, todo: Vec::new() };
        let orders = arrivals.orders.len();
        Self {
            input,
            arrivals,
            couriers: vec![courier; COURIERS],
            homes: vec![None; orders],
            announced: vec![None; orders],
            refused: Vec::new(),
            ledger: Ledger::new(COURIERS),
        }
    }

    /// The whole day. What is known when it begins has as much time together as if it came one by one.
    pub(crate) fn live_through(&mut self, budget: Duration) -> Told {
        let mut told = Told::default();
        let mut before = 0;
        for (now, new) in self.arrivals.events() {
            self.ride([before, now]);
            self.arrive(now, &new, budget, &mut told);
            before = now;
        }
        self.ride([before, u32::MAX]);
        told
    }

    fn ride(&mut self, span: [u32; 2]) {
        for (index, courier) in self.couriers.iter_mut().enumerate() {
            courier.ride(span, self.input, self.arrivals, &mut self.ledger, index);
        }
    }

    fn arrive(&mut self, now: u32, new: &[usize], budget: Duration, told: &mut Told) {
        let begun = Instant::now();
        let (open, mut live) = self.plan(now, new);
        told.ready.push(begun.elapsed());
        told.open.push(open.len());
        for order in new {
            let request =
                open.len() - new.len() + new.iter().position(|it| it == order).unwrap_or(0);
            let begun = Instant::now();
            live.insert(request);
            told.put_in.push(begun.elapsed());
        }
        if budget > Duration::ZERO {
            let budget = budget * u32::try_from(new.len()).unwrap_or(1);
            let deadline = Some(Instant::now() + budget);
            live.improve(Budget { deadline, ..Budget::default() });
        }
        assert_eq!(live.score().broken, Broken::default(), "nobody is late");
        self.read(now, &open, &live, told);
    }

    /// The plan as it is, with new orders in none of its routes; by request, its order.
    fn plan(&self, now: u32, new: &[usize]) -> (Vec<usize>, Live) {
        let todo = self.couriers.iter().flat_map(|courier| &courier.todo);
        let mut open: Vec<usize> = todo.filter(|task| !task.is_pickup).map(|it| it.order).collect();
        open.extend(new);
        let request_of: HashMap<usize, usize> =
            open.iter().enumerate().map(|(request, order)| (*order, request)).collect();
        let mut places = Places::default();
        let mut requests: Vec<Request> = open
            .iter()
            .map(|order| {
                let mut request = self.arrivals.orders[*order].clone();
                let mut moved = |stop: &mut Stop| stop.place = places.number(stop.place);
                request.pickups.iter_mut().for_each(|it| moved(&mut it.stop));
                request.dropoffs.iter_mut().for_each(|it| moved(&mut it.stop));
                request
            })
            .collect();
        let mut routes = Vec::new();
        let mut vehicles = Vec::new();
        for (vehicle, courier) in self.couriers.iter().enumerate() {
            for task in &courier.todo {
                let fetch = Task { is_pickup: true, ..*task };
                if !courier.todo.contains(&fetch) {
                    let carried = &mut requests[request_of[&task.order]];
                    carried.pickups.clear();
                    carried.vehicles = Allowed::one(vehicle);
                }
            }
            let stops = courier.todo.iter().map(|task| stop_id(*task, request_of[&task.order]));
            routes.push((vehicle, stops.collect::<Vec<_>>()));
            let end = self.input.courier.shift.end().as_u32();
            vehicles.push(Vehicle {
                courier: vehicle,
                start: Some(places.number(courier.place)),
                end: None,
                shift: window(courier.free_at.max(now).min(end), end),
                skills: Skills::NONE,
                ..self.input.courier.clone()
            });
        }
        let matrix = places.matrix(&self.input.matrix);
        for vehicle in &mut vehicles {
            vehicle.end = Some(matrix.rows() - 1);
        }
        let problem = Problem::new(vec![matrix], vehicles, requests).expect("it is consistent");
        let change = i64::from(CHANGE * self.input.minute());
        let objective = Objective { change, ..Objective::TRAVEL };
        let mut live = Live::new(problem, objective, u64::from(now), &routes).expect("a plan");
        for (request, order) in open.iter().enumerate() {
            live.announce(request, self.announced[*order]);
        }
        (open, live)
    }

    /// Takes the plan over, and tells couriers what comes next.
    fn read(&mut self, now: u32, open: &[usize], live: &Live, told: &mut Told) {
        for (request, order) in open.iter().enumerate() {
            let home = live.vehicle(request);
            let before = std::mem::replace(&mut self.homes[*order], home);
            if home.is_none() {
                assert!(before.is_none(), "what was accepted is served");
                self.refused.push(*order);
            }
            told.changes += usize::from(before.is_some() && before != home);
            if self.announced[*order].is_some() && self.announced[*order] != home {
                told.announced += 1;
                self.announced[*order] = home;
            }
        }
        let soon = now + ANNOUNCED * self.input.minute();
        for (index, courier) in self.couriers.iter_mut().enumerate() {
            let task = |stop: &StopId| Task {
                order: open[stop.request()],
                is_pickup: matches!(stop, StopId::Pickup { .. }),
            };
            courier.todo = live.stops(index).iter().map(task).collect();
            let rides = courier.rides(self.input, self.arrivals, now);
            for ride in rides.take_while(|ride| ride.departure <= soon) {
                self.announced[ride.task.order] = Some(index);
            }
        }
    }
}

fn stop_id(task: Task, request: usize) -> StopId {
    if task.is_pickup {
        StopId::Pickup { request, pickup: 0 }
    } else {
        StopId::Dropoff { request, dropoff: 0 }
    }
}

/// The places that matter at an instant.
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

    /// Their table, with one more place at the end that is everywhere.
    fn matrix(&self, all: &Matrix) -> Matrix {
        let places = self.places.len();
        Matrix::from_fn(places + 1, |from, to| {
            if from == places || to == places {
                return Some(Leg { time: Seconds::ZERO, distance: Metres::ZERO });
            }
            all.leg(self.places[from], self.places[to])
        })
    }
}
