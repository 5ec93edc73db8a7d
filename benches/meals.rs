//! Meal delivery (Reyes and others, 2018) as it comes: every order is known from its placing on, and riding takes what the
//! files say. By the literature's rules: an assignment is the meals of one restaurant, here one meal; no diversion while it
//! runs; couriers wait where they are; nobody picks up after the off-time.
//!
//! `MUSETTE_BENCH_INSTANCES` names the folder with `mdrp/` in it. `MUSETTE_BENCH_MEALS_OUT` names a folder in which
//! the assignments are written, so that others can judge them.

#![allow(clippy::print_stdout, reason = "a benchmark says what it measured")]

use musette::{
    instances::{Instance, read},
    matrix::{Leg, Matrix},
    simulation::{Log, Rules, Scene, mean, simulate},
    solver::{Dropoff, Objective, Pickup, Problem, Request, Stop, StopId, Vehicle},
    units::{Load, Seconds, TimeWindow},
};
use serde_json::json;
use std::{collections::HashMap, env, fs, path::Path, time::Instant};

/// Each with what a dispatcher gives it that assigns every order alone when it is placed, to who can pick it up first:
/// click-to-door and overage in the mean, minutes of riding and service.
const INSTANCES: [(&str, [f64; 3]); 2] = [
    ("0o100t100s1p100", [30.931, 0.790, 11_033.0]),
    ("5o100t100s2p125", [49.561, 11.115, 56_680.0]),
];
/// Half of what the service at a door takes comes before the meal is handed over.
const HANDOVER_MIN: f64 = 2.0;
/// Click-to-door beyond this is overage.
const TARGET_MIN: f64 = 40.0;
/// Nobody is refused before this: long after the literature's 90 minutes, which are told, not kept.
const PATIENCE: Seconds = Seconds::from_minutes(240);

fn main() {
    // `cargo test --benches` runs each benchmark once, unmeasured.
    let is_measured = env::args().any(|argument| argument == "--bench");
    let Some(folder) = env::var_os("MUSETTE_BENCH_INSTANCES") else {
        println!("meals: MUSETTE_BENCH_INSTANCES names no folder: nothing is measured");
        return;
    };
    for (name, greedy) in INSTANCES {
        let path = Path::new(&folder).join("mdrp").join(name);
        match read(&path, None) {
            Ok(instance) => measure(&instance, greedy, if is_measured { 300 } else { 0 }),
            Err(complaints) => println!("meals: left out: {complaints}"),
        }
    }
}

fn measure(instance: &Instance, greedy: [f64; 3], iterations: u64) {
    let scene = scene(instance);
    let rules = Rules {
        // Ways to the ends of shifts take time here, but have no length.
        objective: Objective { travel: 0, distance: 1, ..Objective::TRAVEL },
        iterations,
        replan: Seconds::ZERO,
        prompt: Seconds::new(30),
        early: Seconds::ZERO,
        ..Rules::default()
    };
    let begun = Instant::now();
    let log = simulate(&scene, &rules.without_noise(), 1, &mut |_| ()).expect("a day");
    let took = begun.elapsed().as_secs_f64();
    let orders = scene.orders().len();
    let doors = doors(&scene, &log);
    let overage: Vec<f64> = doors.iter().map(|it| (it - TARGET_MIN).max(0.0)).collect();
    let busy: f64 =
        log.stops().map(|(_, one)| (one.planned_ride + one.planned_service).as_minutes()).sum();
    println!("meals/{}: {} of {orders} delivered, in {took:.1} s", instance.name(), doors.len());
    let names = ["click-to-door, mean", "overage, mean", "riding and service, minutes"];
    for ((name, ours), theirs) in names.iter().zip([mean(&doors), mean(&overage), busy]).zip(greedy)
    {
        let percent = (ours / theirs - 1.0) * 100.0;
        println!(
            "meals/{}: {name}: {ours:.3}, greedy {theirs:.3} ({percent:+.1} %)",
            instance.name()
        );
    }
    if let Some(out) = env::var_os("MUSETTE_BENCH_MEALS_OUT") {
        let file = Path::new(&out).join(format!("{}.json", instance.name()));
        fs::write(&file, assignments(instance, &log))
            .unwrap_or_else(|error| panic!("cannot write {}: {error}", file.display()));
    }
}

/// The day, one meal at a time.
fn scene(instance: &Instance) -> Scene {
    let (problem, placed) = (instance.problem(), instance.placed());
    let orders = problem.requests().iter().zip(&placed).map(|(order, placed)| {
        let late = *placed + PATIENCE;
        let until = |stop: &Stop| {
            let start = stop.windows.start();
            let window = TimeWindow::new(start, late.max(start)).expect("it ends after its start");
            Stop { windows: window.into(), ..stop.clone() }
        };
        let pickups =
            order.pickups.iter().map(|it| Pickup { stop: until(&it.stop), load: it.load });
        let dropoffs = order.dropoffs.iter().map(|it| Dropoff::new(until(&it.stop), it.load));
        Request { pickups: pickups.collect(), dropoffs: dropoffs.collect(), ..order.clone() }
    });
    let orders: Vec<Request> = orders.collect();
    let (matrix, longest) = matrix(&problem, &orders);
    let shift = |it: &Vehicle| {
        let window = TimeWindow::new(it.shift.start(), it.shift.end() + longest);
        Vehicle {
            shift: window.expect("it ends after its start"),
            capacity: Load { bags: 1, ..Load::ZERO },
            ..it.clone()
        }
    };
    let shifts = problem.vehicles().iter().map(shift).collect();
    let problem = Problem::new(vec![matrix], shifts, orders).expect("it is consistent");
    Scene::new(problem, placed).expect("every order has its moment")
}

/// Ways, and the longest from a pickup to the end of its delivery. A shift ends by so much later than the off-time, and from a
/// door it takes to its end what that delivery is shorter than the longest: in time is who picks up by the off-time.
fn matrix(problem: &Problem, orders: &[Request]) -> (Matrix, Seconds) {
    let courier = &problem.vehicles()[0];
    let ways = problem.matrix(courier);
    let delivery = |order: &Request| {
        let (from, to) = (order.pickups.first()?.stop.place, &order.dropoffs[0].stop);
        Some((to.place, ways.time(from, to.place)? + to.service.usual))
    };
    let deliveries: HashMap<usize, Seconds> = orders.iter().filter_map(delivery).collect();
    let longest = deliveries.values().copied().max().unwrap_or_default();
    let matrix = Matrix::from_fn(ways.rows(), |from, to| {
        let leg = ways.leg(from, to)?;
        let spare = deliveries.get(&from).map_or(Seconds::ZERO, |delivery| longest - *delivery);
        Some(if Some(to) == courier.end { Leg { time: spare, ..leg } } else { leg })
    });
    (matrix, longest)
}

/// Click-to-door of every order that was delivered.
fn doors(scene: &Scene, log: &Log) -> Vec<f64> {
    let dropoffs = log.stops().filter_map(|(_, one)| match one.stop {
        StopId::Dropoff { request, .. } => Some((one.start - scene.placed(request)).as_minutes()),
        StopId::Pickup { .. } => None,
    });
    dropoffs.map(|minutes| minutes + HANDOVER_MIN).collect()
}

/// What each courier does from one empty bag to the next, by the numbers of the orders from 1 on.
fn assignments(instance: &Instance, log: &Log) -> String {
    let names: Vec<Option<&str>> = instance.courier_names().collect();
    let mut all = Vec::new();
    for (courier, stops) in log.ridden.iter().enumerate() {
        let (mut begun, mut on_board, mut made) = (0.0, 0, Vec::new());
        for one in stops {
            if made.is_empty() {
                begun = one.departure.as_minutes();
            }
            let (kind, step) = match one.stop {
                StopId::Pickup { .. } => ("P", 1),
                StopId::Dropoff { .. } => ("D", -1),
            };
            on_board += step;
            made.push(json!([kind, format!("o{}", one.stop.request() + 1)]));
            if on_board == 0 {
                let stops = std::mem::take(&mut made);
                all.push(json!({ "courier": names[courier], "decided_at": begun, "stops": stops }));
            }
        }
    }
    json!({ "assignments": all }).to_string()
}
