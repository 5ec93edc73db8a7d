//! From places and sections to streets with their doors, and named places.

use super::{
    matched::MatchKind,
    number::Number,
    street::{Line, clusters, middle},
    synonyms::canonical,
    text::words,
};
use crate::{
    geo::{Plane, haversine_m},
    graph::{Feature, SectionId, StreetGraph},
    osm::{Place, PlaceKind},
    units::LonLat,
};
use rayon::prelude::*;
use std::collections::HashMap;

/// Doors of one number nearer than this to each other are one, in metres.
const SAME_DOOR_M: f64 = 50.0;

/// A street or a named place, before it is indexed.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) kind: MatchKind,
    pub(super) name: &'a str,
    pub(super) place: LonLat,
    /// What a named place comes from.
    pub(super) source: Option<&'a Place>,
    /// The doors of a street, by number as text; a door of several numbers several times.
    pub(super) doors: Vec<(Number, &'a Place)>,
}

/// All streets by name, then all named places in file order.
pub(super) fn gather<'a>(
    plane: &Plane,
    places: &'a [Place],
    graph: &'a StreetGraph,
) -> Vec<Draft<'a>> {
    let mut drafts = streets(plane, places, graph);
    drafts.extend(places.iter().filter(|place| !place.name.trim().is_empty()).map(|place| Draft {
        kind: MatchKind::named(place.kind),
        name: place.name.trim(),
        place: place.at,
        source: Some(place),
        doors: Vec::new(),
    }));
    drafts
}

/// What bears one name.
#[derive(Default)]
struct Namesakes<'a> {
    name: &'a str,
    sections: Vec<SectionId>,
    doors: Vec<&'a Place>,
}

fn streets<'a>(plane: &Plane, places: &'a [Place], graph: &'a StreetGraph) -> Vec<Draft<'a>> {
    // Each name is folded once; sections far outnumber names.
    let keys: Vec<String> = graph.names.par_iter().map(|name| key(name)).collect();
    let mut by_key: HashMap<&str, usize> = HashMap::new();
    let mut all: Vec<Namesakes<'a>> = Vec::new();
    let mut by_name: Vec<Option<usize>> = vec![None; keys.len()];
    for (name, key) in keys.iter().enumerate().filter(|(_, key)| !key.is_empty()) {
        let index = *by_key.entry(key).or_insert_with(|| {
            all.push(Namesakes { name: &graph.names[name], ..Namesakes::default() });
            all.len() - 1
        });
        by_name[name] = Some(index);
    }
    let sections = graph.graph.edge_indices().map(|edge| SectionId::of(edge).0).step_by(2);
    for section in sections {
        let is_street = matches!(graph.feature(section), Feature::Street(_));
        if let Some(index) = by_name[graph.section(section).name as usize].filter(|_| is_street) {
            all[index].sections.push(section);
        }
    }
    let addressed = |place: &&Place| {
        place.kind != PlaceKind::Locality
            && !place.street.is_empty()
            && Number::read_all(&place.housenumber).next().is_some()
    };
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut new_keys: HashMap<String, usize> = HashMap::new();
    for place in places.iter().filter(addressed) {
        let index = *known.entry(&place.street).or_insert_with(|| {
            let key = key(&place.street);
            if let Some(index) = by_key.get(key.as_str()) {
                return *index;
            }
            *new_keys.entry(key).or_insert_with(|| {
                all.push(Namesakes { name: place.street.trim(), ..Namesakes::default() });
                all.len() - 1
            })
        });
        all[index].doors.push(place);
    }
    all.par_iter().flat_map_iter(|namesakes| namesakes.drafts(plane, graph)).collect()
}

impl<'a> Namesakes<'a> {
    fn drafts(&self, plane: &Plane, graph: &StreetGraph) -> Vec<Draft<'a>> {
        let sections = self.sections.iter().map(|section| graph.geometry(*section).collect());
        let doors = self.doors.iter().map(|door| vec![door.at]);
        let lines: Vec<Line> = sections.chain(doors).collect();
        let draft = |cluster: Vec<usize>| {
            let count = cluster.iter().filter(|line| **line < self.sections.len()).count();
            let (sections, doors) = cluster.split_at(count);
            let on = if sections.is_empty() { doors } else { sections };
            let doors = doors.iter().map(|line| self.doors[line - self.sections.len()]);
            Some(Draft {
                kind: MatchKind::Street,
                name: self.name,
                place: middle(plane, on.iter().map(|line| &lines[*line]))?,
                source: None,
                doors: different(doors),
            })
        };
        clusters(plane, &lines).into_iter().filter_map(draft).collect()
    }
}

/// The doors by number; of several objects at one door, that with the fullest address.
fn different<'a>(doors: impl Iterator<Item = &'a Place>) -> Vec<(Number, &'a Place)> {
    let mut doors: Vec<(Number, &Place)> = doors
        .flat_map(|place| Number::read_all(&place.housenumber).map(move |number| (number, place)))
        .collect();
    let gaps =
        |place: &Place| usize::from(place.postcode.is_empty()) + usize::from(place.city.is_empty());
    doors.sort_by(|(number, place), (other_number, other)| {
        let order = (number, &place.housenumber).cmp(&(other_number, &other.housenumber));
        order.then(gaps(place).cmp(&gaps(other)))
    });
    let mut kept: Vec<(Number, &Place)> = Vec::new();
    for (number, place) in doors {
        let same = kept.iter().rev().take_while(|(other_number, _)| *other_number == number).any(
            |(_, other)| {
                let agree = |a: &str, b: &str| a.is_empty() || a == b;
                place.housenumber == other.housenumber
                    && agree(&place.postcode, &other.postcode)
                    && agree(&place.city, &other.city)
                    && haversine_m(place.at, other.at) < SAME_DOOR_M
            },
        );
        if !same {
            kept.push((number, place));
        }
    }
    kept
}

/// What all spellings of a street's name have in common.
fn key(name: &str) -> String {
    let words: Vec<String> = words(name).map(|(_, folded)| canonical(&folded).to_owned()).collect();
    words.join(" ")
}
