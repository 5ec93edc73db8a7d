//! Limits of loads and vehicles that a move by hand would pass.

use super::{Obstacle, ObstacleKind};
use crate::{domain::Sentence, solver::Breach};

/// By how much a limit of the load or the vehicle is passed, in minutes, stops or hundreds of metres, begun ones included.
pub(super) fn limit(breach: &Breach) -> Option<u64> {
    match breach {
        Breach::TooLongOnBoard { by, .. } | Breach::TooMuchTravel { by, .. } => {
            Some(u64::from(by.as_u32().div_ceil(60)))
        }
        Breach::TooManyStops { by, .. } => Some(*by as u64),
        Breach::TooFar { by, .. } => Some(u64::from(by.as_u32().div_ceil(100))),
        Breach::Late { .. } | Breach::Overdue { .. } | Breach::Overloaded { .. } => None,
    }
}

/// By how much the same limit was passed before.
pub(super) fn grown(old: &Breach, new: &Breach) -> Option<u64> {
    let same = match (old, new) {
        (Breach::TooLongOnBoard { stop, .. }, Breach::TooLongOnBoard { stop: other, .. }) => {
            stop == other
        }
        _ => std::mem::discriminant(old) == std::mem::discriminant(new),
    };
    limit(old).filter(|_| same)
}

pub(super) fn beyond(breach: &Breach, over: u64) -> Obstacle {
    let (kind, order, en, fr) = match breach {
        Breach::TooLongOnBoard { stop, .. } => (
            ObstacleKind::Promise,
            Some(stop.request()),
            format!("it would be on board for {over} min longer than it may"),
            format!("elle resterait à bord {over} min de trop"),
        ),
        Breach::TooManyStops { .. } => (
            ObstacleKind::Capacity,
            None,
            format!("the round would have {over} stops too many"),
            format!("la tournée aurait {over} arrêts de trop"),
        ),
        Breach::TooFar { .. } => (
            ObstacleKind::Capacity,
            None,
            format!(
                "the round would be {:.1} km longer than the vehicle can go",
                over as f64 / 10.0
            ),
            format!(
                "la tournée dépasserait de {:.1} km ce que peut le véhicule",
                over as f64 / 10.0
            ),
        ),
        _ => (
            ObstacleKind::Capacity,
            None,
            format!("the vehicle would be in motion for {over} min longer than it may"),
            format!("le véhicule roulerait {over} min de trop"),
        ),
    };
    Obstacle { kind, order, sentence: Sentence { en, fr } }
}
