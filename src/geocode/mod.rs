//! Addresses and named places: search by words.
