//! An order that could go elsewhere is put there, by what is told alone.

use super::*;
use crate::{
    dispatch::explain::base::{change, cost, moved},
    domain::{Alternative, Fit, LegTold},
    units::{Seconds, Timestamp},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn vehicle_of(alternative: &Alternative) -> usize {
    alternative.courier.parse().unwrap()
}

/// The legs of a route: from where to where, and how long and far.
fn legs(problem: &Problem, vehicle: usize, stops: &[StopId]) -> Vec<[i64; 2]> {
    let rider = &problem.vehicles()[vehicle];
    let places = stops.iter().map(|stop| problem.stop(*stop).unwrap().place);
    let places: Vec<usize> = rider.start.into_iter().chain(places).chain(rider.end).collect();
    let leg = |pair: &[usize]| {
        let leg = problem.matrix(rider).leg(pair[0], pair[1]).unwrap();
        [i64::from(leg.time.as_u32()), i64::from(leg.distance.as_u32())]
    };
    places.windows(2).map(leg).collect()
}

/// The stops that follow each other by these legs, those of `before` less what goes and more what comes.
fn with_legs(before: &[StopId], fit: &Fit) -> Vec<StopId> {
    let mut next: BTreeMap<Option<StopId>, Option<StopId>> = BTreeMap::new();
    if !before.is_empty() {
        let ends = std::iter::once(None).chain(before.iter().copied().map(Some)).chain([None]);
        let ends: Vec<Option<StopId>> = ends.collect();
        next.extend(ends.windows(2).map(|pair| (pair[0], pair[1])));
    }
    for LegTold { from, to, .. } in &fit.legs_dropped {
        assert_eq!(next.remove(&id_of(from)), Some(id_of(to)), "a leg goes that was not there");
    }
    for LegTold { from, to, .. } in &fit.legs_added {
        assert_eq!(next.insert(id_of(from), id_of(to)), None, "two legs from one stop");
    }
    let mut stops = Vec::new();
    let mut here = next[&None];
    while let Some(stop) = here {
        stops.push(stop);
        here = next[&Some(stop)];
    }
    assert_eq!(stops.len() + 1, next.len(), "legs that lead nowhere");
    stops
}

fn sums(of: &[LegTold]) -> [i64; 2] {
    of.iter().fold([0, 0], |[time, distance], leg| {
        [time + i64::from(leg.time_s.as_u32()), distance + i64::from(leg.distance_m.as_u32())]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_an_order_adds_is_what_it_adds_when_it_is_put_there(case in any_case()) {
        let problem = &case.problem;
        for (request, decision) in case.decisions(false).iter().enumerate() {
            prop_assert_eq!(decision.chosen().is_some(), case.home(request).is_some());
            prop_assert_eq!(decision.alternatives.len(), case.routes.len());
            let costs: Vec<i64> = decision.others().iter().filter_map(|it| Some(it.fit()?.cost)).collect();
            prop_assert!(costs.is_sorted());
            for alternative in &decision.alternatives {
                let Some(fit) = alternative.fit() else { continue };
                let vehicle = vehicle_of(alternative);
                let before = case.rest(vehicle, request);
                let after = with_legs(&before, fit);
                let chosen = case.home(request) == Some(vehicle);
                prop_assert!(!chosen || after == case.routes[vehicle]);
                prop_assert!(every_place(problem, &before, request).contains(&after));
                let route = ridden(problem, vehicle, &after).expect("it is said to be possible");
                let old = as_can_be(problem, vehicle, &before);
                let more = |of: fn(&Route) -> Seconds| {
                    let old = old.as_ref().map_or(0, |route| i64::from(of(route).as_u32()));
                    i64::from(of(&route).as_u32()) - old
                };
                prop_assert_eq!(fit.riding_s, more(|route| route.totals.travel));
                prop_assert_eq!(fit.waiting_s, more(|route| route.totals.waiting));
                let far = |stops: &[StopId]| -> i64 {
                    if stops.is_empty() { 0 } else { legs(problem, vehicle, stops).iter().map(|leg| leg[1]).sum() }
                };
                prop_assert_eq!(fit.distance_m, far(&after) - far(&before));
                let worked = i64::from(problem.vehicles()[vehicle].worked.as_u32());
                let cost = |route: &Route| cost(problem, &OBJECTIVE, worked, route);
                let changed = change(problem, &OBJECTIVE, vehicle, request);
                prop_assert_eq!(fit.cost, cost(&route) - old.as_ref().map_or(0, cost) + changed);
                prop_assert_eq!(changed, if fit.changes_courier { OBJECTIVE.change } else { 0 });
                prop_assert_eq!(fit.work_s, more(Route::work));
                let before = old.as_ref().map_or(0, |route| i64::from(route.work().as_u32()));
                prop_assert_eq!(fit.worked_s, worked + before);
                let is_moved = |route: &Route| moved(problem, &OBJECTIVE, route);
                prop_assert_eq!(fit.moved_s, is_moved(&route) - old.as_ref().map_or(0, is_moved));

                // And from what is kept alone.
                let (come, go) = (sums(&fit.legs_added), sums(&fit.legs_dropped));
                prop_assert_eq!([fit.riding_s, fit.distance_m], [come[0] - go[0], come[1] - go[1]]);
                let waits = fit.waits.iter().map(|wait| {
                    i64::from(wait.after_s.as_u32()) - i64::from(wait.before_s.as_u32())
                });
                prop_assert_eq!(fit.waiting_s, waits.sum::<i64>());
                let off = |told: Timestamp, at: Timestamp| {
                    let by = (at.as_millis() - told.as_millis()).abs() / 1000;
                    (by - OBJECTIVE.eta_tolerance).max(0)
                };
                let moved = fit.moved.iter().map(|it| {
                    off(it.told_at, it.after_at) - it.before_at.map_or(0, |before| off(it.told_at, before))
                });
                prop_assert_eq!(fit.moved_s, moved.sum::<i64>());
                prop_assert_eq!(fit.cost, fit.weighed(&decision.inputs.weights));

                let starts = |route: &Route| -> BTreeMap<Option<StopId>, Seconds> {
                    let visits = route.visits.iter();
                    visits.map(|visit| (id_of(&Case::book().visit(visit.kind)), visit.start)).collect()
                };
                let now = starts(&route);
                for told in &fit.stops {
                    prop_assert_eq!(told.start_at, Case::book().at(now[&id_of(&told.stop)]));
                }
                prop_assert_eq!(fit.stops.len(), stops_of(problem, request).len());
                let mut later: BTreeMap<usize, u32> = BTreeMap::new();
                for (stop, then) in old.as_ref().map(starts).unwrap_or_default() {
                    let Some(stop) = stop else { continue };
                    let by = now[&Some(stop)].as_u32().saturating_sub(then.as_u32());
                    let most = later.entry(stop.request()).or_default();
                    *most = by.max(*most);
                }
                later.retain(|_, by| *by > 0);
                let told: BTreeMap<usize, u32> = fit.later.iter()
                    .map(|late| (late.order.parse().unwrap(), late.by_s.as_u32()))
                    .collect();
                prop_assert_eq!(told, later);
            }
        }
    }

    #[test]
    fn of_all_places_the_cheapest_is_told(case in any_case()) {
        let problem = &case.problem;
        for (request, decision) in case.decisions(false).iter().enumerate() {
            for other in decision.others() {
                let (vehicle, before) = (vehicle_of(other), case.rest(vehicle_of(other), request));
                let old = as_can_be(problem, vehicle, &before);
                let worked = i64::from(problem.vehicles()[vehicle].worked.as_u32());
                let cost = |route: &Route| cost(problem, &OBJECTIVE, worked, route);
                let old = old.as_ref().map_or(0, cost) - change(problem, &OBJECTIVE, vehicle, request);
                let all = every_place(problem, &before, request);
                let all = all.iter().filter(|_| is_allowed(problem, vehicle, request));
                let least = all.filter_map(|stops| ridden(problem, vehicle, stops));
                let least = least.map(|route| cost(&route) - old).min();
                prop_assert_eq!(other.fit().map(|fit| fit.cost), least);
            }
        }
    }
}
