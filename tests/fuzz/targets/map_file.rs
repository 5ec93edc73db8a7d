//! A map file may be old, cut, damaged or made up: opening it ends with a map or an error. Most
//! damage is found by a checksum, so each input is also tried with the right ones.

#![no_main]

use libfuzzer_sys::fuzz_target;
use musette::graph::from_bytes;
use musette_fuzz::seal;

fuzz_target!(|data: &[u8]| {
    let _ = from_bytes(data);
    let _ = from_bytes(&seal(data));
});
