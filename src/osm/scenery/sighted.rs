//! The first pass: what is to be seen in one block.

use super::{
    Spot, SpotKind,
    class::settlement,
    keys::{SceneryKey, SceneryKeys, Values},
    look::Look,
    poi::poi,
};
use crate::{
    osm::{
        ReadError,
        block::{Block, Member},
    },
    units::LonLat,
};
use std::{collections::HashMap, ops::Range};

/// A way, and how it is drawn; `None` for one that only a relation may need.
pub(super) struct SightedWay {
    pub(super) id: i64,
    pub(super) look: Option<Look>,
    /// Its nodes: a range of the block's references.
    pub(super) refs: Range<usize>,
}

/// A multipolygon.
pub(super) struct SightedRelation {
    pub(super) look: Look,
    /// Ids of its member ways, and whether they bound a hole.
    pub(super) ways: Vec<(i64, bool)>,
}

/// What is to be seen in one block. Names are numbered from 1, 0 is no name.
#[derive(Default)]
pub(in crate::osm) struct Sighted {
    pub(super) names: Vec<String>,
    pub(super) ways: Vec<SightedWay>,
    pub(super) refs: Vec<i64>,
    pub(super) relations: Vec<SightedRelation>,
    pub(super) spots: Vec<Spot>,
}

impl Sighted {
    /// Looks through one block.
    pub(in crate::osm) fn read(block: &Block, keys: &SceneryKeys) -> Result<Self, ReadError> {
        let mut sighted = Self::default();
        let mut tags = TagReader { block, keys: keys.of(block), names: HashMap::new() };
        block.nodes(|_, at, refs| {
            if let Some(values) = tags.values(refs) {
                sighted.node(at, &values, refs, &mut tags)?;
            }
            Ok(())
        })?;
        block.ways(|id, nodes, refs| {
            let closed = nodes.len() > 3 && nodes.first() == nodes.last();
            let look = tags.values(refs).and_then(|values| Look::of_way(&values, closed));
            let look = look.map(|look| tags.named(look, refs, &mut sighted.names)).transpose()?;
            let start = sighted.refs.len();
            sighted.refs.extend_from_slice(nodes);
            sighted.ways.push(SightedWay { id, look, refs: start..sighted.refs.len() });
            Ok(())
        })?;
        block.relations(|members, refs| {
            let look = tags.values(refs).and_then(|values| Look::of_relation(&values));
            let Some(look) = look else { return Ok(()) };
            let look = tags.named(look, refs, &mut sighted.names)?;
            let way = |member: &Member<'_>| member.way.map(|id| (id, member.role == b"inner"));
            let ways = members.iter().filter_map(way).collect();
            sighted.relations.push(SightedRelation { look, ways });
            Ok(())
        })?;
        Ok(sighted)
    }

    fn node(
        &mut self,
        at: LonLat,
        values: &Values<'_>,
        refs: &[(u32, u32)],
        tags: &mut TagReader<'_>,
    ) -> Result<(), ReadError> {
        let settlement = settlement(values).map(SpotKind::Settlement);
        if let Some(kind) = settlement.or_else(|| poi(values).map(SpotKind::Poi)) {
            let name = tags.name(SceneryKey::Name, refs, &mut self.names)?;
            if name > 0 {
                self.spots.push(Spot { kind, name, at });
            }
        }
        let name = tags.name(SceneryKey::Housenumber, refs, &mut self.names)?;
        if name > 0 {
            self.spots.push(Spot { kind: SpotKind::Housenumber, name, at });
        }
        Ok(())
    }
}

/// Reads the tags of one block's objects.
struct TagReader<'a> {
    block: &'a Block,
    keys: Vec<Option<SceneryKey>>,
    /// Numbers of names by their index in the block.
    names: HashMap<u32, u32>,
}

impl<'a> TagReader<'a> {
    fn key(&self, text: u32) -> Option<SceneryKey> {
        self.keys.get(text as usize).copied().flatten()
    }

    /// The values of an object; `None` if none of its keys matters.
    fn values(&self, tags: &[(u32, u32)]) -> Option<Values<'a>> {
        let mut values = None;
        for (key, value) in tags {
            let Some(key) = self.key(*key) else { continue };
            let text = self.block.strings().get(*value as usize);
            // No value of a table is anything but ASCII.
            let text = text.map_or("", |text| std::str::from_utf8(text).unwrap_or("?"));
            values.get_or_insert_with(Values::default).set(key, text);
        }
        values
    }

    /// The number of the value of a key among all names; 0 if it is empty or not there.
    fn name(
        &mut self,
        key: SceneryKey,
        tags: &[(u32, u32)],
        names: &mut Vec<String>,
    ) -> Result<u32, ReadError> {
        let Some((_, text)) = tags.iter().find(|(tag, _)| self.key(*tag) == Some(key)) else {
            return Ok(0);
        };
        if let Some(name) = self.names.get(text) {
            return Ok(*name);
        }
        let value = self.block.string(*text)?;
        let mut name = 0;
        if !value.is_empty() {
            names.push(value);
            name = u32::try_from(names.len()).expect("invariant: fewer than 2^32 texts in a block");
        }
        self.names.insert(*text, name);
        Ok(name)
    }

    /// A look with the names that it needs.
    fn named(
        &mut self,
        mut look: Look,
        tags: &[(u32, u32)],
        names: &mut Vec<String>,
    ) -> Result<Look, ReadError> {
        if look.line.is_some() || look.poi.is_some() {
            look.name = self.name(SceneryKey::Name, tags, names)?;
        }
        if look.name == 0 && look.line.is_some() {
            look.name = self.name(SceneryKey::Ref, tags, names)?;
        }
        look.number = self.name(SceneryKey::Housenumber, tags, names)?;
        Ok(look)
    }
}
