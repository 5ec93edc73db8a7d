//! What couriers and customers are told, and how often it changes.

use super::{
    courier::{Expected, Task},
    log::{Estimate, Planned},
    town::Town,
};
use crate::{solver::StopId, units::Seconds};
use std::collections::{HashMap, HashSet};

/// An announced arrival that moves by more than this is told anew.
const NOTABLE: Seconds = Seconds::from_minutes(5);

/// What was said last.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// By dropoff: when something was said, and which arrival.
    arrivals: HashMap<StopId, Estimate>,
    /// By vehicle: the announced stops, in order.
    sequences: HashMap<usize, Vec<StopId>>,
}

impl Told {
    /// Tells of the rounds as they stand now.
    pub(super) fn tell(&mut self, town: &mut Town<'_>, now: Seconds) {
        let horizon = now + town.rules.announce;
        for vehicle in 0..town.couriers.len() {
            let courier = &town.couriers[vehicle];
            let expected = courier.expected(town.scene, town.rules.early, now);
            announce(town, vehicle, &expected, horizon);
            self.sequence(town, vehicle, &expected, horizon);
            for one in &expected {
                if let Task::Stop(stop @ StopId::Dropoff { .. }) = one.task {
                    self.arrival(town, stop, one.arrival, now);
                }
            }
        }
    }

    /// Did stops that were announced change their order?
    fn sequence(
        &mut self,
        town: &mut Town<'_>,
        vehicle: usize,
        expected: &[Expected],
        horizon: Seconds,
    ) {
        let stops = |one: &Expected| match one.task {
            Task::Stop(stop) => Some(stop),
            Task::Rest => None,
        };
        let now_all: Vec<StopId> = expected.iter().filter_map(stops).collect();
        let before = self.sequences.remove(&vehicle).unwrap_or_default();
        let still: HashSet<StopId> = now_all.iter().copied().collect();
        let was: HashSet<StopId> = before.iter().copied().collect();
        let kept_before = before.iter().filter(|stop| still.contains(stop));
        let kept_now = now_all.iter().filter(|stop| was.contains(stop));
        town.log.churn.sequences += u32::from(!kept_before.eq(kept_now));
        let soon = expected.iter().filter(|one| one.departure <= horizon);
        self.sequences.insert(vehicle, soon.filter_map(stops).collect());
    }

    /// An arrival is said when an order gets its place, when it has moved notably, and every five minutes.
    fn arrival(&mut self, town: &mut Town<'_>, stop: StopId, arrival: Seconds, now: Seconds) {
        let estimate = Estimate { stop, said_at: now, arrival };
        if let Some(last) = self.arrivals.get(&stop) {
            let moved = last.arrival.max(arrival) - last.arrival.min(arrival) > NOTABLE;
            let is_announced = town.announced[stop.request()].is_some();
            town.log.churn.arrivals += u32::from(moved && is_announced);
            if !moved && now < last.said_at + NOTABLE {
                return;
            }
        }
        self.arrivals.insert(stop, estimate);
        town.log.estimates.push(estimate);
    }
}

/// Orders that are soon to be fetched, or on board, are announced to their courier.
fn announce(town: &mut Town<'_>, vehicle: usize, expected: &[Expected], horizon: Seconds) {
    let soon = |one: &&Expected| one.departure <= horizon;
    for one in expected.iter().filter(soon) {
        if let Task::Stop(StopId::Pickup { request, .. }) = one.task {
            town.announced[request] = Some(vehicle);
        }
    }
    for one in expected {
        let Task::Stop(stop) = one.task else { continue };
        if town.announced[stop.request()] == Some(vehicle) {
            let Expected { arrival, start, end, .. } = *one;
            let planned = Planned { vehicle, arrival, start, end };
            let known = town.log.planned.entry(stop).or_insert(planned);
            if known.vehicle != vehicle {
                *known = planned;
            }
        }
    }
}
