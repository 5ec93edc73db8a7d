//! Why a task is in no route, in sentences.

use super::{
    super::{
        answer::Why,
        problem::{Task, VroomProblem},
    },
    translate::Translated,
};
use crate::solver::{Reason, StopId};

/// The solver's reason, with VROOM's ids and seconds.
#[expect(clippy::too_many_lines, reason = "a sentence for each reason, in two languages")]
pub(super) fn why(problem: &VroomProblem, translated: &Translated, reason: &Reason) -> Why {
    let task = |stop: StopId| &problem.tasks[translated.task(stop, problem)];
    let clock = translated.clock;
    let (code, en, fr) = match *reason {
        Reason::NoVehicle => (
            "no_vehicle",
            "There is no vehicle.".to_owned(),
            "Il n’y a pas de véhicule.".to_owned(),
        ),
        Reason::NotAllowed => (
            "not_allowed",
            "It is for none of the vehicles.".to_owned(),
            "Elle n’est pour aucun des véhicules.".to_owned(),
        ),
        Reason::Skill { .. } => (
            "skills",
            "No vehicle has all its skills.".to_owned(),
            "Aucun véhicule n’a toutes ses compétences.".to_owned(),
        ),
        Reason::TooMuch { dimension, needed, largest } => {
            let part = translated.parts.part(dimension);
            (
                "capacity",
                format!(
                    "Part {part} of its amount is {needed}, above the largest capacity, {largest}."
                ),
                format!(
                    "La part {part} de sa quantité vaut {needed}, plus que la plus grande capacité, {largest}."
                ),
            )
        }
        Reason::TooMuchTogether { .. } => (
            "capacity",
            "No vehicle has room for all parts of its amount.".to_owned(),
            "Aucun véhicule n’a de place pour toutes les parts de sa quantité.".to_owned(),
        ),
        Reason::Unreachable => (
            "unreachable",
            "No vehicle that could carry it finds a way there and on.".to_owned(),
            "Aucun véhicule qui pourrait la prendre ne trouve de chemin.".to_owned(),
        ),
        Reason::TooLate { stop, earliest, .. } => {
            let (earliest, Task { kind, id, windows, .. }) = (clock.told(earliest), task(stop));
            let due = windows.last().map_or(0, |[_, end]| i64::from(*end));
            let kind = kind.name();
            (
                "too_late",
                format!(
                    "Even a vehicle with nothing else to do reaches {kind} {id} at {earliest}, after {due}."
                ),
                format!(
                    "Même un véhicule libre n’atteint {kind} {id} qu’à {earliest}, après {due}."
                ),
            )
        }
        Reason::TooManyStops { stops, most } => (
            "max_tasks",
            format!("It is {stops} tasks, but a vehicle does {most} at most."),
            format!("Elle compte {stops} tâches, mais un véhicule en fait {most} au plus."),
        ),
        Reason::TooLongOnBoard { .. } => (
            "too_long_on_board",
            "It would be on board for too long.".to_owned(),
            "Elle serait trop longtemps à bord.".to_owned(),
        ),
        Reason::TooFar { vehicle } => {
            let id = problem.vehicles[vehicle].id;
            (
                "too_far",
                format!(
                    "It is beyond the max_travel_time or max_distance of vehicle {id}, and no other is nearer."
                ),
                format!(
                    "Elle dépasse max_travel_time ou max_distance du véhicule {id}, et aucun autre n’est plus près."
                ),
            )
        }
        Reason::NoTimeForBreak { window } => {
            let [from, until] = [window.start(), window.end()].map(|it| clock.told(it));
            (
                "breaks",
                format!(
                    "No vehicle could take its breaks as well, such as one from {from} to {until}."
                ),
                format!(
                    "Aucun véhicule n’aurait le temps de ses pauses, dont une entre {from} et {until}."
                ),
            )
        }
        Reason::OutsideShifts { shift, back } => {
            let [end, back] = [shift.end(), back].map(|it| clock.told(it));
            (
                "working_hours",
                format!(
                    "Even a vehicle with nothing else to do would end at {back}, after its hours, which end at {end}."
                ),
                format!(
                    "Même un véhicule libre ne finirait qu’à {back}, après ses heures, qui s’arrêtent à {end}."
                ),
            )
        }
        Reason::AllBusy { candidates } => {
            let noun = if candidates == 1 { "vehicle" } else { "vehicles" };
            let nom = if candidates == 1 { "véhicule" } else { "véhicules" };
            (
                "all_busy",
                format!(
                    "It would fit {candidates} {noun} with nothing else to do, but no place was found beside the other tasks."
                ),
                format!(
                    "Elle irait à {candidates} {nom} libres, mais aucune place n’a été trouvée à côté des autres tâches."
                ),
            )
        }
    };
    Why { code, en, fr }
}
