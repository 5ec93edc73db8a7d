//! What a plan that is under way breaks, because reality has broken it.

use super::{Breach, Problem, Request, Route, StopId, Totals, VisitKind};
use crate::units::{Load, Metres, Seconds};
use std::collections::BTreeSet;

/// What these routes break, in the order in which [`Plan::breaches`](super::Plan::breaches) lists it if they
/// are in the order of their vehicles. Nothing is said of what is not in `problem`.
#[must_use]
pub fn breaches(problem: &Problem, routes: &[Route]) -> Vec<Breach> {
    let mut found = Vec::new();
    for route in routes {
        add(problem, route, &mut found);
    }
    found
}

fn add(problem: &Problem, route: &Route, found: &mut Vec<Breach>) {
    let vehicle = route.vehicle;
    let Some(rider) = problem.vehicles().get(vehicle) else { return };
    let stops = route.visits.iter().filter_map(|visit| {
        let VisitKind::Stop(id) = visit.kind else { return None };
        Some((visit, id, problem.stop(id)?))
    });
    let mut on_board = OnBoard::default();
    let requests: BTreeSet<usize> = stops.clone().map(|(_, id, _)| id.request()).collect();
    for asked in requests.into_iter().map(|request| &problem.requests()[request]) {
        on_board.begin(asked);
    }
    let overload = |after, on_board: &OnBoard| {
        let by = on_board.above(rider.capacity);
        (by != Load::ZERO).then_some(Breach::Overloaded { vehicle, after, by })
    };
    found.extend(overload(None, &on_board));
    for (visit, id, stop) in stops {
        let due = stop.windows.end();
        if visit.start > due {
            found.push(Breach::Late { vehicle, stop: id, by: visit.start - due });
        }
        found.extend(too_long(problem, route, id, visit.start));
        let asked = &problem.requests()[id.request()];
        match id {
            StopId::Pickup { pickup, .. } => on_board.change(asked.pickups[pickup].load, 1),
            StopId::Dropoff { dropoff, .. } => on_board.change(asked.dropoffs[dropoff].load, -1),
        }
        found.extend(overload(Some(id), &on_board));
    }
    let made = route.visits.iter().filter(|visit| visit.kind != VisitKind::Break).count();
    // What is locked is made whatever the limit.
    let most = rider.most_stops.unwrap_or(usize::MAX).max(rider.locked.len());
    if made > most {
        found.push(Breach::TooManyStops { vehicle, by: made - most });
    }
    let Totals { travel, distance, .. } = route.totals;
    if let Some(most) = rider.most_travel.filter(|most| *most < travel) {
        found.push(Breach::TooMuchTravel { vehicle, by: travel - most });
    }
    if let Some(most) = rider.most_distance.filter(|most| *most < distance) {
        let by = Metres::new(distance.as_u32() - most.as_u32());
        found.push(Breach::TooFar { vehicle, by });
    }
    // Breaks may come after the ride back.
    let over = route.visits.last().map_or(route.arrival, |last| last.end.max(route.arrival));
    if over > rider.shift.end() {
        found.push(Breach::Overdue { vehicle, by: over - rider.shift.end() });
    }
}

/// Is the load of a dropoff that begins at this moment on board for too long?
fn too_long(problem: &Problem, route: &Route, id: StopId, start: Seconds) -> Option<Breach> {
    let StopId::Dropoff { request, dropoff } = id else { return None };
    let told = &problem.requests()[request].dropoffs[dropoff];
    let most = told.most_on_board?;
    let fetched = route.visits.iter().filter(|visit| match visit.kind {
        VisitKind::Stop(StopId::Pickup { request: other, pickup }) => {
            other == request && told.follows(pickup) && visit.end <= start
        }
        _ => false,
    });
    let long = start - fetched.map(|visit| visit.end).min()?;
    let by = long - most;
    (most < long).then_some(Breach::TooLongOnBoard { vehicle: route.vehicle, stop: id, by })
}

/// What is on board by dimension, however much it is: a [`Load`] ends at what fits 32 bits.
#[derive(Default)]
struct OnBoard([i64; 3]);

impl OnBoard {
    /// What of a request is there when the route starts.
    fn begin(&mut self, asked: &Request) {
        let mut own = Self::default();
        asked.dropoffs.iter().for_each(|it| own.change(it.load, 1));
        asked.pickups.iter().for_each(|it| own.change(it.load, -1));
        for (amount, own) in self.0.iter_mut().zip(own.0) {
            *amount += own.max(0);
        }
    }

    fn change(&mut self, load: Load, sign: i64) {
        let parts = [load.mass_g, load.volume_ml, load.bags];
        for (amount, part) in self.0.iter_mut().zip(parts) {
            *amount += sign * i64::from(part);
        }
    }

    /// What is above a capacity; `u32::MAX` is no limit.
    fn above(&self, capacity: Load) -> Load {
        let above = |at: usize, room: u32| {
            let most = if room == u32::MAX { i64::MAX } else { room.into() };
            u32::try_from(self.0[at].saturating_sub(most).max(0)).unwrap_or(u32::MAX)
        };
        let Load { mass_g, volume_ml, bags } = capacity;
        Load { mass_g: above(0, mass_g), volume_ml: above(1, volume_ml), bags: above(2, bags) }
    }
}
