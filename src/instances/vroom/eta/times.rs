//! The dynamic program.

use super::{
    corners::Line,
    cost::{Cost, Part, cost, least},
    moment::Moment,
    rests::Rests,
};

/// Why there are no times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::instances::vroom) enum EtaError {
    /// When things must begin cannot be kept.
    Impossible,
    /// There are too many stops and windows to look at all.
    TooMuch,
}

/// So many pairs of a stop and a time are looked at in one route, and so much is done for its breaks: below
/// a second.
const MOST_CELLS: usize = 1 << 24;
const MOST_WORK: usize = 1 << 29;

/// When each moment begins, so that as little as can be is outside windows, then the route is as short as can
/// be, then all is as early as can be. The first moment is the start of the route, the last its end.
///
/// Takes time and memory that grow with the number of moments times that of the ends of all windows, and
/// where breaks are with the square of the latter.
pub(in crate::instances::vroom) fn earliest(moments: &[Moment]) -> Result<Vec<i64>, EtaError> {
    let line = Line::new(moments);
    let count = line.corners.len();
    if moments.is_empty() {
        return Ok(Vec::new());
    }
    if (line.legs.len() + 1).saturating_mul(count) > MOST_CELLS {
        return Err(EtaError::TooMuch);
    }
    let own = |at: usize, corner: usize| {
        let part = if at == 0 {
            Part::Start
        } else if at + 1 == moments.len() {
            Part::End
        } else {
            Part::Between
        };
        cost(&moments[at], part, line.corners[corner] + line.offsets[at])
    };
    let mut costs: Vec<Option<Cost>> = (0..count).map(|corner| own(0, corner)).collect();
    let mut choices: Vec<Vec<u32>> = Vec::with_capacity(line.legs.len());
    let mut rests: Vec<Option<Rests>> = Vec::with_capacity(line.legs.len());
    let (mut from, mut work) = (0, 0_usize);
    for leg in &line.legs {
        let breaks =
            (leg.to > from + 1).then(|| Rests::new(moments, &line, from + 1..leg.to, leg.travel));
        let records = records(&costs);
        let each = breaks.as_ref().map_or(0, |rests| rests.work() + count);
        work = work.saturating_add(each.saturating_mul(records.len()));
        if work > MOST_WORK {
            return Err(EtaError::TooMuch);
        }
        let (before, chosen) = reached(&costs, &records, breaks.as_ref());
        let next = before.iter().enumerate();
        let next = next.map(|(corner, before)| Some((*before)? + own(leg.to, corner)?));
        costs = next.collect();
        choices.push(chosen);
        rests.push(breaks);
        from = leg.to;
    }
    let best = costs.iter().enumerate().filter_map(|(at, cost)| Some(((*cost)?, at))).min();
    let (_, last) = best.ok_or(EtaError::Impossible)?;
    traced(moments, &line, &choices, &rests, last).ok_or(EtaError::Impossible)
}

/// The corners at which it costs less than at any before: no other needs to be left.
fn records(costs: &[Option<Cost>]) -> Vec<(usize, Cost)> {
    let mut records: Vec<(usize, Cost)> = Vec::new();
    for (at, cost) in costs.iter().enumerate() {
        if let Some(cost) = cost
            && records.last().is_none_or(|(_, best)| cost < best)
        {
            records.push((at, *cost));
        }
    }
    records
}

/// What it costs at least to be at each corner, and from which one comes.
fn reached(
    costs: &[Option<Cost>],
    records: &[(usize, Cost)],
    breaks: Option<&Rests>,
) -> (Vec<Option<Cost>>, Vec<u32>) {
    let id = |corner: usize| u32::try_from(corner).unwrap_or(u32::MAX);
    let mut best = vec![None; costs.len()];
    let mut chosen = vec![0; costs.len()];
    let Some(breaks) = breaks else {
        for (number, (from, cost)) in records.iter().enumerate() {
            let end = records.get(number + 1).map_or(costs.len(), |(next, _)| *next);
            best[*from..end].fill(Some(*cost));
            chosen[*from..end].fill(id(*from));
        }
        return (best, chosen);
    };
    let mut row = Vec::new();
    for (from, cost) in records {
        breaks.from(*from, &mut row);
        for to in *from..costs.len() {
            let here = breaks.until(to, &row).map(|breaks| *cost + breaks);
            if here.is_some() && least(best[to], here) != best[to] {
                (best[to], chosen[to]) = (here, id(*from));
            }
        }
    }
    (best, chosen)
}

/// The beginnings, from the corner of the end back.
fn traced(
    moments: &[Moment],
    line: &Line,
    choices: &[Vec<u32>],
    rests: &[Option<Rests>],
    last: usize,
) -> Option<Vec<i64>> {
    let mut begins: Vec<i64> = line.offsets.clone();
    let mut at = last;
    for (number, leg) in line.legs.iter().enumerate().rev() {
        begins[leg.to] += line.corners[at];
        let from = choices[number][at] as usize;
        if let Some(rests) = &rests[number] {
            let times = rests.times(from, at)?;
            let first = leg.to - times.len();
            for (begins, time) in begins[first..leg.to].iter_mut().zip(times) {
                *begins += time;
            }
        }
        at = from;
    }
    begins[0] += line.corners[at];
    debug_assert_eq!(begins.len(), moments.len());
    Some(begins)
}
