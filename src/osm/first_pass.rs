//! The first pass: which ways and places there are, block by block, then joined.

use super::{
    BarrierNode, Extract, Place, Profile, ReadCounts, ReadError, Signal, SignalNode, Tags,
    TurnRestriction, Way,
    barrier::is_barrier,
    block::{Block, Member},
    ferry::is_ferry,
    keys::{Key, Keys},
    place::{PLACE_KEYS, place},
    restriction::{RESTRICTION_BEYOND, RESTRICTION_KEYS, is_restriction, restrictions},
    ride::way_use,
    signal::signal,
};
use crate::units::LonLat;
use rayon::prelude::*;
use std::collections::{HashMap, hash_map::Entry};

/// OSM's limit for a key, in characters.
const MAX_KEY: usize = 255;

/// Values of [`PLACE_KEYS`], as far as an object has them.
type PlaceValues = [Option<String>; PLACE_KEYS.len()];

/// What becomes of all ways with one set of routing tags.
enum Verdict {
    /// Neither a highway nor a ferry.
    NoStreet,
    /// No profile may use it, and why.
    Dropped(String),
    /// Kept; the kind, and what the report calls it.
    Kept(u32, String),
}

/// What the first pass finds in one block.
#[derive(Default)]
pub(super) struct Found {
    kinds: Vec<Tags>,
    names: Vec<String>,
    ways: Vec<Way>,
    refs: Vec<i64>,
    barriers: Vec<(i64, Tags)>,
    signals: Vec<(i64, Signal)>,
    restrictions: Vec<TurnRestriction<i64>>,
    places: Vec<Place>,
    place_ways: Vec<PlaceWay>,
    pub(super) counts: ReadCounts,
}

impl Found {
    /// Looks through one block.
    pub(super) fn read(
        block: &Block,
        keys: &Keys,
        profiles: &[Profile],
    ) -> Result<Self, ReadError> {
        let keys = keys.of(block);
        let mut found = Self::default();
        found.counts.relations = block.count_relations();
        block.nodes(|id, at, tags| found.node(id, at, &Object { block, keys: &keys, tags }))?;
        // Tag sets and names repeat a lot within a block: each is looked at once.
        let mut verdicts = HashMap::new();
        let mut names = HashMap::new();
        block.ways(|id, refs, tags| {
            let object = Object { block, keys: &keys, tags };
            let routing = object.routing();
            let verdict = match verdicts.entry(routing) {
                Entry::Occupied(entry) => entry.into_mut(),
                Entry::Vacant(entry) => {
                    let tags = object.tags(entry.key())?;
                    entry.insert(found.verdict(tags, profiles))
                }
            };
            found.counts.ways += 1;
            match verdict {
                Verdict::NoStreet => {}
                Verdict::Dropped(why) => count(&mut found.counts.dropped, why),
                Verdict::Kept(kind, label) => {
                    count(&mut found.counts.kept, label);
                    for (key, _) in tags.iter().filter(|tag| object.key(tag.0) == Some(Key::Timed))
                    {
                        let key = block.string(*key)?;
                        count(&mut found.counts.unknown_conditions, &other_key(&key));
                    }
                    let kind = *kind;
                    let name = found.name(&object, &mut names)?;
                    let start = found.refs.len();
                    found.refs.extend_from_slice(refs);
                    found.ways.push(Way { id, kind, name, refs: start..found.refs.len() });
                }
            }
            if let Some(values) = object.place_values()? {
                found.place_ways.push(PlaceWay { values, refs: refs.to_vec() });
            }
            Ok(())
        })?;
        block.relations(|members, tags| {
            found.relation(block, members, tags);
            Ok(())
        })?;
        Ok(found)
    }

    fn relation(&mut self, block: &Block, members: &[Member<'_>], tags: &[(u32, u32)]) {
        let text = |index: u32| block.strings().get(index as usize).map(Vec::as_slice);
        let wanted = RESTRICTION_KEYS.map(|wanted| {
            let tag = tags.iter().find(|(key, _)| text(*key) == Some(wanted.as_bytes()))?;
            std::str::from_utf8(text(tag.1)?).ok()
        });
        let value = |key: &str| {
            RESTRICTION_KEYS.iter().zip(&wanted).find(|(other, _)| **other == key)?.1.to_owned()
        };
        if value("type").is_some_and(is_restriction) {
            let read = restrictions(value, members);
            self.restrictions.extend(read.turns);
            for reason in read.left_out {
                count(&mut self.counts.restrictions_dropped, reason);
            }
            for condition in read.unknown {
                count(&mut self.counts.unknown_conditions, &condition);
            }
        }
    }

    fn node(&mut self, id: i64, at: LonLat, object: &Object<'_>) -> Result<(), ReadError> {
        self.counts.nodes += 1;
        if object.tags.is_empty() {
            return Ok(());
        }
        let tags = object.tags(&object.of_node())?;
        self.signals.extend(signal(&tags).map(|signal| (id, signal)));
        if is_barrier(&tags) {
            self.barriers.push((id, tags));
        }
        if let Some(values) = object.place_values()? {
            self.places.extend(place(values.each_ref().map(Option::as_deref), at));
        }
        Ok(())
    }

    fn verdict(&mut self, tags: Tags, profiles: &[Profile]) -> Verdict {
        let label = match tags.value("highway") {
            Some(highway) => format!("highway={highway}"),
            None if is_ferry(&tags) => "route=ferry".to_owned(),
            None => return Verdict::NoStreet,
        };
        let mut closed = None;
        let mut is_used = |tags: &Tags, profile: &Profile| match way_use(tags, profile) {
            Ok(_) => true,
            Err(why) => {
                closed.get_or_insert(why);
                false
            }
        };
        if tags.variants().any(|tags| profiles.iter().any(|profile| is_used(&tags, profile))) {
            self.kinds.push(tags);
            return Verdict::Kept(last(&self.kinds), label);
        }
        Verdict::Dropped(closed.map_or_else(|| "no profile".to_owned(), |why| why.to_string()))
    }

    /// Index of the way's name among all names, of which the first is empty.
    fn name(
        &mut self,
        object: &Object<'_>,
        names: &mut HashMap<u32, u32>,
    ) -> Result<u32, ReadError> {
        let name_key = PLACE_KEYS.iter().position(|key| *key == "name").map(Key::Place);
        let text = object.text(name_key).or_else(|| object.text(Some(Key::Ref)));
        let Some(text) = text else { return Ok(0) };
        if let Some(name) = names.get(&text) {
            return Ok(*name);
        }
        self.names.push(object.block.string(text)?);
        let name = last(&self.names) + 1;
        names.insert(text, name);
        Ok(name)
    }
}

/// One object's tags, still as string indices.
struct Object<'a> {
    block: &'a Block,
    keys: &'a [Option<Key>],
    tags: &'a [(u32, u32)],
}

impl Object<'_> {
    fn key(&self, text: u32) -> Option<Key> {
        self.keys.get(text as usize).copied().flatten()
    }

    fn routing(&self) -> Vec<(u32, u32)> {
        let routing = |(key, _): &&(u32, u32)| self.key(*key) == Some(Key::Routing);
        self.tags.iter().filter(routing).copied().collect()
    }

    fn of_node(&self) -> Vec<(u32, u32)> {
        let matters = |key: u32| matches!(self.key(key), Some(Key::Routing | Key::Node));
        self.tags.iter().filter(|(key, _)| matters(*key)).copied().collect()
    }

    fn tags(&self, tags: &[(u32, u32)]) -> Result<Tags, ReadError> {
        let strings = tags
            .iter()
            .map(|(key, value)| Ok((self.block.string(*key)?, self.block.string(*value)?)))
            .collect::<Result<Vec<_>, ReadError>>()?;
        Ok(Tags::new(strings))
    }

    /// The string index of the value of a key.
    fn text(&self, key: Option<Key>) -> Option<u32> {
        self.tags.iter().find(|(k, _)| key.is_some() && self.key(*k) == key).map(|tag| tag.1)
    }

    /// What tells the place that this object is, if it is one.
    fn place_values(&self) -> Result<Option<PlaceValues>, ReadError> {
        let mut values = PlaceValues::default();
        for (key, value) in self.tags {
            if let Some(Key::Place(index)) = self.key(*key) {
                values[index] = Some(self.block.string(*value)?);
            }
        }
        // Whether it is a place does not depend on where it is.
        let anywhere = LonLat::from_e7(0, 0).expect("invariant: on Earth");
        let is_place = place(values.each_ref().map(Option::as_deref), anywhere).is_some();
        Ok(is_place.then_some(values))
    }
}

/// A way that is a place; where it is turns out in the second pass.
pub(super) struct PlaceWay {
    values: PlaceValues,
    refs: Vec<i64>,
}

impl PlaceWay {
    /// The place, at the mean of the way's corners; `None` if the extract holds none of them.
    /// `needed` are the sorted ids to which `positions` belong.
    pub(super) fn place(self, needed: &[i64], positions: &[Option<LonLat>]) -> Option<Place> {
        let closed = self.refs.len() > 1 && self.refs.first() == self.refs.last();
        let corners: Vec<LonLat> = self.refs[usize::from(closed)..]
            .iter()
            .filter_map(|id| positions[needed.binary_search(id).ok()?])
            .collect();
        let mean = |sum: i64| sum.checked_div(i64::try_from(corners.len()).ok()?);
        let lon = mean(corners.iter().map(|corner| i64::from(corner.lon_e7())).sum())?;
        let lat = mean(corners.iter().map(|corner| i64::from(corner.lat_e7())).sum())?;
        place(self.values.each_ref().map(Option::as_deref), LonLat::from_e7(lon, lat)?)
    }
}

/// Joins what was found in all blocks, in file order. Gives the extract but for its positions, the
/// sorted ids of the nodes whose positions are needed, and the ways that are places.
pub(super) fn join(found: Vec<Found>) -> (Extract, Vec<i64>, Vec<PlaceWay>) {
    let mut needed: Vec<i64> = found
        .iter()
        .flat_map(|found| {
            found.refs.iter().chain(found.place_ways.iter().flat_map(|way| &way.refs))
        })
        .copied()
        .collect();
    needed.par_sort_unstable();
    needed.dedup();

    let mut extract = Extract { names: vec![String::new()], ..Extract::default() };
    let mut kinds = HashMap::new();
    let mut names = HashMap::from([(String::new(), 0)]);
    let mut place_ways = Vec::new();
    for found in found {
        let kinds: Vec<u32> = found
            .kinds
            .into_iter()
            .map(|tags| intern(tags, &mut kinds, &mut extract.kinds))
            .collect();
        let names: Vec<u32> = std::iter::once(0)
            .chain(found.names.into_iter().map(|name| intern(name, &mut names, &mut extract.names)))
            .collect();
        let start = extract.refs.len();
        extract.refs.par_extend(found.refs.par_iter().map(|id| {
            let node = needed.binary_search(id).expect("invariant: every reference is needed");
            u32::try_from(node).expect("invariant: fewer than 2^32 nodes fit in memory")
        }));
        extract.ways.extend(found.ways.into_iter().map(|way| Way {
            kind: kinds[way.kind as usize],
            name: names[way.name as usize],
            refs: start + way.refs.start..start + way.refs.end,
            ..way
        }));
        extract.barriers.extend(found.barriers.into_iter().filter_map(|(id, tags)| {
            let node = u32::try_from(needed.binary_search(&id).ok()?).ok()?;
            Some(BarrierNode { node, tags })
        }));
        let index = |id: i64| u32::try_from(needed.binary_search(&id).ok()?).ok();
        extract.signals.extend(
            found
                .signals
                .into_iter()
                .filter_map(|(id, signal)| Some(SignalNode { node: index(id)?, signal })),
        );
        for restriction in found.restrictions {
            match restriction.with_node(index) {
                Some(restriction) => extract.restrictions.push(restriction),
                None => count(&mut extract.counts.restrictions_dropped, RESTRICTION_BEYOND),
            }
        }
        extract.places.extend(found.places);
        place_ways.extend(found.place_ways);
        extract.counts.add(found.counts);
    }
    // Places and scenery need nodes too: what stands on those alone is in nobody's way.
    let mut is_on_way = vec![false; needed.len()];
    extract.refs.iter().for_each(|node| is_on_way[*node as usize] = true);
    extract.barriers.retain(|barrier| is_on_way[barrier.node as usize]);
    extract.signals.retain(|signal| is_on_way[signal.node as usize]);
    (extract, needed, place_ways)
}

/// How the report calls conditions of a key that is not looked at.
fn other_key(key: &str) -> String {
    let key: String = key.chars().take(MAX_KEY).collect();
    format!("any of {key}")
}

fn intern<T: Clone + Eq + std::hash::Hash>(
    item: T,
    known: &mut HashMap<T, u32>,
    all: &mut Vec<T>,
) -> u32 {
    *known.entry(item).or_insert_with_key(|item| {
        all.push(item.clone());
        last(all)
    })
}

/// Index of the last element.
fn last<T>(all: &[T]) -> u32 {
    u32::try_from(all.len() - 1).expect("invariant: fewer than 2^32 distinct texts fit in memory")
}

fn count(counts: &mut std::collections::BTreeMap<String, u64>, label: &str) {
    match counts.get_mut(label) {
        Some(count) => *count += 1,
        None => {
            counts.insert(label.to_owned(), 1);
        }
    }
}

impl ReadCounts {
    fn add(&mut self, other: Self) {
        self.nodes += other.nodes;
        self.ways += other.ways;
        self.relations += other.relations;
        for (label, count) in other.kept {
            *self.kept.entry(label).or_default() += count;
        }
        for (label, count) in other.dropped {
            *self.dropped.entry(label).or_default() += count;
        }
        for (reason, count) in other.restrictions_dropped {
            *self.restrictions_dropped.entry(reason).or_default() += count;
        }
        for (condition, count) in other.unknown_conditions {
            *self.unknown_conditions.entry(condition).or_default() += count;
        }
    }
}
