//! Solutions as JSON: lists of node ids, and what one may want to know of the run.

use super::{
    complaint::{Complaint, Complaints},
    file::{SOLUTION_MIB, read_bounded},
    instance::Instance,
    verdict::Verdict,
};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Routes as node ids, in which a depot is not listed. Foreign ones may name nodes that do not exist.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Routes {
    /// The nodes of each route in order. Empty routes are none.
    #[serde(rename = "routes")]
    pub nodes: Vec<Vec<i64>>,
    /// Whose they are, where the instance tells its vehicles apart.
    #[serde(default)]
    pub couriers: Vec<Option<String>>,
}

/// How a solution came about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// How often something was tried.
    pub iterations: u64,
    /// Seconds from the start of the program.
    pub solve_s: f64,
    /// The seed.
    pub seed: u64,
}

/// A solution with what is said about it, to be written as JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Solution {
    /// What the instance is called.
    pub name: String,
    /// Its format.
    pub format: &'static str,
    /// How many routes there are.
    pub vehicles: usize,
    /// What riding costs, in the file's unit.
    pub cost: f64,
    /// The nodes of each route in order.
    pub routes: Vec<Vec<i64>>,
    /// Whose they are, where the instance tells its vehicles apart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub couriers: Vec<String>,
    /// Nodes in no route.
    pub unserved: Vec<usize>,
    /// How often something was tried.
    pub iterations: u64,
    /// Seconds from the start of the program.
    pub solve_s: f64,
    /// The seed.
    pub seed: u64,
}

impl Solution {
    /// These routes, with what a judge said of them.
    #[must_use]
    pub fn new(instance: &Instance, routes: Routes, verdict: &Verdict, run: Run) -> Self {
        Self {
            name: instance.name().to_owned(),
            format: instance.format().name(),
            vehicles: verdict.vehicles,
            cost: (verdict.distance * 10_000.0).round() / 10_000.0,
            routes: routes.nodes,
            couriers: routes.couriers.into_iter().flatten().collect(),
            unserved: verdict.unserved.clone(),
            iterations: run.iterations,
            solve_s: run.solve_s,
            seed: run.seed,
        }
    }
}

/// Reads the routes of the solution at `path`; what else it says is not looked at.
///
/// # Errors
///
/// If it cannot be read, or is not JSON with `routes`.
pub fn read_routes(path: &Path) -> Result<Routes, Complaints> {
    let text = read_bounded(path, SOLUTION_MIB)?;
    serde_json::from_str(&text).map_err(|error| {
        // Its message tells the line and quotes what is there; long texts are of no use.
        let cause: String = error.to_string().chars().take(200).collect();
        Complaints::from(Complaint {
            file: path.display().to_string(),
            line: Some(error.line()),
            field: None,
            cause: format!("is no solution: {}", cause.escape_debug()),
            action: "write {\"routes\": [[1, 2], [3, 4]]}: lists of node ids, without the depot"
                .to_owned(),
        })
    })
}
