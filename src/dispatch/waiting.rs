//! Places for the orders that wait for one.

use super::{Instance, InstanceError, begun::LiveRoutes};
use crate::solver::{Budget, Live, Plan, StopId};
use std::{cmp::Reverse, collections::BTreeSet};

/// So often is looked for places, where they are not found one by one.
const SEARCHES: u64 = 10;
/// So long each time.
const SEARCH: Budget<'_> = Budget { deadline: None, iterations: Some(2_000), cancel: None };

impl Instance<'_> {
    /// The rounds of before as they stand, with those of the first `count` orders put in that wait: first all that
    /// somebody counts on, then the others one by one. Where one after the other is not enough, a search looks for places
    /// for all of the first, so that who was promised a place has it in whatever order the promises were made and kept.
    ///
    /// # Errors
    ///
    /// As [`Self::live`].
    pub fn seated(&self, seed: u64, count: usize) -> Result<LiveRoutes, InstanceError> {
        let (mut live, before) = self.live(seed)?;
        let (counted, others): (Vec<_>, Vec<_>) =
            (0..count).partition(|order| self.counted_on.contains(order));
        self.insert_all(&mut live, &counted);
        if let Some(found) = self.searched(&live, seed, &counted) {
            live = found;
        }
        self.insert_all(&mut live, &others);
        Ok((live, before))
    }

    /// Does a plan leave an order out that somebody counts on?
    #[must_use]
    pub fn disappoints(&self, plan: &Plan) -> bool {
        plan.unassigned.iter().any(|left| self.counted_on.contains(&left.request))
    }

    /// Puts these orders into a live plan where there is room, the most important first.
    pub fn insert_all(&self, live: &mut Live, orders: &[usize]) {
        let mut orders = orders.to_vec();
        orders.sort_by_key(|order| Reverse(self.problem.requests()[*order].priority));
        for order in orders {
            live.insert(order);
        }
    }

    /// The same with more of the orders `counted` on in it; `None` if no more are found places for.
    fn searched(&self, live: &Live, seed: u64, counted: &[usize]) -> Option<Live> {
        let seats = |live: &Live| counted.iter().filter(|it| live.vehicle(**it).is_some()).count();
        let before = seats(live);
        if before == counted.len() {
            return None;
        }
        let vehicles = 0..self.problem.vehicles().len();
        let routes = |live: &Live| -> Vec<(usize, Vec<StopId>)> {
            let routes = vehicles.clone().map(|vehicle| (vehicle, live.stops(vehicle)));
            routes.filter(|(_, stops)| !stops.is_empty()).collect()
        };
        let mut stay = routes(live);
        // Whoever nobody counts on waits for their turn.
        let standing = stay.iter().flat_map(|(_, stops)| stops).map(|stop| stop.request());
        let first: BTreeSet<usize> = standing.chain(counted.iter().copied()).collect();
        let again = |seed: u64, routes: &[(usize, Vec<StopId>)]| {
            Live::new(self.problem.clone(), self.objective, seed, routes).ok()
        };
        for search in 0..SEARCHES {
            let mut live = again(seed.wrapping_add(search), &stay)?;
            live.improve(SEARCH);
            stay = routes(&live);
            for (_, stops) in &mut stay {
                stops.retain(|stop| first.contains(&stop.request()));
            }
            if seats(&live) == counted.len() {
                break;
            }
        }
        again(seed, &stay).filter(|found| seats(found) > before)
    }
}
