//! `musette route` and `musette matrix` on the shipped map.

use crate::{
    cli_program::{Workplace, position},
    support::{ground::place, pbf::write_pbf, town::Town},
};
use musette::geo::haversine_m;
use serde_json::Value;

const STATION_TO_CATHEDRAL: &str =
    "route --map map.musette --from 24.9414,60.1710 --to 24.9521,60.1700";

#[test]
fn a_route_tells_length_time_and_streets() {
    let told = Workplace::with_map().run(STATION_TO_CATHEDRAL).well();
    let mut lines = told.lines();
    let first: Vec<&str> = lines.next().unwrap().split(' ').collect();
    let [km, "km", "in", minutes, "min", "by", "bike"] = first[..] else { panic!("{told}") };
    let (km, minutes): (f64, f64) = (km.parse().unwrap(), minutes.parse().unwrap());
    assert!((0.6..2.0).contains(&km), "{told}");
    let kmh = km / minutes * 60.0;
    assert!((3.0..30.0).contains(&kmh), "{kmh}");
    let lines = lines.filter(|line| !line.starts_with("note: "));
    let streets: Vec<Vec<&str>> = lines.map(|line| line.split_whitespace().collect()).collect();
    assert!(streets.len() > 2, "{told}");
    let metres: f64 = streets.iter().map(|words| words[0].parse::<f64>().unwrap()).sum();
    assert!(streets.iter().all(|words| words[1] == "m" && words[3] == "s"), "{told}");
    assert!((metres / 1000.0 - km).abs() < 0.005 + 0.0005 * streets.len() as f64, "{told}");
    assert!(streets.iter().any(|words| words[4] == "Yliopistonkatu"), "{told}");
}

#[test]
fn a_route_as_geojson_is_one_line_between_the_places() {
    let workplace = Workplace::with_map();
    let printed = workplace.run(&format!("{STATION_TO_CATHEDRAL} --geojson -")).well();
    let found: Value = serde_json::from_str(&printed).unwrap();
    let [line] = &found["features"].as_array().unwrap()[..] else { panic!("{printed}") };
    let points: Vec<_> =
        line["geometry"]["coordinates"].as_array().unwrap().iter().map(position).collect();
    let [first, .., last] = &points[..] else { panic!("{printed}") };
    let place = |text: &str| text.parse().unwrap();
    assert!(haversine_m(*first, place("24.9414,60.1710")) < 50.0);
    assert!(haversine_m(*last, place("24.9521,60.1700")) < 50.0);
    let length: f64 = points.windows(2).map(|pair| haversine_m(pair[0], pair[1])).sum();
    let told = line["properties"]["distance_m"].as_f64().unwrap();
    assert!((length - told).abs() < 5.0, "{length} {told}");
    let streets = line["properties"]["streets"].as_array().unwrap();
    let sum: f64 = streets.iter().map(|street| street["distance_m"].as_f64().unwrap()).sum();
    assert!((sum - told).abs() <= streets.len() as f64, "{sum} {told}");

    let told = workplace.run(&format!("{STATION_TO_CATHEDRAL} --geojson path.geojson")).well();
    assert!(told.contains(" km in "), "the text is told as well");
    assert_eq!(workplace.json("path.geojson"), found);
}

#[test]
fn places_in_the_wrong_order_or_off_the_map_are_refused_with_a_hint() {
    let workplace = Workplace::with_map();
    let swapped = "route --map map.musette --from 60.1710,24.9414 --to 24.9521,60.1700";
    let message = workplace.run(swapped).refused();
    assert!(message.contains("--from 60.171,24.9414"), "{message}");
    assert!(message.contains("longitude comes first"), "{message}");
    let far = "route --map map.musette --from 24.9414,60.1710 --to -0.1,51.5";
    assert!(workplace.run(far).refused().contains("--to -0.1,51.5 is more than 250 m"));
}

#[test]
fn arguments_that_make_no_sense_are_refused_with_code_2() {
    let workplace = Workplace::with_map();
    for (arguments, told) in [
        ("route --map map.musette --from 24.9 --to 24.9,60.1", "24.9"),
        ("route --map map.musette --from 24.9,160.1 --to 24.9,60.1", "24.9,160.1"),
        ("route --map map.musette --from nan,60.1 --to 24.9,60.1", "nan,60.1"),
        ("plan --day 2026-02-30 --map map.musette", "2026-02-30"),
        ("demo-orders --orders 0 --map map.musette --coop .", "--orders"),
        ("import", "--output"),
        ("fly", "fly"),
    ] {
        let outcome = workplace.run(arguments);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""), "{arguments}");
        assert!(outcome.stderr.contains(told), "{outcome:?}");
    }
}

#[test]
fn an_unknown_profile_is_refused_with_those_there_are() {
    let workplace = Workplace::with_map();
    workplace.write("places.csv", "24.94,60.17\n");
    for command in [STATION_TO_CATHEDRAL, "matrix --map map.musette --places places.csv"] {
        let message = workplace.run(&format!("{command} --profile rocket")).refused();
        assert!(
            message.contains("rocket") && message.contains("bike, cargo, trailer"),
            "{message}"
        );
    }
}

#[test]
fn a_matrix_is_square_with_zeros_inside_and_null_for_what_is_off_the_map() {
    let workplace = Workplace::with_map();
    let places = ["24.9414,60.1710", "24.9521,60.1700", "2.35,48.85", "24.9465,60.1663"];
    workplace.write("places.csv", format!("lon,lat\n{}\n", places.join("\n")));
    let run = |arguments: &str| -> Value {
        let command = format!("matrix --map map.musette --places places.csv {arguments}");
        let outcome = workplace.run(&command);
        assert_eq!(outcome.code, Some(0), "{outcome:?}");
        let [said] = outcome.stderr.lines().collect::<Vec<_>>()[..] else { panic!("{outcome:?}") };
        assert!(said.contains("2.35") && said.contains("48.85"), "{said}");
        serde_json::from_str(&outcome.stdout).unwrap()
    };
    let tables = run("");
    assert_eq!(tables["profile"], "bike");
    assert!(tables["places"][2]["at"].is_null());
    assert_eq!(position(&tables["places"][2]["place"]), "2.35,48.85".parse().unwrap());
    assert!(haversine_m(position(&tables["places"][3]["at"]), places[3].parse().unwrap()) < 50.0);
    assert_eq!(tables["places"].as_array().unwrap().len(), 4);
    for table in ["durations_s", "distances_m"] {
        let rows = tables[table].as_array().unwrap();
        assert_eq!(rows.len(), 4);
        for (from, row) in rows.iter().enumerate() {
            let row = row.as_array().unwrap();
            assert_eq!(row.len(), 4);
            for (to, cell) in row.iter().enumerate() {
                match (from, to) {
                    (2, _) | (_, 2) => assert!(cell.is_null()),
                    _ if from == to => assert_eq!(cell, 0),
                    _ => assert!(cell.as_u64().unwrap() > 100, "{from} to {to}: {cell}"),
                }
            }
        }
    }
    let route = workplace.run(&format!("{STATION_TO_CATHEDRAL} --geojson -")).well();
    let route: Value = serde_json::from_str(&route).unwrap();
    let properties = &route["features"][0]["properties"];
    assert_eq!(tables["durations_s"][0][1], properties["duration_s"]);
    assert_eq!(tables["distances_m"][0][1], properties["distance_m"]);
    let slower = run("--profile trailer")["durations_s"][0][1].as_u64();
    assert!(slower > tables["durations_s"][0][1].as_u64());
}

#[test]
fn who_departs_at_a_time_rides_as_it_is_allowed_then() {
    let town = Town::draw("A---B---C\n|   |   |\nD---E---F", 50.0);
    let town = town.tag("B-C", "bicycle:conditional", "no @ (08:00-10:00)");
    let workplace = Workplace::new();
    workplace.write("town.osm.pbf", write_pbf(&town.osm));
    workplace.run("import town.osm.pbf --output town.musette").well();
    let [from, to] = [[100.0, 0.0], [400.0, -50.0]].map(place);
    workplace.write("places.csv", format!("{from}\n{to}\n"));
    let route = |depart_at: &str| {
        let route = format!("route --map town.musette --from {from} --to {to} --geojson -");
        let found = workplace.run(&format!("{route} {depart_at}")).well();
        let found: Value = serde_json::from_str(&found).unwrap();
        let matrix = format!("matrix --map town.musette --places places.csv {depart_at}");
        let table: Value = serde_json::from_str(&workplace.run(&matrix).well()).unwrap();
        let metres = &found["features"][0]["properties"]["distance_m"];
        assert_eq!(*metres, table["distances_m"][0][1]);
        let areas = format!("isochrone --map town.musette --from {from} --minutes 1 {depart_at}");
        (metres.as_u64().unwrap(), workplace.run(&areas).well())
    };
    let free = route("");
    assert_eq!(route("--depart-at 2026-03-17T10:00:00+01:00"), free);
    let closed = route("--depart-at 2026-03-17T09:00:00+01:00");
    assert!(closed.0 >= free.0 + 90 && closed.1 != free.1, "{closed:?} {free:?}");
    assert_eq!(route("--depart-at 2026-03-17T08:00:00Z"), closed);
    let command = format!("route --map town.musette --from {from} --to {to} --depart-at 9:00");
    let refused = workplace.run(&command);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("2026-03-17T08:00:00+01:00"), "{refused:?}");
}

#[test]
fn broken_lists_of_places_are_refused_line_by_line() {
    let workplace = Workplace::with_map();
    workplace.write("places.csv", "lon,lat\n24.94,60.17\nthe station\n24.94\n");
    let message = workplace.run("matrix --map map.musette --places places.csv").refused();
    assert!(message.contains("places.csv:3: ") && message.contains("places.csv:4: "), "{message}");
    assert!(!message.contains("places.csv:2: "), "{message}");
}
