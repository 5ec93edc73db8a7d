//! The judge itself: whatever is changed in a right answer, it notices.

use super::{checker::wrong, right};
use serde_json::{Value, json};

fn problem() -> Value {
    json!({
        "vehicles": [{
            "id": 7, "start_index": 0, "end_index": 0, "capacity": [3], "skills": [4], "time_window": [0, 5000],
            "breaks": [{ "id": 3, "service": 60, "time_windows": [[100, 2000]] }],
        }],
        "jobs": [
            { "id": 1, "location_index": 1, "service": 30, "delivery": [1], "skills": [4], "priority": 5 },
            { "id": 2, "location_index": 2, "service": 40, "delivery": [1], "time_windows": [[300, 900]] },
        ],
        "shipments": [{
            "amount": [1],
            "pickup": { "id": 1, "location_index": 2 },
            "delivery": { "id": 1, "location_index": 1, "service": 10 },
        }],
        "matrices": { "car": {
            "durations": [[0, 100, 200], [110, 0, 150], [210, 140, 0]],
            "distances": [[0, 1000, 2000], [1100, 0, 1500], [2100, 1400, 0]],
        } },
    })
}

#[test]
fn a_right_answer_is_right() {
    let answer = right(&problem(), 100);
    assert_eq!(answer["summary"]["unassigned"], 0, "{answer:#}");
    assert_eq!(answer["summary"]["distance"], 4_500, "{answer:#}");
}

#[test]
fn every_number_of_an_answer_matters() {
    let (problem, answer) = (problem(), right(&problem(), 100));
    let mut numbers = Vec::new();
    collect(&answer, String::new(), &mut numbers);
    let mut seen = 0;
    for pointer in numbers {
        // These say the same again, or nothing that could be wrong.
        let free = [
            "computing_times",
            "/job",
            "/amount",
            "/code",
            "summary/delivery",
            "summary/pickup",
            "/location_index",
        ];
        let sums = [
            "/routes/0/delivery",
            "/routes/0/pickup",
            "/routes/0/priority",
            "/summary/distance",
            "/routes/0/distance",
        ];
        if free.iter().chain(&sums).any(|part| pointer.contains(part)) {
            continue;
        }
        // How far along its leg a break is nobody asks.
        let step = pointer.strip_suffix("/distance").and_then(|step| answer.pointer(step));
        if step.is_some_and(|step| step["type"] == "break") {
            continue;
        }
        let mut changed = answer.clone();
        let number = changed.pointer_mut(&pointer).unwrap();
        *number = json!(number.as_i64().unwrap() + 17);
        assert!(!wrong(&problem, &changed).is_empty(), "{pointer} may be anything");
        seen += 1;
    }
    assert!(seen > 40, "{seen}");
}

fn collect(value: &Value, at: String, into: &mut Vec<String>) {
    match value {
        Value::Number(_) => into.push(at),
        Value::Array(all) => {
            all.iter()
                .enumerate()
                .for_each(|(key, value)| collect(value, format!("{at}/{key}"), into));
        }
        Value::Object(all) => {
            all.iter().for_each(|(key, value)| collect(value, format!("{at}/{key}"), into));
        }
        _ => {}
    }
}

#[test]
fn what_the_problem_asks_for_matters() {
    let answer = right(&problem(), 100);
    for (pointer, value) in [
        ("/vehicles/0/capacity", json!([1])),
        ("/vehicles/0/skills", json!([5])),
        ("/vehicles/0/time_window", json!([0, 400])),
        ("/vehicles/0/time_window", json!([1_000, 9_000])),
        ("/vehicles/0/breaks/0/time_windows", json!([[3_000, 4_000]])),
        ("/vehicles/0/breaks/0/service", json!(61)),
        ("/vehicles/0/breaks", json!([])),
        ("/vehicles/0/id", json!(8)),
        ("/jobs/0/time_windows", json!([[4_000, 4_500]])),
        ("/jobs/0/service", json!(31)),
        ("/jobs/0/skills", json!([5])),
        ("/jobs/0/id", json!(9)),
        ("/jobs/0/delivery", json!([2])),
        ("/jobs/0/priority", json!(6)),
        ("/jobs/0/location_index", json!(0)),
        ("/shipments/0/amount", json!([2])),
        ("/shipments/0/delivery/id", json!(2)),
        ("/matrices/car/durations/0", json!([0, 101, 201])),
        ("/matrices/car/distances/0", json!([0, 1001, 2001])),
    ] {
        let mut changed = problem();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        match changed.pointer_mut(parent).unwrap() {
            Value::Array(all) => all[key.parse::<usize>().unwrap()] = value,
            parent => parent[key] = value,
        }
        assert!(!wrong(&changed, &answer).is_empty(), "{pointer}");
    }
    for (key, value) in [("max_tasks", 3), ("max_travel_time", 300), ("max_distance", 4_000)] {
        let mut changed = problem();
        changed["vehicles"][0][key] = value.into();
        assert!(!wrong(&changed, &answer).is_empty(), "{key}");
    }
    let mut changed = problem();
    changed["vehicles"][0]["costs"] = json!({ "fixed": 10 });
    assert!(!wrong(&changed, &answer).is_empty());
}
