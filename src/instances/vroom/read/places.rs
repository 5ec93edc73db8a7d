//! The places of a problem, each once: by the index of a matrix everywhere, or by coordinates everywhere.

use super::{
    super::problem::{Place, Spot},
    fields::{Fields, whole},
};
use std::collections::HashMap;

/// The places so far.
#[derive(Debug, Default)]
pub(super) struct Places {
    all: Vec<Place>,
    by_index: HashMap<u32, usize>,
    by_coordinates: HashMap<[u64; 2], usize>,
    /// Have those that came so far an index?
    indexed: Option<bool>,
}

impl Places {
    pub(super) fn into_all(self) -> Vec<Place> {
        self.all
    }

    /// Have all places an index?
    pub(super) fn are_indexed(&self) -> bool {
        self.indexed == Some(true)
    }

    /// One of them, as it was said; `None` if nothing was, or it does not go with the others.
    pub(super) fn spot(
        &mut self,
        fields: &Fields<'_>,
        index: Option<u32>,
        at: Option<[f64; 2]>,
    ) -> Option<Spot> {
        if index.is_none() && at.is_none() {
            return None;
        }
        if *self.indexed.get_or_insert(index.is_some()) != index.is_some() {
            fields.complain("Missing location index.");
            return None;
        }
        let next = self.all.len();
        let place = match (index, at) {
            (Some(index), _) => *self.by_index.entry(index).or_insert(next),
            (None, Some(at)) => {
                // Both zeros are one place.
                let bits = at.map(|degrees| (degrees + 0.0).to_bits());
                *self.by_coordinates.entry(bits).or_insert(next)
            }
            (None, None) => return None,
        };
        if place == next {
            self.all.push(Place { index, at });
        }
        let known = &mut self.all[place].at;
        *known = known.or(at);
        Some(Spot { place, index, at })
    }

    /// Where a task is.
    pub(super) fn of_task(&mut self, fields: &Fields<'_>, what: &str, id: u64) -> Option<Spot> {
        let otherwise = || format!("Invalid location_index for {what} {id}.");
        let index = fields.read("location_index", whole, otherwise);
        if index.is_none() && fields.has("location_index") {
            return None;
        }
        if index.is_none() && !fields.get("location").is_some_and(serde_json::Value::is_array) {
            fields.complain(format_args!("Invalid location for {what} {id}."));
            return None;
        }
        let at = fields.coordinates("location");
        self.spot(fields, index, at)
    }

    /// Where a vehicle starts or ends.
    pub(super) fn of_vehicle(&mut self, fields: &Fields<'_>, end: &str, id: u64) -> Option<Spot> {
        let key = format!("{end}_index");
        let index = fields.read(&key, whole, || format!("Invalid {key} for vehicle {id}."));
        let at = fields.coordinates(end);
        self.spot(fields, index, at)
    }
}
