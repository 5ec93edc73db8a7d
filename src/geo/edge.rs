//! Straight edges between two places, on the plane of longitude and latitude.

use crate::units::LonLat;

/// A straight edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) from: LonLat,
    pub(super) to: LonLat,
}

impl Edge {
    /// Do two edges of an area meet anywhere but at an end of one that is the start of the other? Exact.
    pub(super) fn collides(&self, other: &Self) -> bool {
        for (one, next) in [(self, other), (other, self)] {
            if one.to == next.from {
                // Neighbours: they collide only if the next one leads back.
                let straight = side(one.from, one.to, next.to) == 0;
                return straight && product(one.to, one.from, next.to) > 0;
            }
        }
        let [a, b, c, d] = [self.from, self.to, other.from, other.to];
        let sides = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
        if sides[0] * sides[1] < 0 && sides[2] * sides[3] < 0 {
            return true;
        }
        let touch = |of: i128, from, to, place| of == 0 && spans(from, to, place);
        touch(sides[0], a, b, c)
            || touch(sides[1], a, b, d)
            || touch(sides[2], c, d, a)
            || touch(sides[3], c, d, b)
    }

    /// Where `other` cuts this one: 0 at its start, 1 at its end; `None` if they are parallel or do not
    /// meet.
    pub(super) fn cut(&self, other: &Self) -> Option<f64> {
        let ([ax, ay], [bx, by]) = (point(self.from), point(self.to));
        let ([cx, cy], [dx, dy]) = (point(other.from), point(other.to));
        let across = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
        if across == 0.0 {
            return None;
        }
        let here = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / across;
        let there = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / across;
        ((0.0..=1.0).contains(&here) && (0.0..=1.0).contains(&there)).then_some(here)
    }

    /// The point at a fraction of it.
    pub(super) fn at(&self, fraction: f64) -> [f64; 2] {
        let ([ax, ay], [bx, by]) = (point(self.from), point(self.to));
        [ax + (bx - ax) * fraction, ay + (by - ay) * fraction]
    }

    /// Does a ray from `place` to the east meet it? An edge has its southern end, but not its northern.
    pub(super) fn is_east_of(&self, [x, y]: [f64; 2]) -> bool {
        let ([ax, ay], [bx, by]) = (point(self.from), point(self.to));
        (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
    }
}

/// In 1e-7 degrees.
pub(super) fn point(place: LonLat) -> [f64; 2] {
    [f64::from(place.lon_e7()), f64::from(place.lat_e7())]
}

fn step(from: LonLat, to: LonLat) -> [i128; 2] {
    [
        i128::from(to.lon_e7()) - i128::from(from.lon_e7()),
        i128::from(to.lat_e7()) - i128::from(from.lat_e7()),
    ]
}

/// On which side of the line `a` to `b` a place is: 1 left, -1 right, 0 on it.
fn side(a: LonLat, b: LonLat, place: LonLat) -> i128 {
    let ([x, y], [u, v]) = (step(a, b), step(a, place));
    (x * v - y * u).signum()
}

/// Above 0 if two places are in the same direction of another.
fn product(of: LonLat, one: LonLat, other: LonLat) -> i128 {
    let ([x, y], [u, v]) = (step(of, one), step(of, other));
    x * u + y * v
}

/// Is a place on the line of an edge between its ends?
fn spans(from: LonLat, to: LonLat, place: LonLat) -> bool {
    product(place, from, to) <= 0
}
