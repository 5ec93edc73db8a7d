//! Ways through several places for who turns round at none of them.
//!
//! Which way one comes by at a place decides how one may go on, so the fastest leg is not always part of the
//! fastest way. Bellman's principle, with the place and the direction as the state: O(4 n) costs of legs for
//! n places.

use super::Roads;
use crate::{
    graph::{Cost, DIRECTIONS, SectionId, Snap},
    routing::Leg,
};

/// Times in milliseconds and lengths in centimetres, summed up.
type Total = (u64, u64);

/// A place that is come by in a direction.
#[derive(Clone, Copy, Debug)]
struct Passed {
    at: Snap,
    total: Total,
    /// Which of those at the place before was passed.
    before: usize,
}

impl Roads<'_> {
    /// The legs of the fastest way through places in their order that turns round at none of those between:
    /// it leaves each in the direction in which it arrived there. `None` if there is no such way, or
    /// nobody waits for one any more.
    #[must_use]
    pub fn straight(&self, places: &[Snap]) -> Option<Vec<Leg>> {
        let (first, others) = places.split_first()?;
        let started = |at| Passed { at, total: (0, 0), before: 0 };
        let mut passed = vec![self.directed(first).map(started).collect::<Vec<Passed>>()];
        for place in others {
            let last = passed.last().filter(|last| !last.is_empty() && self.is_awaited())?;
            passed.push(self.directed(place).filter_map(|at| self.passed(last, at)).collect());
        }
        let ends = passed.last()?.iter().enumerate();
        let (mut chosen, _) = ends.min_by_key(|(_, passed)| passed.total)?;
        let mut way = Vec::with_capacity(places.len());
        for passed in passed.iter().rev() {
            way.push(passed[chosen].at);
            chosen = passed[chosen].before;
        }
        way.reverse();
        way.windows(2).map(|pair| self.leg(&pair[0], &pair[1])).collect()
    }

    /// The fastest way to a place from where one may have passed before.
    fn passed(&self, last: &[Passed], at: Snap) -> Option<Passed> {
        let ways = last.iter().enumerate().filter_map(|(before, from)| {
            let cost = self.cost(&from.at, &at)?;
            Some((sum(from.total, cost), before))
        });
        ways.min().map(|(total, before)| Passed { at, total, before })
    }

    /// A place once for each direction in which one may come by.
    fn directed(&self, place: &Snap) -> impl Iterator<Item = Snap> {
        let ((section, own), place) = (SectionId::of(place.edge), *place);
        let directions = DIRECTIONS.into_iter().filter(move |it| *it == own || !place.one_way);
        let snaps = directions.map(move |direction| {
            let fraction = if direction == own { place.fraction } else { 1.0 - place.fraction };
            Snap { edge: section.edge(direction), fraction, one_way: true, ..place }
        });
        snaps.filter(|snap| self.metric().cost(snap.edge).is_some())
    }
}

fn sum((time_ms, length_cm): Total, cost: Cost) -> Total {
    (time_ms + u64::from(cost.time_ms()), length_cm + u64::from(cost.length_cm()))
}
