//! Is a solution right, by what the file says? Reckons in doubles, in the file's unit, and shares no
//! line with the solver.

use super::{
    instance::{Courier, Instance, Job},
    solution::Routes,
    verdict::{Verdict, Violation},
};
use std::collections::HashMap;

/// Judges `routes` as a solution of `instance`, each ridden as early as can be. Up to `eps` of the file's
/// unit nobody is late: solvers that count in whole numbers round.
#[must_use]
pub fn judge(instance: &Instance, routes: &Routes, eps: f64) -> Verdict {
    let mut verdict = Verdict { fleet: instance.fleet(), ..Verdict::default() };
    let mut seen = vec![None; instance.nodes.len()];
    let mut couriers = Couriers::new(instance);
    let pickups = pickups(instance);
    for (index, nodes) in routes.nodes.iter().enumerate().filter(|(_, nodes)| !nodes.is_empty()) {
        let route = index + 1;
        verdict.vehicles += 1;
        let known = known(instance, route, nodes, &mut seen, &mut verdict);
        let name = routes.couriers.get(index).and_then(Option::as_deref);
        if let Some(courier) = couriers.of(route, name, &mut verdict) {
            let rider = Rider { instance, pickups: pickups.as_deref(), route, courier, eps };
            rider.ride(&known, &mut verdict);
            rider.load(&known, &mut verdict);
        }
    }
    if verdict.vehicles > verdict.fleet {
        let (routes, fleet) = (verdict.vehicles, verdict.fleet);
        verdict.add(Violation::TooManyRoutes { routes, fleet });
    }
    for job in &instance.jobs {
        whole(*job, &seen, &mut verdict);
    }
    verdict.unserved = (1..seen.len()).filter(|node| seen[*node].is_none()).collect();
    verdict
}

/// Where a node is visited first: in which route, and as how many-th of all visits.
type Seen = Option<(usize, usize)>;

/// Which nodes are pickups; `None` if none is.
fn pickups(instance: &Instance) -> Option<Vec<bool>> {
    let mut pickups = vec![false; instance.nodes.len()];
    for job in &instance.jobs {
        if let Job::Carry { pickup, .. } = job {
            pickups[*pickup] = true;
        }
    }
    pickups.contains(&true).then_some(pickups)
}

/// The nodes of a route that exist; notes where they are visited.
fn known(
    instance: &Instance,
    route: usize,
    nodes: &[i64],
    seen: &mut [Seen],
    verdict: &mut Verdict,
) -> Vec<usize> {
    let last = instance.nodes_to_visit();
    let mut known = Vec::with_capacity(nodes.len().min(last));
    for (order, node) in nodes.iter().enumerate() {
        let index = usize::try_from(*node).ok().filter(|index| (1..=last).contains(index));
        let Some(index) = index else {
            verdict.add(Violation::NoSuchNode { route, node: *node, last });
            continue;
        };
        if let Some((first, _)) = seen[index] {
            verdict.add(Violation::Twice { route, node: index, first });
        } else {
            seen[index] = Some((route, order));
        }
        known.push(index);
    }
    known
}

/// Both nodes of a pair must be visited, by one vehicle, the pickup first.
fn whole(job: Job, seen: &[Seen], verdict: &mut Verdict) {
    let Job::Carry { pickup, delivery } = job else { return };
    match (seen[pickup], seen[delivery]) {
        (None, None) => {}
        (Some(_), None) => {
            verdict.add(Violation::Half { node: pickup, what: "delivery", other: delivery });
        }
        (None, Some(_)) => {
            verdict.add(Violation::Half { node: delivery, what: "pickup", other: pickup });
        }
        (Some((first, _)), Some((second, _))) if first != second => {
            verdict.add(Violation::TwoRoutes { pickup, first, delivery, second });
        }
        (Some((route, before)), Some((_, after))) => {
            if before > after {
                verdict.add(Violation::DeliveryFirst { route, pickup, delivery });
            }
        }
    }
}

/// Who rides which route.
struct Couriers<'a> {
    instance: &'a Instance,
    /// By name, if the file tells them apart; with whether they have a route by now.
    named: HashMap<&'a str, (&'a Courier, bool)>,
}

impl<'a> Couriers<'a> {
    fn new(instance: &'a Instance) -> Self {
        let named = instance.couriers.iter();
        let named = named.filter_map(|it| Some((it.name.as_deref()?, (it, false)))).collect();
        Self { instance, named }
    }

    /// The courier of a route, or one that is like all others.
    fn of(
        &mut self,
        route: usize,
        name: Option<&str>,
        verdict: &mut Verdict,
    ) -> Option<&'a Courier> {
        if self.named.is_empty() {
            return self.instance.couriers.first();
        }
        let Some((courier, taken)) = name.and_then(|name| self.named.get_mut(name)) else {
            verdict.add(Violation::Nobodys { route });
            return None;
        };
        if std::mem::replace(taken, true) {
            let courier = courier.name.clone().unwrap_or_default();
            verdict.add(Violation::CourierTwice { route, courier });
        }
        Some(courier)
    }
}

/// One route.
struct Rider<'a> {
    instance: &'a Instance,
    /// Which nodes are pickups; `None` if all loads are on board from the start.
    pickups: Option<&'a [bool]>,
    route: usize,
    courier: &'a Courier,
    eps: f64,
}

impl Rider<'_> {
    /// Times and length.
    fn ride(&self, nodes: &[usize], verdict: &mut Verdict) {
        let Self { instance, route, courier, eps, .. } = *self;
        let mut late = |at: f64, due: f64| {
            let by = at - due;
            verdict.max_lateness = verdict.max_lateness.max(by);
            (by > eps).then_some(by)
        };
        let (mut at, mut here, mut length) = (courier.from, courier.start, 0.0);
        let mut wrong = Vec::new();
        for index in nodes {
            let node = &instance.nodes[*index];
            length += instance.ground.ride(here, node.place);
            at = (at + instance.ground.time(here, node.place)).max(node.early);
            if let Some(by) = late(at, node.late) {
                wrong.push(Violation::Late { route, node: *index, by, at, due: node.late });
            }
            at += node.service;
            here = node.place;
        }
        if let Some(end) = courier.end {
            length += instance.ground.ride(here, end);
            at += instance.ground.time(here, end);
        }
        if let Some(by) = late(at, courier.until) {
            wrong.push(Violation::LateAtEnd { route, by, at, due: courier.until });
        }
        verdict.distance += length;
        for violation in wrong {
            verdict.add(violation);
        }
    }

    /// What is on board.
    fn load(&self, nodes: &[usize], verdict: &mut Verdict) {
        let Self { instance, route, .. } = *self;
        let capacity = instance.capacity;
        let change = |node: usize| i64::from(instance.nodes[node].load);
        let Some(pickups) = self.pickups else {
            let load = nodes.iter().map(|node| change(*node)).sum();
            if load > i64::from(capacity) {
                verdict.add(Violation::OverloadedAtStart { route, load, capacity });
            }
            return;
        };
        let mut load = 0;
        for node in nodes.iter().copied() {
            load += if pickups[node] { change(node) } else { -change(node) };
            if pickups[node] && load > i64::from(capacity) {
                verdict.add(Violation::Overloaded { route, node, load, capacity });
            }
        }
    }
}
