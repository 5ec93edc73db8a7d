//! The index.

use super::{
    entry::{Door, Entry, Form},
    gather::{Draft, gather},
    matched::MatchKind,
    reverse::Doors,
    synonyms::{forms, is_stop, joined},
    text::words,
    words::Words,
};
use crate::{
    geo::{BoundingBox, Plane},
    graph::StreetGraph,
    osm::Place,
    units::LonLat,
};
use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

/// Longest name that is indexed, in words.
const MAX_POSITIONS: usize = 16;

/// An index over the streets, the numbered doors and the named places of a map.
#[derive(Debug)]
pub struct Geocoder {
    pub(super) entries: Vec<Entry>,
    pub(super) doors: Vec<Door>,
    /// Distinct postcodes and cities of doors; the first is empty.
    pub(super) texts: Vec<String>,
    pub(super) forms: Vec<Form>,
    pub(super) weights: Vec<f32>,
    pub(super) context: Vec<u32>,
    pub(super) words: Words,
    pub(super) nearest: Doors,
}

impl Geocoder {
    /// Indexes what a map knows. Takes some 100 ms for a city.
    #[must_use]
    pub fn new(places: &[Place], graph: &StreetGraph) -> Self {
        let all = places.iter().map(|place| place.at).chain(graph.graph.node_weights().copied());
        let centre = BoundingBox::around(all).map(|bbox| bbox.centre());
        let plane = Plane::around(centre.unwrap_or_else(|| {
            LonLat::from_e7(0, 0).expect("invariant: the Gulf of Guinea is on Earth")
        }));
        let drafts = gather(&plane, places, graph);
        let mut building = Building::default();
        for draft in &drafts {
            building.add(draft);
        }
        building.finish(plane)
    }

    /// How many streets, doors and named places there are.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        let streets = self.entries.iter().filter(|entry| entry.kind == MatchKind::Street).count();
        [streets, self.doors.len(), self.entries.len() - streets]
    }

    /// Bytes that the index takes, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let texts = |entry: &Entry| {
            [&entry.name, &entry.street, &entry.housenumber, &entry.postcode, &entry.city]
                .map(String::len)
                .iter()
                .sum::<usize>()
        };
        size_of_val(self.entries.as_slice())
            + self.entries.iter().map(texts).sum::<usize>()
            + size_of_val(self.doors.as_slice())
            + self.doors.iter().map(|door| door.text.len()).sum::<usize>()
            + size_of_val(self.forms.as_slice())
            + size_of_val(self.weights.as_slice())
            + size_of_val(self.context.as_slice())
            + self.words.bytes()
            + self.nearest.bytes()
    }
}

/// A word while its final id is not known.
#[derive(Default)]
struct Word {
    /// Entries, rising.
    entries: Vec<u32>,
    is_city: bool,
}

/// The index while entries are added. Words are numbered as they come, and by rank at the end.
#[derive(Default)]
struct Building {
    entries: Vec<Entry>,
    doors: Vec<Door>,
    texts: Vec<String>,
    text_ids: HashMap<String, u32>,
    forms: Vec<Form>,
    /// Of each position the literal word; `None` if it weighs nothing.
    literals: Vec<Option<u32>>,
    context: Vec<u32>,
    words: Vec<Word>,
    word_ids: HashMap<String, u32>,
}

impl Building {
    fn add(&mut self, draft: &Draft<'_>) {
        let entry = index(self.entries.len());
        let (start, first_literal) = (self.forms.len(), self.literals.len());
        self.name(entry, draft.name);
        if draft.kind == MatchKind::Locality {
            for form in &self.forms[start..] {
                self.words[form.word as usize].is_city = true;
            }
        }
        let first_door = self.doors.len();
        let mut towns: Vec<(&str, &str)> = draft
            .source
            .iter()
            .map(|place| (place.postcode.as_str(), place.city.as_str()))
            .collect();
        for (number, place) in &draft.doors {
            let (postcode, city) = (place.postcode.trim(), place.city.trim());
            towns.push((postcode, city));
            let (postcode, city) = (self.text(postcode), self.text(city));
            self.doors.push(Door {
                text: place.housenumber.trim().into(),
                number: *number,
                street: entry,
                postcode,
                city,
                place: place.at,
            });
        }
        let first_context = self.context.len();
        self.context(draft, &towns);
        let common = |pick: fn(&(&str, &str)) -> String| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for text in towns.iter().map(pick).filter(|text| !text.is_empty()) {
                *counts.entry(text).or_default() += 1;
            }
            counts.into_iter().max_by_key(|(_, count)| *count).map_or_else(String::new, |it| it.0)
        };
        let (postcode, city) = (common(|town| town.0.to_owned()), common(|town| town.1.to_owned()));
        let of_source = |pick: fn(&Place) -> &str| {
            draft.source.map_or_else(String::new, |place| pick(place).trim().to_owned())
        };
        self.entries.push(Entry {
            kind: draft.kind,
            name: draft.name.to_owned(),
            street: of_source(|place| &place.street),
            housenumber: of_source(|place| &place.housenumber),
            knows_postcode: !postcode.is_empty(),
            knows_city: !city.is_empty(),
            postcode,
            city,
            place: draft.place,
            doors: span(first_door, self.doors.len()),
            forms: span(start, self.forms.len()),
            weights: span(first_literal, self.literals.len()),
            context: span(first_context, self.context.len()),
        });
    }

    /// Indexes the words of a name.
    fn name(&mut self, entry: u32, name: &str) {
        let words: Vec<(&str, String)> = words(name).collect();
        let mut position = 0;
        for (at, (word, folded)) in words.iter().enumerate() {
            if usize::from(position) + 2 > MAX_POSITIONS {
                break;
            }
            let (mut alike, ending) = forms(word, folded);
            if let Some((_, next)) = words.get(at + 1) {
                alike.extend(joined(folded, next));
            }
            let literal = self.forms(entry, position, &alike);
            self.literals.push(literal.filter(|_| !is_stop(folded)));
            position += 1;
            if !ending.is_empty() {
                self.forms(entry, position, &ending);
                self.literals.push(None);
                position += 1;
            }
        }
    }

    /// Indexes the forms of one position; the id of the first.
    fn forms(&mut self, entry: u32, position: u8, forms: &[String]) -> Option<u32> {
        let mut first = None;
        for form in forms {
            let word = self.word(form);
            first = first.or(Some(word));
            let entries = &mut self.words[word as usize].entries;
            if entries.last() != Some(&entry) {
                entries.push(entry);
            }
            self.forms.push(Form { word, position });
        }
        first
    }

    fn context(&mut self, draft: &Draft<'_>, towns: &[(&str, &str)]) {
        let first = self.context.len();
        let mut towns = towns.to_vec();
        towns.sort_unstable();
        towns.dedup();
        for (postcode, city) in towns {
            for (_, folded) in words(postcode) {
                let word = self.word(&folded);
                self.context.push(word);
            }
            for (raw, folded) in words(city) {
                for form in forms(raw, &folded).0 {
                    let word = self.word(&form);
                    self.words[word as usize].is_city |= !is_stop(&folded);
                    self.context.push(word);
                }
            }
        }
        for (raw, folded) in draft.source.iter().flat_map(|place| words(&place.street)) {
            let (forms, ending) = forms(raw, &folded);
            for form in forms.iter().chain(&ending) {
                let word = self.word(form);
                self.context.push(word);
            }
        }
        self.context[first..].sort_unstable();
        let mut kept = first;
        for at in first..self.context.len() {
            if kept == first || self.context[kept - 1] != self.context[at] {
                self.context[kept] = self.context[at];
                kept += 1;
            }
        }
        self.context.truncate(kept);
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(id) = self.word_ids.get(word) {
            return *id;
        }
        let id = index(self.words.len());
        self.words.push(Word::default());
        self.word_ids.insert(word.to_owned(), id);
        id
    }

    fn text(&mut self, text: &str) -> u32 {
        if self.texts.is_empty() {
            self.texts.push(String::new());
            self.text_ids.insert(String::new(), 0);
        }
        if let Some(id) = self.text_ids.get(text) {
            return *id;
        }
        let id = index(self.texts.len());
        self.texts.push(text.to_owned());
        self.text_ids.insert(text.to_owned(), id);
        id
    }

    fn finish(mut self, plane: Plane) -> Geocoder {
        let sorted: BTreeMap<String, u32> = self.word_ids.drain().collect();
        let mut ranks = vec![0; self.words.len()];
        for (rank, id) in (0..).zip(sorted.values()) {
            ranks[*id as usize] = rank;
        }
        let words = sorted.into_iter().map(|(word, id)| {
            let known = std::mem::take(&mut self.words[id as usize]);
            (word, (known.entries, known.is_city))
        });
        let words = Words::new(words.collect());
        for form in &mut self.forms {
            form.word = ranks[form.word as usize];
        }
        for word in &mut self.context {
            *word = ranks[*word as usize];
        }
        let count = self.entries.len();
        let weights = self
            .literals
            .iter()
            .map(|literal| literal.map_or(0.0, |id| rarity(&words, ranks[id as usize], count)))
            .collect();
        let nearest = Doors::new(plane, &self.doors);
        Geocoder {
            entries: self.entries,
            doors: self.doors,
            texts: self.texts,
            forms: self.forms,
            weights,
            context: self.context,
            words,
            nearest,
        }
    }
}

/// Inverse document frequency: what few of `entries` have says more.
#[expect(clippy::cast_possible_truncation, reason = "a weight needs no more")]
pub(super) fn rarity(words: &Words, word: u32, entries: usize) -> f32 {
    let having = words.entries(word).len().max(1);
    (1.0 + entries as f64 / having as f64).ln() as f32
}

fn index(length: usize) -> u32 {
    u32::try_from(length).expect("invariant: fewer than 2^32 words fit in memory")
}

fn span(start: usize, end: usize) -> Range<u32> {
    index(start)..index(end)
}
