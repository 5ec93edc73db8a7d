//! `musette rules` on a database, and rules in a folder.

use crate::cli_program::{ROOT, Workplace};
use musette::{
    app::service::{Clock, NewAccount, put_account, seed_rules},
    config::read_config,
    domain::Role,
    store::{Store, StoredCoop},
};
use serde_json::Value;

const DATABASE: &str = "--database sqlite:coop.sqlite";

/// A database with a co-operative, and as its server makes it at a start.
fn serve(workplace: &Workplace, with_rules: bool) {
    let url = format!("sqlite:{}", workplace.path("coop.sqlite").display());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open(&url).await.unwrap();
        let clock = Clock::real();
        if store.coops().await.unwrap().is_empty() {
            let [id, name, zone] = ["c", "Les Sacoches", "Europe/Paris"].map(str::to_owned);
            store.create_coop(&StoredCoop { id, name, zone }, clock.now()).await.unwrap();
            let [login, name, password] =
                ["doro", "Dorothée", "a long password"].map(str::to_owned);
            let new = NewAccount { login, name: Some(name), role: Role::Dispatcher, password };
            put_account(&store, "c", clock, new).await.unwrap();
        }
        if with_rules {
            seed_rules(&store, &read_config(None).unwrap().rules, clock).await.unwrap();
        }
        store.close().await;
    });
}

#[test]
fn rules_are_shown_exported_changed_and_brought_back() {
    let workplace = Workplace::new();
    serve(&workplace, false);
    let none = workplace.run(&format!("rules show {DATABASE}")).refused();
    assert!(none.contains("has no rules yet"), "{none}");
    serve(&workplace, true);

    let shown = workplace.run(&format!("rules show {DATABASE}")).well();
    assert!(shown.starts_with("version 1, in force since 20"), "{shown}");
    assert!(shown.contains(": seeded from what comes with Musette\n"), "{shown}");
    assert!(shown.contains("\n  service.pickup_s = 180\n"), "{shown}");
    assert!(shown.contains("\n  labour.adult.lift.at_most_g = 25000\n"), "{shown}");
    workplace.run(&format!("rules export {DATABASE} --output first.toml")).well();
    assert_eq!(workplace.run("check --rules first.toml").well(), "all is well\n");
    let first = workplace.text("first.toml");
    assert_eq!(workplace.run(&format!("rules export {DATABASE}")).well(), first);

    workplace.write("other.toml", first.replace("pickup_s = 180", "pickup_s = 240"));
    let told = workplace.run(&format!("rules import {DATABASE} --check other.toml")).well();
    let change = "  service.pickup_s: 180 -> 240\n";
    assert_eq!(told, format!("1 change to version 1\n{change}"));
    let to_come = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(240);
    let from = format!("rules import {DATABASE} other.toml --reason later --valid-from {to_come}");
    assert_eq!(workplace.run(&from).well(), format!("version 2 is decided\n{change}"));
    let told = workplace.run(&format!("rules import {DATABASE} --check other.toml")).well();
    assert_eq!(told, format!("1 change to version 1\n{change}"), "version 2 does not count yet");
    let after = to_come + jiff::SignedDuration::from_hours(1);
    let check = format!("rules import {DATABASE} --check other.toml --valid-from {after}");
    assert_eq!(workplace.run(&check).well(), "0 changes to version 2\n");
    let silent = workplace.run(&format!("rules import {DATABASE} other.toml"));
    assert_eq!(silent.code, Some(2), "{silent:?}");
    let import = format!("rules import {DATABASE} other.toml --reason mud --login Doro");
    assert_eq!(workplace.run(&import).well(), format!("version 3 is decided\n{change}"));
    let back = format!("rules import {DATABASE} first.toml --reason dry");
    workplace.run(&format!("{back} --valid-from 2001-01-01T00:00:00Z")).refused();
    workplace.run(&format!("{back} --login nobody")).refused();
    workplace.run(&back).well();

    let history = workplace.run(&format!("rules history {DATABASE}")).well();
    let lines: Vec<&str> = history.lines().collect();
    assert_eq!(lines.len(), 7, "{history}");
    assert!(lines[0].starts_with("version 4, in force since ") && lines[0].ends_with(": dry"));
    assert_eq!(lines[1], "  service.pickup_s: 240 -> 180");
    assert!(lines[2].starts_with("version 3, was in force from "), "{history}");
    assert!(lines[2].ends_with(", by Dorothée: mud"), "{history}");
    assert_eq!(lines[3], "  service.pickup_s: 180 -> 240");
    assert!(lines[4].contains("and never is: later") && lines[5] == lines[3], "{history}");
    let second = workplace.run(&format!("rules export {DATABASE} --number 2")).well();
    assert_eq!(second, workplace.text("other.toml"));
    let none = workplace.run(&format!("rules show {DATABASE} --number 5")).refused();
    assert!(none.contains("the last is 4"), "{none}");
}

#[test]
fn a_file_with_mistakes_is_not_imported() {
    let workplace = Workplace::new();
    serve(&workplace, true);
    workplace.write("part.toml", "[service]\npickup_s = 99999\n");
    let told = workplace.run(&format!("rules import {DATABASE} part.toml --reason mud")).refused();
    for expected in ["part.toml:2: service.pickup_s: ", "labour: is missing", "weights: is missing"]
    {
        assert!(told.contains(expected), "{expected}: {told}");
    }
    let checked = workplace.run("check --rules part.toml");
    assert_eq!(checked.code, Some(1));
    assert!(checked.stdout.contains("part.toml:2: service.pickup_s: "), "{checked:?}");
    let history = workplace.run(&format!("rules history {DATABASE}")).well();
    assert_eq!(history.lines().count(), 1);
}

#[test]
fn a_day_is_planned_by_the_rules_of_the_folder() {
    let workplace = Workplace::with_map();
    let coop = format!("--map map.musette --coop {ROOT}/config/example-coop --day 2026-11-21");
    workplace.run(&format!("demo-orders {coop} --orders 12 --output all.csv")).well();
    let all = workplace.text("all.csv");
    let mut reader = csv::Reader::from_reader(all.as_bytes());
    let header = reader.headers().unwrap().clone();
    let service = header.iter().position(|name| name == "dropoff_service_s").unwrap();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).unwrap();
    for record in reader.records() {
        let record = record.unwrap();
        let unsaid = |(index, cell)| if index == service { "" } else { cell };
        writer.write_record(record.iter().enumerate().map(unsaid)).unwrap();
    }
    workplace.write("orders.csv", writer.into_inner().unwrap());
    workplace.write("config/rules.toml", "[service]\ndropoff_s = 77\nheavy_s = 0\n");
    let plan = format!("plan {coop} --orders orders.csv --iterations 50 --output");
    workplace.run(&format!("{plan} rounds.json --config config")).well();
    let rounds = workplace.json("rounds.json");
    let instant = |at: &Value| at.as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    let mut dropoffs = 0;
    for round in rounds["rounds"].as_array().unwrap() {
        for stop in round["stops"].as_array().unwrap() {
            if stop["kind"] == "dropoff" {
                let took = instant(&stop["end_at"]).duration_since(instant(&stop["start_at"]));
                assert_eq!(took.as_secs(), 77);
                dropoffs += 1;
            }
        }
    }
    assert!(dropoffs >= 12, "{rounds}");
}

#[test]
fn who_only_looks_makes_no_database() {
    let workplace = Workplace::new();
    for command in ["rules history", "rules show", "rules export", "explain --day 2026-03-17"] {
        let told = workplace.run(&format!("{command} --database sqlite:nope.sqlite")).refused();
        assert!(told.contains("there is no file ") && told.contains("nope.sqlite"), "{told}");
        assert_eq!(workplace.names(), Vec::<String>::new(), "{command}");
    }
}
