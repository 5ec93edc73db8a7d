//! A line as coarse as a screen needs it.

use crate::{
    geo::{BoundingBox, nearest_on_segment},
    units::LonLat,
};

/// A screen that shows the whole line is so many pixels wide and high.
const SCREEN: [f64; 2] = [2048.0, 1280.0];

/// So many pixels nobody misses.
const PIXELS: f64 = 5.0;

const CLOSEST_ZOOM: i32 = 18;

/// Those points of a line that are needed where all of it fits on a screen, drawn in the Mercator
/// projection at the closest whole zoom; always its ends (Douglas and Peucker, 1973).
#[must_use]
pub fn simplified(points: &[LonLat]) -> Vec<LonLat> {
    let Some(bbox) = BoundingBox::around(points.iter().copied()).filter(|_| points.len() > 2)
    else {
        return points.to_vec();
    };
    let (min, max) = (pixel(bbox.min), pixel(bbox.max));
    let ratio =
        ((max[0] - min[0]).abs() / SCREEN[0]).max((max[1] - min[1]).abs() / SCREEN[1]).max(1.0);
    // One pixel at the zoom that fits, in those of the closest zoom.
    let tolerance = PIXELS * ratio.log2().ceil().min(f64::from(CLOSEST_ZOOM)).exp2();
    let line: Vec<[f64; 2]> = points.iter().map(|place| pixel(*place)).collect();
    let mut kept = vec![false; line.len()];
    let last = line.len() - 1;
    (kept[0], kept[last]) = (true, true);
    let mut spans = vec![(0, last)];
    while let Some((from, to)) = spans.pop() {
        let mut farthest = (0.0, from);
        for index in from + 1..to {
            let distance_2 = nearest_on_segment(line[from], line[to], line[index]).distance_2;
            if distance_2 > farthest.0 {
                farthest = (distance_2, index);
            }
        }
        if farthest.0 > tolerance * tolerance {
            kept[farthest.1] = true;
            spans.extend([(from, farthest.1), (farthest.1, to)]);
        }
    }
    points.iter().zip(kept).filter_map(|(place, kept)| kept.then_some(*place)).collect()
}

/// In pixels of the closest zoom, of tiles of 256.
fn pixel(place: LonLat) -> [f64; 2] {
    let world = 256.0 * f64::from(CLOSEST_ZOOM).exp2();
    let lat = place.lat().clamp(-85.05, 85.05).to_radians();
    let north = (lat.tan() + 1.0 / lat.cos()).ln() / std::f64::consts::TAU;
    [(place.lon() / 360.0 + 0.5) * world, (0.5 - north) * world]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_corners_go_and_big_ones_stay() {
        let at = |lon: f64, lat: f64| LonLat::from_degrees(2.0 + lon, 48.0 + lat).unwrap();
        let line = [at(0.0, 0.0), at(0.01, 0.000_02), at(0.02, 0.0), at(0.02, 0.02)];
        assert_eq!(simplified(&line), [line[0], line[2], line[3]]);
        for few in 0..3 {
            assert_eq!(simplified(&line[..few]), line[..few]);
        }
        assert_eq!(simplified(&[line[0]; 5]), [line[0]; 2]);
    }
}
