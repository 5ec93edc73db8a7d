//! The routes that vehicles bring along.

use super::{
    super::problem::{Step, StepKind, Task, TaskKind, Vehicle},
    fields::{Fields, whole},
};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Where to find the task of a kind and an id.
pub(super) type ByName = HashMap<(TaskKind, u64), usize>;

/// Tells of tasks of one kind that have one id.
pub(super) fn by_name(root: &Fields<'_>, tasks: &[Task]) -> ByName {
    let mut found = ByName::new();
    for (index, Task { kind, id, .. }) in tasks.iter().enumerate() {
        if found.insert((*kind, *id), index).is_some() {
            root.complain(format_args!("Duplicate {} id: {id}.", kind.name()));
        }
    }
    found
}

/// The steps of a vehicle. No task is in `done` twice.
pub(super) fn steps(
    fields: &Fields<'_>,
    vehicle: &Vehicle,
    tasks: &ByName,
    done: &mut HashSet<usize>,
) -> Vec<Step> {
    let id = vehicle.id;
    let items = fields.items("steps", || format!("Invalid steps for vehicle {id}."));
    let mut steps = Vec::with_capacity(items.len());
    for item in items {
        let step = fields.item(item, format_args!("Invalid steps for vehicle {id}."));
        let step = step.and_then(|step| one(&step, vehicle, tasks, done));
        // Where one is wrong the others are still looked at.
        steps.extend(step);
    }
    if steps.is_empty() {
        return steps;
    }
    let first = |kind| move |step: &Step| step.kind == kind;
    if !steps.first().is_some_and(first(StepKind::Start)) {
        steps.insert(0, Step::new(StepKind::Start));
    }
    if !steps.last().is_some_and(first(StepKind::End)) {
        steps.push(Step::new(StepKind::End));
    }
    let last = steps.len() - 1;
    if steps[1..].iter().any(first(StepKind::Start)) {
        fields.complain(format_args!("Unexpected start in input steps for vehicle {id}."));
    }
    if steps[..last].iter().any(first(StepKind::End)) {
        fields.complain(format_args!("Unexpected end in input steps for vehicle {id}."));
    }
    steps
}

fn one(
    fields: &Fields<'_>,
    vehicle: &Vehicle,
    tasks: &ByName,
    done: &mut HashSet<usize>,
) -> Option<Step> {
    let kind = kind(fields, vehicle, tasks, done);
    let time = |key: &str| fields.read(key, whole, || format!("Invalid {key} value."));
    let (at, after, before) = (time("service_at"), time("service_after"), time("service_before"));
    Some(Step { kind: kind?, at, after, before })
}

fn kind(
    fields: &Fields<'_>,
    vehicle: &Vehicle,
    tasks: &ByName,
    done: &mut HashSet<usize>,
) -> Option<StepKind> {
    let name = fields.text("type");
    let task = match name.as_str() {
        "start" => return Some(StepKind::Start),
        "end" => return Some(StepKind::End),
        "job" => Some(TaskKind::Job),
        "pickup" => Some(TaskKind::Pickup),
        "delivery" => Some(TaskKind::Delivery),
        _ => None,
    };
    let Some(id) = fields.get("id").and_then(Value::as_u64) else {
        fields.complain(format_args!("Invalid id in steps for vehicle {}.", vehicle.id));
        return None;
    };
    let unknown =
        || fields.complain(format_args!("Invalid {name} id {id} for vehicle {}.", vehicle.id));
    if let Some(kind) = task {
        let Some(task) = tasks.get(&(kind, id)) else {
            unknown();
            return None;
        };
        if !done.insert(*task) {
            let vehicle = vehicle.id;
            fields.complain(format_args!(
                "Duplicate {name} id {id} in input steps for vehicle {vehicle}."
            ));
        }
        return Some(StepKind::Task(*task));
    }
    if name != "break" {
        fields.complain(format_args!("Invalid type in steps for vehicle {}.", vehicle.id));
        return None;
    }
    let rest = vehicle.breaks.iter().position(|rest| rest.id == id);
    if rest.is_none() {
        unknown();
    }
    rest.map(StepKind::Break)
}
