//! A coastline cut off at the edges of a box.

use crate::{geo::BoundingBox, units::LonLat};

/// A stretch of coast inside the box.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Shore {
    pub(super) path: Vec<LonLat>,
}

/// The stretches of a coastline that are inside the box, in their order and direction. Ends inside the
/// box are the coastline's own.
pub(super) fn cut(coast: &[LonLat], bounds: &BoundingBox) -> Vec<Shore> {
    let mut shores: Vec<Shore> = Vec::new();
    let mut open = false;
    for pair in coast.windows(2) {
        let Some((from, to)) = clip(pair[0], pair[1], bounds) else {
            open = false;
            continue;
        };
        match shores.last_mut() {
            Some(shore) if open && shore.path.last() == Some(&from) => shore.path.push(to),
            _ => shores.push(Shore { path: vec![from, to] }),
        }
        open = to == pair[1];
    }
    for shore in &mut shores {
        shore.path.dedup();
    }
    // One that only touches the edge bounds nothing.
    shores.retain(|shore| shore.path.len() > 1);
    shores
}

/// The place on the edge that is nearest, if the way there is not longer than `reach` times the box's
/// longer side.
pub(super) fn nearest_on_edge(at: LonLat, bounds: &BoundingBox, reach: f64) -> Option<LonLat> {
    let [x, y] = [at.lon_e7(), at.lat_e7()].map(i64::from);
    let [west, south] = [bounds.min.lon_e7(), bounds.min.lat_e7()].map(i64::from);
    let [east, north] = [bounds.max.lon_e7(), bounds.max.lat_e7()].map(i64::from);
    let degree = bounds.min.lat().to_radians().cos();
    let (wide, high) = ((east - west) as f64 * degree, (north - south) as f64);
    let ways = [
        ((x - west) as f64 * degree, (west, y)),
        ((east - x) as f64 * degree, (east, y)),
        ((y - south) as f64, (x, south)),
        ((north - y) as f64, (x, north)),
    ];
    let (far, (lon, lat)) = ways.into_iter().min_by(|a, b| a.0.total_cmp(&b.0))?;
    if far <= reach * wide.max(high) { LonLat::from_e7(lon, lat) } else { None }
}

/// The part of a segment inside the box (Liang and Barsky, 1984), each end rounded to the grid and on
/// the very edge where it was cut.
fn clip(a: LonLat, b: LonLat, bounds: &BoundingBox) -> Option<(LonLat, LonLat)> {
    let point = |at: LonLat| [f64::from(at.lon_e7()), f64::from(at.lat_e7())];
    let ([ax, ay], [bx, by]) = (point(a), point(b));
    let ([west, south], [east, north]) = (point(bounds.min), point(bounds.max));
    let (dx, dy) = (bx - ax, by - ay);
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (p, q) in [(-dx, ax - west), (dx, east - ax), (-dy, ay - south), (dy, north - ay)] {
        if p == 0.0 {
            if q < 0.0 {
                return None;
            }
        } else if p < 0.0 {
            from = from.max(q / p);
        } else {
            to = to.min(q / p);
        }
    }
    if from > to {
        return None;
    }
    let at = |share: f64, end: LonLat, whole: f64| {
        if (share - whole).abs() < f64::EPSILON {
            return Some(end);
        }
        #[expect(clippy::cast_possible_truncation, reason = "within the box, so within an i32")]
        let e7 = |value: f64, low: f64, high: f64| value.round().clamp(low, high) as i64;
        LonLat::from_e7(e7(ax + share * dx, west, east), e7(ay + share * dy, south, north))
    };
    Some((at(from, a, 0.0)?, at(to, b, 1.0)?))
}

/// How far along the edge of the box a place is, clockwise from the north-western corner; `None` if it
/// is not on the edge.
pub(super) fn along_edge(at: LonLat, bounds: &BoundingBox) -> Option<i64> {
    let [x, y] = [at.lon_e7(), at.lat_e7()].map(i64::from);
    let [west, south] = [bounds.min.lon_e7(), bounds.min.lat_e7()].map(i64::from);
    let [east, north] = [bounds.max.lon_e7(), bounds.max.lat_e7()].map(i64::from);
    let (width, height) = (east - west, north - south);
    if y == north {
        Some(x - west)
    } else if x == east {
        Some(width + north - y)
    } else if y == south {
        Some(width + height + east - x)
    } else if x == west {
        Some(2 * width + height + y - south)
    } else {
        None
    }
}

/// The corners of the box with their distances along its edge, clockwise from the north-western one.
pub(super) fn corners(bounds: &BoundingBox) -> Vec<(i64, LonLat)> {
    let corner = |lon: LonLat, lat: LonLat| {
        LonLat::from_e7(i64::from(lon.lon_e7()), i64::from(lat.lat_e7()))
    };
    [
        (bounds.min, bounds.max),
        (bounds.max, bounds.max),
        (bounds.max, bounds.min),
        (bounds.min, bounds.min),
    ]
    .into_iter()
    .filter_map(|(lon, lat)| corner(lon, lat))
    .filter_map(|corner| Some((along_edge(corner, bounds)?, corner)))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn e7((lon, lat): (i64, i64)) -> LonLat {
        LonLat::from_e7(lon, lat).unwrap()
    }

    fn bounds() -> BoundingBox {
        BoundingBox { min: e7((0, 0)), max: e7((100, 50)) }
    }

    fn cuts(coast: &[(i64, i64)]) -> Vec<Vec<(i32, i32)>> {
        let coast: Vec<_> = coast.iter().copied().map(e7).collect();
        let pair = |at: &LonLat| (at.lon_e7(), at.lat_e7());
        cut(&coast, &bounds()).iter().map(|shore| shore.path.iter().map(pair).collect()).collect()
    }

    #[test]
    fn a_coast_is_cut_at_the_edges() {
        assert_eq!(
            cuts(&[(-10, 10), (10, 10), (10, 60), (20, 60), (20, -10)]),
            [vec![(0, 10), (10, 10), (10, 50)], vec![(20, 50), (20, 0)]]
        );
        assert_eq!(cuts(&[(10, 10), (20, 20), (20, 60)]), [vec![(10, 10), (20, 20), (20, 50)]]);
        assert_eq!(cuts(&[(-10, -10), (-10, 60)]), Vec::<Vec<_>>::new());
        assert_eq!(cuts(&[(-10, 10), (0, 20), (-10, 30)]), Vec::<Vec<_>>::new());
    }

    #[test]
    fn the_edge_is_walked_clockwise_from_the_north_west() {
        for (at, along) in [
            ((0, 50), Some(0)),
            ((30, 50), Some(30)),
            ((100, 50), Some(100)),
            ((100, 20), Some(130)),
            ((100, 0), Some(150)),
            ((0, 0), Some(250)),
            ((0, 20), Some(270)),
            ((10, 20), None),
        ] {
            assert_eq!(along_edge(e7(at), &bounds()), along, "{at:?}");
        }
        let along: Vec<i64> = corners(&bounds()).iter().map(|corner| corner.0).collect();
        assert_eq!(along, [0, 100, 150, 250]);
    }
}
