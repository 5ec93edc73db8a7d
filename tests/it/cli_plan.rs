//! A day from invented orders to rounds, through the program.

use crate::cli_program::{Workplace, position};
use musette::{
    config::{Settings, read_orders, time_zone},
    domain::{Order, Round, RoundStop, RoundStopKind, Rounds, ServiceTimes},
    graph::from_bytes,
    units::{Load, LonLat},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const DAY: &str = "--map map.musette --coop {root}/config/example-coop --day 2026-03-17";
/// The same rounds each time, and soon.
const EFFORT: &str = "--iterations 500";

fn invent(workplace: &Workplace, orders: u32, seed: u32) {
    let demo = format!("demo-orders {DAY} --orders {orders} --seed {seed} -o orders.csv");
    assert_eq!(workplace.run(&demo).well(), "");
}

/// A planned day of so many orders: `orders.csv`, `rounds.json`, `rounds.geojson`.
fn planned(orders: u32) -> (Workplace, String) {
    let workplace = Workplace::with_map();
    invent(&workplace, orders, 1);
    let plan =
        format!("plan {DAY} {EFFORT} --orders orders.csv -o rounds.json --geojson rounds.geojson");
    let told = workplace.run(&plan).well();
    (workplace, told)
}

fn orders(workplace: &Workplace) -> Vec<Order> {
    let zone = time_zone("Europe/Paris").unwrap();
    read_orders(
        &workplace.path("orders.csv"),
        &zone,
        &Settings::default(),
        &ServiceTimes::default(),
    )
    .unwrap()
}

fn rounds(workplace: &Workplace) -> Rounds {
    serde_json::from_slice(&workplace.bytes("rounds.json")).unwrap()
}

/// The stops by order: the number of the pickup or dropoff (pickup: 0), and where in the round.
fn visits(round: &Round) -> BTreeMap<&str, BTreeMap<usize, usize>> {
    let mut visits: BTreeMap<&str, BTreeMap<usize, usize>> = BTreeMap::new();
    for (position, stop) in round.stops.iter().enumerate() {
        let Some((order, number)) = stop.kind.place_in_order() else { continue };
        let twice = visits.entry(order).or_default().insert(number, position);
        assert_eq!(twice, None, "{order} {number} is there twice");
    }
    visits
}

#[test]
fn every_order_is_in_one_round_as_a_whole_or_unassigned_with_a_reason() {
    let (workplace, _) = planned(60);
    let (orders, rounds) = (orders(&workplace), rounds(&workplace));
    assert_eq!(orders.len(), 60);
    let mut left: BTreeSet<&str> = orders.iter().map(|order| order.id.as_str()).collect();
    for round in &rounds.rounds {
        for (id, visits) in visits(round) {
            assert!(left.remove(id), "{id} is in two rounds, or in none of the orders");
            let order = orders.iter().find(|order| order.id == id).unwrap();
            assert!(visits.keys().copied().eq(0..=order.dropoffs.len()), "{id}: {visits:?}");
            assert!(visits.values().all(|position| *position >= visits[&0]), "{id}: {visits:?}");
            for (number, position) in visits {
                let wanted = match number {
                    0 => &order.pickup,
                    _ => &order.dropoffs[number - 1].stop,
                };
                let stop = &round.stops[position];
                assert_eq!((stop.place, &stop.name), (wanted.place, &wanted.name));
                assert!(wanted.window.start() <= stop.start_at, "{id} {number}");
                assert!(stop.start_at <= wanted.window.end(), "{id} {number}");
            }
        }
    }
    assert!(rounds.rounds.len() > 2 && left.len() < 20, "{left:?}");
    for unassigned in &rounds.unassigned {
        assert!(left.remove(unassigned.order.as_str()), "{unassigned:?}");
        let told = &unassigned.reason;
        assert!(!unassigned.code.is_empty(), "{unassigned:?}");
        assert!(told.en.len() > 10 && told.fr.len() > 10, "{unassigned:?}");
    }
    assert_eq!(left, BTreeSet::new());
}

#[test]
fn stops_come_in_time_order_and_sums_agree() {
    let (workplace, _) = planned(60);
    let rounds = rounds(&workplace);
    assert!(rounds.rounds.is_sorted_by_key(|round| round.stops[0].start_at));
    for round in &rounds.rounds {
        let [first, .., last] = &round.stops[..] else { panic!("{round:?}") };
        assert_eq!((&first.kind, &last.kind), (&RoundStopKind::Start, &RoundStopKind::End));
        assert_eq!((first.place, first.load), (last.place, Load::ZERO));
        assert_eq!(last.load, Load::ZERO, "everything was handed over");
        for pair in round.stops.windows(2) {
            let rode_ms = pair[1].arrival_at.as_millis() - pair[0].end_at.as_millis();
            assert_eq!(rode_ms, i64::from(pair[1].leg_s.as_u32()) * 1000, "{pair:?}");
        }
        let in_order =
            |stop: &RoundStop| stop.arrival_at <= stop.start_at && stop.start_at <= stop.end_at;
        assert!(round.stops.iter().all(in_order));
        let sum = |of: fn(&RoundStop) -> u32| round.stops.iter().map(of).sum::<u32>();
        assert_eq!(sum(|stop| stop.leg_m.as_u32()), round.distance_m.as_u32());
        assert_eq!(sum(|stop| stop.leg_s.as_u32()), round.travel_s.as_u32());
        let waited = sum(|stop| stop.start_at.seconds_since(stop.arrival_at).as_u32());
        assert_eq!(waited, round.waiting_s.as_u32());
        let most = |of: fn(&RoundStop) -> u32| round.stops.iter().map(of).max().unwrap();
        let peak = Load {
            mass_g: most(|stop| stop.load.mass_g),
            volume_ml: most(|stop| stop.load.volume_ml),
            bags: most(|stop| stop.load.bags),
        };
        assert_eq!(peak, round.peak_load);
    }
}

#[test]
fn the_table_tells_what_the_file_holds() {
    let (workplace, told) = planned(60);
    let rounds = rounds(&workplace);
    let served = 60 - rounds.unassigned.len();
    let first = told.lines().next().unwrap();
    let expected = format!(
        "Les Sacoches, 2026-03-17: {served} of 60 orders in {} rounds by ",
        rounds.rounds.len()
    );
    assert!(first.starts_with(&expected), "{first}");
    for round in &rounds.rounds {
        assert!(told.contains(&round.courier_name), "{told}");
    }
    for unassigned in &rounds.unassigned {
        assert!(told.contains(&format!("  {}:\n", unassigned.reason.en)), "{told}");
        assert!(told.contains(&unassigned.order), "{told}");
    }
    assert!(told.contains("passed the independent checker"), "{told}");
}

/// RFC 7946: longitude first, two positions or more in a line, properties in every feature.
#[test]
fn the_geojson_shows_every_round_and_stop_on_the_map_longitude_first() {
    let (workplace, _) = planned(60);
    let rounds = rounds(&workplace);
    let streets = from_bytes(&workplace.bytes("map.musette")).unwrap().report.bbox.unwrap();
    // A door may be as far from the last street as the settings allow.
    let margin = 0.005;
    let inside = |place: LonLat| {
        (streets.min.lon() - margin..streets.max.lon() + margin).contains(&place.lon())
            && (streets.min.lat() - margin..streets.max.lat() + margin).contains(&place.lat())
    };
    let collection = workplace.json("rounds.geojson");
    assert_eq!(collection["type"], "FeatureCollection");
    assert_eq!(collection.get("crs"), None, "taken out by RFC 7946");
    let mut features = collection["features"].as_array().unwrap().iter();
    for round in &rounds.rounds {
        let line = features.next().unwrap();
        assert_eq!(line["geometry"]["type"], "LineString");
        assert_eq!(line["properties"]["courier"], *round.courier);
        assert!(line["properties"]["attribution"].as_str().unwrap().contains("OpenStreetMap"));
        let points: Vec<LonLat> =
            line["geometry"]["coordinates"].as_array().unwrap().iter().map(position).collect();
        assert!(points.len() > round.stops.len(), "along the streets");
        assert!(points.iter().all(|point| inside(*point)));
        for stop in &round.stops {
            let point = features.next().unwrap();
            assert_eq!(point["geometry"]["type"], "Point");
            let coordinates = &point["geometry"]["coordinates"];
            assert_eq!(coordinates.as_array().unwrap().len(), 2);
            assert!(coordinates[0].as_f64().unwrap() < coordinates[1].as_f64().unwrap());
            assert_eq!(position(coordinates), stop.place);
            assert!(inside(stop.place));
            assert_eq!(point["properties"]["courier"], *round.courier);
        }
    }
    assert_eq!(features.next(), None);
    let features = collection["features"].as_array().unwrap();
    assert!(features.iter().all(|feature| feature["type"] == "Feature"));
    assert!(features.iter().all(|feature| feature["properties"].is_object()));
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_another_day() {
    let (one, told) = planned(40);
    let (other, _) = planned(40);
    for name in ["orders.csv", "rounds.json", "rounds.geojson"] {
        assert!(one.bytes(name) == other.bytes(name), "{name}");
    }
    assert!(!told.is_empty());
    invent(&other, 40, 2);
    assert!(one.bytes("orders.csv") != other.bytes("orders.csv"));
}

#[test]
fn the_shipped_settings_are_those_built_in() {
    let (workplace, _) = planned(40);
    let built_in = workplace.bytes("rounds.json");
    let shipped =
        format!("plan {DAY} {EFFORT} --orders orders.csv --config {{root}}/config -o shipped.json");
    workplace.run(&shipped).well();
    assert!(workplace.bytes("shipped.json") == built_in);
    let import = "import {root}/data/helsinki.osm.pbf";
    workplace.run(&format!("{import} -o built-in.musette")).well();
    workplace.run(&format!("{import} --config {{root}}/config -o shipped.musette")).well();
    assert!(workplace.bytes("shipped.musette") == workplace.bytes("built-in.musette"));
}

#[test]
fn without_a_day_the_first_pickup_says_it() {
    let (workplace, _) = planned(40);
    let coop = "--map map.musette --coop {root}/config/example-coop";
    let plan = format!("plan {coop} {EFFORT} --orders orders.csv -o -");
    let printed: Value = serde_json::from_str(&workplace.run(&plan).well()).unwrap();
    assert_eq!(printed, workplace.json("rounds.json"));
}

#[test]
fn every_complaint_about_the_orders_comes_at_once() {
    let workplace = Workplace::with_map();
    workplace.write(
        "orders.csv",
        "order,pickup_lon,pickup_lat,ready_at,lon,lat,due_by,mass_g\n\
         1,24.94,60.17,2026-03-17T12:00,24.95,60.17,2026-03-17T13:00,\n\
         2,24.94,160.17,2026-03-17T12:00,24.95,60.17,2026-03-17T13:00,\n\
         3,24.94,60.17,noon,24.95,60.17,,heavy\n\
         ,24.94,60.17,2026-03-17T12:00,24.95,60.17,2026-03-17T11:00,-1\n",
    );
    let plan = format!("plan {DAY} {EFFORT} --orders orders.csv -o rounds.json");
    let message = workplace.run(&plan).refused();
    for (line, column) in [
        (3, "pickup_lat"),
        (4, "ready_at"),
        (4, "mass_g"),
        (5, "order"),
        (5, "due_by"),
        (5, "mass_g"),
    ] {
        assert!(message.contains(&format!("orders.csv:{line}: {column}: ")), "{message}");
    }
    assert!(!message.contains("orders.csv:2:"), "{message}");
    assert_eq!(workplace.names(), ["map.musette", "orders.csv"]);
}

#[test]
fn an_order_off_the_map_is_unassigned_and_the_others_are_planned() {
    let workplace = Workplace::with_map();
    workplace.write(
        "orders.csv",
        "order,customer,pickup_lon,pickup_lat,ready_at,lon,lat\n\
         here,Zoé,24.94,60.17,2026-03-17T12:00,24.945,60.172\n\
         swapped,Paul,24.94,60.17,2026-03-17T12:00,60.172,24.945\n",
    );
    workplace.run(&format!("plan {DAY} {EFFORT} --orders orders.csv -o rounds.json")).well();
    let rounds = rounds(&workplace);
    assert_eq!(visits(&rounds.rounds[0]).keys().copied().collect::<Vec<_>>(), ["here"]);
    let [swapped] = &rounds.unassigned[..] else { panic!("{:?}", rounds.unassigned) };
    assert_eq!((swapped.order.as_str(), swapped.code.as_str()), ("swapped", "off_map"));
    let told = &swapped.reason;
    assert!(told.en.starts_with("Paul at 60.172,24.945 is"), "{told:?}");
    assert!(told.fr.starts_with("Paul en 60.172,24.945 est"), "{told:?}");
}

#[test]
fn a_full_disk_costs_nobody_the_plan_of_before() {
    let (workplace, _) = planned(60);
    let before = (workplace.names(), workplace.bytes("rounds.json"));
    assert!(before.1.len() > 8 * 512);
    let plan = format!("plan {DAY} {EFFORT} --orders orders.csv -o rounds.json");
    let message = workplace.run_with_little_space(8, &plan).refused();
    assert!(message.contains("cannot write rounds.json"), "{message}");
    assert!(message.contains("File too large"), "{message}");
    assert!((workplace.names(), workplace.bytes("rounds.json")) == before);
}

#[test]
fn how_long_to_search_is_said_on_the_command_line_or_in_the_settings() {
    let workplace = Workplace::with_map();
    invent(&workplace, 40, 1);
    let plan = |more: &str| {
        let told =
            workplace.run(&format!("plan {DAY} --orders orders.csv -o r.json {more}")).well();
        (told, workplace.bytes("r.json"))
    };
    let (_, first) = plan("--seconds 0");
    let (told, searched) = plan("--iterations 300 --seed 7");
    assert!(told.contains(" iterations; passed the independent checker"), "{told}");
    assert!(first != searched, "searching changes something");
    assert!(plan("--iterations 300 --seed 7").1 == searched);
    for wrong in ["--seconds 601", "--seconds -1", "--seconds nan", "--iterations 1.5", "--seed x"]
    {
        let outcome =
            workplace.run(&format!("plan {DAY} --orders orders.csv -o wrong.json {wrong}"));
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""), "{outcome:?}");
    }
}

/// What one asks about is what planning then does.
#[test]
fn a_quote_says_what_planning_makes_of_an_order() {
    let (workplace, _) = planned(40);
    let all = workplace.text("orders.csv");
    let served = rounds(&workplace);
    let planned: BTreeSet<&str> = served.rounds.iter().flat_map(Round::orders).collect();
    let gone = *planned.iter().next().unwrap();
    let (asked, left): (Vec<&str>, Vec<&str>) =
        all.lines().skip(1).partition(|line| line.starts_with(&format!("{gone},")));
    let header = all.lines().next().unwrap();
    assert_eq!(asked.len(), 1, "{gone}");
    workplace.write("left.csv", format!("{header}\n{}\n", left.join("\n")));
    workplace.write("asked.csv", format!("{header}\n{}\n", asked[0]));
    let again = format!("plan {DAY} {EFFORT} --orders left.csv -o left.json");
    workplace.run(&again).well();
    let quote = format!("quote {DAY} --orders left.csv --rounds left.json --ask asked.csv");
    let told = workplace.run(&quote).well();
    let json: Value =
        serde_json::from_str(&workplace.run(&format!("{quote} --json")).well()).unwrap();
    let name = json["courier_name"].as_str().unwrap();
    assert!(told.starts_with(&format!("{gone}: yes: by {name}, fetched ")), "{told}");
    let later = json["later"].as_array().unwrap();
    assert!(later.iter().any(|time| time["possible"] == true), "{json}");
    for (step, time) in (1_u64..).zip(later) {
        assert_eq!(time["later_s"], 1800 * step);
        assert_eq!(time["possible"], Value::Bool(time["pickup_at"].is_string()), "{time}");
    }
    let lines = |text: &str, start: &str| {
        text.lines().filter(|line| line.starts_with(&format!("  {start} "))).count()
    };
    assert_eq!(lines(&told, "ready"), later.len(), "{told}");
    let french = workplace.run(&format!("{quote} --lang fr")).well();
    assert!(french.starts_with(&format!("{gone} : oui : par {name}, retrait à ")), "{french}");
    assert_eq!(lines(&french, "prête"), later.len(), "{french}");
    assert_eq!((&json["order"], &json["possible"]), (&Value::from(gone), &Value::Bool(true)));
    assert!(json["pickup_at"].as_str().unwrap() < json["dropoffs_at"][0].as_str().unwrap());
    let twice = format!("quote {DAY} --orders orders.csv --rounds left.json --ask asked.csv");
    let told = workplace.run(&twice).refused();
    assert!(told.contains("give it another id"), "{told}");
    let torn = format!("quote {DAY} --orders left.csv --rounds left.csv --ask asked.csv");
    let told = workplace.run(&torn).refused();
    assert!(told.contains("holds no rounds"), "{told}");
    let other = quote.replace("2026-03-17", "2026-03-18");
    let told = workplace.run(&other).refused();
    assert!(told.contains("not of 2026-03-18"), "{told}");
}
