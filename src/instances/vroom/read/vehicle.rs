//! Vehicles with their breaks and costs.

use super::{
    super::problem::{Break, Costs, Vehicle},
    fields::{Fields, whole},
    places::Places,
};
use serde_json::Value;
use std::collections::HashSet;

/// How vehicles ride that do not say it.
pub(super) const USUAL_PROFILE: &str = "car";

/// A vehicle without its steps, and the name of its profile.
pub(super) fn vehicle(
    fields: &Fields<'_>,
    places: &mut Places,
    dimensions: usize,
) -> Option<(Vehicle, String)> {
    let id = fields.id("vehicle")?;
    let ends = ends(fields, places, id);
    let capacity = capacity(fields, dimensions);
    let mut profile = fields.text("profile");
    if profile.is_empty() {
        USUAL_PROFILE.clone_into(&mut profile);
    }
    let (costs, pace) = (costs(fields, id), pace(fields));
    let vehicle = Vehicle {
        id,
        description: fields.text("description"),
        profile: 0,
        start: None,
        end: None,
        costs,
        skills: fields.skills(),
        kind: fields.text("type"),
        window: fields.hours(),
        breaks: breaks(fields, dimensions, capacity.len(), id),
        capacity,
        pace,
        max_tasks: fields.whole("max_tasks"),
        max_travel_time: fields.whole("max_travel_time"),
        max_distance: fields.whole("max_distance"),
        steps: Vec::new(),
    };
    let [start, end] = ends?;
    Some((Vehicle { start, end, ..vehicle }, profile))
}

fn ends(
    fields: &Fields<'_>,
    places: &mut Places,
    id: u64,
) -> Option<[Option<super::super::problem::Spot>; 2]> {
    let named = |end: &str| fields.has(end) || fields.has(&format!("{end}_index"));
    if !named("start") && !named("end") {
        fields.complain(format_args!("No start or end specified for vehicle {id}."));
        return None;
    }
    let indexed =
        ["start", "end"].map(|end| named(end).then(|| fields.has(&format!("{end}_index"))));
    if indexed[0].is_some() && indexed[1].is_some() && indexed[0] != indexed[1] {
        fields.complain("Missing start_index or end_index.");
        return None;
    }
    let ends = ["start", "end"].map(|end| places.of_vehicle(fields, end, id));
    // What could not be read is no end left open.
    let whole = (0..2).all(|at| ends[at].is_some() == indexed[at].is_some());
    whole.then_some(ends)
}

fn capacity(fields: &Fields<'_>, dimensions: usize) -> Vec<u32> {
    let mut capacity = fields.amount("capacity", 0);
    if capacity.len() != dimensions {
        let length = capacity.len();
        fields.complain(format_args!(
            "Inconsistent capacity length: {length} instead of {dimensions}."
        ));
        capacity.resize(dimensions, 0);
    }
    capacity
}

fn breaks(fields: &Fields<'_>, dimensions: usize, length: usize, vehicle: u64) -> Vec<Break> {
    let items = fields.items("breaks", || format!("Invalid breaks for vehicle {vehicle}."));
    let mut ids = HashSet::new();
    let mut breaks = Vec::new();
    for item in items {
        let Some(fields) = fields.item(item, "Invalid break.") else { continue };
        let Some(id) = fields.id("break") else { continue };
        if !ids.insert(id) {
            fields.complain(format_args!("Duplicate break id: {id}."));
        }
        let max_load = fields.has("max_load").then(|| fields.amount("max_load", dimensions));
        if max_load.as_ref().is_some_and(|load| load.len() != length) {
            fields.complain(format_args!("Inconsistent break max_load size for break {id}."));
        }
        breaks.push(Break {
            id,
            description: fields.text("description"),
            windows: fields.windows("break", id),
            service: fields.duration("service"),
            max_load,
        });
    }
    breaks.sort_by_key(|it| it.windows.first().copied().unwrap_or([0, u32::MAX]));
    breaks
}

fn costs(fields: &Fields<'_>, id: u64) -> Costs {
    let otherwise = || format!("Invalid costs for vehicle {id}.");
    let Some(costs) = fields.object("costs", otherwise) else { return Costs::USUAL };
    let cost = |key: &str, usual: u32| {
        let otherwise = || format!("Invalid {key} cost for vehicle {id}.");
        costs.read(key, whole, otherwise).unwrap_or(usual)
    };
    let Costs { fixed, per_hour, per_task_hour, per_km } = Costs::USUAL;
    Costs {
        fixed: cost("fixed", fixed),
        per_hour: cost("per_hour", per_hour),
        per_task_hour: cost("per_task_hour", per_task_hour),
        per_km: cost("per_km", per_km),
    }
}

/// Hundredths of a second for one of the profile: what VROOM makes of the speed factor.
fn pace(fields: &Fields<'_>) -> u32 {
    let number = |value: &Value| value.is_number().then(|| value.as_f64()).flatten();
    let invalid = || "Invalid speed_factor value.".to_owned();
    let factor = fields.read("speed_factor", number, invalid).unwrap_or(1.0);
    // So that a ride of a day still counts in 32 bits.
    if !(factor > 0.0 && factor <= 5.0) || factor < 0.001 {
        fields.complain(format_args!("Invalid speed factor: {factor}"));
        return 100;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 20 to 100,000"
    )]
    let pace = (100.0 / factor).round() as u32;
    pace
}
