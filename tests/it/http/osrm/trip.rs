//! `trip`: all combinations of its ends.

use super::{Api, line, location, number, places, same, text};
use serde_json::Value;

/// The places of an answer in the order of the trip.
fn order(answer: &Value) -> Vec<usize> {
    let waypoints = answer["waypoints"].as_array().unwrap();
    let mut order = vec![usize::MAX; waypoints.len()];
    for (place, waypoint) in waypoints.iter().enumerate() {
        assert_eq!(waypoint["trips_index"], 0);
        order[usize::try_from(waypoint["waypoint_index"].as_u64().unwrap()).unwrap()] = place;
    }
    order
}

#[tokio::test]
async fn a_trip_is_a_best_order_of_its_table() {
    let api = Api::city();
    let places = places(5);
    let table = api.ok(&format!("/table/v1/bike/{}", text(&places))).await;
    let cell = |from: usize, to: usize| number(&table["durations"][from][to]);
    let length = |order: &[usize]| {
        let legs: f64 = order.windows(2).map(|pair| cell(pair[0], pair[1])).sum();
        legs + cell(order[order.len() - 1], order[0])
    };
    let trip = api.ok(&format!("/trip/v1/bike/{}?overview=false", text(&places))).await;
    let found = order(&trip);
    assert_eq!(found[0], 0);
    let duration = number(&trip["trips"][0]["duration"]);
    assert!((duration - length(&found)).abs() < 0.5);
    for a in 1..5 {
        for b in (1..5).filter(|b| *b != a) {
            for c in (1..5).filter(|c| *c != a && *c != b) {
                let other = [0, a, b, c, 10 - a - b - c];
                assert!(duration <= length(&other) + 0.5, "{other:?} is shorter than {found:?}");
            }
        }
    }
}

#[tokio::test]
async fn ends_are_where_they_were_asked_for() {
    let api = Api::city();
    for count in [2, 5, 13] {
        let path = format!("/trip/v1/bike/{}?overview=false", text(&places(count)));
        for (round, source, destination) in [
            (true, "any", "any"),
            (true, "first", "any"),
            (true, "any", "last"),
            (true, "first", "last"),
            (false, "first", "any"),
            (false, "any", "last"),
            (false, "first", "last"),
        ] {
            let options = format!("&roundtrip={round}&source={source}&destination={destination}");
            let trip = api.ok(&format!("{path}{options}")).await;
            let order = order(&trip);
            let mut sorted = order.clone();
            sorted.sort_unstable();
            assert!(sorted.into_iter().eq(0..count), "{options}: {order:?}");
            assert!(source == "any" || order[0] == 0, "{options}: {order:?}");
            assert!(destination == "any" || order[count - 1] == count - 1, "{options}: {order:?}");
            let legs = trip["trips"][0]["legs"].as_array().unwrap().len();
            assert_eq!(legs, if round { count } else { count - 1 }, "{options}");
        }
        let loose = api.refused(&format!("{path}&roundtrip=false")).await;
        assert_eq!(loose.0, "NotImplemented");
    }
}

#[tokio::test]
async fn a_round_trip_comes_back_to_its_start() {
    let api = Api::city();
    let path = format!("/trip/v1/bike/{}?overview=full&steps=true", text(&places(4)));
    let trip = api.ok(&path).await;
    let points = line(&trip["trips"][0]["geometry"], 6);
    let five = line(&trip["trips"][0]["geometry"], 5);
    assert_eq!(points.len(), five.len());
    let start = location(&trip["waypoints"][0]["location"]);
    assert!(musette::geo::haversine_m(five[0], start) < 1.0);
    assert!(same(five[0], five[five.len() - 1]));
    for leg in trip["trips"][0]["legs"].as_array().unwrap() {
        assert!(leg["steps"].as_array().unwrap().len() > 1);
    }
    let quiet = api.ok(&format!("{path}&skip_waypoints=true")).await;
    assert!(quiet.get("waypoints").is_none());
    let one = api.ok(&format!("{path}&waypoints=0;1")).await;
    assert_eq!(one, trip, "OSRM reads it, and tells all the same");
}
