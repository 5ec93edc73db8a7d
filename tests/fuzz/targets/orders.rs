//! Orders come from other people's spreadsheets: each is taken or complained of, whatever the bytes.

#![no_main]

use libfuzzer_sys::fuzz_target;
use musette::config::{Settings, read_orders, time_zone};
use musette_fuzz::as_file;

fuzz_target!(|data: &[u8]| {
    let zone = time_zone("Europe/Helsinki").expect("a bundled zone");
    let _ = as_file(data, |path| read_orders(path, &zone, &Settings::default()));
});
