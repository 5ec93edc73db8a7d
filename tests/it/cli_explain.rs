//! Why orders are where they are, through the program.

use crate::cli_program::Workplace;
use musette::domain::{Decision, Outcome, Rounds};
use serde_json::Value;

const DAY: &str = "--map map.musette --coop {root}/config/example-coop --day 2026-03-17";
const EFFORT: &str = "--iterations 500 --orders orders.csv";

fn day(orders: u32) -> Workplace {
    let workplace = Workplace::with_map();
    let invent = format!("demo-orders {DAY} --orders {orders} --seed 1 -o orders.csv");
    assert_eq!(workplace.run(&invent).well(), "");
    workplace
}

#[test]
fn every_order_of_the_demo_day_is_explained() {
    let workplace = day(60);
    workplace.run(&format!("plan {DAY} {EFFORT} -o rounds.json")).well();
    let rounds: Rounds = serde_json::from_slice(&workplace.bytes("rounds.json")).unwrap();
    let told = workplace.run(&format!("explain {DAY} {EFFORT} --json")).well();
    let told: Vec<Value> = serde_json::from_str(&told).unwrap();
    assert_eq!(told.len(), 60);
    for value in &told {
        let decision: Decision = serde_json::from_value(value.clone()).unwrap();
        let round = rounds.rounds.iter().find(|it| it.orders().any(|id| id == decision.order));
        let chosen = decision.chosen().map(|(alternative, _)| alternative.courier.as_str());
        assert_eq!(chosen, round.map(|round| round.courier.as_str()), "{}", decision.order);
        if let Outcome::Unassigned { conflict, .. } = &decision.outcome {
            assert!(!conflict.is_empty(), "{}", decision.order);
            assert!(value["sentences"]["no_place"]["fr"].is_string(), "{value}");
        }
        let others = value["sentences"]["others"].as_array().unwrap();
        assert_eq!(others.len(), decision.others().len());
    }
    let brief = workplace.run(&format!("explain {DAY} {EFFORT}")).well();
    assert!(brief.lines().count() >= 60);
    for value in &told {
        assert!(brief.contains(value["sentences"]["why"]["en"].as_str().unwrap()), "{value}");
    }
    let first = told[0]["order"].as_str().unwrap();
    let whole = format!("explain {DAY} {EFFORT} --order {first} --lang fr");
    let whole = workplace.run(&whole).well();
    assert!(whole.contains(told[0]["sentences"]["why"]["fr"].as_str().unwrap()), "{whole}");
    let lines = whole.lines().filter(|line| line.starts_with("  x") || line.starts_with("  ~"));
    assert_eq!(lines.count(), told[0]["sentences"]["others"].as_array().unwrap().len());
    assert!(whole.contains("graine") && whole.contains("500 itérations"), "{whole}");
}

#[test]
fn what_cannot_be_explained_is_refused_in_words() {
    let workplace = day(4);
    let unknown = workplace.run(&format!("explain {DAY} {EFFORT} --order nobody"));
    assert_eq!(unknown.code, Some(1));
    assert!(unknown.stderr.contains("order nobody"), "{unknown:?}");
    let nothing = workplace.run("explain --order 1");
    assert_eq!(nothing.code, Some(2), "{nothing:?}");
    let both = workplace.run(&format!("explain {DAY} {EFFORT} --database sqlite:x.sqlite"));
    assert_eq!(both.code, Some(2), "{both:?}");
}
