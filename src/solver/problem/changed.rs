//! A problem like another one.

use super::{Problem, ProblemError, Request, Vehicle};
use std::sync::Arc;

impl Problem {
    /// The problem with the same ways and other vehicles or requests; the matrices are shared.
    ///
    /// # Errors
    ///
    /// As [`Problem::new`].
    pub fn changed(
        &self,
        vehicles: Vec<Vehicle>,
        requests: Vec<Request>,
    ) -> Result<Self, Vec<ProblemError>> {
        Self::of(Arc::clone(&self.matrices), vehicles, requests)
    }
}

#[cfg(test)]
mod tests {
    use crate::solver::{
        Allowed,
        fixture::{any_parts, vehicle},
    };
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_changed_problem_is_the_one_that_is_made_anew(parts in any_parts(2)) {
            let problem = parts.problem();
            let mut fewer = parts.clone();
            fewer.vehicles.push(vehicle());
            fewer.requests.retain(|request| request.vehicles == Allowed::Any);
            let (made, changed) = (
                fewer.problem(),
                problem.changed(fewer.problem().vehicles().to_vec(), fewer.requests.clone()),
            );
            let changed = changed.unwrap();
            prop_assert_eq!(made.vehicles(), changed.vehicles());
            prop_assert_eq!(made.requests(), changed.requests());
            prop_assert_eq!(made.matrices(), changed.matrices());
            fewer.requests.iter_mut().for_each(|request| request.priority = 0);
            let refused = problem.changed(fewer.vehicles.clone(), fewer.requests.clone());
            prop_assert_eq!(refused.is_err(), !fewer.requests.is_empty() || fewer.vehicles.len() > 1);
        }
    }
}
