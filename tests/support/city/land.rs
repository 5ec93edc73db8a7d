//! What kind of neighbourhood is where.

use super::river::{Bank, River};
use crate::support::{
    ground::{self, Point, distance},
    random::Random,
};
use musette::units::LonLat;

/// Half the size of the park to the east and to the north, in metres.
const PARK_HALF_M: [f64; 2] = [430.0, 330.0];

/// A kind of neighbourhood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// Ordinary streets.
    Town,
    /// Where people walk.
    Core,
    /// Paths under trees.
    Park,
    /// Winding streets, see [`Hill`].
    Hill,
    /// In the river.
    Island,
}

/// A round hill.
#[derive(Clone, Debug)]
pub struct Hill {
    pub top: Point,
    /// Where the hill's own streets end, in metres from the top.
    pub radius_m: f64,
}

impl Hill {
    /// How high the ground is at a place, in metres: 20 m in the plain, 140 m on top, and a gentle
    /// slope up to the north everywhere.
    pub fn elevation_m(&self, place: LonLat) -> f64 {
        let point = ground::point(place);
        let off = distance(point, self.top) / (0.55 * self.radius_m);
        20.0 + 0.002 * point[1] + 120.0 * (-off * off).exp()
    }

    /// Is the place on the hill?
    pub fn contains(&self, place: LonLat) -> bool {
        distance(ground::point(place), self.top) < self.radius_m
    }
}

/// The lie of the land.
pub struct Land {
    pub river: River,
    pub hill: Hill,
    core: Point,
    park: Point,
}

impl Land {
    /// The land of a seed: the river's bends and the places of hill, core and park move a little.
    pub fn new(random: &mut Random) -> Self {
        let river = River::new(random.between(-0.4, 0.4));
        let mut near = |east: f64, north: f64| {
            [east + random.between(-80.0, 80.0), north + random.between(-80.0, 80.0)]
        };
        let core = near(-250.0, 700.0 + river.middle(-250.0));
        let (park, top) = (near(2_300.0, -1_900.0), near(-2_300.0, -2_300.0));
        Self { river, hill: Hill { top, radius_m: 1_100.0 }, core, park }
    }

    /// In which kind of neighbourhood a point on land is.
    pub fn region(&self, point: Point) -> Region {
        let in_park = (0..2).all(|axis| (point[axis] - self.park[axis]).abs() < PARK_HALF_M[axis]);
        if distance(point, self.hill.top) < self.hill.radius_m {
            Region::Hill
        } else if distance(point, self.core) < 520.0 {
            Region::Core
        } else if in_park {
            Region::Park
        } else if self.river.bank(point) == Bank::Island {
            Region::Island
        } else {
            Region::Town
        }
    }

    /// The four corners of the park.
    pub fn park_corners(&self) -> [Point; 4] {
        let [east, north] = PARK_HALF_M;
        [[-east, -north], [east, -north], [east, north], [-east, north]]
            .map(|[x, y]| [self.park[0] + x, self.park[1] + y])
    }

    /// Where shops cluster, with the share of each cluster and its radius in metres: the core, the
    /// station south of the river, a western and a north-eastern market.
    pub fn clusters(&self) -> [(Point, f64, f64); 4] {
        let south = self.river.middle(700.0) - 900.0;
        [
            (self.core, 0.45, 380.0),
            ([700.0, south], 0.22, 260.0),
            ([-2_500.0, self.river.middle(-2_500.0) + 700.0], 0.13, 220.0),
            ([2_900.0, 2_300.0], 0.10, 220.0),
        ]
    }

    /// One place in the core, one south of the river.
    pub fn hubs(&self) -> [Point; 2] {
        [self.core, [300.0, self.river.middle(300.0) - 600.0]]
    }
}
