//! Multipolygons: ways joined to rings, holes put into the rings around them.

use super::{
    Area, AreaKind, Draft, Path,
    inside::{BoxedRing, smallest_around},
    rings::rings,
    sighted::SightedRelation,
};
use crate::units::LonLat;

/// Holes times corners around them, above which they are not looked for: real ones stay far below.
const MAX_TESTS: usize = 20_000_000;

/// The polygons of a relation, and whether they are all that it should have.
pub(super) fn areas(
    relation: &SightedRelation,
    kind: AreaKind,
    draft: &Draft,
    mut locate: impl FnMut(i64) -> Option<LonLat>,
) -> (Vec<Area>, bool) {
    let mut whole = true;
    let mut boxed = |hole: bool| {
        let ways = relation.ways.iter().filter(|way| way.1 == hole);
        let ways: Vec<Option<&[i64]>> = ways.map(|(id, _)| draft.member(*id)).collect();
        whole &= ways.iter().all(Option::is_some);
        let joined = rings(&ways.into_iter().flatten().collect::<Vec<_>>());
        whole &= joined.whole;
        let mut boxed = Vec::with_capacity(joined.closed.len());
        for ring in joined.closed {
            let all = ring.len();
            let corners: Vec<LonLat> = ring.into_iter().filter_map(&mut locate).collect();
            whole &= corners.len() == all;
            if corners.len() > 2 {
                boxed.extend(BoxedRing::new(corners));
            }
        }
        boxed
    };
    let (outers, inners) = (boxed(false), boxed(true));
    let mut holes: Vec<Vec<Path>> = outers.iter().map(|_| Vec::new()).collect();
    let corners: usize = outers.iter().map(|outer| outer.ring.len()).sum();
    if corners.saturating_mul(inners.len()) > MAX_TESTS {
        whole = false;
    } else {
        for inner in inners {
            match smallest_around(&outers, &inner) {
                Some(outer) => holes[outer].push(inner.ring),
                None => whole = false,
            }
        }
    }
    let areas = outers.into_iter().zip(holes).map(|(outer, holes)| {
        let rings = std::iter::once(outer.ring).chain(holes).collect();
        Area { kind, rings }
    });
    (areas.collect(), whole)
}
