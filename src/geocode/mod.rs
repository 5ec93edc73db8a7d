//! Addresses and named places: search by words as people type them, and the address nearest to a
//! place.
//!
//! [`Geocoder::new`] sorts what a map knows into *entries* (`entry`): streets, each with its numbered
//! doors, and named places. A query is cut into *tokens* (`text`), each is matched with the words of
//! all entries (`words`: as written, begun, mistyped), and every entry that has one of them is judged
//! by how much of the query it explains (`judge`).

mod number;
mod synonyms;
mod text;

mod entry;
mod gather;
mod street;

mod typos;
mod words;

mod ask;
mod door;
mod judge;
mod matched;
mod resolve;
mod reverse;
mod scan;
mod search;

mod geocoder;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

pub use geocoder::Geocoder;
pub use matched::{Match, MatchKind, Resolution};
