//! Search by words.

use super::{Geocoder, Match, MatchKind, ask::Asked, door::Hit, resolve::SAME_FULL_ADDRESS_M};
use crate::{geo::haversine_m, units::LonLat};
use std::cmp::Ordering;

/// Most answers that a search gives.
const MOST: usize = 50;
/// Answers that are looked at before those called the same are merged.
const LOOKED_AT: usize = 400;
/// Answers with one label nearer to each other than this are one, in metres.
const SAME_M: f64 = 50.0;

impl Geocoder {
    /// What `query` may mean, best first; at most `limit`, and never more than 50. Only the first 200
    /// characters and 12 words of a query are looked at.
    ///
    /// Answers with all words come first, then what fits best; of two that fit alike, the one nearer to
    /// `near`.
    #[must_use]
    pub fn search(&self, query: &str, near: Option<LonLat>, limit: usize) -> Vec<Match> {
        let asked = self.asked(query);
        self.matches(&self.ranked(&asked, self.candidates(&asked), near), limit)
    }

    pub(super) fn asked(&self, query: &str) -> Asked {
        Asked::new(self, query, |token, allowance| self.words.meant(token, allowance))
    }

    /// All entries with a word in their name that the query may mean.
    pub(super) fn candidates(&self, asked: &Asked) -> impl Iterator<Item = u32> + use<> {
        let mut is_candidate = vec![false; self.entries.len()];
        for word in &asked.words {
            for entry in self.words.entries(*word) {
                is_candidate[*entry as usize] = true;
            }
        }
        (0..).zip(is_candidate).filter(|(_, is)| *is).map(|(entry, _)| entry)
    }

    /// The best answers among `candidates`, best first.
    pub(super) fn ranked(
        &self,
        asked: &Asked,
        candidates: impl Iterator<Item = u32>,
        near: Option<LonLat>,
    ) -> Vec<Hit> {
        let mut hits = Vec::new();
        if asked.tokens.is_empty() {
            return hits;
        }
        for id in candidates {
            if let Some(judged) = self.judge(&self.entries[id as usize], asked) {
                self.hits(id, &judged, asked, &mut hits);
            }
        }
        let order = |a: &Hit, b: &Hit| self.order(a, b, near);
        if hits.len() > LOOKED_AT {
            hits.select_nth_unstable_by(LOOKED_AT, order);
            hits.truncate(LOOKED_AT);
        }
        hits.sort_unstable_by(order);
        // Once something has it all, parts of it are noise.
        if hits.first().is_some_and(|best| best.whole) {
            hits.retain(|hit| hit.whole);
        }
        hits
    }

    /// The better one first. Total, so that the same query gives the same answers.
    fn order(&self, a: &Hit, b: &Hit, near: Option<LonLat>) -> Ordering {
        let key = |hit: &Hit| (hit.exact, hit.whole, hit.score);
        let kind = |hit: &Hit| match hit.door {
            Some(_) => MatchKind::Address,
            None => self.entries[hit.entry as usize].kind,
        };
        key(b)
            .cmp(&key(a))
            .then_with(|| kind(a).cmp(&kind(b)))
            .then_with(|| match near {
                Some(near) => {
                    let away = |hit: &Hit| self.nearest.distance_2(self.place(hit), near);
                    away(a).total_cmp(&away(b))
                }
                None => Ordering::Equal,
            })
            .then_with(|| (a.entry, a.door).cmp(&(b.entry, b.door)))
    }

    /// The first `limit` answers, those called the same at one place as one.
    pub(super) fn matches(&self, hits: &[Hit], limit: usize) -> Vec<Match> {
        let mut matches: Vec<Match> = Vec::new();
        for hit in hits {
            if matches.len() >= limit.min(MOST) {
                break;
            }
            let found = self.found(hit);
            // What is told alike cannot be chosen between.
            let full = !found.housenumber.is_empty() && !found.postcode.is_empty();
            let most_m = if full { SAME_FULL_ADDRESS_M } else { SAME_M };
            let same = |known: &Match| {
                known.label == found.label && haversine_m(known.place, found.place) < most_m
            };
            if !matches.iter().any(same) {
                matches.push(found);
            }
        }
        matches
    }

    pub(super) fn place(&self, hit: &Hit) -> LonLat {
        match hit.door {
            Some(door) => self.doors[door as usize].place,
            None => self.entries[hit.entry as usize].place,
        }
    }

    pub(super) fn found(&self, hit: &Hit) -> Match {
        let score = f64::from(hit.score) / 10_000.0;
        if let Some(door) = hit.door {
            return self.door_match(door, score, hit.exact);
        }
        let entry = &self.entries[hit.entry as usize];
        let is_street = entry.kind == MatchKind::Street;
        let street = if is_street { &entry.name } else { &entry.street };
        let own_name = if is_street { "" } else { entry.name.as_str() };
        Match {
            label: label(own_name, street, &entry.housenumber, &entry.postcode, &entry.city),
            name: entry.name.clone(),
            street: street.clone(),
            housenumber: entry.housenumber.clone(),
            postcode: entry.postcode.clone(),
            city: entry.city.clone(),
            kind: entry.kind,
            place: entry.place,
            score,
            exact: hit.exact,
        }
    }

    pub(super) fn door_match(&self, door: u32, score: f64, exact: bool) -> Match {
        let door = &self.doors[door as usize];
        let street = &self.entries[door.street as usize].name;
        let (postcode, city) =
            (&self.texts[door.postcode as usize], &self.texts[door.city as usize]);
        Match {
            label: label("", street, &door.text, postcode, city),
            name: String::new(),
            street: street.clone(),
            housenumber: door.text.to_string(),
            postcode: postcode.clone(),
            city: city.clone(),
            kind: MatchKind::Address,
            place: door.place,
            score,
            exact,
        }
    }
}

/// In one line, as [`crate::osm::Place::address`] has it, behind the name.
fn label(name: &str, street: &str, housenumber: &str, postcode: &str, city: &str) -> String {
    let joined = |parts: &[&str], between: &str| {
        let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        parts.join(between)
    };
    let (door, town) = (joined(&[street, housenumber], " "), joined(&[postcode, city], " "));
    joined(&[name, &door, &town], ", ")
}
