//! Why a plan put an order where it is, or nowhere: kept with the plan, by ids only.
//!
//! Every figure is a sum of others that are kept beside it: riding and distance of a [`Fit`] are those of the legs
//! that come less those of the legs that go, its waiting is what the stops wait longer, what it moves is by the moments
//! that were announced, its cost is their weighted sum; what is late or too much in an [`Obstacle`] is a difference of two figures in it.

mod by_hand;
mod fate;
mod fit;
mod names;
mod obstacle;
mod obstacle_words;
mod remedy;
mod remedy_words;
mod sentence;

pub use by_hand::{ByHandState, PutByHand};
pub use fit::{Fit, Later, LegTold, MovedStop, StopTimes, WaitTold};
pub use names::Names;
pub use obstacle::{LateStop, Obstacle, Overrun};
pub use remedy::{Change, Constraint, Remedy, ShiftEnd};

use crate::units::Timestamp;
use serde::{Deserialize, Serialize};

/// Why one plan put one order into a round, or into none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Id of the order.
    pub order: String,
    /// What the plan was made from.
    pub inputs: Inputs,
    /// What was decided.
    pub outcome: Outcome,
    /// What every shift of the day could do: first the one that has the order, then those that could take it, the
    /// cheapest first, then the others.
    pub alternatives: Vec<Alternative>,
    /// Who put it with its courier, if no search did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_hand: Option<PutByHand>,
}

impl Decision {
    /// The shift that has the order, and how it fits there.
    #[must_use]
    pub fn chosen(&self) -> Option<(&Alternative, &Fit)> {
        let first = self.alternatives.first().filter(|_| self.outcome == Outcome::Assigned)?;
        Some((first, first.fit()?))
    }

    /// What would help, if it is in no round.
    #[must_use]
    pub fn remedies(&self) -> &[Remedy] {
        match &self.outcome {
            Outcome::Assigned => &[],
            Outcome::Unassigned { remedies, .. } => remedies,
        }
    }

    /// The shifts that do not have it.
    #[must_use]
    pub fn others(&self) -> &[Alternative] {
        let chosen = usize::from(self.chosen().is_some());
        &self.alternatives[chosen..]
    }
}

/// What a plan was made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inputs {
    /// When it was decided.
    pub decided_at: Timestamp,
    /// Version of the rules, if these have one.
    pub rules_version: Option<u64>,
    /// Where chance began.
    pub seed: u64,
    /// How often the rounds were changed in search of better ones.
    pub iterations: u64,
    /// How many orders were to be planned.
    pub orders: usize,
    /// How many shifts there were to fill.
    pub shifts: usize,
    /// What counted for how much.
    pub weights: CostWeights,
    /// Rounds that were announced were kept, since nothing was found that saves so many seconds of riding; none if the
    /// rounds are new.
    #[serde(default)]
    pub kept_below_s: Option<u32>,
}

/// What one of each costs: the rounds with the least sum are the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostWeights {
    /// A second of riding.
    pub riding_s: i64,
    /// A metre of way.
    pub distance_m: i64,
    /// A second of waiting.
    pub waiting_s: i64,
    /// A second outside the window that is planned for a stop.
    #[serde(default)]
    pub off_target_s: i64,
    /// Work for being unequal, see [`Self::fairness`].
    #[serde(default)]
    pub fairness: i64,
    /// Another courier than the one who was told of the order.
    #[serde(default)]
    pub change: i64,
    /// A second by which an announced stop starts earlier or later, beyond the tolerance.
    #[serde(default)]
    pub moved_s: i64,
    /// So many seconds of it count for nothing.
    #[serde(default)]
    pub tolerance_s: i64,
}

impl CostWeights {
    /// What so many seconds of work of one courier cost for being unequal, those of the weeks before among them: their
    /// square, in seconds times hours.
    #[must_use]
    pub fn fairness(&self, worked_s: i64) -> i64 {
        let cost = i128::from(worked_s) * i128::from(worked_s) * i128::from(self.fairness) / 3600;
        i64::try_from(cost).unwrap_or(i64::MAX / 1024)
    }
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Outcome {
    /// The order is in the round of the first of the alternatives.
    Assigned,
    /// It is in none.
    Unassigned {
        /// What leaves no place for it, the other rounds as they are: a set that cannot be kept together, while
        /// without any one of its members the rest can. Empty if there is a place, which the search did not find.
        conflict: Vec<Constraint>,
        /// What would help, the least change first: each was tried by planning with it.
        remedies: Vec<Remedy>,
        /// Was it looked for what would help? A plan does so for a few orders only.
        sought: bool,
    },
}

/// One shift, and what it could do for the order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    /// Id of the courier.
    pub courier: String,
    /// Id of the vehicle class.
    pub vehicle: String,
    /// When the shift begins.
    pub from_at: Timestamp,
    /// When it ends.
    pub until_at: Timestamp,
    /// Could it take the order?
    pub verdict: Verdict,
}

impl Alternative {
    /// How the order fits there, if it does.
    #[must_use]
    pub fn fit(&self) -> Option<&Fit> {
        if let Verdict::Possible(fit) = &self.verdict { Some(fit) } else { None }
    }
}

/// Could a shift take the order, the other rounds as they are?
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "verdict")]
pub enum Verdict {
    /// It could, and this is its cheapest place there.
    Possible(Fit),
    /// It could not.
    Forbidden {
        /// What is in the way, each by itself enough; of those that hang on the place in the round the least that
        /// any place breaks.
        obstacles: Vec<Obstacle>,
        /// Were all places in the round looked at? Of an order with many dropoffs only some are.
        every_place: bool,
    },
}
