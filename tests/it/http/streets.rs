//! Profiles that are tuned and zones that are drawn while the service runs.

use super::server::{Answer, COOP, Server};
use crate::{maps::CITY, support::day::at};
use musette::{http::Options, store::StoredCoop};
use serde_json::{Value, json};

const BIKE: &str = "/v1/profiles/bike";

async fn start() -> (Server, String) {
    let server = Server::start_alone(at(10, 0), Options::default()).await;
    let cookie = server.sign_in("dispatch").await;
    (server, cookie)
}

/// A path through the city, of a bike or of another profile, now or at another time.
async fn duration(server: &Server, cookie: &str, more: &str) -> u64 {
    let [a, b] = [CITY.0.shops[0].place, CITY.0.shops[5].place];
    let found = server.get(cookie, &format!("/v1/directions?from={a}&to={b}{more}")).await;
    found.ok(200)["duration_s"].as_u64().unwrap()
}

/// A rectangle around the whole map.
async fn everywhere(server: &Server) -> Value {
    let map = server.get("", "/v1/map").await.ok(200);
    let bounds: Vec<f64> = serde_json::from_value(map["bounds"].clone()).unwrap();
    let [west, south, east, north] = bounds[..] else { panic!("{map}") };
    around([west - 0.01, east + 0.01], [south - 0.01, north + 0.01])
}

fn around([west, east]: [f64; 2], [south, north]: [f64; 2]) -> Value {
    let ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
    json!({ "type": "Polygon", "coordinates": [ring] })
}

fn heat(area: &Value) -> Value {
    json!({
        "name": "Heat", "area": area,
        "effect": { "kind": "speed_factor", "speed_factor": 0.5 },
    })
}

/// The shipped bike with all its highest speeds at 8 km/h.
async fn slow_bike(server: &Server, cookie: &str) -> Value {
    let toml = server.get(cookie, BIKE).await.ok(200)["toml"].as_str().unwrap().to_owned();
    let slow = |line: &str| match line.split_once(" = ") {
        Some(("max_speed_kmh", _)) => "max_speed_kmh = 8.0".to_owned(),
        _ => line.to_owned(),
    };
    let toml = toml.lines().map(slow).collect::<Vec<_>>().join("\n");
    json!({ "toml": toml, "reason": "Ice on the cycleways" })
}

async fn last_event(server: &Server) -> (Value, Option<String>) {
    let store = server.service.store();
    let head = store.head(COOP).await.unwrap();
    let event = store.events_after(COOP, head - 1, 1).await.unwrap().remove(0);
    assert!(event.account.is_some());
    (json!(event.kind), event.subject.other)
}

#[tokio::test]
async fn a_tuned_profile_counts_at_once_and_after_a_new_start() {
    let (server, cookie) = start().await;
    let before = duration(&server, &cookie, "").await;
    let listed = server.get(&cookie, "/v1/profiles").await.ok(200);
    let names: Vec<&Value> =
        listed["items"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["bike", "cargo", "trailer"]);
    assert_eq!(
        (&listed["items"][0]["version"], &listed["items"][0]["reason"]),
        (&json!(0), &Value::Null)
    );
    let draft = slow_bike(&server, &cookie).await;
    let tuned = server.ask(&cookie, "PUT", BIKE, draft.clone()).await.ok(200);
    assert_eq!((&tuned["version"], &tuned["reason"]), (&json!(1), &draft["reason"]));
    assert!(tuned["changed"]["slower"].as_u64().unwrap() > 100, "{tuned}");
    assert_eq!((&tuned["changed"]["opened"], &tuned["changed"]["closed"]), (&json!(0), &json!(0)));
    assert!(tuned["times"]["total_ms"].as_f64().unwrap() > 0.0, "{tuned}");
    assert_eq!(last_event(&server).await, (json!("profile.changed"), Some("bike".to_owned())));
    let after = duration(&server, &cookie, "").await;
    assert!(after > before + before / 3, "{before} {after}");
    let found = server.get(&cookie, BIKE).await.ok(200);
    assert_eq!((&found["version"], &found["toml"]), (&json!(1), &draft["toml"]));

    let area = everywhere(&server).await;
    server.post(&cookie, "/v1/zones", heat(&area)).await.ok(201);
    let hot = duration(&server, &cookie, "").await;
    let again = server.anew(at(10, 0)).await;
    let cookie = again.sign_in("dispatch").await;
    assert_eq!(duration(&again, &cookie, "").await, hot);
    assert_eq!(again.get(&cookie, BIKE).await.ok(200)["version"], 1);
    let tuned = again.ask(&cookie, "PUT", BIKE, draft).await.ok(200);
    assert_eq!(tuned["version"], 2);
    assert_eq!(tuned["changed"]["slower"], 0);
}

#[tokio::test]
async fn zones_hold_at_their_times_for_paths_and_tables() {
    let (server, cookie) = start().await;
    let before = duration(&server, &cookie, "").await;
    let area = everywhere(&server).await;
    let mut draft = heat(&area);
    draft["hours"] = json!("Tu 06:00-14:00");
    draft["profiles"] = json!(["bike"]);
    let made = server.post(&cookie, "/v1/zones", draft.clone()).await;
    let path = made.header("location").to_owned();
    let made = made.ok(201);
    assert_eq!((&made["area"], &made["hours"]), (&area, &draft["hours"]));
    assert_eq!(made["effect"]["max_speed_kmh"], Value::Null);
    let id = made["id"].as_str().unwrap().to_owned();
    assert_eq!(last_event(&server).await, (json!("zone.changed"), Some(id.clone())));
    assert_eq!(server.get(&cookie, "/v1/zones").await.ok(200)["items"], json!([made]));
    // It is ten on a Tuesday.
    let now = duration(&server, &cookie, "").await;
    assert!(now > before + before / 3, "{before} {now}");
    for one_o_clock in ["13:00:00Z", "14:00:00%2B01:00", "14:00:00+01:00"] {
        for between in ["T", "t", "+", "%20"] {
            let depart_at = format!("&depart_at=2026-03-17{between}{one_o_clock}");
            assert_eq!(duration(&server, &cookie, &depart_at).await, before, "{depart_at}");
        }
        let depart_at = format!("&depart_at=2026-03-17T{one_o_clock}");
        assert_eq!(duration(&server, &cookie, &depart_at).await, before, "{one_o_clock}");
    }
    assert_eq!(duration(&server, &cookie, "&depart_at=2026-03-24T09:00:00Z").await, now);
    let cargo = duration(&server, &cookie, "&profile=cargo").await;
    let later = "&profile=cargo&depart_at=2026-03-18T09:00:00Z";
    assert_eq!(duration(&server, &cookie, later).await, cargo);
    let places = [CITY.0.shops[0].place, CITY.0.shops[5].place];
    for (depart_at, expected) in [(Value::Null, now), (json!("2026-03-18T09:00:00Z"), before)] {
        let body = json!({ "profile": "bike", "places": places, "depart_at": depart_at });
        let table = server.post(&cookie, "/v1/matrix", body).await.ok(200);
        assert_eq!(table["durations_s"][0][1], expected);
    }
    // What was fetched can be sent again.
    let mut changed = made.clone();
    changed["hours"] = Value::Null;
    changed["until_at"] = json!("2026-03-17T09:30:00Z");
    let changed = server.ask(&cookie, "PUT", &path, changed).await.ok(200);
    assert_eq!((&changed["id"], &changed["created_at"]), (&made["id"], &made["created_at"]));
    assert_eq!(duration(&server, &cookie, "&depart_at=2026-03-16T12:00:00Z").await, now);
    assert_eq!(duration(&server, &cookie, "&depart_at=2026-03-17T12:00:00Z").await, before);
    server.ask(&cookie, "DELETE", &path, Value::Null).await.ok(204);
    assert_eq!(last_event(&server).await, (json!("zone.changed"), Some(id)));
    assert_eq!(duration(&server, &cookie, "").await, before);
    server.get(&cookie, &path).await.problem(404);
}

#[tokio::test]
async fn zones_hold_for_osrms_clients_too() {
    let options = Options { osrm: true, ..Options::default() };
    let server = Server::start_alone(at(10, 0), options).await;
    let cookie = server.sign_in("dispatch").await;
    let [a, b] = [CITY.0.shops[0].place, CITY.0.shops[5].place];
    let times = async || {
        let route = server.get("", &format!("/route/v1/bicycle/{a};{b}?overview=false")).await;
        let table = server.get("", &format!("/table/v1/bicycle/{a};{b}")).await;
        let cell = table.ok(200)["durations"][0][1].as_f64().unwrap();
        (route.ok(200)["routes"][0]["duration"].as_f64().unwrap(), cell)
    };
    let before = times().await;
    let area = everywhere(&server).await;
    let mut zone = heat(&area);
    zone["hours"] = json!("Tu 10:00-14:00");
    server.post(&cookie, "/v1/zones", zone).await.ok(201);
    // It is ten on a Tuesday by the clocks of the co-operative.
    let hot = times().await;
    assert!(hot.0 > before.0 * 1.3 && hot.1 > before.1 * 1.3, "{before:?} {hot:?}");
    let early = server.anew_with(at(9, 0), options).await;
    let route = early.get("", &format!("/route/v1/bicycle/{a};{b}?overview=false")).await;
    assert_eq!(route.ok(200)["routes"][0]["duration"], json!(before.0));
}

#[tokio::test]
async fn areas_within_reach_are_those_of_the_time() {
    let (server, cookie) = start().await;
    let path = format!("/v1/isochrones?from={}&minutes=4", CITY.0.shops[0].place);
    let before = server.get(&cookie, &path).await.ok(200);
    let area = everywhere(&server).await;
    let mut zone = heat(&area);
    zone["hours"] = json!("Tu 10:00-14:00");
    server.post(&cookie, "/v1/zones", zone).await.ok(201);
    let now = server.get(&cookie, &path).await.ok(200);
    let at = async |at: &str| server.get(&cookie, &format!("{path}&depart_at={at}")).await.ok(200);
    assert_eq!(at("2026-03-24T09:30:00Z").await, now);
    assert_ne!(now, before);
    assert_eq!(at("2026-03-17T15:00:00Z").await, before);
    let wrong = server.get(&cookie, &format!("{path}&depart_at=noon")).await;
    assert_eq!(wrong.problem(422).1, ["?depart_at"]);
}

#[tokio::test]
async fn the_way_of_a_round_is_drawn_anew_when_a_street_closes() {
    let (server, cookie) = start().await;
    server.meal(&cookie, 0, 12, 0).await;
    server.post(&cookie, "/v1/days/2026-03-17/plan", Value::Null).await.ok(200);
    let paths = "/v1/days/2026-03-17/paths";
    let before = server.get(&cookie, paths).await.ok(200);
    assert_eq!(server.get(&cookie, paths).await.ok(200), before);
    let points = before["features"][0]["geometry"]["coordinates"].as_array().unwrap();
    let middle: [f64; 2] = serde_json::from_value(points[points.len() / 2].clone()).unwrap();
    let [west_east, south_north] = middle.map(|it| [it - 2e-4, it + 2e-4]);
    let zone = json!({
        "name": "Works", "area": around(west_east, south_north), "effect": { "kind": "closed" },
    });
    let path = server.post(&cookie, "/v1/zones", zone).await;
    let path = path.header("location").to_owned();
    let closed = server.get(&cookie, paths).await.ok(200);
    assert_ne!(closed, before);
    server.ask(&cookie, "DELETE", &path, Value::Null).await.ok(204);
    assert_eq!(server.get(&cookie, paths).await.ok(200), before);
}

fn fields(answer: &Answer) -> Vec<String> {
    answer.problem(422).1
}

#[tokio::test]
async fn everything_wrong_with_a_draft_is_told() {
    let (server, cookie) = start().await;
    let put = async |body: Value| fields(&server.ask(&cookie, "PUT", BIKE, body).await);
    assert_eq!(put(json!({})).await, ["/toml", "/reason"]);
    let toml = "name = \"cargo\"\nmax_speed_kmh = 99\nspeed = 1\n";
    let told = put(json!({ "toml": toml })).await;
    for field in ["/reason", "/toml:1:name", "/toml:2:max_speed_kmh", "/toml:3:speed"] {
        assert!(told.iter().any(|it| it == field), "{field} is not in {told:?}");
    }
    assert_eq!(server.get(&cookie, BIKE).await.ok(200)["version"], 0);

    let toml = server.get(&cookie, BIKE).await.ok(200)["toml"].as_str().unwrap().to_owned();
    let closed = toml.replace("\"ride\"", "\"no\"").replace("\"push\"", "\"no\"");
    assert_ne!(closed, toml);
    assert_eq!(put(json!({ "toml": closed, "reason": "Snow" })).await, ["/toml"]);
    assert_eq!(server.get(&cookie, BIKE).await.ok(200)["version"], 0);
    assert!(duration(&server, &cookie, "").await > 0);

    let post = async |body: Value| fields(&server.post(&cookie, "/v1/zones", body).await);
    assert_eq!(post(json!({})).await, ["/name", "/effect", "/area"]);
    let area = everywhere(&server).await;
    let mut zone = heat(&area);
    zone["effect"] = json!({ "kind": "closed", "max_speed_kmh": 5 });
    zone["profiles"] = json!(["bike", "boat"]);
    (zone["from_at"], zone["until_at"]) = (json!(at(12, 0)), json!(at(12, 0)));
    zone["hours"] = json!("whenever it rains");
    zone["area"]["coordinates"][0][4] = json!([0, 0]);
    let expected =
        ["/effect/max_speed_kmh", "/until_at", "/hours", "/area/coordinates", "/profiles/1"];
    assert_eq!(post(zone).await, expected);
    for (effect, field) in [
        (json!({ "kind": "max_speed", "max_speed_kmh": 0.5 }), "/effect/max_speed_kmh"),
        (json!({ "kind": "max_speed" }), "/effect/max_speed_kmh"),
        (json!({ "kind": "speed_factor", "speed_factor": 1.1 }), "/effect/speed_factor"),
        (json!({ "kind": "speed_factor", "speed_factor": "half" }), "/effect/speed_factor"),
        (json!({ "kind": "flooded" }), "/effect/kind"),
    ] {
        let mut zone = heat(&area);
        zone["effect"] = effect;
        assert_eq!(post(zone).await, [field]);
    }
    let mut zone = heat(&area);
    zone["area"] = json!({ "type": "Point", "coordinates": [1, 2] });
    assert_eq!(post(zone).await, ["/area/type", "/area/coordinates"]);
    // Latitude first.
    let zone = heat(&around([60.16, 60.17], [24.94, 24.95]));
    assert_eq!(post(zone).await, ["/area/coordinates"]);
    assert_eq!(server.get(&cookie, "/v1/zones").await.ok(200)["items"], json!([]));
}

#[tokio::test]
async fn a_place_among_closed_streets_is_told_from_one_off_the_map() {
    let (server, cookie) = start().await;
    let [a, b] = [CITY.0.shops[0].place, CITY.0.shops[5].place];
    let directions = format!("/v1/directions?from={a}&to={b}");
    let isochrones = format!("/v1/isochrones?from={a}&minutes=4");
    let mut flood = heat(&everywhere(&server).await);
    flood["effect"] = json!({ "kind": "closed" });
    server.post(&cookie, "/v1/zones", flood).await.ok(201);
    for (path, codes) in [
        (directions.as_str(), &["closed_then", "closed_then"][..]),
        (isochrones.as_str(), &["closed_then"]),
        ("/v1/directions?from=0,0&to=0,0", &["off_map", "off_map"]),
    ] {
        let answer = server.get(&cookie, path).await;
        let told = answer.ok(422);
        let told: Vec<&Value> =
            told["errors"].as_array().unwrap().iter().map(|error| &error["code"]).collect();
        assert_eq!(told, codes, "{path}");
    }
}

async fn second_coop(server: &Server) {
    let other = StoredCoop {
        id: "other".to_owned(),
        name: "Other".to_owned(),
        zone: "Europe/Paris".to_owned(),
    };
    server.service.store().create_coop(&other, at(9, 0)).await.unwrap();
}

#[tokio::test]
async fn streets_that_several_ride_on_are_not_tuned_by_one() {
    let (server, cookie) = start().await;
    second_coop(&server).await;
    let area = everywhere(&server).await;
    let refused = server.post(&cookie, "/v1/zones", heat(&area)).await;
    assert_eq!(refused.problem(409).0, "several_coops");
    let draft = slow_bike(&server, &cookie).await;
    let refused = server.ask(&cookie, "PUT", BIKE, draft).await;
    assert_eq!(refused.problem(409).0, "several_coops");
}

#[tokio::test]
async fn of_several_coops_the_zones_of_none_come_into_force_when_one_goes() {
    let (server, cookie) = start().await;
    let before = duration(&server, &cookie, "").await;
    let area = everywhere(&server).await;
    let mut paths = Vec::new();
    for _ in 0..2 {
        let made = server.post(&cookie, "/v1/zones", heat(&area)).await;
        paths.push(made.header("location").to_owned());
    }
    second_coop(&server).await;
    let server = server.anew(at(10, 0)).await;
    let cookie = server.sign_in("dispatch").await;
    assert_eq!(duration(&server, &cookie, "").await, before);
    server.ask(&cookie, "DELETE", &paths[0], Value::Null).await.ok(204);
    assert_eq!(duration(&server, &cookie, "").await, before);
    let left = server.get(&cookie, "/v1/zones").await.ok(200);
    assert_eq!(left["items"].as_array().unwrap().len(), 1, "{left}");
}
