//! `musette check`: everything that is wrong, at once.

use crate::cli_program::{ROOT, Workplace};
use std::fs;

fn shipped(path: &str) -> String {
    fs::read_to_string(format!("{ROOT}/{path}")).unwrap()
}

#[test]
fn what_is_shipped_is_in_order() {
    let workplace = Workplace::new();
    for arguments in [
        "check",
        "check --config {root}/config",
        "check --coop {root}/config/example-coop",
        "check --config {root}/config --coop {root}/config/example-coop",
    ] {
        assert_eq!(workplace.run(arguments).well(), "all is well\n");
    }
}

#[test]
fn many_mistakes_in_several_files_are_told_together_each_with_its_line() {
    let workplace = Workplace::new();
    workplace.write("config/default.toml", "[snap]\nmax_distance_m = 0\n[servise]\npickup_s = 1\n");
    let bike = shipped("config/profiles/bike.toml");
    workplace.write("config/profiles/bike.toml", bike.replace("name = \"bike\"", "name = 7"));
    workplace.write("config/profiles/broken.toml", "name = \"broken\"\n[[[\n");
    let coop = shipped("config/example-coop/coop.toml")
        .replace("zone = \"Europe/Paris\"", "zone = \"Europe/Pari\"")
        .replace("courier = \"hugo\"", "courier = \"hugoo\"")
        .replace("start = \"15:00\"", "start = \"25:00\"")
        .replace("mass_g = 15000\n", "mass_g = \"15 kg\"\n");
    workplace.write("coop/coop.toml", &coop);
    let outcome = workplace.run("check --config config --coop coop");
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(1), ""));
    let line = |wrong: &str| 1 + coop.lines().position(|line| line.contains(wrong)).unwrap();
    for expected in [
        "config/default.toml:2: snap.max_distance_m: ".to_owned(),
        "config/default.toml:3: servise: ".to_owned(),
        "config/profiles/bike.toml:".to_owned(),
        "config/profiles/broken.toml:2: ".to_owned(),
        format!("coop/coop.toml:{}: zone: ", line("Europe/Pari\"")),
        format!("coop/coop.toml:{}: vehicles[0].mass_g: ", line("15 kg")),
        format!("coop/coop.toml:{}: shifts[10].courier: ", line("hugoo")),
        format!("coop/coop.toml:{}: shifts[10].start: ", line("25:00")),
    ] {
        assert!(outcome.stdout.contains(&expected), "{expected}\n{}", outcome.stdout);
    }
    let complaints = outcome.stdout.lines().filter(|line| !line.starts_with(' ')).count() - 1;
    let last = outcome.stdout.lines().last().unwrap();
    assert_eq!(last, format!("{complaints} complaints"));
    assert!(complaints >= 8);
}

#[test]
fn what_check_complains_of_the_other_commands_refuse() {
    let workplace = Workplace::with_map();
    workplace.write("config/default.toml", "[snap]\nmax_distance_m = 0\n");
    workplace.write("coop/coop.toml", "name = 1\n");
    let check = workplace.run("check --config config --coop coop").stdout;
    let settings = "config/default.toml:2: snap.max_distance_m: ";
    assert!(check.contains(settings), "{check}");
    let import = "import {root}/data/helsinki.osm.pbf -o other.musette --config config";
    assert!(workplace.run(import).refused().contains(settings));
    let demo = "demo-orders --map map.musette --coop coop -o orders.csv";
    let message = workplace.run(demo).refused();
    assert!(message.contains("coop/coop.toml:1: name: "), "{message}");
    assert_eq!(workplace.names(), ["config", "coop", "map.musette"]);
}

#[test]
fn folders_that_are_not_there_are_told() {
    let outcome = Workplace::new().run("check --config nowhere --coop neither");
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.stdout.contains("nowhere: is not a folder"), "{outcome:?}");
    assert!(outcome.stdout.contains("neither/coop.toml: cannot be read"), "{outcome:?}");
    assert!(outcome.stdout.ends_with("2 complaints\n"), "{outcome:?}");
}
