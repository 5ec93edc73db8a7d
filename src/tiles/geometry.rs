//! Points, lines and polygons as MVT writes them.
//!
//! Beware: mvt takes a line or ring that starts where the one before ended for its continuation. Each
//! is turned so that it starts elsewhere.

use super::area::Ring;
use mvt::{Error, GeomData, GeomEncoder, GeomType};

/// Several lines, each of two points or more.
pub(super) fn lines(lines: Vec<Vec<[i32; 2]>>) -> Result<GeomData, Error> {
    let mut encoder = GeomEncoder::new(GeomType::Linestring);
    let mut end = None;
    for mut line in lines {
        if line.first().copied() == end {
            line.reverse();
        }
        if line.first().copied() == end {
            // A circle: it may start anywhere.
            line.pop();
            line.rotate_left(1);
            line.extend_from_within(..1);
        }
        add(&mut encoder, &line)?;
        end = line.last().copied();
    }
    encoder.encode()
}

/// Several polygons, each an outer ring and its holes.
pub(super) fn polygons(polygons: Vec<Vec<Ring>>) -> Result<GeomData, Error> {
    let mut encoder = GeomEncoder::new(GeomType::Polygon);
    let mut end = None;
    for mut ring in polygons.into_iter().flatten() {
        if ring.first().copied() == end {
            ring.rotate_left(1);
        }
        add(&mut encoder, &ring)?;
        end = ring.last().copied();
    }
    encoder.encode()
}

/// One point.
pub(super) fn point([x, y]: [i32; 2]) -> Result<GeomData, Error> {
    GeomEncoder::new(GeomType::Point).point(x, y)?.encode()
}

fn add(encoder: &mut GeomEncoder<i32>, points: &[[i32; 2]]) -> Result<(), Error> {
    for [x, y] in points {
        encoder.add_point(*x, *y)?;
    }
    encoder.complete_geom()
}
