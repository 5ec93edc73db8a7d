//! Rounds that went wrong since they were told: nothing gets worse than it was.

use super::*;
use crate::{
    dispatch::{
        begun::{SEED, eased},
        explain::{fixture::window, settle::settled},
    },
    solver::{Budget, Live, Plan, Reason, Request, Vehicle, Violation, Windows, check_live},
    units::{Load, Metres, Seconds},
};
use proptest::{collection::vec, prelude::*};

/// What happens to rounds that stood: to which vehicle or request, and by how much.
#[derive(Clone, Debug)]
struct Mishap {
    what: usize,
    whose: usize,
    by: u32,
}

const MISHAPS: usize = 8;

fn any_mishaps() -> impl Strategy<Value = Vec<Mishap>> {
    let one = (0..MISHAPS, 0_usize..12, 1_u32..1_500);
    vec(one.prop_map(|(what, whose, by)| Mishap { what, whose, by }), 1..6)
}

fn sooner(end: Seconds, start: Seconds, by: u32) -> u32 {
    end.as_u32().saturating_sub(by).max(start.as_u32())
}

/// The last window ends earlier.
fn shut(windows: &Windows, by: u32) -> Windows {
    let mut all: Vec<_> = windows.iter().collect();
    let last = all.pop().unwrap();
    all.push(window(last.start().as_u32(), sooner(last.end(), last.start(), by)));
    Windows::new(all).unwrap()
}

impl Mishap {
    fn of_vehicle(&self, rider: &mut Vehicle) {
        let by = self.by;
        match self.what {
            0 => {
                let (start, end) = (rider.shift.start(), rider.shift.end());
                rider.shift = window(start.as_u32(), sooner(end, start, by));
            }
            1 => {
                let whole = rider.capacity;
                let part = |it: u32| (it * by / 1_500).max(1);
                let (mass_g, volume_ml) = (part(whole.mass_g), part(whole.volume_ml));
                rider.capacity = Load { mass_g, volume_ml, bags: part(whole.bags) };
            }
            2 => rider.most_stops = Some(1 + by as usize % 4),
            3 => {
                rider.most_travel = Some(Seconds::new(by));
                rider.most_distance = Some(Metres::new(4 * by));
            }
            _ => {}
        }
    }

    fn of_request(&self, request: &mut Request) {
        let by = self.by;
        match self.what {
            4 => {
                for dropoff in &mut request.dropoffs {
                    dropoff.stop.windows = shut(&dropoff.stop.windows, by);
                }
            }
            5 => {
                for pickup in &mut request.pickups {
                    let (start, end) = (pickup.stop.windows.start(), pickup.stop.windows.end());
                    let from = start.as_u32() + by;
                    pickup.stop.windows = window(from, from.max(end.as_u32())).into();
                }
            }
            6 => {
                for dropoff in &mut request.dropoffs {
                    let most = dropoff.most_on_board.map(|most| sooner(most, Seconds::ZERO, by));
                    dropoff.most_on_board = most.map(Seconds::new);
                }
            }
            7 => {
                for dropoff in &mut request.dropoffs {
                    dropoff.stop.service = Seconds::new(by).into();
                }
            }
            _ => {}
        }
    }

    /// The problem after it; what cannot be asked of a problem does not happen.
    fn befall(&self, problem: Problem) -> Problem {
        let mut vehicles = problem.vehicles().to_vec();
        let mut requests = problem.requests().to_vec();
        let (rider, request) = (self.whose % vehicles.len(), self.whose % requests.len());
        self.of_vehicle(&mut vehicles[rider]);
        self.of_request(&mut requests[request]);
        problem.changed(vehicles, requests).unwrap_or(problem)
    }
}

type Routes = Vec<(usize, Vec<StopId>)>;

fn routes_of(live: &Live) -> Routes {
    let vehicles = 0..live.problem().vehicles().len();
    let routes = vehicles.map(|vehicle| (vehicle, live.stops(vehicle)));
    routes.filter(|(_, stops)| !stops.is_empty()).collect()
}

/// What is wrong with a plan that was right in the rounds that stood. A load without a pickup for one vehicle alone is
/// on board of it: none of these days has it there. Who waits to be put somewhere is not known to have no place.
fn worse(problem: &Problem, standing: &Routes, plan: &Plan) -> Vec<Violation> {
    let stood = |request: usize| {
        standing.iter().flat_map(|(_, stops)| stops).any(|stop| stop.request() == request)
    };
    let mut found = check_live(problem, standing, plan);
    found.retain(|it| match it {
        Violation::Dropped { request, .. } => stood(*request),
        Violation::FalseReason { reason, .. } => !matches!(reason, Reason::AllBusy { .. }),
        _ => true,
    });
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_goes_wrong_in_standing_rounds_is_made_no_worse(
        case in any_limited_case(), mishaps in any_mishaps(), inserted in any::<bool>(), improved in any::<bool>(),
    ) {
        let problem = mishaps.iter().fold(case.problem.clone(), |problem, it| it.befall(problem));
        let all = case.routes.iter().cloned().enumerate();
        let standing: Routes = all.filter(|(_, stops)| !stops.is_empty()).collect();
        let live = Live::new(problem.clone(), OBJECTIVE, SEED, &standing);
        prop_assume!(live.is_ok());
        let mut live = live.unwrap();
        for request in (0..problem.requests().len()).filter(|_| inserted) {
            if live.vehicle(request).is_none() {
                live.insert(request);
            }
        }
        prop_assert_eq!(worse(&problem, &standing, &live.plan()), vec![]);

        // What stood is right where it is forgiven.
        let forgiven = eased(&problem, &standing).unwrap_or_else(|| problem.clone());
        let again = Live::new(forgiven.clone(), OBJECTIVE, SEED, &standing).unwrap();
        prop_assert_eq!(again.plan().breaches, vec![]);

        // Nothing that is done then is worse.
        if improved {
            live.improve(Budget { iterations: Some(50), ..Budget::default() });
            prop_assert_eq!(worse(&problem, &standing, &live.plan()), vec![]);
        }
        let mut routes = vec![Vec::new(); problem.vehicles().len()];
        for (vehicle, stops) in routes_of(&live) {
            routes[vehicle] = stops;
        }
        let after = settled(&problem, &forgiven, OBJECTIVE, routes, |_| true).unwrap();
        if let Some((plan, _)) = after {
            prop_assert_eq!(worse(&problem, &standing, &plan), vec![]);
        }
    }
}
