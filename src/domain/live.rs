//! A planned day as it is ridden.

use super::{
    Failure, Rest, Round, StopStatus,
    labour::{HeatLevel, Spell},
};
use crate::units::{TimeWindow, Timestamp};
use serde::{Deserialize, Serialize};

/// A shift with its id: one courier at work on one day, on one vehicle, from hub to hub.
#[derive(Clone, Debug, PartialEq)]
pub struct DayShift {
    /// Opaque id, unique in the co-operative.
    pub id: String,
    /// The day it starts on, by the co-operative's own clock.
    pub day: jiff::civil::Date,
    /// Id of the courier.
    pub courier: String,
    /// Id of the second courier, of a crew of two on one vehicle.
    pub crew: Option<String>,
    /// Id of the vehicle class.
    pub vehicle: String,
    /// Id of the hub where it starts.
    pub hub: String,
    /// Id of the hub where it ends; `None`: where it starts.
    pub end_hub: Option<String>,
    /// From the first to the last minute of work.
    pub window: TimeWindow<Timestamp>,
    /// How full the battery of its vehicle is when it begins, in hundredths; `None`: full.
    pub charge_percent: Option<u32>,
    /// The break in it, if it is long enough to have one.
    pub rest: Option<Rest>,
}

impl DayShift {
    /// Does it start or end there?
    #[must_use]
    pub fn is_at(&self, hub: &str) -> bool {
        self.hub == hub || self.end_hub.as_deref() == Some(hub)
    }

    /// Ids of who works it: one courier, or the two of a crew.
    pub fn people(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.courier.as_str()).chain(self.crew.as_deref())
    }

    /// Its work, as the law counts it; `None` if it lasts for no time.
    #[must_use]
    pub fn spell(&self) -> Option<Spell> {
        Spell::new(self.window, self.rest.into_iter().collect())
    }
}

/// What somebody said of the heat of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayHeat {
    /// The day, by the co-operative's own clock.
    pub day: jiff::civil::Date,
    /// How hot it is; `None`: no episode of heat.
    pub level: Option<HeatLevel>,
    /// When it was said.
    pub set_at: Timestamp,
    /// Id of the account that said it.
    pub account: Option<String>,
}

/// How far a stop of a round has got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// How far.
    pub status: StopStatus,
    /// When the courier was there.
    pub started_at: Option<Timestamp>,
    /// When it was done or failed.
    pub ended_at: Option<Timestamp>,
    /// Why it failed.
    pub failure: Option<Failure>,
}

/// A published round, with how far each stop has got.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveRound {
    /// Opaque id, unique in the co-operative.
    pub id: String,
    /// The day, by the co-operative's own clock.
    pub day: jiff::civil::Date,
    /// Id of the shift.
    pub shift: String,
    /// Who rides it with its courier, if the shift is a crew's.
    pub crew: Option<CrewMate>,
    /// The round as it was planned and checked.
    pub round: Round,
    /// One a stop of the round.
    pub progress: Vec<Progress>,
}

impl LiveRound {
    /// Ids of who rides it: one courier, or the two of a crew.
    pub fn people(&self) -> impl Iterator<Item = &str> {
        let mate = self.crew.iter().map(|mate| mate.id.as_str());
        std::iter::once(self.round.courier.as_str()).chain(mate)
    }
}

/// The second courier of a crew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrewMate {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
}

/// One plan of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedPlan {
    /// Opaque id, unique in the co-operative.
    pub id: String,
    /// The day, by the co-operative's own clock.
    pub day: jiff::civil::Date,
    /// When it was published.
    pub published_at: Timestamp,
    /// Id of the account that asked for it.
    pub account: Option<String>,
    /// The version of the rules by which it was made; `None`: rules had no versions yet.
    pub rules: Option<u32>,
}
