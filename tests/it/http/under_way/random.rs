//! Random progress, and plans between.

use super::{DAY, PLAN, Server, items, meal, say, text};
use crate::{
    maps::CITY,
    support::{day::at, random::Random},
};
use musette::{http::Options, units::Seconds};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// By order and position: when service starts there by the plan, and until when that was promised.
type Starts = BTreeMap<String, (String, String)>;

fn open_stops(day: &Value) -> Starts {
    let rounds = items(day, "rounds");
    let stops = rounds.iter().flat_map(|round| items(round, "stops"));
    let open = stops.filter(|stop| stop["status"] == "todo" && stop["order_id"].is_string());
    open.map(|stop| {
        let key = format!("{} {} {}", stop["kind"], stop["order_id"], stop["position"]);
        (key, (text(&stop["start_at"]).to_owned(), text(&stop["window"]["end_at"]).to_owned()))
    })
    .collect()
}

/// What no plan may change: by round the stops that are begun or over.
fn settled(day: &Value) -> BTreeMap<String, Vec<Value>> {
    let of = |round: &Value| {
        let stops = items(round, "stops").into_iter();
        let begun = stops.filter(|stop| stop["status"] != "todo");
        let told = |stop: Value| json!([stop["kind"], stop["order_id"], stop["status"]]);
        (text(&round["id"]).to_owned(), begun.map(told).collect::<Vec<Value>>())
    };
    let begun = items(day, "rounds").iter().map(of).collect::<BTreeMap<_, _>>();
    begun.into_iter().filter(|(_, stops)| !stops.is_empty()).collect()
}

/// Orders that somebody counts on.
fn accepted(day: &Value) -> Vec<Value> {
    let orders = items(day, "orders").into_iter();
    let accepted = orders.filter(|order| order["round_id"].is_string());
    accepted.map(|order| order["id"].clone()).collect()
}

/// Couriers mark some of the stops that are due, at random moments, some out of order, some as failed.
async fn ride(server: &Server, cookie: &str, now: &str, random: &mut Random) {
    let day = server.get(cookie, DAY).await.ok(200);
    for mut round in items(&day, "rounds") {
        for number in 0..items(&round, "stops").len() {
            let stop = round["stops"][number].clone();
            let is_due = text(&stop["start_at"]) <= now;
            let open = ["todo", "started"].contains(&text(&stop["status"]));
            if !is_due || !open || random.unit() < 0.35 {
                continue;
            }
            let own = |it: &Value| it["kind"] == "pickup" && it["order_id"] == stop["order_id"];
            let pickups: Vec<Value> = items(&round, "stops").into_iter().filter(own).collect();
            let is_open = |it: &Value| ["todo", "started"].contains(&text(&it["status"]));
            let fetched =
                !pickups.iter().any(is_open) && pickups.iter().any(|it| it["status"] == "done");
            if stop["kind"] == "dropoff" && !fetched {
                continue;
            }
            // What is brought to the hub stays there.
            let may_fail = stop["order_id"].is_string() && stop["follow_up"]["then"] != "hub";
            let fails = may_fail && random.unit() < 0.2;
            let starts = stop["status"] == "todo" && random.unit() < 0.4;
            let what = if starts {
                "start"
            } else if fails {
                "fail"
            } else {
                "done"
            };
            round = say(server, cookie, &round, &stop, what).await;
        }
    }
}

async fn a_day(seed: u64) {
    let mut random = Random::new(seed);
    // It keeps the database.
    let first = Server::start_at(at(11, 0), Options::default()).await;
    let cookie = first.sign_in("dispatch").await;
    let mut now = at(11, 0);
    let mut customer = 0;
    for _ in 0..14 {
        now = now + Seconds::new(240 + random.below(900));
        let server = first.at(now).await;
        let clock = json!(now);
        ride(&server, &cookie, text(&clock), &mut random).await;
        for _ in 0..random.below(3) {
            let minutes = 11 * 60 + (now.seconds_since(at(11, 0)).as_u32() / 60) + 5;
            let mut order = meal(customer, minutes / 60, minutes % 60);
            let others = (0..random.below(3)).map(|other| {
                let site = &CITY.0.shops[(3 * customer + 7 * other as usize) % CITY.0.shops.len()];
                json!({ "lon_lat": site.place, "load": { "mass_g": 300, "volume_ml": 1000 } })
            });
            order["more_pickups"] = others.collect();
            server.post(&cookie, "/v1/orders", order).await.ok(201);
            customer += 1;
        }
        let before = server.get(&cookie, DAY).await.ok(200);
        let outcome = server.post(&cookie, PLAN, Value::Null).await.ok(200);
        let after = server.get(&cookie, DAY).await.ok(200);
        for round in items(&after, "rounds") {
            let load = &items(&round, "stops").pop().unwrap()["load"];
            assert_eq!(
                load["bags"].as_u64().zip(load["mass_g"].as_u64()),
                Some((0, 0)),
                "seed {seed}: {round}"
            );
        }
        for (round, stops) in settled(&before) {
            assert_eq!(settled(&after).get(&round), Some(&stops), "seed {seed}: {round}");
        }
        let still = accepted(&after);
        let lost: Vec<Value> =
            accepted(&before).into_iter().filter(|order| !still.contains(order)).collect();
        // Of rounds that nobody has begun orders may be too late for anybody.
        let told = items(&outcome, "lost");
        assert!(lost.iter().all(|order| told.contains(order)), "seed {seed}: {lost:?}");
        if settled(&before).is_empty() {
            continue;
        }
        assert_eq!(told, Vec::<Value>::new(), "seed {seed}");
        // To plan once more makes nothing later that is late.
        let once = open_stops(&after);
        server.post(&cookie, PLAN, Value::Null).await.ok(200);
        let second = open_stops(&server.get(&cookie, DAY).await.ok(200));
        for (stop, (start, end)) in second {
            if start > end {
                assert!(
                    once.get(&stop).is_some_and(|(was, _)| start <= *was),
                    "seed {seed}: {stop}"
                );
            }
        }
    }
}

#[tokio::test]
async fn whatever_couriers_do_a_plan_loses_nothing_and_makes_nothing_later_than_it_must_be() {
    for seed in 1..=4 {
        a_day(seed).await;
    }
}
