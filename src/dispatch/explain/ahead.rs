//! How early a round gets on with the stops of an order in it, and what is late at least: what one place has in common with the one that
//! was asked for before is not ridden again.

use super::{
    base::{Base, call, hop},
    earliest::{Earliest, clock},
    places::Gaps,
};
use crate::solver::StopId;
use smallvec::SmallVec;

/// The stops of an order by where they are, each with its number and the gap of the round it is in.
pub(super) type Spots = SmallVec<[(usize, usize); 4]>;

/// Numbers and gaps of the stops of an order that were put there one after the other.
pub(super) fn spots(gaps: &Gaps) -> Spots {
    let mut spots = Spots::new();
    for (number, place) in gaps.iter().enumerate() {
        let place = usize::from(*place);
        let behind = spots.iter_mut().filter(|(_, other)| *other >= place);
        behind.for_each(|(_, other)| *other += 1);
        spots.push((number, place));
    }
    spots.sort_unstable_by_key(|(_, place)| *place);
    for (before, (_, place)) in spots.iter_mut().enumerate() {
        *place -= before;
    }
    spots
}

/// A round that is ridden up to stops of an order, in one place after the other.
#[derive(Debug)]
pub(super) struct Ahead<'b, 'a> {
    base: &'b Base<'a>,
    own: &'b [StopId],
    /// The stops of the order that were made, in this order.
    made: SmallVec<[Made; 4]>,
}

/// A stop of the order, made in a gap of the round.
#[derive(Debug)]
struct Made {
    spot: (usize, usize),
    place: usize,
    /// Behind it, and behind each stop of the round that follows, as far as was asked.
    behind: Vec<Earliest>,
}

impl<'b, 'a> Ahead<'b, 'a> {
    pub(super) fn new(base: &'b Base<'a>, own: &'b [StopId]) -> Self {
        Self { base, own, made: SmallVec::new() }
    }

    /// How many seconds are late in sum at least with the stops of the order in these spots; `None` if there is no way.
    /// What is above `most` is not counted to the end.
    pub(super) fn late_at_least(&mut self, spots: &Spots, most: i64) -> Option<i64> {
        let base = self.base;
        let (problem, rider) = (base.problem, base.rider());
        let matrix = problem.matrix(rider);
        let same = self.made.iter().zip(spots).take_while(|(made, spot)| made.spot == **spot);
        let same = same.count();
        self.made.truncate(same);
        for spot in &spots[same..] {
            let (here, now) = self.at(spot.1, most)?;
            if now.late() > most {
                return Some(now.late());
            }
            let stop = problem.stop(self.own[spot.0])?;
            let time = clock(hop(matrix, here, Some(stop.place))?.time);
            let now = now.served(time, &call(stop, rider, 0), rider);
            self.made.push(Made { spot: *spot, place: stop.place, behind: vec![now] });
        }
        let made = self.made.last()?;
        let (now, gap) = (&made.behind[0], made.spot.1);
        if now.late() > most {
            return Some(now.late());
        }
        let time = clock(hop(matrix, Some(made.place), base.after[gap].0)?.time);
        Some(now.late_with(time, gap, &base.tails, rider, most))
    }

    /// Where it is before the stop of the round behind this gap, or where more than `most` is late by then.
    fn at(&mut self, gap: usize, most: i64) -> Option<(Option<usize>, Earliest)> {
        let base = self.base;
        let Some(made) = self.made.last_mut() else { return Some(base.before[gap].clone()) };
        let rider = base.rider();
        let first = made.spot.1;
        made.behind.reserve(gap - first);
        while made.behind.len() <= gap - first {
            let now = made.behind.last()?;
            if now.late() > most {
                return Some((None, now.clone()));
            }
            let number = first + made.behind.len() - 1;
            let there = base.tails.call(number);
            let time = if number == first {
                clock(hop(base.problem.matrix(rider), Some(made.place), Some(there.place))?.time)
            } else {
                base.tails.call(number - 1).next
            };
            let now = now.served(time, there, rider);
            made.behind.push(now);
        }
        let here = if gap == first { Some(made.place) } else { base.before[gap].0 };
        Some((here, made.behind[gap - first].clone()))
    }
}
