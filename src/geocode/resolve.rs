//! Which one place a query means, if there is one.

use super::{Geocoder, MatchKind, Resolution, ask::Asked, door::Hit};
use crate::{geo::haversine_m, units::LonLat};

/// Objects at one address are this near to each other, in metres.
const SAME_ADDRESS_M: f64 = 100.0;
/// The same where postcode and city are known and agree: a department store fills its block.
pub(super) const SAME_FULL_ADDRESS_M: f64 = 250.0;
/// Two parts of a street without towns, nearer than this, are taken as one street, in metres.
const SAME_STREET_M: f64 = 1_000.0;
/// Most candidates that are told.
const CANDIDATES: usize = 8;

impl Geocoder {
    /// Says which one place `query` means, if that is beyond doubt: a door or a named place that is called
    /// just that, and nothing else that could be meant. `near` orders the candidates; it never decides.
    #[must_use]
    pub fn resolve(&self, query: &str, near: Option<LonLat>) -> Resolution {
        let asked = self.asked(query);
        let hits = self.ranked(&asked, self.candidates(&asked), near);
        if let Some(hit) = self.meant(&asked, &hits) {
            return Resolution::Found(self.found(&hit));
        }
        let matches = self.matches(&hits, CANDIDATES);
        if matches.iter().any(|found| found.exact) {
            Resolution::Ambiguous(matches)
        } else {
            Resolution::Unknown(matches)
        }
    }

    /// The only hit that can be meant.
    fn meant(&self, asked: &Asked, hits: &[Hit]) -> Option<Hit> {
        let is_place = |hit: &&Hit| {
            let kind = self.entries[hit.entry as usize].kind;
            hit.door.is_some() || !matches!(kind, MatchKind::Street | MatchKind::Locality)
        };
        let best = *hits.first().filter(|best| best.exact && best.sure).filter(is_place)?;
        // A single word names little: `Moulin` may be the café or the street.
        let spelt_out = best.covered && asked.free.iter().filter(|is_free| !**is_free).count() >= 2;
        let is_rival = |hit: &&Hit| {
            hit.whole && hit.sure && (hit.covered || !spelt_out) && !self.are_one(&best, hit)
        };
        hits.iter().find(is_rival).is_none().then_some(best)
    }

    /// Would a courier sent to `best` also be right for `other`?
    fn are_one(&self, best: &Hit, other: &Hit) -> bool {
        let (a, b) = (self.found(best), self.found(other));
        let apart_m = haversine_m(a.place, b.place);
        if other.lacks_number {
            // Nearly the street of the best one: another part of it, or its own.
            return best.entry == other.entry
                || (a.street == b.street && self.are_one_street(best, other, apart_m));
        }
        let same_name = !a.name.is_empty() && a.name == b.name;
        // Both answer the whole query, so the street is the same, however it is written.
        let same_door = (best.entry == other.entry && best.door.is_some())
            || (!a.housenumber.is_empty() && a.housenumber == b.housenumber);
        let fully = !a.postcode.is_empty() && a.postcode == b.postcode && a.city == b.city;
        let most_m = if fully && same_door { SAME_FULL_ADDRESS_M } else { SAME_ADDRESS_M };
        (same_name || same_door) && apart_m <= most_m
    }

    fn are_one_street(&self, best: &Hit, other: &Hit, apart_m: f64) -> bool {
        let (a, b) = (self.found(best), self.found(other));
        let known = !a.city.is_empty() && !b.city.is_empty();
        let agree = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b;
        if known {
            a.city == b.city && agree(&a.postcode, &b.postcode)
        } else {
            apart_m < SAME_STREET_M
        }
    }
}
