//! Small random days for the tests of this module: every constraint, and ways that obey the triangle inequality.

use super::{book::Book, decide::Made, desk::Desk, settle::bases};
use crate::{
    dispatch::begun::AllOnBoard,
    domain::{Decision, Shift, labour::Clause},
    matrix::{Leg, Matrix},
    solver::{
        Allowed, Break, Budget, Dropoff, Objective, Pickup, Problem, Request, Sequence, Settings,
        Skills, Stop, StopId, Vehicle, solve,
    },
    units::{Load, Metres, Seconds, TimeWindow, Timestamp},
};
use proptest::{collection::vec, option, prelude::*};
use std::sync::LazyLock;

/// A problem and a plan of it.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) problem: Problem,
    pub(super) routes: Vec<Vec<StopId>>,
}

/// All that counts in a day's rounds.
pub(super) const OBJECTIVE: Objective =
    Objective { fair: 40, eta: 300, eta_tolerance: 120, ..Objective::ROUNDS };

/// Nothing is on board.
static NOTHING: AllOnBoard = AllOnBoard::new();

/// The skill to lift more than 25 kg.
pub(super) const LIFT: u64 = 4;

/// What who does not have it may lift.
static AT_MOST: LazyLock<Clause<u32>> =
    LazyLock::new(|| Clause { says: 25_000, article: "R4541-9".to_owned() });

/// As many pickups every order is told to have: the dropoffs are counted from there.
pub(super) const PICKUPS: usize = 2;
const NAMES: [&str; 12] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"];

pub(super) fn window(start: u32, end: u32) -> TimeWindow<Seconds> {
    TimeWindow::new(Seconds::new(start), Seconds::new(end)).unwrap()
}

fn any_window(latest: u32) -> impl Strategy<Value = TimeWindow<Seconds>> {
    (0..latest, 0..latest / 2).prop_map(|(start, width)| window(start, start + width))
}

fn any_load(most: u32) -> impl Strategy<Value = Load> {
    (1..=most, 1..=most, 1..=most).prop_map(|(mass_g, volume_ml, bags)| Load {
        mass_g,
        volume_ml,
        bags,
    })
}

fn any_stop(places: usize) -> impl Strategy<Value = Stop> {
    let announced = option::weighted(0.3, (0_u32..7_000).prop_map(Seconds::new));
    (0..places, any_window(6_000), 0_u32..240, announced).prop_map(
        |(place, window, service, announced)| Stop {
            announced,
            ..Stop::new(place, window, Seconds::new(service))
        },
    )
}

type Terms = (Option<Seconds>, Allowed, Sequence, Option<TimeWindow<Seconds>>);

/// What few orders ask: a time on board, vehicles, an order of stops, a target.
fn any_terms() -> impl Strategy<Value = Terms> {
    let most = option::weighted(0.3, (100_u32..1_500).prop_map(Seconds::new));
    let vehicles = prop_oneof![
        6 => Just(Allowed::Any),
        1 => (0_usize..3).prop_map(Allowed::one),
        1 => (0_usize..3).prop_map(|vehicle| Allowed::Not(vec![vehicle])),
    ];
    let sequence = prop_oneof![
        6 => Just(Sequence::Free), 1 => Just(Sequence::Fixed), 1 => Just(Sequence::Block),
    ];
    (most, vehicles, sequence, option::weighted(0.3, any_window(6_000)))
}

/// Some have `several` pickups, if that is asked for.
fn any_request(places: usize, several: bool) -> impl Strategy<Value = Request> {
    let dropoffs = vec((any_stop(places), any_load(4)), 1..=2);
    let skills = prop_oneof![3 => Just(0_u64), 1 => 0_u64..8].prop_map(Skills::from_bits);
    let pickup = option::weighted(0.9, any_stop(places));
    let other =
        if several { option::weighted(0.2, any_stop(places)).boxed() } else { Just(None).boxed() };
    let announced = option::weighted(0.4, 0_usize..3);
    let how = (skills, announced, any_terms());
    (pickup, other, dropoffs, how).prop_map(|(mut pickup, mut other, mut dropoffs, how)| {
        let (skills, announced, (most, vehicles, sequence, target)) = how;
        for (stop, _) in &mut dropoffs {
            stop.target = target;
        }
        // Windows in the order of the ride, so that a fair share can be served.
        for stop in pickup.iter_mut().chain(&mut other) {
            let open = &stop.windows;
            stop.windows = window(open.start().as_u32() / 2, open.end().as_u32()).into();
        }
        for (stop, _) in &mut dropoffs {
            let open = &stop.windows;
            stop.windows = window(open.start().as_u32(), open.end().as_u32() + 1_500).into();
        }
        let request = if let Some(pickup) = pickup {
            let mut request = Request::spread(pickup, dropoffs);
            request.dropoffs[0].most_on_board = most;
            if let Some(stop) = other.filter(|_| request.dropoffs.len() == 1) {
                let load = request.pickups[0].load;
                let part = Load { bags: load.bags / 2, ..Load::ZERO };
                request.pickups[0].load = load - part;
                request.pickups.push(Pickup { stop, load: part });
            }
            request
        } else {
            let dropoffs = dropoffs.into_iter().map(|(stop, load)| Dropoff::new(stop, load));
            Request::new(Vec::new(), dropoffs.collect())
        };
        Request { sequence, skills, vehicles, announced, ..request }
    })
}

fn any_vehicle(places: usize) -> impl Strategy<Value = Vehicle> {
    let rest = || (any_window(5_000), 0_u32..600);
    let rests = (option::weighted(0.4, rest()), option::weighted(0.15, rest()));
    let skills = prop_oneof![2 => Just(7_u64), 1 => 0_u64..8].prop_map(Skills::from_bits);
    let shift = (0_u32..2_000, 2_000_u32..7_000).prop_map(|(start, width)| (start, start + width));
    let worked = prop_oneof![Just(0_u32), 0_u32..40_000].prop_map(Seconds::new);
    (0..places, shift, rests, any_load(9), (skills, worked)).prop_map(
        |(hub, (start, end), rests, capacity, (skills, worked))| {
            // No shift has a break that it cannot hold.
            let rests = rests.0.into_iter().chain(rests.1);
            let rests = rests.filter(|(window, duration)| {
                window.start().as_u32() >= start && window.end().as_u32() + duration <= end
            });
            let rests = rests.map(|(window, duration)| Break::new(window, Seconds::new(duration)));
            Vehicle {
                breaks: rests.collect(),
                capacity,
                skills,
                worked,
                ..Vehicle::new(0, hub, window(start, end), 0)
            }
        },
    )
}

fn any_limited_vehicle(places: usize) -> impl Strategy<Value = Vehicle> {
    let far = (500_u32..8_000).prop_map(Metres::new);
    let long = (120_u32..2_000).prop_map(Seconds::new);
    let limits = (option::of(1_usize..8), option::weighted(0.3, far), option::weighted(0.3, long));
    (any_vehicle(places), limits).prop_map(|(vehicle, limits)| {
        let (most_stops, most_distance, most_travel) = limits;
        Vehicle { most_stops, most_travel, most_distance, ..vehicle }
    })
}

/// Places on a grid; the last one is cut off in one case of eight.
fn any_matrix(places: usize) -> impl Strategy<Value = Matrix> {
    let cut_off = prop_oneof![7 => Just(false), 1 => Just(true)];
    (vec((0_i32..20, 0_i32..20), places), cut_off).prop_map(move |(spots, cut_off)| {
        Matrix::from_fn(places, |from, to| {
            let apart = from != to && cut_off && (from.max(to) + 1 == places);
            let ((x, y), (u, v)) = (spots[from], spots[to]);
            let length = x.abs_diff(u) + y.abs_diff(v);
            (!apart).then(|| Leg {
                time: Seconds::new(length * 30),
                distance: Metres::new(length * 130),
            })
        })
    })
}

/// Days of up to three couriers and nine orders, planned with a few iterations.
pub(super) fn any_case() -> impl Strategy<Value = Case> {
    case_of(true, false)
}

/// The same, every order with one pickup at most.
pub(super) fn any_plain_case() -> impl Strategy<Value = Case> {
    case_of(false, false)
}

/// The same, some vehicles with limits of their stops, their ride and their time in motion.
pub(super) fn any_limited_case() -> impl Strategy<Value = Case> {
    case_of(true, true)
}

fn case_of(several: bool, limited: bool) -> impl Strategy<Value = Case> {
    (3_usize..8)
        .prop_flat_map(move |places| {
            let vehicle = if limited {
                any_limited_vehicle(places).boxed()
            } else {
                any_vehicle(places).boxed()
            };
            (any_matrix(places), vec(vehicle, 1..4), vec(any_request(places, several), 1..10))
        })
        .prop_map(|(matrix, mut vehicles, requests)| {
            for (courier, vehicle) in vehicles.iter_mut().enumerate() {
                vehicle.courier = courier;
            }
            let mut requests = requests;
            for request in &mut requests {
                if request.vehicles.named().iter().any(|named| *named >= vehicles.len()) {
                    request.vehicles = Allowed::Any;
                }
            }
            Case::planned(Problem::new(vec![matrix], vehicles, requests).unwrap(), 20)
        })
}

impl Case {
    pub(super) fn planned(problem: Problem, iterations: u64) -> Self {
        let budget = Budget { iterations: Some(iterations), ..Budget::default() };
        let settings =
            Settings { objective: OBJECTIVE, seed: 1, threads: 1, budget, warm_start: &[] };
        let plan = solve(&problem, &settings, &mut |_| {}).plan;
        let mut routes = vec![Vec::new(); problem.vehicles().len()];
        for route in &plan.routes {
            routes[route.vehicle] = route.stops().collect();
        }
        Self { problem, routes }
    }

    pub(super) fn home(&self, request: usize) -> Option<usize> {
        self.routes.iter().position(|stops| stops.iter().any(|stop| stop.request() == request))
    }

    /// The route of a vehicle without a request.
    pub(super) fn rest(&self, vehicle: usize, request: usize) -> Vec<StopId> {
        let stops = self.routes[vehicle].iter().copied();
        stops.filter(|stop| stop.request() != request).collect()
    }

    pub(super) fn book() -> Book<'static> {
        let start = Timestamp::from_millis(0);
        let lifts = vec![None; NAMES.len()];
        let (orders, pieces_g) = (NAMES.to_vec(), vec![0; NAMES.len()]);
        let (skills, people) = (&["first", "second"], vec![1; NAMES.len()]);
        let pickups = vec![PICKUPS; NAMES.len()];
        Book { orders, pickups, skills, pieces_g, lifts, people, on_board: &NOTHING, start }
    }

    /// The same with who may lift what: who has the third skill anything, the others 25 kg.
    fn book_of_lifts(&self) -> Book<'static> {
        let lifts = |skills: Skills| skills.bits() & LIFT != 0;
        let vehicles = self.problem.vehicles().iter();
        let requests = self.problem.requests().iter();
        Book {
            lifts: vehicles.map(|it| (!lifts(it.skills)).then_some(&*AT_MOST)).collect(),
            pieces_g: requests.map(|it| if lifts(it.skills) { 30_000 } else { 0 }).collect(),
            ..Self::book()
        }
    }

    /// The shifts of couriers `0`, `1` and so on, each with a vehicle class of the same name.
    pub(super) fn shifts(&self) -> Vec<Shift> {
        let book = Self::book();
        let vehicles = self.problem.vehicles().iter().enumerate();
        let shift = |(number, vehicle): (usize, &Vehicle)| Shift {
            courier: number.to_string(),
            vehicle: number.to_string(),
            hub: number.to_string(),
            window: TimeWindow::new(book.at(vehicle.shift.start()), book.at(vehicle.shift.end()))
                .unwrap(),
            crew: None,
            end_hub: None,
            charge_percent: None,
            breaks: Vec::new(),
            lift: None,
        };
        vehicles.map(shift).collect()
    }

    /// Why each request is where it is.
    pub(super) fn decisions(&self, seek: bool) -> Vec<Decision> {
        let (book, shifts) = (self.book_of_lifts(), self.shifts());
        let bases = bases(&self.problem, &self.routes);
        let made = Made {
            objective: &OBJECTIVE,
            decided_at: book.start,
            not_before: None,
            rules_version: None,
            seed: 1,
            iterations: 20,
            kept_below_s: None,
            roster: None,
        };
        let desk = Desk {
            problem: &self.problem,
            made: &made,
            book: &book,
            routes: &self.routes,
            bases: &bases,
            shifts: &shifts,
            law: None,
        };
        (0..self.problem.requests().len()).map(|request| desk.decision(request, seek)).collect()
    }
}
