//! Hubs, vehicle classes and couriers.

use crate::{
    config::{
        section::Section,
        value::{Value, quoted},
    },
    domain::{Courier, Hub, Position, SkillSet, VehicleClass, VehicleTerms, labour::AgeGroup},
    units::{Load, Metres, Seconds},
};
use std::collections::BTreeMap;

/// The `[[hubs]]`, at least one.
pub(super) fn hubs(root: &Section<'_>, ids: &mut Ids) -> Vec<Hub> {
    let hub = |section: &Section<'_>| {
        let id = ids.take(section);
        let name = section.required("name", "\"The garage\"").and_then(|v| v.text());
        let position = position(section);
        section.close();
        Some(Hub { id: id?, name: name?, position: position? })
    };
    root.some_tables("hubs").iter().filter_map(hub).collect()
}

fn position(hub: &Section<'_>) -> Option<Position> {
    let lon_lat = hub.optional("lon_lat", "[2.3522, 48.8566]");
    let at = hub.optional("at", "\"centre-of-map\"");
    match (lon_lat, at) {
        (Some(lon_lat), None) => lon_lat.lon_lat().map(Position::At),
        (None, Some(at)) => {
            at.one_of("position", &["centre-of-map"]).map(|_| Position::CentreOfMap)
        }
        (lon_lat, _) => {
            let cause = if lon_lat.is_some() { "is said twice" } else { "is missing" };
            let action = "write either lon_lat = [2.3522, 48.8566] or at = \"centre-of-map\"";
            hub.complain("lon_lat", cause, action);
            None
        }
    }
}

/// The `[[vehicles]]`, at least one.
pub(super) fn vehicles(
    root: &Section<'_>,
    profile_names: &[&str],
    ids: &mut Ids,
) -> Vec<VehicleClass> {
    let vehicle = |section: &Section<'_>| {
        let id = ids.take(section);
        let name = section.required("name", "\"Cargo bike\"").and_then(|v| v.text());
        let profile = section.required("profile", "\"cargo\"");
        let profile = profile.and_then(|v| v.one_of("profile", profile_names));
        let whole = |key, example, max| section.required(key, example)?.whole(1..=max);
        let mass_g = whole("mass_g", "60000", 1_000_000);
        let volume_ml = whole("volume_ml", "250000", 10_000_000);
        let bags = whole("bags", "8", 1_000);
        let maybe = |key, example, max| section.optional(key, example)?.whole(1..=max);
        let terms = VehicleTerms {
            range: maybe("range_km", "60", 1_000).map(|km| Metres::new(km * 1_000)),
            most_stops: maybe("most_stops", "40", 1_000),
            parking: maybe("parking_s", "45", 1_800).map_or(Seconds::ZERO, Seconds::new),
        };
        section.close();
        let capacity = Load { mass_g: mass_g?, volume_ml: volume_ml?, bags: bags? };
        Some(VehicleClass { id: id?, name: name?, profile: profile?.to_owned(), capacity, terms })
    };
    root.some_tables("vehicles").iter().filter_map(vehicle).collect()
}

/// The `[[couriers]]`, at least one; who says no age is an adult.
pub(super) fn couriers(root: &Section<'_>, ids: &mut Ids) -> Vec<Courier> {
    let courier = |section: &Section<'_>| {
        let id = ids.take(section);
        let name = section.required("name", "\"Amélie\"").and_then(|v| v.text());
        let skills = section.optional("skills", "[\"cold_chain\"]").and_then(|v| v.list());
        let skills: SkillSet = skills.iter().flatten().filter_map(Value::id).collect();
        let age = match section.optional("age", "\"16-17\"") {
            Some(value) => age_group(&value),
            None => Some(AgeGroup::Adult),
        };
        section.close();
        Some(Courier { id: id?, name: name?, skills, age: age? })
    };
    root.some_tables("couriers").iter().filter_map(courier).collect()
}

fn age_group(value: &Value<'_>) -> Option<AgeGroup> {
    Some(match value.one_of("age", &["adult", "16-17", "under-16"])? {
        "16-17" => AgeGroup::From16To17,
        "under-16" => AgeGroup::Under16,
        _ => AgeGroup::Adult,
    })
}

/// The ids seen so far in one list, each with its place there; also those of elements with
/// complaints, lest every reference to them be complained of as well.
#[derive(Default)]
pub(super) struct Ids {
    seen: BTreeMap<String, usize>,
    sections: usize,
}

impl Ids {
    /// All of them.
    pub(super) fn all(&self) -> Vec<&str> {
        self.seen.keys().map(String::as_str).collect()
    }

    /// The id of the next section of the list, unless another one has it already.
    fn take(&mut self, section: &Section<'_>) -> Option<String> {
        let index = self.sections;
        self.sections += 1;
        let value = section.required("id", "\"one-word\"")?;
        let id = value.id()?;
        if let Some(first) = self.seen.get(&id) {
            let cause = format!("the id {} is taken by element [{first}]", quoted(&id));
            value.complain(&cause, "give each an id of its own");
            return None;
        }
        self.seen.insert(id.clone(), index);
        Some(id)
    }
}
