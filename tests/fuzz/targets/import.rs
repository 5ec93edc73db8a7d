//! An extract may be cut, damaged or no extract at all: reading it ends with a network or an error,
//! never with a panic, and with memory in proportion to the file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use musette::osm::Profile;
use musette_fuzz::{abort_on_escaped_panic, allow_caught_panics};
use std::io::Cursor;
use std::sync::LazyLock;

static PROFILES: LazyLock<Vec<Profile>> =
    LazyLock::new(|| musette::config::read_profiles(None).expect("the shipped profiles are valid"));

fuzz_target!(init: allow_caught_panics(), |data: &[u8]| {
    abort_on_escaped_panic(|| {
        let _ = musette::osm::read_extract(Cursor::new(data), &PROFILES, &|_| {});
    });
});
