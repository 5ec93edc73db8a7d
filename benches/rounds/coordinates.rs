//! One new order from its coordinates on: both places put on the streets, their rows and columns of the
//! table, the problem and the plan made anew, the order put in.

use crate::{
    fixture,
    input::window,
    measured::{is_wanted, summary},
    plan::{COURIERS, PLANNED, Planned},
};
use criterion::{BatchSize, Criterion};
use musette::{
    graph::Snap,
    matrix::many_to_many,
    routing::Class,
    solver::{Inserted, Live, Objective, Problem, Request, Stop, Vehicle},
    units::{Load, LonLat, Seconds},
};
use std::time::{Duration, Instant};

const NEW: usize = 400;
/// Places further from every street than this are nowhere.
const FARTHEST_M: f64 = 250.0;
const OBJECTIVE: Objective = Objective::ROUNDS;
const STEPS: [&str; 6] = ["snap", "table", "extend", "problem", "live", "insert"];

pub(crate) fn coordinates(criterion: &mut Criterion) {
    if !is_wanted("coordinates") {
        return;
    }
    let pool = fixture::one_thread();
    let [_, (_, profile)] = fixture::models();
    let (name, router) = fixture::router(&profile);
    let class = router.class(&profile.name).expect("it is the only profile");
    let new = if fixture::is_measured() { NEW } else { 3 };
    let places = fixture::places(router.map(), &class.metric, 1 + 2 * (PLANNED + new));
    let (old, new) = places.split_at(1 + 2 * PLANNED);
    let town = Town::new(&class, old);
    let mut orders = new.chunks_exact(2).cycle();
    let mut group = criterion.benchmark_group("coordinates");
    group.sample_size(20);
    group.bench_function(&name, |bencher| {
        let order = || orders.next().unwrap_or_default();
        bencher.iter_batched(
            order,
            |order| pool.install(|| town.put(order)),
            BatchSize::SmallInput,
        );
    });
    group.finish();
    let (mut all, mut steps, mut served) = (Vec::new(), vec![Vec::new(); STEPS.len()], 0);
    for order in new.chunks_exact(2) {
        let puts = (0..3).map(|_| pool.install(|| town.put(order)));
        // What else the machine does is not to be measured.
        let put = puts.min_by_key(|(times, _)| times.iter().sum::<Duration>());
        let Some((times, inserted)) = put else { continue };
        served += usize::from(inserted.vehicle.is_some());
        all.push(times.iter().sum());
        steps.iter_mut().zip(times).for_each(|(step, time)| step.push(time));
    }
    println!("coordinates/{name}: {}, {served} served", summary(&mut all));
    for (step, times) in STEPS.iter().zip(&mut steps) {
        println!("coordinates/{name}/{step}: {}", summary(times));
    }
}

/// A plan on the streets.
struct Town<'a> {
    class: &'a Class,
    snaps: Vec<Option<Snap>>,
    planned: Planned,
}

impl<'a> Town<'a> {
    /// The first place is the hub, then pickups and dropoffs take turns.
    fn new(class: &'a Class, places: &[LonLat]) -> Self {
        let snaps: Vec<_> = places.iter().map(|place| class.snap(*place, FARTHEST_M)).collect();
        let matrix = many_to_many(class, &snaps, &snaps);
        let orders = (places.len() - 1) / 2;
        let requests = (0..orders).map(|number| order(number, [2 * number + 1, 2 * number + 2]));
        let vehicle = |courier| Vehicle {
            capacity: Load { bags: 6, ..Load::ZERO },
            ..Vehicle::new(courier, 0, window(0, 480 * 60), 0)
        };
        let vehicles = (0..COURIERS).map(vehicle).collect();
        let planned = Planned::new(matrix, vehicles, requests.collect(), OBJECTIVE);
        Self { class, snaps, planned }
    }

    /// Puts an order in; by step, how long that took.
    fn put(&self, places: &[LonLat]) -> ([Duration; STEPS.len()], Inserted) {
        let mut times = [Duration::ZERO; STEPS.len()];
        let mut begun = Instant::now();
        let mut is_over = |step: usize| {
            let now = Instant::now();
            times[step] = now - std::mem::replace(&mut begun, now);
        };
        let new: Vec<Option<Snap>> =
            places.iter().map(|place| self.class.snap(*place, FARTHEST_M)).collect();
        is_over(0);
        let columns = many_to_many(self.class, &self.snaps, &new);
        let all = [&self.snaps[..], &new].concat();
        let rows = many_to_many(self.class, &new, &all);
        is_over(1);
        let matrix = self.planned.matrix.extended(&columns, &rows);
        is_over(2);
        let known = self.snaps.len();
        let mut requests = self.planned.requests.clone();
        let request = requests.len();
        requests.push(order(known + places.len(), [known, known + 1]));
        let problem = Problem::new(vec![matrix], self.planned.vehicles.clone(), requests);
        is_over(3);
        let problem = problem.expect("one order more is no contradiction");
        let live = Live::new(problem, OBJECTIVE, 1, &self.planned.routes);
        is_over(4);
        let inserted = live.expect("what was planned can be ridden").insert(request);
        is_over(5);
        (times, inserted)
    }
}

/// Half an hour's windows, an hour apart.
fn order(number: usize, places: [usize; 2]) -> Request {
    let ready = u32::try_from(fixture::random(number as u64) % (360 * 60)).unwrap_or(0);
    let stop =
        |place, ready| Stop::new(place, window(ready, ready + 30 * 60), Seconds::from_minutes(2));
    let load = Load { bags: 1, ..Load::ZERO };
    Request::pair(stop(places[0], ready), stop(places[1], ready + 60 * 60), load)
}
