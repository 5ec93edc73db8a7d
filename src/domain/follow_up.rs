//! What becomes of a load that could not be handed over: it is on board until it is brought somewhere, by one more
//! dropoff of its order.

use super::{PostedOrder, PostedStop, StopPlace, StopStatus, Timing};
use crate::units::{LonLat, TimeWindow, Timestamp};
use serde::{Deserialize, Serialize};

/// Where a load goes that could not be handed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterFailure {
    /// Back to where it was fetched; of several places to the first that had it.
    #[default]
    Return,
    /// To the hub where its courier's shift ends.
    Hub,
    /// To the same place, for a second try.
    Again,
}

impl AfterFailure {
    /// What the rules may say: a second try is for people to agree on.
    pub const OF_RULES: [Self; 2] = [Self::Return, Self::Hub];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Return => "return",
            Self::Hub => "hub",
            Self::Again => "again",
        }
    }
}

/// Says that a dropoff comes after one that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// The position of the stop that failed, among the stops of the order.
    pub after: usize,
    /// Where its load goes.
    pub then: AfterFailure,
}

impl PostedOrder {
    /// The dropoffs that were asked for, each with its position: none that comes after a failed one.
    pub fn asked(&self) -> impl Iterator<Item = (usize, &PostedStop)> {
        let dropoffs = self.stops.iter().enumerate().skip(self.pickups);
        dropoffs.filter(|(_, stop)| stop.follow_up.is_none())
    }

    /// The order as it was asked for, whatever failed of it.
    #[must_use]
    pub fn as_asked(&self) -> Self {
        let mut order = self.clone();
        order.stops.retain(|stop| stop.follow_up.is_none());
        order.stops.iter_mut().for_each(|stop| stop.status = StopStatus::Todo);
        order
    }

    /// The position of the stop that comes after the failed one at `position`, if there is one.
    #[must_use]
    pub fn follow_up_of(&self, position: usize) -> Option<usize> {
        let after = |stop: &PostedStop| stop.follow_up.is_some_and(|it| it.after == position);
        self.stops.iter().position(after)
    }

    /// Is this stop where somebody waits for the load: a dropoff that was asked for, or another try at one?
    #[must_use]
    pub fn hands_over(&self, position: usize) -> bool {
        let mut position = position;
        while let Some(stop) = self.stops.get(position) {
            match stop.follow_up {
                None => return !self.is_pickup(position),
                Some(FollowUp { after, then: AfterFailure::Again }) if after < position => {
                    position = after;
                }
                Some(_) => return false,
            }
        }
        false
    }

    /// Was the load of the dropoff at `position` handed over there, or by a later try?
    #[must_use]
    pub fn was_handed_over(&self, position: usize) -> bool {
        let Some(stop) = self.stops.get(position) else { return false };
        match stop.status {
            StopStatus::Done => self.hands_over(position),
            StopStatus::Failed => self
                .follow_up_of(position)
                .is_some_and(|next| next > position && self.was_handed_over(next)),
            StopStatus::Todo | StopStatus::Started | StopStatus::Cancelled => false,
        }
    }

    /// The dropoff that comes after the one at `failed`: with its load, in `window`. `hub` is the name and place of
    /// that where the courier's shift ends. `None` if there is no such dropoff.
    #[must_use]
    pub fn after_failure(
        &self,
        failed: usize,
        then: AfterFailure,
        window: TimeWindow<Timestamp>,
        hub: (&str, LonLat),
    ) -> Option<PostedStop> {
        let told = self.stops.get(failed).filter(|_| !self.is_pickup(failed))?;
        let there = match then {
            AfterFailure::Return => {
                // Nobody has said which part of it is from where.
                let mut pickups = self.stops.iter().take(self.pickups);
                let first = self.stops.first()?;
                pickups.find(|it| it.status == StopStatus::Done).unwrap_or(first).clone()
            }
            AfterFailure::Again => told.clone(),
            AfterFailure::Hub => PostedStop {
                name: hub.0.to_owned(),
                phone: String::new(),
                address: String::new(),
                notes: String::new(),
                place: StopPlace::Found { place: hub.1 },
                floors: 0,
                ..told.clone()
            },
        };
        Some(PostedStop {
            window,
            timing: Timing::default(),
            service: if then == AfterFailure::Again { told.service } else { None },
            load: self.load_at(failed),
            piece_g: told.piece_g,
            status: StopStatus::Todo,
            started_at: None,
            ended_at: None,
            failure: None,
            follow_up: Some(FollowUp { after: failed, then }),
            ..there
        })
    }
}

impl FollowUp {
    /// What is done where nobody says it, after a stop failed that was this one, or with `None` one that was asked for.
    /// What cannot be given back goes to the hub.
    #[must_use]
    pub fn usual(failed: Option<Self>, rule: AfterFailure) -> AfterFailure {
        match failed.map(|it| it.then) {
            Some(AfterFailure::Return) => AfterFailure::Hub,
            _ => rule,
        }
    }
}

#[cfg(test)]
mod tests;
