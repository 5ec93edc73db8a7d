use super::{super::refusal::VroomCode, *};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A small problem, with changes to its only vehicle, its only job, and as a whole.
fn problem(vehicle: Value, job: Value, whole: Value) -> Value {
    let mut document = json!({
        "vehicles": [{ "id": 1, "start_index": 0 }],
        "jobs": [{ "id": 1, "location_index": 1 }],
        "matrices": { "car": { "durations": [[0, 1, 2], [1, 0, 3], [2, 3, 0]] } },
    });
    merge(&mut document["vehicles"][0], vehicle);
    merge(&mut document["jobs"][0], job);
    merge(&mut document, whole);
    document
}

fn merge(into: &mut Value, more: Value) {
    let Value::Object(more) = more else { panic!("an object") };
    into.as_object_mut().unwrap().extend(more);
}

fn vehicle(vehicle: Value) -> Value {
    problem(vehicle, json!({}), json!({}))
}

fn job(job: Value) -> Value {
    problem(json!({}), job, json!({}))
}

fn whole(whole: Value) -> Value {
    problem(json!({}), json!({}), whole)
}

fn complaints(document: &Value) -> Vec<String> {
    match read_vroom(document) {
        Ok(_) => Vec::new(),
        Err(refusal) => {
            assert_eq!(refusal.code, VroomCode::Input);
            refusal.messages
        }
    }
}

/// What VROOM 1.15 says of each was seen with its Python package.
#[test]
#[expect(clippy::too_many_lines, reason = "a line for each mistake")]
fn mistakes_are_told_in_vrooms_words() {
    let steps = |steps: Value| vehicle(json!({ "steps": steps }));
    let breaks = |breaks: Value| vehicle(json!({ "breaks": breaks }));
    let costs = |costs: Value| vehicle(json!({ "costs": costs }));
    let shipments = |shipments: Value| whole(json!({ "shipments": shipments }));
    let durations =
        |durations: Value| whole(json!({ "matrices": { "car": { "durations": durations } } }));
    let windows = |windows: Value| job(json!({ "time_windows": windows }));
    let shipment = |from: u64, to: u64| json!({ "pickup": { "id": from, "location_index": 1 }, "delivery": { "id": to, "location_index": 2 } });
    let place = |vehicle: Value, job: Value| json!({ "vehicles": [vehicle], "jobs": [job] });
    for (document, message) in [
        (json!([]), "Input root is not an object."),
        (json!({}), "Invalid vehicles."),
        (json!({ "vehicles": {} }), "Invalid vehicles."),
        (json!({ "vehicles": [] }), "No vehicle defined."),
        (json!({ "vehicles": [1] }), "Invalid vehicle."),
        (json!({ "vehicles": [{}] }), "Invalid or missing id for vehicle."),
        (vehicle(json!({ "id": -1 })), "Invalid or missing id for vehicle."),
        (vehicle(json!({ "id": "1" })), "Invalid or missing id for vehicle."),
        (vehicle(json!({ "id": 1.0 })), "Invalid or missing id for vehicle."),
        (json!({ "vehicles": [{ "id": 1 }] }), "No start or end specified for vehicle 1."),
        (json!({ "vehicles": [{ "id": 1, "start": [1, 2] }] }), "No task defined."),
        (json!({ "vehicles": [{ "id": 1, "start": [1] }] }), "Invalid start array."),
        (vehicle(json!({ "start": null })), "Invalid start array."),
        (vehicle(json!({ "start_index": "a" })), "Invalid start_index for vehicle 1."),
        (vehicle(json!({ "end": [2, 3] })), "Missing start_index or end_index."),
        (whole(json!({ "jobs": {} })), "Invalid jobs."),
        (whole(json!({ "jobs": [] })), "No task defined."),
        (whole(json!({ "jobs": [5] })), "Invalid job."),
        (
            place(json!({ "id": 1, "start": [1, 2] }), json!({ "id": 1 })),
            "Invalid location for job 1.",
        ),
        (job(json!({ "location": [1] })), "Invalid location array."),
        (job(json!({ "location_index": -1 })), "Invalid location_index for job 1."),
        (
            place(json!({ "id": 1, "start": [1, 2] }), json!({ "id": 1, "location_index": 5 })),
            "Missing location index.",
        ),
        (
            place(json!({ "id": 1, "start_index": 1 }), json!({ "id": 1, "location_index": 5 })),
            "Unexpected location index while no custom matrices provided.",
        ),
        (
            problem(json!({}), json!({}), json!({ "vehicles": [{ "id": 1, "start": [1, 2] }] })),
            "Missing location index.",
        ),
        (job(json!({ "id": null })), "Invalid or missing id for job."),
        (job(json!({ "setup": -1 })), "Invalid setup duration."),
        (job(json!({ "service": 1.5 })), "Invalid service duration."),
        (job(json!({ "service": 5_000_000_000_u64 })), "Invalid service duration."),
        (job(json!({ "priority": 101 })), "Invalid priority value for job 1."),
        (job(json!({ "priority": "a" })), "Invalid priority value."),
        (job(json!({ "skills": 1 })), "Invalid skills object."),
        (job(json!({ "skills": [-1] })), "Invalid skill value."),
        (windows(json!(1)), "Invalid time_windows array for job 1."),
        (windows(json!([])), "Empty time windows for job 1."),
        (windows(json!([[1]])), "Invalid time-window."),
        (windows(json!([[5, 1]])), "Invalid time window: [5, 1]"),
        (windows(json!([[1, 5], [5, 9]])), "Unsorted or overlapping time-windows for job 1."),
        (job(json!({ "description": 5 })), "Invalid description value."),
        (job(json!({ "delivery": 1 })), "Invalid delivery array."),
        (job(json!({ "delivery": ["a"] })), "Invalid delivery value."),
        (job(json!({ "delivery": [1] })), "Inconsistent delivery length: 1 instead of 0."),
        (vehicle(json!({ "capacity": 5 })), "Invalid capacity array."),
        (vehicle(json!({ "capacity": ["a"] })), "Invalid capacity value."),
        (vehicle(json!({ "time_window": [5, 1] })), "Invalid time window: [5, 1]"),
        (vehicle(json!({ "time_window": 5 })), "Invalid time-window."),
        (breaks(json!(5)), "Invalid breaks for vehicle 1."),
        (breaks(json!([5])), "Invalid break."),
        (breaks(json!([{}])), "Invalid or missing id for break."),
        (breaks(json!([{ "id": 1 }, { "id": 1 }])), "Duplicate break id: 1."),
        (breaks(json!([{ "id": 1, "time_windows": [] }])), "Empty time windows for break 1."),
        (
            breaks(json!([{ "id": 1, "max_load": [1] }])),
            "Inconsistent break max_load size for break 1.",
        ),
        (costs(json!(5)), "Invalid costs for vehicle 1."),
        (costs(json!({ "fixed": -1 })), "Invalid fixed cost for vehicle 1."),
        (costs(json!({ "per_km": 1.5 })), "Invalid per_km cost for vehicle 1."),
        (costs(json!({ "per_task_hour": -1 })), "Invalid per_task_hour cost for vehicle 1."),
        (vehicle(json!({ "speed_factor": 0 })), "Invalid speed factor: 0"),
        (vehicle(json!({ "speed_factor": 5.01 })), "Invalid speed factor: 5.01"),
        (vehicle(json!({ "speed_factor": true })), "Invalid speed_factor value."),
        (vehicle(json!({ "max_tasks": -1 })), "Invalid max_tasks value."),
        (vehicle(json!({ "max_distance": "a" })), "Invalid max_distance value."),
        (vehicle(json!({ "profile": 5 })), "Invalid profile value."),
        (job(json!({ "service_per_type": 5 })), "Invalid service_per_type for job 1."),
        (
            job(json!({ "setup_per_type": { "a": "b" } })),
            "Invalid value in setup_per_type for job 1.",
        ),
        (
            job(json!({ "service_per_type": { "": 5 } })),
            "Empty type in service_per_type for job 1.",
        ),
        (steps(json!(5)), "Invalid steps for vehicle 1."),
        (steps(json!([5])), "Invalid steps for vehicle 1."),
        (steps(json!([{}])), "Invalid id in steps for vehicle 1."),
        (steps(json!([{ "type": "job", "id": 9 }])), "Invalid job id 9 for vehicle 1."),
        (steps(json!([{ "type": "break", "id": 9 }])), "Invalid break id 9 for vehicle 1."),
        (steps(json!([{ "type": "foo", "id": 1 }])), "Invalid type in steps for vehicle 1."),
        (steps(json!([{ "type": 5, "id": 1 }])), "Invalid type value."),
        (
            steps(json!([{ "type": "job", "id": 1 }, { "type": "job", "id": 1 }])),
            "Duplicate job id 1 in input steps for vehicle 1.",
        ),
        (steps(json!([{ "type": "job", "id": 1, "service_at": -1 }])), "Invalid service_at value."),
        (
            steps(json!([{ "type": "end" }, { "type": "job", "id": 1 }])),
            "Unexpected end in input steps for vehicle 1.",
        ),
        (
            steps(json!([{ "type": "job", "id": 1 }, { "type": "start" }])),
            "Unexpected start in input steps for vehicle 1.",
        ),
        (
            whole(
                json!({ "jobs": [{ "id": 1, "location_index": 1 }, { "id": 1, "location_index": 1 }] }),
            ),
            "Duplicate job id: 1.",
        ),
        (shipments(json!(5)), "Invalid shipments."),
        (shipments(json!([5])), "Invalid shipment."),
        (shipments(json!([{}])), "Missing pickup for shipment."),
        (
            shipments(json!([{ "pickup": { "id": 1, "location_index": 1 } }])),
            "Missing delivery for shipment.",
        ),
        (shipments(json!([{ "pickup": {}, "delivery": {} }])), "Invalid or missing id for pickup."),
        (shipments(json!([shipment(1, 1), shipment(1, 2)])), "Duplicate pickup id: 1."),
        (shipments(json!([shipment(1, 1), shipment(2, 1)])), "Duplicate delivery id: 1."),
        (whole(json!({ "matrices": 5 })), "Unexpected matrices value."),
        (
            whole(json!({ "matrices": { "car": {} } })),
            "Unexpected location index while no custom matrices provided.",
        ),
        (durations(json!(5)), "Invalid matrix."),
        (durations(json!([])), "Empty durations matrix for car profile."),
        (durations(json!([[0, 1], [1]])), "Unexpected matrix line length."),
        (durations(json!([[0, -1], [1, 0]])), "Invalid matrix entry."),
        (
            durations(json!([[0]])),
            "location_index exceeding durations matrix size for car profile.",
        ),
        (
            whole(json!({ "matrices": { "car": { "distances": [[0, 1], [1, 0]] } } })),
            "Custom matrix provided for distances but not for durations for car profile.",
        ),
    ] {
        let said = complaints(&document);
        assert_eq!(said.first().map(String::as_str), Some(message), "{document}");
    }
}

#[test]
fn what_vroom_takes_is_taken() {
    for document in [
        problem(json!({}), json!({}), json!({})),
        vehicle(json!({ "start": [2, 3], "capacity": [], "description": "", "speed_factor": 5 })),
        vehicle(json!({ "id": u64::MAX, "time_window": [1, 2, 3], "steps": [] })),
        problem(json!({ "capacity": [1] }), json!({ "amount": [1] }), json!({})),
        job(json!({ "time_windows": [[10, 15], [3, 9]], "location": [1, 2, 3], "unknown": {} })),
        whole(json!({ "matrices": { "bike": 5, "car": { "durations": [[0, 1], [1, 0]] } } })),
        whole(json!({ "options": 5 })),
        json!({
            "vehicles": [{ "id": 1, "end": [1, 2] }, { "id": 1, "start": [1.5, 2], "end": [1, 2] }],
            "shipments": [{ "pickup": { "id": 1, "location": [1, 2] }, "delivery": { "id": 1, "location": [1, 2] } }],
        }),
    ] {
        assert_eq!(complaints(&document), [""; 0], "{document}");
    }
}

#[test]
fn all_that_is_wrong_is_said() {
    let document = problem(
        json!({ "max_tasks": -1, "breaks": [{}] }),
        json!({ "service": "a", "time_windows": [[2, 1]], "priority": 200 }),
        json!({ "matrices": { "car": { "durations": [[]] } } }),
    );
    let said = complaints(&document);
    assert_eq!(
        said,
        [
            "Invalid or missing id for break.",
            "Invalid max_tasks value.",
            "Invalid priority value for job 1.",
            "Invalid service duration.",
            "Invalid time window: [2, 1]",
            "Unexpected matrix line length.",
            "Unexpected location index while no custom matrices provided.",
        ]
    );
}

#[test]
fn amounts_of_very_many_parts_are_refused_before_each_task_gets_them() {
    let document = vehicle(json!({ "capacity": vec![1; 1_000] }));
    assert_eq!(
        complaints(&document),
        ["Too many parts of an amount: 1000; at most 32 are allowed."]
    );
}

#[test]
fn express_looks_first() {
    let limits = VroomLimits { locations: 3, vehicles: 1 };
    let code = |document: &Value| {
        admit_vroom(document, limits).map_err(|refusal| (refusal.code, refusal.messages.join("\n")))
    };
    let invalid = "Invalid JSON object in request, please add vehicles and jobs or shipments to the \
                   object body";
    for document in [json!({}), json!([]), json!({ "vehicles": [] }), json!({ "jobs": [] })] {
        assert_eq!(code(&document), Err((VroomCode::Input, invalid.to_owned())));
    }
    assert_eq!(code(&json!({ "vehicles": [1], "jobs": [1], "shipments": [1] })), Ok(()));
    let many = json!({ "vehicles": [1], "jobs": [1, 2], "shipments": [1] });
    let message = "Too many locations ( 4 ) in query, maximum is set to 3".to_owned();
    assert_eq!(code(&many), Err((VroomCode::TooLarge, message)));
    let many = json!({ "vehicles": [1, 2], "jobs": [] });
    let message = "Too many vehicles ( 2 ) in query, maximum is set to 1".to_owned();
    assert_eq!(code(&many), Err((VroomCode::TooLarge, message)));
}

#[test]
fn what_is_no_json_is_told() {
    let said = |bytes: &[u8]| parse_vroom(bytes).unwrap_err().messages.join("\n");
    assert_eq!(said(b""), "The document is empty. (offset: 0)");
    assert!(said(b"{").starts_with("Invalid JSON: EOF while parsing an object"), "{}", said(b"{"));
    let deep = "[".repeat(100_000);
    assert!(said(deep.as_bytes()).contains("recursion limit exceeded"));
    assert!(said(b"\"\xff\"").starts_with("Invalid JSON: "));
    let told = parse_vroom(b"{").unwrap_err().as_express();
    assert!(told.messages[0].starts_with("Invalid JSON object in request"));
}

/// Some JSON, in which keys of VROOM come up.
fn some_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (0..5_u64).prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        "[a-z]{0,8}".prop_map(Value::from),
    ];
    let key = prop::sample::select(vec![
        "id",
        "start",
        "end",
        "start_index",
        "end_index",
        "location",
        "location_index",
        "vehicles",
        "jobs",
        "shipments",
        "pickup",
        "delivery",
        "amount",
        "capacity",
        "breaks",
        "max_load",
        "steps",
        "type",
        "matrices",
        "car",
        "durations",
        "time_windows",
        "time_window",
        "skills",
        "options",
        "costs",
        "per_km",
        "service",
        "setup_per_type",
        "speed_factor",
        "profile",
    ]);
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..8).prop_map(|fields| {
                fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
            }),
        ]
    })
}

proptest! {
    #[test]
    fn no_document_is_too_odd(document in some_json(), extra in some_json()) {
        let _ = admit_vroom(&document, VroomLimits { locations: 10, vehicles: 10 });
        let _ = read_vroom(&document);
        let mut mixed = problem(json!({}), json!({}), json!({}));
        for key in ["vehicles", "jobs", "matrices", "shipments"] {
            if let Some(value) = document.get(key) {
                mixed[key] = value.clone();
            }
        }
        mixed["vehicles"].as_array_mut().into_iter().for_each(|all| all.push(extra.clone()));
        let _ = read_vroom(&mixed);
    }
}
