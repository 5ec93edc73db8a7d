//! What was sighted in all blocks, joined.

use super::{
    Sighted, Spot,
    sighted::{SightedRelation, SightedWay},
};
use rayon::prelude::*;
use std::{
    collections::{HashMap, hash_map::Entry},
    ops::Range,
};

/// Most multipolygons that one way may bound. Real ones bound two or three; a hostile file could
/// otherwise make any number of copies of a long way.
const MAX_USES: u32 = 16;

/// The scenery, its nodes not known yet.
pub(in crate::osm) struct Draft {
    pub(super) names: Vec<String>,
    pub(super) ways: Vec<SightedWay>,
    pub(super) refs: Vec<i64>,
    pub(super) relations: Vec<SightedRelation>,
    pub(super) spots: Vec<Spot>,
    /// Ways that relations are made of: sorted ids, and where their nodes are.
    pub(super) members: Vec<(i64, Range<usize>)>,
}

impl Draft {
    /// Joins all blocks, in file order.
    pub(in crate::osm) fn join(blocks: Vec<Sighted>) -> Self {
        let wanted = wanted(&blocks);
        let mut draft = Self {
            names: vec![String::new()],
            ways: Vec::new(),
            refs: Vec::new(),
            relations: Vec::new(),
            spots: Vec::new(),
            members: Vec::new(),
        };
        let mut known = HashMap::from([(String::new(), 0)]);
        for block in blocks {
            draft.add(block, &wanted, &mut known);
        }
        // Of a way that is there twice, the last counts.
        draft.members.reverse();
        draft.members.sort_by_key(|member| member.0);
        draft.members.dedup_by_key(|member| member.0);
        draft
    }

    fn add(&mut self, block: Sighted, wanted: &[i64], known: &mut HashMap<String, u32>) {
        let numbers: Vec<u32> = std::iter::once(0)
            .chain(block.names.into_iter().map(|name| self.number(name, known)))
            .collect();
        let number = |name: u32| numbers[name as usize];
        for way in block.ways {
            let is_wanted = wanted.binary_search(&way.id).is_ok();
            if way.look.is_none() && !is_wanted {
                continue;
            }
            let start = self.refs.len();
            self.refs.extend_from_slice(&block.refs[way.refs]);
            let refs = start..self.refs.len();
            if is_wanted {
                self.members.push((way.id, refs.clone()));
            }
            if let Some(mut look) = way.look {
                (look.name, look.number) = (number(look.name), number(look.number));
                self.ways.push(SightedWay { id: way.id, look: Some(look), refs });
            }
        }
        self.relations.extend(block.relations.into_iter().map(|mut relation| {
            let look = &mut relation.look;
            (look.name, look.number) = (number(look.name), number(look.number));
            relation
        }));
        let spots = block.spots.into_iter();
        self.spots.extend(spots.map(|spot| Spot { name: number(spot.name), ..spot }));
    }

    fn number(&mut self, name: String, known: &mut HashMap<String, u32>) -> u32 {
        match known.entry(name) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                self.names.push(entry.key().clone());
                let number = u32::try_from(self.names.len() - 1)
                    .expect("invariant: fewer than 2^32 distinct texts fit in memory");
                *entry.insert(number)
            }
        }
    }

    /// Sorted ids of the nodes that it needs.
    pub(in crate::osm) fn needed(&self) -> Vec<i64> {
        let mut needed = self.refs.clone();
        needed.par_sort_unstable();
        needed.dedup();
        needed
    }

    /// The nodes of a member way.
    pub(super) fn member(&self, id: i64) -> Option<&[i64]> {
        let index = self.members.binary_search_by_key(&id, |member| member.0).ok()?;
        Some(&self.refs[self.members[index].1.clone()])
    }

    /// Takes out of each relation the ways that too many others have as well; tells how many
    /// relations lost one.
    pub(super) fn bound_uses(&mut self) -> u64 {
        let mut uses = HashMap::<i64, u32>::new();
        let mut losers = 0;
        for relation in &mut self.relations {
            let before = relation.ways.len();
            relation.ways.sort_by_key(|way| way.0);
            relation.ways.dedup_by_key(|way| way.0);
            let unique = relation.ways.len();
            relation.ways.retain(|(id, _)| {
                let uses = uses.entry(*id).or_default();
                *uses += 1;
                *uses <= MAX_USES
            });
            losers += u64::from(unique < before || relation.ways.len() < unique);
        }
        losers
    }
}

/// Sorted ids of the ways that relations are made of.
fn wanted(blocks: &[Sighted]) -> Vec<i64> {
    let relations = blocks.iter().flat_map(|block| &block.relations);
    let mut wanted: Vec<i64> =
        relations.flat_map(|relation| &relation.ways).map(|(id, _)| *id).collect();
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}
