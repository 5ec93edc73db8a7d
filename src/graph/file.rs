//! The map file: a [`StreetMap`], its places and its scenery on disk.
//!
//! Large tables are plain arrays, one after the other; the rest is in postcard form. Edges and travel
//! times are put together again on opening, which takes milliseconds; the R-tree and the components,
//! which would take ten times as long, are stored. Integrity is guarded by checksums; the file is
//! meant to be read by whoever imported it, so it is checked against accident, and every index
//! against its range, but it is not a format to accept from strangers.

use super::{
    components::Reach,
    container::{self, Container, ContainerError, Tag},
    map::{Orders, StreetMap},
    report::ImportReport,
    snap::SnapIndex,
    street::{Feature, NodeId, Section, StreetGraph},
    turn_file::TurnPart,
};
use crate::{
    osm::{Place, Profile, Scenery},
    units::LonLat,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{
    io::{self, Read, Seek},
    path::Path,
    sync::OnceLock,
};

/// Raised whenever the meaning of any byte changes.
const VERSION: u32 = 5;
const NODES: Tag = *b"NODE";
const SECTIONS: Tag = *b"SECT";
const ELEVATION: Tag = *b"ELEV";
const SHAPE: Tag = *b"SHAP";
const META: Tag = *b"META";
const TREE: Tag = *b"TREE";
const PLACES: Tag = *b"PLAC";
const SCENERY: Tag = *b"SCEN";
const ORDERS: Tag = *b"ORDR";
const TURNS: Tag = *b"TURN";
/// Bytes of one section: from, to, feature, name, end of shape, length (4 each), way (8).
const SECTION_BYTES: usize = 6 * 4 + 8;

/// Why a map file could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum MapFileError {
    /// The container is not as it should be.
    #[error(transparent)]
    Container(#[from] ContainerError),
    /// Its parts do not fit together.
    #[error("damaged: {what}; import the map again")]
    Inconsistent {
        /// What does not fit.
        what: &'static str,
    },
}

#[derive(Serialize, Deserialize)]
struct Meta {
    features: Vec<Feature>,
    names: Vec<String>,
    profiles: Vec<Profile>,
    report: ImportReport,
    /// One a profile.
    reaches: Vec<Reach>,
}

/// Writes a map to `path`, whole or not at all.
///
/// # Errors
///
/// If the disk is full or the folder cannot be written to.
pub fn write(path: &Path, map: &StreetMap, places: &[Place], scenery: &Scenery) -> io::Result<()> {
    let graph = &map.graph;
    let mut sections = Vec::with_capacity(graph.sections.len() * SECTION_BYTES);
    for section in &graph.sections {
        let index = |node: NodeId| u32::try_from(node.index()).map_err(io::Error::other);
        for number in [
            index(section.from)?,
            index(section.to)?,
            section.feature,
            section.name,
            section.shape.end,
            section.length_cm,
        ] {
            sections.extend(number.to_le_bytes());
        }
        sections.extend(section.way.to_le_bytes());
    }
    let nodes: Vec<LonLat> = graph.graph.node_weights().copied().collect();
    let meta = Meta {
        features: graph.features.clone(),
        names: graph.names.clone(),
        profiles: map.profiles.clone(),
        report: map.report.clone(),
        reaches: map.reaches.clone(),
    };
    container::write(
        path,
        VERSION,
        &[
            (META, encode(&meta)?),
            (NODES, places_to_bytes(&nodes)),
            (SECTIONS, sections),
            (ELEVATION, climbs_to_bytes(graph)),
            (SHAPE, places_to_bytes(&graph.shape)),
            (TURNS, encode(&TurnPart::of(graph))?),
            (TREE, encode(&map.snap_index)?),
            (ORDERS, encode(&map.orders)?),
            (PLACES, encode(&places)?),
            (SCENERY, encode(scenery)?),
        ],
    )
}

/// Opens a map.
///
/// # Errors
///
/// If the file cannot be read, is no map, of another version, or damaged.
pub fn open(path: &Path) -> Result<StreetMap, MapFileError> {
    read(Container::open(path, VERSION)?)
}

/// Reads only the places of a map.
///
/// # Errors
///
/// As [`open`].
pub fn places(path: &Path) -> Result<Vec<Place>, MapFileError> {
    decode(&Container::open(path, VERSION)?.section(PLACES)?)
}

/// Reads only the scenery of a map.
///
/// # Errors
///
/// As [`open`].
pub fn scenery(path: &Path) -> Result<Scenery, MapFileError> {
    decode(&Container::open(path, VERSION)?.section(SCENERY)?)
}

/// Reads a map from bytes, as [`open`] does from a file.
///
/// # Errors
///
/// As [`open`].
pub fn from_bytes(bytes: &[u8]) -> Result<StreetMap, MapFileError> {
    read(Container::new(io::Cursor::new(bytes), VERSION)?)
}

fn read(mut file: Container<impl Read + Seek>) -> Result<StreetMap, MapFileError> {
    let meta: Meta = decode(&file.section(META)?)?;
    let nodes = places_from_bytes(&file.section(NODES)?)?;
    let shape = places_from_bytes(&file.section(SHAPE)?)?;
    let sections = sections(&file.section(SECTIONS)?, &nodes, &shape, &meta)?;
    let mut graph =
        StreetGraph::new(nodes, sections, shape, meta.features.clone(), meta.names.clone());
    read_climbs(&file.section(ELEVATION)?, &mut graph)?;
    decode::<TurnPart>(&file.section(TURNS)?)?.add_to(&mut graph)?;
    let snap_index: SnapIndex = decode(&file.section(TREE)?)?;
    if !snap_index.belongs_to(&graph) {
        return Err(MapFileError::Inconsistent { what: "its R-tree is of another graph" });
    }
    let whole = |reach: &Reach| reach.main.len() == graph.graph.node_count();
    if meta.reaches.len() != meta.profiles.len() || !meta.reaches.iter().all(whole) {
        return Err(MapFileError::Inconsistent { what: "its components are of another graph" });
    }
    let orders: Orders = decode(&file.section(ORDERS)?)?;
    if !is_order(&orders.nodes, graph.graph.node_count())
        || !is_order(&orders.sections, graph.sections.len())
    {
        return Err(MapFileError::Inconsistent { what: "its orders are of another graph" });
    }
    let Meta { profiles, reaches, report, .. } = meta;
    Ok(StreetMap { graph, snap_index, profiles, reaches, orders, report, guide: OnceLock::new() })
}

/// Is it empty, or each index below `count` once?
fn is_order(order: &[u32], count: usize) -> bool {
    let mut seen = vec![false; count];
    let mut is_new = |index: u32| {
        let seen = seen.get_mut(index as usize);
        seen.is_some_and(|seen| !std::mem::replace(seen, true))
    };
    order.is_empty() || (order.len() == count && order.iter().all(|index| is_new(*index)))
}

fn sections(
    bytes: &[u8],
    nodes: &[LonLat],
    shape: &[LonLat],
    meta: &Meta,
) -> Result<Vec<Section>, MapFileError> {
    let wrong = MapFileError::Inconsistent { what: "a section points nowhere" };
    let mut start = 0;
    let mut sections = Vec::with_capacity(bytes.len() / SECTION_BYTES);
    for entry in bytes.chunks_exact(SECTION_BYTES) {
        let number = |index: usize| {
            u32::from_le_bytes(
                entry[4 * index..4 * index + 4].try_into().expect("invariant: four bytes"),
            )
        };
        let [from, to, feature, name, end, length_cm] = std::array::from_fn(number);
        let inside = |index: u32, length: usize| (index as usize) < length;
        let right = inside(from, nodes.len())
            && inside(to, nodes.len())
            && inside(feature, meta.features.len())
            && inside(name, meta.names.len())
            && start <= end
            && end as usize <= shape.len();
        if !right {
            return Err(wrong);
        }
        sections.push(Section {
            from: NodeId::new(from as usize),
            to: NodeId::new(to as usize),
            feature,
            name,
            way: i64::from_le_bytes(entry[24..32].try_into().expect("invariant: eight bytes")),
            shape: start..end,
            length_cm,
            signals: [0; 2],
            ascent_dm: 0,
            descent_dm: 0,
        });
        start = end;
    }
    if bytes.len().is_multiple_of(SECTION_BYTES) { Ok(sections) } else { Err(wrong) }
}

/// Ascent and descent of each section; nothing, if none is known.
fn climbs_to_bytes(graph: &StreetGraph) -> Vec<u8> {
    let known = graph.sections.iter().filter(|_| graph.has_elevation);
    known.flat_map(|it| [it.ascent_dm, it.descent_dm]).flat_map(u16::to_le_bytes).collect()
}

fn read_climbs(bytes: &[u8], graph: &mut StreetGraph) -> Result<(), MapFileError> {
    let (pairs, rest) = bytes.as_chunks::<4>();
    graph.has_elevation = !bytes.is_empty();
    if graph.has_elevation && (pairs.len() != graph.sections.len() || !rest.is_empty()) {
        return Err(MapFileError::Inconsistent { what: "its climbs are of another graph" });
    }
    for (section, [a, b, c, d]) in graph.sections.iter_mut().zip(pairs) {
        section.ascent_dm = u16::from_le_bytes([*a, *b]);
        section.descent_dm = u16::from_le_bytes([*c, *d]);
    }
    Ok(())
}

fn places_to_bytes(places: &[LonLat]) -> Vec<u8> {
    places
        .iter()
        .flat_map(|place| [place.lon_e7(), place.lat_e7()])
        .flat_map(i32::to_le_bytes)
        .collect()
}

fn places_from_bytes(bytes: &[u8]) -> Result<Vec<LonLat>, MapFileError> {
    let number = |bytes: &[u8]| {
        i64::from(i32::from_le_bytes(bytes.try_into().expect("invariant: four bytes")))
    };
    bytes
        .chunks(8)
        .map(|pair| {
            let pair = (pair.len() == 8).then(|| pair.split_at(4));
            pair.and_then(|(lon, lat)| LonLat::from_e7(number(lon), number(lat)))
                .ok_or(MapFileError::Inconsistent { what: "a point is off the Earth" })
        })
        .collect()
}

fn encode(value: &impl Serialize) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(io::Error::other)
}

fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, MapFileError> {
    postcard::from_bytes(bytes)
        .map_err(|_| MapFileError::Inconsistent { what: "a section cannot be decoded" })
}
