//! One tile's place in the world.

use super::{
    world::{Point, UNIT_ZOOM},
    zooms,
};

/// Width and height of a tile in its own units.
pub(super) const EXTENT: u16 = 4096;
/// How far lines and polygons reach beyond a tile, so that no seam is seen: eight pixels.
pub(super) const BUFFER: u16 = 64;

/// A point in a tile's units, east and south of its north-western corner.
pub(super) type Local = [f64; 2];

/// One tile's place in the world.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) zoom: u8,
    /// Units of the world in one of the tile.
    pub(super) unit: f64,
    origin: [f64; 2],
}

impl Frame {
    /// `None` if there is no such tile, or not at this zoom.
    pub(super) fn new(zoom: u8, x: u32, y: u32) -> Option<Self> {
        if !(zooms::MIN..=zooms::MAX).contains(&zoom) || x >> zoom > 0 || y >> zoom > 0 {
            return None;
        }
        let unit = f64::from(1_u32 << (UNIT_ZOOM - zoom));
        let corner = |number: u32| f64::from(number) * unit * f64::from(EXTENT);
        Some(Self { zoom, unit, origin: [corner(x), corner(y)] })
    }

    /// A point of the world in the tile's units.
    pub(super) fn local(&self, [x, y]: Point) -> Local {
        let [x0, y0] = self.origin;
        [(f64::from(x) - x0) / self.unit, (f64::from(y) - y0) / self.unit]
    }

    /// What the tile shows, with its buffer, in units of the world.
    pub(super) fn shown(&self) -> [[f64; 2]; 2] {
        let by = |units: f64| self.origin.map(|at| at + units * self.unit);
        [by(f64::from(LOW)), by(f64::from(HIGH))]
    }
}

/// Least coordinate that is drawn.
pub(super) const LOW: i16 = -(BUFFER.cast_signed());
/// Greatest coordinate that is drawn.
pub(super) const HIGH: i16 = (EXTENT + BUFFER).cast_signed();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_out_of_range_is_no_tile() {
        for (z, x, y) in [(9, 0, 0), (17, 0, 0), (10, 1024, 0), (16, 0, 65_536), (255, 1, 1)] {
            assert!(Frame::new(z, x, y).is_none(), "{z}/{x}/{y}");
        }
        assert!(Frame::new(10, 1023, 1023).is_some());
        assert!(Frame::new(16, u32::MAX, 0).is_none());
    }

    #[test]
    fn a_corner_of_the_tile_is_at_its_origin() {
        let frame = Frame::new(14, 9326, 4742).unwrap();
        assert_eq!(frame.local([9326 << 18, 4742 << 18]).map(f64::to_bits), [0, 0]);
        let corner = frame.local([9327 << 18, 4743 << 18]);
        assert!(corner.iter().all(|n| (n - 4096.0).abs() < 1e-9));
        let [[west, _], [east, _]] = frame.shown();
        assert!((east - west - 64.0 * 4224.0).abs() < 1e-6);
    }
}
