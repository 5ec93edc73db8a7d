//! What a courier carries.

use serde::{Deserialize, Serialize};
use std::{
    fmt,
    iter::Sum,
    ops::{Add, Sub},
};

/// One of the three ways in which a load can be too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Mass, in grams.
    Mass,
    /// Volume, in millilitres.
    Volume,
    /// Pieces: bags, boxes, crates.
    Bags,
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mass => "mass",
            Self::Volume => "volume",
            Self::Bags => "bags",
        })
    }
}

/// A load, or the room for one. Sums and differences are taken dimension by dimension and saturate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Load {
    /// Mass in grams.
    pub mass_g: u32,
    /// Volume in millilitres.
    pub volume_ml: u32,
    /// Number of pieces.
    pub bags: u32,
}

impl Load {
    /// Nothing on board.
    pub const ZERO: Self = Self { mass_g: 0, volume_ml: 0, bags: 0 };

    /// The first dimension in which this load is more than `capacity`, if there is one.
    #[must_use]
    pub fn exceeds(&self, capacity: &Self) -> Option<Dimension> {
        if self.mass_g > capacity.mass_g {
            Some(Dimension::Mass)
        } else if self.volume_ml > capacity.volume_ml {
            Some(Dimension::Volume)
        } else if self.bags > capacity.bags {
            Some(Dimension::Bags)
        } else {
            None
        }
    }

    /// Does this load fit into `capacity` in every dimension?
    #[must_use]
    pub fn fits(&self, capacity: &Self) -> bool {
        self.exceeds(capacity).is_none()
    }

    /// The larger of both, dimension by dimension.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Self {
            mass_g: self.mass_g.max(other.mass_g),
            volume_ml: self.volume_ml.max(other.volume_ml),
            bags: self.bags.max(other.bags),
        }
    }

    /// The amount in one dimension, in its unit.
    #[must_use]
    pub fn amount(&self, dimension: Dimension) -> u32 {
        match dimension {
            Dimension::Mass => self.mass_g,
            Dimension::Volume => self.volume_ml,
            Dimension::Bags => self.bags,
        }
    }
}

impl Add for Load {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            mass_g: self.mass_g.saturating_add(other.mass_g),
            volume_ml: self.volume_ml.saturating_add(other.volume_ml),
            bags: self.bags.saturating_add(other.bags),
        }
    }
}

impl Sub for Load {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            mass_g: self.mass_g.saturating_sub(other.mass_g),
            volume_ml: self.volume_ml.saturating_sub(other.volume_ml),
            bags: self.bags.saturating_sub(other.bags),
        }
    }
}

impl Sum for Load {
    fn sum<I: Iterator<Item = Self>>(loads: I) -> Self {
        loads.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Load {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:.1} kg, {:.1} l, {} {}",
            f64::from(self.mass_g) / 1000.0,
            f64::from(self.volume_ml) / 1000.0,
            self.bags,
            if self.bags == 1 { "bag" } else { "bags" }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_load_must_fit_in_every_dimension() {
        let room = Load { mass_g: 10, volume_ml: 10, bags: 1 };
        assert!(room.fits(&room));
        let heavy = Load { mass_g: 11, volume_ml: 0, bags: 0 };
        assert_eq!(heavy.exceeds(&room), Some(Dimension::Mass));
        let bulky = Load { mass_g: 0, volume_ml: 11, bags: 2 };
        assert_eq!(bulky.exceeds(&room), Some(Dimension::Volume));
        let many = Load { mass_g: 0, volume_ml: 0, bags: 2 };
        assert_eq!(many.exceeds(&room), Some(Dimension::Bags));
    }
}
