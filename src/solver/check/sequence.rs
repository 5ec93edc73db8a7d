//! Fixed orders, and blocks with nothing between.

use super::{Violation, reading::Reading};
use crate::solver::{Sequence, StopId};

pub(super) fn check(reading: &Reading, violations: &mut Vec<Violation>) {
    let route = reading.index;
    let stops: Vec<(usize, StopId, Sequence)> = reading
        .visits
        .iter()
        .enumerate()
        .filter_map(|(visit, read)| {
            let (id, _, request) = read.stop?;
            Some((visit, id, request.sequence))
        })
        .collect();
    for (at, (visit, stop, sequence)) in stops.iter().enumerate() {
        if *sequence == Sequence::Free {
            continue;
        }
        let own = |(_, other, _): &&(usize, StopId, Sequence)| other.request() == stop.request();
        let Some(last) = stops[..at].iter().rposition(|other| own(&other)) else { continue };
        // Pickups come first anyway.
        let is_behind = match (stops[last].1, *stop) {
            (StopId::Pickup { pickup: one, .. }, StopId::Pickup { pickup: other, .. })
            | (StopId::Dropoff { dropoff: one, .. }, StopId::Dropoff { dropoff: other, .. }) => {
                one < other
            }
            (one, _) => matches!(one, StopId::Pickup { .. }),
        };
        if !is_behind {
            violations.push(Violation::OutOfOrder { route, visit: *visit, stop: *stop });
        }
        if *sequence == Sequence::Block && last + 1 < at {
            let (visit, between, _) = stops[last + 1];
            let request = stop.request();
            violations.push(Violation::BlockBroken { route, visit, stop: between, request });
        }
    }
}
