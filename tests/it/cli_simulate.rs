//! A day ridden before anyone rides it, through the program.

#![allow(clippy::float_cmp, reason = "counts are whole numbers")]

use crate::cli_program::Workplace;
use serde_json::Value;
use std::collections::BTreeSet;

/// Rules that make a day short, and seeds enough to tell one from another.
const QUICK: &str = "iterations = 5\nreplan_s = 0\n";
const DAYS: &str = "--rules quick.toml --seeds 2";
const MEALS: &str = "{root}/tests/fixtures/instances/mdrp";

fn workplace() -> Workplace {
    let workplace = Workplace::with_map();
    workplace.write("quick.toml", QUICK);
    workplace
}

/// Orders of a Tuesday, `orders.csv`.
fn invent(workplace: &Workplace) {
    let day = "--map map.musette --coop {root}/config/example-coop --day 2026-03-17";
    workplace.run(&format!("demo-orders {day} --orders 30 -o orders.csv")).well();
}

const WRITTEN: &str = "--map map.musette --coop {root}/config/example-coop --orders orders.csv";

/// The figure of each day.
fn figure(result: &Value, name: &str) -> Vec<f64> {
    let days = result["days"].as_array().unwrap();
    days.iter().map(|day| day["figures"][name].as_f64().unwrap()).collect()
}

#[test]
fn without_anything_an_invented_day_is_ridden_and_nothing_is_lost() {
    let workplace = workplace();
    let told =
        workplace.run(&format!("simulate {DAYS} --output r.json --report r.html --lang fr")).well();
    assert!(told.contains("2 simulated days"), "{told}");
    assert!(told.contains("click_to_door_mean_min"), "{told}");
    assert!(told.contains("came within the 80 % band"), "{told}");
    let result = workplace.json("r.json");
    let [delivered, left, orders] =
        ["delivered", "not_served", "orders"].map(|name| figure(&result, name));
    for day in 0..2 {
        assert_eq!(delivered[day] + left[day], orders[day]);
        assert_eq!(orders[day], 120.0);
    }
    let named: u64 = result["not_served"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["seeds"].as_u64().unwrap())
        .sum();
    assert_eq!(named as f64, left.iter().sum::<f64>(), "every one has its reason");
    let page = workplace.text("r.html");
    assert!(page.starts_with("<!doctype html>\n<html lang=\"fr\">"));
    assert!(page.contains("De la commande à la porte") && !page.contains("http"));
}

#[test]
fn orders_of_a_file_come_when_they_were_placed_and_the_same_seed_gives_the_same_day() {
    let workplace = workplace();
    invent(&workplace);
    let result = |more: &str| -> Vec<u8> {
        let run = format!("simulate {WRITTEN} {DAYS} {more} --output r.json");
        workplace.run(&run).well();
        workplace.bytes("r.json")
    };
    let one = result("--threads 1");
    assert_eq!(one, result("--threads 2"));
    assert_ne!(one, result("--seed 5"));
    // Placed at dawn they have longer to wait than if they come 25 minutes ahead.
    let click = |bytes: &[u8]| {
        let result: Value = serde_json::from_slice(bytes).unwrap();
        figure(&result, "click_to_door_mean_min")[0]
    };
    let text = workplace.text("orders.csv");
    let mut lines = text.lines();
    let header = format!("{},placed_at", lines.next().unwrap());
    let rows = lines.map(|line| format!("{line},2026-03-17T05:00"));
    let all: Vec<String> = std::iter::once(header).chain(rows).collect();
    workplace.write("orders.csv", all.join("\n"));
    assert!(click(&result("")) > click(&one) + 60.0);
}

#[test]
fn what_is_fetched_at_two_places_is_ridden_as_one() {
    let workplace = workplace();
    invent(&workplace);
    let text = workplace.text("orders.csv");
    let (header, rows) = text.split_once('\n').unwrap();
    let ids: BTreeSet<&str> = rows.lines().filter_map(|row| row.split(',').next()).collect();
    let other = |id: &str| {
        let cells = header.split(',').map(|column| match column {
            "order" => id,
            "pickup_lon" => "24.9420",
            "pickup_lat" => "60.1705",
            "mass_g" => "100",
            _ => "",
        });
        cells.collect::<Vec<_>>().join(",")
    };
    let others: Vec<String> = ids.iter().step_by(2).map(|id| other(id)).collect();
    workplace.write("orders.csv", format!("{text}{}\n", others.join("\n")));
    workplace.run(&format!("simulate {DAYS} {WRITTEN} --output r.json")).well();
    let result = workplace.json("r.json");
    let [delivered, left] = ["delivered", "not_served"].map(|name| figure(&result, name));
    for day in 0..2 {
        assert_eq!(delivered[day] + left[day], ids.len() as f64);
        assert!(delivered[day] > 20.0, "{delivered:?}");
    }
}

#[test]
fn rules_compared_with_themselves_differ_by_nothing_and_with_others_by_something() {
    let workplace = workplace();
    invent(&workplace);
    workplace.write("early.toml", format!("{QUICK}early_s = 3600\n"));
    let compared = |other: &str| -> Value {
        let run = format!("simulate {WRITTEN} {DAYS} --compare {other} --output r.json");
        let told = workplace.run(&run).well();
        assert!(told.contains("difference") && told.contains("95 % interval"), "{told}");
        assert!(told.contains("note: A comparison of fewer than 20 days says little"), "{told}");
        workplace.json("r.json")
    };
    let same = compared("quick.toml");
    for told in same["differences"].as_array().unwrap() {
        assert_eq!(told["difference"], 0.0, "{told}");
        assert_eq!(told["interval_95"], serde_json::json!([0.0, 0.0]), "{told}");
    }
    assert_eq!(same.get("changes"), None);
    assert_eq!(
        (&same["rules"]["name"], &same["compared_with"]["name"]),
        (&"quick (1)".into(), &"quick (2)".into())
    );
    let other = compared("early.toml");
    let change = serde_json::json!({ "key": "early_s", "first": 120, "second": 3600 });
    assert_eq!(other["changes"], serde_json::json!([change]));
    let waiting = other["differences"].as_array().unwrap();
    let waiting = waiting.iter().find(|told| told["figure"] == "waiting_min").unwrap();
    assert!(waiting["difference"].as_f64().unwrap() > 0.0, "{waiting}");
    assert_eq!(
        (&other["rules"]["early_s"], &other["compared_with"]["early_s"]),
        (&120.into(), &3600.into())
    );
}

#[test]
fn what_a_co_operative_decides_of_its_rounds_changes_the_day() {
    let workplace = workplace();
    invent(&workplace);
    let weights = "[weights]\ndistance_s_per_km = 600\n";
    workplace.write("config/rules.toml", weights);
    workplace.write("far.toml", format!("{QUICK}{weights}"));
    let ridden = |more: &str| -> Value {
        let run = format!("simulate {WRITTEN} --seeds 2 {more} --output r.json");
        workplace.run(&run).well();
        workplace.json("r.json")
    };
    let usual = ridden("--rules quick.toml");
    let decided = ridden("--rules quick.toml --config config");
    let tried = ridden("--rules far.toml");
    let objective = |result: &Value| result["rules"]["objective"].clone();
    for key in ["travel", "distance", "waiting", "change", "off_target", "door"] {
        assert!(objective(&usual)[key].is_number(), "{key}");
    }
    assert_eq!(objective(&usual)["distance"], 1);
    assert_eq!(objective(&tried)["distance"], 600);
    assert_eq!(objective(&decided), objective(&tried));
    assert_eq!(decided["days"], tried["days"]);
    assert_ne!(usual["days"], tried["days"]);
    // Service times are of the day.
    workplace.write("service.toml", format!("{QUICK}[service]\npickup_s = 1\n"));
    let told = workplace
        .run(&format!("simulate {WRITTEN} --seeds 2 --rules service.toml --output r.json"));
    assert!(told.code == Some(0) && told.stderr.contains("[service] is not tried"), "{told:?}");
    assert_eq!(workplace.json("r.json")["days"], usual["days"]);
}

#[test]
fn meals_of_the_literature_can_be_ridden() {
    let workplace = workplace();
    for format in ["", "--format mdrp"] {
        let told =
            workplace.run(&format!("simulate {format} {MEALS} {DAYS} --output r.json")).well();
        assert!(told.starts_with("mdrp: 2 simulated days"), "{told}");
        let result = workplace.json("r.json");
        assert_eq!(figure(&result, "orders"), [3.0, 3.0]);
    }
    let last = format!("simulate {MEALS} {DAYS} --seed 18446744073709551615 --output r.json");
    workplace.run(&last).well();
    assert_eq!(workplace.json("r.json")["days"][1]["seed"], 0);
    let json = workplace.run(&format!("simulate {MEALS} {DAYS} --output -")).well();
    assert!(serde_json::from_str::<Value>(&json).is_ok());
}

#[test]
fn what_makes_no_sense_is_refused_with_what_to_do() {
    let workplace = workplace();
    workplace.write("wrong.toml", "iteration = 5\n[noise]\nriding_cv = 7\n");
    let refused = |arguments: &str| workplace.run(&format!("simulate {arguments}")).refused();
    let told = refused("--rules wrong.toml");
    assert!(told.contains("wrong.toml:1: iteration: is an unknown key"), "{told}");
    assert!(told.contains("wrong.toml:3: noise.riding_cv: expected"), "{told}");
    let told = refused("{root}/tests/fixtures/instances/lilim.txt");
    assert!(told.contains("only mdrp can be simulated"), "{told}");
    let told = refused("--map map.musette");
    assert!(told.contains("--database URL --day"), "{told}");
    let told = refused("--rules quick.toml --output quick.toml");
    assert!(told.contains("--output and --rules are one file"), "{told}");
    for arguments in
        ["--lang de", "--seeds 0", "--orders o.csv", "--database sqlite:x --map map.musette"]
    {
        assert_eq!(workplace.run(&format!("simulate {arguments}")).code, Some(2), "{arguments}");
    }
}
