//! Areas where the streets are not as the map has them: road works, a market, heat.

use crate::{
    geo::Polygon,
    graph::{Cost, DIRECTIONS, EdgeCosts, Feature, SectionId, StreetGraph},
    units::{LonLat, Timestamp},
};
use rayon::prelude::*;
use std::sync::Arc;

/// What an area does to the streets in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// Nobody passes.
    Closed,
    /// Nobody goes faster than so many km/h.
    AtMostKmh(f64),
    /// Everybody goes at this part of their speed, above 0 and at most 1.
    Slower(f64),
}

/// An area where streets are closed or slow for a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// Opaque id.
    pub id: String,
    /// Where.
    pub area: Polygon,
    /// What is different there.
    pub effect: Effect,
    /// Names of the profiles that it is for; empty: all.
    pub profiles: Vec<String>,
    /// From when on; `None`: as long as one can think back.
    pub from: Option<Timestamp>,
    /// Until when, this instant not included; `None`: for ever.
    pub until: Option<Timestamp>,
    /// The hours in which it holds, as OpenStreetMap writes opening hours; `None`: all hours.
    pub hours: Option<String>,
}

impl Zone {
    /// Is it for a profile at all?
    pub(super) fn is_for(&self, profile: &str) -> bool {
        self.profiles.is_empty() || self.profiles.iter().any(|own| own == profile)
    }

    /// Is it in force at an instant, its hours aside?
    pub(super) fn is_on(&self, at: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= at) && self.until.is_none_or(|until| at < until)
    }
}

/// A street is closed by an area that it is in for more than this, in metres, or for half its length.
const CLOSED_FROM_M: f64 = 1.0;

/// A zone with the streets that it is about.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) zone: Zone,
    /// Sections, and which part of their length is inside. Without length, such as barriers, none is.
    pub(super) sections: Arc<[(SectionId, f64)]>,
}

impl Placed {
    /// Finds the streets of a zone. Linear in the points of the map, and as [`Polygon::share`] in those
    /// near the area.
    pub(super) fn new(zone: Zone, graph: &StreetGraph) -> Self {
        let bbox = zone.area.bbox();
        let inside = |index: usize| {
            let section = SectionId::new(index);
            let (mut west_east, mut south_north) = ([i32::MAX, i32::MIN], [i32::MAX, i32::MIN]);
            for place in graph.geometry(section) {
                widen(&mut west_east, place.lon_e7());
                widen(&mut south_north, place.lat_e7());
            }
            let (min, max) = (bbox.min, bbox.max);
            let apart = west_east[1] < min.lon_e7()
                || west_east[0] > max.lon_e7()
                || south_north[1] < min.lat_e7()
                || south_north[0] > max.lat_e7();
            if apart {
                return None;
            }
            let line: Vec<LonLat> = graph.geometry(section).collect();
            let share = zone.area.share(&line);
            (share > 0.0).then_some((section, share))
        };
        let sections =
            (0..graph.sections.len()).into_par_iter().filter_map(inside).collect::<Vec<_>>();
        Self { zone, sections: sections.into() }
    }

    /// The same streets for a zone of the same area.
    pub(super) fn renewed(&self, zone: Zone) -> Self {
        Self { zone, sections: Arc::clone(&self.sections) }
    }

    /// Changes what its streets cost.
    pub(super) fn apply(&self, graph: &StreetGraph, costs: &mut EdgeCosts) {
        for (section, share) in self.sections.iter() {
            let is_ferry = matches!(graph.feature(*section), Feature::Ferry { .. });
            let length_m = f64::from(graph.section(*section).length_cm) / 100.0;
            for edge in DIRECTIONS.map(|direction| section.edge(direction)) {
                costs.change(edge, |cost| match self.zone.effect {
                    Effect::Closed => {
                        let closed = share * length_m > CLOSED_FROM_M || *share >= 0.5;
                        (!closed).then_some(cost)
                    }
                    // What is asked of streets does not hold up a ship.
                    _ if is_ferry => Some(cost),
                    Effect::AtMostKmh(kmh) => {
                        let least_s = share * length_m / kmh * 3.6;
                        let now_s = share * f64::from(cost.time_ms()) / 1000.0;
                        Some(later(cost, least_s - now_s))
                    }
                    Effect::Slower(factor) => {
                        let now_s = share * f64::from(cost.time_ms()) / 1000.0;
                        Some(later(cost, now_s / factor - now_s))
                    }
                });
            }
        }
    }
}

fn widen(range: &mut [i32; 2], value: i32) {
    *range = [range[0].min(value), range[1].max(value)];
}

/// The same with a delay, if it is one.
fn later(cost: Cost, delay_s: f64) -> Cost {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let more = (delay_s * 1000.0).round() as u32;
    Cost::new(cost.time_ms().saturating_add(more), cost.length_cm())
}
