//! Which conditions make a difference to a vehicle class.

use super::{
    metric::weights,
    street::{Feature, Restriction, StreetGraph},
};
use crate::osm::Profile;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// A feature with more conditions is taken to depend on each of them.
const MOST_TRIED: usize = 4;

/// The conditions of a graph on which it depends where, or how fast, this profile rides: indices into
/// [`StreetGraph::conditions`], sorted. Of all others it does not matter whether they hold.
///
/// Linear in the features.
#[must_use]
pub fn timed_conditions(graph: &StreetGraph, profile: &Profile) -> Vec<u32> {
    let of_features = graph.features.par_iter().flat_map_iter(|feature| {
        let own = conditions(graph, feature);
        if depends(feature, &own, graph, profile) { own } else { Vec::new() }
    });
    let mut all: BTreeSet<u32> = of_features.collect::<Vec<u32>>().into_iter().collect();
    if profile.turns.restrictions {
        let own = |it: &Restriction| it.condition.into_iter().chain(it.unless.clone());
        all.extend(graph.restrictions.iter().flat_map(own));
    }
    all.into_iter().collect()
}

/// Those of the graph's conditions that stand in a feature's tags.
fn conditions(graph: &StreetGraph, feature: &Feature) -> Vec<u32> {
    let (Feature::Street(tags) | Feature::Ferry { tags, .. } | Feature::Barrier(tags)) = feature;
    if !tags.is_conditional() {
        return Vec::new();
    }
    let clauses = tags.conditional().flat_map(|it| it.clauses);
    let index = |condition: String| graph.conditions.binary_search(&condition).ok();
    let found = clauses.filter_map(|clause| u32::try_from(index(clause.condition)?).ok());
    let found: BTreeSet<u32> = found.collect();
    found.into_iter().collect()
}

/// Does it make any difference which of its conditions hold?
fn depends(feature: &Feature, own: &[u32], graph: &StreetGraph, profile: &Profile) -> bool {
    if own.is_empty() || own.len() > MOST_TRIED {
        return !own.is_empty();
    }
    let base = weights(feature, profile, &|_| false);
    (1_u32..1 << own.len()).any(|some| {
        let holds = |condition: &str| {
            let text = |index: u32| graph.conditions[index as usize].as_str();
            own.iter()
                .enumerate()
                .any(|(bit, index)| some >> bit & 1 == 1 && text(*index) == condition)
        };
        weights(feature, profile, &holds) != base
    })
}
