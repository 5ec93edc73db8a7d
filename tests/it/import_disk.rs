//! `musette import` against what disks hold and what they do.

use crate::{
    cli_program::{ROOT, Workplace},
    import_bytes::town,
    support::{
        city::city,
        pbf::{Quirk, write_pbf, write_pbf_with},
    },
};
use std::{fs, io::Read};

/// Runs an import that must fail and leave nothing behind; gives what it said.
fn refused(workplace: &Workplace, extract: &str) -> String {
    let before = workplace.names();
    let message = workplace.run(&format!("import {extract} -o map.musette")).refused();
    assert_eq!(workplace.names(), before, "nothing is written, nothing is left");
    assert!(message.contains(extract), "{message}");
    message
}

#[test]
fn damaged_files_and_other_files_are_refused_by_name_cause_and_action() {
    let workplace = Workplace::new();
    let whole = write_pbf(&town());
    let with = |quirk| write_pbf_with(&town(), &[quirk]);
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0x10;
    for (name, content, cause, action) in [
        ("cut.osm.pbf", whole[..whole.len() - 9].to_vec(), "truncated: the block", "download"),
        ("nodes.osm.pbf", whole[..200].to_vec(), "truncated", "download"),
        ("hit.osm.pbf", flipped, "damaged at byte", "download"),
        ("empty.osm.pbf", Vec::new(), "empty", "download"),
        ("page.osm.pbf", b"<html>503</html>".to_vec(), "web page", "pass an extract"),
        ("old.osm", b"<?xml version='1.0'?>".to_vec(), "XML", "osmium cat"),
        ("packed.gz", b"\x1f\x8b\x08\0\0\0\0\0\0".to_vec(), "gzip", "unpack"),
        ("some.json", b"{}".to_vec(), "JSON", "pass an extract"),
        ("zeros.osm.pbf", vec![0; 4096], "not an OpenStreetMap PBF", "pass an extract"),
        ("lie.osm.pbf", with(Quirk::LyingRawSize), "damaged", "download"),
        ("index.osm.pbf", with(Quirk::WrongStringIndex), "string index", "download"),
        ("bomb.osm.pbf", with(Quirk::ZlibBomb { claimed: 100 }), "100 bytes", "download"),
        ("new.osm.pbf", with(Quirk::RequiredFeature("Future-1")), "`Future-1`", "convert"),
        ("sea.osm.pbf", write_pbf(&crate::support::osm::OsmData::default()), "no way", "area"),
    ] {
        workplace.write(name, content);
        let message = refused(&workplace, name);
        assert!(message.contains(cause) && message.contains(action), "{name}: {message}");
    }
}

#[test]
fn the_shipped_extract_cut_anywhere_is_refused() {
    let workplace = Workplace::new();
    let whole = fs::read(format!("{ROOT}/data/helsinki.osm.pbf")).unwrap();
    for part in 1..12 {
        workplace.write("cut.osm.pbf", &whole[..whole.len() * part / 12]);
        let message = refused(&workplace, "cut.osm.pbf");
        assert!(message.contains("truncated"), "{message}");
    }
}

#[test]
fn a_folder_and_a_missing_file_cannot_be_opened() {
    let workplace = Workplace::new();
    for (extract, cause) in [("/", "is a directory"), ("no/such.osm.pbf", "No such file")] {
        let message = refused(&workplace, extract);
        assert!(message.contains("cannot open") && message.contains(cause), "{message}");
    }
}

#[test]
fn a_full_disk_leaves_the_old_map_and_nothing_else() {
    let workplace = Workplace::new();
    let import = "import {root}/data/helsinki.osm.pbf -o map.musette";
    let message = workplace.run_with_little_space(64, import).refused();
    assert!(message.contains("cannot write map.musette: nothing was changed"), "{message}");
    assert!(message.contains("File too large"), "{message}");
    assert_eq!(workplace.names(), [""; 0]);

    workplace.write("map.musette", "an old map");
    workplace.run_with_little_space(64, import).refused();
    assert_eq!(workplace.names(), ["map.musette"]);
    assert_eq!(workplace.text("map.musette"), "an old map");
    workplace.run_with_little_space(1_000_000, import).well();
}

#[test]
fn an_output_that_cannot_be_is_refused() {
    let workplace = Workplace::new();
    workplace.write("town.osm.pbf", write_pbf(&town()));
    fs::create_dir(workplace.path("folder")).unwrap();
    let refused = |output: &str| {
        let before = workplace.names();
        let message = workplace.run(&format!("import town.osm.pbf -o {output}")).refused();
        assert_eq!(workplace.names(), before);
        assert_eq!(fs::read_dir(workplace.path("folder")).unwrap().count(), 0);
        message
    };
    for output in ["no/folder/map.musette", "folder", "folder/", "town.osm.pbf/map.musette"] {
        let message = refused(output);
        assert!(message.contains(&format!("cannot write {output}: ")), "{message}");
        assert!(message.contains("choose another --output"), "{message}");
    }
    assert!(refused("-").contains("standard output"));
}

#[test]
fn a_map_is_replaced_under_those_who_still_read_the_old_one() {
    let workplace = Workplace::new();
    workplace.write("town.osm.pbf", write_pbf(&town()));
    workplace.write("city.osm.pbf", write_pbf(&city(1).osm));
    workplace.run("import town.osm.pbf -o map.musette").well();
    let old = workplace.bytes("map.musette");
    let mut reader = fs::File::open(workplace.path("map.musette")).unwrap();
    workplace.run("import city.osm.pbf -o map.musette").well();
    let mut read = Vec::new();
    reader.read_to_end(&mut read).unwrap();
    assert!(read == old, "the old file is whole");
    assert!(workplace.bytes("map.musette").len() > 10 * old.len());
    assert_eq!(workplace.names(), ["city.osm.pbf", "map.musette", "town.osm.pbf"]);
}

#[test]
fn the_same_extract_makes_the_same_map_byte_for_byte() {
    let workplace = Workplace::new();
    for output in ["a.musette", "b.musette"] {
        workplace.run(&format!("import {{root}}/data/helsinki.osm.pbf -o {output}")).well();
    }
    assert!(workplace.bytes("a.musette") == workplace.bytes("b.musette"));
}
