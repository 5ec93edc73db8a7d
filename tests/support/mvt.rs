//! A reader of vector tiles (MVT 2.1) that refuses whatever the specification does not allow.

use protobuf::CodedInputStream;
use std::{collections::BTreeMap, io::Read};

/// What a feature is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Point,
    Line,
    Polygon,
}

/// A feature: its attributes as text, and its points, lines or rings; rings without their last point.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    pub tags: BTreeMap<String, String>,
    pub shape: Shape,
    pub parts: Vec<Vec<[i32; 2]>>,
}

/// The layers of a packed tile by name. Panics if the tile is not as it should be.
pub fn decode(packed: &[u8]) -> BTreeMap<String, Vec<Feature>> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes).expect("it is packed with gzip");
    let mut layers = BTreeMap::new();
    for (field, value) in fields(&bytes) {
        assert_eq!(field, 3, "a tile has layers only");
        let (name, features) = layer(value.bytes());
        assert!(layers.insert(name, features).is_none(), "a layer is there once");
    }
    layers
}

/// Twice the area of a ring, positive if it is an outer one.
pub fn doubled_area(ring: &[[i32; 2]]) -> i64 {
    let wide = |point: &[i32; 2]| point.map(i64::from);
    let next = ring.iter().cycle().skip(1);
    ring.iter().map(wide).zip(next.map(wide)).map(|([ax, ay], [bx, by])| ax * by - bx * ay).sum()
}

enum Value {
    Number(u64),
    Bytes(Vec<u8>),
}

impl Value {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Number(_) => panic!("expected bytes"),
        }
    }

    fn number(&self) -> u64 {
        match self {
            Self::Number(number) => *number,
            Self::Bytes(_) => panic!("expected a number"),
        }
    }

    fn text(&self) -> String {
        String::from_utf8(self.bytes().to_vec()).unwrap()
    }

    fn packed(&self) -> Vec<u32> {
        let mut stream = CodedInputStream::from_bytes(self.bytes());
        let mut numbers = Vec::new();
        while !stream.eof().unwrap() {
            numbers.push(stream.read_raw_varint32().unwrap());
        }
        numbers
    }
}

/// The fields of a message, in their order.
fn fields(bytes: &[u8]) -> Vec<(u32, Value)> {
    let mut stream = CodedInputStream::from_bytes(bytes);
    let mut fields = Vec::new();
    while let Some(tag) = stream.read_raw_tag_or_eof().unwrap() {
        let value = match tag & 7 {
            0 => Value::Number(stream.read_raw_varint64().unwrap()),
            2 => Value::Bytes(stream.read_bytes().unwrap()),
            other => panic!("wire type {other}"),
        };
        fields.push((tag >> 3, value));
    }
    fields
}

fn layer(bytes: &[u8]) -> (String, Vec<Feature>) {
    let (mut name, mut keys, mut values, mut features) = (None, Vec::new(), Vec::new(), Vec::new());
    let (mut version, mut extent) = (0, 0);
    for (field, value) in fields(bytes) {
        match field {
            1 => name = Some(value.text()),
            2 => features.push(value),
            3 => keys.push(value.text()),
            4 => values.push(attribute(value.bytes())),
            5 => extent = value.number(),
            15 => version = value.number(),
            other => panic!("field {other} of a layer"),
        }
    }
    assert_eq!((version, extent), (2, 4096));
    assert!(!features.is_empty(), "an empty layer is left out");
    let features = features.iter().map(|bytes| feature(bytes.bytes(), &keys, &values)).collect();
    (name.expect("a layer has a name"), features)
}

fn attribute(bytes: &[u8]) -> String {
    match fields(bytes).as_slice() {
        [(1, text)] => text.text(),
        [(5, number)] => number.number().to_string(),
        _ => panic!("one value of a known kind"),
    }
}

fn feature(bytes: &[u8], keys: &[String], values: &[String]) -> Feature {
    let (mut tags, mut shape, mut commands) = (Vec::new(), 0, Vec::new());
    for (field, value) in fields(bytes) {
        match field {
            2 => tags = value.packed(),
            3 => shape = value.number(),
            4 => commands = value.packed(),
            other => panic!("field {other} of a feature"),
        }
    }
    let tags = tags
        .chunks_exact(2)
        .map(|pair| (keys[pair[0] as usize].clone(), values[pair[1] as usize].clone()));
    let shape = match shape {
        1 => Shape::Point,
        2 => Shape::Line,
        3 => Shape::Polygon,
        other => panic!("geometry {other}"),
    };
    Feature { tags: tags.collect(), shape, parts: parts(&commands, shape) }
}

fn parts(commands: &[u32], shape: Shape) -> Vec<Vec<[i32; 2]>> {
    let mut parts: Vec<Vec<[i32; 2]>> = Vec::new();
    let mut at = [0_i32; 2];
    let mut numbers = commands.iter().copied();
    let mut before = 7;
    while let Some(command) = numbers.next() {
        let (id, count) = (command & 7, command >> 3);
        assert!(count > 0);
        match (shape, before, id) {
            (Shape::Point, 7, 1) | (Shape::Line, 1, 2) | (Shape::Polygon, 1, 2 | 7) => {}
            (Shape::Line, 7 | 2, 1) | (Shape::Polygon, 7, 1) | (Shape::Polygon, 2, 7) => {
                assert_eq!(count, 1);
            }
            other => panic!("{other:?}: a command out of its order"),
        }
        before = id;
        if id == 7 {
            continue;
        }
        for _ in 0..count {
            let mut step = || {
                let number = numbers.next().expect("a parameter a coordinate");
                (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
            };
            at = [at[0] + step(), at[1] + step()];
            if id == 1 {
                parts.push(vec![at]);
            } else {
                let part = parts.last_mut().unwrap();
                assert_ne!(part.last(), Some(&at), "no step of no length");
                part.push(at);
            }
        }
    }
    match shape {
        Shape::Point => {}
        Shape::Line => assert!(before == 2 && parts.iter().all(|line| line.len() > 1)),
        Shape::Polygon => {
            assert!(before == 7 && parts.iter().all(|ring| ring.len() > 2));
            assert!(parts.iter().all(|ring| doubled_area(ring) != 0));
            assert!(doubled_area(&parts[0]) > 0, "an outer ring comes first");
        }
    }
    parts
}
