//! A snapped place as bytes, so that who asks again need not have it looked for.

use crate::{
    geo::haversine_m,
    graph::{Direction, EdgeId, Metric, SectionId, Snap, SnapIndex, StreetGraph},
    units::LonLat,
};

/// Length of a [`Token`].
pub const TOKEN_BYTES: usize = 27;

const VERSION: u8 = 1;

/// A snapped place as bytes. It is good for the place it was made for, on the map it was made on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token(pub [u8; TOKEN_BYTES]);

impl Token {
    /// The token of `snap`, which was found for `place`.
    pub(super) fn of(graph: &StreetGraph, place: LonLat, snap: &Snap) -> Self {
        let mut bytes = [0; TOKEN_BYTES];
        let edge = u32::try_from(snap.edge.index()).unwrap_or(u32::MAX);
        let fields = [
            &[VERSION, u8::from(snap.one_way)][..],
            &stamp(graph).to_le_bytes(),
            &place.lon_e7().to_le_bytes(),
            &place.lat_e7().to_le_bytes(),
            &edge.to_le_bytes(),
            &snap.fraction.to_le_bytes(),
        ];
        let source = fields.into_iter().flatten();
        bytes.iter_mut().zip(source).for_each(|(byte, from)| *byte = *from);
        let last = bytes.len() - 1;
        bytes[last] = check(&bytes[..last]);
        Self(bytes)
    }

    /// What it says; `None` if it was made on another map, for another place or another vehicle
    /// class that rides where this one does not, or by nobody. One that somebody has made up is believed
    /// where it might have been made here: the place is at most on another street.
    pub(super) fn snap(&self, graph: &StreetGraph, metric: &Metric, place: LonLat) -> Option<Snap> {
        let (sum, rest) = self.0.split_last()?;
        let ([version, one_way], rest) = rest.split_first_chunk::<2>()?;
        let (stamped, rest) = rest.split_first_chunk::<4>()?;
        let (lon_e7, rest) = rest.split_first_chunk::<4>()?;
        let (lat_e7, rest) = rest.split_first_chunk::<4>()?;
        let (edge, rest) = rest.split_first_chunk::<4>()?;
        let (fraction, _) = rest.split_first_chunk::<8>()?;
        let lon_lat = (i32::from_le_bytes(*lon_e7), i32::from_le_bytes(*lat_e7));
        let edge = EdgeId::new(u32::from_le_bytes(*edge) as usize);
        let fraction = f64::from_le_bytes(*fraction);
        let is_ours = *version == VERSION
            && *sum == check(&self.0[..TOKEN_BYTES - 1])
            && u32::from_le_bytes(*stamped) == stamp(graph)
            && lon_lat == (place.lon_e7(), place.lat_e7())
            && edge.index() < graph.graph.edge_count()
            && (0.0..=1.0).contains(&fraction);
        let (section, direction) = is_ours.then(|| SectionId::of(edge))?;
        if !SnapIndex::may_hold(graph, section) || !metric.reaches(graph, section, direction) {
            return None;
        }
        let at = point_along(graph, section, direction, fraction);
        let distance_m = haversine_m(place, at);
        Some(Snap { edge, fraction, place: at, distance_m, one_way: *one_way != 0 })
    }
}

/// What tells a map from another, as far as hints must care.
fn stamp(graph: &StreetGraph) -> u32 {
    let mix = |sum: u32, number: usize| {
        let low = u32::try_from(number & 0xffff_ffff).unwrap_or_default();
        (sum.rotate_left(13) ^ low).wrapping_mul(0x9e37_79b1)
    };
    let lengths = graph.sections.iter().step_by(1 + graph.sections.len() / 64);
    let start = mix(mix(7, graph.sections.len()), graph.graph.node_count());
    lengths.fold(start, |sum, section| mix(sum, section.length_cm as usize))
}

/// Tells a token from a slip of the keys.
fn check(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0x5a, |sum: u8, byte| sum.rotate_left(3) ^ byte)
}

/// The place at a fraction of a section's length.
fn point_along(
    graph: &StreetGraph,
    section: SectionId,
    direction: Direction,
    fraction: f64,
) -> LonLat {
    let fraction = if direction == Direction::Forward { fraction } else { 1.0 - fraction };
    let points: Vec<LonLat> = graph.geometry(section).collect();
    let lengths: Vec<f64> = points.windows(2).map(|pair| haversine_m(pair[0], pair[1])).collect();
    let mut left = fraction * lengths.iter().sum::<f64>();
    let last = lengths.len() - 1;
    for (index, (pair, length)) in points.windows(2).zip(&lengths).enumerate() {
        if left <= *length || index == last {
            let part = if *length > 0.0 { (left / length).clamp(0.0, 1.0) } else { 0.0 };
            let mix = |a: f64, b: f64| a + (b - a) * part;
            let [a, b] = [pair[0], pair[1]];
            return LonLat::from_degrees(mix(a.lon(), b.lon()), mix(a.lat(), b.lat())).unwrap_or(a);
        }
        left -= length;
    }
    points[0]
}
