//! How long construction takes: `insertion/<operator>/<requests>x<vehicles>`.
//!
//! A town of 6 km by 6 km, ridden at 5 m/s in straight lines; half the pickups at ten restaurants.
//! Lunch and dinner shifts with a break, windows of 45 minutes, one order in ten with two dropoffs.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use musette::{
    matrix::{Leg, Matrix},
    solver::{Break, Insertion, Problem, Request, Skills, Stop, Vehicle, check, construct},
    units::{Load, Metres, Seconds, TimeWindow},
};
use std::hint::black_box;

const SEED: u64 = 20_260_801;
const SIZES: [(usize, usize); 3] = [(50, 8), (120, 16), (300, 16)];

/// Splitmix64 (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        u32::try_from(mixed % u64::from(bound)).expect("below a u32")
    }
}

fn window(start: u32, end: u32) -> TimeWindow<Seconds> {
    TimeWindow::new(Seconds::new(start), Seconds::new(end)).expect("start <= end")
}

fn stop(place: usize, start: u32, width: u32) -> Stop {
    Stop { place, window: window(start, start + width), service: Seconds::new(120) }
}

fn leg(from: (u32, u32), to: (u32, u32)) -> Leg {
    let metres = (from.0.abs_diff(to.0).pow(2) + from.1.abs_diff(to.1).pow(2)).isqrt();
    Leg { time: Seconds::new(metres / 5), distance: Metres::new(metres) }
}

fn problem(requests: usize, vehicles: usize) -> Problem {
    let mut random = Random(SEED);
    // Place 0 is the hub, 1 to 10 are restaurants, the others belong to one stop each.
    let places = 11 + 3 * requests;
    let points: Vec<(u32, u32)> =
        (0..places).map(|_| (random.below(6000), random.below(6000))).collect();
    let matrix = Matrix::from_fn(places, |from, to| Some(leg(points[from], points[to])));
    let vehicles = (0..vehicles).map(|vehicle| {
        let start = if vehicle % 2 == 0 { 0 } else { 6 * 3600 };
        let rest = window(start + 2 * 3600, start + 4 * 3600);
        Vehicle {
            courier: vehicle,
            start: 0,
            end: 0,
            shift: window(start, start + 6 * 3600),
            rest: Some(Break { window: rest, duration: Seconds::from_minutes(20) }),
            capacity: Load { mass_g: 60_000, volume_ml: 200_000, bags: 8 },
            skills: Skills::NONE,
            matrix: 0,
            locked: Vec::new(),
        }
    });
    let vehicles = vehicles.collect();
    let requests = (0..requests).map(|request| {
        let own = 11 + 3 * request;
        let ready = random.below(11 * 3600);
        let restaurant = 1 + random.below(10) as usize;
        let pickup = if random.below(2) == 0 { restaurant } else { own };
        let count = if random.below(10) == 0 { 2 } else { 1 };
        let load = Load { mass_g: 2000, volume_ml: 8000, bags: 1 + random.below(2) };
        Request {
            pickup: Some(stop(pickup, ready, 45 * 60)),
            dropoffs: (1..=count).map(|next| (stop(own + next, ready, 75 * 60), load)).collect(),
            skills: Skills::NONE,
            vehicle: None,
            priority: 1,
        }
    });
    let requests = requests.collect();
    Problem::new(vec![matrix], vehicles, requests).expect("a consistent problem")
}

fn insertion(criterion: &mut Criterion) {
    for (name, insertion) in [("cheapest", Insertion::Cheapest), ("regret2", Insertion::Regret2)] {
        let mut group = criterion.benchmark_group(format!("insertion/{name}"));
        for (requests, vehicles) in SIZES {
            let problem = problem(requests, vehicles);
            let plan = construct(&problem, insertion);
            assert_eq!(check(&problem, &plan), vec![]);
            group.throughput(Throughput::Elements(requests as u64));
            let size = BenchmarkId::from_parameter(format!("{requests}x{vehicles}"));
            group.bench_function(size, |bench| {
                bench.iter(|| construct(black_box(&problem), insertion));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, insertion);
criterion_main!(benches);
