//! Jobs and shipments.

use super::{
    super::problem::{Span, Task, TaskKind},
    fields::{Fields, whole},
    places::Places,
};

/// What pickup and delivery of a shipment have in common, and a job has for itself.
#[derive(Clone, Debug)]
struct Shared {
    skills: Vec<u32>,
    priority: u32,
    delivery: Vec<u32>,
    pickup: Vec<u32>,
}

pub(super) fn job(fields: &Fields<'_>, places: &mut Places, dimensions: usize) -> Option<Task> {
    let id = fields.id("job")?;
    // Once, `amount` was a delivery.
    let old = fields.has("amount") && !fields.has("delivery") && !fields.has("pickup");
    let shared = Shared {
        skills: fields.skills(),
        priority: fields.read("priority", whole, invalid_priority).unwrap_or(0),
        delivery: fields.sized_amount(if old { "amount" } else { "delivery" }, dimensions),
        pickup: fields.sized_amount("pickup", dimensions),
    };
    task(fields, places, TaskKind::Job, id, shared)
}

/// Pickup and delivery.
pub(super) fn shipment(
    fields: &Fields<'_>,
    places: &mut Places,
    dimensions: usize,
) -> Option<[Task; 2]> {
    let end = |key: &str| {
        let found = fields.get(key).and_then(serde_json::Value::as_object);
        if found.is_none() {
            fields.complain(format_args!("Missing {key} for shipment."));
        }
        found.and_then(|_| fields.object(key, String::new))
    };
    let (pickup, delivery) = (end("pickup"), end("delivery"));
    let amount = fields.sized_amount("amount", dimensions);
    let (skills, none) = (fields.skills(), vec![0; dimensions]);
    let priority = fields.read("priority", whole, invalid_priority).unwrap_or(0);
    let (pickup, delivery) = (pickup?, delivery?);
    let (from, to) = (pickup.id("pickup"), delivery.id("delivery"));
    let shared = Shared { skills, priority, delivery: none.clone(), pickup: amount.clone() };
    let there = Shared { delivery: amount, pickup: none, ..shared.clone() };
    let from = task(&pickup, places, TaskKind::Pickup, from?, shared);
    let to = task(&delivery, places, TaskKind::Delivery, to?, there);
    Some([from?, to?])
}

fn invalid_priority() -> String {
    "Invalid priority value.".to_owned()
}

fn task(
    fields: &Fields<'_>,
    places: &mut Places,
    kind: TaskKind,
    id: u64,
    shared: Shared,
) -> Option<Task> {
    let what = kind.name();
    let spot = places.of_task(fields, what, id);
    let priority = u8::try_from(shared.priority).ok().filter(|priority| *priority <= 100);
    if priority.is_none() {
        fields.complain(format_args!("Invalid priority value for {what} {id}."));
    }
    let (setup, service) = (span(fields, "setup", what, id), span(fields, "service", what, id));
    let (windows, description) = (fields.windows(what, id), fields.text("description"));
    let Shared { skills, delivery, pickup, .. } = shared;
    let (spot, priority) = (spot?, priority?);
    Some(Task {
        kind,
        id,
        description,
        spot,
        setup,
        service,
        delivery,
        pickup,
        skills,
        priority,
        windows,
    })
}

fn span(fields: &Fields<'_>, key: &str, what: &str, id: u64) -> Span {
    let usual = fields.duration(key);
    let key = format!("{key}_per_type");
    let otherwise = || format!("Invalid {key} for {what} {id}.");
    let mut by_type = Vec::new();
    for (kind, value) in
        fields.read(&key, serde_json::Value::as_object, otherwise).into_iter().flatten()
    {
        if kind.is_empty() {
            fields.complain(format_args!("Empty type in {key} for {what} {id}."));
        }
        match whole(value) {
            Some(span) => by_type.push((kind.clone(), span)),
            None => fields.complain(format_args!("Invalid value in {key} for {what} {id}.")),
        }
    }
    Span { usual, by_type }
}
