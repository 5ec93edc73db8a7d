//! What is said to help is done, and helps; a minute less does not.

use super::*;
use crate::{
    dispatch::explain::{
        changed::{due_later, longer, ready_earlier, smaller, split, with_request, with_vehicle},
        conflict::has_place,
    },
    domain::{Change, Outcome, ShiftEnd},
    solver::{Budget, Request, Settings, check, solve},
    units::{Seconds, TimeWindow},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The problem with a change of times by so many minutes; `None` for changes of another kind.
fn with_minutes(case: &Case, request: usize, change: &Change, minutes: u32) -> Option<Problem> {
    let by = Seconds::from_minutes(minutes);
    let problem = &case.problem;
    match change {
        Change::ReadyEarlier { stop, .. } => {
            let pickup = pickup_of(stop.as_ref());
            with_request(problem, request, |it| ready_earlier(it, pickup, by))
        }
        Change::DueLater { stop, .. } => {
            let stop = id_of(stop).unwrap();
            with_request(problem, request, |it| due_later(it, stop, by))
        }
        Change::LongerShift { courier, end, .. } => {
            let vehicle = courier.parse().unwrap();
            with_vehicle(problem, vehicle, |it| longer(it, *end, by, Seconds::ZERO))
        }
        _ => None,
    }
}

/// Which pickup is to be ready earlier.
fn pickup_of(stop: Option<&RoundStopKind>) -> usize {
    match stop.map(|stop| id_of(stop).unwrap()) {
        Some(StopId::Pickup { pickup, .. }) => pickup,
        Some(StopId::Dropoff { .. }) => panic!("a dropoff is not ready"),
        None => 0,
    }
}

/// The problem as it is told, from instants and ids alone.
fn as_told(case: &Case, request: usize, change: &Change) -> Problem {
    let problem = &case.problem;
    let mut vehicles = problem.vehicles().to_vec();
    let mut requests = problem.requests().to_vec();
    let since = |at: crate::units::Timestamp| at.seconds_since(Case::book().start);
    let asked = &mut requests[request];
    match change {
        Change::ReadyEarlier { stop, ready_at, .. } => {
            let pickup = &mut asked.pickups[pickup_of(stop.as_ref())].stop;
            let end = pickup.windows.end();
            pickup.windows = TimeWindow::new(since(*ready_at), end).unwrap().into();
        }
        Change::DueLater { stop, due_at, .. } => {
            let stop = match id_of(stop).unwrap() {
                StopId::Pickup { pickup, .. } => &mut asked.pickups[pickup].stop,
                StopId::Dropoff { dropoff, .. } => &mut asked.dropoffs[dropoff].stop,
            };
            let start = stop.windows.start();
            stop.windows = TimeWindow::new(start, since(*due_at)).unwrap().into();
        }
        Change::LongerShift { courier, end, at, .. } => {
            let shift = &mut vehicles[courier.parse::<usize>().unwrap()].shift;
            *shift = match end {
                ShiftEnd::Start => TimeWindow::new(since(*at), shift.end()).unwrap(),
                ShiftEnd::End => TimeWindow::new(shift.start(), since(*at)).unwrap(),
            };
        }
        Change::SmallerLoad { by } => {
            let whole = asked.load();
            smaller(asked, *by).unwrap();
            assert_eq!(asked.load() + *by, whole);
        }
        Change::Split => {
            let halves = split(problem, request).unwrap();
            let both =
                [request, halves.requests().len() - 1].map(|it| halves.requests()[it].load());
            assert_eq!(both[0] + both[1], asked.load());
            return halves;
        }
        Change::Skill { courier, skills } => {
            let vehicle = &mut vehicles[courier.parse::<usize>().unwrap()];
            let known = ["first", "second"];
            let bits =
                skills.iter().map(|skill| 1 << known.iter().position(|it| it == skill).unwrap());
            let learnt = bits.fold(vehicle.skills.bits(), |all, bit: u64| all | bit);
            vehicle.skills = crate::solver::Skills::from_bits(learnt);
        }
        Change::Crew { courier, piece_g, at_most_g, .. } => {
            assert!(piece_g <= at_most_g);
            let vehicle = &mut vehicles[courier.parse::<usize>().unwrap()];
            vehicle.skills = crate::solver::Skills::from_bits(vehicle.skills.bits() | LIFT);
        }
        Change::ExtraShift { vehicle, from_at, until_at, .. } => {
            let mut extra = vehicles[vehicle.parse::<usize>().unwrap()].clone();
            extra.courier = vehicles.len();
            extra.breaks = Vec::new();
            extra.skills = asked.skills;
            extra.shift = TimeWindow::new(since(*from_at), since(*until_at)).unwrap();
            vehicles.push(extra);
        }
    }
    problem.changed(vehicles, requests).unwrap()
}

/// Does a whole search find a plan that the judge passes, with these requests and all who were in `routes`?
fn serves(problem: &Problem, routes: &[(usize, Vec<StopId>)], wanted: &[usize]) -> bool {
    let stops = routes.iter().flat_map(|(_, stops)| stops);
    let served: BTreeSet<usize> = stops.map(|stop| stop.request()).chain(wanted.to_vec()).collect();
    let first = u32::try_from(problem.requests().len() + 1).unwrap();
    let requests = problem.requests().iter().enumerate().map(|(number, asked)| Request {
        priority: if served.contains(&number) { first } else { 1 },
        ..asked.clone()
    });
    let problem = problem.changed(problem.vehicles().to_vec(), requests.collect()).unwrap();
    let budget = Budget { iterations: Some(1_000), ..Budget::default() };
    let settings =
        Settings { objective: OBJECTIVE, seed: 1, threads: 1, budget, warm_start: routes };
    let plan = solve(&problem, &settings, &mut |_| {}).plan;
    let all = plan.unassigned.iter().all(|left| !served.contains(&left.request));
    all && check(&problem, &plan).is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_remedy_that_is_told_gives_a_place(case in any_case()) {
        for (request, decision) in case.decisions(true).iter().enumerate() {
            let Outcome::Unassigned { remedies, sought, .. } = &decision.outcome else { continue };
            prop_assert!(*sought && remedies.len() <= 5);
            for remedy in remedies {
                let changed = as_told(&case, request, &remedy.change);
                let mut routes = case.routes.clone();
                routes.resize(changed.vehicles().len(), Vec::new());
                if !matches!(remedy.change, Change::Split) {
                    prop_assert!(has_place(&changed, &routes, request), "{remedy:?}");
                    let places = routes.iter().enumerate().any(|(vehicle, stops)| {
                        is_allowed(&changed, vehicle, request)
                            && every_place(&changed, stops, request)
                                .iter()
                                .any(|stops| ridden(&changed, vehicle, stops).is_some())
                    });
                    prop_assert!(places, "{remedy:?}");
                }
                // Planned anew, nobody who was served is lost.
                let warm: Vec<(usize, Vec<StopId>)> =
                    case.routes.iter().cloned().enumerate().collect();
                let wanted: Vec<usize> = if changed.requests().len() > case.problem.requests().len() {
                    vec![request, changed.requests().len() - 1]
                } else {
                    vec![request]
                };
                prop_assert!(serves(&changed, &warm, &wanted), "{remedy:?}");
                let taken = super::super::verify::taken_by(&changed, &OBJECTIVE, &warm, &wanted);
                let told = remedy.courier.as_ref().map(|courier| courier.parse().unwrap());
                prop_assert!(taken.is_some());
                prop_assert!(told == taken || told.is_none() && taken == Some(case.routes.len()));
                let minutes = match &remedy.change {
                    Change::ReadyEarlier { minutes, .. }
                    | Change::DueLater { minutes, .. }
                    | Change::LongerShift { minutes, .. } => *minutes,
                    _ => continue,
                };
                let exact = with_minutes(&case, request, &remedy.change, minutes).unwrap();
                prop_assert_eq!(exact.requests(), changed.requests());
                prop_assert_eq!(exact.vehicles(), changed.vehicles());
                if let Some(less) = with_minutes(&case, request, &remedy.change, minutes - 1) {
                    prop_assert!(!has_place(&less, &case.routes, request), "{remedy:?}");
                }
            }
        }
    }
}
