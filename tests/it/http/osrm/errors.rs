//! Codes and messages, word for word as `osrm-routed` 26.10 says them; where its message is empty, ours
//! says what is wrong.

use super::{Api, MAP};
use musette::{config::OsrmLimits, http::OsrmRequest};
use proptest::prelude::*;
use std::sync::Arc;

/// Two places far from everything, written with 13 characters.
const TWO: &str = "1.70,48.20;1.71,48.21";

async fn all(cases: &[(&str, &str, &str)]) {
    let api = Api::city();
    for (path, code, message) in cases {
        let path = path.replace("TWO", TWO);
        let refused = api.refused(&path).await;
        assert_eq!(refused, ((*code).to_owned(), (*message).to_owned()), "{path}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_path_is_told_with_its_position() {
    let url = "InvalidUrl";
    all(&[
        ("/", url, "URL string malformed close to position 1: \"/\""),
        ("/foo", url, "URL string malformed close to position 4: \"foo\""),
        ("/route", url, "URL string malformed close to position 6: \"ute\""),
        ("/route/v1", url, "URL string malformed close to position 9: \"/v1\""),
        ("/route/v1/driving", url, "URL string malformed close to position 17: \"ing\""),
        ("/route/v1/driving/", url, "URL string malformed close to position 18: \"ng/\""),
        ("/route/1/driving/TWO", url, "URL string malformed close to position 7: \"te/1/d\""),
        ("/route/v1/dr%20iving/TWO", url, "URL string malformed close to position 12: \"/dr iv\""),
        (
            "/route/v1/driving/+1.5,48.1",
            url,
            "URL string malformed close to position 18: \"ng/+1.\"",
        ),
        (
            "/route/v1/driving/TWO/?steps=true",
            url,
            "URL string malformed close to position 39: \".21/?s\"",
        ),
        ("/foo/v1/driving/TWO", "InvalidService", "Service foo not found!"),
        ("/route/v2/driving/TWO", "InvalidVersion", "Service route not found!"),
        ("/route/v1/driving/TWO.flatbuffers", "NotImplemented", "This request is not supported"),
        ("/match/v1/driving/TWO", "NotImplemented", "Service match is not implemented"),
        ("/tile/v1/driving/tile(1,2,3).mvt", "NotImplemented", "Service tile is not implemented"),
    ])
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_told_with_its_position() {
    let cases = [
        ("/route/v1/driving/a,b;c,d", 18),
        ("/route/v1/driving/11.5;11,48", 22),
        ("/route/v1/driving/1e1,48.1;11.57,48.14", 19),
        ("/route/v1/driving/polyline()", 27),
        ("/route/v1/driving/TWO.xml", 39),
        ("/route/v1/driving/TWO;", 39),
        ("/route/v1/driving/TWO?", 40),
        ("/route/v1/driving/TWO?foo=bar", 40),
        ("/route/v1/driving/TWO?overview=maybe", 49),
        ("/route/v1/driving/TWO?overview=", 49),
        ("/route/v1/driving/TWO?overview=false&", 54),
        ("/route/v1/driving/TWO?overview=false&&steps=true", 54),
        ("/route/v1/driving/TWO?overview=false&steps", 54),
        ("/route/v1/driving/TWO?steps=1", 46),
        ("/route/v1/driving/TWO?geometries=xml", 51),
        ("/route/v1/driving/TWO?annotations=foo", 52),
        ("/route/v1/driving/TWO?annotations=duration,&overview=false", 60),
        ("/route/v1/driving/TWO?alternatives=-1", 53),
        ("/route/v1/driving/TWO?continue_straight=x", 58),
        ("/route/v1/driving/TWO?radiuses=x;5", 49),
        ("/route/v1/driving/TWO?radiuses=1e3;1000", 50),
        ("/route/v1/driving/TWO?bearings=10.5,20;", 51),
        ("/route/v1/driving/TWO?bearings=10;", 51),
        ("/route/v1/driving/TWO?approaches=foo;curb", 51),
        ("/route/v1/driving/TWO?hints=abc;def", 46),
        ("/route/v1/driving/TWO?generate_hints=x", 55),
        ("/route/v1/driving/TWO?exclude=", 48),
        ("/route/v1/driving/TWO?snapping=foo", 49),
        ("/route/v1/driving/TWO?skip_waypoints=x", 55),
        ("/route/v1/driving/TWO?waypoints=a;b", 50),
        ("/route/v1/driving/TWO?number=3", 40),
        ("/route/v1/driving/TWO?sources=0", 40),
        ("/nearest/v1/driving/1.7,48.2?number=x", 36),
        ("/nearest/v1/driving/1.7,48.2?number=1.5", 37),
        ("/nearest/v1/driving/1.7,48.2?steps=true", 29),
        ("/table/v1/driving/TWO?annotations=true", 52),
        ("/table/v1/driving/TWO?sources=", 48),
        ("/table/v1/driving/TWO?destinations=-1", 53),
        ("/table/v1/driving/TWO?fallback_speed=x", 55),
        ("/table/v1/driving/TWO?fallback_coordinate=foo", 60),
        ("/table/v1/driving/TWO?scale_factor=x", 53),
        ("/table/v1/driving/TWO?steps=true", 40),
        ("/trip/v1/driving/TWO?source=last", 46),
        ("/trip/v1/driving/TWO?roundtrip=x", 49),
        ("/trip/v1/driving/TWO?alternatives=true", 39),
    ];
    let messages: Vec<(&str, String)> = cases
        .iter()
        .map(|(path, at)| (*path, format!("Query string malformed close to position {at}")))
        .collect();
    let cases: Vec<(&str, &str, &str)> =
        messages.iter().map(|(path, message)| (*path, "InvalidQuery", message.as_str())).collect();
    all(&cases).await;
}

#[tokio::test]
async fn options_must_fit_the_places() {
    let options = "InvalidOptions";
    let too_few = "Number of coordinates needs to be at least two.";
    let numbers = "sources and destinations must be numbers of coordinates, from 0";
    let bearings = "bearings must be 0 to 360, their ranges 0 to 180";
    let size = |name: &str, size: usize| {
        format!("Number of elements in {name} size {size} does not match coordinate size 2")
    };
    all(&[
        ("/route/v1/driving/1.7,48.2", options, too_few),
        ("/table/v1/driving/1.7,48.2", options, too_few),
        ("/trip/v1/driving/1.7,48.2", options, too_few),
        ("/route/v1/driving/TWO?radiuses=5", options, &size("radiuses", 1)),
        ("/route/v1/driving/TWO?radiuses=5;5;5", options, &size("radiuses", 3)),
        ("/route/v1/driving/TWO?bearings=0,20", options, &size("bearings", 1)),
        ("/route/v1/driving/TWO?approaches=curb", options, &size("approaches", 1)),
        ("/route/v1/driving/TWO?hints=", options, &size("hints", 1)),
        ("/route/v1/driving/TWO?bearings=400,20;", options, bearings),
        ("/route/v1/driving/TWO?bearings=10,200;", options, bearings),
        ("/route/v1/driving/TWO?bearings=-1,20;", options, bearings),
        (
            "/route/v1/driving/TWO?waypoints=0;5",
            options,
            "waypoints must be numbers of coordinates, from 0",
        ),
        ("/nearest/v1/driving/1.7,48.2?number=0", options, "number must be at least 1"),
        ("/table/v1/driving/TWO?sources=5", options, numbers),
        ("/table/v1/driving/TWO?destinations=2", options, numbers),
        ("/table/v1/driving/TWO?fallback_speed=0", options, "fallback_speed must be > 0"),
        ("/table/v1/driving/TWO?fallback_speed=-1", options, "fallback_speed must be > 0"),
        ("/table/v1/driving/TWO?scale_factor=0", options, "scale_factor must be > 0"),
    ])
    .await;
}

#[tokio::test]
async fn values_must_make_sense() {
    let value = "InvalidValue";
    let ends = "First and last coordinates must be specified as waypoints.";
    let exclude = "Exclude flag combination is not supported.";
    all(&[
        ("/route/v1/driving/200,48;11,48", value, "Invalid coordinate value."),
        ("/route/v1/driving/11.5,99;11,48", value, "Invalid coordinate value."),
        ("/route/v1/driving/TWO?exclude=toll", value, exclude),
        ("/table/v1/driving/TWO?exclude=motorway,toll", value, exclude),
        ("/route/v1/driving/TWO?waypoints=0", value, ends),
        ("/route/v1/driving/TWO?waypoints=1;0", value, ends),
        ("/trip/v1/driving/TWO?roundtrip=false", "NotImplemented", "This request is not supported"),
    ])
    .await;
}

#[tokio::test]
async fn places_beside_no_street_are_told_by_their_number() {
    let near = "0,0;0,0?radiuses=;10";
    let message = "Could not find a matching segment for coordinate 1";
    all(&[
        (&format!("/route/v1/driving/{near}"), "NoSegment", message),
        (&format!("/table/v1/driving/{near}"), "NoSegment", message),
        (&format!("/trip/v1/driving/{near}"), "NoSegment", message),
        (
            "/nearest/v1/driving/0,0?radiuses=10",
            "NoSegment",
            "Could not find a matching segment for coordinate",
        ),
    ])
    .await;
}

#[tokio::test]
async fn too_much_is_too_big() {
    let limits = OsrmLimits { route_places: 3, table_places: 2, trip_places: 3, nearest: 4 };
    let api = Api::on(Arc::clone(&MAP), limits);
    let four = "1.7,48.2;1.7,48.2;1.7,48.2;1.7,48.2";
    let five = ["1.7,48.2"; 5].join(";");
    let eleven = ["1.7,48.2"; 11].join(";");
    for (path, message) in [
        (
            format!("/route/v1/driving/{four}"),
            "Number of entries 4 is higher than current maximum (3)",
        ),
        (
            format!("/route/v1/driving/{TWO}?alternatives=4"),
            "Requested number of alternatives is higher than current maximum (3)",
        ),
        (format!("/trip/v1/driving/{four}"), "Too many trip coordinates"),
        (format!("/table/v1/driving/{four}"), "Too many table coordinates"),
        (format!("/table/v1/driving/{four}?sources=0;1"), "Too many table coordinates"),
        (
            format!("/table/v1/driving/{five}?sources=0&destinations=1"),
            "Too many table coordinates",
        ),
        (
            format!("/nearest/v1/driving/{eleven}"),
            "Number of coordinates 11 is higher than current maximum (10)",
        ),
        (
            "/nearest/v1/driving/1.7,48.2?number=5".to_owned(),
            "Number of results 5 is higher than current maximum (4)",
        ),
    ] {
        assert_eq!(api.refused(&path).await, ("TooBig".to_owned(), message.to_owned()), "{path}");
    }
    // As many cells as a square of the limit are allowed in any shape.
    api.ok(&format!("/table/v1/driving/{four}?sources=0")).await;
}

#[tokio::test]
async fn only_get_is_understood() {
    let api = Api::city();
    let answer = api.ask("POST", "/route/v1/driving/1.7,48.2;1.7,48.2").await.ok(400);
    assert_eq!(answer["code"], "NotImplemented");
}

const WORDS: &str = "(/|v1|route|table|nearest|trip|driving|[0-9]{1,3}|[,;.?&=-]|%|\
    polyline\\(|polyline6\\(|\\)|radiuses=|bearings=|hints=|sources=|destinations=|waypoints=|\
    annotations=|true|false|all|unlimited|duration|[A-Za-z_~]{1,9}){0,24}";

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,80}") {
        let _ = OsrmRequest::read(&text, &OsrmLimits::default());
    }

    #[test]
    fn no_words_make_it_panic(text in WORDS, service in "(route|table|nearest|trip)") {
        let text = format!("/{service}/v1/bike/{text}");
        if let Err((code, message)) = OsrmRequest::read(&text, &OsrmLimits::default()) {
            prop_assert!(!code.is_empty() && !message.is_empty(), "{}", text);
        }
    }
}
