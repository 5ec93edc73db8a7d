//! Problems of VROOM's, from document to document, judged by the documents alone.

mod checker;
mod examples;
mod mutations;
mod random;

use musette::instances::vroom::{
    VroomAnswer, VroomEffort, VroomRefusal, VroomTravel, parse_vroom, read_vroom,
};
use serde_json::Value;
use std::time::Duration;

/// A document that brings its matrices along, answered after so many iterations.
fn answered(problem: &Value, iterations: u64) -> Result<Value, VroomRefusal> {
    let problem = read_vroom(&parse_vroom(problem.to_string().as_bytes())?)?;
    let travel = VroomTravel::new(&problem, Vec::new())?;
    let effort = VroomEffort {
        time: Duration::from_mins(10),
        iterations: Some(iterations),
        threads: 1,
        seed: 1,
        cancel: None,
    };
    let answer: VroomAnswer = if problem.options.plan {
        problem.plan(&travel)?
    } else {
        problem.solve(&travel, effort, &mut |_| {})?
    };
    Ok(serde_json::from_slice(&answer.json()).unwrap())
}

/// The same, which has nothing wrong with it.
fn right(problem: &Value, iterations: u64) -> Value {
    let answer =
        answered(problem, iterations).unwrap_or_else(|refusal| panic!("{refusal}: {problem}"));
    let wrong = checker::wrong(problem, &answer);
    assert!(wrong.is_empty(), "{wrong:#?}\n{problem}\n{answer:#}");
    answer
}

/// What is refused, with the code.
fn refused(problem: &Value) -> (u8, String) {
    let refusal = answered(problem, 1).unwrap_err();
    (refusal.code as u8, refusal.messages[0].clone())
}
