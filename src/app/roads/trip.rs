//! The order of a trip through several places.

use super::{
    Table,
    tsp::{self, NEVER},
};

/// What a trip must be like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trip {
    /// Does it end where it starts?
    pub round: bool,
    /// Does it start at the first place?
    pub from_first: bool,
    /// Is the last place its last one, before a round trip goes back?
    pub to_last: bool,
}

impl Trip {
    /// Is at least one of its ends given, if it has two?
    #[must_use]
    pub const fn is_supported(&self) -> bool {
        self.round || self.from_first || self.to_last
    }
}

/// Why there is no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TripError {
    /// A one-way trip with neither end given.
    #[error("a trip that is no round trip needs a fixed start or a fixed end")]
    Loose,
    /// From some place another cannot be reached.
    #[error("there is no way from each place to each other")]
    Apart,
}

/// The places of a square table in the order of a short trip, by travel time. Up to ten places the
/// order is the best there is; of more, a good one.
///
/// # Errors
///
/// If the trip has no end that is given, or places cannot be reached from each other.
pub fn trip_order(table: &Table, trip: Trip) -> Result<Vec<usize>, TripError> {
    if !trip.is_supported() {
        return Err(TripError::Loose);
    }
    let rows: Option<Vec<Vec<u64>>> = table
        .rows()
        .map(|row| row.map(|cell| cell.map(|cost| u64::from(cost.time_ms()))).collect())
        .collect();
    let mut costs = rows.ok_or(TripError::Apart)?;
    if costs.len() < 2 {
        return Ok((0..costs.len()).collect());
    }
    let last = costs.len() - 1;
    bend(&mut costs, trip, last);
    let mut order = tsp::tour(&costs);
    // A tour is a ring; where it starts is another question.
    let start = match order.iter().position(|place| *place == last) {
        Some(at) if trip.to_last && !trip.from_first => at + 1,
        _ => order.iter().position(|place| *place == 0).unwrap_or(0),
    };
    let turns = start % order.len();
    order.rotate_left(turns);
    Ok(order)
}

/// Changes what it costs to get from the end of a trip to its start, so that a best ring is a best
/// trip.
fn bend(costs: &mut [Vec<u64>], trip: Trip, last: usize) {
    match (trip.from_first, trip.to_last) {
        (true, true) => {
            let back = costs[last][0];
            for row in costs.iter_mut() {
                row[0] = NEVER;
            }
            costs[last].fill(NEVER);
            costs[last][0] = if trip.round { back } else { 0 };
        }
        (true, false) if !trip.round => {
            for row in costs {
                row[0] = 0;
            }
        }
        (false, true) if !trip.round => costs[last].fill(0),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Cost;
    use proptest::prelude::*;

    fn table(times: &[Vec<u32>]) -> Table {
        let cells: Vec<Option<Cost>> =
            times.iter().flatten().map(|time| Some(Cost::new(*time, 1))).collect();
        Table::new(&cells, times.len())
    }

    fn length(times: &[Vec<u32>], order: &[usize], round: bool) -> u64 {
        let legs = order.windows(2).map(|pair| (pair[0], pair[1]));
        let back = round.then(|| (order[order.len() - 1], order[0]));
        legs.chain(back).map(|(from, to)| u64::from(times[from][to])).sum()
    }

    fn permutations(places: usize) -> Vec<Vec<usize>> {
        let mut all = vec![vec![]];
        for place in 0..places {
            let longer = |order: Vec<usize>| {
                (0..=order.len()).map(move |at| {
                    let mut order = order.clone();
                    order.insert(at, place);
                    order
                })
            };
            all = all.into_iter().flat_map(longer).collect();
        }
        all
    }

    proptest! {
        #[test]
        fn few_places_are_put_in_the_best_order(
            times in (2_usize..7).prop_flat_map(|n| {
                prop::collection::vec(prop::collection::vec(0_u32..1000, n), n)
            }),
            round: bool,
            from_first: bool,
            to_last: bool,
        ) {
            let trip = Trip { round, from_first, to_last };
            let found = trip_order(&table(&times), trip);
            if !round && !from_first && !to_last {
                prop_assert_eq!(found, Err(TripError::Loose));
                return Ok(());
            }
            let order = found.unwrap();
            let last = times.len() - 1;
            let allowed = |order: &[usize]| {
                (!from_first || order[0] == 0) && (!to_last || order[last] == last)
            };
            prop_assert!(allowed(&order), "{:?}", order);
            let all = permutations(times.len());
            let best = all
                .iter()
                .filter(|order| allowed(order))
                .map(|order| length(&times, order, round))
                .min();
            prop_assert_eq!(Some(length(&times, &order, round)), best);
        }

        #[test]
        fn many_places_are_all_visited(
            places in prop::collection::vec((0_u32..1000, 0_u32..1000), 11..40),
            round: bool,
            to_last: bool,
        ) {
            let apart = |a: &(u32, u32), b: &(u32, u32)| a.0.abs_diff(b.0) + a.1.abs_diff(b.1);
            let times: Vec<Vec<u32>> = places
                .iter()
                .map(|a| places.iter().map(|b| apart(a, b)).collect())
                .collect();
            let order = trip_order(&table(&times), Trip { round, from_first: true, to_last });
            let order = order.unwrap();
            let mut sorted = order.clone();
            sorted.sort_unstable();
            prop_assert!(sorted.iter().copied().eq(0..places.len()));
            prop_assert_eq!(order[0], 0);
            prop_assert!(!to_last || order[places.len() - 1] == places.len() - 1);
        }
    }

    #[test]
    fn places_that_are_apart_have_no_order() {
        let cells = vec![Some(Cost::ZERO), None, Some(Cost::ZERO), Some(Cost::ZERO)];
        let trip = Trip { round: true, from_first: true, to_last: false };
        assert_eq!(trip_order(&Table::new(&cells, 2), trip), Err(TripError::Apart));
    }

    #[test]
    fn places_on_a_ring_are_visited_around_it() {
        let ring = 24_usize;
        let scattered: Vec<usize> = (0..ring).map(|place| place * 7 % ring).collect();
        let apart = |a: usize, b: usize| a.abs_diff(b).min(ring - a.abs_diff(b));
        let times: Vec<Vec<u32>> = scattered
            .iter()
            .map(|a| scattered.iter().map(|b| u32::try_from(apart(*a, *b)).unwrap()).collect())
            .collect();
        let trip = Trip { round: true, from_first: true, to_last: false };
        let order = trip_order(&table(&times), trip).unwrap();
        assert_eq!(length(&times, &order, true), ring as u64);
    }
}
