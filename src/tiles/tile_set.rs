//! All tiles of a map.

use super::{
    frame::Frame,
    layers,
    levels::Levels,
    world::{Point, doubled_area, project},
    zooms,
};
use crate::{
    geo::BoundingBox,
    osm::{AreaKind, BikeKind, LineKind, Scenery, SpotKind},
};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use quick_cache::{Weighter, sync::Cache};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::{
    fmt::{self, Write as _},
    io::{Read as _, Write as _},
    sync::Arc,
};

/// Bytes of packed tiles that are remembered.
const CACHE_BYTES: u64 = 64 << 20;
/// Tiles that the cache is laid out for.
const CACHE_TILES: usize = 8192;
/// Raised whenever the same scenery gives other tiles.
const SCHEME: u32 = 1;

pub(super) struct AreaShape {
    pub(super) kind: AreaKind,
    pub(super) rings: Vec<Vec<Point>>,
}

pub(super) struct LineShape {
    pub(super) kind: LineKind,
    pub(super) name: u32,
    pub(super) bridge: bool,
    pub(super) tunnel: bool,
    pub(super) bike: Option<BikeKind>,
    pub(super) points: Vec<Point>,
}

pub(super) struct SpotShape {
    pub(super) kind: SpotKind,
    pub(super) name: u32,
    pub(super) at: Point,
}

/// The scenery, projected and indexed.
pub(super) struct Shapes {
    names: Vec<String>,
    pub(super) areas: Vec<AreaShape>,
    pub(super) lines: Vec<LineShape>,
    pub(super) spots: Vec<SpotShape>,
    pub(super) near_areas: Levels,
    pub(super) near_lines: Levels,
    pub(super) near_spots: Levels,
}

/// All tiles of a map, made when they are asked for; the last ones are remembered, up to 64 MiB.
pub struct TileSet {
    shapes: Shapes,
    bounds: Option<BoundingBox>,
    version: String,
    made: Cache<(u8, u32, u32), Arc<[u8]>, Bytes>,
}

#[derive(Clone)]
struct Bytes;

impl Weighter<(u8, u32, u32), Arc<[u8]>> for Bytes {
    fn weight(&self, _: &(u8, u32, u32), tile: &Arc<[u8]>) -> u64 {
        // An empty tile takes room as well.
        tile.len() as u64 + 128
    }
}

impl TileSet {
    /// Projects and indexes the scenery of a map.
    #[must_use]
    pub fn new(scenery: Scenery) -> Self {
        let (bounds, version) = (scenery.bounds, version(&scenery));
        let made = Cache::with_weighter(CACHE_TILES, CACHE_BYTES, Bytes);
        Self { shapes: Shapes::new(scenery), bounds, version, made }
    }

    /// The tile at `z/x/y`, packed with gzip; empty if there is nothing to be seen there. `None` if
    /// there is no such tile: `z` must be from [`min_zoom`](Self::min_zoom) to
    /// [`max_zoom`](Self::max_zoom), `x` and `y` below 2^z. The same scenery always gives the same
    /// bytes.
    #[must_use]
    pub fn tile(&self, z: u8, x: u32, y: u32) -> Option<Vec<u8>> {
        let frame = Frame::new(z, x, y)?;
        if let Some(tile) = self.made.get(&(z, x, y)) {
            return Some(tile.to_vec());
        }
        let tile = self.make(&frame);
        self.made.insert((z, x, y), tile.as_slice().into());
        Some(tile)
    }

    /// Is there a tile at `z/x/y`, be it an empty one?
    #[must_use]
    pub fn has(&self, z: u8, x: u32, y: u32) -> bool {
        Frame::new(z, x, y).is_some()
    }

    /// The same as [`Self::tile`] if it is remembered: no work at all.
    #[must_use]
    pub fn remembered(&self, z: u8, x: u32, y: u32) -> Option<Vec<u8>> {
        self.made.get(&(z, x, y)).map(|tile| tile.to_vec())
    }

    /// The same, without a look at what is remembered, and without remembering it.
    #[must_use]
    pub fn tile_afresh(&self, z: u8, x: u32, y: u32) -> Option<Vec<u8>> {
        Some(self.make(&Frame::new(z, x, y)?))
    }

    /// What the map covers; `None` if it is empty.
    #[must_use]
    pub const fn bounds(&self) -> Option<BoundingBox> {
        self.bounds
    }

    /// The least zoom of which there are tiles.
    #[must_use]
    pub const fn min_zoom(&self) -> u8 {
        zooms::MIN
    }

    /// The greatest zoom of which there are tiles; beyond it, whoever draws enlarges them.
    #[must_use]
    pub const fn max_zoom(&self) -> u8 {
        zooms::MAX
    }

    /// Some hexadecimal digits that differ whenever any tile may: an `ETag` for all of them.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    fn make(&self, frame: &Frame) -> Vec<u8> {
        let bytes = layers::encode(&self.shapes, frame)
            .expect("invariant: each layer is added once, and whole numbers can be encoded");
        if bytes.is_empty() {
            return bytes;
        }
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer
            .write_all(&bytes)
            .and_then(|()| packer.finish())
            .expect("invariant: memory takes what is written")
    }
}

impl fmt::Debug for TileSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TileSet").field("version", &self.version).finish_non_exhaustive()
    }
}

impl Shapes {
    fn new(scenery: Scenery) -> Self {
        let areas: Vec<AreaShape> = scenery
            .areas
            .into_par_iter()
            .map(|area| {
                let ring = |ring: &crate::osm::Path| ring.iter().copied().map(project).collect();
                AreaShape { kind: area.kind, rings: area.rings.iter().map(ring).collect() }
            })
            .collect();
        let lines: Vec<LineShape> = scenery
            .lines
            .into_par_iter()
            .map(|line| LineShape {
                kind: line.kind,
                name: line.name,
                bridge: line.bridge,
                tunnel: line.tunnel,
                bike: line.bike,
                points: line.path.iter().copied().map(project).collect(),
            })
            .collect();
        let spots: Vec<SpotShape> = scenery
            .spots
            .into_iter()
            .map(|spot| SpotShape { kind: spot.kind, name: spot.name, at: project(spot.at) })
            .collect();
        let near_areas = Levels::new(areas.iter().map(|area| {
            let outer = area.rings.first().map_or(&[][..], Vec::as_slice);
            (zooms::of_area(area.kind, doubled_area(outer).abs() / 2.0), outer.iter())
        }));
        let near_lines =
            Levels::new(lines.iter().map(|line| (zooms::of_line(line.kind), line.points.iter())));
        let near_spots = Levels::new(
            spots
                .iter()
                .map(|spot| (zooms::of_spot(spot.kind), std::slice::from_ref(&spot.at).iter())),
        );
        Self { names: scenery.names, areas, lines, spots, near_areas, near_lines, near_spots }
    }

    /// The name with this index; empty if there is none.
    pub(super) fn name(&self, index: u32) -> &str {
        self.names.get(index as usize).map_or("", String::as_str)
    }
}

/// A packed tile, unpacked.
///
/// # Errors
///
/// If it is no packed tile.
pub fn unpacked(tile: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(4 * tile.len());
    GzDecoder::new(tile).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A hash of all that goes into the tiles.
fn version(scenery: &Scenery) -> String {
    let mut hash = Sha256::new();
    hash.update(SCHEME.to_le_bytes());
    hash.update(env!("CARGO_PKG_VERSION"));
    let bytes = postcard::to_stdvec(scenery).expect("invariant: plain data can be written");
    hash.update(bytes);
    let digits = hash.finalize();
    digits.iter().take(12).fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
