//! Places that cannot be reached from each other.

use super::{Api, location, number, same, streets, text};
use crate::support::{
    ground::place,
    osm::Member,
    town::{from_ascii, node_id},
};
use musette::{config::OsrmLimits, geo::haversine_m};
use serde_json::json;

const PLACES: [[f64; 2]; 3] = [[50.0, 0.0], [300.0, -150.0], [550.0, 0.0]];

/// Nobody may turn into the street down from B, but out of it.
fn api() -> Api {
    let osm = from_ascii("A--B--C\n   |\n   D", 100.0);
    let via = [Member::Node(node_id('B'))];
    let osm = osm.restrict(&[("restriction", "no_right_turn")], 1, &via, 3);
    let osm = osm.restrict(&[("restriction", "no_left_turn")], 2, &via, 3);
    Api::on(streets(&osm), OsrmLimits::default())
}

#[tokio::test]
async fn there_is_no_way_to_them_and_no_round() {
    let (api, [a, d, c]) = (api(), PLACES.map(place));
    let no_route = ("NoRoute".to_owned(), "Impossible route between points".to_owned());
    assert_eq!(api.refused(&format!("/route/v1/bike/{a};{d}")).await, no_route);
    assert_eq!(api.refused(&format!("/route/v1/bike/{a};{c};{d}")).await, no_route);
    let way = api.ok(&format!("/route/v1/bike/{d};{a}")).await;
    assert!(same(location(&way["waypoints"][0]["location"]), place(PLACES[1])));
    let message = "No trip visiting all destinations possible.".to_owned();
    let no_trips = ("NoTrips".to_owned(), message);
    assert_eq!(api.refused(&format!("/trip/v1/bike/{a};{d};{c}")).await, no_trips);
    api.ok(&format!("/trip/v1/bike/{a};{c}")).await;
}

#[tokio::test]
async fn cells_without_a_way_are_null_or_guessed() {
    let (api, places) = (api(), text(&PLACES.map(place)));
    let path = format!("/table/v1/bike/{places}?annotations=duration,distance");
    let table = api.ok(&path).await;
    assert_eq!(table.get("fallback_speed_cells"), None);
    for from in 0..3 {
        for to in 0..3 {
            let is_apart = to == 1 && from != 1;
            for key in ["durations", "distances"] {
                assert_eq!(table[key][from][to].is_null(), is_apart, "{table}");
            }
        }
    }
    let guessed = api.ok(&format!("{path}&fallback_speed=5&fallback_coordinate=snapped")).await;
    assert_eq!(guessed["fallback_speed_cells"], json!([[0, 1], [2, 1]]));
    assert_eq!(guessed["durations"][1], table["durations"][1]);
    let places: Vec<_> = PLACES.into_iter().map(place).collect();
    for from in [0, 2] {
        let line = haversine_m(places[from], places[1]);
        let cell = |key: &str| -> f64 { number(&guessed[key][from][1]) };
        assert!((cell("distances") - line).abs() < 0.2, "{line} {guessed}");
        assert!((cell("durations") - line / 5.0).abs() < 0.1, "{line} {guessed}");
    }
}
