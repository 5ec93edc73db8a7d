//! Invented days in a town of streets at right angles.

use crate::{
    matrix::{Leg, Matrix},
    simulation::{Log, Rules, Scene, simulate},
    solver::{Break, Problem, Request, Skills, Stop, Vehicle, check_live},
    units::{Load, Metres, Seconds, TimeWindow},
};

/// The town is a square of so many metres.
const SIDE_M: u32 = 5000;

pub(super) fn window(start: u32, end: u32) -> TimeWindow<Seconds> {
    TimeWindow::new(Seconds::new(start), Seconds::new(end)).unwrap()
}

/// Numbers from 0 up to a bound, the same for a seed.
pub(super) fn draws(seed: u64) -> impl FnMut(u32) -> u32 {
    let mut state = seed;
    move |end| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((state >> 33) % u64::from(end)).unwrap()
    }
}

/// What a day is made of, to be changed before it is made.
pub(super) struct Parts {
    pub(super) matrix: Matrix,
    pub(super) shifts: Vec<Vehicle>,
    pub(super) orders: Vec<Request>,
    pub(super) placed: Vec<Seconds>,
}

impl Parts {
    pub(super) fn scene(self) -> Scene {
        let problem = Problem::new(vec![self.matrix], self.shifts, self.orders).unwrap();
        Scene::new(problem, self.placed).unwrap()
    }
}

/// Seven hours for each courier, breaks in the middle, half of them early, half late; meals that are wanted within
/// the hour, parcels within three, some for several customers, some cold. One order in ten is known at dawn.
pub(super) fn day(seed: u64, hours: u32, orders: usize, couriers: usize) -> Parts {
    let mut below = draws(seed);
    let corners: Vec<[u32; 2]> = (0..=4 * orders).map(|_| [below(SIDE_M), below(SIDE_M)]).collect();
    let matrix = Matrix::from_fn(corners.len(), |from, to| {
        let [from, to] = [corners[from], corners[to]];
        let metres: u32 = from.iter().zip(to).map(|(from, to)| from.abs_diff(to)).sum();
        Some(Leg { time: Seconds::new(metres / 5), distance: Metres::new(metres) })
    });
    let end = hours * 3600;
    let shift = |courier: usize| {
        let span = end / 2 + 1800;
        let start = if courier.is_multiple_of(2) { 0 } else { end - span };
        let middle = start + span / 2;
        Vehicle {
            breaks: vec![Break::new(
                window(middle - 2700, middle + 2700),
                Seconds::from_minutes(20),
            )],
            capacity: Load { mass_g: 40_000, volume_ml: 200_000, bags: 6 },
            skills: Skills::from_bits(u64::from(courier.is_multiple_of(3))),
            ..Vehicle::new(courier, 0, window(start, start + span), 0)
        }
    };
    let (mut requests, mut placed) = (Vec::new(), Vec::new());
    for number in 0..orders {
        let is_meal = below(3) > 0;
        let ready = below(end - 2 * 3600);
        let due = ready + if is_meal { 3600 } else { 2 * 3600 };
        let stop = |place, service| Stop::new(place, window(ready, due), Seconds::new(service));
        let count = if is_meal { 1 } else { 1 + below(3) as usize };
        let load = Load { mass_g: 2000, volume_ml: 9000, bags: 1 };
        let dropoffs = (0..count).map(|it| (stop(4 * number + 2 + it, 120), load)).collect();
        requests.push(Request {
            skills: Skills::from_bits(u64::from(!is_meal && below(4) == 0)),
            ..Request::spread(stop(4 * number + 1, 150), dropoffs)
        });
        let ahead = if below(10) == 0 { end } else { 600 + below(1800) };
        placed.push(Seconds::new(ready) - Seconds::new(ahead));
    }
    Parts { matrix, shifts: (0..couriers).map(shift).collect(), orders: requests, placed }
}

/// Rules with which a day takes no longer than a test may.
pub(super) fn quick() -> Rules {
    Rules { iterations: 20, ..Rules::default() }
}

/// A day of which every plan has passed the checker.
pub(super) fn ridden(scene: &Scene, rules: &Rules, seed: u64) -> Log {
    let mut wrong = Vec::new();
    let log = simulate(scene, rules, seed, &mut |moment| {
        wrong.extend(check_live(moment.problem, moment.before, moment.plan));
    });
    assert_eq!(wrong, []);
    log.unwrap()
}
