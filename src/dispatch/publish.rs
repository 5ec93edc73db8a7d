//! A solver's plan as the rounds of couriers.

use super::{Instance, begun::kind_of, reason};
use crate::{
    domain::{Coop, OrderStop, Round, RoundStop, RoundStopKind, Rounds, UnassignedOrder},
    solver::{Plan, Request, Route, StopId, Totals, Vehicle, Visit, VisitKind},
    units::{Load, Metres, Seconds},
};
use std::collections::BTreeSet;

impl Instance<'_> {
    /// The rounds that `plan`, a plan for this instance's problem, means for the couriers.
    #[must_use]
    pub fn rounds(&self, plan: &Plan) -> Rounds {
        self.rounds_of_shifts(plan).0
    }

    /// The same, with the shift (by index) of each. Of those that are being ridden it is what is left, from where the
    /// courier is free; it is there even if nothing is left but the way back.
    #[must_use]
    pub fn rounds_of_shifts(&self, plan: &Plan) -> (Rounds, Vec<usize>) {
        let idle = self.begun.iter().map(|begun| begun.shift);
        let idle = idle.filter(|shift| plan.routes.iter().all(|route| route.vehicle != *shift));
        let idle: Vec<Route> = idle.map(|shift| self.way_back(shift)).collect();
        let routes = plan.routes.iter().chain(&idle);
        let mut rounds: Vec<(Round, usize)> =
            routes.map(|route| (self.round(route), route.vehicle)).collect();
        rounds.sort_by_key(|(round, _)| round.stops.first().map(|stop| stop.start_at));
        let (rounds, shifts): (Vec<Round>, Vec<usize>) = rounds.into_iter().unzip();
        let mut unassigned: Vec<UnassignedOrder> = plan
            .unassigned
            .iter()
            .map(|unassigned| {
                let (code, reason) = reason::told(self, unassigned);
                UnassignedOrder {
                    order: self.orders[unassigned.request].id.clone(),
                    code: code.to_owned(),
                    reason,
                }
            })
            .collect();
        unassigned.sort_by(|a, b| a.order.cmp(&b.order));
        let Coop { name, zone, day, .. } = self.coop;
        let rounds =
            Rounds { coop: name.clone(), zone: zone.clone(), day: *day, rounds, unassigned };
        (rounds, shifts)
    }

    /// What a courier on the road does who has nothing left to bring: the breaks that are due, then the way back.
    fn way_back(&self, shift: usize) -> Route {
        let vehicle = &self.problem.vehicles()[shift];
        let departure = vehicle.shift.start();
        let mut now = departure;
        let mut visits = Vec::with_capacity(vehicle.breaks.len());
        for rest in &vehicle.breaks {
            let start = now.max(rest.windows.start());
            let end = start + rest.duration;
            visits.push(Visit { kind: VisitKind::Break, arrival: now, start, end });
            now = end;
        }
        let ends = vehicle.start.zip(vehicle.end);
        let leg = ends.and_then(|(from, to)| self.problem.matrix(vehicle).leg(from, to));
        let (travel, distance) =
            leg.map_or((Seconds::ZERO, Metres::ZERO), |leg| (leg.time, leg.distance));
        let totals = Totals { travel, distance, ..Totals::default() };
        Route { vehicle: shift, departure, visits, arrival: now + travel, totals }
    }

    fn round(&self, route: &Route) -> Round {
        let shift = &self.coop.shifts[route.vehicle];
        let vehicle = &self.problem.vehicles()[route.vehicle];
        let places = route.places(&self.problem);
        let start = vehicle.start.or(places.first().copied().flatten()).unwrap_or_default();
        let (here, load) = (start, self.load_at_start(route));
        let mut sheet = Sheet { instance: self, vehicle, here, load };
        let begin = (start, route.departure);
        let mut stops = vec![sheet.at_hub(RoundStopKind::Start, &shift.hub, begin)];
        for (visit, place) in route.visits.iter().zip(places) {
            let place = place.expect("invariant: the plan is one for this instance's problem");
            stops.push(sheet.visit(visit, place));
        }
        // A break may come after the ride back.
        let last = route.visits.last().map_or(route.arrival, |visit| visit.end.max(route.arrival));
        let end = vehicle.end.unwrap_or(sheet.here);
        stops.push(sheet.at_hub(RoundStopKind::End, shift.last_hub(), (end, last)));
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
            room: Vec::new(),
        }
    }

    /// All that is dropped off and not picked up on the way.
    fn load_at_start(&self, route: &Route) -> Load {
        let requests: BTreeSet<usize> = route.stops().map(StopId::request).collect();
        let requests = requests.into_iter().map(|request| &self.problem.requests()[request]);
        requests.map(Request::aboard).sum()
    }

    pub(super) fn stop_kind(&self, id: StopId) -> RoundStopKind {
        let order = &self.orders[id.request()];
        kind_of((order.id.as_str(), order.pickup_count()), &self.on_board, id)
    }

    /// The stop of an order behind a stop of a request.
    pub(super) fn order_stop(&self, id: StopId) -> &OrderStop {
        let order = &self.orders[id.request()];
        let kind = self.stop_kind(id);
        let position = kind.place_in_order().map_or(0, |(_, position)| position);
        order.stops().nth(position).expect("invariant: a stop of this instance's problem")
    }
}

/// A round sheet as it is filled in: where the courier is by now, and with what.
struct Sheet<'a> {
    instance: &'a Instance<'a>,
    vehicle: &'a Vehicle,
    here: usize,
    load: Load,
}

impl Sheet<'_> {
    /// At the hub of this id, which is there, at this moment.
    fn at_hub(
        &mut self,
        kind: RoundStopKind,
        id: &str,
        (place, moment): (usize, Seconds),
    ) -> RoundStop {
        let line = self.go(place, moment, moment, moment);
        let hub = self.instance.coop.hubs.iter().find(|hub| hub.id == id);
        let name = hub.map_or_else(|| id.to_owned(), |hub| hub.name.clone());
        RoundStop { kind, name, load: self.load, ..line }
    }

    fn visit(&mut self, visit: &Visit, place: usize) -> RoundStop {
        let line = self.go(place, visit.arrival, visit.start, visit.end);
        let VisitKind::Stop(id) = visit.kind else {
            return RoundStop { load: self.load, ..line };
        };
        let instance = self.instance;
        let request = &instance.problem.requests()[id.request()];
        self.load = match id {
            StopId::Pickup { pickup, .. } => self.load + request.pickups[pickup].load,
            StopId::Dropoff { dropoff, .. } => self.load - request.dropoffs[dropoff].load,
        };
        let stop = instance.order_stop(id);
        RoundStop {
            kind: instance.stop_kind(id),
            name: stop.name.clone(),
            address: stop.address.clone(),
            load: self.load,
            ..line
        }
    }

    /// Goes to a place. Name, address and load are for others to fill in.
    fn go(&mut self, place: usize, arrival: Seconds, start: Seconds, end: Seconds) -> RoundStop {
        let instance = self.instance;
        let leg = if place == self.here {
            None
        } else {
            instance.problem.matrix(self.vehicle).leg(self.here, place)
        };
        self.here = place;
        RoundStop {
            kind: RoundStopKind::Break,
            name: String::new(),
            address: String::new(),
            place: instance.places[place],
            arrival_at: instance.instant(arrival),
            start_at: instance.instant(start),
            end_at: instance.instant(end),
            leg_m: leg.map_or(Metres::ZERO, |leg| leg.distance),
            leg_s: leg.map_or(Seconds::ZERO, |leg| leg.time),
            leg_ascent_m: None,
            load: Load::ZERO,
        }
    }
}
