//! From the seed to the whole city, step by step.

use super::{
    bridges, grid::Grid, hill, land::Hill, land::Land, outskirts, places, places::Site,
    river::River, sketch::Sketch, streets, waterside,
};
use crate::support::{ground, osm::OsmData, random::Random};
use musette::units::LonLat;

/// A map and who lives there.
#[derive(Clone, Debug)]
pub struct City {
    /// The map.
    pub osm: OsmData,
    /// Restaurants, pharmacies and shops, clustered.
    pub shops: Vec<Site>,
    /// Addresses all over the city, also on the hill and the island.
    pub customers: Vec<Site>,
    /// Where the ground rises.
    pub hill: Hill,
    /// Where the water is.
    pub river: River,
    /// Two places where couriers start: in the core, and south of the river.
    pub hubs: [LonLat; 2],
    /// The middle of the island.
    pub island: LonLat,
    /// A place among streets that no other street leads to.
    pub enclave: LonLat,
}

/// The city of a seed: the same seed gives the same city, down to the ids.
pub fn city(seed: u64) -> City {
    let mut random = Random::new(seed);
    let land = Land::new(&mut random);
    let mut sketch = Sketch::default();
    let mut grid = Grid::new(&land, &mut random);
    let mut frontages = streets::draw(&mut sketch, &mut grid, &land, &mut random);
    bridges::draw(&mut sketch, &grid, &land);
    waterside::draw(&mut sketch, &grid, &land, &mut random);
    frontages.extend(hill::draw(&mut sketch, &grid, &land, &mut random));
    let enclave = outskirts::draw(&mut sketch, &grid, &land);
    let shops = places::shops(&mut sketch, &frontages, &land, &mut random);
    let customers = places::customers(&mut sketch, &frontages, &land, &mut random);
    City {
        osm: sketch.osm,
        shops,
        customers,
        hubs: land.hubs().map(ground::place),
        island: ground::place(land.river.island()),
        enclave: ground::place(enclave),
        hill: land.hill,
        river: land.river,
    }
}
