//! What keeps a shift from taking an order.

use crate::{
    domain::RoundStopKind,
    units::{Load, Seconds, Timestamp},
};
use serde::{Deserialize, Serialize};

/// What is in the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Obstacle {
    /// The shift's round has begun and stays as it is.
    Begun,
    /// The order is bound to another shift.
    NotAllowed,
    /// The courier lacks skills.
    Skill {
        /// Which.
        missing: Vec<String>,
    },
    /// Its heaviest piece is more than the courier may lift.
    TooHeavy {
        /// The piece, in grams.
        piece_g: u32,
        /// What they may lift, in grams.
        at_most_g: u32,
        /// Where it is written.
        article: String,
    },
    /// It is too much for the empty vehicle.
    TooMuch {
        /// How much it is.
        load: Load,
        /// What the vehicle takes.
        capacity: Load,
    },
    /// There is no way there for this vehicle.
    Unreachable,
    /// Even with nothing else to do the courier would be too late.
    TooLate {
        /// Where.
        stop: RoundStopKind,
        /// When service could start there at the earliest.
        earliest_at: Timestamp,
        /// When it must have started.
        due_at: Timestamp,
    },
    /// With nothing else to do the courier could make the stops, but not have the break.
    NoTimeForBreak {
        /// The break must begin from here on.
        from_at: Timestamp,
        /// By here.
        until_at: Timestamp,
    },
    /// Even with nothing else to do what is brought there would be on board for too long.
    TooLongOnBoard {
        /// Where.
        stop: RoundStopKind,
        /// How long it may be on board.
        most: Seconds,
    },
    /// Even with nothing else to do the vehicle would ride farther, or longer, than it may.
    TooFar,
    /// Even with nothing else to do the courier would be back too late.
    OutsideShift(Overrun),
    /// With what else is on board it is too much: the least that any place in time is over.
    Full {
        /// From this stop on.
        after: RoundStopKind,
        /// What would be on board then, the order included.
        load: Load,
        /// What the vehicle takes.
        capacity: Load,
    },
    /// With the other orders what is brought there would be on board for too long.
    StaysOnBoard {
        /// Where.
        stop: RoundStopKind,
        /// By how much.
        by: Seconds,
    },
    /// The round would have more stops than it may.
    TooManyStops {
        /// How many more.
        by: usize,
    },
    /// With the other orders something would be late: the least, in sum, that any place makes late.
    Delays {
        /// The stops that would be late, in their order in the round; some may be the order's own.
        late: Vec<LateStop>,
        /// If the courier would be back too late.
        back: Option<Overrun>,
        /// Would all be in time without the break?
        only_with_break: bool,
    },
}

/// A stop that would be late.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LateStop {
    /// Which.
    pub stop: RoundStopKind,
    /// When service would start.
    pub start_at: Timestamp,
    /// When it must have started.
    pub due_at: Timestamp,
}

impl LateStop {
    /// How late it would be.
    #[must_use]
    pub fn by(&self) -> Seconds {
        self.start_at.seconds_since(self.due_at)
    }
}

/// A round that would be over after its shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overrun {
    /// When the courier would be back.
    pub back_at: Timestamp,
    /// When the shift ends.
    pub end_at: Timestamp,
}

impl Overrun {
    /// How much too late.
    #[must_use]
    pub fn by(&self) -> Seconds {
        self.back_at.seconds_since(self.end_at)
    }
}

impl Obstacle {
    /// The same word as in JSON.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::NotAllowed => "not_allowed",
            Self::Skill { .. } => "skill",
            Self::TooHeavy { .. } => "too_heavy",
            Self::TooMuch { .. } => "too_much",
            Self::Unreachable => "unreachable",
            Self::TooLate { .. } => "too_late",
            Self::NoTimeForBreak { .. } => "no_time_for_break",
            Self::TooLongOnBoard { .. } => "too_long_on_board",
            Self::TooFar => "too_far",
            Self::OutsideShift(_) => "outside_shift",
            Self::Full { .. } => "full",
            Self::StaysOnBoard { .. } => "stays_on_board",
            Self::TooManyStops { .. } => "too_many_stops",
            Self::Delays { .. } => "delays",
        }
    }
}
