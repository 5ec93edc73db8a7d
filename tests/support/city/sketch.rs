//! The map while it is drawn: hands out ids and remembers points.

use crate::support::{
    ground::{self, Point},
    osm::{Member, OsmData, OsmNode, OsmRelation, OsmWay, TagList, set},
};

/// A map in the making. Ids of each kind count from 1.
#[derive(Default)]
pub struct Sketch {
    pub osm: OsmData,
    points: Vec<Point>,
}

impl Sketch {
    /// A new node without tags; its id.
    pub fn node(&mut self, at: Point) -> i64 {
        self.tagged(at, Vec::new())
    }

    /// A new node; its id.
    pub fn tagged(&mut self, at: Point, tags: TagList) -> i64 {
        let id = next_id(self.osm.nodes.len());
        self.osm.nodes.push(OsmNode { id, place: ground::place(at), tags });
        self.points.push(at);
        id
    }

    /// A new way; its id.
    pub fn way(&mut self, nodes: &[i64], tags: TagList) -> i64 {
        let id = next_id(self.osm.ways.len());
        self.osm.ways.push(OsmWay { id, nodes: nodes.to_vec(), tags });
        id
    }

    /// A new relation; its id.
    pub fn relation(&mut self, members: Vec<(Member, String)>, tags: TagList) -> i64 {
        let id = next_id(self.osm.relations.len());
        self.osm.relations.push(OsmRelation { id, members, tags });
        id
    }

    /// Where a node of this sketch is.
    pub fn point(&self, node: i64) -> Point {
        self.points[index(node)]
    }

    /// Sets a tag of a node of this sketch.
    pub fn tag_node(&mut self, node: i64, key: &str, value: &str) {
        set(&mut self.osm.nodes[index(node)].tags, key, value);
    }
}

fn next_id(length: usize) -> i64 {
    i64::try_from(length).expect("a small map") + 1
}

fn index(id: i64) -> usize {
    usize::try_from(id - 1).expect("ids count from 1")
}
