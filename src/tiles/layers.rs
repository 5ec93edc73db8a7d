//! The layers of one tile.

use super::{
    area::{Ring, polygon},
    frame::{EXTENT, Frame},
    geometry, line,
    tile_set::Shapes,
    world::Point,
};
use crate::osm::{AreaKind, BikeKind, LineKind, SpotKind};
use mvt::{Error, Feature, GeomData, Layer, Tile};
use std::collections::BTreeMap;

/// Lines that are drawn and named alike.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Alike {
    kind: LineKind,
    bridge: bool,
    tunnel: bool,
    bike: Option<BikeKind>,
    name: u32,
}

/// The bytes of a tile, not packed; none if there is nothing in it.
pub(super) fn encode(shapes: &Shapes, frame: &Frame) -> Result<Vec<u8>, Error> {
    let mut layers = Layers { tile: Tile::new(u32::from(EXTENT)), layer: None };
    areas(shapes, frame, &mut layers)?;
    lines(shapes, frame, &mut layers)?;
    spots(shapes, frame, &mut layers)?;
    layers.finish()?;
    if layers.tile.num_layers() == 0 { Ok(Vec::new()) } else { layers.tile.to_bytes() }
}

/// Layers in the order in which their features come.
struct Layers {
    tile: Tile,
    layer: Option<(&'static str, Layer)>,
}

impl Layers {
    fn add(
        &mut self,
        name: &'static str,
        geometry: GeomData,
        tags: impl FnOnce(&mut Feature),
    ) -> Result<(), Error> {
        if self.layer.as_ref().is_none_or(|layer| layer.0 != name) {
            self.finish()?;
        }
        let layer = self.layer.take().map(|layer| layer.1);
        let layer = layer.unwrap_or_else(|| self.tile.create_layer(name));
        let mut feature = layer.into_feature(geometry);
        tags(&mut feature);
        self.layer = Some((name, feature.into_layer()));
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Error> {
        match self.layer.take() {
            Some((_, layer)) => self.tile.add_layer(layer),
            None => Ok(()),
        }
    }
}

/// One feature a kind.
fn areas(shapes: &Shapes, frame: &Frame, layers: &mut Layers) -> Result<(), Error> {
    let mut seen = BTreeMap::<AreaKind, Vec<Vec<Ring>>>::new();
    for index in shapes.near_areas.in_frame(frame) {
        let area = &shapes.areas[index];
        if let Some(rings) = polygon(&area.rings, frame) {
            seen.entry(area.kind).or_default().push(rings);
        }
    }
    for (kind, polygons) in seen {
        let geometry = geometry::polygons(polygons)?;
        match kind {
            AreaKind::Water => layers.add("water", geometry, |_| {})?,
            AreaKind::Building => layers.add("building", geometry, |_| {})?,
            _ => layers.add("landuse", geometry, |it| it.add_tag_string("class", kind.name()))?,
        }
    }
    Ok(())
}

/// One feature for all lines that are alike.
fn lines(shapes: &Shapes, frame: &Frame, layers: &mut Layers) -> Result<(), Error> {
    let mut seen = BTreeMap::<Alike, Vec<&[Point]>>::new();
    for index in shapes.near_lines.in_frame(frame) {
        let shape = &shapes.lines[index];
        let (kind, name) = (shape.kind, shape.name);
        let alike =
            Alike { kind, name, bridge: shape.bridge, tunnel: shape.tunnel, bike: shape.bike };
        seen.entry(alike).or_default().push(&shape.points);
    }
    for (alike, lines) in seen {
        let lines = line::lines(&lines, frame);
        if lines.is_empty() {
            continue;
        }
        let (layer, class) = match alike.kind {
            LineKind::Waterway(kind) => ("waterway", kind.name()),
            LineKind::Road(kind) => ("road", kind.name()),
            LineKind::Rail(kind) => ("rail", kind.name()),
        };
        layers.add(layer, geometry::lines(lines)?, |feature| {
            feature.add_tag_string("class", class);
            let name = shapes.name(alike.name);
            if !name.is_empty() {
                feature.add_tag_string("name", name);
            }
            for (key, holds) in [("bridge", alike.bridge), ("tunnel", alike.tunnel)] {
                if holds {
                    feature.add_tag_uint(key, 1);
                }
            }
            if let Some(bike) = alike.bike {
                feature.add_tag_string("bike", bike.name());
            }
        })?;
    }
    Ok(())
}

/// One feature a point; one on the edge belongs to the tile east or south of it.
fn spots(shapes: &Shapes, frame: &Frame, layers: &mut Layers) -> Result<(), Error> {
    let mut seen = Vec::new();
    for index in shapes.near_spots.in_frame(frame) {
        let shape = &shapes.spots[index];
        let local = frame.local(shape.at);
        if local.iter().all(|n| (0.0..f64::from(EXTENT)).contains(n)) {
            #[expect(clippy::cast_possible_truncation, reason = "within the extent")]
            seen.push((shape.kind, shape.name, local.map(|n| n.floor() as i32)));
        }
    }
    // Stable, so that things of a kind stay in file order.
    seen.sort_by_key(|(kind, _, _)| *kind);
    for (kind, name, at) in seen {
        let (layer, class) = match kind {
            SpotKind::Settlement(kind) => ("place", kind.name()),
            SpotKind::Poi(kind) => ("poi", kind.name()),
            SpotKind::Housenumber => ("housenumber", ""),
        };
        layers.add(layer, geometry::point(at)?, |feature| {
            let name = shapes.name(name);
            if class.is_empty() {
                feature.add_tag_string("number", name);
            } else {
                feature.add_tag_string("class", class);
                feature.add_tag_string("name", name);
            }
        })?;
    }
    Ok(())
}
