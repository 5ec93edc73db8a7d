//! `table`: against the matrix, cell by cell.

use super::{Api, MAP, location, number, places, streets, text};
use crate::support::{ground::place, town::from_ascii};
use musette::{
    config::OsrmLimits, geo::haversine_m, graph::Snap, matrix::many_to_many, units::LonLat,
};
use serde_json::{Value, json};

#[tokio::test]
async fn a_table_is_the_matrix() {
    let api = Api::city();
    let places = places(12);
    let path = format!("/table/v1/bike/{}?annotations=duration,distance", text(&places));
    let table = api.ok(&path).await;
    let class = MAP.class("bike").unwrap();
    let snaps: Vec<Option<Snap>> = places.iter().map(|place| class.snap(*place, 1e6)).collect();
    let matrix = many_to_many(&class, &snaps, &snaps);
    for from in 0..places.len() {
        for to in 0..places.len() {
            let duration = number(&table["durations"][from][to]);
            let distance = number(&table["distances"][from][to]);
            let time = f64::from(matrix.time(from, to).unwrap().as_u32());
            let metres = f64::from(matrix.distance(from, to).unwrap().as_u32());
            assert!((time - 1.0..=time + 0.05).contains(&duration), "{duration} {time}");
            assert!((distance - metres).abs() <= 0.5, "{distance} {metres}");
        }
    }
    assert_eq!(table["sources"], table["destinations"]);
    assert_eq!(table["sources"].as_array().unwrap().len(), places.len());
    for (told, place) in table["sources"].as_array().unwrap().iter().zip(&places) {
        let apart = haversine_m(location(&told["location"]), *place);
        assert!((apart - number(&told["distance"])).abs() < 0.2);
    }
}

#[tokio::test]
async fn cells_are_those_of_routes() {
    let api = Api::city();
    let places = places(4);
    let path = format!("/table/v1/cargo/{}?annotations=distance,duration", text(&places));
    let table = api.ok(&path).await;
    for from in 0..4 {
        for to in 0..4 {
            let pair = text(&[places[from], places[to]]);
            // The first is only a cost, the second a path.
            for shown in ["overview=false", "overview=full&steps=true"] {
                let route = api.ok(&format!("/route/v1/cargo/{pair}?{shown}")).await;
                let route = &route["routes"][0];
                for told in [route, &route["legs"][0]] {
                    assert_eq!(told["duration"], table["durations"][from][to], "{shown}");
                    assert_eq!(told["weight"], table["durations"][from][to], "{shown}");
                    assert_eq!(told["distance"], table["distances"][from][to], "{shown}");
                }
            }
        }
    }
}

#[tokio::test]
async fn rows_and_columns_are_those_asked_for() {
    let api = Api::city();
    let path = format!("/table/v1/bike/{}", text(&places(5)));
    let all = api.ok(&path).await;
    assert!(all.get("distances").is_none());
    let some = api.ok(&format!("{path}?sources=3;0;3&destinations=1;4")).await;
    for (row, from) in [3, 0, 3].into_iter().enumerate() {
        for (column, to) in [1, 4].into_iter().enumerate() {
            assert_eq!(some["durations"][row][column], all["durations"][from][to]);
        }
    }
    assert_eq!(some["sources"].as_array().unwrap().len(), 3);
    assert_eq!(some["destinations"][1], all["destinations"][4]);
    assert_eq!(api.ok(&format!("{path}?sources=all&destinations=all")).await, all);
    let quiet = api.ok(&format!("{path}?skip_waypoints=true&annotations=distance")).await;
    let keys: Vec<&String> = quiet.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["code", "distances"]);
}

#[tokio::test]
async fn durations_are_scaled() {
    let api = Api::city();
    let path = format!("/table/v1/bike/{}?annotations=duration,distance", text(&places(3)));
    let plain = api.ok(&path).await;
    let double = api.ok(&format!("{path}&scale_factor=2.5")).await;
    assert_eq!(plain["distances"], double["distances"]);
    for from in 0..3 {
        for to in 0..3 {
            let (a, b) = (&plain["durations"][from][to], &double["durations"][from][to]);
            assert!((2.5 * number(a) - number(b)).abs() < 0.2);
        }
    }
}

/// Where there is always a way, nothing is guessed; what is, is in the unit tests of `table`.
#[tokio::test]
async fn a_fallback_speed_guesses_only_cells_without_a_way() {
    let api = Api::city();
    let path = format!("/table/v1/bike/{}", text(&places(3)));
    let plain = api.ok(&path).await;
    for option in ["fallback_speed=4", "fallback_speed=4&fallback_coordinate=snapped"] {
        let mut table = api.ok(&format!("{path}?{option}")).await;
        let cells = table.as_object_mut().unwrap().remove("fallback_speed_cells").unwrap();
        assert_eq!((cells, table), (json!([]), plain.clone()));
    }
    let other = api.ok(&format!("{path}?fallback_coordinate=input")).await;
    assert_eq!(other, plain);
}

#[tokio::test]
async fn one_way_streets_make_a_table_lopsided() {
    let town = from_ascii("A->-B\n|   |\nC---D", 100.0);
    let api = Api::on(streets(&town), OsrmLimits::default());
    let places: Vec<LonLat> = [[50.0, 0.0], [350.0, 0.0]].into_iter().map(place).collect();
    let table = api.ok(&format!("/table/v1/bike/{}?annotations=distance", text(&places))).await;
    let cell = |from: usize, to: usize| number(&table["distances"][from][to]);
    assert!((cell(0, 1) - 300.0).abs() < 1.0, "{table}");
    assert!((cell(1, 0) - 900.0).abs() < 2.0, "{table}");
    assert_eq!(table["distances"][0][0], Value::from(0));
}
