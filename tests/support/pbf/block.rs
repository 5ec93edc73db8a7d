//! One block of up to 8,000 objects of one kind, with its own table of strings.

use crate::support::osm::{Member, OsmNode, OsmRelation, OsmWay, TagList};
use osmpbfreader::osmformat::{
    DenseNodes, Node, PrimitiveBlock, PrimitiveGroup, Relation, StringTable, Way,
    relation::MemberType,
};
use std::collections::HashMap;

/// The strings of a block, numbered as they come; number 0 is blank by definition of the format.
#[derive(Default)]
struct Strings {
    numbers: HashMap<String, u32>,
    table: Vec<String>,
}

impl Strings {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        self.table.push(text.to_owned());
        let number = u32::try_from(self.table.len()).expect("few strings");
        self.numbers.insert(text.to_owned(), number);
        number
    }

    /// Keys and values, each as numbers.
    fn tags(&mut self, tags: &TagList) -> (Vec<u32>, Vec<u32>) {
        tags.iter().map(|(key, value)| (self.number(key), self.number(value))).unzip()
    }

    fn into_block(self, group: PrimitiveGroup) -> PrimitiveBlock {
        let mut table = StringTable::new();
        table.s.push(Vec::new());
        table.s.extend(self.table.into_iter().map(String::into_bytes));
        let mut block = PrimitiveBlock::new();
        block.stringtable = Some(table).into();
        block.primitivegroup.push(group);
        block
    }
}

/// What came before, to be told as differences.
#[derive(Default)]
struct Delta(i64);

impl Delta {
    fn step(&mut self, value: i64) -> i64 {
        value - std::mem::replace(&mut self.0, value)
    }
}

/// A block of dense nodes.
pub fn dense(nodes: &[OsmNode]) -> PrimitiveBlock {
    let mut strings = Strings::default();
    let mut dense = DenseNodes::new();
    let (mut id, mut lat, mut lon) = (Delta::default(), Delta::default(), Delta::default());
    for node in nodes {
        dense.id.push(id.step(node.id));
        dense.lat.push(lat.step(i64::from(node.place.lat_e7())));
        dense.lon.push(lon.step(i64::from(node.place.lon_e7())));
        for (key, value) in &node.tags {
            for text in [key, value] {
                dense.keys_vals.push(i32::try_from(strings.number(text)).expect("few strings"));
            }
        }
        dense.keys_vals.push(0);
    }
    if nodes.iter().all(|node| node.tags.is_empty()) {
        dense.keys_vals.clear();
    }
    let mut group = PrimitiveGroup::new();
    group.dense = Some(dense).into();
    strings.into_block(group)
}

/// A block of nodes one by one.
pub fn plain(nodes: &[OsmNode]) -> PrimitiveBlock {
    let mut strings = Strings::default();
    let mut group = PrimitiveGroup::new();
    for node in nodes {
        let mut message = Node::new();
        message.set_id(node.id);
        message.set_lat(i64::from(node.place.lat_e7()));
        message.set_lon(i64::from(node.place.lon_e7()));
        (message.keys, message.vals) = strings.tags(&node.tags);
        group.nodes.push(message);
    }
    strings.into_block(group)
}

/// A block of ways.
pub fn ways(ways: &[OsmWay]) -> PrimitiveBlock {
    let mut strings = Strings::default();
    let mut group = PrimitiveGroup::new();
    for way in ways {
        let mut message = Way::new();
        message.set_id(way.id);
        (message.keys, message.vals) = strings.tags(&way.tags);
        let mut node = Delta::default();
        message.refs = way.nodes.iter().map(|id| node.step(*id)).collect();
        group.ways.push(message);
    }
    strings.into_block(group)
}

/// A block of relations.
pub fn relations(relations: &[OsmRelation]) -> PrimitiveBlock {
    let mut strings = Strings::default();
    let mut group = PrimitiveGroup::new();
    for relation in relations {
        let mut message = Relation::new();
        message.set_id(relation.id);
        (message.keys, message.vals) = strings.tags(&relation.tags);
        let mut delta = Delta::default();
        for (member, role) in &relation.members {
            let (kind, id) = match *member {
                Member::Node(id) => (MemberType::NODE, id),
                Member::Way(id) => (MemberType::WAY, id),
                Member::Relation(id) => (MemberType::RELATION, id),
            };
            message.types.push(kind.into());
            message.memids.push(delta.step(id));
            message.roles_sid.push(i32::try_from(strings.number(role)).expect("few strings"));
        }
        group.relations.push(message);
    }
    strings.into_block(group)
}

/// Makes the first tag of the block name a string that is not in its table.
pub fn spoil(block: &mut PrimitiveBlock) {
    let missing = u32::try_from(block.stringtable.s.len()).expect("few strings") + 7;
    for group in &mut block.primitivegroup {
        if let Some(key) =
            group.dense.as_mut().and_then(|dense| dense.keys_vals.iter_mut().find(|key| **key != 0))
        {
            *key = i32::try_from(missing).expect("few strings");
        }
        let nodes = group.nodes.iter_mut().map(|node| &mut node.keys);
        let ways = group.ways.iter_mut().map(|way| &mut way.keys);
        let relations = group.relations.iter_mut().map(|relation| &mut relation.keys);
        if let Some(key) = nodes.chain(ways).chain(relations).find_map(|keys| keys.first_mut()) {
            *key = missing;
        }
    }
}
