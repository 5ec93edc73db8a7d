//! Places for the orders that wait for one.

use super::{Instance, InstanceError, begun::SEED};
use crate::solver::{Budget, Live, Plan, StopId, breaches};
use std::{
    cmp::Reverse,
    collections::BTreeSet,
    time::{Duration, Instant},
};

/// So often is looked for places, where they are not found one by one.
const SEARCHES: u64 = 10;
/// So many iterations each time ..
const ITERATIONS: u64 = 2_000;
/// .. and so long in all: of those whom nobody can serve any more it is not known beforehand.
const LONGEST: Duration = Duration::from_secs(1);

/// A live plan with those in it that wait.
#[derive(Debug)]
pub struct Seated {
    /// The plan.
    pub live: Live,
    /// The routes that it began with.
    pub before: Vec<(usize, Vec<StopId>)>,
    /// Were others put elsewhere so that all whom somebody counts on have a place?
    pub searched: bool,
}

impl Instance<'_> {
    /// The rounds of before as they stand, with those of the first `count` orders put in that wait: first all that
    /// somebody counts on, then the others one by one. Where one after the other is not enough, a search looks for places
    /// for all of the first, so that who was promised a place has it in whatever order the promises were made and kept.
    ///
    /// # Errors
    ///
    /// As [`Self::live`].
    pub fn seated(&self, count: usize) -> Result<Seated, InstanceError> {
        let (mut live, before) = self.live()?;
        let mut searched = false;
        let (counted, others): (Vec<_>, Vec<_>) =
            (0..count).partition(|order| self.counted_on.contains(order));
        self.insert_all(&mut live, &counted);
        if let Some(found) = self.searched(&live, &counted) {
            (live, searched) = (found, true);
        }
        self.insert_all(&mut live, &others);
        Ok(Seated { live, before, searched })
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
    fn searched(&self, live: &Live, counted: &[usize]) -> Option<Live> {
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
        let deadline = Instant::now() + LONGEST;
        let budget =
            Budget { deadline: Some(deadline), iterations: Some(ITERATIONS), cancel: None };
        for search in 0..SEARCHES {
            let mut live = again(SEED + search, &stay)?;
            live.improve(budget);
            stay = routes(&live);
            for (_, stops) in &mut stay {
                stops.retain(|stop| first.contains(&stop.request()));
            }
            if seats(&live) == counted.len() || Instant::now() >= deadline {
                break;
            }
        }
        let eased = self.eased();
        let is_as_late = |found: &Live| breaches(eased, &found.plan().routes).is_empty();
        again(SEED, &stay).filter(|found| seats(found) > before && is_as_late(found))
    }
}
