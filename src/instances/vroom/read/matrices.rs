//! The matrices that a problem brings along.

use super::{
    super::problem::{Profile, Square},
    fields::{Fields, whole},
    vehicle::USUAL_PROFILE,
};
use serde_json::Value;

/// The same for all profiles, by name; those that nobody names are read all the same.
pub(super) fn matrices(root: &Fields<'_>) -> Vec<Profile> {
    let mut profiles = Vec::new();
    if root.has("matrices") {
        let otherwise = || "Unexpected matrices value.".to_owned();
        for (name, value) in
            root.read("matrices", Value::as_object, otherwise).into_iter().flatten()
        {
            let Some(fields) = value.as_object().map(|object| root.inside(object)) else {
                continue;
            };
            let square = |key: &str| square(&fields, key, name);
            let (durations, distances, costs) =
                (square("durations"), square("distances"), square("costs"));
            profiles.push(Profile { name: name.clone(), durations, distances, costs });
        }
    } else if root.has("matrix") {
        let durations = square_of(root, root.get("matrix"), "durations", USUAL_PROFILE);
        let name = USUAL_PROFILE.to_owned();
        profiles.push(Profile { name, durations, ..Profile::default() });
    }
    profiles
}

fn square(fields: &Fields<'_>, key: &str, profile: &str) -> Option<Square> {
    square_of(fields, Some(fields.get(key)?), key, profile)
}

fn square_of(
    fields: &Fields<'_>,
    value: Option<&Value>,
    key: &str,
    profile: &str,
) -> Option<Square> {
    let Some(rows) = value.and_then(Value::as_array) else {
        fields.complain("Invalid matrix.");
        return None;
    };
    let size = rows.len();
    if size == 0 {
        fields.complain(format_args!("Empty {key} matrix for {profile} profile."));
        return None;
    }
    // No more than there is, however many rows it says it has.
    let mut cells = Vec::new();
    for row in rows {
        let Some(row) = row.as_array().filter(|row| row.len() == size) else {
            fields.complain("Unexpected matrix line length.");
            return None;
        };
        for cell in row {
            let Some(cell) = whole(cell) else {
                fields.complain("Invalid matrix entry.");
                return None;
            };
            cells.push(cell);
        }
    }
    Some(Square { size, cells })
}
