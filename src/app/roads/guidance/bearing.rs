//! Directions on the compass.

use crate::{geo::Plane, units::LonLat};

/// From one place to another, in degrees clockwise from north, 0 to 360.
pub(super) fn bearing(from: LonLat, to: LonLat) -> f64 {
    let [east, north] = Plane::around(from).project(to);
    wrapped(east.atan2(north).to_degrees())
}

/// The same direction from 0 to 360. A remainder of floats is a call to a library; this is not.
pub(super) fn wrapped(degrees: f64) -> f64 {
    #[expect(clippy::cast_possible_truncation, reason = "a few turns at most")]
    let turns = (degrees / 360.0) as i32;
    let rest = degrees - 360.0 * f64::from(turns);
    if rest < 0.0 { rest + 360.0 } else { rest }
}

/// How far one turns from one direction to another: -180 to 180, positive to the right.
pub(super) fn turn(before: f64, after: f64) -> f64 {
    let turn = wrapped(after - before);
    if turn > 180.0 { turn - 360.0 } else { turn }
}

/// In whole degrees, 0 to 359.
pub(super) fn whole(bearing: f64) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 360")]
    let degrees = (wrapped(bearing) + 0.5) as u16;
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
        }
        let (right, left) = (turn(350.0, 80.0), turn(10.0, 280.0));
        assert!((right - 90.0).abs() < 1e-9 && (left + 90.0).abs() < 1e-9);
        assert_eq!([359.7, -0.2, 0.4, 0.5, 899.6, -450.0].map(whole), [0, 0, 0, 1, 180, 270]);
    }
}
