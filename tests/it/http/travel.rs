//! Paths, travel times, addresses, tiles.

use super::server::{Server, request};
use crate::maps::CITY;
use serde_json::{Value, json};

#[tokio::test]
async fn the_map_tells_what_a_page_must_know() {
    let server = Server::start().await;
    let map = server.get("", "/v1/map").await.ok(200);
    let tiles = map["tiles"].as_str().unwrap();
    assert!(tiles.starts_with("/tiles/{z}/{x}/{y}?v=") && tiles.len() > 30, "{tiles}");
    assert_eq!(map["profiles"], json!(["bike", "cargo", "trailer"]));
    let bounds: Vec<f64> = serde_json::from_value(map["bounds"].clone()).unwrap();
    let centre: Vec<f64> = serde_json::from_value(map["centre"].clone()).unwrap();
    assert!(bounds[0] < centre[0] && centre[0] < bounds[2], "{map}");
    assert!(bounds[1] < centre[1] && centre[1] < bounds[3], "{map}");
}

#[tokio::test]
async fn directions_and_tables_agree() {
    let server = Server::start().await;
    let cookie = server.sign_in("shop1").await;
    let [a, b] = [CITY.0.shops[0].place, CITY.0.shops[5].place];
    let path = format!("/v1/directions?from={a}&to={b}&profile=cargo");
    let found = server.get(&cookie, &path).await.ok(200);
    assert!(found["duration_s"].as_u64().unwrap() > 0);
    assert_eq!(found["geometry"]["type"], "LineString");
    assert!(!found["streets"].as_array().unwrap().is_empty());
    let body = json!({ "profile": "cargo", "places": [a, b, [0, 0]] });
    let table = server.post(&cookie, "/v1/matrix", body).await.ok(200);
    assert_eq!(table["durations_s"][0][1], found["duration_s"]);
    assert_eq!(table["distances_m"][0][1], found["distance_m"]);
    assert_eq!(table["durations_s"][0][2], Value::Null);
    assert_eq!(table["durations_s"][1][1], 0);
}

#[tokio::test]
async fn every_wrong_parameter_is_told() {
    let server = Server::start().await;
    let cookie = server.sign_in("shop1").await;
    let fields = async |path: &str| server.get(&cookie, path).await.problem(422).1;
    assert_eq!(fields("/v1/directions?from=here&colour=red").await, ["?from", "?to", "?colour"]);
    assert_eq!(fields("/v1/directions?from=0,0&to=0,0&profile=bike").await, ["?from", "?to"]);
    assert_eq!(fields("/v1/directions?from=0,0&to=0,0&profile=car").await, ["?profile"]);
    let wrong = "/v1/isochrones?minutes=5,now&colour=red";
    assert_eq!(fields(wrong).await, ["?from", "?colour"]);
    let wrong = "/v1/isochrones?from=0,0&minutes=5,now";
    assert_eq!(fields(wrong).await, ["?minutes", "?from"]);
    assert_eq!(fields("/v1/isochrones?from=0,0&minutes=5,,10").await, ["?minutes", "?from"]);
    let many = "/v1/isochrones?from=0,0&minutes=1,2,3,4,5,6,7,8,9,10,11&profile=car";
    assert_eq!(fields(many).await, ["?profile", "?minutes"]);
    assert_eq!(fields("/v1/addresses?near=1&limit=99").await, ["?q", "?near", "?limit"]);
    let long = format!("/v1/addresses?q={}", "x".repeat(201));
    assert_eq!(fields(&long).await, ["?q"]);
    let order =
        server.get(&cookie, "/v1/orders?day=17.3.&status=lost&limit=0&cursor=x&day=1").await;
    assert_eq!(order.problem(422).1, ["?day", "?status", "?limit", "?cursor"]);
    let places: Vec<[f64; 2]> = vec![[24.9, 60.1]; 101];
    let body = json!({ "profile": "car", "places": places });
    let answer = server.post(&cookie, "/v1/matrix", body).await;
    assert_eq!(answer.problem(422).1, ["/profile", "/places"]);
}

#[tokio::test]
async fn addresses_are_found_by_words() {
    let server = Server::start().await;
    let cookie = server.sign_in("aicha").await;
    let site = &CITY.0.customers[0];
    let query = site.address.replace(' ', "+").replace(',', "");
    let uri: String = query
        .bytes()
        .map(|it| if it.is_ascii() { char::from(it).to_string() } else { format!("%{it:02X}") })
        .collect();
    let found = server.get(&cookie, &format!("/v1/addresses?q={uri}&limit=3")).await.ok(200);
    assert_eq!(found["items"][0]["lon_lat"], json!(site.place), "{found}");
    assert!(found["items"].as_array().unwrap().len() <= 3);
}

#[tokio::test]
async fn tiles_are_packed_once_and_kept_by_browsers() {
    let server = Server::start().await;
    let map = server.get("", "/v1/map").await.ok(200);
    let (lon, lat) = (map["centre"][0].as_f64().unwrap(), map["centre"][1].as_f64().unwrap());
    let n = f64::from(1 << 14);
    let x = ((lon + 180.0) / 360.0 * n).floor();
    let lat = lat.to_radians();
    let y = ((1.0 - (lat.tan() + 1.0 / lat.cos()).ln() / std::f64::consts::PI) / 2.0 * n).floor();
    let mut asked = request("", "GET", &format!("/tiles/14/{x}/{y}"), Value::Null);
    asked.headers_mut().insert("accept-encoding", "gzip".parse().unwrap());
    let tile = server.send(asked).await;
    assert_eq!(tile.status, 200);
    assert_eq!(tile.header("content-encoding"), "gzip");
    assert_eq!(&tile.bytes[..2], [0x1f, 0x8b]);
    let mut again = request("", "GET", &format!("/tiles/14/{x}/{y}"), Value::Null);
    again.headers_mut().insert("if-none-match", tile.header("etag").parse().unwrap());
    assert_eq!(server.send(again).await.status, 304);
    // Whoever does not say that they can unpack gets it unpacked.
    let plain = server.get("", &format!("/tiles/14/{x}/{y}")).await;
    assert_eq!((plain.status, plain.header("content-encoding")), (200, ""));
    assert!(plain.bytes.len() > tile.bytes.len() && plain.bytes[0] != 0x1f);
    assert!(plain.header("cache-control").contains("max-age=3600"));
    let template = map["tiles"].as_str().unwrap();
    let path = template.replace("{z}", "14").replace("{x}", &x.to_string());
    let named = server.get("", &path.replace("{y}", &y.to_string())).await;
    assert!(named.header("cache-control").contains("immutable"), "{named:?}");
    // What is not there is not unchanged.
    let mut nowhere = request("", "GET", "/tiles/99/0/0", Value::Null);
    nowhere.headers_mut().insert("if-none-match", tile.header("etag").parse().unwrap());
    server.send(nowhere).await.problem(404);
    assert_eq!(server.get("", "/tiles/14/0/0").await.status, 204);
    for path in ["/tiles/1/0/0", "/tiles/14/99999/0", "/tiles/a/b/c", "/tiles/14/-1/0"] {
        server.get("", path).await.problem(404);
    }
}

/// Is a place inside a ring? By the even-odd rule.
fn inside(ring: &Value, place: [f64; 2]) -> bool {
    let at = |point: &Value| [point[0].as_f64().unwrap(), point[1].as_f64().unwrap()];
    let points: Vec<[f64; 2]> = ring.as_array().unwrap().iter().map(at).collect();
    let crossings = points.windows(2).filter(|pair| {
        let [[ax, ay], [bx, by]] = [pair[0], pair[1]];
        (ay > place[1]) != (by > place[1])
            && place[0] < ax + (place[1] - ay) / (by - ay) * (bx - ax)
    });
    crossings.count() % 2 == 1
}

#[tokio::test]
async fn isochrones_hold_what_is_reached_and_nothing_else() {
    let server = Server::start().await;
    let cookie = server.sign_in("shop1").await;
    let from = CITY.0.shops[0].place;
    let found = server.get(&cookie, &format!("/v1/isochrones?from={from}&minutes=3,6")).await;
    let found = found.ok(200);
    let features = found["features"].as_array().unwrap();
    let minutes: Vec<u64> =
        features.iter().map(|it| it["properties"]["minutes"].as_u64().unwrap()).collect();
    assert_eq!(minutes, [6, 3]);
    let holds = |feature: &Value, place: musette::units::LonLat| {
        let polygons = feature["geometry"]["coordinates"].as_array().unwrap();
        polygons.iter().any(|rings| {
            let rings = rings.as_array().unwrap();
            let within = |ring: &Value| inside(ring, [place.lon(), place.lat()]);
            within(&rings[0]) && !rings[1..].iter().any(within)
        })
    };
    for feature in features {
        assert_eq!(feature["geometry"]["type"], "MultiPolygon");
        for ring in feature["geometry"]["coordinates"].as_array().unwrap() {
            let ring = ring[0].as_array().unwrap();
            assert!(ring.len() > 3 && ring.first() == ring.last());
        }
    }
    // Travel times to the doors say who must be in, and who must be out.
    let mut seen = [[0; 2]; 2];
    for site in &CITY.0.customers {
        let path = format!("/v1/directions?from={from}&to={}", site.place);
        let ride = server.get(&cookie, &path).await;
        if ride.status != 200 {
            continue;
        }
        let ride = ride.ok(200);
        let ride_s = ride["duration_s"].as_f64().unwrap();
        for (which, feature) in features.iter().enumerate() {
            let limit_s = 60.0 * feature["properties"]["minutes"].as_f64().unwrap();
            let is_in = holds(feature, site.place);
            // A door is some way from the street, and a cell is 25 m wide.
            if ride_s < limit_s - 60.0 {
                assert!(is_in, "{ride_s} s, {limit_s} s: {}", site.place);
                seen[which][0] += 1;
            } else if ride_s > limit_s + 60.0 {
                assert!(!is_in, "{ride_s} s, {limit_s} s: {}", site.place);
                seen[which][1] += 1;
            }
        }
    }
    assert!(seen[1][0] > 3 && seen[0][1] > 3, "{seen:?}");
}
