//! `route`: lines, legs, annotations, and the options that change the way.

use super::{Api, MAP, line, location, number, places, same, streets, text};
use crate::support::{ground::place, town::from_ascii};
use musette::{config::OsrmLimits, geo::haversine_m, routing::Search, units::LonLat};
use serde_json::Value;

fn sum(values: &Value) -> f64 {
    values.as_array().unwrap().iter().map(number).sum()
}

#[tokio::test]
async fn a_route_is_the_fastest_path() {
    let api = Api::city();
    let places = places(3);
    let path = format!("/route/v1/cargo/{}?overview=full&geometries=geojson", text(&places));
    let answer = api.ok(&path).await;
    let route = &answer["routes"][0];
    let class = MAP.class("cargo").unwrap();
    let mut search = Search::new(&class);
    let snaps: Vec<_> = places.iter().map(|place| class.snap(*place, 1e6).unwrap()).collect();
    let legs = route["legs"].as_array().unwrap();
    assert_eq!(legs.len(), 2);
    for (leg, pair) in legs.iter().zip(snaps.windows(2)) {
        let cost = search.costs(&pair[0], &pair[1..])[0].unwrap();
        assert!((number(&leg["duration"]) - f64::from(cost.time_ms()) / 1000.0).abs() < 0.051);
        assert!((number(&leg["distance"]) - f64::from(cost.length_cm()) / 100.0).abs() < 0.051);
        assert_eq!(leg["weight"], leg["duration"]);
        assert_eq!(leg["steps"], Value::Array(vec![]));
        assert_eq!(leg["summary"], "");
    }
    for key in ["duration", "distance", "weight"] {
        let legs: f64 = legs.iter().map(|leg| number(&leg[key])).sum();
        assert!((number(&route[key]) - legs).abs() < 0.11, "{key}: {route}");
    }
    assert_eq!(route["weight_name"], "duration");
    let points = line(&route["geometry"], 0);
    for (index, end) in [(0, points[0]), (2, points[points.len() - 1])] {
        assert!(same(end, location(&answer["waypoints"][index]["location"])));
    }
    let length: f64 = points.windows(2).map(|pair| haversine_m(pair[0], pair[1])).sum();
    assert!((length - number(&route["distance"])).abs() < 0.01 * length, "{length}");
}

#[tokio::test]
async fn any_profile_is_a_class_of_the_map() {
    let api = Api::city();
    let places = text(&places(2));
    let bike = api.ok(&format!("/route/v1/bike/{places}")).await;
    for name in ["bicycle", "cycling", "driving", "car", "v1"] {
        assert_eq!(api.ok(&format!("/route/v1/{name}/{places}")).await, bike, "{name}");
    }
    let trailer = api.ok(&format!("/route/v1/trailer/{places}")).await;
    assert_ne!(trailer["routes"][0]["duration"], bike["routes"][0]["duration"]);
}

#[tokio::test]
async fn lines_are_written_in_three_ways() {
    let api = Api::city();
    let path = format!("/route/v1/bike/{}?overview=full&steps=true", text(&places(2)));
    let geojson = api.ok(&format!("{path}&geometries=geojson")).await;
    let points = |answer: &Value, precision| line(&answer["routes"][0]["geometry"], precision);
    let expected = points(&geojson, 0);
    for (name, precision, off_m) in
        [("", 5, 1.0), ("&geometries=polyline", 5, 1.0), ("&geometries=polyline6", 6, 0.2)]
    {
        let answer = api.ok(&format!("{path}{name}")).await;
        let found = points(&answer, precision);
        assert_eq!(found.len(), expected.len());
        let far = |(a, b): (&LonLat, &LonLat)| haversine_m(*a, *b) > off_m;
        assert!(!found.iter().zip(&expected).any(far), "{name}");
        assert!(answer["routes"][0]["legs"][0]["steps"][0]["geometry"].is_string());
    }
    let simple = points(&api.ok(&path.replace("full", "simplified")).await, 5);
    assert!(simple.len() < expected.len() && simple.len() >= 2);
    assert!(haversine_m(simple[0], expected[0]) < 1.0);
    let none = api.ok(&path.replace("full", "false")).await;
    assert!(none["routes"][0].get("geometry").is_none());
    let default = api.ok(&path.replace("overview=full&", "")).await;
    assert_eq!(points(&default, 5), simple);
}

#[tokio::test]
async fn places_may_be_a_polyline() {
    let api = Api::city();
    let places = places(2);
    for (name, precision) in [("polyline", 5), ("polyline6", 6)] {
        let coordinates = places.iter().map(|place| (place.lon(), place.lat()).into());
        let line = polyline::encode_coordinates(coordinates, precision).unwrap();
        let line: Vec<String> = line.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let line = line.concat();
        let answer = api.ok(&format!("/route/v1/bike/{name}({line})?overview=false")).await;
        let plain = api.ok(&format!("/route/v1/bike/{}?overview=false", text(&places))).await;
        let duration = |answer: &Value| number(&answer["routes"][0]["duration"]);
        assert!((duration(&answer) - duration(&plain)).abs() < 1.0);
    }
}

#[tokio::test]
async fn annotations_add_up() {
    let api = Api::city();
    let path = format!("/route/v1/bike/{}?overview=full&annotations", text(&places(2)));
    let answer = api.ok(&format!("{path}=true")).await;
    let route = &answer["routes"][0];
    let annotation = &route["legs"][0]["annotation"];
    let segments = line(&route["geometry"], 5).len() - 1;
    for key in ["duration", "distance", "speed", "weight", "datasources"] {
        assert_eq!(annotation[key].as_array().unwrap().len(), segments, "{key}");
    }
    let rounding = 0.05 * segments as f64;
    assert!((sum(&annotation["distance"]) - number(&route["distance"])).abs() <= rounding);
    assert!((sum(&annotation["duration"]) - number(&route["duration"])).abs() <= rounding);
    assert_eq!(annotation["metadata"]["datasource_names"].as_array().unwrap().len(), 1);
    let some = api.ok(&format!("{path}=distance,speed")).await;
    let keys: Vec<_> =
        some["routes"][0]["legs"][0]["annotation"].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["distance", "speed"]);
    let none = api.ok(&format!("{path}=false")).await;
    assert!(none["routes"][0]["legs"][0].get("annotation").is_none());
}

#[tokio::test]
async fn silent_places_join_legs() {
    let api = Api::city();
    let places = text(&places(4));
    let all = api.ok(&format!("/route/v1/bike/{places}?overview=full&steps=true")).await;
    let path = format!("/route/v1/bike/{places}?overview=full&steps=true&waypoints=0;2;3");
    let some = api.ok(&path).await;
    assert_eq!(all["routes"][0]["legs"].as_array().unwrap().len(), 3);
    let legs = some["routes"][0]["legs"].as_array().unwrap();
    assert_eq!(legs.len(), 2);
    let arrivals = |leg: &Value| {
        let steps = leg["steps"].as_array().unwrap();
        steps.iter().filter(|step| step["maneuver"]["type"] == "arrive").count()
    };
    assert_eq!(arrivals(&legs[0]), 1);
    for key in ["duration", "distance", "geometry"] {
        assert_eq!(some["routes"][0][key], all["routes"][0][key], "{key}");
    }
    assert_eq!(some["waypoints"], all["waypoints"], "as OSRM does");
    let quiet = api.ok(&format!("/route/v1/bike/{places}?skip_waypoints=true")).await;
    assert!(quiet.get("waypoints").is_none());
    let wishes = api.ok(&format!("/route/v1/bike/{places}?alternatives=true")).await;
    assert_eq!(wishes["routes"].as_array().unwrap().len(), 1);
    api.ok(&format!("/route/v1/bike/{places}?alternatives=3&snapping=any")).await;
}

/// A ring of streets; `B` is on its northern side, in the middle.
fn ring() -> Api {
    let town = from_ascii("A----B----C\n|         |\nD---------E", 50.0);
    Api::on(streets(&town), OsrmLimits::default())
}

fn at(east: f64, north: f64) -> LonLat {
    place([east, north])
}

#[tokio::test]
async fn who_must_go_straight_on_does_not_turn_round() {
    let api = ring();
    let places = text(&[at(50.0, 0.0), at(150.0, 0.0), at(50.0, 0.0)]);
    let distance = async |option: &str| {
        let path = format!("/route/v1/bike/{places}?overview=false&continue_straight={option}");
        number(&api.ok(&path).await["routes"][0]["legs"][1]["distance"])
    };
    assert!((distance("default").await - 100.0).abs() < 1.0);
    assert!((distance("false").await - 100.0).abs() < 1.0);
    // Around the ring, or back from the next junction.
    assert!(distance("true").await > 250.0);
}

/// All choices of one of two for each of some places.
fn choices(places: u32) -> impl Iterator<Item = Vec<usize>> {
    (0..1_usize << places).map(move |bits| (0..places).map(|place| bits >> place & 1).collect())
}

#[tokio::test]
async fn straight_on_is_the_best_of_all_ways_to_pass_the_places() {
    let api = Api::city();
    let shops = places(11);
    for stops in shops.windows(4) {
        let path = format!("/route/v1/bike/{}?overview=false", text(stops));
        let seconds = |answer: &Value| number(&answer["routes"][0]["duration"]);
        let straight = seconds(&api.ok(&format!("{path}&continue_straight=true")).await);
        // Any street leads in just one direction of each half of the compass.
        let halves = ["37,90", "217,90"];
        let mut best = f64::INFINITY;
        for choice in choices(4) {
            let bearings: Vec<&str> = choice.iter().map(|half| halves[*half]).collect();
            let answer = api.ask("GET", &format!("{path}&bearings={}", bearings.join(";"))).await;
            // A one-way street leads in one.
            let same_streets = answer.status == 200 && {
                let answer = answer.json();
                let near = |it: &Value| number(&it["distance"]);
                let free = api.ok(&path).await;
                let [found, free] = [answer, free].map(|it| it["waypoints"].clone());
                (0..4).all(|place| (near(&found[place]) - near(&free[place])).abs() < 0.01)
            };
            if same_streets {
                best = best.min(seconds(&answer.json()));
            }
        }
        assert!((straight - best).abs() < 0.05, "{straight} {best} {path}");
    }
}

#[tokio::test]
async fn a_bearing_says_which_way_one_rides() {
    let api = ring();
    let places = text(&[at(100.0, 0.0), at(150.0, 0.0)]);
    let distance = async |bearing: &str| {
        let path = format!("/route/v1/bike/{places}?overview=false&bearings={bearing};");
        number(&api.ok(&path).await["routes"][0]["distance"])
    };
    assert!((distance("90,20").await - 50.0).abs() < 1.0);
    assert!(distance("270,20").await > 200.0);
    assert!((distance("0,180").await - 50.0).abs() < 1.0);
    // Nothing leads north there: the nearest street that does is at an end of the ring.
    let path = format!("/route/v1/bike/{places}?radiuses=20;&bearings=0,10;");
    assert_eq!(api.refused(&path).await.0, "NoSegment");
}

#[tokio::test]
async fn who_wants_to_stop_at_the_kerb_comes_by_on_that_side() {
    let api = ring();
    // North of the northern street, so on the left of who rides east.
    let places = text(&[at(50.0, 0.0), at(150.0, 8.0)]);
    let distance = async |side: &str| {
        let path = format!("/route/v1/bike/{places}?overview=false&approaches=;{side}");
        number(&api.ok(&path).await["routes"][0]["distance"])
    };
    assert!((distance("unrestricted").await - 100.0).abs() < 1.0);
    assert!((distance("opposite").await - 100.0).abs() < 1.0);
    assert!(distance("curb").await > 250.0);
}

#[tokio::test]
async fn from_a_place_to_itself_is_no_way() {
    let api = Api::city();
    let place = places(1)[0];
    let path = format!("/route/v1/bike/{place};{place}?steps=true&annotations=true&overview=full");
    let answer = api.ok(&path).await;
    let route = &answer["routes"][0];
    assert_eq!((number(&route["distance"]), number(&route["duration"])), (0.0, 0.0));
    assert_eq!(route["legs"][0]["steps"].as_array().unwrap().len(), 2);
    assert_eq!(line(&route["geometry"], 5).len(), 2);
}
