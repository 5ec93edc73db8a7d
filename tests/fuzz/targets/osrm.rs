//! Anybody may send the OSRM-compatible API anything: each path is understood or refused.

#![no_main]

use libfuzzer_sys::fuzz_target;
use musette::{config::OsrmLimits, http::OsrmRequest};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let _ = OsrmRequest::read(&text, &OsrmLimits::default());
});
