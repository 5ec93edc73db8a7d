//! Directions on the compass.

use crate::{geo::Plane, units::LonLat};

/// One looks so far ahead to tell where a street leads.
const LOOK_M: f64 = 10.0;

/// From one place to another, in degrees clockwise from north, 0 to 360.
pub(super) fn bearing(from: LonLat, to: LonLat) -> f64 {
    let [east, north] = Plane::around(from).project(to);
    east.atan2(north).to_degrees().rem_euclid(360.0)
}

/// Where a line leads at its start; `None` of a line without length.
pub(super) fn ahead(mut line: impl Iterator<Item = LonLat>) -> Option<f64> {
    let start = line.next()?;
    let plane = Plane::around(start);
    let (mut before, mut done) = ([0.0, 0.0], 0.0);
    for place in line {
        let at = plane.project(place);
        let way = [at[0] - before[0], at[1] - before[1]];
        let length = way[0].hypot(way[1]);
        if length > 0.0 && done + length >= LOOK_M {
            let part = (LOOK_M - done) / length;
            before = [before[0] + part * way[0], before[1] + part * way[1]];
            break;
        }
        done += length;
        before = at;
    }
    let [east, north] = before;
    (east != 0.0 || north != 0.0).then(|| east.atan2(north).to_degrees().rem_euclid(360.0))
}

/// How far one turns from one direction to another: -180 to 180, positive to the right.
pub(super) fn turn(before: f64, after: f64) -> f64 {
    let turn = (after - before).rem_euclid(360.0);
    if turn > 180.0 { turn - 360.0 } else { turn }
}

/// In whole degrees, 0 to 359.
pub(super) fn whole(bearing: f64) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 360")]
    let degrees = bearing.rem_euclid(360.0).round() as u16;
    degrees % 360
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compass_goes_clockwise_from_north() {
        let at = |lon, lat| LonLat::from_degrees(2.0 + lon, 48.0 + lat).unwrap();
        let from = at(0.0, 0.0);
        for (to, expected) in
            [(at(0.0, 0.01), 0), (at(0.01, 0.0), 90), (at(0.0, -0.01), 180), (at(-0.01, 0.0), 270)]
        {
            assert_eq!(whole(bearing(from, to)), expected);
            assert_eq!(ahead([from, to].into_iter()).map(whole), Some(expected));
        }
        assert_eq!(ahead([from, from].into_iter()), None);
        let (right, left) = (turn(350.0, 80.0), turn(10.0, 280.0));
        assert!((right - 90.0).abs() < 1e-9 && (left + 90.0).abs() < 1e-9);
        assert_eq!(whole(359.7), 0);
    }

    #[test]
    fn a_kink_at_a_kerb_is_looked_over() {
        let at = |east: f64, north: f64| {
            LonLat::from_degrees(2.0 + east / 74_500.0, 48.0 + north / 111_000.0).unwrap()
        };
        let line = [at(0.0, 0.0), at(1.0, 0.0), at(1.0, 50.0)];
        assert!(ahead(line.into_iter()).is_some_and(|it| it < 10.0));
    }
}
