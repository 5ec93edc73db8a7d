//! Orders and a courier: of the literature, or made up.

use crate::fixture;
use musette::{
    instances::read,
    matrix::{Leg, Matrix},
    solver::{Request, Stop, Vehicle},
    units::{Load, Metres, Seconds, TimeWindow},
};
use std::{env, path::PathBuf};

/// The literature's, below `MUSETTE_BENCH_INSTANCES`.
const FILES: [&str; 2] = ["sartori/n1000/nyc-n1000-4.txt", "lilim/1000/LR1_10_4.txt"];

/// What the benchmarks work on.
pub(crate) struct Input {
    pub(crate) name: String,
    /// Times are costs here.
    pub(crate) matrix: Matrix,
    pub(crate) orders: Vec<Request>,
    /// All couriers are like this one.
    pub(crate) courier: Vehicle,
    /// The solver's seconds in one unit of the file.
    pub(crate) scale: f64,
}

impl Input {
    /// The solver's seconds in one minute, if the day has eight hours.
    pub(crate) fn minute(&self) -> u32 {
        self.courier.shift.end().as_u32() / 480
    }

    /// The same with so many minutes of service everywhere.
    pub(crate) fn with_service(mut self, minutes: u32) -> Self {
        let service = Seconds::new(minutes * self.minute());
        for order in &mut self.orders {
            let dropoffs = order.dropoffs.iter_mut().map(|it| &mut it.stop);
            let pickups = order.pickups.iter_mut().map(|it| &mut it.stop);
            pickups.chain(dropoffs).for_each(|stop| stop.service = service.into());
        }
        self
    }

    /// `count` couriers.
    pub(crate) fn couriers(&self, count: usize) -> Vec<Vehicle> {
        (0..count).map(|courier| Vehicle { courier, ..self.courier.clone() }).collect()
    }
}

/// All there are.
pub(crate) fn inputs() -> Vec<Input> {
    let Some(folder) = env::var_os("MUSETTE_BENCH_INSTANCES").map(PathBuf::from) else {
        println!("rounds: MUSETTE_BENCH_INSTANCES names no folder: orders are made up");
        return vec![made_up()];
    };
    let mut inputs = Vec::new();
    for file in FILES {
        match read(&folder.join(file), None) {
            Ok(instance) => {
                let problem = instance.problem();
                let courier = problem.vehicles()[0].clone();
                inputs.push(Input {
                    name: instance.name().to_owned(),
                    matrix: problem.matrix(&courier).clone(),
                    orders: problem.requests().to_vec(),
                    courier,
                    scale: instance.scale(),
                });
            }
            Err(complaints) => println!("rounds: left out: {complaints}"),
        }
    }
    if inputs.is_empty() {
        println!("rounds: none of {FILES:?} below {}: orders are made up", folder.display());
        inputs.push(made_up());
    }
    inputs
}

/// Orders all over a town of 6 km by 6, at 4 m/s, windows half an hour wide.
fn made_up() -> Input {
    let orders = 520;
    let mut number = 0;
    let mut below = |most: u64| {
        number += 1;
        u32::try_from(fixture::random(number) % most).unwrap_or(0)
    };
    let places: Vec<[u32; 2]> = (0..=2 * orders).map(|_| [below(6000), below(6000)]).collect();
    let matrix = Matrix::from_fn(places.len(), |from, to| {
        let [from, to] = [places[from], places[to]];
        let metres: u32 = from.iter().zip(to).map(|(from, to)| from.abs_diff(to)).sum();
        Some(Leg { time: Seconds::new(metres / 4), distance: Metres::new(metres) })
    });
    let stop = |place, ready: u32| {
        let open = window(ready, (ready + 30 * 60).min(480 * 60));
        Stop::new(place, open, Seconds::from_minutes(2))
    };
    let carried = Load { bags: 1, ..Load::ZERO };
    let order = |number: usize, ready: u32, direct: Seconds| {
        let dropoff = stop(2 * number + 2, ready + 120 + direct.as_u32());
        Request::pair(stop(2 * number + 1, ready), dropoff, carried)
    };
    let orders = (0..orders).map(|number| {
        let direct = matrix.time(2 * number + 1, 2 * number + 2).unwrap_or(Seconds::ZERO);
        order(number, below(400 * 60), direct)
    });
    let orders = orders.collect();
    let courier = Vehicle {
        capacity: Load { mass_g: u32::MAX, volume_ml: u32::MAX, bags: 6 },
        ..Vehicle::new(0, 0, window(0, 480 * 60), 0)
    };
    Input { name: "made-up".to_owned(), matrix, orders, courier, scale: 60.0 }
}

/// A window.
pub(crate) fn window(start: u32, end: u32) -> TimeWindow<Seconds> {
    TimeWindow::new(Seconds::new(start), Seconds::new(end)).expect("it ends after its start")
}
