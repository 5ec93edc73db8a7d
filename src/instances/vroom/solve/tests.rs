//! When the solver's time begins: whatever windows say, what can be done can be done in it.

use super::{
    super::{problem::VroomProblem, read::read_vroom, travel::VroomTravel},
    VroomEffort,
    clock::{Clock, LAST},
};
use crate::units::Seconds;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::time::Duration;

const DAY: u32 = 1_700_000_000;

/// One vehicle at place 0 with these hours, a job at each of the next places with these windows; ten seconds from
/// a place to the next.
fn document(hours: Value, factor: f64, jobs: &[Value]) -> Value {
    let mut vehicle = json!({ "id": 1, "start_index": 0, "end_index": 0, "speed_factor": factor });
    if !hours.is_null() {
        vehicle["time_window"] = hours;
    }
    let job = |(at, windows): (usize, &Value)| {
        let mut job = json!({ "id": at + 1, "location_index": at + 1, "service": 5 });
        if !windows.is_null() {
            job["time_windows"] = windows.clone();
        }
        job
    };
    let places = 0..=jobs.len();
    let durations: Vec<Vec<usize>> = places
        .clone()
        .map(|from| places.clone().map(|to| 10 * from.abs_diff(to)).collect())
        .collect();
    json!({
        "vehicles": [vehicle],
        "jobs": jobs.iter().enumerate().map(job).collect::<Vec<_>>(),
        "matrices": { "car": { "durations": durations } },
    })
}

fn read(document: &Value) -> (VroomProblem, VroomTravel) {
    let problem = read_vroom(document).unwrap();
    let travel = VroomTravel::new(&problem, Vec::new()).unwrap();
    (problem, travel)
}

/// Moments at which jobs of a document begin, by id, or why there is no answer.
fn begun(document: &Value) -> Result<Vec<(u64, i64)>, String> {
    let (problem, travel) = read(document);
    let effort = VroomEffort {
        time: Duration::from_mins(10),
        iterations: Some(50),
        threads: 1,
        seed: 1,
        cancel: None,
    };
    let answer = problem.solve(&travel, effort, &mut |_| ()).map_err(|told| told.to_string())?;
    let answer: Value = serde_json::from_slice(&answer.json()).unwrap();
    let routes = answer["routes"].as_array().unwrap().iter();
    let steps = routes.flat_map(|route| route["steps"].as_array().unwrap());
    let jobs = steps.filter(|step| step["type"] == "job").map(|step| {
        let at = |key: &str| step[key].as_i64().unwrap();
        (step["id"].as_u64().unwrap(), at("arrival") + at("waiting_time"))
    });
    let mut jobs: Vec<(u64, i64)> = jobs.collect();
    jobs.sort_unstable();
    Ok(jobs)
}

#[test]
fn windows_that_are_wide_open_keep_no_others_from_being_met() {
    let hour = json!([[DAY, DAY + 3600]]);
    let until_then = json!([[0, DAY + 3600]]);
    let life = json!([0, 2_000_000_000]);
    for factor in [1.0, 1.1] {
        for (hours, jobs) in [
            (life.clone(), vec![hour.clone()]),
            (life.clone(), vec![hour.clone(), Value::Null]),
            (json!([DAY - 60, DAY + 60]), vec![hour.clone(), json!([life])]),
            (Value::Null, vec![hour.clone(), until_then.clone()]),
            (Value::Null, vec![until_then.clone(), Value::Null, hour.clone()]),
            (Value::Null, vec![hour.clone()]),
        ] {
            let document = document(hours, factor, &jobs);
            let begun = begun(&document).unwrap_or_else(|told| panic!("{told} {document}"));
            assert_eq!(begun.len(), jobs.len(), "{document}");
            for (id, at) in begun {
                let windows = &jobs[usize::try_from(id).unwrap() - 1];
                let Ok([start, end]) = serde_json::from_value::<[i64; 2]>(windows[0].clone())
                else {
                    continue;
                };
                assert!((start..=end).contains(&at), "{at}: {document}");
            }
        }
    }
    // A day and another one half a year later do not go into hundredths of seconds.
    let apart = [hour, json!([[DAY + 15_000_000, DAY + 15_003_600]])];
    assert_eq!(begun(&document(Value::Null, 1.0, &apart)).unwrap().len(), 2);
    assert_eq!(
        begun(&document(Value::Null, 1.1, &apart)),
        Err("Time windows are too far apart.".to_owned())
    );
}

#[test]
fn nobody_is_up_when_windows_are_that_are_over() {
    let past = json!([[10, 20]]);
    let (problem, travel) = read(&document(json!([DAY, DAY + 600]), 1.0, &[past]));
    let clock = Clock::new(&problem, &travel);
    let over = clock.windows(&problem.tasks[0].windows).unwrap();
    assert_eq!((over.start(), over.end()), (Seconds::ZERO, Seconds::ZERO));
    assert!(clock.shift(&problem.vehicles[0]).unwrap().start() > Seconds::ZERO);
    assert!(clock.told(clock.shift(&problem.vehicles[0]).unwrap().start()) >= i64::from(DAY));
    // At the beginning of time somebody may be there already.
    let first = document(Value::Null, 1.0, &[json!([[0, 10]])]);
    assert_eq!(begun(&first).unwrap(), [(1, 10)]);
}

proptest! {
    /// A job that a vehicle alone can do from its hours on is done, and both are within the solver's time.
    #[test]
    fn what_one_vehicle_can_do_is_done(
        from in 0_u32..2_000_000_000,
        long in 100_u32..2_000_000_000,
        opens in 0_u32..2_000_000_000,
        open in 0_u32..2_000_000_000,
        factor in prop::sample::select(vec![1.0, 1.1]),
    ) {
        let job = [[opens, opens.saturating_add(open)]];
        let document = document(json!([from, from + long]), factor, &[json!(job)]);
        // There in ten seconds, five of service, ten back.
        let at = opens.max(from + 10);
        let can = at <= job[0][1] && at + 15 <= from + long;
        match begun(&document) {
            Ok(begun) => prop_assert_eq!(begun.len(), usize::from(can)),
            Err(told) => {
                prop_assert!(!can, "{}", told);
                prop_assert_eq!(told, "Time windows are too far apart.");
            }
        }
        let (problem, travel) = read(&document);
        let clock = Clock::new(&problem, &travel);
        prop_assert!(i64::from(clock.shift(&problem.vehicles[0]).unwrap().end().as_u32()) <= LAST);
    }
}
