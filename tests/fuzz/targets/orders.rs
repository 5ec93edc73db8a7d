//! Orders come from other people's spreadsheets: each is taken or complained of, whatever the bytes.

#![no_main]

use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;
use musette::{
    config::{Settings, read_orders, time_zone},
    domain::ServiceTimes,
};
use musette_fuzz::as_file;
use std::sync::LazyLock;

static ZONE: LazyLock<TimeZone> =
    LazyLock::new(|| time_zone("Europe/Helsinki").expect("a bundled zone"));
static SETTINGS: LazyLock<Settings> = LazyLock::new(Settings::default);

fuzz_target!(|data: &[u8]| {
    let _ = as_file(data, |path| read_orders(path, &ZONE, &SETTINGS, &ServiceTimes::default()));
});
