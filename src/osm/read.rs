//! The two passes over an extract.
//!
//! The first pass finds the ways that some profile may use, the places, and what a map shows besides
//! ([`super::scenery`]); the second finds the
//! positions of the nodes that these need, and reads only the blobs that hold nodes. Blobs are
//! decoded in parallel, one a thread at a time, so memory is bounded by what is kept plus one block a
//! thread: some 10 MiB for a real one, some 500 MiB for the worst that is let through.

use super::{
    Extract, Profile, ReadError,
    blobs::{self, BlobAt},
    block::Block,
    first_pass::{self, Found},
    keys::Keys,
    scenery::{Draft, Finder, SceneryKeys, Sighted},
};
use crate::units::LonLat;
use rayon::prelude::*;
use std::{
    io::{Read, Seek},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

/// Told how many bytes are done, and of how many, whenever a blob is. Called from several threads.
pub type Progress<'a> = &'a (dyn Fn(u64, u64) + Sync);

/// Reads an extract in PBF form, keeping the ways that at least one of `profiles` may use.
///
/// # Errors
///
/// See [`ReadError`]: every way in which the bytes may be damaged, and an extract without any street
/// that may be used. A file that was cut exactly between two blocks looks like a smaller one, which
/// [`ReadCounts::missing_nodes`](super::ReadCounts) may hint at.
pub fn read_extract<R: Read + Seek + Send>(
    mut source: R,
    profiles: &[Profile],
    progress: Progress<'_>,
) -> Result<Extract, ReadError> {
    let blobs::Index { blobs, bounds } = blobs::index(&mut source)?;
    let bytes = |blobs: &[BlobAt]| blobs.iter().map(|at| at.length).sum::<u64>();
    let reader = Reader { source: Mutex::new(source), done: AtomicU64::new(0), progress };
    let (keys, scenery_keys) = (Keys::new(), SceneryKeys::new());
    // Until the first pass is over, the second is expected to be as long.
    let total = 2 * bytes(&blobs);
    let (found, sighted): (Vec<_>, Vec<_>) = blobs
        .par_iter()
        .map(|at| {
            let block = reader.block(*at, total)?;
            Ok((Found::read(&block, &keys, profiles)?, Sighted::read(&block, &scenery_keys)?))
        })
        .collect::<Result<Vec<_>, ReadError>>()?
        .into_iter()
        .unzip();

    let with_nodes: Vec<BlobAt> = blobs
        .iter()
        .zip(&found)
        .filter_map(|(at, found)| (found.counts.nodes > 0).then_some(*at))
        .collect();
    let (mut extract, needed, place_ways) = first_pass::join(found);
    if extract.ways.is_empty() {
        return Err(ReadError::NothingRideable { ways: extract.counts.ways });
    }

    let draft = Draft::join(sighted);
    let drawn = draft.needed();

    let total = bytes(&blobs) + bytes(&with_nodes);
    let positions = with_nodes
        .par_iter()
        .map(|at| positions(&reader.block(*at, total)?, [&needed, &drawn]))
        .collect::<Result<Vec<_>, ReadError>>()?;
    extract.positions = vec![None; needed.len()];
    let mut drawn_positions = vec![None; drawn.len()];
    for [of_needed, of_drawn] in positions {
        for (node, position) in of_needed {
            extract.positions[node as usize] = Some(position);
        }
        for (node, position) in of_drawn {
            drawn_positions[node as usize] = Some(position);
        }
    }
    if !has_street(&extract) {
        return Err(ReadError::NoStreet { ways: extract.ways.len() as u64 });
    }
    let missing = extract.refs.iter().filter(|node| extract.positions[**node as usize].is_none());
    extract.counts.missing_nodes = missing.count() as u64;
    let of_ways = place_ways.into_iter().filter_map(|way| way.place(&needed, &extract.positions));
    extract.places.extend(of_ways);
    extract.scenery = draft.finish(&drawn, &drawn_positions, bounds);
    Ok(extract)
}

/// Is there a way with two nodes in a row that the extract holds?
fn has_street(extract: &Extract) -> bool {
    let held = |node: u32| extract.positions[node as usize].is_some();
    extract.ways.iter().any(|way| {
        let mut pairs = extract.refs[way.refs.clone()].windows(2);
        pairs.any(|pair| pair[0] != pair[1] && held(pair[0]) && held(pair[1]))
    })
}

struct Reader<'a, R> {
    source: Mutex<R>,
    done: AtomicU64,
    progress: Progress<'a>,
}

impl<R: Read + Seek> Reader<'_, R> {
    fn block(&self, at: BlobAt, total: u64) -> Result<Block, ReadError> {
        let packed = {
            let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
            blobs::fetch(&mut *source, at)?
        };
        let block = Block::parse(&blobs::unpack(&packed, at)?, at.header)?;
        let done = self.done.fetch_add(at.length, Ordering::Relaxed) + at.length;
        (self.progress)(done, total);
        Ok(block)
    }
}

/// Positions of those nodes of a block that are in each of two lists of sorted ids, by their index in
/// it.
fn positions(block: &Block, lists: [&[i64]; 2]) -> Result<[Vec<(u32, LonLat)>; 2], ReadError> {
    let mut positions = [Vec::new(), Vec::new()];
    let mut finders = lists.map(Finder::new);
    block.nodes(|id, at, _| {
        for (finder, positions) in finders.iter_mut().zip(&mut positions) {
            if let Some(node) = finder.find(id) {
                let node = u32::try_from(node);
                positions.push((node.expect("invariant: fewer than 2^32 nodes fit in memory"), at));
            }
        }
        Ok(())
    })?;
    Ok(positions)
}
