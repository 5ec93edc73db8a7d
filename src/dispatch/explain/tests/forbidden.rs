//! What is said to be in the way is in the way in every place, and nowhere less.

use super::*;
use crate::{
    domain::{Obstacle, Verdict},
    solver::{Breach, breaches, schedule_late},
    units::Load,
};
use proptest::prelude::*;

/// What one place breaks: seconds late or too long on board in sum, and the most that is too much at one time.
fn broken(problem: &Problem, vehicle: usize, stops: &[StopId]) -> Option<(u32, (u32, u32, u32))> {
    let route = schedule_late(problem, vehicle, stops).ok()?;
    let (mut late, mut above) = (0, (0, 0, 0));
    for breach in breaches(problem, &[route]) {
        match breach {
            Breach::Late { by, .. }
            | Breach::Overdue { by, .. }
            | Breach::TooLongOnBoard { by, .. } => late += by.as_u32(),
            Breach::Overloaded { by, .. } => above = above.max((by.bags, by.mass_g, by.volume_ml)),
            other => panic!("{other:?}"),
        }
    }
    Some((late, above))
}

/// Seconds late and too long on board in sum, as they are told.
fn told_late(obstacles: &[Obstacle]) -> u32 {
    let told = obstacles.iter().map(|obstacle| match obstacle {
        Obstacle::Delays { late, back, .. } => {
            late.iter().map(|it| it.by().as_u32()).sum::<u32>()
                + back.map_or(0, |back| back.by().as_u32())
        }
        Obstacle::StaysOnBoard { by, .. } => by.as_u32(),
        _ => 0,
    });
    told.sum()
}

fn above(load: Load, capacity: Load) -> (u32, u32, u32) {
    let by = load - capacity;
    (by.bags, by.mass_g, by.volume_ml)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_forbidden_is_forbidden_in_every_place(case in any_case()) {
        let problem = &case.problem;
        for (request, decision) in case.decisions(false).iter().enumerate() {
            for other in decision.others() {
                let Verdict::Forbidden { obstacles, every_place: every } = &other.verdict else { continue };
                let vehicle: usize = other.courier.parse().unwrap();
                prop_assert!(*every && !obstacles.is_empty());
                let places = every_place(problem, &case.routes[vehicle], request);
                prop_assert!(
                    !is_allowed(problem, vehicle, request)
                        || places.iter().all(|stops| ridden(problem, vehicle, stops).is_none())
                );
                let alone = every_place(problem, &[], request);
                let asked = &problem.requests()[request];
                for obstacle in obstacles {
                    match obstacle {
                        Obstacle::Begun | Obstacle::TooManyStops { .. } => {
                            prop_assert!(false, "{obstacle:?}");
                        }
                        Obstacle::NotAllowed => prop_assert!(!asked.vehicles.contains(vehicle)),
                        Obstacle::Skill { missing } => {
                            prop_assert!(!missing.is_empty() && !is_allowed(problem, vehicle, request));
                        }
                        Obstacle::TooHeavy { piece_g, at_most_g, .. } => {
                            let missing = problem.vehicles()[vehicle].skills.missing(asked.skills);
                            prop_assert!(missing.bits() & LIFT != 0 && piece_g > at_most_g);
                        }
                        Obstacle::TooMuch { load, capacity } => {
                            prop_assert_eq!(*load, asked.load());
                            prop_assert_eq!(*capacity, problem.vehicles()[vehicle].capacity);
                            prop_assert!(!load.fits(capacity));
                        }
                        Obstacle::Unreachable
                        | Obstacle::TooLate { .. }
                        | Obstacle::NoTimeForBreak { .. }
                        | Obstacle::TooLongOnBoard { .. }
                        | Obstacle::TooFar
                        | Obstacle::OutsideShift(_) => {
                            for stops in &alone {
                                prop_assert!(schedule(problem, vehicle, stops).is_err());
                            }
                        }
                        Obstacle::Full { load, capacity, .. } => {
                            let all = places.iter().filter_map(|stops| broken(problem, vehicle, stops));
                            let all: Vec<_> = all.collect();
                            let in_time = all.iter().filter(|(late, _)| *late == 0);
                            let least = in_time.map(|(_, above)| *above).min();
                            let least = least.unwrap_or_else(|| all.iter().min().unwrap().1);
                            prop_assert_eq!(above(*load, *capacity), least);
                        }
                        Obstacle::Delays { .. } | Obstacle::StaysOnBoard { .. } => {
                            let told = told_late(obstacles);
                            let all = places.iter().filter_map(|stops| broken(problem, vehicle, stops));
                            let all: Vec<_> = all.collect();
                            let with_room = all.iter().filter(|(_, above)| *above == (0, 0, 0));
                            let least = with_room.map(|(late, _)| *late).min();
                            let least = least.unwrap_or_else(|| all.iter().map(|(late, _)| *late).min().unwrap());
                            prop_assert_eq!(told, least);
                            let only_with_break =
                                matches!(obstacle, Obstacle::Delays { only_with_break: true, .. });
                            prop_assert!(!only_with_break || !problem.vehicles()[vehicle].breaks.is_empty());
                        }
                    }
                }
            }
        }
    }
}
