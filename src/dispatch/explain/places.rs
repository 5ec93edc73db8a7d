//! Every way to put the stops of an order into a round.

use crate::solver::{Problem, StopId};
use smallvec::SmallVec;
use std::ops::ControlFlow;

/// By stop of the order, its pickup first: before which of the stops that are there by then it goes.
pub(super) type Gaps = SmallVec<[u16; 4]>;

/// Beyond so many places only those are looked at in which the dropoffs follow each other as they are listed.
const MOST: usize = 20_000;

/// The stops of a request, its pickup first.
pub(super) fn stops_of(problem: &Problem, request: usize) -> Vec<StopId> {
    let asked = &problem.requests()[request];
    let pickup = asked.pickup.map(|_| StopId::Pickup { request });
    let dropoffs = (0..asked.dropoffs.len()).map(|dropoff| StopId::Dropoff { request, dropoff });
    pickup.into_iter().chain(dropoffs).collect()
}

/// A round with these stops in it.
pub(super) fn inserted(round: &[StopId], own: &[StopId], gaps: &[u16]) -> Vec<StopId> {
    let mut stops = Vec::with_capacity(round.len() + own.len());
    stops.extend_from_slice(round);
    for (stop, gap) in own.iter().zip(gaps) {
        stops.insert(usize::from(*gap), *stop);
    }
    stops
}

/// Shows the places for `own` in a round of `length` stops of which the first `locked` stay where they are, until
/// `look` breaks off. `allowed` is asked of each stop, by number, and each gap of the round. True if these were all
/// there are, or `look` broke off.
pub(super) fn each_place(
    length: usize,
    locked: usize,
    own: &[StopId],
    allowed: impl Fn(usize, usize) -> bool,
    look: impl FnMut(&Gaps) -> ControlFlow<()>,
) -> bool {
    let mut walk = Walk { own, allowed, look, left: MOST, gaps: Gaps::new() };
    if walk.extend(&mut vec![true; length], locked).is_continue() || walk.left > 0 {
        return true;
    }
    let Walk { allowed, mut look, .. } = walk;
    in_a_row(length, locked, own, &allowed).iter().try_for_each(|gaps| look(gaps)).is_break()
}

struct Walk<'a, A, L> {
    own: &'a [StopId],
    allowed: A,
    look: L,
    /// So many more are shown.
    left: usize,
    gaps: Gaps,
}

impl<A, L> Walk<'_, A, L>
where
    A: Fn(usize, usize) -> bool,
    L: FnMut(&Gaps) -> ControlFlow<()>,
{
    /// `round` says of each stop so far whether it was there before.
    fn extend(&mut self, round: &mut Vec<bool>, from: usize) -> ControlFlow<()> {
        let number = self.gaps.len();
        let Some(stop) = self.own.get(number) else {
            (self.look)(&self.gaps)?;
            self.left -= 1;
            return if self.left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        };
        let mut gap = round[..from].iter().filter(|known| **known).count();
        for place in from..=round.len() {
            if (self.allowed)(number, gap) {
                round.insert(place, false);
                self.gaps.push(short(place));
                let behind = if matches!(stop, StopId::Pickup { .. }) { place + 1 } else { from };
                self.extend(round, behind)?;
                self.gaps.pop();
                round.remove(place);
            }
            gap += usize::from(round.get(place) == Some(&true));
        }
        ControlFlow::Continue(())
    }
}

/// The dropoffs next to each other, in the order in which they are listed.
fn in_a_row(
    length: usize,
    locked: usize,
    own: &[StopId],
    allowed: &impl Fn(usize, usize) -> bool,
) -> Vec<Gaps> {
    let fetched = own.iter().filter(|stop| matches!(stop, StopId::Pickup { .. })).count();
    let row = |start: usize| (start..).map(short).take(own.len() - fetched);
    let may = |gap: usize| (fetched..own.len()).all(|number| allowed(number, gap));
    let mut found = Vec::new();
    for drop in (locked..=length).filter(|gap| may(*gap)) {
        if fetched == 0 {
            found.push(row(drop).collect());
            continue;
        }
        let fetches = (locked..=drop).filter(|gap| allowed(0, *gap));
        found.extend(
            fetches.map(|fetch| std::iter::once(short(fetch)).chain(row(drop + 1)).collect()),
        );
    }
    found
}

fn short(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}
