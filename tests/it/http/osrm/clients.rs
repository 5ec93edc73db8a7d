//! The requests of programs that expect an OSRM, letter by letter, and what they read of the answers.

use super::{Api, line, location, number, places, text};
use serde_json::Value;

/// VROOM 1.15, `osrm_routed_wrapper`: a table for its matrix.
#[tokio::test]
async fn vroom_gets_its_matrix() {
    let api = Api::city();
    let places = places(6);
    let radiuses = ["35000"; 6].join(";");
    let path = format!(
        "/table/v1/car/{}?annotations=duration,distance&radiuses={radiuses}",
        text(&places)
    );
    let answer = api.ok(&path).await;
    for table in ["durations", "distances"] {
        let rows = answer[table].as_array().unwrap();
        assert_eq!(rows.len(), 6);
        for row in rows {
            let row = row.as_array().unwrap();
            assert!(row.len() == 6 && row.iter().all(|cell| cell.is_number() || cell.is_null()));
        }
    }
    // It finds the number of the place in this very message.
    let path = "/table/v1/car/1.7,48.2;40,0?annotations=duration,distance&radiuses=35000;35000";
    let (code, message) = api.refused(path).await;
    assert_eq!(code, "NoSegment");
    assert_eq!(message, "Could not find a matching segment for coordinate 1");
}

/// VROOM with `-g`: the line and the legs of each route.
#[tokio::test]
async fn vroom_gets_its_lines() {
    let api = Api::city();
    let places = places(4);
    let path = format!(
        "/route/v1/car/{}?alternatives=false&steps=false&overview=full&continue_straight=false",
        text(&places)
    );
    let answer = api.ok(&path).await;
    let route = &answer["routes"][0];
    assert_eq!(route["legs"].as_array().unwrap().len(), 3);
    for leg in route["legs"].as_array().unwrap() {
        assert!(leg["distance"].is_number() && leg["duration"].is_number());
    }
    assert!(line(&route["geometry"], 5).len() > 2);
}

/// `CoopCycle`'s `RoutingInterface`: distance, duration, line; distances from one place to others; a
/// trip.
#[tokio::test]
async fn coopcycle_gets_its_ways() {
    let api = Api::city();
    let places = places(4);
    let route = api.ok(&format!("/route/v1/bicycle/{}?overview=full", text(&places))).await;
    let route = &route["routes"][0];
    assert!(number(&route["distance"]) > 0.0 && number(&route["duration"]) > 0.0);
    assert!(line(&route["geometry"], 5).len() > 2);
    let path = format!(
        "/table/v1/bicycle/{}?sources=0&destinations=1;2;3&annotations=distance",
        text(&places)
    );
    let table = api.ok(&path).await;
    assert_eq!(table["distances"][0].as_array().unwrap().len(), 3);
    let trip = api.ok(&format!("/trip/v1/bicycle/{}", text(&places))).await;
    for waypoint in trip["waypoints"].as_array().unwrap() {
        assert!(waypoint["waypoint_index"].is_u64());
    }
}

/// leaflet-routing-machine 3.2: first with empty hints, then, when a place was dragged, with those it
/// was given.
#[tokio::test]
async fn leaflet_gets_instructions() {
    let api = Api::city();
    let places = places(3);
    let ask = |hints: &str| {
        let options = "overview=false&alternatives=true&steps=true";
        format!("/route/v1/driving/{}?{options}&hints={hints}", text(&places))
    };
    let answer = api.ok(&ask(";;")).await;
    let waypoints = answer["waypoints"].as_array().unwrap();
    let hints: Vec<&str> =
        waypoints.iter().map(|waypoint| waypoint["hint"].as_str().unwrap()).collect();
    for waypoint in waypoints {
        location(&waypoint["location"]);
    }
    assert_eq!(api.ok(&ask(&format!("{};;{}", hints[0], hints[2]))).await, answer);
    for leg in answer["routes"][0]["legs"].as_array().unwrap() {
        assert!(leg["summary"].is_string());
        for step in leg["steps"].as_array().unwrap() {
            assert!(line(&step["geometry"], 5).len() > 1);
            assert!(step["name"].is_string() && step["mode"].is_string());
            assert!(step["maneuver"]["bearing_after"].is_u64());
            assert_ne!(step["maneuver"]["type"], Value::Null);
        }
    }
}

/// routingpy 1.3: `OSRM.directions` and `OSRM.matrix`.
#[tokio::test]
async fn routingpy_gets_both() {
    let api = Api::city();
    let places = places(3);
    let path = format!(
        "/route/v1/bike/{}?radiuses=350;350;350&bearings=50,180;50,180;50,180&alternatives=true&\
         steps=true&continue_straight=false&annotations=true&geometries=geojson&overview=simplified",
        text(&places)
    );
    let answer = api.ok(&path).await;
    assert_eq!(answer["routes"][0]["geometry"]["type"], "LineString");
    let path = format!(
        "/table/v1/bike/{}?sources=0;1&destinations=2&annotations=duration,distance&\
         fallback_speed=42",
        text(&places)
    );
    let table = api.ok(&path).await;
    assert_eq!(table["durations"].as_array().unwrap().len(), 2);
}
