//! `nearest`, and how places are snapped.

use super::{Api, location, number, places, same, text};
use musette::geo::haversine_m;
use serde_json::Value;

#[tokio::test]
async fn the_nearest_streets_come_first() {
    let api = Api::city();
    let place = places(1)[0];
    let found = api.ok(&format!("/nearest/v1/bike/{place}?number=5")).await;
    let found = found["waypoints"].as_array().unwrap();
    assert_eq!(found.len(), 5);
    let mut before = 0.0;
    for waypoint in found {
        let distance = number(&waypoint["distance"]);
        let apart = haversine_m(place, location(&waypoint["location"]));
        assert!((distance - apart).abs() < 0.2, "{waypoint}");
        assert!(distance >= before - 0.1, "{found:?}");
        before = distance;
        assert!(waypoint["name"].is_string() && waypoint["hint"].is_string());
    }
    let one = api.ok(&format!("/nearest/v1/bike/{place}.json")).await;
    assert_eq!(one["waypoints"], Value::from(vec![found[0].clone()]));
}

#[tokio::test]
async fn several_places_have_lists_of_their_own() {
    let api = Api::city();
    let places = places(2);
    let found = api.ok(&format!("/nearest/v1/bike/{}?number=2", text(&places))).await;
    for (place, found) in places.iter().zip(found["waypoints"].as_array().unwrap()) {
        let alone = api.ok(&format!("/nearest/v1/bike/{place}?number=2")).await;
        assert_eq!(*found, alone["waypoints"]);
    }
    let nothing = api.ok(&format!("/nearest/v1/bike/{}?skip_waypoints=true", places[0])).await;
    assert_eq!(nothing.as_object().unwrap().len(), 1);
}

#[tokio::test]
async fn a_radius_is_the_limit() {
    let api = Api::city();
    let place = places(1)[0];
    let found = api.ok(&format!("/nearest/v1/bike/{place}")).await;
    let distance = number(&found["waypoints"][0]["distance"]);
    let path = |radius: f64| format!("/nearest/v1/bike/{place}?radiuses={radius:.1}");
    api.ok(&path(distance + 1.0)).await;
    assert_eq!(api.refused(&path(distance - 1.0)).await.0, "NoSegment");
    for unlimited in ["unlimited", "", "-1"] {
        let path = format!("/nearest/v1/bike/{place}?radiuses={unlimited}");
        assert_eq!(api.ok(&path).await, found);
    }
}

#[tokio::test]
async fn a_hint_stands_for_the_place_it_was_made_for() {
    let api = Api::city();
    let places = places(2);
    let path = format!("/route/v1/bike/{}?overview=false", text(&places));
    let first = api.ok(&path).await;
    let hints: Vec<&str> =
        (0..2).map(|index| first["waypoints"][index]["hint"].as_str().unwrap()).collect();
    let hinted =
        |places: &str, hints: &str| format!("/route/v1/bike/{places}?overview=false&hints={hints}");
    assert_eq!(api.ok(&hinted(&text(&places), &hints.join(";"))).await, first);
    // leaflet-routing-machine sends those it has, and nothing for the others.
    assert_eq!(api.ok(&hinted(&text(&places), &format!("{};", hints[0]))).await, first);
    assert_eq!(api.ok(&hinted(&text(&places), ";")).await, first);
    // A place that was moved, another server's hint, and a slip of the keys.
    let swapped = api.ok(&hinted(&text(&[places[1], places[0]]), &hints.join(";"))).await;
    assert!(same(
        location(&swapped["waypoints"][0]["location"]),
        location(&first["waypoints"][1]["location"])
    ));
    let foreign = "A".repeat(112);
    assert_eq!(api.ok(&hinted(&text(&places), &format!("{foreign};"))).await, first);
    let mut broken = hints[0].to_owned();
    broken.replace_range(8..9, if &broken[8..9] == "A" { "B" } else { "A" });
    assert_eq!(api.ok(&hinted(&text(&places), &format!("{broken};"))).await, first);
    let without = api.ok(&format!("{path}&generate_hints=false")).await;
    assert!(without["waypoints"][0].get("hint").is_none());
    // A hint is believed: no street is looked for, whatever the radius.
    let path = format!("{}&radiuses=0;0", hinted(&text(&places), &hints.join(";")));
    assert_eq!(api.ok(&path).await, first);
}

#[tokio::test]
async fn a_hint_of_a_street_that_others_may_not_use_is_passed_over() {
    let api = Api::city();
    for place in places(12) {
        let found = api.ok(&format!("/nearest/v1/bike/{place}?number=8")).await;
        for waypoint in found["waypoints"].as_array().unwrap() {
            let hint = waypoint["hint"].as_str().unwrap();
            let path = format!("/table/v1/trailer/{place};{place}?hints={hint};");
            let trailer = api.ok(&path).await;
            assert_eq!(trailer["durations"][1][1], 0, "{trailer}");
        }
    }
}
