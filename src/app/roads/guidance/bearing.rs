//! Directions on the compass.

use crate::{
    geo::{self, Plane, wrapped},
    units::LonLat,
};

/// From one place to another, in degrees clockwise from north, 0 to 360.
pub(super) fn bearing(from: LonLat, to: LonLat) -> f64 {
    geo::bearing(Plane::around(from).project(to))
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
    fn turns_are_to_the_right_above_zero() {
        let at = |lon, lat| LonLat::from_degrees(2.0 + lon, 48.0 + lat).unwrap();
        assert_eq!(whole(bearing(at(0.0, 0.0), at(-0.01, 0.0))), 270);
        let (right, left) = (turn(350.0, 80.0), turn(10.0, 280.0));
        assert!((right - 90.0).abs() < 1e-9 && (left + 90.0).abs() < 1e-9);
        assert_eq!([359.7, -0.2, 0.4, 0.5, 899.6, -450.0].map(whole), [0, 0, 0, 1, 180, 270]);
    }
}
