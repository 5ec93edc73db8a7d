//! What is told of a place without riding it is no more than what riding it shows.

use super::*;
use crate::{
    dispatch::explain::{ahead::spots, base::Base, trial::Trial},
    solver::{Breach, breaches},
    units::Seconds,
};
use proptest::prelude::*;
use std::ops::ControlFlow;

/// More than anything is late.
const ALL: i64 = i64::MAX / 8;

/// Seconds late or too long on board in sum, and the most that is too much at one time, bags first.
fn shown(problem: &Problem, route: Route) -> (i64, (u32, u32, u32)) {
    let (mut late, mut above) = (0, (0, 0, 0));
    for breach in breaches(problem, &[route]) {
        match breach {
            Breach::Late { by, .. }
            | Breach::Overdue { by, .. }
            | Breach::TooLongOnBoard { by, .. } => late += i64::from(Seconds::as_u32(by)),
            Breach::Overloaded { by, .. } => above = above.max((by.bags, by.mass_g, by.volume_ml)),
            other => panic!("{other:?}"),
        }
    }
    (late, above)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_place_is_less_late_than_its_bound_and_each_is_as_full_as_is_said(case in any_case()) {
        let problem = &case.problem;
        for request in 0..problem.requests().len() {
            for vehicle in 0..problem.vehicles().len() {
                let base = Base::new(problem, vehicle, case.rest(vehicle, request));
                let trial = Trial::new(&base, request);
                let (mut ahead, mut hasty) = (trial.ahead(), trial.ahead());
                let mut wrong = None;
                trial.each_place(i64::MAX, |gaps| {
                    let (spots, stops) = (spots(gaps), trial.stops_at(gaps));
                    let told = ahead.late_at_least(&spots, ALL);
                    // What places have in common is as if each were alone.
                    let alone = trial.ahead().late_at_least(&spots, ALL);
                    let in_time = hasty.late_at_least(&spots, 0) == Some(0);
                    let route = schedule_late(problem, vehicle, &stops).ok();
                    let real = route.map(|route| shown(problem, route));
                    let least = told.map(|told| told.max(trial.least_late(&spots)));
                    let is_less = real.zip(least).is_some_and(|((late, _), least)| late < least);
                    let is_full = real.is_some_and(|(_, above)| above != trial.above(&spots));
                    if is_less || is_full || told != alone || in_time != (told == Some(0)) {
                        wrong = Some((stops, told, alone, in_time, real, trial.above(&spots)));
                        return ControlFlow::Break(());
                    }
                    ControlFlow::Continue(())
                });
                prop_assert!(wrong.is_none(), "{wrong:?}");
            }
        }
    }
}
