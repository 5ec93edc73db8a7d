//! What is near, at each zoom.

use super::{frame::Frame, world::Point, zooms};
use rstar::{
    AABB, RTree,
    primitives::{GeomWithData, Rectangle},
};

type Entry = GeomWithData<Rectangle<[f64; 2]>, u32>;

/// An R-tree for each zoom from which on things are drawn, so that a tile of a low zoom does not walk
/// over all the buildings of a town.
pub(super) struct Levels {
    trees: Vec<RTree<Entry>>,
}

impl Levels {
    /// From the least zoom and the points of each thing; things without a point are never seen.
    pub(super) fn new<'a, P: Iterator<Item = &'a Point>>(
        things: impl Iterator<Item = (u8, P)>,
    ) -> Self {
        let mut entries: Vec<Vec<Entry>> = (zooms::MIN..=zooms::MAX).map(|_| Vec::new()).collect();
        for (index, (zoom, points)) in things.enumerate() {
            let corners = points.fold(None, |corners: Option<(Point, Point)>, at| {
                let (min, max) = corners.unwrap_or((*at, *at));
                let pick = |a: Point, by: fn(u32, u32) -> u32| [by(a[0], at[0]), by(a[1], at[1])];
                Some((pick(min, u32::min), pick(max, u32::max)))
            });
            let Some((min, max)) = corners else { continue };
            let corners = Rectangle::from_corners(min.map(f64::from), max.map(f64::from));
            let index = u32::try_from(index).expect("invariant: fewer than 2^32 things in memory");
            let level = zoom.clamp(zooms::MIN, zooms::MAX) - zooms::MIN;
            entries[usize::from(level)].push(Entry::new(corners, index));
        }
        Self { trees: entries.into_iter().map(RTree::bulk_load).collect() }
    }

    /// Indices of the things that a tile may show, ascending.
    pub(super) fn in_frame(&self, frame: &Frame) -> Vec<usize> {
        let [min, max] = frame.shown();
        let shown = AABB::from_corners(min, max);
        let levels = usize::from(frame.zoom - zooms::MIN) + 1;
        let trees = self.trees.iter().take(levels);
        let mut indices: Vec<usize> = trees
            .flat_map(|tree| tree.locate_in_envelope_intersecting(shown))
            .map(|entry| entry.data as usize)
            .collect();
        indices.sort_unstable();
        indices
    }
}
