//! What the stops of a round from some gap on make late, if it gets there at some moment.

use std::sync::OnceLock;

/// A stop of a round as a clock sees it, in seconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    /// Where.
    pub(super) place: usize,
    /// Service starts no earlier.
    pub(super) open: i64,
    /// And should start no later.
    pub(super) due: i64,
    /// How long service takes.
    pub(super) service: i64,
    /// How long the ride to what follows takes; nothing if there is no way.
    pub(super) next: i64,
}

/// All stops of a round, and its way back. Gap `g` is before stop `g`; the last gap is the end of the round.
#[derive(Debug)]
pub(super) struct Tails {
    calls: Vec<Call>,
    /// By gap: getting there later makes something late.
    latest: Vec<i64>,
    /// When the courier has to be back.
    back: i64,
    /// By gap, once it was asked for.
    sums: Vec<OnceLock<Sum>>,
}

impl Tails {
    pub(super) fn new(calls: Vec<Call>, latest: Vec<i64>, back: i64) -> Self {
        let sums = (0..=calls.len()).map(|_| OnceLock::new()).collect();
        Self { calls, latest, back, sums }
    }

    /// The gap behind all stops.
    pub(super) fn end(&self) -> usize {
        self.calls.len()
    }

    /// The stops from this gap on, by number.
    pub(super) fn calls(&self, gap: usize) -> impl Iterator<Item = (usize, &Call)> {
        self.calls.iter().enumerate().skip(gap)
    }

    /// The stop of this number.
    pub(super) fn call(&self, number: usize) -> &Call {
        &self.calls[number]
    }

    /// What is late in sum from this gap on at least, if it gets there `now` and there is no break any more. What is above
    /// `most` is not counted to the end.
    pub(super) fn late(&self, gap: usize, now: i64, most: i64) -> i64 {
        let one = (now - self.latest[gap]).max(0);
        if one == 0 || one > most {
            return one;
        }
        self.sums[gap].get_or_init(|| Sum::new(&self.calls[gap..], self.back)).late(now)
    }
}

/// The lateness of some stops in a row, by when the first is reached: each is late by how much later than some moment
/// that is, but never by less than it is if one waits on the way.
#[derive(Debug)]
struct Sum {
    /// From when on a stop is later the later one comes; rising.
    from: Vec<i64>,
    /// By how many of them are: the sum of the moments from which on they count, and what the others are late.
    parts: Vec<(i64, i64)>,
}

impl Sum {
    fn new(calls: &[Call], back: i64) -> Self {
        let (mut ridden, mut waited) = (0, i64::MIN / 4);
        let mut ends: Vec<(i64, i64, i64)> = Vec::with_capacity(calls.len() + 1);
        let mut end = |ridden: i64, waited: i64, due: i64| {
            let (zero, always) = (due - ridden, (waited - due).max(0));
            ends.push((zero + always, zero, always));
        };
        for call in calls {
            waited = waited.max(call.open);
            end(ridden, waited, call.due);
            ridden += call.service + call.next;
            waited += call.service + call.next;
        }
        end(ridden, waited, back);
        ends.sort_unstable();
        let mut part = (0, ends.iter().map(|(_, _, always)| always).sum());
        let mut parts = vec![part];
        for (_, zero, always) in &ends {
            part = (part.0 + zero, part.1 - always);
            parts.push(part);
        }
        Self { from: ends.into_iter().map(|(from, ..)| from).collect(), parts }
    }

    fn late(&self, now: i64) -> i64 {
        let count = self.from.partition_point(|from| *from < now);
        let (zeros, always) = self.parts[count];
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        count * now - zeros + always
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, prelude::*};

    fn any_call() -> impl Strategy<Value = Call> {
        (0_i64..3_000, 0_i64..1_500, 0_i64..300, 0_i64..400).prop_map(
            |(open, wide, service, next)| Call { place: 0, open, due: open + wide, service, next },
        )
    }

    /// Stop by stop.
    fn slowly(calls: &[Call], back: i64, mut now: i64) -> i64 {
        let mut late = 0;
        for call in calls {
            now = now.max(call.open);
            late += (now - call.due).max(0);
            now += call.service + call.next;
        }
        late + (now - back).max(0)
    }

    proptest! {
        #[test]
        fn what_is_late_is_what_is_late_stop_by_stop(
            calls in vec(any_call(), 0..12),
            back in 0_i64..6_000,
            now in 0_i64..6_000,
        ) {
            prop_assert_eq!(Sum::new(&calls, back).late(now), slowly(&calls, back, now));
        }
    }
}
