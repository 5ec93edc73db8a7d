//! The best places for the stops of an order in a round.

use crate::{
    dispatch::Instance,
    solver::{Breach, Infeasible, Request, Route, Sequence, StopId, breaches, schedule_late},
};

/// A route with how bad it is: what it breaks, then how long it is ridden, then when it is over.
pub(super) type Tried = ((i64, u32, u32), Route);

impl Instance<'_> {
    /// The stops of the round of a shift with an order in it, and how that is ridden; `None` if there is no way.
    pub(in crate::dispatch) fn placed(
        &self,
        order: usize,
        shift: usize,
        position: Option<usize>,
    ) -> Option<(Vec<StopId>, Route)> {
        let target = self.round_of(shift).into_iter();
        let others: Vec<StopId> = target.filter(|stop| stop.request() != order).collect();
        let (_, route) = self.best(order, shift, &others, position).ok()?;
        Some((route.stops().collect(), route))
    }

    /// The best places for the stops of an order among those of others.
    pub(super) fn best(
        &self,
        order: usize,
        shift: usize,
        others: &[StopId],
        position: Option<usize>,
    ) -> Result<Tried, Infeasible> {
        let asked = &self.problem.requests()[order];
        // Who rides to a stop already is there before anything else.
        let locked = self.problem.vehicles()[shift].locked.len().min(others.len());
        let positions = match position.map(|position| position.clamp(locked, others.len())) {
            Some(position) => {
                let mut behind = position..=others.len();
                let at = behind.find(|it| !self.splits_a_block(others, *it));
                let at = at.unwrap_or(others.len());
                at..=at
            }
            None => locked..=others.len(),
        };
        let mut best: Result<Tried, Infeasible> = Err(Infeasible::NoStops);
        for position in positions.filter(|it| !self.splits_a_block(others, *it)) {
            for first in first_stops(order, asked) {
                let found = self.begun_with(shift, others, (first, position), asked);
                if best.is_err() || key(&found) < key(&best) {
                    best = found;
                }
            }
        }
        best
    }

    /// The best places for the stops of an order behind the `first` of them, which is at `position`.
    fn begun_with(
        &self,
        shift: usize,
        others: &[StopId],
        (first, position): (StopId, usize),
        asked: &Request,
    ) -> Result<Tried, Infeasible> {
        let mut stops = others.to_vec();
        stops.insert(position, first);
        let mut found = self.tried(shift, &stops);
        let behind = asked.stops(first.request()).map(|(stop, _)| stop);
        for stop in behind.filter(|stop| *stop != first) {
            let before = |other: &StopId| {
                other.request() == stop.request() && asked.must_precede(*other, stop)
            };
            let from = stops.iter().rposition(before).unwrap_or(position);
            let until = if asked.sequence == Sequence::Block { from + 1 } else { stops.len() };
            let places = (from + 1..=until).filter(|it| !self.splits_a_block(&stops, *it));
            let tries = places.map(|place| {
                let mut stops = stops.clone();
                stops.insert(place, stop);
                (self.tried(shift, &stops), stops)
            });
            let Some(best) = tries.min_by_key(|(tried, _)| key(tried)) else { break };
            (found, stops) = best;
        }
        found
    }

    /// Would a stop in this place part the stops of another order that are to follow each other? Its own it may.
    fn splits_a_block(&self, stops: &[StopId], place: usize) -> bool {
        let Some((before, behind)) = place
            .checked_sub(1)
            .and_then(|it| stops.get(it..=place))
            .and_then(|ends| Some((ends.first()?.request(), ends.last()?.request())))
        else {
            return false;
        };
        let whole = &self.problem.requests()[before];
        before == behind && whole.sequence == Sequence::Block
    }

    /// A round of these stops, late where it must be.
    pub(super) fn tried(&self, shift: usize, stops: &[StopId]) -> Result<Tried, Infeasible> {
        let route = schedule_late(&self.problem, shift, stops)?;
        let broken = breaches(&self.problem, std::slice::from_ref(&route));
        let broken = broken.iter().map(weight).sum();
        let over = route.visits.last().map_or(route.arrival, |last| last.end.max(route.arrival));
        Ok(((broken, route.totals.travel.as_u32(), over.as_u32()), route))
    }
}

/// The stops of an order with which its courier may begin.
fn first_stops(order: usize, asked: &Request) -> Vec<StopId> {
    let all: Vec<StopId> = asked.stops(order).map(|(stop, _)| stop).collect();
    let precedes = |stop: StopId| all.iter().any(|other| asked.must_precede(*other, stop));
    all.iter().copied().filter(|stop| !precedes(*stop)).collect()
}

fn key(tried: &Result<Tried, Infeasible>) -> (bool, (i64, u32, u32)) {
    match tried {
        Ok((cost, _)) => (false, *cost),
        Err(_) => (true, (0, 0, 0)),
    }
}

/// Seconds late, and for what is too much an hour each a unit: anything that breaks nothing goes before.
fn weight(breach: &Breach) -> i64 {
    match breach {
        Breach::Late { by, .. }
        | Breach::Overdue { by, .. }
        | Breach::TooLongOnBoard { by, .. }
        | Breach::TooMuchTravel { by, .. } => i64::from(by.as_u32()),
        Breach::TooFar { by, .. } => i64::from(by.as_u32()),
        Breach::TooManyStops { by, .. } => 3600 * i64::try_from(*by).unwrap_or(i64::MAX / 3600),
        Breach::Overloaded { by, .. } => {
            3600 * (i64::from(by.mass_g) + i64::from(by.volume_ml) + i64::from(by.bags))
        }
    }
}
