//! `[power]` of a profile: what a rider and a vehicle do on a slope.

use super::section::Section;
use crate::osm::Power;
use std::ops::RangeInclusive;

/// A trained rider keeps up less for an hour. In watts.
const RIDER_W: RangeInclusive<f64> = 10.0..=600.0;
/// The strongest motors of cycles that need no licence anywhere.
const ASSIST_W: RangeInclusive<f64> = 0.0..=2_000.0;
const SPEED_KMH: RangeInclusive<f64> = 0.1..=60.0;
const MASS_KG: RangeInclusive<f64> = 20.0..=1_000.0;
const LOAD_KG: RangeInclusive<f64> = 0.0..=1_000.0;
/// From a track bicycle on wood to soft tyres in sand.
const ROLLING: RangeInclusive<f64> = 0.001..=0.1;
/// From a racer in the drops to a wall of boxes.
const DRAG_M2: RangeInclusive<f64> = 0.1..=5.0;

/// Another load of the same vehicle: a profile of its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Band {
    /// What comes after the profile's name and a hyphen.
    pub(super) name: String,
    /// Instead of the load of the profile.
    pub(super) load_kg: f64,
}

/// Left out, slopes change nothing; given, it is given whole, with the bands of load beside. `None` is a
/// complaint.
pub(super) fn power(root: &Section<'_>) -> Option<(Option<Power>, Vec<Band>)> {
    // Whatever it is instead of a table was complained of.
    let Some(table) = root.optional_table("power") else { return Some((None, Vec::new())) };
    let number = |key, example, range| table.required(key, example)?.number(range);
    let rider_w = number("rider_w", "100", RIDER_W);
    let assist_w = number("assist_w", "250", ASSIST_W);
    let assist_kmh = number("assist_kmh", "25", SPEED_KMH);
    let mass_kg = number("mass_kg", "105", MASS_KG);
    let load_kg = number("load_kg", "15", LOAD_KG);
    let rolling = number("rolling", "0.008", ROLLING);
    let drag_m2 = number("drag_m2", "0.6", DRAG_M2);
    let downhill_kmh = number("downhill_kmh", "20", SPEED_KMH);
    let bands = bands(&table);
    table.close();
    let power = Power {
        rider_w: rider_w?,
        assist_w: assist_w?,
        assist_kmh: assist_kmh?,
        mass_kg: mass_kg?,
        load_kg: load_kg?,
        rolling: rolling?,
        drag_m2: drag_m2?,
        downhill_kmh: downhill_kmh?,
    };
    Some((Some(power), bands))
}

fn bands(table: &Section<'_>) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for section in table.tables("bands") {
        let name = section.required("name", "\"loaded\"").and_then(|value| value.id());
        let load_kg = section.required("load_kg", "80").and_then(|value| value.number(LOAD_KG));
        section.close();
        let (Some(name), Some(load_kg)) = (name, load_kg) else { continue };
        if bands.iter().any(|other| other.name == name) {
            section.complain("name", format!("{name:?} is there twice"), "give it another name");
        }
        bands.push(Band { name, load_kg });
    }
    bands
}
