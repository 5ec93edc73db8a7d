//! What an order adds to a round.

use super::CostWeights;
use crate::{
    domain::RoundStopKind,
    units::{Metres, Seconds, Timestamp},
};
use serde::{Deserialize, Serialize};

/// What an order adds to a round that has a place for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    /// Seconds of riding more; less than nothing where another way is shorter.
    pub riding_s: i64,
    /// Metres more.
    pub distance_m: i64,
    /// Seconds of waiting more; less than nothing where it fills a wait.
    pub waiting_s: i64,
    /// Seconds more that stops begin outside the windows that are planned for them; less than nothing where they come
    /// nearer.
    #[serde(default)]
    pub off_target_s: i64,
    /// Seconds of work more, from setting out to being back: riding, waiting, doors and breaks.
    #[serde(default)]
    pub work_s: i64,
    /// Seconds of work that count for this courier without it: in the rounds of this plan, and of the weeks before what
    /// is more than an even share.
    #[serde(default)]
    pub worked_s: i64,
    /// By how many seconds more, in sum, announced stops are off the moments that were announced, beyond the tolerance.
    #[serde(default)]
    pub moved_s: i64,
    /// The weighted sum of these, and of a change of courier.
    pub cost: i64,
    /// The legs that are ridden with it only.
    pub legs_added: Vec<LegTold>,
    /// The legs that are ridden without it only.
    pub legs_dropped: Vec<LegTold>,
    /// Where the courier waits longer with it, or less.
    pub waits: Vec<WaitTold>,
    /// Announced stops that start at another moment with it than without it.
    #[serde(default)]
    pub moved: Vec<MovedStop>,
    /// When its own stops are made, in their order in the round.
    pub stops: Vec<StopTimes>,
    /// Orders of the round that come later with it, within what was promised, the latest first.
    pub later: Vec<Later>,
    /// Was it in another courier's published round before?
    pub changes_courier: bool,
}

impl Fit {
    /// The weighted sum of its parts.
    #[must_use]
    pub fn weighed(&self, weights: &CostWeights) -> i64 {
        self.riding_s * weights.riding_s
            + self.distance_m * weights.distance_m
            + self.waiting_s * weights.waiting_s
            + self.off_target_s * weights.off_target_s
            + self.fairness(weights)
            + self.stability(weights)
    }

    /// The part of it that is for work being unequal.
    #[must_use]
    pub fn fairness(&self, weights: &CostWeights) -> i64 {
        weights.fairness(self.worked_s + self.work_s) - weights.fairness(self.worked_s)
    }

    /// The part of it that is for changing what was announced.
    #[must_use]
    pub fn stability(&self, weights: &CostWeights) -> i64 {
        self.moved_s * weights.moved_s + if self.changes_courier { weights.change } else { 0 }
    }
}

/// A stop of which somebody was told when it starts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MovedStop {
    /// Which.
    pub stop: RoundStopKind,
    /// The moment that was announced.
    pub told_at: Timestamp,
    /// When it would start without the order; none if it is the order's own.
    pub before_at: Option<Timestamp>,
    /// When it starts with it.
    pub after_at: Timestamp,
}

/// A ride from one stop of a round to the next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LegTold {
    /// From where.
    pub from: RoundStopKind,
    /// To where.
    pub to: RoundStopKind,
    /// How long it takes.
    pub time_s: Seconds,
    /// How far it is.
    pub distance_m: Metres,
}

/// A stop, or the break, that is waited for longer or less.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaitTold {
    /// Where.
    pub at: RoundStopKind,
    /// How long without the order.
    pub before_s: Seconds,
    /// How long with it.
    pub after_s: Seconds,
}

/// When a stop is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StopTimes {
    /// Which.
    pub stop: RoundStopKind,
    /// When the courier is there.
    pub arrival_at: Timestamp,
    /// When service starts.
    pub start_at: Timestamp,
}

/// An order that comes later.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Later {
    /// Id of the order.
    pub order: String,
    /// The most that any stop of it is later.
    pub by_s: Seconds,
}
