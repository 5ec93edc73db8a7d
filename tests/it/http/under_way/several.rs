//! Orders that are fetched at several places: all of it in one round, everything fetched before its dropoffs.

use super::{DAY, PLAN, Server, items, meal, say, text};
use crate::{maps::CITY, support::day::at};
use musette::http::Options;
use serde_json::{Value, json};

/// Bread at the shop, half a kilogram and a bag at the cheese shop, for one customer.
fn bread_and_cheese(customer: usize, hour: u32, minute: u32) -> Value {
    let mut order = meal(customer, hour, minute);
    let cheese = &CITY.0.shops[1];
    order["more_pickups"] = json!([{
        "name": "Crémerie", "lon_lat": cheese.place, "address": cheese.address,
        "load": { "mass_g": 500, "bags": 1 },
    }]);
    order["dropoffs"][0]["load"] = json!({ "mass_g": 2000, "volume_ml": 8000, "bags": 3 });
    order
}

fn load(mass_g: u32, volume_ml: u32, bags: u32) -> Value {
    json!({ "mass_g": mass_g, "volume_ml": volume_ml, "bags": bags })
}

async fn started() -> (Server, String) {
    let server = Server::start_at(at(10, 0), Options::default()).await;
    let cookie = server.sign_in("dispatch").await;
    (server, cookie)
}

async fn posted(server: &Server, cookie: &str, order: Value) -> Value {
    server.post(cookie, "/v1/orders", order).await.ok(201)
}

async fn the_order(server: &Server, cookie: &str, order: &Value) -> Value {
    server.get(cookie, &format!("/v1/orders/{}", text(&order["id"]))).await.ok(200)
}

/// The round that has an order, and its stops there.
async fn round_of(server: &Server, cookie: &str, order: &Value) -> (Value, Vec<Value>) {
    let day = server.get(cookie, DAY).await.ok(200);
    let has = |round: &Value| items(round, "stops").iter().any(|it| it["order_id"] == order["id"]);
    let round = items(&day, "rounds").into_iter().find(has).unwrap();
    let own = items(&round, "stops").into_iter().filter(|it| it["order_id"] == order["id"]);
    let own = own.collect();
    (round, own)
}

/// The stop of the round as it is now that is this one of an order.
fn now<'a>(round: &'a Value, order: &Value, position: usize) -> &'a Value {
    let stops = round["stops"].as_array().unwrap();
    let is_it = |it: &&Value| it["order_id"] == order["id"] && it["position"] == position;
    stops.iter().find(is_it).unwrap()
}

async fn said(
    server: &Server,
    cookie: &str,
    round: &Value,
    (order, position): (&Value, usize),
    what: &str,
) -> Value {
    say(server, cookie, round, now(round, order, position), what).await
}

#[tokio::test]
async fn what_is_fetched_at_two_shops_is_quoted_planned_and_brought_as_one() {
    let (server, cookie) = started().await;
    let asked = server.post(&cookie, "/v1/quotes", bread_and_cheese(3, 12, 0)).await.ok(200);
    let offer = &asked["offer"];
    let others = items(offer, "more_pickups_at");
    assert_eq!(others.len(), 1, "{asked}");
    for fetched in [&offer["pickup_at"], &others[0]] {
        assert!(text(fetched) < text(&offer["dropoffs_at"][0]), "{asked}");
    }
    let order = posted(&server, &cookie, bread_and_cheese(3, 12, 0)).await;
    assert_eq!(order["pickup"]["load"], load(1500, 8000, 2));
    let cheese = &order["more_pickups"][0];
    assert_eq!((&cheese["load"], &cheese["position"]), (&load(500, 0, 1), &json!(1)));
    assert_eq!(cheese["window"], order["pickup"]["window"]);
    assert_eq!(order["dropoffs"][0]["position"], 2);
    server.meal(&cookie, 4, 12, 0).await;
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert_eq!(the_order(&server, &cookie, &order).await["status"], "planned");
    let (mut round, own) = round_of(&server, &cookie, &order).await;
    let kinds: Vec<&str> = own.iter().map(|stop| text(&stop["kind"])).collect();
    assert_eq!(kinds, ["pickup", "pickup", "dropoff"]);
    let path = format!("/v1/orders/{}/decision", text(&order["id"]));
    let why = server.get(&cookie, &path).await.ok(200);
    assert_eq!(why["assigned"], true, "{why}");
    let told = server.get(&server.sign_in("shop1").await, &path).await.ok(200)["sentence"].clone();
    assert!(text(&told["en"]).contains("its pickup at Crémerie"), "{told}");
    assert!(text(&told["fr"]).contains("son retrait « Crémerie »"), "{told}");
    // Nothing is brought before all of it is fetched.
    let path = format!("/v1/rounds/{}/stops/{}/done", text(&round["id"]), own[2]["number"]);
    let first = text(&own[0]["kind"]).to_owned();
    assert_eq!(first, "pickup");
    let [one, other] =
        [0, 1].map(|at: usize| usize::try_from(own[at]["position"].as_u64().unwrap()).unwrap());
    round = said(&server, &cookie, &round, (&order, one), "done").await;
    assert_eq!(server.post(&cookie, &path, Value::Null).await.problem(409).0, "pickup_first");
    assert_eq!(the_order(&server, &cookie, &order).await["status"], "under_way");
    round = said(&server, &cookie, &round, (&order, other), "done").await;
    assert_eq!(now(&round, &order, 2)["handed"], load(2000, 8000, 3));
    round = said(&server, &cookie, &round, (&order, 2), "done").await;
    assert_eq!(now(&round, &order, 2)["status"], "done");
    assert_eq!(the_order(&server, &cookie, &order).await["status"], "delivered");
}

#[tokio::test]
async fn what_is_wrong_with_a_further_pickup_is_told_by_its_field() {
    let (server, cookie) = started().await;
    let refused = async |change: fn(&mut Value)| {
        let mut order = bread_and_cheese(3, 12, 0);
        change(&mut order);
        server.post(&cookie, "/v1/orders", order).await.problem(422).1
    };
    let cheese = "/more_pickups/0";
    let fields = refused(|it| it["more_pickups"][0]["load"] = Value::Null).await;
    assert_eq!(fields, [format!("{cheese}/load")]);
    let fields = refused(|it| it["more_pickups"][0]["load"]["bags"] = json!(4)).await;
    assert_eq!(fields, [format!("{cheese}/load/bags")]);
    let fields = refused(|it| {
        it["more_pickups"][0]["lon_lat"] = Value::Null;
        it["more_pickups"][0]["address"] = json!(" ");
    });
    assert_eq!(fields.await, [format!("{cheese}/address")]);
    let late = |it: &mut Value| {
        it["more_pickups"][0]["window"] = json!({ "start_at": at(15, 0), "end_at": at(16, 0) });
    };
    assert_eq!(refused(late).await, [format!("{cheese}/window/start_at")]);
    let fields = refused(|it| it["more_pickups"][0]["max_on_board_min"] = json!(30)).await;
    assert_eq!(fields, [format!("{cheese}/max_on_board_min")]);
    let fields = refused(|it| {
        let one = it["more_pickups"][0].clone();
        it["more_pickups"] = json!([one, one, one, one, one]);
        it["dropoffs"][0]["load"]["bags"] = json!(5);
    });
    assert_eq!(fields.await, ["/more_pickups"]);
    let fields = refused(|it| it["more_pickups"][0]["load"] = it["dropoffs"][0]["load"].clone());
    assert_eq!(fields.await, ["/more_pickups"], "nothing is left for the first");
    let fields = refused(|it| it["more_pickups"][0]["load"]["bags"] = json!(3)).await;
    assert_eq!(fields, ["/more_pickups"], "no piece is");
    let fields = refused(|it| it["pickup"]["load"] = json!({ "bags": 2 })).await;
    assert_eq!(fields, ["/pickup/load"]);
}

/// At noon, with the order of two shops planned: the round, and its two pickups in the order in which they come.
async fn at_noon() -> ([Server; 2], String, Value, Value, [usize; 2]) {
    let (server, cookie) = started().await;
    let order = posted(&server, &cookie, bread_and_cheese(3, 12, 0)).await;
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let noon = server.at(at(12, 0)).await;
    let (round, own) = round_of(&noon, &cookie, &order).await;
    let round = say(&noon, &cookie, &round, &round["stops"][0], "done").await;
    let pickups =
        [0, 1].map(|at: usize| usize::try_from(own[at]["position"].as_u64().unwrap()).unwrap());
    ([server, noon], cookie, order, round, pickups)
}

#[tokio::test]
async fn a_plan_leaves_with_its_courier_what_is_fetched_in_part() {
    let ([_first, noon], cookie, order, round, [one, other]) = at_noon().await;
    let round = said(&noon, &cookie, &round, (&order, one), "done").await;
    let later = noon.at(at(12, 4)).await;
    for customer in 5..8 {
        later.meal(&cookie, customer, 12, 10).await;
    }
    let outcome = later.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert_eq!(outcome["lost"], json!([]), "{outcome}");
    let (after, own) = round_of(&later, &cookie, &order).await;
    assert_eq!((&after["id"], own.len()), (&round["id"], 3));
    let told: Vec<(&str, &Value)> =
        own.iter().map(|it| (text(&it["status"]), &it["position"])).collect();
    assert_eq!(told, [("done", &json!(one)), ("todo", &json!(other)), ("todo", &json!(2))]);
    let last = &items(&after, "stops").pop().unwrap()["load"];
    assert_eq!(*last, load(0, 0, 0), "all that is fetched is brought: {after}");
    let mut round = after;
    for number in 0..items(&round, "stops").len() {
        if round["stops"][number]["status"] == "todo" {
            let stop = round["stops"][number].clone();
            round = say(&later, &cookie, &round, &stop, "done").await;
        }
    }
    assert_eq!(the_order(&later, &cookie, &order).await["status"], "delivered");
}

#[tokio::test]
async fn what_was_fetched_is_brought_though_another_shop_was_closed() {
    let ([_first, noon], cookie, order, round, [one, other]) = at_noon().await;
    let round = said(&noon, &cookie, &round, (&order, one), "fail").await;
    assert_eq!(now(&round, &order, 2)["status"], "todo", "the other can still be fetched");
    let later = noon.at(at(12, 4)).await;
    let outcome = later.post(&cookie, PLAN, Value::Null).await.ok(200);
    assert_eq!(outcome["lost"], json!([]), "{outcome}");
    let (round, own) = round_of(&later, &cookie, &order).await;
    assert_eq!(own.len(), 3);
    let fetched = now(&round, &order, other)["handed"].clone();
    assert_eq!(now(&round, &order, 2)["handed"], fetched, "no more than was fetched");
    assert_eq!(items(&round, "stops").pop().unwrap()["load"], load(0, 0, 0));
    let round = said(&later, &cookie, &round, (&order, other), "done").await;
    // Nobody opens: what there is goes back to where it is from.
    let round = said(&later, &cookie, &round, (&order, 2), "fail").await;
    let back = now(&round, &order, 3);
    assert_eq!((&back["handed"], &back["kind"]), (&fetched, &json!("dropoff")));
    assert_eq!(back["lon_lat"], now(&round, &order, other)["lon_lat"]);
    said(&later, &cookie, &round, (&order, 3), "done").await;
    assert_eq!(the_order(&later, &cookie, &order).await["status"], "failed");
}

#[tokio::test]
async fn nobody_rides_to_whom_nothing_is_left_for() {
    let (server, cookie) = started().await;
    let mut order = bread_and_cheese(3, 12, 0);
    // What is missing is missing at the last of them.
    let mut second = meal(6, 12, 0)["dropoffs"][0].clone();
    second["load"] = load(500, 0, 1);
    order["dropoffs"][0]["load"] = load(1500, 8000, 2);
    order["dropoffs"].as_array_mut().unwrap().push(second);
    let order = posted(&server, &cookie, order).await;
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let noon = server.at(at(12, 0)).await;
    let (round, _) = round_of(&noon, &cookie, &order).await;
    let round = say(&noon, &cookie, &round, &round["stops"][0], "done").await;
    let round = said(&noon, &cookie, &round, (&order, 1), "fail").await;
    let statuses =
        [0, 1, 2, 3].map(|position| now(&round, &order, position)["status"].as_str().unwrap());
    assert_eq!(statuses, ["todo", "failed", "todo", "cancelled"]);
    let ready = format!("/v1/orders/{}/ready", text(&order["id"]));
    let told = noon.post(&cookie, &ready, json!({ "position": 1 })).await;
    assert_eq!(told.problem(409).0, "begun", "nobody goes there again");
    let round = said(&noon, &cookie, &round, (&order, 0), "done").await;
    said(&noon, &cookie, &round, (&order, 2), "done").await;
    assert_eq!(the_order(&noon, &cookie, &order).await["status"], "failed");
    let why = format!("/v1/orders/{}/decision", text(&order["id"]));
    let why = noon.get(&cookie, &why).await.ok(200)["sentence"].clone();
    assert!(text(&why["en"]).starts_with("A part of it was delivered. At 12:"), "{why}");
    assert!(text(&why["fr"]).starts_with("Une partie a été livrée."), "{why}");
}

#[tokio::test]
async fn nothing_is_brought_of_what_could_be_fetched_nowhere() {
    let ([_first, noon], cookie, order, round, [one, other]) = at_noon().await;
    let round = said(&noon, &cookie, &round, (&order, one), "fail").await;
    let round = said(&noon, &cookie, &round, (&order, other), "fail").await;
    assert_eq!(now(&round, &order, 2)["status"], "cancelled");
    assert_eq!(the_order(&noon, &cookie, &order).await["status"], "failed");
}

#[tokio::test]
async fn each_kitchen_says_when_its_part_is_ready_and_that_it_is_more() {
    let (server, cookie) = started().await;
    let order = posted(&server, &cookie, bread_and_cheese(3, 12, 0)).await;
    let path = format!("/v1/orders/{}/ready", text(&order["id"]));
    let body = json!({
        "ready_at": at(12, 20), "position": 1,
        "more": [{ "pickup": 1, "load": { "mass_g": 100, "volume_ml": 0, "bags": 1 } }],
    });
    let ready = server.post(&cookie, &path, body).await.ok(200);
    assert_eq!(ready["pickup"], order["pickup"]);
    let cheese = &ready["more_pickups"][0];
    assert_eq!(cheese["window"]["start_at"], json!(at(12, 20)));
    assert_eq!(cheese["load"], load(600, 0, 2));
    assert_eq!(ready["dropoffs"][0]["load"], load(2100, 8000, 4));
    let body = json!({ "position": 2, "more": [{ "position": 1, "pickup": 3 }] });
    let (_, mut fields) = server.post(&cookie, &path, body).await.problem(422);
    fields.sort_unstable();
    assert_eq!(fields, ["/more/0/position", "/position"]);
}

#[tokio::test]
async fn what_is_not_fetched_yet_may_still_come_later_and_be_more() {
    let ([_first, noon], cookie, order, round, [one, other]) = at_noon().await;
    said(&noon, &cookie, &round, (&order, one), "done").await;
    let path = format!("/v1/orders/{}/ready", text(&order["id"]));
    let part = json!({ "mass_g": 100, "volume_ml": 0, "bags": 1 });
    let asked = |pickup: usize| json!({ "ready_at": at(12, 20), "position": pickup, "more": [{ "pickup": pickup, "load": part }] });
    assert_eq!(noon.post(&cookie, &path, asked(one)).await.problem(409).0, "begun");
    let both = json!({ "ready_at": at(12, 20), "position": other, "more": [{ "pickup": one }] });
    assert_eq!(noon.post(&cookie, &path, both).await.problem(409).0, "begun");
    let tomorrow = json!({ "ready_at": "2026-03-18T10:00:00Z", "position": other });
    assert_eq!(noon.post(&cookie, &path, tomorrow).await.problem(409).0, "other_day");
    let ready = noon.post(&cookie, &path, asked(other)).await.ok(200);
    assert_eq!(ready["status"], "under_way");
    let stops = [&ready["pickup"], &ready["more_pickups"][0]];
    assert_eq!(stops[other]["window"]["start_at"], json!(at(12, 20)));
    assert_eq!(ready["dropoffs"][0]["load"], load(2100, 8000, 4));
    // The round is planned anew by it.
    noon.post(&cookie, PLAN, Value::Null).await.ok(200);
    let (round, _) = round_of(&noon, &cookie, &order).await;
    let fetched = now(&round, &order, other);
    assert!(text(&fetched["start_at"]) >= text(&json!(at(12, 20))), "{fetched}");
    let round = said(&noon, &cookie, &round, (&order, other), "done").await;
    assert_eq!(now(&round, &order, 2)["handed"], load(2100, 8000, 4));
    said(&noon, &cookie, &round, (&order, 2), "done").await;
    assert_eq!(the_order(&noon, &cookie, &order).await["status"], "delivered");
    assert_eq!(noon.post(&cookie, &path, asked(other)).await.problem(409).0, "begun");
}

#[tokio::test]
async fn by_hand_it_goes_to_another_courier_whole() {
    let (server, cookie) = started().await;
    let order = posted(&server, &cookie, bread_and_cheese(3, 12, 0)).await;
    for customer in 4..7 {
        server.meal(&cookie, customer, 12, 0).await;
    }
    server.post(&cookie, PLAN, Value::Null).await.ok(200);
    let (round, _) = round_of(&server, &cookie, &order).await;
    let shifts = items(&server.get(&cookie, DAY).await.ok(200), "shifts");
    let mut checks = Vec::new();
    for other in shifts.iter().filter(|it| it["courier_id"] != round["courier_id"]) {
        let body = json!({ "order_id": order["id"], "shift_id": other["id"] });
        checks.push(server.post(&cookie, "/v1/days/2026-03-17/moves/check", body).await.ok(200));
    }
    let able = |it: &&Value| it["allowed"] == true && it["obstacles"] == json!([]);
    let check = checks.iter().find(able).unwrap();
    let body = json!({ "order_id": order["id"], "shift_id": check["shift_id"] });
    let placing = &check["placing"];
    let fetched = [&placing["pickup_at"], &placing["more_pickups_at"][0]];
    assert!(fetched.iter().all(|at| text(at) < text(&placing["dropoffs_at"][0])), "{check}");
    server.post(&cookie, "/v1/days/2026-03-17/moves", body).await.ok(200);
    let (round, own) = round_of(&server, &cookie, &order).await;
    assert_eq!((&round["shift_id"], own.len()), (&check["shift_id"], 3));
}
