//! `nearest`, and how places are snapped.

use super::{Api, MAP, location, number, places, same, streets, text};
use crate::support::{
    ground::place,
    osm::{OsmData, OsmNode},
    town::{Town, node_id},
};
use musette::{
    app::{
        roads::{Effort, RoadService, Roads},
        service::Cpu,
    },
    config::OsrmLimits,
    geo::haversine_m,
};
use serde_json::Value;
use std::{
    future::poll_fn,
    pin::pin,
    sync::Arc,
    task::Poll,
    thread,
    time::{Duration, Instant},
};
use tokio::sync::oneshot;

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

/// From A to B zigzags a street of 1,200 pieces to the east, from B to C one leads north.
fn long_street() -> OsmData {
    let mut osm = Town::draw("C\n|\nB", 100.0).osm;
    let corner = |number: i64| {
        let sideways = if number % 2 == 0 { 1.0 } else { -1.0 };
        OsmNode {
            id: 1_000 + number,
            place: place([-5.0 * number as f64, -200.0 + sideways]),
            tags: Vec::new(),
        }
    };
    osm.nodes.extend((1..=1_200).map(corner));
    let mut street = osm.ways[0].clone();
    street.id = 100;
    street.nodes = std::iter::once(node_id('B')).chain((1..=1_200).map(|it| 1_000 + it)).collect();
    osm.ways.push(street);
    osm
}

#[tokio::test]
async fn not_the_whole_map_is_searched_for_a_street_as_asked_for() {
    let api = Api::on(streets(&long_street()), OsrmLimits::default());
    let [near, far] = [[-100.0, -200.0], [-5_500.0, -200.0]].map(place);
    let north = "?bearings=0,20";
    api.ok(&format!("/nearest/v1/bike/{near}{north}")).await;
    api.ok(&format!("/nearest/v1/bike/{far}")).await;
    api.ok(&format!("/nearest/v1/bike/{far}?bearings=90,40")).await;
    let refused = api.refused(&format!("/nearest/v1/bike/{far}{north}")).await;
    assert_eq!(refused.0, "NoSegment");
}

#[tokio::test]
async fn work_can_tell_that_nobody_waits_for_it() {
    let service = RoadService::alone(Arc::clone(&MAP), Cpu::new(1), OsrmLimits::default());
    let (begun, begins) = oneshot::channel();
    let (ended, ends) = oneshot::channel();
    let work = move |roads: &Roads<'_>| {
        begun.send(roads.is_awaited()).unwrap();
        let start = Instant::now();
        while roads.is_awaited() && start.elapsed() < Duration::from_secs(30) {
            thread::sleep(Duration::from_millis(1));
        }
        ended.send(roads.is_awaited()).unwrap();
    };
    let asked = tokio::spawn(async move { service.run("bike", Effort::Long, work).await });
    assert!(begins.await.unwrap());
    asked.abort();
    assert!(!ends.await.unwrap());
}

#[tokio::test]
async fn short_work_is_done_where_it_is_asked_if_there_is_a_turn() {
    let router = Arc::new(streets(&long_street()));
    let service = RoadService::alone(Arc::clone(&router), Cpu::new(1), OsrmLimits::default());
    let run = async |effort| service.run("bike", effort, |_| thread::current().id()).await.unwrap();
    let here = thread::current().id();
    assert_ne!(run(Effort::Short).await, here, "the class has to be made first");
    assert_eq!(run(Effort::Short).await, here);
    assert_ne!(run(Effort::Long).await, here);
    // Another has the only turn.
    let (begun, begins) = oneshot::channel();
    let (end, ends) = std::sync::mpsc::channel::<()>();
    let other = service.clone();
    let work = move |_: &Roads<'_>| {
        begun.send(()).unwrap();
        ends.recv().unwrap();
    };
    let other = tokio::spawn(async move { other.run("bike", Effort::Long, work).await });
    begins.await.unwrap();
    let mut waits = pin!(run(Effort::Short));
    let has_no_turn =
        poll_fn(|context| Poll::Ready(waits.as_mut().poll(context).is_pending())).await;
    assert!(has_no_turn);
    end.send(()).unwrap();
    assert_ne!(waits.await, here);
    other.await.unwrap().unwrap();
    // Who breaks off does not keep the turn.
    let broken = service.clone();
    let work = |_: &Roads<'_>| panic!("short work breaks");
    let broken = tokio::spawn(async move { broken.run("bike", Effort::Short, work).await });
    assert!(broken.await.unwrap_err().is_panic());
    assert_eq!(run(Effort::Short).await, here);
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
    // A trailer is wider than the gap in the street to the east.
    let town = Town::draw("A---B---C", 100.0).tag("B-C", "maxwidth:physical", "0.8");
    let api = Api::on(streets(&town.osm), OsrmLimits::default());
    let start = |waypoint: &Value| location(&waypoint["sources"][0]["location"]);
    for (from, is_open) in [([600.0, 5.0], false), ([300.0, 5.0], true)] {
        let places = text(&[place(from), place([100.0, 0.0])]);
        let asked = async |profile: &str, hint: &str| {
            api.ok(&format!("/table/v1/{profile}/{places}?radiuses=500;500&hints={hint};")).await
        };
        let bike = asked("bike", "").await;
        let hint = bike["sources"][0]["hint"].as_str().unwrap();
        let trailer = asked("trailer", "").await;
        assert_eq!(same(start(&trailer), start(&bike)), is_open);
        assert_eq!(asked("trailer", hint).await, trailer);
        assert_eq!(asked("bike", hint).await, bike);
    }
}
