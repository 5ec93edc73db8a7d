//! The document as a whole.

use super::{
    super::{
        problem::{Profile, TaskKind, VroomProblem},
        refusal::{Complaints, VroomCode, VroomRefusal},
    },
    fields::Fields,
    matrices::matrices,
    options::options,
    places::Places,
    steps::{by_name, steps},
    task::{job, shipment},
    vehicle::vehicle,
};
use serde_json::Value;
use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
};

/// JSON as a value. What it needs of memory is some thirty times its bytes at most; nothing is nested
/// deeper than 128 levels.
///
/// # Errors
///
/// If it is no JSON.
pub fn parse_vroom(bytes: &[u8]) -> Result<Value, VroomRefusal> {
    serde_json::from_slice(bytes).map_err(|error| {
        let said = error.to_string();
        VroomRefusal::input(if said.starts_with("EOF while parsing a value at line 1 column 0") {
            "The document is empty. (offset: 0)".to_owned()
        } else {
            format!("Invalid JSON: {said}.")
        })
    })
}

/// The problem that a document says.
///
/// # Errors
///
/// All that is wrong with it, in VROOM's words where it has some.
pub fn read_vroom(document: &Value) -> Result<VroomProblem, VroomRefusal> {
    let complaints = RefCell::new(Complaints::default());
    let Some(root) = Fields::of(document, &complaints, "Input root is not an object.") else {
        return Err(complaints.into_inner().into_refusal());
    };
    let problem = problem(&root);
    let complaints = complaints.into_inner();
    match problem {
        Some(problem) if !complaints.any() => fitting(problem),
        _ if complaints.any() => Err(complaints.into_refusal()),
        _ => Err(VroomRefusal::input("Invalid input.")),
    }
}

/// Each task has as many, whether it says them or not.
const MOST_DIMENSIONS: usize = 32;

/// Tables of all profiles may have so many cells.
const MOST_CELLS: usize = 16 << 20;

fn fitting(problem: VroomProblem) -> Result<VroomProblem, VroomRefusal> {
    let (profiles, places) = (problem.profiles.len(), problem.places.len());
    if profiles.saturating_mul(places.saturating_pow(2)) > MOST_CELLS {
        let message = format!("Too many locations ( {places} ) for {profiles} profiles.");
        return Err(VroomRefusal::new(VroomCode::TooLarge, message));
    }
    Ok(problem)
}

fn problem(root: &Fields<'_>) -> Option<VroomProblem> {
    let Some(all) = root.get("vehicles").and_then(Value::as_array) else {
        root.complain("Invalid vehicles.");
        return None;
    };
    let Some(first) = all.first() else {
        root.complain("No vehicle defined.");
        return None;
    };
    let dimensions = first.get("capacity").and_then(Value::as_array).map_or(0, Vec::len);
    if dimensions > MOST_DIMENSIONS {
        root.complain(format_args!(
            "Too many parts of an amount: {dimensions}; at most {MOST_DIMENSIONS} are allowed."
        ));
        return None;
    }
    let (mut places, mut names) = (Places::default(), HashMap::new());
    let (mut profiles, mut vehicles): (Vec<Profile>, _) = (Vec::new(), Vec::new());
    for item in all {
        let Some(fields) = root.item(item, "Invalid vehicle.") else { continue };
        let Some((mut vehicle, profile)) = vehicle(&fields, &mut places, dimensions) else {
            continue;
        };
        vehicle.profile = *names.entry(profile).or_insert_with_key(|name| {
            profiles.push(Profile { name: name.clone(), ..Profile::default() });
            profiles.len() - 1
        });
        vehicles.push((vehicle, fields));
    }
    let mut tasks = Vec::new();
    for item in root.items("jobs", || "Invalid jobs.".to_owned()) {
        let fields = root.item(item, "Invalid job.");
        tasks.extend(fields.and_then(|fields| job(&fields, &mut places, dimensions)));
    }
    for item in root.items("shipments", || "Invalid shipments.".to_owned()) {
        let fields = root.item(item, "Invalid shipment.");
        let ends = fields.and_then(|fields| shipment(&fields, &mut places, dimensions));
        tasks.extend(ends.into_iter().flatten());
    }
    let told = |key: &str| root.get(key).and_then(Value::as_array).is_some_and(|it| !it.is_empty());
    if !told("jobs") && !told("shipments") {
        root.complain("No task defined.");
    }
    let by_name = by_name(root, &tasks);
    let mut done = HashSet::new();
    let vehicles = vehicles.into_iter().map(|(mut vehicle, fields)| {
        vehicle.steps = steps(&fields, &vehicle, &by_name, &mut done);
        vehicle
    });
    let vehicles = vehicles.collect();
    let given = matrices(root);
    let indexed = places.are_indexed();
    let places = places.into_all();
    check_matrices(root, &given, indexed);
    for profile in given {
        // Those of others are no matter.
        if let Some(mine) = names.get(&profile.name) {
            profiles[*mine] = profile;
        }
    }
    check_sizes(root, &profiles, places.iter().filter_map(|place| place.index).max());
    let jobs = tasks.iter().filter(|task| task.kind == TaskKind::Job).count();
    let options = options(root);
    Some(VroomProblem { vehicles, tasks, jobs, dimensions, profiles, places, options })
}

/// Are there matrices if and only if places have an index?
fn check_matrices(root: &Fields<'_>, given: &[Profile], indexed: bool) {
    let any = given.iter().any(|it| it.durations.is_some() || it.costs.is_some());
    if any && !indexed {
        root.complain("Missing location index.");
    }
    if let Some(profile) = given.iter().find(|it| it.distances.is_some() && it.durations.is_none())
    {
        root.complain(format_args!(
            "Custom matrix provided for distances but not for durations for {} profile.",
            profile.name
        ));
    } else if !any && indexed {
        root.complain("Unexpected location index while no custom matrices provided.");
    }
}

fn check_sizes(root: &Fields<'_>, profiles: &[Profile], last: Option<u32>) {
    let Some(last) = last.and_then(|last| usize::try_from(last).ok()) else { return };
    for Profile { name, durations, distances, costs } in profiles {
        for (what, square) in [("durations", durations), ("distances", distances), ("costs", costs)]
        {
            if square.as_ref().is_some_and(|square| square.size <= last) {
                root.complain(format_args!(
                    "location_index exceeding {what} matrix size for {name} profile."
                ));
            }
        }
    }
}
