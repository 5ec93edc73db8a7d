//! Some ways or relations, drawn.

use super::{
    Area, Draft, Line, LineKind, Path, SceneryCounts, Spot, SpotKind,
    look::Look,
    relation,
    sighted::{SightedRelation, SightedWay},
};
use crate::units::LonLat;

/// Some ways or relations, drawn.
#[derive(Default)]
pub(super) struct Part {
    pub(super) areas: Vec<Area>,
    pub(super) lines: Vec<Line>,
    pub(super) spots: Vec<Spot>,
    pub(super) counts: SceneryCounts,
}

impl Part {
    /// Draws a way.
    pub(super) fn way(
        &mut self,
        way: &SightedWay,
        draft: &Draft,
        locate: impl FnMut(i64) -> Option<LonLat>,
    ) {
        let Some(look) = way.look else { return };
        let refs = &draft.refs[way.refs.clone()];
        let nodes: Vec<Option<LonLat>> = refs.iter().copied().map(locate).collect();
        if let Some(kind) = look.line {
            self.lines(&look, kind, &nodes);
        }
        let is_area = look.area.is_some() || look.poi.is_some() || look.number > 0;
        if !is_area {
            return;
        }
        // The first corner is the last one again.
        let all = nodes.len() - 1;
        let corners: Vec<LonLat> = nodes.into_iter().skip(1).flatten().collect();
        self.counts.broken_ways += u64::from(corners.len() < all);
        if corners.len() < 3 {
            return;
        }
        self.spots(&look, &corners);
        if let Some(kind) = look.area {
            self.areas.push(Area { kind, rings: vec![Path(corners)] });
        }
    }

    /// Draws a relation.
    pub(super) fn relation(
        &mut self,
        relation: &SightedRelation,
        draft: &Draft,
        locate: impl FnMut(i64) -> Option<LonLat>,
    ) {
        let Some(kind) = relation.look.area else { return };
        let (areas, whole) = relation::areas(relation, kind, draft, locate);
        self.counts.broken_relations += u64::from(!whole);
        let largest = areas.iter().map(|area| &area.rings[0]).max_by_key(|ring| ring.len());
        if let Some(ring) = largest {
            self.spots(&relation.look, ring);
        }
        self.areas.extend(areas);
    }

    /// A line ends where the extract lacks a node.
    fn lines(&mut self, look: &Look, kind: LineKind, nodes: &[Option<LonLat>]) {
        for piece in nodes.split(Option::is_none) {
            let mut path: Vec<LonLat> = piece.iter().copied().flatten().collect();
            path.dedup();
            if path.len() > 1 {
                let Look { name, bridge, tunnel, bike, .. } = *look;
                self.lines.push(Line { kind, name, bridge, tunnel, bike, path: Path(path) });
            }
        }
    }

    /// What has a name or a number is at the mean of its corners.
    fn spots(&mut self, look: &Look, corners: &[LonLat]) {
        let mean = |of: fn(LonLat) -> i32| {
            let sum: i64 = corners.iter().map(|corner| i64::from(of(*corner))).sum();
            sum.checked_div(i64::try_from(corners.len()).ok()?)
        };
        let at = mean(LonLat::lon_e7).zip(mean(LonLat::lat_e7));
        let Some(at) = at.and_then(|(lon, lat)| LonLat::from_e7(lon, lat)) else { return };
        if let Some(kind) = look.poi.filter(|_| look.name > 0) {
            self.spots.push(Spot { kind: SpotKind::Poi(kind), name: look.name, at });
        }
        if look.number > 0 {
            self.spots.push(Spot { kind: SpotKind::Housenumber, name: look.number, at });
        }
    }
}
