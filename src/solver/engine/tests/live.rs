//! Plans under way: whatever is done to them, nothing is lost, made later or broken.

use super::{
    ALL,
    town::{Traits, any_town},
    underway::{Underway, score},
};
use crate::{
    solver::{
        Breach, Break, Broken, Budget, Inserted, Objective, Plan, Score, StopId, check_live,
        engine::live::Live,
        fixture::{
            Parts, any_parts, any_rich_parts, delivery, dropoff, road, stop, vehicle, window,
        },
    },
    units::Seconds,
};
use proptest::{collection::vec, prelude::*, sample::Index};
use std::collections::{BTreeMap, BTreeSet};

/// One thing that happens on a day.
#[derive(Clone, Debug)]
enum Step {
    Insert(Index),
    Announce(Index, Option<Index>),
    Improve(u64),
}

fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => any::<Index>().prop_map(Step::Insert),
        1 => any::<(Index, Option<Index>)>().prop_map(|(which, who)| Step::Announce(which, who)),
        2 => (0_u64..40).prop_map(Step::Improve),
    ];
    vec(step, 0..12)
}

/// A live plan with what must be remembered of it.
struct Day<'a> {
    underway: &'a Underway,
    objective: Objective,
    live: Live,
    accepted: BTreeSet<usize>,
    tried: BTreeSet<usize>,
    told: BTreeMap<usize, Option<usize>>,
    starts: BTreeMap<StopId, Option<Seconds>>,
    broken: Broken,
}

impl<'a> Day<'a> {
    fn new(underway: &'a Underway, objective: Objective) -> Self {
        let stops = underway.routes.iter().flat_map(|(_, stops)| stops);
        let live = underway.live(objective);
        Self {
            underway,
            objective,
            broken: live.score().broken,
            live,
            accepted: stops.map(|stop| stop.request()).collect(),
            tried: BTreeSet::new(),
            starts: BTreeMap::new(),
            told: BTreeMap::new(),
        }
    }

    fn step(&mut self, step: &Step) -> Result<(), TestCaseError> {
        let problem = &self.underway.problem;
        let (requests, vehicles) = (problem.requests().len(), problem.vehicles().len());
        match step {
            Step::Insert(which) if requests > 0 => self.insert(which.index(requests))?,
            Step::Announce(which, who) if requests > 0 && vehicles > 0 => {
                let who = who.map(|who| who.index(vehicles));
                self.told.insert(which.index(requests), who);
                self.live.announce(which.index(requests), who);
                let stops = problem.requests()[which.index(requests)].stops(which.index(requests));
                for (stop, _) in stops {
                    let at = who.map(|_| Seconds::new(which.index(300) as u32));
                    self.starts.insert(stop, at);
                    self.live.announce_start(stop, at);
                }
            }
            Step::Improve(iterations) => self.improve(*iterations)?,
            _ => {}
        }
        self.holds()
    }

    fn insert(&mut self, request: usize) -> Result<(), TestCaseError> {
        let (plan, before) = (self.live.plan(), self.live.score());
        let home = self.live.vehicle(request);
        let Inserted { vehicle, added, offers, moved } = self.live.insert(request);
        prop_assert_eq!(self.live.vehicle(request), vehicle);
        if home.is_some() || vehicle.is_none() {
            prop_assert_eq!((home, added, moved), (vehicle, 0, None));
            prop_assert_eq!((self.live.plan(), self.live.score()), (plan, before));
            prop_assert_eq!(offers, vec![]);
        } else {
            prop_assert_eq!(added, self.live.score().cost - before.cost);
            let priority = self.underway.problem.requests()[request].priority;
            prop_assert_eq!(self.live.score().unserved, before.unserved - i64::from(priority));
            prop_assert_eq!(moved.is_some(), offers.is_empty());
            if let Some(first) = offers.first() {
                prop_assert_eq!((vehicle, added), (Some(first.vehicle), first.added));
            }
            self.moved(&plan, request, moved, vehicle)?;
            self.accepted.insert(request);
        }
        if home.is_none() {
            self.tried.insert(request);
        }
        Ok(())
    }

    /// Nobody has gone elsewhere but the one that is said to, and that one could.
    fn moved(
        &self,
        plan: &Plan,
        request: usize,
        moved: Option<usize>,
        vehicle: Option<usize>,
    ) -> Result<(), TestCaseError> {
        let problem = &self.underway.problem;
        for route in &plan.routes {
            let locked = &problem.vehicles()[route.vehicle].locked;
            let stops: Vec<StopId> = route.stops().collect();
            for stop in stops.iter().filter(|stop| stop.request() != request) {
                let home = self.live.vehicle(stop.request());
                if moved == Some(stop.request()) {
                    prop_assert!(home != vehicle && vehicle == Some(route.vehicle));
                    prop_assert_eq!(problem.requests()[stop.request()].vehicles.only_one(), None);
                    prop_assert!(!locked.iter().any(|locked| locked.request() == stop.request()));
                } else {
                    prop_assert_eq!(home, Some(route.vehicle));
                }
            }
        }
        Ok(())
    }

    fn improve(&mut self, iterations: u64) -> Result<(), TestCaseError> {
        let (plan, before) = (self.live.plan(), self.live.score());
        let better = self.live.improve(budget(iterations));
        let after = self.live.score();
        prop_assert_eq!(better, after.beats(&before));
        prop_assert!(after <= before, "{} was {}", after, before);
        if !better {
            prop_assert_eq!(self.live.plan(), plan);
        }
        let all = 0..self.underway.problem.requests().len();
        self.accepted.extend(all.filter(|it| self.live.vehicle(*it).is_some()));
        Ok(())
    }

    fn holds(&mut self) -> Result<(), TestCaseError> {
        let broken = self.live.score().broken;
        prop_assert!(broken.within(self.broken), "{:?} was {:?}", broken, self.broken);
        self.broken = broken;
        let plan = self.live.plan();
        prop_assert_eq!(self.underway.wrong(&plan, &self.tried), vec![], "{:?}", plan);
        for request in &self.accepted {
            prop_assert!(self.live.vehicle(*request).is_some(), "{} is lost", request);
        }
        let left: BTreeSet<usize> = plan.unassigned.iter().map(|left| left.request).collect();
        for request in 0..self.underway.problem.requests().len() {
            prop_assert_eq!(self.live.vehicle(request).is_none(), left.contains(&request));
        }
        for route in &plan.routes {
            prop_assert_eq!(self.live.stops(route.vehicle), route.stops().collect::<Vec<_>>());
        }
        let afresh = score(&self.live, self.objective, &self.told, &self.starts);
        prop_assert_eq!(self.live.score(), afresh, "{:?}", plan);
        Ok(())
    }
}

fn budget(iterations: u64) -> Budget<'static> {
    Budget { iterations: Some(iterations), ..Budget::default() }
}

/// The steps one after another; what is left of the day.
fn any_day(
    parts: &Parts,
    seed: u64,
    objective: Objective,
    steps: &[Step],
) -> Result<(Plan, Score), TestCaseError> {
    let underway = Underway::new(parts, seed);
    let mut day = Day::new(&underway, objective);
    day.holds()?;
    for step in steps {
        day.step(step)?;
    }
    Ok((day.live.plan(), day.live.score()))
}

fn any_day_twice(
    parts: &Parts,
    seed: u64,
    objective: Objective,
    steps: &[Step],
) -> Result<(), TestCaseError> {
    let one = any_day(parts, seed, objective, steps)?;
    prop_assert_eq!(any_day(parts, seed, objective, steps)?, one);
    Ok(())
}

/// One stop is late as things stand. When another leaves, it would be less late in sum to have the break
/// later, so that a third one is late instead.
#[test]
fn what_was_in_time_is_not_made_late_for_what_was_late() {
    let mut parts = Parts {
        matrices: vec![road(4)],
        vehicles: vec![vehicle(); 2],
        requests: vec![delivery(1), delivery(2), delivery(3)],
    };
    let windows = [(20, 35), (0, 57), (0, 62)];
    for (at, (open, due)) in windows.into_iter().enumerate() {
        parts.requests[at].dropoffs[0].stop = stop(at + 1, open, due, 0);
    }
    parts.vehicles[0].breaks = vec![Break::new(window(0, 25), Seconds::new(30))];
    (parts.vehicles[1].start, parts.vehicles[1].end) = (Some(3), Some(3));
    let stops = [0, 1, 2].map(|at| dropoff(at, 0));
    parts.vehicles[0].locked = stops[..2].to_vec();
    let (problem, routes) = (parts.problem(), [(0, stops.to_vec())]);
    let mut live = Live::new(problem, Objective::TRAVEL, 1, &routes).expect("a route");
    let late = [Breach::Late { stop: stops[0], vehicle: 0, by: Seconds::new(5) }];
    assert_eq!(live.plan().breaches, late);
    assert!(live.improve(budget(200)));
    assert_eq!((live.vehicle(2), live.score().broken.late), (Some(1), 5));
    assert_eq!(live.plan().breaches, late);
    assert_eq!(check_live(live.problem(), &routes, &live.plan()), vec![]);
}

/// Small enough for a change to be worth it now and then.
const CHANGES: Objective = Objective { change: 12, ..Objective::VEHICLES_THEN_TRAVEL };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_day_under_way_loses_nothing_and_breaks_nothing(
        parts in prop_oneof![any_parts(3), any_rich_parts(2)], seed: u64, steps in any_steps(),
    ) {
        for objective in ALL.into_iter().chain([CHANGES]) {
            any_day_twice(&parts, seed, objective, &steps)?;
        }
    }

    #[test]
    fn a_day_under_way_in_a_town_loses_nothing_and_breaks_nothing(
        parts in any_town(Traits { breaks: true, ..Traits::TIGHT }),
        seed: u64,
        steps in any_steps(),
    ) {
        for objective in ALL.into_iter().chain([CHANGES]) {
            any_day_twice(&parts, seed, objective, &steps)?;
        }
    }
}
