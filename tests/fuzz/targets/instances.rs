//! Problems come from anybody's site: each is read or refused, whatever the bytes. What an input is, its
//! first byte says: a text of some format, or four tables with a zero byte between.

#![no_main]

use libfuzzer_sys::fuzz_target;
use musette::instances::{Format, Instance, Routes, judge, read, read_text};
use musette_fuzz::as_file;
use std::{fs, path::Path};

const TABLES: [&str; 4] =
    ["instance_parameters.txt", "restaurants.txt", "orders.txt", "couriers.txt"];

fuzz_target!(|data: &[u8]| {
    let Some((kind, data)) = data.split_first() else { return };
    let format = Format::ALL.get(usize::from(*kind) % 6).copied();
    let instance = if format == Some(Format::Mdrp) {
        as_file(&[], |path| folder(path, data)).ok()
    } else {
        read_text("f", &String::from_utf8_lossy(data), format).ok()
    };
    if let Some(instance) = instance.filter(|instance| instance.nodes_to_visit() < 100) {
        look(&instance);
    }
});

/// Reads four tables.
fn folder(path: &Path, data: &[u8]) -> Result<Instance, musette::instances::Complaints> {
    let folder = path.with_extension("tables");
    fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
    let mut tables = data.split(|byte| *byte == 0);
    for name in TABLES {
        let table = tables.next().unwrap_or_default();
        fs::write(folder.join(name), table).expect("the folder for temporary files can be written");
    }
    read(&folder, None)
}

/// What was read makes a problem, and a judge bears with any route.
fn look(instance: &Instance) {
    let _ = instance.problem();
    let last = i64::try_from(instance.nodes_to_visit()).unwrap_or(0);
    let nodes = vec![(0..=last + 1).collect(), vec![1, 1], vec![]];
    let _ = judge(instance, &Routes { nodes, ..Routes::default() }, 0.01);
}
