//! Fourteen hours with 600 orders, as the service lives them: posted as they come in, planned again and again while
//! couriers ride, marked stop by stop.

use super::{
    server::{COOP, Server, meal},
    under_way::{items, say, text},
};
use crate::{
    maps::CITY,
    support::{
        day::{DAY as DATE, at},
        ground::{distance, point},
        random::Random,
    },
};
use musette::{
    config::{shipped_labour_rules, time_zone},
    domain::{
        LiveRound, Rest, RoundStopKind,
        labour::{AgeGroup, Ledger, Proposal, Spell, judge},
    },
    http::Options,
    units::{Seconds, TimeWindow, Timestamp},
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const DAY: &str = "/v1/days/2026-03-17";
const ORDERS: usize = 600;
/// Couriers of each of three kinds of day, beside those of all tests.
const COURIERS: usize = 12;
const OPENS: u32 = 8 * 60;
const CLOSES: u32 = 22 * 60;
/// As the crow flies from the middle of the town.
const REACH_M: f64 = 2_500.0;
/// Minutes between two looks of a courier at the phone: everything is so much later than planned at worst.
const LOOK: u32 = 2;
/// A plan has no minutes to spare, so some come late; nobody by more than what a few looks make.
const WORST: Seconds = Seconds::from_minutes(10);
/// Minutes between two plans.
const REPLAN: u32 = 20;

/// When it is placed and when it is ready, in minutes of the day, and its customer. The first to be placed is the last.
fn orders() -> Vec<(u32, u32, usize)> {
    let mut random = Random::new(14);
    let (kitchen, customers) = (&CITY.0.shops[0], CITY.0.customers.iter().enumerate());
    let is_near = |place| distance(point(place), point(kitchen.place)) < REACH_M;
    let near: Vec<usize> =
        customers.filter(|(_, it)| is_near(it.place)).map(|(number, _)| number).collect();
    let mut orders: Vec<_> = (0..ORDERS)
        .map(|_| {
            let ready = match random.below(10) {
                0..=2 => 11 * 60 + 30 + random.below(120),
                3..=5 => 18 * 60 + 30 + random.below(135),
                _ => OPENS + 30 + random.below(12 * 60),
            };
            let placed = ready - 25 - random.below(35);
            (placed.max(OPENS), ready, *random.pick(&near))
        })
        .collect();
    orders.sort_unstable_by(|one, other| other.cmp(one));
    orders
}

async fn staff(server: &Server, cookie: &str) {
    let rest = |from: (u32, u32), until: (u32, u32)| {
        json!({
            "window": { "start_at": at(from.0, from.1), "end_at": at(until.0, until.1) },
            "duration_s": 1800,
        })
    };
    let kinds = [
        vec![(8, 15, rest((10, 15), (11, 15)))],
        vec![(11, 15, Value::Null), (18, 22, Value::Null)],
        vec![(15, 22, rest((17, 0), (18, 0)))],
    ];
    for number in 0..3 * COURIERS {
        let id = format!("rider{number}");
        let courier = json!({ "name": format!("Rider {number}") });
        server.ask(cookie, "PUT", &format!("/v1/couriers/{id}"), courier).await.ok(200);
        for (from, until, rest) in &kinds[number % 3] {
            let shift = json!({
                "courier_id": id, "hub_id": "core",
                "vehicle_id": if number.is_multiple_of(5) { "cargo" } else { "bike" },
                "window": { "start_at": at(*from, 0), "end_at": at(*until, 0) },
                "break": rest,
            });
            server.post(cookie, "/v1/shifts", shift).await.ok(201);
        }
    }
}

/// Couriers mark what is due by the plan, one stop after the other.
async fn ride(server: &Server, cookie: &str, now: Timestamp) {
    let now = json!(now);
    let rounds = server.get(cookie, "/v1/rounds?day=2026-03-17").await.ok(200);
    for mut round in items(&rounds, "items") {
        for number in 0..items(&round, "stops").len() {
            let stop = round["stops"][number].clone();
            if text(&stop["status"]) == "done" {
                continue;
            }
            if text(&stop["start_at"]) > text(&now) {
                break;
            }
            if text(&stop["end_at"]) <= text(&now) {
                round = say(server, cookie, &round, &stop, "done").await;
                continue;
            }
            if text(&stop["status"]) == "todo" {
                say(server, cookie, &round, &stop, "start").await;
            }
            break;
        }
    }
}

fn in_rounds(day: &Value) -> BTreeSet<String> {
    let orders = items(day, "orders").into_iter();
    let placed = orders.filter(|order| order["round_id"].is_string());
    placed.map(|order| text(&order["id"]).to_owned()).collect()
}

/// What nobody was promised before is planned within what is asked; only who rides late can be late with the others.
fn is_promise_kept(day: &Value, before: &BTreeSet<String>) {
    let rounds = items(day, "rounds").into_iter();
    for stop in rounds.flat_map(|round| items(&round, "stops")) {
        let is_new = stop["order_id"].as_str().is_some_and(|order| !before.contains(order));
        let is_late = is_new && text(&stop["start_at"]) > text(&stop["window"]["end_at"]);
        assert!(!is_late, "{stop}");
    }
}

/// What was really worked, as the law sees it.
fn worked(rounds: &[LiveRound]) -> BTreeMap<&str, Vec<Spell>> {
    let mut spells: BTreeMap<&str, Vec<Spell>> = BTreeMap::new();
    for live in rounds {
        let stops = || live.round.stops.iter().zip(&live.progress);
        let moments = stops().map(|(_, progress)| progress.ended_at.expect("all is done"));
        let (first, last) = (moments.clone().min().unwrap(), moments.max().unwrap());
        let breaks = stops().filter(|(stop, _)| stop.kind == RoundStopKind::Break);
        let breaks = breaks.map(|(_, progress)| {
            let (from, until) = (progress.started_at.unwrap(), progress.ended_at.unwrap());
            let window = TimeWindow::new(from, from).unwrap();
            Rest { window, duration: until.seconds_since(from) }
        });
        let spell = Spell::new(TimeWindow::new(first, last).unwrap(), breaks.collect());
        spells.entry(&live.round.courier).or_default().extend(spell);
    }
    spells
}

#[tokio::test]
async fn six_hundred_orders_in_fourteen_hours_are_delivered_or_answered_by_the_law_and_explained() {
    let first = Server::start_at(at(7, 30), Options::default()).await;
    let cookie = first.sign_in("dispatch").await;
    staff(&first, &cookie).await;
    let mut orders = orders();
    let mut minute = OPENS;
    while minute <= CLOSES + 20 {
        let now = at(minute / 60, minute % 60);
        let server = first.at(now).await;
        ride(&server, &cookie, now).await;
        while orders.last().is_some_and(|(placed, ..)| *placed <= minute) {
            let (_, ready, customer) = orders.pop().unwrap();
            let mut order = meal(customer, ready / 60, ready % 60);
            order["dropoffs"][0]["window"]["end_at"] = json!(at(ready / 60 + 1, ready % 60));
            server.post(&cookie, "/v1/orders", order).await.ok(201);
        }
        if minute.is_multiple_of(REPLAN) && minute < CLOSES {
            let before = in_rounds(&server.get(&cookie, DAY).await.ok(200));
            let outcome = server.post(&cookie, &format!("{DAY}/plan"), Value::Null).await.ok(200);
            assert_eq!(outcome["unlawful"], json!([]));
            let day = server.get(&cookie, DAY).await.ok(200);
            is_promise_kept(&day, &before);
            let told: BTreeSet<String> =
                items(&outcome, "lost").iter().map(|id| text(id).to_owned()).collect();
            let lost: BTreeSet<String> = before.difference(&in_rounds(&day)).cloned().collect();
            assert!(lost.is_subset(&told), "at minute {minute} nobody is told of {lost:?}");
        }
        minute += LOOK;
    }
    let end = first.at(at(CLOSES / 60 + 1, 0)).await;
    let day = end.get(&cookie, DAY).await.ok(200);
    let all = items(&day, "orders");
    assert_eq!(all.len(), ORDERS, "nothing is lost");
    let (mut delivered, mut late) = (0, 0);
    for order in &all {
        let path = format!("/v1/orders/{}/decision", text(&order["id"]));
        let decision = end.get(&cookie, &path).await.ok(200);
        assert_eq!(decision["inputs"]["rules_version"], 1, "{decision}");
        for language in ["en", "fr"] {
            assert!(text(&decision["sentence"][language]).ends_with('.'), "{decision}");
        }
        let dropoff = &order["dropoffs"][0];
        if order["status"] == "delivered" {
            delivered += 1;
            let instant =
                |value: &Value| -> Timestamp { serde_json::from_value(value.clone()).unwrap() };
            let (due, at) = (instant(&dropoff["window"]["end_at"]), instant(&dropoff["ended_at"]));
            late += usize::from(at > due);
            assert!(at <= due + WORST, "{order}");
            assert_eq!(decision["chosen"]["courier_id"], order["courier_id"], "{decision}");
            assert!(text(&decision["sentence"]["en"]).contains(text(&order["courier_name"])));
        } else {
            assert_eq!(order["status"], "unassigned", "{order}");
            assert_eq!(decision["no_place"], order["no_place"], "{decision}");
        }
    }
    assert!(delivered > 570, "only {delivered} were delivered");
    assert!(late < delivered / 3, "{late} of {delivered} came late");
    let mut view = end.service.store().view(COOP).await.unwrap();
    let rounds = view.rounds_of_day(DATE).await.unwrap();
    for (courier, spells) in worked(&rounds) {
        for (index, spell) in spells.iter().enumerate() {
            let others = spells.iter().enumerate().filter(|(other, _)| *other != index);
            let others = others.map(|(_, spell)| spell.clone()).collect();
            let ledger = Ledger::new(AgeGroup::Adult, time_zone("Europe/Paris").unwrap(), others);
            let proposal = Proposal::Shift { spell: spell.clone(), heat: None };
            let refusals = judge(&shipped_labour_rules(), &ledger, &proposal);
            assert_eq!(refusals, [], "{courier}: {spell:?}");
        }
    }
}
