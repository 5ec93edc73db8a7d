//! Directions on the compass, in degrees clockwise from north.

/// Where a way of so many metres east and north leads, 0 to 360.
#[must_use]
pub fn bearing([east, north]: [f64; 2]) -> f64 {
    wrapped(east.atan2(north).to_degrees())
}

/// The same direction from 0 to 360. A remainder of floats is a call to a library; this is not.
#[must_use]
pub fn wrapped(degrees: f64) -> f64 {
    #[expect(clippy::cast_possible_truncation, reason = "a few turns at most")]
    let turns = (degrees / 360.0) as i32;
    let rest = degrees - 360.0 * f64::from(turns);
    if rest < 0.0 { rest + 360.0 } else { rest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compass_goes_clockwise_from_north() {
        for (way, expected) in [
            ([0.0, 1.0], 0.0),
            ([2.0, 0.0], 90.0),
            ([0.0, -3.0], 180.0),
            ([-4.0, 0.0], 270.0),
            ([-1.0, 1.0], 315.0),
        ] {
            assert!((bearing(way) - expected).abs() < 1e-9, "{way:?}");
        }
        for (degrees, expected) in [(-0.5, 359.5), (360.0, 0.0), (900.0, 180.0), (-450.0, 270.0)] {
            assert!((wrapped(degrees) - expected).abs() < 1e-9, "{degrees}");
        }
    }
}
