//! What a search gives.

use crate::{osm::PlaceKind, units::LonLat};
use serde::{Deserialize, Serialize};

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchKind {
    /// A door with its number.
    Address,
    /// A street without number.
    Street,
    /// A suburb, a village, a town.
    Locality,
    /// A shop.
    Shop,
    /// A restaurant.
    Restaurant,
    /// A café.
    Cafe,
    /// A pharmacy.
    Pharmacy,
    /// Another named place: a school, a station, an office.
    Amenity,
}

impl MatchKind {
    /// The kind of a place that is found by its name.
    pub(super) fn named(kind: PlaceKind) -> Self {
        match kind {
            PlaceKind::Restaurant => Self::Restaurant,
            PlaceKind::Cafe => Self::Cafe,
            PlaceKind::Pharmacy => Self::Pharmacy,
            PlaceKind::Shop => Self::Shop,
            PlaceKind::Address | PlaceKind::Amenity => Self::Amenity,
            PlaceKind::Locality => Self::Locality,
        }
    }
}

/// A place that answers a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Name, street and number, postcode and city in one line.
    pub label: String,
    /// Name of a named place or a street; empty for a door.
    pub name: String,
    /// Its street; empty if it is not known.
    pub street: String,
    /// Its number in the street; empty if it has none.
    pub housenumber: String,
    /// Its postcode; empty if it is not known.
    pub postcode: String,
    /// Its city; empty if it is not known.
    pub city: String,
    /// What it is.
    pub kind: MatchKind,
    /// Where it is; of a street, the place on it that is nearest to its middle.
    pub place: LonLat,
    /// How well it answers, from 0 to 1.
    pub score: f64,
    /// Whether all that was asked for is there, the house number too. False for a neighbouring number,
    /// a street of which the number is not known, or if a word of the query was left out.
    pub exact: bool,
}

/// What a query means.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolution {
    /// One place is clearly meant: every word and the number are there as written, and nowhere else.
    Found(Match),
    /// These could be meant, best first, and somebody must say which one. A single one is there if it was
    /// mistyped, or is a whole street.
    Ambiguous(Vec<Match>),
    /// Nothing is called that; these come nearest, best first.
    Unknown(Vec<Match>),
}
