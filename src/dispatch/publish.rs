//! A solver's plan as the rounds of couriers.

use super::{Instance, reason};
use crate::{
    domain::{OrderStop, Round, RoundStop, RoundStopKind, Rounds, UnassignedOrder},
    solver::{Plan, Route, StopId, Visit, VisitKind},
    units::{Load, LonLat, Metres, Seconds},
};

impl Instance<'_> {
    /// The rounds that `plan`, a plan for this instance's problem, means for the couriers.
    #[must_use]
    pub fn rounds(&self, plan: &Plan) -> Rounds {
        let mut rounds: Vec<Round> = plan.routes.iter().map(|route| self.round(route)).collect();
        rounds.sort_by_key(|round| round.stops.first().map(|stop| stop.start_at));
        let mut unassigned: Vec<UnassignedOrder> = plan
            .unassigned
            .iter()
            .map(|unassigned| {
                let (code, reason) = match self.off_map.get(&unassigned.request) {
                    Some(stop) => reason::off_map(stop, self.max_snap_m),
                    None => reason::sentence(self, unassigned),
                };
                UnassignedOrder {
                    order: self.orders[unassigned.request].id.clone(),
                    code: code.to_owned(),
                    reason,
                }
            })
            .collect();
        unassigned.sort_by(|a, b| a.order.cmp(&b.order));
        Rounds { coop: self.coop.name.clone(), zone: self.coop.zone.clone(), rounds, unassigned }
    }

    fn round(&self, route: &Route) -> Round {
        let shift = &self.coop.shifts[route.vehicle];
        let vehicle = &self.problem.vehicles()[route.vehicle];
        let matrix = self.problem.matrix(vehicle);
        let hub = self.coop.hubs.iter().find(|hub| hub.id == shift.hub);
        let hub_name = hub.map_or_else(|| shift.hub.clone(), |hub| hub.name.clone());
        let hub_place = self.hubs[shift.hub.as_str()];
        let at_hub = |kind, moment: Seconds, (leg_s, leg_m), load| RoundStop {
            kind,
            name: hub_name.clone(),
            address: String::new(),
            place: hub_place,
            arrival_at: self.instant(moment),
            start_at: self.instant(moment),
            end_at: self.instant(moment),
            leg_m,
            leg_s,
            load,
        };
        let leg = |from, to| {
            matrix
                .leg(from, to)
                .map_or((Seconds::ZERO, Metres::ZERO), |leg| (leg.time, leg.distance))
        };
        let mut stops = vec![at_hub(
            RoundStopKind::Start,
            route.departure,
            (Seconds::ZERO, Metres::ZERO),
            Load::ZERO,
        )];
        let mut here = Here { number: vehicle.start, place: hub_place, load: Load::ZERO };
        for (visit, number) in route.visits.iter().zip(route.places(&self.problem)) {
            let number = number.expect("invariant: the plan is for this problem");
            let ridden = leg(here.number, number);
            // A break after the ride home.
            if visit.kind == VisitKind::Break && here.number != number {
                here.place = hub_place;
            }
            here.number = number;
            stops.push(self.stop(visit, &mut here, ridden));
        }
        let back = leg(here.number, vehicle.end);
        let rested = route.visits.last().map_or(route.arrival, |last| last.end);
        let end = route.arrival.max(rested);
        stops.push(at_hub(RoundStopKind::End, end, back, here.load));
        let courier = self.coop.couriers.iter().find(|courier| courier.id == shift.courier);
        Round {
            courier: shift.courier.clone(),
            courier_name: courier.map_or_else(String::new, |courier| courier.name.clone()),
            vehicle: shift.vehicle.clone(),
            hub: shift.hub.clone(),
            stops,
            distance_m: route.totals.distance,
            travel_s: route.totals.travel,
            waiting_s: route.totals.waiting,
            peak_load: route.totals.peak_load,
        }
    }

    fn stop(&self, visit: &Visit, here: &mut Here, (leg_s, leg_m): (Seconds, Metres)) -> RoundStop {
        let (kind, name, address) = match visit.kind {
            VisitKind::Break => (RoundStopKind::Break, String::new(), String::new()),
            VisitKind::Stop(id) => {
                let request = &self.problem.requests()[id.request()];
                match id {
                    StopId::Pickup { .. } => here.load = here.load + request.load(),
                    StopId::Dropoff { dropoff, .. } => {
                        here.load = here.load - request.dropoffs[dropoff].1;
                    }
                }
                let stop = self.order_stop(id);
                here.place = stop.place;
                (self.stop_kind(id), stop.name.clone(), stop.address.clone())
            }
        };
        RoundStop {
            kind,
            name,
            address,
            place: here.place,
            arrival_at: self.instant(visit.arrival),
            start_at: self.instant(visit.start),
            end_at: self.instant(visit.end),
            leg_m,
            leg_s,
            load: here.load,
        }
    }

    fn stop_kind(&self, id: StopId) -> RoundStopKind {
        let order = self.orders[id.request()].id.clone();
        match id {
            StopId::Pickup { .. } => RoundStopKind::Pickup { order },
            StopId::Dropoff { dropoff, .. } => RoundStopKind::Dropoff { order, dropoff },
        }
    }

    /// The stop of an order behind a stop of a request.
    pub(super) fn order_stop(&self, id: StopId) -> &OrderStop {
        let order = &self.orders[id.request()];
        match id {
            StopId::Pickup { .. } => &order.pickup,
            StopId::Dropoff { dropoff, .. } => &order.dropoffs[dropoff].stop,
        }
    }
}

/// Where a courier is and with what.
struct Here {
    number: usize,
    place: LonLat,
    load: Load,
}
