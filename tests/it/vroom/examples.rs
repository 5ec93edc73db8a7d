//! The problems of VROOM's own documents (`docs/example_1.json` to `example_3.json`), and cases with known answers.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "ways of these tests are short"
)]

use super::{answered, read_vroom, refused, right};
use serde_json::{Value, json};

fn steps(route: &Value) -> Vec<(String, Value, i64)> {
    let steps = route["steps"].as_array().unwrap().iter();
    let text = |step: &Value| step["type"].as_str().unwrap().to_owned();
    steps.map(|step| (text(step), step["id"].clone(), step["arrival"].as_i64().unwrap())).collect()
}

#[test]
fn the_example_with_a_matrix_has_the_documented_answer() {
    let problem = json!({
        "vehicles": [{ "id": 0, "start_index": 0, "end_index": 3 }],
        "jobs": [{ "id": 1414, "location_index": 1 }, { "id": 1515, "location_index": 2 }],
        "matrices": { "car": { "durations": [
            [0, 2104, 197, 1299], [2103, 0, 2255, 3152], [197, 2256, 0, 1102], [1299, 3153, 1102, 0],
        ] } },
    });
    let answer = right(&problem, 100);
    assert_eq!(answer["summary"]["cost"], 5461);
    let expected = [
        ("start", Value::Null, 0),
        ("job", 1414.into(), 2104),
        ("job", 1515.into(), 4359),
        ("end", Value::Null, 5461),
    ];
    assert_eq!(
        steps(&answer["routes"][0]),
        expected.map(|(kind, id, at)| (kind.to_owned(), id, at))
    );
    // The old way to say the same.
    let mut old = problem.clone();
    old["matrix"] = problem["matrices"]["car"]["durations"].clone();
    old.as_object_mut().unwrap().remove("matrices");
    let same = answered(&old, 100).unwrap();
    assert_eq!(same["routes"], answer["routes"]);
}

/// The first example, with ways as the crow flies at 15 m/s.
fn first_example() -> Value {
    let places = [
        [2.35044, 48.71764],
        [1.98935, 48.701],
        [2.03655, 48.61128],
        [2.28325, 48.5958],
        [2.89357, 48.90736],
        [2.41808, 49.22619],
        [2.39719, 49.07611],
    ];
    let metres = |[lon, lat]: [f64; 2]| [lon * 73_000.0, lat * 111_200.0];
    let far = |a: [f64; 2], b: [f64; 2]| {
        let [a, b] = [metres(a), metres(b)];
        ((a[0] - b[0]).hypot(a[1] - b[1]) / 15.0).ceil() as u32
    };
    let durations: Vec<Vec<u32>> =
        places.iter().map(|a| places.iter().map(|b| far(*a, *b)).collect()).collect();
    let vehicle = |id: u32, skill: u32| {
        json!({
            "id": id, "start": places[0], "start_index": 0, "end": places[0], "end_index": 0,
            "capacity": [4], "skills": [skill, 14], "time_window": [28_800, 43_200],
            "breaks": [{ "id": id, "service": 300, "time_windows": [[36_000, 37_800]] }],
        })
    };
    let job = |id: u32, place: usize, skill: u32| {
        json!({
            "id": id, "service": 300, "delivery": [1], "location": places[place], "location_index": place,
            "skills": [skill],
        })
    };
    let mut first = job(1, 1, 1);
    first["time_windows"] = json!([[32_400, 36_000]]);
    let end = |id: u32, place: usize| json!({ "id": id, "service": 300, "location_index": place });
    json!({
        "vehicles": [vehicle(1, 1), vehicle(2, 2)],
        "jobs": [first, job(2, 2, 1), job(5, 3, 14), job(6, 4, 14)],
        "shipments": [{ "amount": [1], "skills": [2], "pickup": end(4, 5), "delivery": end(3, 6) }],
        "matrices": { "car": { "durations": durations } },
    })
}

#[test]
fn the_first_example_is_served_as_documented() {
    let answer = right(&first_example(), 500);
    assert_eq!(answer["summary"]["unassigned"], 0, "{answer:#}");
    assert_eq!(answer["summary"]["delivery"], json!([5]));
    assert_eq!(answer["summary"]["pickup"], json!([1]));
    assert_eq!(answer["summary"]["service"], 2_400);
    let tasks = |route: usize| -> Vec<Value> {
        let mut ids: Vec<Value> = steps(&answer["routes"][route])
            .into_iter()
            .filter(|(kind, ..)| matches!(kind.as_str(), "job" | "pickup" | "delivery"))
            .map(|(_, id, _)| id)
            .collect();
        ids.sort_by_key(Value::as_u64);
        ids
    };
    // As in the documented answer: who serves what.
    assert_eq!(
        (tasks(0), tasks(1)),
        (vec![1.into(), 2.into(), 5.into()], vec![3.into(), 4.into(), 6.into()])
    );
    assert_eq!(answer["routes"][0]["steps"][0]["location"], json!([2.35044, 48.71764]));
}

#[test]
fn the_plan_mode_example_has_the_documented_times_and_violations() {
    // The travel times of the documented answer; no other is needed.
    let mut durations = vec![vec![99_999_u32; 7]; 7];
    for (from, to, time) in [
        (0, 1, 2_328),
        (1, 2, 890),
        (2, 5, 1_595),
        (5, 0, 1_752),
        (0, 6, 2_941),
        (6, 4, 3_816),
        (4, 3, 1_909),
        (3, 0, 3_480),
    ] {
        durations[from][to] = time;
    }
    let day = json!([1_600_416_000, 1_600_426_800]);
    let job = |id: u32, delivery: u32, window: bool| {
        let mut job =
            json!({ "id": id, "location_index": id, "service": 300, "delivery": [delivery] });
        if window {
            job["time_windows"] = json!([[1_600_416_000, 1_600_423_200]]);
        }
        job
    };
    let route = |ids: [u32; 3]| ids.map(|id| json!({ "type": "job", "id": id }));
    let mut second = vec![json!({ "type": "start", "service_after": 1_600_415_200 })];
    second.extend(route([6, 4, 3]));
    let vehicle = |id: u32, steps: Value| json!({ "id": id, "start_index": 0, "end_index": 0, "capacity": [4], "time_window": day, "steps": steps });
    let problem = json!({
        "options": { "c": true },
        "vehicles": [vehicle(1, json!(route([1, 2, 5]))), vehicle(2, json!(second))],
        "jobs": [job(1, 2, false), job(2, 2, false), job(3, 1, true), job(4, 1, true), job(5, 3, false), job(6, 1, true)],
        "matrices": { "car": { "durations": durations } },
    });
    let answer = answered(&problem, 0).unwrap();
    let arrivals = |route: usize| {
        steps(&answer["routes"][route]).into_iter().map(|(.., at)| at).collect::<Vec<_>>()
    };
    assert_eq!(
        arrivals(0),
        [1_600_416_000, 1_600_418_328, 1_600_419_518, 1_600_421_413, 1_600_423_465]
    );
    assert_eq!(
        arrivals(1),
        [1_600_415_200, 1_600_418_141, 1_600_422_257, 1_600_424_466, 1_600_428_246]
    );
    assert_eq!(answer["summary"]["cost"], 18_711);
    let all = json!([{ "cause": "lead_time", "duration": 800 }, { "cause": "delay", "duration": 2_712 }, { "cause": "load" }]);
    assert_eq!(answer["summary"]["violations"], all);
    let load = json!([{ "cause": "load" }]);
    assert_eq!(answer["routes"][0]["violations"], load);
    assert_eq!(answer["routes"][0]["steps"][1]["violations"], load);
    let loads: Vec<&Value> =
        answer["routes"][0]["steps"].as_array().unwrap().iter().map(|step| &step["load"]).collect();
    assert_eq!(loads, [&json!([7]), &json!([5]), &json!([3]), &json!([0]), &json!([0])]);
    let late = |step: usize| answer["routes"][1]["steps"][step]["violations"].clone();
    assert_eq!(late(3), json!([{ "cause": "delay", "duration": 1_266 }]));
    assert_eq!(late(4), json!([{ "cause": "delay", "duration": 1_446 }]));
}

#[test]
fn plan_mode_tells_every_kind_of_violation() {
    let problem = json!({
        "options": { "c": true },
        "vehicles": [{
            "id": 1, "start_index": 0, "end_index": 0, "capacity": [1], "max_tasks": 2, "max_travel_time": 25,
            "max_distance": 250, "time_window": [50, 100],
            "breaks": [{ "id": 1, "service": 5, "max_load": [0] }, { "id": 2, "service": 5 }],
            "steps": [
                { "type": "start", "service_before": 40 }, { "type": "delivery", "id": 1 }, { "type": "break", "id": 1 },
                { "type": "pickup", "id": 1 }, { "type": "job", "id": 1 }, { "type": "pickup", "id": 2 },
            ],
        }],
        "jobs": [{ "id": 1, "location_index": 1, "delivery": [2], "skills": [3], "time_windows": [[0, 10]] }],
        "shipments": [
            { "amount": [1], "pickup": { "id": 1, "location_index": 1 }, "delivery": { "id": 1, "location_index": 2 } },
            { "pickup": { "id": 2, "location_index": 1 }, "delivery": { "id": 2, "location_index": 2 } },
        ],
        "matrices": { "car": {
            "durations": [[0, 10, 20], [10, 0, 15], [20, 15, 0]],
            "distances": [[0, 100, 200], [100, 0, 150], [200, 150, 0]],
        } },
    });
    let answer = answered(&problem, 0).unwrap();
    let causes = |value: &Value| -> Vec<String> {
        let all = value["violations"].as_array().unwrap().iter();
        all.map(|it| it["cause"].as_str().unwrap().to_owned()).collect()
    };
    let all = [
        "lead_time",
        "delay",
        "load",
        "max_tasks",
        "skills",
        "precedence",
        "missing_break",
        "max_travel_time",
        "max_load",
        "max_distance",
    ];
    assert_eq!(causes(&answer["summary"]), all);
    let steps = answer["routes"][0]["steps"].as_array().unwrap();
    let of: Vec<Vec<String>> = steps.iter().map(causes).collect();
    let expected: [&[&str]; 7] = [
        &["lead_time", "load"],
        &["precedence"],
        &["max_load"],
        &["load", "precedence", "max_travel_time", "max_distance"],
        &["delay", "max_tasks", "skills", "max_travel_time", "max_distance"],
        &["max_tasks", "precedence", "max_travel_time", "max_distance"],
        &["max_travel_time", "max_distance"],
    ];
    assert_eq!(of, expected);
    let left = &answer["unassigned"];
    assert_eq!((left[0]["type"].as_str(), left[0]["id"].as_u64()), (Some("delivery"), Some(2)));
    assert_eq!(left[0]["reason"]["code"], "not_in_steps");
}

#[test]
fn what_is_left_over_says_why() {
    let base = |vehicle: Value, job: Value| {
        let mut vehicle = vehicle;
        vehicle["id"] = 1.into();
        vehicle["start_index"] = 0.into();
        let mut job = job;
        job["id"] = 1.into();
        job["location_index"] = 1.into();
        json!({ "vehicles": [vehicle], "jobs": [job], "matrices": { "car": { "durations": [[0, 100], [100, 0]] } } })
    };
    for (vehicle, job, code) in [
        (json!({}), json!({ "skills": [3] }), "skills"),
        (json!({ "capacity": [1] }), json!({ "delivery": [2] }), "capacity"),
        (json!({ "time_window": [0, 50] }), json!({}), "working_hours"),
        (json!({ "time_window": [50, 500] }), json!({ "time_windows": [[0, 100]] }), "too_late"),
        (
            json!({ "time_window": [5_000, 9_000] }),
            json!({ "time_windows": [[0, 100]] }),
            "too_late",
        ),
    ] {
        let answer = right(&base(vehicle, job), 10);
        let reason = &answer["unassigned"][0]["reason"];
        assert_eq!(reason["code"], code, "{answer:#}");
        assert_eq!(answer["routes"], json!([]));
    }
    // Of two only one has a place: the one of more weight.
    let mut problem = base(json!({ "capacity": [1] }), json!({ "delivery": [1], "priority": 1 }));
    problem["jobs"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "id": 2, "location_index": 1, "delivery": [1], "priority": 2 }));
    let answer = right(&problem, 50);
    assert_eq!(answer["unassigned"][0]["id"], 1);
    assert_eq!(answer["unassigned"][0]["reason"]["code"], "all_busy");
    assert_eq!(answer["summary"]["priority"], 2);
}

#[test]
fn what_cannot_be_honoured_is_refused() {
    let base = || first_example();
    let mut both = base();
    both["jobs"][0]["pickup"] = json!([1]);
    let (code, message) = refused(&both);
    assert_eq!(
        (code, message.as_str()),
        (2, "Job 1 has both a delivery and a pickup, which is not supported; make two jobs of it.")
    );
    let mut breaks = base();
    breaks["vehicles"][0]["time_window"] = json!([28_800, 36_100]);
    assert_eq!(refused(&breaks), (2, "Inconsistent breaks for vehicle 1.".to_owned()));
    let mut far = base();
    far["vehicles"][0]["max_distance"] = 5.into();
    far["vehicles"][0].as_object_mut().unwrap().remove("start");
    assert_eq!(refused(&far), (1, "Internal error".to_owned()), "nobody asked for the streets");
    let mut hours = base();
    hours["vehicles"][0]["costs"] = json!({ "per_task_hour": 5 });
    assert!(refused(&hours).1.starts_with("A per_task_hour cost is supported only if"));
    let mut parts = base();
    for vehicle in parts["vehicles"].as_array_mut().unwrap() {
        vehicle["capacity"] = json!([1, 1, 1, 1]);
    }
    for job in parts["jobs"].as_array_mut().unwrap() {
        job["delivery"] = json!([1, 1, 1, 1]);
    }
    parts["shipments"][0]["amount"] = json!([1, 1, 1, 1]);
    assert!(refused(&parts).1.starts_with("Amounts have 4 parts"), "{:?}", refused(&parts));
    // A part of which there cannot be too much does not count.
    for vehicle in parts["vehicles"].as_array_mut().unwrap() {
        vehicle["capacity"] = json!([3, 3, 9, 3]);
    }
    right(&parts, 50);
    let mut skills = base();
    skills["vehicles"][0]["skills"] = json!((0..200).collect::<Vec<u32>>());
    skills["vehicles"][1]["skills"] = json!((50..250).collect::<Vec<u32>>());
    skills["jobs"][0]["skills"] = json!((0..150).collect::<Vec<u32>>());
    right(&skills, 50);
    let mut steps = base();
    steps["vehicles"][1]["steps"] = json!([{ "type": "job", "id": 2 }]);
    assert_eq!(
        refused(&steps),
        (2, "Missing skill or step out of reach for vehicle 2 and job 2.".to_owned())
    );
    steps["vehicles"][1]["steps"] = json!([{ "type": "pickup", "id": 4 }]);
    assert_eq!(refused(&steps), (2, "Invalid shipment in route for vehicle 2.".to_owned()));
    steps["vehicles"][1]["steps"] =
        json!([{ "type": "pickup", "id": 4 }, { "type": "delivery", "id": 3 }]);
    right(&steps, 50);
}

#[test]
fn what_hours_of_work_cost_does_not_matter_where_there_is_none() {
    let vehicle = |id: u32, price: u32| {
        let costs = json!({ "per_task_hour": price });
        json!({ "id": id, "start_index": 0, "end_index": 0, "costs": costs })
    };
    let mut problem = json!({
        "vehicles": [vehicle(1, 5), vehicle(2, 7)],
        "jobs": [
            { "id": 1, "location_index": 1, "service": 0 },
            { "id": 2, "location_index": 2, "setup_per_type": { "bike": 0 } },
        ],
        "matrices": { "car": { "durations": [[0, 10, 20], [10, 0, 15], [20, 15, 0]] } },
    });
    assert_eq!(right(&problem, 50)["summary"]["cost"], 45);
    problem["jobs"][1]["setup_per_type"]["bike"] = 1.into();
    assert!(refused(&problem).1.starts_with("A per_task_hour cost is supported only if"));
}

#[test]
fn distances_that_are_missing_are_asked_for_by_name() {
    let asked = |vehicle: Value, matrices: Value| {
        let mut problem = json!({
            "vehicles": [{ "id": 7, "start_index": 0, "profile": "bike" }],
            "jobs": [{ "id": 1, "location_index": 1 }],
            "matrices": { "bike": matrices },
        });
        problem["vehicles"][0]
            .as_object_mut()
            .unwrap()
            .extend(vehicle.as_object().unwrap().clone());
        let problem = read_vroom(&problem).unwrap();
        problem.places_to_route().map(|places| places.len()).map_err(|refusal| refusal.to_string())
    };
    let durations = json!({ "durations": [[0, 1], [1, 0]] });
    let needs = |what: &str| {
        format!(
            "The {what} of vehicle 7 needs distances: add a distances matrix for profile bike, or coordinates for all \
             places."
        )
    };
    let most = json!({ "max_distance": 500 });
    assert_eq!(asked(most.clone(), durations.clone()), Err(needs("max_distance")));
    let price = json!({ "costs": { "per_km": 3 } });
    assert_eq!(asked(price, durations.clone()), Err(needs("per_km cost")));
    assert_eq!(asked(json!({}), durations), Ok(0));
    let both = json!({ "durations": [[0, 1], [1, 0]], "distances": [[0, 9], [9, 0]] });
    assert_eq!(asked(most, both), Ok(0));
}
