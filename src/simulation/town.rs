//! Where everybody and everything is.

use super::{
    Rules, Scene,
    courier::{Courier, Task},
    log::{Log, NotServed},
    situation::{Due, Situation},
};
use crate::{
    solver::{Live, Plan, Reason, Unassigned, VisitKind},
    units::Seconds,
};
use std::collections::HashMap;

/// The town at a moment of the day.
pub(super) struct Town<'a> {
    pub(super) scene: &'a Scene,
    pub(super) rules: &'a Rules,
    pub(super) couriers: Vec<Courier>,
    /// Orders that are known and have no place, with the reason they were last given.
    pub(super) waiting: Vec<(usize, Reason)>,
    /// By order: to whom it was announced.
    pub(super) announced: Vec<Option<usize>>,
    /// What was promised, beside the windows.
    pub(super) due: Due,
    pub(super) log: Log,
}

impl<'a> Town<'a> {
    pub(super) fn new(scene: &'a Scene, rules: &'a Rules) -> Self {
        let couriers = (0..scene.shifts().len()).map(|vehicle| Courier::new(scene, vehicle));
        Self {
            scene,
            rules,
            couriers: couriers.collect(),
            waiting: Vec::new(),
            announced: vec![None; scene.orders().len()],
            due: Due::new(),
            log: Log::new(scene.shifts().len()),
        }
    }

    /// Is there anything to do?
    pub(super) fn is_busy(&self) -> bool {
        !self.waiting.is_empty() || self.couriers.iter().any(|courier| !courier.todo.is_empty())
    }

    /// When the next courier is free who is not now.
    pub(super) fn next_free(&self, now: Seconds) -> Option<Seconds> {
        let free = self.couriers.iter().map(|courier| courier.free_at);
        free.filter(|at| *at > now).min()
    }

    /// How much later than it could be at its first door at all an order is there if a courier takes it behind all else;
    /// with whom that is the least.
    pub(super) fn soonest(&self, order: usize, now: Seconds) -> Seconds {
        let (scene, request) = (self.scene, &self.scene.orders()[order]);
        let Some(door) = request.dropoffs.first().map(|it| &it.stop) else { return Seconds::ZERO };
        let able = self.couriers.iter().filter(|courier| {
            let shift = &scene.shifts()[courier.vehicle];
            let fits = shift.skills.cover(request.skills) && request.load().fits(&shift.capacity);
            fits && request.vehicles.contains(courier.vehicle)
        });
        let reached = able.filter_map(|courier| {
            let shift = scene.shifts()[courier.vehicle].shift;
            let (place, free) = courier.last(scene, self.rules.early, now);
            let way = |from, to| scene.matrix(courier.vehicle).time(from, to);
            let (mut here, mut at) = (place, free.max(shift.start()));
            for pickup in request.pickups.iter().map(|it| &it.stop) {
                let arrival = at + way(here, pickup.place)?;
                at = arrival.max(pickup.windows.start()) + pickup.service.usual;
                here = pickup.place;
            }
            let at_door = at + way(here, door.place)?;
            (at_door <= shift.end()).then_some(at_door)
        });
        let earliest = scene.earliest(order, 0, now);
        reached.min().map_or(Seconds::ZERO, |at| at - earliest)
    }

    /// Takes a plan over: what is to be done by whom, and who waits.
    pub(super) fn take_over(&mut self, situation: &Situation, live: &Live, plan: &Plan) {
        for (request, order) in situation.orders().enumerate() {
            let home = live.vehicle(request);
            if self.announced[order].is_some() && self.announced[order] != home {
                self.log.churn.couriers += 1;
                self.announced[order] = home;
            }
        }
        for courier in &mut self.couriers {
            courier.todo.clear();
        }
        for route in &plan.routes {
            let tasks = route.visits.iter().map(|visit| match visit.kind {
                VisitKind::Stop(stop) => Task::Stop(situation.stop(stop)),
                VisitKind::Break => Task::Rest,
            });
            self.couriers[route.vehicle].todo = tasks.collect();
        }
        let before: HashMap<usize, Reason> = self.waiting.drain(..).collect();
        let waits = |it: &Unassigned| {
            let (order, reason) = situation.left(it);
            // Who could be served once and waited until that was over was not served since all were busy.
            let busy = before.get(&order).filter(|it| matches!(it, Reason::AllBusy { .. }));
            (order, busy.copied().unwrap_or(reason))
        };
        self.waiting = plan.unassigned.iter().map(waits).collect();
    }

    /// Says no to those whose last moment has come.
    pub(super) fn give_up(&mut self, now: Seconds) {
        let (scene, log) = (self.scene, &mut self.log);
        self.waiting.retain(|(order, reason)| {
            let is_over = scene.last_moment(*order) <= now;
            if is_over {
                log.not_served.push(NotServed { order: *order, at: now, reason: *reason });
            }
            !is_over
        });
    }
}
