//! Every way to put the stops of an order into a round.

use crate::solver::{Problem, Request, Sequence, StopId};
use smallvec::SmallVec;
use std::ops::ControlFlow;

/// By stop of the order, its pickup first: before which of the stops that are there by then it goes.
pub(super) type Gaps = SmallVec<[u16; 4]>;

/// Beyond so many places only those are looked at in which the dropoffs follow each other as they are listed.
const MOST: usize = 20_000;

/// The stops of a request, its pickup first.
pub(super) fn stops_of(problem: &Problem, request: usize) -> Vec<StopId> {
    problem.requests()[request].stops(request).map(|(id, _)| id).collect()
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

/// Shows the places for `request` in a round of `length` stops of which the first `locked` stay where they are, until
/// `look` breaks off. `allowed` is asked of each stop, by number, and each gap of the round. True if these were all
/// there are, or `look` broke off.
pub(super) fn each_place(
    (length, locked): (usize, usize),
    request: &Request,
    own: &[StopId],
    allowed: impl Fn(usize, usize) -> bool,
    look: impl FnMut(&Gaps) -> ControlFlow<()>,
) -> bool {
    let mut walk = Walk { request, own, allowed, look, locked, left: MOST, gaps: Gaps::new() };
    if walk.extend(&mut vec![None; length]).is_continue() || walk.left > 0 {
        return true;
    }
    let Walk { allowed, look, .. } = walk;
    let block = request.sequence == Sequence::Block;
    in_a_row((length, locked), own, block, &allowed).iter().try_for_each(look).is_break()
}

struct Walk<'a, A, L> {
    request: &'a Request,
    own: &'a [StopId],
    allowed: A,
    look: L,
    locked: usize,
    /// So many more are shown.
    left: usize,
    gaps: Gaps,
}

impl<A, L> Walk<'_, A, L>
where
    A: Fn(usize, usize) -> bool,
    L: FnMut(&Gaps) -> ControlFlow<()>,
{
    /// `round` has the numbers of the order's own stops, where these are by now.
    fn extend(&mut self, round: &mut Vec<Option<usize>>) -> ControlFlow<()> {
        let number = self.gaps.len();
        let Some(stop) = self.own.get(number) else {
            (self.look)(&self.gaps)?;
            self.left -= 1;
            return if self.left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        };
        let (mut from, mut until) = (self.locked, round.len());
        for (place, other) in round.iter().enumerate() {
            let Some(other) = other.map(|other| self.own[other]) else { continue };
            if self.request.must_precede(other, *stop) {
                from = from.max(place + 1);
            }
            if self.request.must_precede(*stop, other) {
                until = until.min(place);
            }
        }
        if self.request.sequence == Sequence::Block && number > 0 {
            until = until.min(from);
        }
        let mut gap = round.iter().take(from).filter(|own| own.is_none()).count();
        for place in from..=until {
            if (self.allowed)(number, gap) {
                round.insert(place, Some(number));
                self.gaps.push(short(place));
                self.extend(round)?;
                self.gaps.pop();
                round.remove(place);
            }
            gap += usize::from(round.get(place) == Some(&None));
        }
        ControlFlow::Continue(())
    }
}

/// The pickups next to each other and the dropoffs next to each other, in the order in which they are listed.
fn in_a_row(
    (length, locked): (usize, usize),
    own: &[StopId],
    block: bool,
    allowed: &impl Fn(usize, usize) -> bool,
) -> Vec<Gaps> {
    let fetched = own.iter().filter(|stop| matches!(stop, StopId::Pickup { .. })).count();
    let row = |start: usize, count: usize| (start..).map(short).take(count);
    let may = |mut numbers: std::ops::Range<usize>, gap: usize| {
        numbers.all(|number| allowed(number, gap))
    };
    let mut found = Vec::new();
    for drop in (locked..=length).filter(|gap| may(fetched..own.len(), *gap)) {
        let last = if fetched == 0 { locked } else { drop };
        let first = if block { last } else { locked };
        for fetch in (first..=last).filter(|gap| may(0..fetched, *gap)) {
            let dropoffs = row(drop + fetched, own.len() - fetched);
            found.push(row(fetch, fetched).chain(dropoffs).collect());
        }
    }
    found
}

fn short(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}
