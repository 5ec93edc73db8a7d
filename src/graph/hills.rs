//! Which edges a slope slows down or speeds up for one vehicle class, and how much.

use super::{
    slope::{Slowness, pushing_kmh, speed_kmh},
    street::{Feature, Section, StreetGraph},
};
use crate::osm::{Mode, Pace, Power, Profile, Travel, highest_kmh};
use std::collections::HashMap;

/// The slopes of a graph, as one vehicle class feels them.
///
/// Ridden ways follow the power model, pushed ones Tobler's. Steps do not: their pace is that of
/// climbing them. Neither do ferries and barriers.
pub(super) struct Hills {
    tables: Vec<Slowness>,
    /// By feature, along it and against it.
    by_feature: Vec<[Option<usize>; 2]>,
}

impl Hills {
    /// `None`, where slopes change nothing: no heights, or a class without power. `travels` says how
    /// each feature is used.
    pub(super) fn new(
        graph: &StreetGraph,
        profile: &Profile,
        travels: impl Iterator<Item = [Option<Travel>; 2]>,
    ) -> Option<Self> {
        let power = profile.power.filter(|_| graph.has_elevation)?;
        let mut tables = Vec::new();
        let mut known = HashMap::new();
        let by_feature = graph.features.iter().zip(travels);
        let by_feature = by_feature.map(|(feature, ways)| {
            ways.map(|travel| {
                let (mode, flat_kmh, most_kmh) = slowed(feature, profile, power, travel?)?;
                let key = (mode == Mode::Ride, flat_kmh.to_bits(), most_kmh.to_bits());
                Some(*known.entry(key).or_insert_with(|| {
                    let power = Power { downhill_kmh: most_kmh, ..power };
                    tables.push(Slowness::new(|grade| match mode {
                        Mode::Ride => speed_kmh(&power, grade, flat_kmh),
                        Mode::Push | Mode::Ferry => pushing_kmh(flat_kmh, grade),
                    }));
                    tables.len() - 1
                }))
            })
        });
        let by_feature = by_feature.collect();
        Some(Self { tables, by_feature })
    }

    /// Seconds along a section and against it, where a slope changes them.
    pub(super) fn seconds(&self, section: &Section) -> [Option<f64>; 2] {
        let [ascent_m, descent_m] =
            [section.ascent_dm, section.descent_dm].map(|dm| f64::from(dm) / 10.0);
        let metres = f64::from(section.length_cm) / 100.0;
        if ascent_m + descent_m <= 0.0 || metres <= 0.0 {
            return [None; 2];
        }
        let [there, back] = self.by_feature[section.feature as usize];
        let seconds = |table: usize| self.tables[table].seconds(metres, ascent_m, descent_m);
        match (there, back) {
            (Some(one), Some(other)) if one == other => seconds(one).map(Some),
            _ => [there.map(|it| seconds(it)[0]), back.map(|it| seconds(it)[1])],
        }
    }
}

/// How one gets along, the speed on the flat, and the highest downhill; `None`, if a slope does not
/// matter.
fn slowed(
    feature: &Feature,
    profile: &Profile,
    power: Power,
    travel: Travel,
) -> Option<(Mode, f64, f64)> {
    let (Feature::Street(tags), Pace::Speed { kmh }) = (feature, travel.pace) else { return None };
    match travel.mode {
        Mode::Ride => Some((Mode::Ride, kmh, power.downhill_kmh.min(highest_kmh(tags, profile)))),
        Mode::Push if !tags.is("highway", "steps") => Some((Mode::Push, kmh, kmh)),
        Mode::Push | Mode::Ferry => None,
    }
}
