//! OSM objects as a mapper would draw them.

use musette::units::LonLat;

/// Keys and values, in the order in which they are written.
pub type TagList = Vec<(String, String)>;

/// A point.
#[derive(Clone, Debug, PartialEq)]
pub struct OsmNode {
    pub id: i64,
    pub place: LonLat,
    pub tags: TagList,
}

/// A line through nodes, or a closed ring.
#[derive(Clone, Debug, PartialEq)]
pub struct OsmWay {
    pub id: i64,
    pub nodes: Vec<i64>,
    pub tags: TagList,
}

/// What a relation points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    Node(i64),
    Way(i64),
    Relation(i64),
}

/// Objects that belong together, each with its role.
#[derive(Clone, Debug, PartialEq)]
pub struct OsmRelation {
    pub id: i64,
    pub members: Vec<(Member, String)>,
    pub tags: TagList,
}

/// A whole map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OsmData {
    pub nodes: Vec<OsmNode>,
    pub ways: Vec<OsmWay>,
    pub relations: Vec<OsmRelation>,
}

impl OsmData {
    /// Adds a turn restriction with these tags beside its type: from a way, over a node or ways, to a way.
    #[must_use]
    pub fn restrict(mut self, tags: &[(&str, &str)], from: i64, via: &[Member], to: i64) -> Self {
        let role = |member: Member, role: &str| (member, role.to_owned());
        let mut members = vec![role(Member::Way(from), "from"), role(Member::Way(to), "to")];
        members.extend(via.iter().map(|member| role(*member, "via")));
        let id = self.relations.iter().map(|relation| relation.id).max().unwrap_or(0) + 1;
        let mut tags = self::tags(tags);
        if value(&tags, "type").is_none() {
            set(&mut tags, "type", "restriction");
        }
        self.relations.push(OsmRelation { id, members, tags });
        self
    }
}

/// Tags from borrowed text.
pub fn tags(pairs: &[(&str, &str)]) -> TagList {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

/// The value of `key` among `tags`.
pub fn value<'a>(tags: &'a TagList, key: &str) -> Option<&'a str> {
    tags.iter().find(|(other, _)| other == key).map(|(_, value)| value.as_str())
}

/// Sets `key` among `tags`, in place if it is there already.
pub fn set(tags: &mut TagList, key: &str, value: &str) {
    match tags.iter_mut().find(|(other, _)| other == key) {
        Some(tag) => value.clone_into(&mut tag.1),
        None => tags.push((key.to_owned(), value.to_owned())),
    }
}
