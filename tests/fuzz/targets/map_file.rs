//! A map file may be old, cut or damaged: opening it ends with a map or an error.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = musette::graph::from_bytes(data);
});
