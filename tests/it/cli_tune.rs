//! `musette tune` on the shipped map.

use crate::cli_program::{ROOT, Workplace};
use std::{fs, path::Path};

fn shipped_bike() -> String {
    fs::read_to_string(Path::new(ROOT).join("config/profiles/bike.toml")).unwrap()
}

#[test]
fn what_a_profile_changes_and_how_long_it_takes_is_told() {
    let workplace = Workplace::with_map();
    workplace.write("bike.toml", shipped_bike());
    let told = workplace.run("tune --map map.musette --profile-file bike.toml").well();
    assert!(told.starts_with("bike: no street changes\n"), "{told}");
    let slow = shipped_bike().replace("max_speed_kmh = 25", "max_speed_kmh = 6");
    workplace.write("bike.toml", slow);
    let run = "tune --map map.musette --profile-file bike.toml --repeat 3";
    let told = workplace.run(run).well();
    let mut lines = told.lines();
    let first = lines.next().unwrap();
    assert!(first.starts_with("bike: 0 edges opened, 0 closed, 0 faster, "), "{told}");
    for part in ["weigh", "basic", "perfect", "total", "first query answered"] {
        let line = lines.clone().find(|line| line.trim().starts_with(part));
        let line = line.unwrap_or_else(|| panic!("{part}: {told}"));
        let numbers: Vec<f64> = line.split_whitespace().filter_map(|it| it.parse().ok()).collect();
        assert!(numbers.len() == 2 && numbers[0] >= numbers[1], "{told}");
    }
    let told = workplace.run("tune --map map.musette").well();
    for profile in ["bike", "cargo", "trailer"] {
        assert!(told.contains(&format!("{profile}: no street changes")), "{told}");
    }
}

#[test]
fn what_cannot_be_tuned_is_refused() {
    let workplace = Workplace::with_map();
    workplace.write("boat.toml", shipped_bike().replace("name = \"bike\"", "name = \"boat\""));
    let told = workplace.run("tune --map map.musette --profile-file boat.toml").refused();
    assert!(told.contains("no profile boat is on this map; it has bike, cargo, trailer"), "{told}");
    workplace.write("bike.toml", "name = \"bike\"\nmax_speed_kmh = 99\n");
    let told = workplace.run("tune --map map.musette --profile-file bike.toml").refused();
    assert!(told.contains("bike.toml:2: max_speed_kmh"), "{told}");
    assert!(told.contains("description"), "all complaints at once: {told}");
    let closed = shipped_bike().replace("\"ride\"", "\"no\"").replace("\"push\"", "\"no\"");
    workplace.write("bike.toml", closed);
    let told = workplace.run("tune --map map.musette --profile-file bike.toml").refused();
    assert!(told.contains("bike leaves no street to ride"), "{told}");
}
