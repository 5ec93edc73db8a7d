//! VROOM's answer as a document.

use super::problem::VroomProblem;
use serde::Serialize;

/// Routes, what is left over, and sums.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VroomAnswer {
    code: u8,
    /// Sums over all routes.
    pub(super) summary: Summary,
    pub(super) unassigned: Vec<Unassigned>,
    pub(super) routes: Vec<Route>,
}

impl VroomAnswer {
    pub(super) fn new(summary: Summary, unassigned: Vec<Unassigned>, routes: Vec<Route>) -> Self {
        Self { code: 0, summary, unassigned, routes }
    }

    /// The document.
    #[must_use]
    pub fn json(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("invariant: nothing in it has no form in JSON")
    }

    /// What is said of it in a line: its cost, and how many of the tasks are in how many routes.
    #[must_use]
    pub fn summed_up(&self) -> String {
        let Summary { cost, routes, unassigned, .. } = &self.summary;
        let noun = if *routes == 1 { "route" } else { "routes" };
        let left = match unassigned {
            0 => "all tasks assigned".to_owned(),
            1 => "1 task unassigned".to_owned(),
            more => format!("{more} tasks unassigned"),
        };
        format!("{routes} {noun}, cost {cost}, {left}")
    }

    /// Draws each route: `line` makes one of a profile's name and the places on the way.
    ///
    /// # Errors
    ///
    /// The first of `line`.
    pub fn draw<E>(
        &mut self,
        problem: &VroomProblem,
        mut line: impl FnMut(&str, &[usize]) -> Result<String, E>,
    ) -> Result<(), E> {
        for route in &mut self.routes {
            let places: Vec<usize> = route.steps.iter().filter_map(|step| step.place).collect();
            route.geometry = line(&problem.profiles[route.profile].name, &places)?;
        }
        Ok(())
    }

    /// Says how long what took, in milliseconds.
    pub fn set_computing_times(&mut self, loading_ms: u64, solving_ms: u64, routing_ms: u64) {
        self.summary.computing_times =
            ComputingTimes { loading: loading_ms, solving: solving_ms, routing: routing_ms };
    }
}

/// Sums over all routes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct Summary {
    pub(super) cost: i64,
    pub(super) routes: usize,
    pub(super) unassigned: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) delivery: Vec<i64>,
    /// The deliveries under their old name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) amount: Vec<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) pickup: Vec<i64>,
    pub(super) setup: i64,
    pub(super) service: i64,
    pub(super) duration: i64,
    pub(super) waiting_time: i64,
    pub(super) priority: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) distance: Option<i64>,
    pub(super) violations: Violations,
    pub(super) computing_times: ComputingTimes,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct ComputingTimes {
    loading: u64,
    solving: u64,
    routing: u64,
}

/// A task in no route.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Unassigned {
    pub(super) id: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) location: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) location_index: Option<u32>,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) description: String,
    /// Why: what VROOM does not tell.
    pub(super) reason: Why,
}

/// Why a task is in no route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Why {
    pub(super) code: &'static str,
    pub(super) en: String,
    pub(super) fr: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Route {
    pub(super) vehicle: u64,
    pub(super) cost: i64,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) description: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) delivery: Vec<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) amount: Vec<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) pickup: Vec<i64>,
    pub(super) setup: i64,
    pub(super) service: i64,
    pub(super) duration: i64,
    pub(super) waiting_time: i64,
    pub(super) priority: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) distance: Option<i64>,
    pub(super) steps: Vec<Step>,
    pub(super) violations: Violations,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) geometry: String,
    /// Into the profiles of the problem.
    #[serde(skip)]
    pub(super) profile: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Step {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) location: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) location_index: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<u64>,
    pub(super) setup: i64,
    pub(super) service: i64,
    pub(super) waiting_time: i64,
    /// The id under its old name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) job: Option<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) load: Vec<i64>,
    pub(super) arrival: i64,
    pub(super) duration: i64,
    pub(super) violations: Violations,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) distance: Option<i64>,
    /// Into the places of the problem; nowhere for a break.
    #[serde(skip)]
    pub(super) place: Option<usize>,
}

/// What may be broken. In the order in which VROOM lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Cause {
    LeadTime,
    Delay,
    Load,
    MaxTasks,
    Skills,
    Precedence,
    MissingBreak,
    MaxTravelTime,
    MaxLoad,
    MaxDistance,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct Violation {
    cause: Cause,
    /// Of what is too early or too late, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<i64>,
}

/// What is broken: each cause once, with the seconds of all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(super) struct Violations(Vec<Violation>);

impl Violations {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn add(&mut self, cause: Cause) {
        self.merge(Violation { cause, duration: None });
    }

    /// Nothing, if there are no seconds.
    pub(super) fn add_seconds(&mut self, cause: Cause, seconds: i64) {
        if seconds > 0 {
            self.merge(Violation { cause, duration: Some(seconds) });
        }
    }

    pub(super) fn add_all(&mut self, others: &Self) {
        others.0.iter().for_each(|other| self.merge(*other));
    }

    fn merge(&mut self, other: Violation) {
        match self.0.binary_search_by_key(&other.cause, |it| it.cause) {
            Ok(at) => {
                let own = &mut self.0[at].duration;
                *own = own.zip(other.duration).map(|(own, more)| own + more);
            }
            Err(at) => self.0.insert(at, other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cause_is_told_once_with_all_its_seconds() {
        let mut all = Violations::default();
        all.add(Cause::Load);
        all.add_seconds(Cause::Delay, 5);
        all.add_seconds(Cause::LeadTime, 0);
        let mut more = Violations::default();
        more.add_seconds(Cause::Delay, 7);
        more.add(Cause::Load);
        all.add_all(&more);
        let text = serde_json::to_string(&all).unwrap();
        assert_eq!(text, r#"[{"cause":"delay","duration":12},{"cause":"load"}]"#);
    }
}
