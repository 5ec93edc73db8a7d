//! Hints that nobody was given.

use super::{Api, MAP, location, places, same, text};
use crate::support::random::Random;
use musette::{
    app::roads::TOKEN_BYTES,
    graph::{EdgeId, Feature, SectionId},
};
use serde_json::Value;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Where the fields of a hint are.
const ONE_WAY: usize = 1;
const EDGE: usize = 14;
const FRACTION: usize = 18;

fn read(hint: &str) -> Vec<u8> {
    let six = |letter: &u8| ALPHABET.iter().position(|known| known == letter).unwrap();
    let four = |four: &[u8]| four.iter().fold(0, |bits, letter| bits << 6 | six(letter));
    let bytes = |bits: usize| [16, 8, 0].map(|shift| (bits >> shift).to_le_bytes()[0]);
    hint.as_bytes().chunks(4).flat_map(|it| bytes(four(it))).collect()
}

fn written(bytes: &[u8]) -> String {
    let bits = |three: &[u8]| three.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte));
    let letters =
        |bits: usize| [18, 12, 6, 0].map(|shift| char::from(ALPHABET[bits >> shift & 63]));
    bytes.chunks(3).flat_map(|it| letters(bits(it))).collect()
}

/// The same hint for another place on a street, with the right last byte.
fn forged(hint: &str, edge: usize, fraction: f64, one_way: u8) -> String {
    let mut bytes = read(hint);
    bytes[ONE_WAY] = one_way;
    bytes[EDGE..FRACTION].copy_from_slice(&u32::try_from(edge).unwrap().to_le_bytes());
    bytes[FRACTION..FRACTION + 8].copy_from_slice(&fraction.to_le_bytes());
    let (last, rest) = bytes.split_last_mut().unwrap();
    *last = rest.iter().fold(0x5a, |sum: u8, byte| sum.rotate_left(3) ^ byte);
    written(&bytes)
}

async fn honest(api: &Api) -> (Value, String) {
    let path = format!("/route/v1/bike/{}?steps=true&annotations=true", text(&places(2)));
    let honest = api.ok(&path).await;
    let hint = honest["waypoints"][0]["hint"].as_str().unwrap().to_owned();
    (honest, hint)
}

/// The answer to someone who comes with a forged hint for the first of two places.
async fn with(api: &Api, hint: &str) -> Value {
    let options = format!("steps=true&annotations=true&hints={hint};");
    let path = format!("/route/v1/bike/{}?{options}", text(&places(2)));
    let answer = api.ask("GET", &path).await;
    let document = answer.json();
    let may_be = [(200, "Ok"), (400, "NoRoute")];
    let told = (answer.status, document["code"].as_str().unwrap());
    assert!(may_be.contains(&told), "{hint}: {document}");
    document
}

#[tokio::test]
async fn fields_that_nobody_has_written_do_no_harm() {
    let api = Api::city();
    let (honest, hint) = honest(&api).await;
    assert_eq!(read(&hint).len(), TOKEN_BYTES);
    assert_eq!(written(&read(&hint)), hint);
    let edges = MAP.map().graph.graph.edge_count();
    let mut random = Random::new(8);
    let mut believed = 0;
    for round in 0..300 {
        let bound = u32::try_from(edges).unwrap() + 20;
        let edge = if round % 50 == 0 { u32::MAX } else { random.below(bound) };
        let odd = [0.0, 1.0, -0.0, f64::MIN_POSITIVE, -1.0, 1.0 + f64::EPSILON, f64::NAN, 1e300];
        let fraction = if random.chance(0.5) { random.unit() } else { *random.pick(&odd) };
        let one_way = random.below(256).to_le_bytes()[0];
        let forged = forged(&hint, edge as usize, fraction, one_way);
        let answer = with(&api, &forged).await;
        let first = |answer: &Value| location(&answer["waypoints"][0]["location"]);
        believed += usize::from(answer["code"] == "Ok" && !same(first(&answer), first(&honest)));
        if !(0.0..=1.0).contains(&fraction) || edge as usize >= edges {
            assert_eq!(answer, honest, "{edge} {fraction}");
        }
    }
    assert!(believed > 20, "{believed}");
}

#[tokio::test]
async fn where_nothing_is_snapped_to_hints_are_not_believed() {
    let api = Api::city();
    let (honest, hint) = honest(&api).await;
    let graph = &MAP.map().graph;
    let no_doors = |edge: &usize| match graph.feature(SectionId::of(EdgeId::new(*edge)).0) {
        Feature::Ferry { .. } | Feature::Barrier(_) => true,
        Feature::Street(tags) => tags.value("highway") == Some("steps"),
    };
    let edges: Vec<usize> = (0..graph.graph.edge_count()).filter(no_doors).collect();
    let is_barrier = |edge: &&usize| {
        matches!(graph.feature(SectionId::of(EdgeId::new(**edge)).0), Feature::Barrier(_))
    };
    assert!(edges.iter().filter(is_barrier).count() > 0 && edges.len() > 4);
    for edge in edges.into_iter().take(60) {
        for one_way in [0, 1] {
            assert_eq!(with(&api, &forged(&hint, edge, 0.5, one_way)).await, honest, "{edge}");
        }
    }
}
