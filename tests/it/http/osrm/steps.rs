//! Steps: what one is told on the way.

use super::{Api, MAP, line, location, number, places, same, streets, text};
use crate::support::{
    ground::place,
    osm::{Member, OsmData},
    town::{Town, from_ascii, node_id},
};
use musette::{config::OsrmLimits, units::LonLat};
use serde_json::{Value, json};

const WORDS: [&str; 11] = [
    "depart",
    "turn",
    "new name",
    "continue",
    "fork",
    "merge",
    "end of road",
    "roundabout",
    "exit roundabout",
    "notification",
    "arrive",
];
const MODIFIERS: [&str; 8] = [
    "uturn",
    "sharp right",
    "right",
    "slight right",
    "straight",
    "slight left",
    "left",
    "sharp left",
];

#[tokio::test]
async fn steps_follow_each_other_from_start_to_end() {
    let api = Api::city();
    let places = places(6);
    let path = format!("/route/v1/bike/{}?steps=true&overview=full", text(&places));
    let answer = api.ok(&path).await;
    let legs = answer["routes"][0]["legs"].as_array().unwrap();
    assert!(legs.iter().any(|leg| leg["summary"] != ""), "{answer}");
    for leg in legs {
        let steps = leg["steps"].as_array().unwrap();
        assert_eq!(steps[0]["maneuver"]["type"], "depart");
        let last = &steps[steps.len() - 1];
        assert_eq!(last["maneuver"]["type"], "arrive");
        assert_eq!((number(&last["distance"]), number(&last["duration"])), (0.0, 0.0));
        for key in ["distance", "duration"] {
            let sum: f64 = steps.iter().map(|step| number(&step[key])).sum();
            assert!((sum - number(&leg[key])).abs() < 0.06 * steps.len() as f64, "{key}");
        }
        let mut end = None;
        for step in steps {
            follows(step, end);
            end = line(&step["geometry"], 5).last().copied();
        }
    }
}

#[tokio::test]
async fn nobody_goes_along_the_street_that_ends_where_one_is() {
    let api = Api::city();
    let (graph, goal) = (&MAP.map().graph.graph, places(1)[0]);
    let corners = graph.node_indices().filter(|node| graph.edges(*node).count() > 2);
    let mut asked = 0;
    for node in corners.step_by(50).take(20) {
        for bearing in [0, 90, 180, 270] {
            let (there, back) =
                (format!("{};{goal}", graph[node]), format!("{goal};{}", graph[node]));
            for (places, bearings) in
                [(there, format!("{bearing},45;")), (back, format!(";{bearing},45"))]
            {
                let options =
                    format!("bearings={bearings}&steps=true&overview=false&geometries=geojson");
                let answer =
                    api.ask("GET", &format!("/route/v1/bike/{places}?{options}")).await.json();
                // Not every corner can be left or reached in every direction.
                let Some(steps) = answer["routes"][0]["legs"][0]["steps"].as_array() else {
                    continue;
                };
                for step in &steps[..steps.len() - 1] {
                    assert!(number(&step["distance"]) > 0.0, "{places} {bearings}: {step}");
                }
                asked += 1;
            }
        }
    }
    assert!(asked > 40, "{asked}");
}

/// The lines of all steps of all legs.
fn step_lines(answer: &Value, precision: u32) -> Vec<Vec<LonLat>> {
    let legs = answer["routes"][0]["legs"].as_array().unwrap();
    let steps = legs.iter().flat_map(|leg| leg["steps"].as_array().unwrap());
    steps.map(|step| line(&step["geometry"], precision)).collect()
}

#[tokio::test]
async fn steps_are_parts_of_the_whole_line() {
    let api = Api::city();
    for told in ["", "&waypoints=0;2;3"] {
        let path = format!("/route/v1/bike/{}?steps=true{told}", text(&places(4)));
        let whole = api.ok(&format!("{path}&overview=full&geometries=geojson")).await;
        let lines = step_lines(&whole, 0);
        let mut joined: Vec<LonLat> = lines.concat();
        joined.dedup();
        assert_eq!(joined, line(&whole["routes"][0]["geometry"], 0), "{told}");
        let legs = whole["routes"][0]["legs"].as_array().unwrap();
        assert_eq!(legs.len(), if told.is_empty() { 3 } else { 2 });
        for leg in legs {
            let arrival = line(&leg["steps"].as_array().unwrap().last().unwrap()["geometry"], 0);
            assert!(arrival.len() == 2 && arrival[0] == arrival[1], "{arrival:?}");
        }
        let bare = api.ok(&format!("{path}&overview=false&geometries=geojson")).await;
        assert_eq!(bare["routes"][0]["legs"], whole["routes"][0]["legs"]);
        let encoded = api.ok(&format!("{path}&overview=false&geometries=polyline6")).await;
        let encoded = step_lines(&encoded, 6);
        assert_eq!(encoded.len(), lines.len());
        for (encoded, line) in encoded.iter().zip(&lines) {
            assert_eq!(encoded.len(), line.len());
            let mut pairs = encoded.iter().zip(line);
            assert!(pairs.all(|(a, b)| musette::geo::haversine_m(*a, *b) < 0.2));
        }
    }
}

/// Is a step sound, and does it start where the one before ended?
fn follows(step: &Value, end: Option<LonLat>) {
    let maneuver = &step["maneuver"];
    let points = line(&step["geometry"], 5);
    assert!(points.len() > 1);
    let near = |a: LonLat, b: LonLat| musette::geo::haversine_m(a, b) < 2.0;
    assert!(end.is_none_or(|end| near(end, points[0])), "{step}");
    assert!(near(location(&maneuver["location"]), points[0]), "{step}");
    assert!(WORDS.contains(&maneuver["type"].as_str().unwrap()), "{maneuver}");
    match maneuver["modifier"].as_str() {
        Some(modifier) => assert!(MODIFIERS.contains(&modifier), "{maneuver}"),
        None => assert_eq!(maneuver["type"], "depart"),
    }
    for key in ["bearing_before", "bearing_after"] {
        assert!((0..360).contains(&maneuver[key].as_i64().unwrap()));
    }
    assert_eq!(step["driving_side"], "right");
    assert!(["cycling", "pushing bike", "ferry"].contains(&step["mode"].as_str().unwrap()));
    assert!(step["name"].is_string());
    let meets = step["intersections"].as_array().unwrap();
    assert!(same(location(&meets[0]["location"]), location(&maneuver["location"])));
    for it in meets {
        let bearings: Vec<i64> = serde_json::from_value(it["bearings"].clone()).unwrap();
        let entry: Vec<bool> = serde_json::from_value(it["entry"].clone()).unwrap();
        assert_eq!(bearings.len(), entry.len());
        assert!(bearings.is_sorted() || bearings.contains(&0), "{it}");
        for key in ["in", "out"] {
            let index = it.get(key).map(|index| usize::try_from(index.as_u64().unwrap()).unwrap());
            assert!(index.is_none_or(|index| index < bearings.len()), "{it}");
            assert!(key == "in" || index.is_none_or(|index| entry[index]), "{it}");
        }
    }
}

/// Kind, modifier, name and exit of each step between two points of a town.
async fn told(town: &Town, from: [f64; 2], to: [f64; 2]) -> Vec<String> {
    let api = Api::on(streets(&town.osm), OsrmLimits::default());
    let places = text(&[place(from), place(to)]);
    let answer = api.ok(&format!("/route/v1/bike/{places}?steps=true")).await;
    let steps = answer["routes"][0]["legs"][0]["steps"].as_array().unwrap();
    let word = |value: &Value| match value {
        Value::String(text) => format!("{text} "),
        Value::Null => String::new(),
        other => format!("{other} "),
    };
    let told = |step: &Value| {
        let maneuver = &step["maneuver"];
        let parts = [&maneuver["type"], &maneuver["modifier"], &maneuver["exit"], &step["name"]];
        parts.into_iter().map(word).collect::<String>().trim_end().to_owned()
    };
    steps.iter().map(told).collect()
}

#[tokio::test]
async fn turns_are_told_and_straight_lines_are_not() {
    let town = Town { osm: from_ascii("A--B--C\n   |\n   D--E", 100.0) };
    let found = told(&town, [50.0, 0.0], [500.0, -200.0]).await;
    assert_eq!(
        found,
        ["depart A-B", "turn right B-D", "turn left D-E", "arrive straight D-E"],
        "the bend at D has no other way, but another name"
    );
    let named = town.tag("B-C", "name", "Rue Longue").tag("A-B", "name", "Rue Longue");
    let found = told(&named, [50.0, 0.0], [550.0, 0.0]).await;
    assert_eq!(found, ["depart Rue Longue", "arrive straight Rue Longue"]);
    let found = told(&named, [550.0, 20.0], [50.0, 20.0]).await;
    assert_eq!(found, ["depart Rue Longue", "arrive right Rue Longue"]);
}

#[tokio::test]
async fn a_street_that_must_not_be_entered_is_no_entry() {
    let town = Town { osm: from_ascii("A--B--C\n   |\n   D", 100.0) };
    let crossing = async |osm: &OsmData| {
        let api = Api::on(streets(osm), OsrmLimits::default());
        let places = text(&[place([50.0, 0.0]), place([550.0, 0.0])]);
        let answer = api.ok(&format!("/route/v1/bike/{places}?steps=true")).await;
        let steps = answer["routes"][0]["legs"][0]["steps"].as_array().unwrap().clone();
        let all = steps.iter().flat_map(|step| step["intersections"].as_array().unwrap());
        let mut crossings = all.filter(|it| it["bearings"].as_array().unwrap().len() == 3);
        crossings.next().cloned().unwrap()
    };
    let free = crossing(&town.osm).await;
    assert_eq!(free["bearings"], json!([90, 180, 270]));
    assert_eq!((&free["entry"], &free["out"]), (&json!([true, true, false]), &json!(0)));
    let no_right_turn = [("restriction", "no_right_turn")];
    let osm = town.osm.restrict(&no_right_turn, 1, &[Member::Node(node_id('B'))], 3);
    let restricted = crossing(&osm).await;
    assert_eq!(restricted["entry"], json!([true, false, false]));
}

#[tokio::test]
async fn a_street_that_ends_is_told_so() {
    let town = Town { osm: from_ascii("A--B--C\n   |\n   D", 100.0) };
    let found = told(&town, [300.0, -150.0], [500.0, 0.0]).await;
    assert_eq!(found, ["depart B-D", "end of road right B-C", "arrive straight B-C"]);
}

#[tokio::test]
async fn a_new_name_is_told() {
    let town = Town { osm: from_ascii("A--B--C\n   |\n   D", 100.0) };
    let found = told(&town, [50.0, 0.0], [550.0, 0.0]).await;
    assert_eq!(found, ["depart A-B", "new name straight B-C", "arrive straight B-C"]);
}

#[tokio::test]
async fn the_exit_of_a_roundabout_is_counted() {
    // Counter-clockwise: from B down to C, along to E, up to D and back.
    let drawing = "A---B-<-D---F\n    v   ^\n    C->-E---G\n    |\n    H";
    let mut town = Town { osm: from_ascii(drawing, 10.0) };
    for side in ["D-B", "B-C", "C-E", "E-D"] {
        town = town.tag(side, "junction", "roundabout");
    }
    let found = told(&town, [5.0, 0.0], [115.0, 0.0]).await;
    let name = "D-F";
    let expected = [
        "depart A-B".to_owned(),
        format!("roundabout right 3 {name}"),
        format!("exit roundabout right 3 {name}"),
        format!("arrive straight {name}"),
    ];
    assert_eq!(found, expected);
}

#[tokio::test]
async fn who_gets_off_is_told_so() {
    let town = Town { osm: from_ascii("A--B--C", 100.0) };
    let town = town.tag("B-C", "highway", "footway").tag("B-C", "bicycle", "dismount");
    let found = told(&town, [50.0, 0.0], [550.0, 0.0]).await;
    assert_eq!(found, ["depart A-B", "notification straight B-C", "arrive straight B-C"]);
}
