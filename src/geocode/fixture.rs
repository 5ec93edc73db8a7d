//! Two small French towns, written by hand.

use super::Geocoder;
use crate::{
    graph::StreetMap,
    osm::{Extract, Place, PlaceKind, Profile, Tags, Way},
    units::LonLat,
};
use std::sync::LazyLock;

/// Metres east and north of the middle of Lille.
pub(super) fn at(east_m: f64, north_m: f64) -> LonLat {
    LonLat::from_degrees(3.06 + east_m / 70_600.0, 50.63 + north_m / 110_574.0).unwrap()
}

/// The next town is 6 km away.
pub(super) const ROUBAIX: [f64; 2] = [4_000.0, 4_500.0];

const STREETS: &[(&str, [f64; 2], [f64; 2])] = &[
    ("Rue de Gand", [0.0, 0.0], [600.0, 0.0]),
    ("Rue de Gand", [600.0, 0.0], [900.0, 100.0]),
    ("Boulevard Victor Hugo", [0.0, -500.0], [800.0, -500.0]),
    ("Rue Pasteur", [0.0, 800.0], [300.0, 800.0]),
    ("Rue Pasteur", [4_000.0, 4_500.0], [4_300.0, 4_500.0]),
    ("Place du Général-de-Gaulle", [-200.0, 0.0], [-200.0, 80.0]),
    ("Rue de l'Hôpital-Militaire", [-500.0, -300.0], [-300.0, -300.0]),
    ("Rue du 8 Mai 1945", [-900.0, 0.0], [-900.0, 200.0]),
    ("Avenue Saint-Maur", [900.0, 900.0], [900.0, 1_500.0]),
    ("Rue Nationale", [-400.0, 300.0], [-1_000.0, 300.0]),
    ("Rue du Moulin", [300.0, 300.0], [300.0, 500.0]),
    ("Leopold-Straße", [1_500.0, 0.0], [1_500.0, 300.0]),
    ("Kalevankatu", [1_800.0, 0.0], [1_800.0, 300.0]),
];

struct Door(&'static str, &'static str, &'static str, &'static str, [f64; 2]);

const DOORS: &[Door] = &[
    Door("12", "Rue de Gand", "59800", "Lille", [100.0, 10.0]),
    // Twice, once without its town.
    Door("12", "Rue de Gand", "", "", [105.0, 10.0]),
    Door("12 bis", "Rue de Gand", "59800", "Lille", [110.0, 10.0]),
    Door("14", "Rue de Gand", "59800", "Lille", [120.0, 10.0]),
    Door("20-24", "Rue de Gand", "59800", "Lille", [200.0, 10.0]),
    Door("8", "Bd Victor Hugo", "59000", "Lille", [100.0, -490.0]),
    Door("10", "Boulevard Victor Hugo", "59000", "Lille", [120.0, -490.0]),
    Door("3", "Rue Pasteur", "59000", "Lille", [50.0, 810.0]),
    Door("3", "Rue Pasteur", "59100", "Roubaix", [4_050.0, 4_510.0]),
    Door("5", "Rue Pasteur", "59100", "Roubaix", [4_070.0, 4_510.0]),
    Door("8", "Rue du 8 Mai 1945", "59000", "Lille", [-890.0, 50.0]),
    Door("7", "Rue de l'Hôpital-Militaire", "59000", "Lille", [-450.0, -290.0]),
    Door("1", "Place du Général-de-Gaulle", "59000", "Lille", [-190.0, 40.0]),
    Door("4", "Avenue Saint-Maur", "", "", [910.0, 1_000.0]),
    Door("3", "Kalevankatu", "00100", "Helsinki", [1_810.0, 50.0]),
    Door("5", "Leopold-Straße", "80802", "München", [1_510.0, 50.0]),
    Door("9", "Le Bourg", "59000", "Lille", [2_500.0, 0.0]),
    // A department store with an object at each end of its block.
    Door("52", "Quai Vauban", "59000", "Lille", [-1_500.0, 0.0]),
    Door("52", "Quai Vauban", "59000", "Lille", [-1_500.0, 170.0]),
];

struct Named(PlaceKind, &'static str, &'static str, &'static str, [f64; 2]);

const NAMED: &[Named] = &[
    Named(PlaceKind::Cafe, "Café du Moulin", "14", "Rue de Gand", [121.0, 11.0]),
    Named(PlaceKind::Restaurant, "Au Bœuf Écossais", "", "", [-700.0, 310.0]),
    Named(PlaceKind::Pharmacy, "Pharmacie Nationale", "40", "Rue Nationale", [-600.0, 310.0]),
    Named(PlaceKind::Shop, "Fleurs d'Été", "", "", [0.0, 20.0]),
    Named(PlaceKind::Shop, "Fleurs d'Été", "", "", [3_900.0, 4_400.0]),
    // One library, as a node and as a building.
    Named(PlaceKind::Amenity, "Médiathèque Jean Lévy", "", "", [-300.0, 200.0]),
    Named(PlaceKind::Amenity, "Médiathèque Jean Lévy", "", "", [-280.0, 200.0]),
    Named(PlaceKind::Locality, "Lille", "", "", [0.0, 100.0]),
    Named(PlaceKind::Locality, "Roubaix", "", "", ROUBAIX),
    Named(PlaceKind::Locality, "Fives", "", "", [2_000.0, 0.0]),
];

pub(super) fn places() -> Vec<Place> {
    let doors = DOORS.iter().map(|Door(number, street, postcode, city, [east, north])| Place {
        kind: PlaceKind::Address,
        name: String::new(),
        street: (*street).to_owned(),
        housenumber: (*number).to_owned(),
        postcode: (*postcode).to_owned(),
        city: (*city).to_owned(),
        at: at(*east, *north),
    });
    let named = NAMED.iter().map(|Named(kind, name, number, street, [east, north])| Place {
        kind: *kind,
        name: (*name).to_owned(),
        street: (*street).to_owned(),
        housenumber: (*number).to_owned(),
        postcode: String::new(),
        city: String::new(),
        at: at(*east, *north),
    });
    doors.chain(named).collect()
}

/// The streets and what stands beside them.
pub(super) static TOWNS: LazyLock<Geocoder> = LazyLock::new(|| {
    let mut extract = Extract {
        kinds: vec![Tags::new([("highway", "residential")])],
        names: vec![String::new()],
        ..Extract::default()
    };
    for (id, (name, from, to)) in (1..).zip(STREETS) {
        let first = u32::try_from(extract.positions.len()).unwrap();
        let start = extract.refs.len();
        extract.positions.extend([from, to].map(|[east, north]| Some(at(*east, *north))));
        extract.refs.extend([first, first + 1]);
        extract.names.push((*name).to_owned());
        extract.ways.push(Way {
            id,
            kind: 0,
            name: id.try_into().unwrap(),
            refs: start..start + 2,
        });
    }
    Geocoder::new(&places(), &StreetMap::build(&extract, Vec::<Profile>::new()).graph)
});
