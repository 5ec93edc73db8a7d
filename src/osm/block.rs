//! The inner layer of a PBF file: one unpacked block of nodes, ways and relations.
//!
//! The message types are osmpbfreader's; its own iterators panic on a bad string index, and build an
//! owned map of tags for every object, so the walk over a block is ours: borrowed, and total.

use super::ReadError;
use crate::units::LonLat;
use osmpbfreader::osmformat::{PrimitiveBlock, PrimitiveGroup, relation::MemberType};
use protobuf::{CodedInputStream, Message};

/// Most messages and strings that one block may hold. The format advises 8,000 objects; a hostile
/// block of tiny messages would otherwise take a hundred times its own size in memory.
const MAX_ITEMS: u32 = 500_000;

/// One block; the strings of each object's tags are checked when it is visited.
pub(super) struct Block {
    inner: PrimitiveBlock,
    header: u64,
}

/// A member of a relation.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    /// The node's id, if it is a node.
    pub(super) node: Option<i64>,
    /// The way's id, if it is a way.
    pub(super) way: Option<i64>,
    /// What it is in the relation.
    pub(super) role: &'a [u8],
}

/// Tags as indices into the block's strings.
pub(super) type TagRefs = Vec<(u32, u32)>;

impl Block {
    /// Parses the unpacked bytes of the blob whose header is at byte `header`.
    pub(super) fn parse(bytes: &[u8], header: u64) -> Result<Self, ReadError> {
        let corrupt = |cause: String| ReadError::Corrupt { offset: header, cause };
        let items = count_items(bytes).map_err(|error| corrupt(error.to_string()))?;
        if items > MAX_ITEMS {
            return Err(corrupt(format!("a block of more than {MAX_ITEMS} objects")));
        }
        let inner =
            PrimitiveBlock::parse_from_bytes(bytes).map_err(|error| corrupt(error.to_string()))?;
        Ok(Self { inner, header })
    }

    /// What is wrong, at this block.
    pub(super) fn corrupt(&self, cause: &str) -> ReadError {
        ReadError::Corrupt { offset: self.header, cause: cause.to_owned() }
    }

    /// All strings of the block.
    pub(super) fn strings(&self) -> &[Vec<u8>] {
        &self.inner.stringtable.s
    }

    /// One string. Invalid UTF-8 is replaced, as other readers do.
    pub(super) fn string(&self, index: u32) -> Result<String, ReadError> {
        self.strings()
            .get(index as usize)
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .ok_or_else(|| self.corrupt("a string index out of range"))
    }

    /// Calls `visit` with id, place and tags of each node. Nodes off the Earth are passed over.
    pub(super) fn nodes(
        &self,
        mut visit: impl FnMut(i64, LonLat, &[(u32, u32)]) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut tags = TagRefs::new();
        for group in &self.inner.primitivegroup {
            for node in &group.nodes {
                self.pair(&node.keys, &node.vals, &mut tags)?;
                if let Some(place) = self.place(node.lon(), node.lat()) {
                    visit(node.id(), place, &tags)?;
                }
            }
            self.dense_nodes(group, &mut tags, &mut visit)?;
        }
        Ok(())
    }

    fn dense_nodes(
        &self,
        group: &PrimitiveGroup,
        tags: &mut TagRefs,
        visit: &mut impl FnMut(i64, LonLat, &[(u32, u32)]) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let dense = &group.dense;
        if dense.lon.len() != dense.id.len() || dense.lat.len() != dense.id.len() {
            return Err(self.corrupt("dense nodes without a place each"));
        }
        let mut keys_vals = dense.keys_vals.iter();
        let (mut id, mut lon, mut lat) = (0_i64, 0_i64, 0_i64);
        for ((id_step, lon_step), lat_step) in dense.id.iter().zip(&dense.lon).zip(&dense.lat) {
            id = id.wrapping_add(*id_step);
            lon = lon.wrapping_add(*lon_step);
            lat = lat.wrapping_add(*lat_step);
            tags.clear();
            while let Some(&key) = keys_vals.next().filter(|&&key| key != 0) {
                let value = keys_vals.next().ok_or_else(|| self.corrupt("a key without value"))?;
                let index = |text| u32::try_from(text).unwrap_or(u32::MAX);
                tags.push((index(key), index(*value)));
            }
            self.check_strings(tags)?;
            if let Some(place) = self.place(lon, lat) {
                visit(id, place, tags)?;
            }
        }
        match keys_vals.next() {
            Some(_) => Err(self.corrupt("tags of more dense nodes than there are")),
            None => Ok(()),
        }
    }

    /// Calls `visit` with id, node ids and tags of each way.
    pub(super) fn ways(
        &self,
        mut visit: impl FnMut(i64, &[i64], &[(u32, u32)]) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let (mut tags, mut refs) = (TagRefs::new(), Vec::new());
        for way in self.inner.primitivegroup.iter().flat_map(|group| &group.ways) {
            self.pair(&way.keys, &way.vals, &mut tags)?;
            refs.clear();
            refs.extend(way.refs.iter().scan(0_i64, |id, step| {
                *id = id.wrapping_add(*step);
                Some(*id)
            }));
            visit(way.id(), &refs, &tags)?;
        }
        Ok(())
    }

    /// Pairs the keys of one object with its values.
    fn pair(&self, keys: &[u32], values: &[u32], tags: &mut TagRefs) -> Result<(), ReadError> {
        if keys.len() != values.len() {
            return Err(self.corrupt("keys without a value each"));
        }
        tags.clear();
        tags.extend(keys.iter().copied().zip(values.iter().copied()));
        self.check_strings(tags)
    }

    /// A tag that points beside the strings would otherwise be passed over as one that nobody needs.
    fn check_strings(&self, tags: &[(u32, u32)]) -> Result<(), ReadError> {
        let strings = self.strings().len();
        let inside = |index: u32| (index as usize) < strings;
        if tags.iter().all(|(key, value)| inside(*key) && inside(*value)) {
            Ok(())
        } else {
            Err(self.corrupt("a string index out of range"))
        }
    }

    /// How many relations there are.
    pub(super) fn count_relations(&self) -> u64 {
        self.inner.primitivegroup.iter().map(|group| group.relations.len() as u64).sum()
    }

    /// Calls `visit` with members and tags of each relation.
    pub(super) fn relations<'a>(
        &'a self,
        mut visit: impl FnMut(&[Member<'a>], &[(u32, u32)]) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let (mut tags, mut members) = (TagRefs::new(), Vec::new());
        for relation in self.inner.primitivegroup.iter().flat_map(|group| &group.relations) {
            self.pair(&relation.keys, &relation.vals, &mut tags)?;
            let (ids, roles, types) = (&relation.memids, &relation.roles_sid, &relation.types);
            if ids.len() != roles.len() || ids.len() != types.len() {
                return Err(self.corrupt("members without a type and a role each"));
            }
            members.clear();
            let mut id = 0_i64;
            for ((step, role), kind) in ids.iter().zip(roles).zip(types) {
                id = id.wrapping_add(*step);
                let role = usize::try_from(*role).ok().and_then(|role| self.strings().get(role));
                let role = role.ok_or_else(|| self.corrupt("a string index out of range"))?;
                let of = |wanted| (kind.enum_value() == Ok(wanted)).then_some(id);
                members.push(Member { node: of(MemberType::NODE), way: of(MemberType::WAY), role });
            }
            visit(&members, &tags)?;
        }
        Ok(())
    }

    /// `lon = (offset + granularity * n)` nanodegrees, to 1e-7 degrees.
    fn place(&self, lon: i64, lat: i64) -> Option<LonLat> {
        let granularity = i64::from(self.inner.granularity());
        let e7 = |offset: i64, n: i64| {
            Some(granularity.checked_mul(n)?.checked_add(offset)?.div_euclid(100))
        };
        LonLat::from_e7(e7(self.inner.lon_offset(), lon)?, e7(self.inner.lat_offset(), lat)?)
    }
}

/// Counts strings and messages without building them: fields 1 (string table) and 2 (groups) of a
/// `PrimitiveBlock`, and the fields of each of those.
fn count_items(bytes: &[u8]) -> protobuf::Result<u32> {
    let mut stream = CodedInputStream::from_bytes(bytes);
    let mut items = 0_u32;
    while let Some(tag) = stream.read_raw_tag_or_eof()? {
        items = items.saturating_add(1);
        if matches!(tag, 0x0a | 0x12) {
            let length = stream.read_raw_varint64()?;
            let outer = stream.push_limit(length)?;
            while let Some(tag) = stream.read_raw_tag_or_eof()? {
                items = items.saturating_add(1);
                skip(&mut stream, tag)?;
            }
            stream.pop_limit(outer);
        } else {
            skip(&mut stream, tag)?;
        }
    }
    Ok(items)
}

fn skip(stream: &mut CodedInputStream<'_>, tag: u32) -> protobuf::Result<()> {
    let wire_type = protobuf::rt::WireType::new(tag & 7)
        .ok_or_else(|| std::io::Error::other("unknown wire type"))?;
    stream.skip_field(wire_type)
}
