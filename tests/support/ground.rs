//! Metres on an invented piece of ground, and where that ground lies on Earth.

use musette::units::LonLat;

/// Metres east and north of the middle.
pub type Point = [f64; 2];

/// The middle: a field in the Beauce, where no city is.
pub const MIDDLE: (f64, f64) = (1.7, 48.2);

/// Metres in a degree of a great circle, on the sphere of `musette::geo::haversine_m`.
pub const DEGREE_M: f64 = 6_371_008.8 * std::f64::consts::PI / 180.0;

/// The place on Earth of a point.
pub fn place([east, north]: Point) -> LonLat {
    let lon = MIDDLE.0 + east / (DEGREE_M * MIDDLE.1.to_radians().cos());
    LonLat::from_degrees(lon, MIDDLE.1 + north / DEGREE_M).expect("a few kilometres off the middle")
}

/// The point of a place on Earth: the inverse of [`place`].
pub fn point(place: LonLat) -> Point {
    let east = (place.lon() - MIDDLE.0) * DEGREE_M * MIDDLE.1.to_radians().cos();
    [east, (place.lat() - MIDDLE.1) * DEGREE_M]
}

/// Distance in metres.
pub fn distance(a: Point, b: Point) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// The point at `fraction` of the way from `a` to `b`.
pub fn along(a: Point, b: Point, fraction: f64) -> Point {
    [a[0] + (b[0] - a[0]) * fraction, a[1] + (b[1] - a[1]) * fraction]
}

/// The point at `fraction` of the way from `a` to `b`, moved `left` metres to its left.
pub fn beside(a: Point, b: Point, fraction: f64, left: f64) -> Point {
    let length = distance(a, b).max(1e-6);
    let [x, y] = along(a, b, fraction);
    [x - (b[1] - a[1]) / length * left, y + (b[0] - a[0]) / length * left]
}
