//! What each section rises and falls.
//!
//! Every node has one height, in whole decimetres, and the rise of a section less its fall is the
//! difference of its ends, to the decimetre: so whoever comes back to where they started has gone
//! up as much as down. Only sections with an end whose height is not known are left out: they are
//! flat.

use super::street::{Feature, Section, SectionId, StreetGraph};
use crate::{
    elevation::{Elevation, Gap},
    geo::haversine_m,
    osm::{Tags, is_ferry},
    units::LonLat,
};
use petgraph::unionfind::UnionFind;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// So many looks at one section at most.
const MOST_LOOKS: usize = 2_000;
/// Rounds of evening out the heights of bridges, at most, and the change that ends it, in metres.
const ROUNDS: usize = 500;
const SETTLED_M: f64 = 0.001;

/// What is known of a map's heights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ClimbReport {
    /// Rasters that cover a part of the map.
    pub rasters: usize,
    /// Looks at the ground.
    pub looks: usize,
    /// Of these: where a raster has a void.
    pub voids: usize,
    /// Of these: where there is no raster.
    pub missing: usize,
    /// Sections with an unknown height at an end, taken for flat.
    pub flat_sections: usize,
    /// Their length in kilometres.
    pub flat_km: f64,
    /// The lowest and the highest node, in metres.
    pub heights_m: Option<[f64; 2]>,
    /// Sum of what all sections rise, in either direction, in metres.
    pub climb_m: f64,
}

/// Heights seen along a section.
type Looks = Vec<Result<f64, Gap>>;

/// Fills in what each section rises and falls.
pub(super) fn climb(graph: &mut StreetGraph, elevation: &Elevation) -> ClimbReport {
    let straight: Vec<bool> = graph.features.iter().map(is_straight).collect();
    let mut report = ClimbReport { rasters: elevation.rasters(), ..ClimbReport::default() };
    let nodes: Vec<LonLat> = graph.graph.node_weights().copied().collect();
    let looks: Vec<Result<f64, Gap>> =
        nodes.par_iter().map(|place| elevation.height_m(*place)).collect();
    report.count(&looks);
    let heights = node_heights(graph, &straight, &looks);
    let sections: Vec<(Option<[u16; 2]>, Looks)> = (0..graph.sections.len())
        .into_par_iter()
        .map(|index| {
            let id = SectionId(u32::try_from(index).expect("invariant: sections count in u32"));
            let section = graph.section(id);
            let [from, to] = [section.from, section.to].map(|node| heights[node.index()]);
            let (Some(from), Some(to)) = (from, to) else { return (None, Vec::new()) };
            let looks = if straight[section.feature as usize] || section.length_cm == 0 {
                Vec::new()
            } else {
                looks_along(&graph.geometry(id).collect::<Vec<_>>(), elevation)
            };
            (Some(rise_and_fall_dm(from, &looks, to, elevation.ripple_m())), looks)
        })
        .collect();
    for (section, (climb, looks)) in graph.sections.iter_mut().zip(sections) {
        report.count(&looks);
        let [ascent_dm, descent_dm] = climb.unwrap_or_default();
        (section.ascent_dm, section.descent_dm) = (ascent_dm, descent_dm);
        report.climb_m += f64::from(ascent_dm) / 10.0 + f64::from(descent_dm) / 10.0;
        if climb.is_none() {
            report.flat_sections += 1;
            report.flat_km += f64::from(section.length_cm) / 100_000.0;
        }
    }
    let known = || heights.iter().flatten().map(|height| f64::from(*height) / 10.0);
    report.heights_m = known().reduce(f64::min).zip(known().reduce(f64::max)).map(Into::into);
    graph.has_elevation = true;
    report
}

impl ClimbReport {
    fn count(&mut self, looks: &[Result<f64, Gap>]) {
        self.looks += looks.len();
        self.voids += looks.iter().filter(|look| **look == Err(Gap::Void)).count();
        self.missing += looks.iter().filter(|look| **look == Err(Gap::Missing)).count();
    }
}

impl fmt::Display for ClimbReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [low, high] = self.heights_m.unwrap_or_default();
        writeln!(
            f,
            "elevation {} rasters, {} looks, {low:.0} m to {high:.0} m, {:.0} m of climb",
            self.rasters, self.looks, self.climb_m
        )?;
        for (count, what) in [
            (self.voids, "looks fall on voids of the rasters"),
            (self.missing, "looks are where no raster is"),
        ] {
            if count > 0 {
                let share = 100.0 * count as f64 / self.looks.max(1) as f64;
                writeln!(f, "note      {count} {what} ({share:.2} %)")?;
            }
        }
        if self.flat_sections > 0 {
            writeln!(
                f,
                "note      {} sections ({:.1} km) without a known height are taken for flat",
                self.flat_sections, self.flat_km
            )?;
        }
        Ok(())
    }
}

/// Does it run straight from end to end, whatever the ground does: a bridge, a tunnel, a ferry?
fn is_straight(feature: &Feature) -> bool {
    match feature {
        Feature::Street(tags) => is_bridge_or_tunnel(tags) || is_ferry(tags),
        Feature::Ferry { .. } | Feature::Barrier(_) => true,
    }
}

fn is_bridge_or_tunnel(tags: &Tags) -> bool {
    tags.value("bridge").is_some_and(|value| value != "no") || tags.is_tunnel()
}

/// Heights of all nodes in decimetres. Where only bridges or tunnels meet the ground says nothing:
/// there the height is between those of the neighbours, the nearer the more. The sides of a barrier
/// are of one height.
fn node_heights(
    graph: &StreetGraph,
    straight: &[bool],
    looks: &[Result<f64, Gap>],
) -> Vec<Option<i32>> {
    let mut places = UnionFind::<usize>::new(looks.len());
    let is_barrier = |section: &Section| section.length_cm == 0;
    for section in graph.sections.iter().filter(|section| is_barrier(section)) {
        places.union(section.from.index(), section.to.index());
    }
    let place = places.into_labeling();
    let mut heights: Vec<Option<f64>> = looks.iter().map(|look| look.ok()).collect();
    let mut on_ground = vec![false; looks.len()];
    let mut neighbours: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    for section in graph.sections.iter().filter(|section| !is_barrier(section)) {
        let [from, to] = [section.from, section.to].map(|node| place[node.index()]);
        if straight[section.feature as usize] {
            let weight = 1.0 / f64::from(section.length_cm);
            neighbours.entry(from).or_default().push((to, weight));
            neighbours.entry(to).or_default().push((from, weight));
        } else {
            (on_ground[from], on_ground[to]) = (true, true);
        }
    }
    // Where a bridge ends, the extract does: that is taken for ground.
    neighbours.retain(|node, others| !on_ground[*node] && others.len() > 1);
    for node in neighbours.keys() {
        heights[*node] = None;
    }
    for _ in 0..ROUNDS {
        let mut change = 0.0_f64;
        for (node, others) in &neighbours {
            let known =
                others.iter().filter_map(|(other, weight)| Some((heights[*other]?, weight)));
            let (sum, weights) = known.fold((0.0, 0.0), |(sum, weights), (height, weight)| {
                (sum + height * weight, weights + weight)
            });
            if weights > 0.0 {
                let new = sum / weights;
                change = change.max(heights[*node].map_or(f64::INFINITY, |it| (it - new).abs()));
                heights[*node] = Some(new);
            }
        }
        if change < SETTLED_M {
            break;
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "heights on Earth")]
    let decimetres = |height: f64| (height * 10.0).round() as i32;
    place.into_iter().map(|place| heights[place].map(decimetres)).collect()
}

/// Heights between the ends of a line, evenly spaced.
fn looks_along(points: &[LonLat], elevation: &Elevation) -> Vec<Result<f64, Gap>> {
    let lengths: Vec<f64> = points.windows(2).map(|it| haversine_m(it[0], it[1])).collect();
    let total: f64 = lengths.iter().sum();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let parts = ((total / elevation.step_m()).ceil() as usize).clamp(1, MOST_LOOKS);
    let mut looks = Vec::with_capacity(parts - 1);
    let (mut piece, mut before) = (0, 0.0);
    for part in 1..parts {
        let at = total * part as f64 / parts as f64;
        while piece + 1 < lengths.len() && before + lengths[piece] < at {
            before += lengths[piece];
            piece += 1;
        }
        let share = if lengths[piece] > 0.0 { (at - before) / lengths[piece] } else { 0.0 };
        let [a, b] = [points[piece], points[piece + 1]];
        let mix = |a: f64, b: f64| a + (b - a) * share.clamp(0.0, 1.0);
        let place = LonLat::from_degrees(mix(a.lon(), b.lon()), mix(a.lat(), b.lat()));
        looks.extend(place.map(|place| elevation.height_m(place)));
    }
    looks
}

/// What rises and what falls between two ends, whose heights are given in decimetres, in
/// decimetres. Between known looks the ground is straight, and what rises by less than `ripple_m`
/// and falls again is no hill.
fn rise_and_fall_dm(
    from_dm: i32,
    looks: &[Result<f64, Gap>],
    to_dm: i32,
    ripple_m: f64,
) -> [u16; 2] {
    let ends = [from_dm, to_dm].map(|height| f64::from(height) / 10.0);
    let inner = looks.iter().filter_map(|look| look.ok());
    let heights: Vec<f64> =
        std::iter::once(ends[0]).chain(inner).chain(std::iter::once(ends[1])).collect();
    let turns = without_ripples(turns(&heights), ripple_m);
    let metres: f64 = turns.windows(2).map(|pair| (pair[0] - pair[1]).max(0.0)).sum();
    #[expect(clippy::cast_possible_truncation, reason = "heights on Earth")]
    let fall_dm = (metres * 10.0).round() as i32;
    // The fall rounded, and the rise to match: so the difference is that of the ends.
    let rise_dm = to_dm - from_dm + fall_dm;
    [rise_dm, fall_dm].map(|it| u16::try_from(it.max(0)).unwrap_or(u16::MAX))
}

/// The ends, and where going up turns to going down, or the other way round.
fn turns(heights: &[f64]) -> Vec<f64> {
    let mut turns: Vec<f64> = Vec::new();
    for height in heights {
        if let [.., a, b] = turns[..]
            && (b - a) * (height - b) >= 0.0
        {
            turns.pop();
        }
        turns.push(*height);
    }
    turns
}

/// Takes out the smallest rise or fall between two turns, again and again, until none is below
/// `ripple`; the ends stay. The same in both directions.
fn without_ripples(mut turns: Vec<f64>, ripple: f64) -> Vec<f64> {
    while turns.len() > 2 {
        let steps = turns.windows(2).map(|pair| (pair[1] - pair[0]).abs());
        let smallest = steps.enumerate().min_by(|a, b| a.1.total_cmp(&b.1));
        let Some((at, _)) = smallest.filter(|(_, step)| *step < ripple) else { break };
        if at == 0 {
            turns.remove(1);
        } else if at + 2 == turns.len() {
            turns.remove(at);
        } else {
            turns.drain(at..at + 2);
        }
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn climbed(from_dm: i32, looks: &[f64], to_dm: i32) -> [u16; 2] {
        let looks: Vec<_> = looks.iter().map(|height| Ok(*height)).collect();
        rise_and_fall_dm(from_dm, &looks, to_dm, 2.0)
    }

    #[test]
    fn a_hill_counts_and_a_ripple_does_not() {
        assert_eq!(climbed(1000, &[], 1000), [0, 0]);
        assert_eq!(climbed(1000, &[102.0, 105.0], 1100), [100, 0]);
        assert_eq!(climbed(1000, &[102.0, 109.0, 104.0], 1000), [90, 90]);
        assert_eq!(climbed(1000, &[101.0, 100.0, 101.5, 100.5], 1000), [0, 0]);
        assert_eq!(climbed(1000, &[105.0, 104.0, 110.0], 1110), [110, 0]);
        assert_eq!(climbed(1110, &[110.0, 104.0, 105.0], 1000), [0, 110]);
    }

    #[test]
    fn what_is_not_known_between_two_heights_is_straight() {
        let looks = [Err(Gap::Void), Ok(105.0), Err(Gap::Missing)];
        assert_eq!(rise_and_fall_dm(1000, &looks, 1100, 2.0), [100, 0]);
    }

    #[test]
    fn more_than_fits_stays_at_the_most_that_fits() {
        assert_eq!(climbed(-4_000, &[], 88_000), [u16::MAX, 0]);
    }

    proptest! {
        #[test]
        fn the_rise_less_the_fall_is_the_difference_of_the_ends(
            from_dm in -100..5_000_i32,
            to_dm in -100..5_000_i32,
            looks in prop::collection::vec(0.0..500.0, 0..30),
        ) {
            let [rise, fall] = climbed(from_dm, &looks, to_dm).map(i32::from);
            prop_assert_eq!(rise - fall, to_dm - from_dm);
            let back: Vec<f64> = looks.iter().rev().copied().collect();
            let [fall_back, rise_back] = climbed(to_dm, &back, from_dm).map(i32::from);
            prop_assert!((rise_back - rise).abs() <= 1 && (fall_back - fall).abs() <= 1);
        }
    }
}
