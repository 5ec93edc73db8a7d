//! When stops come, and which come later than before.

use crate::{
    solver::{Route, StopId},
    units::Seconds,
};
use std::{cmp::Reverse, collections::BTreeMap};

/// When service starts at each stop of a route.
pub(super) fn starts(route: &Route) -> BTreeMap<StopId, Seconds> {
    let visits = route.visits.iter();
    visits.filter_map(|visit| Some((visit.stop()?, visit.start))).collect()
}

/// Orders, by index, of which a stop starts later `now` than `then`, each with the most that any stop of it is later;
/// the latest first.
pub(super) fn delays(
    then: &BTreeMap<StopId, Seconds>,
    now: &BTreeMap<StopId, Seconds>,
) -> Vec<(usize, Seconds)> {
    let mut most: BTreeMap<usize, Seconds> = BTreeMap::new();
    for (stop, at) in then {
        if let Some(later) = now.get(stop).filter(|later| *later > at) {
            let known = most.entry(stop.request()).or_default();
            *known = (*later - *at).max(*known);
        }
    }
    let mut delays: Vec<_> = most.into_iter().collect();
    delays.sort_by_key(|(order, by)| (Reverse(*by), *order));
    delays
}
