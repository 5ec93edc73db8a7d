//! Breaks on one leg.

use super::{
    corners::Line,
    cost::{Cost, Part, cost, least},
    moment::Moment,
};

/// The breaks between two stops, and when they can be.
#[derive(Debug)]
pub(super) struct Rests {
    /// Times to look at on the line of the stop before, in order.
    times: Vec<i64>,
    /// By break, by time.
    costs: Vec<Vec<Option<Cost>>>,
    /// By corner: the first time that is not before it, and the last one with all of the way between.
    first: Vec<usize>,
    last: Vec<usize>,
}

impl Rests {
    /// The breaks `range` of the moments, on a way of `travel`.
    pub(super) fn new(
        moments: &[Moment],
        line: &Line,
        range: std::ops::Range<usize>,
        travel: i64,
    ) -> Self {
        let later = line.corners.iter().map(|corner| corner + travel);
        let mut times: Vec<i64> = line.corners.iter().copied().chain(later).collect();
        times.sort_unstable();
        times.dedup();
        let costs = range.map(|at| {
            let begins = times.iter().map(|time| time + line.offsets[at]);
            begins.map(|begins| cost(&moments[at], Part::Between, begins)).collect()
        });
        let costs = costs.collect();
        let first = line.corners.iter().map(|corner| times.partition_point(|time| time < corner));
        let last = line
            .corners
            .iter()
            .map(|corner| times.partition_point(|time| *time <= corner + travel).saturating_sub(1));
        let (first, last) = (first.collect(), last.collect());
        Self { times, costs, first, last }
    }

    /// How much work [`Self::from`] is.
    pub(super) fn work(&self) -> usize {
        self.times.len() * self.costs.len()
    }

    /// What the breaks cost at least, if the stop before is at the corner `from`, by times up to which they all
    /// begin; into `costs`.
    pub(super) fn from(&self, from: usize, costs: &mut Vec<Option<Cost>>) {
        let first = self.first[from];
        costs.clear();
        costs.resize(self.times.len(), None);
        costs[first..].fill(Some(Cost::default()));
        for own in &self.costs {
            let mut best = None;
            for (cost, own) in costs[first..].iter_mut().zip(&own[first..]) {
                let here = cost.zip(*own).map(|(before, own)| before + own);
                best = least(best, here);
                *cost = best;
            }
        }
    }

    /// Of what [`Self::from`] found, that if the stop behind is at the corner `to`.
    pub(super) fn until(&self, to: usize, costs: &[Option<Cost>]) -> Option<Cost> {
        costs[self.last[to]]
    }

    /// When the breaks are with which it costs the least, on the line.
    pub(super) fn times(&self, from: usize, to: usize) -> Option<Vec<i64>> {
        let (first, last) = (self.first[from], self.last[to]);
        let times = self.times.get(first..=last)?;
        // By break, by time: where those up to this one are best with this one here or earlier.
        let mut costs = vec![Some(Cost::default()); times.len()];
        let mut choices = Vec::with_capacity(self.costs.len());
        for own in &self.costs {
            let (mut best, mut choice, mut chosen) = (None, 0, Vec::with_capacity(times.len()));
            for (at, own) in own[first..=last].iter().enumerate() {
                let here = costs[at].zip(*own).map(|(before, own)| before + own);
                if here.is_some() && (best.is_none() || here < best) {
                    (best, choice) = (here, at);
                }
                costs[at] = best;
                chosen.push(choice);
            }
            best?;
            choices.push(chosen);
        }
        let mut at = times.len() - 1;
        let mut found: Vec<i64> = choices
            .iter()
            .rev()
            .map(|chosen| {
                at = chosen[at];
                times[at]
            })
            .collect();
        found.reverse();
        Some(found)
    }
}
