//! What can be found by words.

use super::{matched::MatchKind, number::Number};
use crate::units::LonLat;
use std::ops::Range;

/// A street or a named place.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) kind: MatchKind,
    pub(super) name: String,
    /// Street and number of a named place; empty for a street.
    pub(super) street: String,
    pub(super) housenumber: String,
    pub(super) postcode: String,
    pub(super) city: String,
    pub(super) place: LonLat,
    /// The doors of a street.
    pub(super) doors: Range<u32>,
    /// The words of its name and how they may be written.
    pub(super) forms: Range<u32>,
    /// What each word of its name weighs.
    pub(super) weights: Range<u32>,
    /// Further words that tell it from others: street, postcode, city.
    pub(super) context: Range<u32>,
    pub(super) knows_postcode: bool,
    pub(super) knows_city: bool,
}

/// One way to write one word of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// Id of the word in the vocabulary.
    pub(super) word: u32,
    /// Which word of the name it is.
    pub(super) position: u8,
}

/// A numbered door.
#[derive(Debug)]
pub(super) struct Door {
    /// As written.
    pub(super) text: Box<str>,
    pub(super) number: Number,
    /// Index of the entry that is its street.
    pub(super) street: u32,
    /// Index of its postcode and city among all texts, of which the first is empty.
    pub(super) postcode: u32,
    pub(super) city: u32,
    pub(super) place: LonLat,
}
