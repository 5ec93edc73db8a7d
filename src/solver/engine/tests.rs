//! What the engine promises, against slow twins that share no line of reckoning with it.

mod broken;
mod budget;
mod edges;
mod ejection;
mod live;
mod live_errors;
mod moves;
mod offers;
mod paces;
mod places;
mod plans;
mod rich;
mod squeeze;
mod states;

mod town;
mod twin;
mod underway;

use super::objective::Objective;

/// All that is asked for.
const ALL: [Objective; 4] =
    [Objective::VEHICLES_THEN_TRAVEL, Objective::TRAVEL, Objective::ROUNDS, PUNCTUAL];

/// Everything costs something.
const PUNCTUAL: Objective = Objective {
    waiting: 2,
    change: 40,
    off_target: 5,
    door: 3,
    fair: 7,
    eta: 2,
    eta_tolerance: 10,
    ..Objective::TRAVEL
};
