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

/// The example, with the longest day of one courier until so late.
fn until(workplace: &Workplace, end: &str) -> String {
    let coop = shipped("config/example-coop/coop.toml");
    let coop = coop.replace("end = \"15:45\"", &format!("end = \"{end}\""));
    let coop = coop.replace("until = \"11:20\"", "until = \"14:00\"");
    let coop = coop.replace("from = \"10:30\"", "from = \"13:00\"");
    workplace.write("coop/coop.toml", &coop);
    coop
}

#[test]
fn a_shift_that_the_law_forbids_is_told_with_article_and_figures() {
    let workplace = Workplace::new();
    until(&workplace, "17:00");
    assert_eq!(workplace.run("check --coop coop").well(), "all is well\n");
    let coop = until(&workplace, "18:31");
    let line = 1 + coop.lines().position(|line| line == "[[shifts]]").unwrap();
    let outcome = workplace.run("check --coop coop");
    assert_eq!(outcome.code, Some(1));
    let expected = format!(
        "coop/coop.toml:{line}: shifts[0]: Amélie: 10 h 01 min of work on Monday; at most 10 h a day (Code \
         du travail, art. L3121-18), and 4 more like it in the week\n    change its hours or days; what an \
         agreement allows is for labour/fr.toml\n"
    );
    assert!(outcome.stdout.starts_with(&expected), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("(Code du travail, art. L3121-20)"), "{}", outcome.stdout);
    // Twelve hours a day by agreement; five such days are still too much for a week.
    let agreed = shipped("config/labour/fr.toml").replacen("_min = 600", "_min = 720", 1);
    workplace.write("config/labour/fr.toml", agreed);
    let outcome = workplace.run("check --config config --coop coop");
    assert!(!outcome.stdout.contains("L3121-18"), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("(Code du travail, art. L3121-20)"), "{}", outcome.stdout);
}

#[test]
fn a_day_with_such_a_shift_is_neither_planned_nor_simulated() {
    let workplace = Workplace::with_map();
    until(&workplace, "18:31");
    let day = "--map map.musette --coop coop --day 2026-03-17";
    workplace.run(&format!("demo-orders {day} --orders 3 -o orders.csv")).well();
    let plan = format!("plan {day} --iterations 10 --orders orders.csv -o rounds.json");
    let message = workplace.run(&plan).refused();
    let expected = "the law forbids shifts of 2026-03-17:\n  Amélie: 10 h 01 min of work on 2026-03-17; at \
                    most 10 h a day (Code du travail, art. L3121-18)\n";
    assert!(message.contains(expected), "{message}");
    assert!(message.contains("\nchange them in coop.toml"), "{message}");
    assert!(!workplace.names().contains(&"rounds.json".to_owned()));
    let message = workplace.run(&format!("simulate {day} --orders orders.csv --seeds 1")).refused();
    assert!(message.contains(expected), "{message}");
}

#[test]
fn rules_of_labour_are_checked_like_the_rest() {
    let workplace = Workplace::new();
    let broken = shipped("config/labour/fr.toml").replacen("_min = 600", "_min = 6000", 1);
    workplace.write("config/labour/fr.toml", &broken);
    let line = 1 + broken.lines().position(|line| line.ends_with("6000")).unwrap();
    let outcome = workplace.run("check --config config");
    let expected = format!(
        "config/labour/fr.toml:{line}: adult.daily_work.at_most_min: expected a whole number from 1 to \
         1440, got 6000"
    );
    assert!(outcome.stdout.starts_with(&expected), "{}", outcome.stdout);
}

#[test]
fn folders_that_are_not_there_are_told() {
    let outcome = Workplace::new().run("check --config nowhere --coop neither");
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.stdout.contains("nowhere: is not a folder"), "{outcome:?}");
    assert!(outcome.stdout.contains("neither/coop.toml: cannot be read"), "{outcome:?}");
    assert!(outcome.stdout.ends_with("2 complaints\n"), "{outcome:?}");
}
