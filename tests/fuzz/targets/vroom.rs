//! Anybody may send the VROOM-compatible API anything: each problem is answered or refused.

#![no_main]

use libfuzzer_sys::fuzz_target;
use musette::instances::vroom::{
    VroomCode, VroomEffort, VroomLimits, VroomTravel, admit_vroom, parse_vroom, read_vroom,
};
use std::time::Duration;

fuzz_target!(|data: &[u8]| {
    let Ok(document) = parse_vroom(data) else { return };
    if admit_vroom(&document, VroomLimits { locations: 30, vehicles: 8 }).is_err() {
        return;
    }
    let Ok(problem) = read_vroom(&document) else { return };
    let _ = problem.places_to_route();
    let Ok(travel) = VroomTravel::new(&problem, Vec::new()) else { return };
    let _ = problem.plan(&travel);
    let effort = VroomEffort {
        time: Duration::from_millis(50),
        iterations: Some(3),
        threads: 1,
        seed: 1,
        cancel: None,
    };
    if let Err(refusal) = problem.solve(&travel, effort, &mut |_| {}) {
        // That would be a mistake of ours.
        assert_ne!(refusal.code, VroomCode::Internal, "{refusal}");
    }
});
