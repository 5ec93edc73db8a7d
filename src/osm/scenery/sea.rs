//! The sea: what lies right of the coastlines, up to the edge of the extract.
//!
//! OpenStreetMap has no polygon of the sea, only coastlines with land on their left. Each stretch of
//! coast inside the extract enters and leaves over its edge; from where it leaves, the sea goes on
//! clockwise along the edge to where the next one enters.

use super::{
    Area, AreaKind, Path,
    inside::{BoxedRing, doubled_area, smallest_around},
    shore::{self, Shore},
};
use crate::{geo::BoundingBox, units::LonLat};
use std::collections::{BTreeMap, HashMap};

/// How far a coast may end from the edge, as a share of the box's longer side.
const REACH: f64 = 0.05;

/// The sea within `bounds`.
///
/// # Errors
///
/// The number of ends of coasts inside `bounds`, or of stretches that cannot be told land from sea:
/// with one, the sea could be anywhere.
pub(super) fn sea(
    coasts: &[&[i64]],
    mut locate: impl FnMut(i64) -> Option<LonLat>,
    bounds: BoundingBox,
) -> Result<Vec<Area>, u64> {
    let mut shores = Vec::new();
    let mut rings = Vec::new();
    for coast in join(coasts) {
        let closed = coast.first() == coast.last();
        let nodes: Vec<Option<LonLat>> = coast.into_iter().map(&mut locate).collect();
        for line in lines(nodes, closed, &bounds) {
            let whole = closed && line.len() > 3 && line.first() == line.last();
            let cut = shore::cut(&line, &bounds);
            match cut.as_slice() {
                [one] if whole && one.path == line => {
                    rings.extend(BoxedRing::new(line[1..].to_vec()));
                }
                _ => shores.extend(cut),
            }
        }
    }
    let (islands, mut waters): (Vec<_>, Vec<_>) =
        rings.into_iter().partition(|ring| doubled_area(&ring.ring) > 0);
    if shores.is_empty() && !islands.is_empty() {
        let edge = shore::corners(&bounds).into_iter().map(|corner| corner.1).collect();
        waters.extend(BoxedRing::new(edge));
    }
    waters.extend(along_the_edge(&mut shores, &bounds)?.into_iter().filter_map(BoxedRing::new));

    let mut holes: Vec<Vec<Path>> = waters.iter().map(|_| Vec::new()).collect();
    for island in islands {
        if let Some(water) = smallest_around(&waters, &island) {
            holes[water].push(island.ring);
        }
    }
    let areas = waters.into_iter().zip(holes).map(|(water, holes)| Area {
        kind: AreaKind::Water,
        rings: std::iter::once(water.ring).chain(holes).collect(),
    });
    Ok(areas.collect())
}

/// Joins ways, each end to the start of another; never against their direction.
fn join(coasts: &[&[i64]]) -> Vec<Vec<i64>> {
    let mut starts = HashMap::<i64, Vec<usize>>::new();
    let mut ends = HashMap::<i64, usize>::new();
    for (index, coast) in coasts.iter().enumerate().rev() {
        if let [first, .., last] = coast {
            starts.entry(*first).or_default().push(index);
            *ends.entry(*last).or_default() += 1;
        }
    }
    let begins = |coast: &&[i64]| coast.first().is_some_and(|first| !ends.contains_key(first));
    let mut used = vec![false; coasts.len()];
    let mut joined = Vec::new();
    // First those that begin somewhere, then the circles.
    let (heads, others): (Vec<usize>, Vec<usize>) =
        (0..coasts.len()).partition(|index| begins(&coasts[*index]));
    for start in heads.into_iter().chain(others) {
        if coasts[start].len() < 2 || std::mem::replace(&mut used[start], true) {
            continue;
        }
        let mut line = coasts[start].to_vec();
        while line.first() != line.last() {
            let next = line.last().and_then(|last| starts.get_mut(last)).and_then(Vec::pop);
            let Some(next) = next else { break };
            if !std::mem::replace(&mut used[next], true) {
                line.extend_from_slice(&coasts[next][1..]);
            }
        }
        joined.push(line);
    }
    joined
}

/// The stretches of a coast of which all nodes are known. A closed one starts outside the box or
/// behind a gap, if there is one.
fn lines(mut nodes: Vec<Option<LonLat>>, closed: bool, bounds: &BoundingBox) -> Vec<Vec<LonLat>> {
    if closed && nodes.len() > 1 {
        let outside = |node: &Option<LonLat>| node.is_none_or(|at| !bounds.contains(at));
        if let Some(start) = nodes.iter().position(outside) {
            nodes.pop();
            nodes.rotate_left(start);
            nodes.extend_from_within(..1);
        }
    }
    let pieces = nodes.split(Option::is_none);
    let lines = pieces.map(|piece| {
        let mut line: Vec<LonLat> = piece.iter().copied().flatten().collect();
        line.dedup();
        line
    });
    lines.filter(|line| line.len() > 1).collect()
}

/// Makes a coast whose last node is near the edge end on it: an extract that was cut without complete
/// ways lacks the nodes behind.
fn reach_edge(path: &mut Vec<LonLat>, bounds: &BoundingBox) {
    let Some(last) = path.last().copied() else { return };
    if shore::along_edge(last, bounds).is_none() {
        path.extend(shore::nearest_on_edge(last, bounds, REACH));
    }
}

/// Rings of sea between the coasts and the edge of the box.
fn along_the_edge(shores: &mut [Shore], bounds: &BoundingBox) -> Result<Vec<Vec<LonLat>>, u64> {
    for shore in &mut *shores {
        reach_edge(&mut shore.path, bounds);
        shore.path.reverse();
        reach_edge(&mut shore.path, bounds);
        shore.path.reverse();
    }
    let on_edge = |at: Option<&LonLat>| at.and_then(|at| shore::along_edge(*at, bounds));
    let mut entries = BTreeMap::new();
    let mut exits = Vec::with_capacity(shores.len());
    let mut loose = 0;
    for (index, shore) in shores.iter().enumerate() {
        match on_edge(shore.path.first()) {
            Some(along) => loose += u64::from(entries.insert(along, index).is_some()),
            None => loose += 1,
        }
        exits.push(on_edge(shore.path.last()));
        loose += u64::from(exits[index].is_none());
    }
    if loose > 0 {
        return Err(loose);
    }
    let corners = shore::corners(bounds);
    let mut used = vec![false; shores.len()];
    let mut rings = Vec::new();
    for start in 0..shores.len() {
        let mut ring: Vec<LonLat> = Vec::new();
        let mut at = start;
        while !std::mem::replace(&mut used[at], true) {
            ring.extend_from_slice(&shores[at].path);
            let Some(exit) = exits[at] else { return Err(1) };
            let ahead = entries.range(exit..).next();
            let wraps = ahead.is_none();
            let Some((entry, next)) = ahead.or_else(|| entries.iter().next()) else {
                return Err(1);
            };
            let passed = |from: i64, to: i64| {
                corners.iter().filter(move |(along, _)| from < *along && *along < to).map(|c| c.1)
            };
            if wraps {
                ring.extend(passed(exit, i64::MAX));
                ring.extend(passed(-1, *entry));
            } else {
                ring.extend(passed(exit, *entry));
            }
            at = *next;
        }
        // Entries are distinct, so that exits lead to distinct ones unless two coasts cross or one
        // runs the wrong way.
        if at != start && !ring.is_empty() {
            return Err(1);
        }
        if !ring.is_empty() {
            ring.dedup();
            rings.push(ring);
        }
    }
    Ok(rings)
}

#[cfg(test)]
mod tests;
