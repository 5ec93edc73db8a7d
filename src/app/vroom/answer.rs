//! From a problem to an answer.

use super::streets::Streets;
use crate::{
    instances::vroom::{VroomAnswer, VroomEffort, VroomProblem, VroomRefusal, VroomTravel},
    routing::Class,
    solver::Progress,
};
use std::{sync::Arc, time::Instant};

/// Answers a problem: finds times and distances on the streets where it brings none along, then routes, or in
/// plan mode times for its own, then lines if they are asked for. `class` finds the streets of a profile.
///
/// # Errors
///
/// If the problem asks for what is not there, or is not supported.
pub fn answer_vroom(
    problem: &VroomProblem,
    class: &dyn Fn(&str) -> Option<Arc<Class>>,
    effort: VroomEffort<'_>,
    progress: &mut (dyn FnMut(&Progress) + Send),
) -> Result<VroomAnswer, VroomRefusal> {
    let begun = Instant::now();
    let places = problem.places_to_route()?;
    let mut streets = Streets::new(class, &places);
    let mut routed = Vec::new();
    for (number, profile) in problem.routed_profiles() {
        routed.push((number, streets.matrix(profile)?));
    }
    let travel = VroomTravel::new(problem, routed)?;
    let loaded = Instant::now();
    let mut answer = if problem.options.plan {
        problem.plan(&travel)?
    } else {
        problem.solve(&travel, effort, progress)?
    };
    let solved = Instant::now();
    if problem.options.geometry {
        answer.draw(problem, |profile, places| streets.line(profile, places))?;
    }
    let ms = |from: Instant, to: Instant| {
        u64::try_from(to.saturating_duration_since(from).as_millis()).unwrap_or(u64::MAX)
    };
    let routing = if problem.options.geometry { ms(solved, Instant::now()) } else { 0 };
    answer.set_computing_times(ms(begun, loaded), ms(loaded, solved), routing);
    Ok(answer)
}
