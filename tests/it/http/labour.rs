//! What the law has against shifts, over HTTP.

mod planned;
mod random;
mod remedies;

use super::server::{COOP, Server};
use crate::{store::databases::on_each_database, support::day::at};
use jiff::{ToSpan as _, civil::Date};
use musette::{
    domain::DayShift,
    http::Options,
    units::{TimeWindow, Timestamp},
};
use serde_json::{Value, json};

/// A shift of Nina, who has no other; hours count from the midnight of Tuesday 2026-03-17.
fn shift(from: (u32, u32), until: (u32, u32)) -> Value {
    json!({
        "courier_id": "nina", "vehicle_id": "bike", "hub_id": "core",
        "window": { "start_at": at(from.0, from.1), "end_at": at(until.0, until.1) },
    })
}

async fn with_nina(server: &Server, age: &str) -> String {
    let cookie = server.sign_in("dispatch").await;
    let nina = json!({ "name": "Nina", "age": age });
    server.ask(&cookie, "PUT", "/v1/couriers/nina", nina).await.ok(200);
    cookie
}

/// Puts a shift of Nina into the database past the judge.
async fn put(server: &Server, id: &str, day: Date, window: (Timestamp, Timestamp)) {
    let store = server.service.store();
    let mut change = store.change(COOP, at(10, 0), None).await.unwrap();
    let shift = DayShift {
        id: id.to_owned(),
        day,
        courier: "nina".to_owned(),
        crew: None,
        vehicle: "bike".to_owned(),
        hub: "core".to_owned(),
        window: TimeWindow::new(window.0, window.1).unwrap(),
        end_hub: None,
        charge_percent: None,
        rest: None,
    };
    change.put_shift(&shift).await.unwrap();
    change.commit().await.unwrap();
}

/// The rules that a refused request breaks.
fn rules(document: &Value) -> Vec<&str> {
    assert_eq!(document["code"], "unlawful", "{document}");
    let refusals = document["refusals"].as_array().unwrap();
    refusals.iter().map(|it| it["rule"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_refusal_says_rule_article_and_figures_in_both_languages() {
    let server = Server::start().await;
    let cookie = with_nina(&server, "adult").await;
    server.post(&cookie, "/v1/shifts", shift((32, 0), (37, 0))).await.ok(201);
    let answer = server.post(&cookie, "/v1/shifts", shift((38, 0), (43, 30))).await;
    assert_eq!(answer.problem(409), ("unlawful".to_owned(), vec!["/window".to_owned()]));
    let document = answer.json();
    assert_eq!(
        document["refusals"],
        json!([{
            "rule": "daily_work",
            "article": "Code du travail, art. L3121-18",
            "limit": { "span_s": 36_000 },
            "found": { "span_s": 37_800 },
            "period": { "start_at": at(24, 0), "end_at": at(48, 0) },
            "sentence": {
                "en": "10 h 30 min of work on 2026-03-18; at most 10 h a day (Code du travail, art. L3121-18)",
                "fr": "10 h 30 min de travail le 18/03/2026 ; au plus 10 h par jour (Code du travail, art. L3121-18)",
            },
            "field": "/window",
            "courier_id": "nina",
            "courier_name": "Nina",
            "shift_id": null,
        }])
    );
    assert!(document["detail"].as_str().unwrap().contains("Nina: 10 h 30 min of work"));
    // Six hours want a break.
    let long = server.post(&cookie, "/v1/shifts", shift((56, 0), (62, 0))).await;
    assert_eq!(long.problem(409).1, ["/break"]);
    let mut good = shift((56, 0), (62, 0));
    good["break"] = json!({
        "window": { "start_at": at(58, 0), "end_at": at(59, 0) }, "duration_s": 1200,
    });
    server.post(&cookie, "/v1/shifts", good).await.ok(201);
}

#[tokio::test]
async fn an_unlawful_shift_stays_readable_and_may_become_less_so() {
    let server = Server::start().await;
    let cookie = with_nina(&server, "adult").await;
    let wednesday = "2026-03-18".parse().unwrap();
    put(&server, "long", wednesday, (at(30, 0), at(42, 0))).await;
    let path = "/v1/shifts/long";
    let long = server.get(&cookie, path).await.ok(200);
    assert_eq!(server.ask(&cookie, "PUT", path, long).await.status, 200);
    let longer = server.ask(&cookie, "PUT", path, shift((30, 0), (42, 30))).await;
    assert_eq!(rules(&longer.ok(409)), ["daily_work", "break"]);
    server.ask(&cookie, "PUT", path, shift((31, 0), (42, 0))).await.ok(200);
    let moved = server.ask(&cookie, "PUT", path, shift((55, 0), (66, 0))).await;
    assert_eq!(rules(&moved.ok(409)), ["daily_work", "break"]);
    server.ask(&cookie, "DELETE", path, Value::Null).await.ok(204);
}

#[tokio::test]
async fn what_stays_of_a_day_keeps_its_break() {
    let server = Server::start().await;
    let cookie = with_nina(&server, "adult").await;
    let first = server.post(&cookie, "/v1/shifts", shift((32, 0), (34, 0))).await;
    let wednesday = "2026-03-18".parse().unwrap();
    put(&server, "noon", wednesday, (at(35, 0), at(41, 0))).await;
    let removed = server.ask(&cookie, "DELETE", first.header("location"), Value::Null).await;
    assert_eq!(rules(&removed.ok(409)), ["break"]);
}

#[tokio::test]
async fn minors_work_less_and_neither_at_night_nor_on_sundays() {
    let server = Server::start().await;
    let cookie = with_nina(&server, "16-17").await;
    let nina = server.get(&cookie, "/v1/couriers/nina").await.ok(200);
    assert_eq!(nina["age"], "16-17");
    let refused = async |from, until| {
        let answer = server.post(&cookie, "/v1/shifts", shift(from, until)).await.ok(409);
        rules(&answer).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(refused((32, 0), (36, 31)).await, ["break"]);
    assert_eq!(refused((42, 0), (46, 15)).await, ["barred_hours"]);
    assert_eq!(refused((24 * 5 + 10, 0), (24 * 5 + 12, 0)).await, ["barred_day"]);
    // Whoever turns out to be younger has no unlawful shift to come.
    server.post(&cookie, "/v1/shifts", shift((41, 0), (44, 30))).await.ok(201);
    let younger = json!({ "name": "Nina", "age": "under-16" });
    let answer = server.ask(&cookie, "PUT", "/v1/couriers/nina", younger.clone()).await;
    assert_eq!(answer.problem(409).1, ["/age"]);
    assert_eq!(rules(&answer.json()), ["barred_hours"]);
    assert_eq!(server.get(&cookie, "/v1/couriers/nina").await.ok(200), nina);
    let shifts = server.get(&cookie, "/v1/shifts?day=2026-03-18").await.ok(200);
    let path = format!("/v1/shifts/{}", shifts["items"][0]["id"].as_str().unwrap());
    server.ask(&cookie, "DELETE", &path, Value::Null).await.ok(204);
    server.ask(&cookie, "PUT", "/v1/couriers/nina", younger).await.ok(200);
    let unknown = json!({ "name": "Nina", "age": "15" });
    let answer = server.ask(&cookie, "PUT", "/v1/couriers/nina", unknown).await;
    assert_eq!(answer.problem(422).1, ["/age"]);
}

#[tokio::test]
async fn twelve_weeks_are_forty_four_hours_each_on_average() {
    let server = Server::start().await;
    let cookie = with_nina(&server, "adult").await;
    // Five days of nine and a half hours in each of the eleven weeks before.
    let monday: Date = "2026-03-16".parse().unwrap();
    for week in 1..=11 {
        for day in 0..5 {
            let back = 7 * week - day;
            let hour = |hour: i64| Timestamp::from_millis(at(0, 0).as_millis() + hour * 1_800_000);
            let start = -48 * (i64::from(back) + 1) + 16;
            let date = monday.checked_sub(back.days()).unwrap();
            let id = format!("w{week}d{day}");
            put(&server, &id, date, (hour(start), hour(start + 19))).await;
        }
    }
    let refused = server.post(&cookie, "/v1/shifts", shift((32, 0), (37, 31))).await.ok(409);
    assert_eq!(rules(&refused), ["mean_work"]);
    assert_eq!(refused["refusals"][0]["limit"], json!({ "span_s": 158_400 }));
    assert_eq!(refused["refusals"][0]["found"], json!({ "span_s": 158_405 }));
    server.post(&cookie, "/v1/shifts", shift((32, 0), (37, 30))).await.ok(201);
    let ledger = server.get(&cookie, "/v1/couriers/nina/ledger").await.ok(200);
    assert_eq!(ledger["mean"]["worked_s"], 158_400);
    assert_eq!(
        (&ledger["mean"]["weeks"], &ledger["week"]["worked_s"]),
        (&json!(12), &json!(19_800))
    );
}

#[tokio::test]
async fn a_ledger_is_told_to_dispatchers_and_to_its_courier() {
    let server = Server::start().await;
    let (dispatcher, courier) = (server.sign_in("dispatch").await, server.sign_in("bruno").await);
    let own = server.get(&courier, "/v1/couriers/bruno/ledger").await.ok(200);
    let seen = server.get(&dispatcher, "/v1/couriers/bruno/ledger?day=2026-03-17").await.ok(200);
    assert_eq!(
        own["day"],
        json!({
            "worked_s": 27_000, "at_most_s": 36_000, "article": "Code du travail, art. L3121-18",
        })
    );
    assert_eq!((&own["week"], &own["mean"]), (&seen["week"], &seen["mean"]));
    assert_eq!((&own["age"], &own["last_end_at"]), (&json!("adult"), &Value::Null));
    // He works from 11:15 on: an hour before leaves eleven of rest, and work in a row is below six.
    assert_eq!(own["next_start_at"], seen["next_start_at"]);
    let tomorrow =
        server.get(&dispatcher, "/v1/couriers/bruno/ledger?day=2026-03-18").await.ok(200);
    assert_eq!(tomorrow["day"]["worked_s"], 0);
    assert_eq!(tomorrow["last_end_at"], json!(at(22, 0)));
    assert_eq!(tomorrow["next_start_at"], json!(at(33, 0)));
}

#[test]
fn of_two_shifts_that_are_lawful_alone_but_not_together_one_is_refused() {
    on_each_database(async |database| {
        let folder = tempfile::tempdir().unwrap();
        let options = Options::default();
        let server = Server::start_on(database.url.clone(), folder, at(10, 0), options).await;
        let cookie = with_nina(&server, "adult").await;
        let post = |from, until| server.post(&cookie, "/v1/shifts", shift(from, until));
        let answers = tokio::join!(
            post((30, 0), (33, 0)),
            post((34, 0), (37, 0)),
            post((38, 0), (41, 0)),
            post((42, 0), (43, 0)),
        );
        let mut statuses = [answers.0.status, answers.1.status, answers.2.status, answers.3.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 201, 201, 201], "ten hours in all");
        let one = || server.ask(&cookie, "PUT", "/v1/couriers/omar", json!({ "name": "Omar" }));
        one().await.ok(200);
        let omar = |from, until| {
            let mut body = shift(from, until);
            body["courier_id"] = json!("omar");
            server.post(&cookie, "/v1/shifts", body)
        };
        let (a, b) = tokio::join!(omar((30, 0), (35, 30)), omar((36, 0), (41, 30)));
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409]);
        server.service.store().close().await;
    });
}

#[tokio::test]
async fn both_of_a_crew_are_judged_and_nobody_is_their_own_crew() {
    let server = Server::start().await;
    let cookie = with_nina(&server, "16-17").await;
    server.ask(&cookie, "PUT", "/v1/couriers/omar", json!({ "name": "Omar" })).await.ok(200);
    let crewed = |crew: &str, from, until| {
        let mut body = shift(from, until);
        (body["courier_id"], body["crew_id"]) = (json!("omar"), json!(crew));
        body
    };
    let refused =
        server.post(&cookie, "/v1/shifts", crewed("nina", (44, 0), (47, 0))).await.ok(409);
    assert_eq!(
        (rules(&refused), &refused["refusals"][0]["courier_id"]),
        (vec!["barred_hours"], &json!("nina"))
    );
    let kept = server.post(&cookie, "/v1/shifts", crewed("nina", (40, 0), (44, 0))).await.ok(201);
    assert_eq!(kept["crew_id"], "nina");
    let same = server.post(&cookie, "/v1/shifts", crewed("omar", (56, 0), (58, 0))).await;
    assert_eq!(same.problem(422).1, ["/crew_id"]);
    let nobody = server.post(&cookie, "/v1/shifts", crewed("none", (56, 0), (58, 0))).await;
    assert_eq!(nobody.problem(422).1, ["/crew_id"]);
    // Nina is nowhere else meanwhile, and her ledger holds it.
    let clash = server.post(&cookie, "/v1/shifts", shift((43, 0), (45, 0))).await;
    assert_eq!(clash.problem(422).1, ["/window"]);
    let ledger = server.get(&cookie, "/v1/couriers/nina/ledger?day=2026-03-18").await.ok(200);
    assert_eq!(ledger["day"]["worked_s"], 14_400);
    let gone = server.ask(&cookie, "DELETE", "/v1/couriers/nina", Value::Null).await;
    assert_eq!(gone.problem(409).0, "in_use");
}
