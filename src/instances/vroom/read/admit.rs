//! How much one problem may hold, and what vroom-express looks at before VROOM does.

use super::super::refusal::{VroomCode, VroomRefusal};
use serde_json::Value;

/// How much one problem may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VroomLimits {
    /// Jobs, and both ends of shipments.
    pub locations: u32,
    /// Vehicles.
    pub vehicles: u32,
}

/// Looks at a document as vroom-express does: has it vehicles and something to do, and not too many?
///
/// # Errors
///
/// In the words of vroom-express.
pub fn admit_vroom(document: &Value, limits: VroomLimits) -> Result<(), VroomRefusal> {
    let [jobs, shipments, vehicles] =
        ["jobs", "shipments", "vehicles"].map(|key| document.get(key));
    if vehicles.is_none() || jobs.is_none() && shipments.is_none() {
        return Err(VroomRefusal::input(INVALID));
    }
    let length = |value: Option<&Value>| value.and_then(Value::as_array).map_or(0, Vec::len);
    let locations = length(jobs) + 2 * length(shipments);
    for (what, number, most) in [
        ("locations", locations, limits.locations),
        ("vehicles", length(vehicles), limits.vehicles),
    ] {
        if number > most as usize {
            let message =
                format!("Too many {what} ( {number} ) in query, maximum is set to {most}");
            return Err(VroomRefusal::new(VroomCode::TooLarge, message));
        }
    }
    Ok(())
}

/// What vroom-express says of what is no JSON, or lacks the arrays.
const INVALID: &str =
    "Invalid JSON object in request, please add vehicles and jobs or shipments to the object body";

impl VroomRefusal {
    /// What is no JSON, as vroom-express says it.
    #[must_use]
    pub fn as_express(mut self) -> Self {
        self.messages.insert(0, INVALID.to_owned());
        self
    }
}
