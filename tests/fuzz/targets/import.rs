//! An extract may be cut, damaged or no extract at all: reading it ends with a network or an error,
//! never with a panic, and with memory in proportion to the file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use musette::{
    graph::StreetMap,
    osm::{Profile, read_extract},
};
use std::{io::Cursor, sync::LazyLock};

static PROFILES: LazyLock<Vec<Profile>> =
    LazyLock::new(|| musette::config::read_profiles(None).expect("the shipped profiles are valid"));

fuzz_target!(|data: &[u8]| {
    if let Ok(extract) = read_extract(Cursor::new(data), &PROFILES, &|_, _| {}) {
        let _ = StreetMap::build(&extract, PROFILES.clone());
    }
});
