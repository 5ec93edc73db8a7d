//! `musette solve` with problems of VROOM's.

use crate::cli_program::Workplace;
use serde_json::{Value, json};

const FOLDER: &str = "{root}/tests/fixtures/vroom";

fn document(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn the_answer_is_where_vroom_puts_it() {
    let workplace = Workplace::new();
    let solve = "solve --iterations 50 --threads 1";
    for asked in [
        format!("{solve} --format vroom {FOLDER}/matrix.json"),
        format!("{solve} {FOLDER}/matrix.json"),
        format!("{solve} -i {FOLDER}/matrix.json"),
        format!("{solve} --input {FOLDER}/matrix.json -o -"),
    ] {
        let answer = document(&workplace.run(&asked).well());
        assert_eq!(answer["summary"]["cost"], 5461, "{asked}");
    }
    let line = workplace.run(&format!("{solve} {FOLDER}/matrix.json --output answer.json")).well();
    assert!(line.contains(" (vroom): 1 route, cost 5461, all tasks assigned; in "), "{line}");
    assert_eq!(workplace.json("answer.json")["routes"][0]["steps"].as_array().unwrap().len(), 4);
}

#[test]
fn everything_at_once_is_solved() {
    let answer =
        document(&Workplace::new().run(&format!("solve {FOLDER}/all.json --seed 3")).well());
    assert_eq!(answer["code"], 0, "{answer:#}");
    let names: Vec<&str> = answer["routes"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|route| route["description"].as_str())
        .collect();
    assert_eq!(names, ["Ana"]);
}

#[test]
fn plan_mode_is_an_option_or_an_argument() {
    let workplace = Workplace::new();
    let planned = document(&workplace.run(&format!("solve {FOLDER}/plan.json")).well());
    let causes: Vec<&str> = planned["summary"]["violations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["cause"].as_str().unwrap())
        .collect();
    assert!(causes.contains(&"load") && causes.contains(&"max_tasks"), "{planned:#}");
    let mut problem = document(
        &std::fs::read_to_string(format!(
            "{}/tests/fixtures/vroom/plan.json",
            env!("CARGO_MANIFEST_DIR")
        ))
        .unwrap(),
    );
    problem.as_object_mut().unwrap().remove("options");
    workplace.write("plan.json", problem.to_string());
    let same = document(&workplace.run("solve plan.json -c").well());
    assert_eq!(same["routes"], planned["routes"]);
    // Without it the steps must be a route that breaks nothing.
    let outcome = workplace.run("solve plan.json");
    assert_eq!(outcome.code, Some(2), "{outcome:?}");
    assert_eq!(document(&outcome.stdout)["code"], 2);
}

#[test]
fn a_problem_with_a_mistake_is_answered_with_its_code() {
    let workplace = Workplace::new();
    workplace.write("bad.json", r#"{"vehicles":[{"id":"a"}],"jobs":[{}]}"#);
    let outcome = workplace.run("solve bad.json");
    assert_eq!(outcome.code, Some(2), "{outcome:?}");
    let answer = document(&outcome.stdout);
    assert_eq!(
        (&answer["code"], &answer["error"]),
        (&2.into(), &"Invalid or missing id for vehicle.".into())
    );
    assert_eq!(answer["errors"].as_array().unwrap().len(), 2);
    workplace.write("broken.json", "{");
    assert_eq!(workplace.run("solve broken.json").code, Some(2));
    let outcome = workplace.run("solve nowhere.json --format vroom");
    assert_ne!(outcome.code, Some(0));
    assert!(outcome.stderr.contains("cannot read nowhere.json"), "{outcome:?}");
}

#[test]
fn coordinates_need_a_map() {
    let workplace = Workplace::with_map();
    let problem = json!({
        "vehicles": [{ "id": 1, "start": [24.9427, 60.1675], "end": [24.9427, 60.1675], "profile": "bike" }],
        "jobs": [{ "id": 1, "location": [24.9522, 60.1699] }, { "id": 2, "location": [24.9414, 60.1712] }],
    });
    workplace.write("town.json", problem.to_string());
    let outcome = workplace.run("solve town.json");
    assert_eq!((outcome.code, document(&outcome.stdout)["code"].as_u64()), (Some(3), Some(3)));
    let answer = document(&workplace.run("solve town.json --map map.musette -g").well());
    let route = &answer["routes"][0];
    assert!(
        route["distance"].as_i64().unwrap() > 1_000 && route["duration"].as_i64().unwrap() > 200
    );
    assert!(!route["geometry"].as_str().unwrap().is_empty());
}
