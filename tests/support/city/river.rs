//! The river, and which side of it a point is on.

use crate::support::ground::{Point, along};

/// Half the width of the river where it has no island, in metres.
const HALF_WIDTH_M: f64 = 90.0;

/// Where a point is, seen from the river.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bank {
    North,
    South,
    Island,
    Water,
}

/// A river that winds from west to east. Its middle line is a function of the east coordinate.
#[derive(Clone, Debug)]
pub struct River {
    phase: f64,
    /// How far east of the middle of the city the island is, in metres.
    island_east: f64,
}

impl River {
    /// A river whose bends are moved by `phase`.
    pub fn new(phase: f64) -> Self {
        Self { phase, island_east: 1_600.0 }
    }

    /// How far north the middle of the river is.
    pub fn middle(&self, east: f64) -> f64 {
        330.0 * (east / 1_500.0 + self.phase).sin() + 120.0 * (east / 610.0 + self.phase).cos()
    }

    /// From the middle of the river to either shore, in metres; wider around the island.
    pub fn half_width(&self, east: f64) -> f64 {
        let off = (east - self.island_east) / 750.0;
        let bulge = (1.0 - off * off).max(0.0);
        HALF_WIDTH_M + 280.0 * bulge * bulge
    }

    /// From the middle of the river to the island's shore, in metres; zero where there is none.
    pub fn half_island(&self, east: f64) -> f64 {
        let off = (east - self.island_east) / 520.0;
        200.0 * (1.0 - off * off).max(0.0).sqrt()
    }

    /// Where a point is.
    pub fn bank(&self, [east, north]: Point) -> Bank {
        let off = north - self.middle(east);
        if off.abs() < self.half_island(east) {
            Bank::Island
        } else if off.abs() <= self.half_width(east) {
            Bank::Water
        } else if off > 0.0 {
            Bank::North
        } else {
            Bank::South
        }
    }

    /// Is there land, and no shore within `margin` metres to the north and the south?
    pub fn is_dry(&self, point: Point, margin: f64) -> bool {
        let bank = self.bank(point);
        let [east, north] = point;
        bank != Bank::Water
            && [-margin, margin].iter().all(|step| self.bank([east, north + step]) == bank)
    }

    /// Does the straight line between two points get wet?
    pub fn parts(&self, a: Point, b: Point) -> bool {
        let bank = self.bank(a);
        bank == Bank::Water
            || (1..=8_u8).any(|step| self.bank(along(a, b, f64::from(step) / 8.0)) != bank)
    }

    /// The middle of the island.
    pub fn island(&self) -> Point {
        [self.island_east, self.middle(self.island_east)]
    }
}
