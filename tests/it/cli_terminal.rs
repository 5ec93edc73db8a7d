//! Help, and readers that stop reading.

use crate::cli_program::{Outcome, Workplace};
use std::{fmt::Write as _, process::Stdio};

#[test]
fn every_command_explains_itself() {
    let workplace = Workplace::new();
    let help = workplace.run("--help").well();
    for command in
        ["import", "route", "matrix", "demo-orders", "plan", "check", "solve", "check-solution"]
    {
        assert!(help.contains(command), "{help}");
        let long = workplace.run(&format!("{command} --help")).well();
        assert!(long.contains(&format!("Usage: musette {command}")), "{long}");
        assert_eq!(workplace.run(&format!("help {command}")).well(), long);
    }
    assert!(workplace.run("--version").well().starts_with("musette 0."));
    let bare = workplace.run("");
    assert_eq!((bare.code, bare.stdout.as_str()), (Some(2), ""));
    assert!(bare.stderr.contains("Usage: musette"), "{bare:?}");
}

/// Runs a command of which nobody reads the result.
fn unread(workplace: &Workplace, arguments: &str) -> Outcome {
    let mut command = workplace.command(arguments);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    Outcome::of(child.wait_with_output().unwrap())
}

#[test]
fn a_closed_pipe_ends_every_command_quietly() {
    let workplace = Workplace::with_map();
    let day = "--map map.musette --coop {root}/config/example-coop --day 2026-03-17";
    workplace.run(&format!("demo-orders {day} -o orders.csv")).well();
    let mut places = String::new();
    for step in 0..50 {
        writeln!(places, "24.94{step:02},60.1700").unwrap();
    }
    workplace.write("places.csv", places);
    let path = "--map map.musette --from 24.9414,60.1710 --to 24.9521,60.1700";
    for arguments in [
        "--help",
        "plan --help",
        "check",
        "import {root}/data/helsinki.osm.pbf -o other.musette",
        "matrix --map map.musette --places places.csv",
        &format!("route {path}"),
        &format!("route {path} --geojson -"),
        &format!("demo-orders {day}"),
        &format!("plan {day} --iterations 50 --orders orders.csv -o -"),
        &format!("plan {day} --iterations 50 --orders orders.csv -o rounds.json"),
    ] {
        unread(&workplace, arguments).well();
    }
}

#[test]
fn what_is_no_plain_file_is_written_to_directly() {
    let workplace = Workplace::with_map();
    workplace.write("places.csv", "24.94,60.17\n");
    let matrix = "matrix --map map.musette --places places.csv";
    workplace.run(&format!("{matrix} -o /dev/null")).well();
    assert!(workplace.run(&format!("{matrix} -o /dev/stdout")).well().contains("durations_s"));

    workplace.write("real.json", "old");
    std::os::unix::fs::symlink("real.json", workplace.path("link.json")).unwrap();
    workplace.run(&format!("{matrix} -o link.json")).well();
    assert!(workplace.text("real.json").contains("durations_s"), "through the link");
    assert!(workplace.path("link.json").is_symlink());
}
