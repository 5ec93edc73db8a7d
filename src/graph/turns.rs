//! Turn restrictions of ways to restrictions of edges.
//!
//! A way becomes several sections, so that "from this way over this node to that way" has to be found
//! among their edges: the one that arrives where the restriction says, all of a way in between, the one
//! that leaves. Where several could be meant (a way that goes on beyond the node, a loop), the one-way
//! rule decides; where it does not, the restriction is left out and counted. OpenStreetMap's rule is that
//! its ways end at the node, so that these are few.

use super::street::{NodeId, Restriction, Section};
use crate::osm::{
    RESTRICTION_BEYOND, RESTRICTION_NOT_UNDERSTOOD, Tags, TurnRestriction, Via, cycles_may_go,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
};

/// Longest restriction, in edges.
pub(super) const MAX_EDGES: usize = 32;
/// Most readings of one restriction that are looked at.
const MAX_READINGS: usize = 64;

const APART: &str = "its ways do not meet as it says";
const OPEN: &str = "it leaves open which arms of its ways are meant";
const TOO_LONG: &str = "it leads over too many junctions";
const BARRIER: &str = "a barrier stands where it turns";

/// What restrictions are looked up in.
pub(super) struct Streets<'a> {
    /// All sections: streets first, then barriers.
    pub(super) sections: &'a [Section],
    /// First and last node of each street section, as the extract numbers them.
    pub(super) ends: &'a [[u32; 2]],
    /// Tags by feature; of what is no street, nothing.
    pub(super) tags: &'a [&'a Tags],
    /// Sections of the ways that restrictions name.
    pub(super) ways: &'a HashMap<i64, Range<usize>>,
    /// The edge over a barrier with two sides, from one to the other.
    pub(super) barriers: &'a HashMap<(NodeId, NodeId), u32>,
}

/// A reading of a restriction while it is put together.
#[derive(Clone, Default)]
struct Reading {
    edges: Vec<u32>,
    /// Where it has come to, as the extract numbers nodes.
    at: u32,
}

impl Streets<'_> {
    /// The restrictions of edges, and how many could not be found, by the reason. `conditions` are the
    /// sorted conditions of the graph.
    pub(super) fn resolve_all(
        &self,
        restrictions: &[TurnRestriction],
        conditions: &[String],
    ) -> (Vec<Restriction>, BTreeMap<String, u64>) {
        let (mut resolved, mut dropped) = (Vec::new(), BTreeMap::new());
        for restriction in restrictions {
            match self.resolve(restriction, conditions) {
                Ok(found) => resolved.extend(found),
                Err(reason) => *dropped.entry(reason.to_owned()).or_default() += 1,
            }
        }
        (resolved, dropped)
    }

    fn resolve(
        &self,
        restriction: &TurnRestriction,
        conditions: &[String],
    ) -> Result<Vec<Restriction>, &'static str> {
        let index = |condition: &String| -> Result<u32, &'static str> {
            let index = conditions.binary_search(condition);
            let index = index.map_err(|_| RESTRICTION_NOT_UNDERSTOOD)?;
            Ok(u32::try_from(index).expect("invariant: fewer than 2^32 conditions"))
        };
        let condition = restriction.condition.as_ref().map(index).transpose()?;
        // What is not understood never holds.
        let unless: Vec<u32> = restriction.unless.iter().flat_map(index).collect();
        let readings = self.readings(restriction)?;
        let joined = readings.into_iter().map(|edges| {
            let edges = self.joined(&edges)?;
            let unless = unless.clone();
            Ok(Restriction { edges, only: restriction.only, condition, unless })
        });
        joined.collect()
    }

    /// What the restriction means: one sequence of edges, or one for each side from which one may turn
    /// round in the middle of a way.
    fn readings(&self, restriction: &TurnRestriction) -> Result<Vec<Vec<u32>>, &'static str> {
        let TurnRestriction { from, via, to, u_turn, .. } = restriction;
        let (from_way, to_way) = (self.way(*from)?, self.way(*to)?);
        let mut readings: Vec<Reading>;
        match via {
            Via::Node(node) => readings = self.arriving(from_way, |at| at == *node).collect(),
            Via::Ways(ways) => {
                let ways: Vec<_> =
                    ways.iter().map(|way| self.way(*way)).collect::<Result<_, _>>()?;
                let nodes = |way: &Range<usize>| -> BTreeSet<u32> {
                    self.ends[way.clone()].iter().flatten().copied().collect()
                };
                let first = ways.first().map(nodes).unwrap_or_default();
                readings = self.arriving(from_way, |at| first.contains(&at)).collect();
                for (index, way) in ways.iter().enumerate() {
                    let next = nodes(ways.get(index + 1).unwrap_or(&to_way));
                    let walked = readings.iter().take(MAX_READINGS);
                    readings = walked.flat_map(|reading| self.walks(way, reading, &next)).collect();
                }
            }
        }
        let leaving = readings.iter().take(MAX_READINGS).flat_map(|reading| {
            let edges = self.leaving(to_way.clone(), reading.at);
            edges.map(|edge| [reading.edges.as_slice(), &[edge]].concat())
        });
        let mut readings: Vec<Vec<u32>> = leaving.collect();
        if readings.iter().any(|edges| edges.len() > MAX_EDGES) {
            return Err(TOO_LONG);
        }
        let turns_round = |edges: &Vec<u32>| edges[0] ^ 1 == edges[edges.len() - 1];
        if from == to && matches!(via, Via::Node(_)) {
            readings.retain(|edges| turns_round(edges) == *u_turn);
            if *u_turn && !readings.is_empty() {
                return Ok(readings);
            }
        }
        if readings.len() > 1 {
            readings.retain(|edges| edges.iter().all(|edge| self.may_be_ridden(*edge)));
        }
        match readings.len() {
            0 => Err(APART),
            1 => Ok(readings),
            _ => Err(OPEN),
        }
    }

    fn way(&self, way: i64) -> Result<Range<usize>, &'static str> {
        self.ways.get(&way).cloned().ok_or(RESTRICTION_BEYOND)
    }

    /// Edges of a way that end at a wanted node.
    fn arriving(
        &self,
        way: Range<usize>,
        wanted: impl Fn(u32) -> bool,
    ) -> impl Iterator<Item = Reading> {
        way.flat_map(|section| [(section, 0), (section, 1)])
            .map(|(section, back)| (edge(section, back), self.ends[section][1 - back]))
            .filter(move |(_, at)| wanted(*at))
            .map(|(edge, at)| Reading { edges: vec![edge], at })
    }

    /// Edges of a way that start at a node.
    fn leaving(&self, way: Range<usize>, at: u32) -> impl Iterator<Item = u32> {
        way.flat_map(|section| [(section, 0), (section, 1)])
            .filter(move |(section, back)| self.ends[*section][*back] == at)
            .map(|(section, back)| edge(section, back))
    }

    /// What was ridden so far and then along a way, in either direction, to the first of some nodes.
    fn walks(&self, way: &Range<usize>, so_far: &Reading, goals: &BTreeSet<u32>) -> Vec<Reading> {
        let mut walks = Vec::new();
        for start in self.leaving(way.clone(), so_far.at) {
            let mut reading = so_far.clone();
            let mut next = Some(start);
            while let Some(edge) = next.filter(|_| reading.edges.len() <= MAX_EDGES) {
                let (section, back) = ((edge / 2) as usize, (edge % 2) as usize);
                reading.edges.push(edge);
                reading.at = self.ends[section][1 - back];
                if goals.contains(&reading.at) {
                    walks.push(reading);
                    break;
                }
                next = self.onward(way, section, back);
            }
        }
        walks
    }

    /// The next edge along a way, round and round if it is a ring.
    fn onward(&self, way: &Range<usize>, section: usize, back: usize) -> Option<u32> {
        let next = match back {
            0 if section + 1 < way.end => section + 1,
            0 => way.start,
            _ if section > way.start => section - 1,
            _ => way.end - 1,
        };
        (self.ends[next][back] == self.ends[section][1 - back]).then(|| edge(next, back))
    }

    fn may_be_ridden(&self, edge: u32) -> bool {
        let section = &self.sections[(edge / 2) as usize];
        cycles_may_go(self.tags[section.feature as usize])[(edge % 2) as usize]
    }

    /// The edges, with those over barriers between them.
    fn joined(&self, edges: &[u32]) -> Result<Vec<u32>, &'static str> {
        let ends = |edge: u32| {
            let section = &self.sections[(edge / 2) as usize];
            if edge.is_multiple_of(2) {
                (section.from, section.to)
            } else {
                (section.to, section.from)
            }
        };
        let mut joined: Vec<u32> = Vec::with_capacity(edges.len());
        for edge in edges {
            let sides = joined.last().map(|before| (ends(*before).1, ends(*edge).0));
            if let Some(sides) = sides.filter(|(one, other)| one != other) {
                joined.push(*self.barriers.get(&sides).ok_or(BARRIER)?);
            }
            joined.push(*edge);
        }
        if joined.len() > MAX_EDGES { Err(TOO_LONG) } else { Ok(joined) }
    }
}

fn edge(section: usize, back: usize) -> u32 {
    u32::try_from(2 * section + back).expect("invariant: edges are counted in u32")
}
