//! The draft and the nodes, put together.

use super::{Draft, Finder, Scenery, SceneryCounts, part::Part, sea};
use crate::{geo::BoundingBox, units::LonLat};
use rayon::prelude::*;

/// Ways drawn at a time by one thread.
const CHUNK: usize = 2048;

impl Draft {
    /// Draws everything. `needed` are the sorted ids to which `positions` belong; `bounds` is what the
    /// extract says that it covers.
    pub(in crate::osm) fn finish(
        mut self,
        needed: &[i64],
        positions: &[Option<LonLat>],
        bounds: Option<BoundingBox>,
    ) -> Scenery {
        let broken_relations = self.bound_uses();
        let draft = &self;
        let ways = draft.ways.par_chunks(CHUNK).map(|ways| {
            let (mut part, mut finder) = (Part::default(), Finder::new(needed));
            let mut locate = |id| positions[finder.find(id)?];
            for way in ways {
                part.way(way, draft, &mut locate);
            }
            part
        });
        let relations = draft.relations.par_chunks(16).map(|relations| {
            let (mut part, mut finder) = (Part::default(), Finder::new(needed));
            let mut locate = |id| positions[finder.find(id)?];
            for relation in relations {
                part.relation(relation, draft, &mut locate);
            }
            part
        });
        let parts: Vec<Part> = ways.chain(relations).collect();

        let places = positions.iter().flatten().copied();
        let around = BoundingBox::around(places.chain(self.spots.iter().map(|spot| spot.at)));
        let bounds =
            around.map(|around| bounds.and_then(|bounds| bounds.common(&around)).unwrap_or(around));
        let mut scenery = Scenery {
            bounds,
            counts: SceneryCounts { broken_relations, ..SceneryCounts::default() },
            ..Scenery::default()
        };
        if let Some(bounds) = bounds {
            let coasts = self.ways.iter().filter(|way| way.look.is_some_and(|look| look.coast));
            let coasts: Vec<&[i64]> = coasts.map(|way| &self.refs[way.refs.clone()]).collect();
            let mut finder = Finder::new(needed);
            match sea::sea(&coasts, |id| positions[finder.find(id)?], bounds) {
                Ok(areas) => scenery.areas = areas,
                Err(ends) => scenery.counts.coast_ends = ends,
            }
        }
        scenery.names = self.names;
        scenery.spots = self.spots;
        for part in parts {
            scenery.areas.extend(part.areas);
            scenery.lines.extend(part.lines);
            scenery.spots.extend(part.spots);
            scenery.counts.broken_ways += part.counts.broken_ways;
            scenery.counts.broken_relations += part.counts.broken_relations;
        }
        tracing::debug!(counts = ?scenery.counts, "the scenery is drawn");
        scenery
    }
}
