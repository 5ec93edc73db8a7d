//! Orders come from other people's spreadsheets: each is taken or complained of, whatever the bytes.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = musette::config::read_orders(data);
});
