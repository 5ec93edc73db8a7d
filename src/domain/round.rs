//! What a courier rides.

use super::Sentence;
use crate::units::{Load, LonLat, Metres, Seconds, Timestamp};
use serde::{Deserialize, Serialize};

/// What happens at a stop of a round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", from = "Kept")]
pub enum RoundStopKind {
    /// Leave the hub.
    Start,
    /// Fetch an order, or a part of it.
    Pickup {
        /// Id of the order.
        order: String,
        /// The position of the stop in its order, see [`PostedOrder::stops`](super::PostedOrder::stops).
        position: usize,
    },
    /// Bring a part of an order.
    Dropoff {
        /// Id of the order.
        order: String,
        /// The position of the stop in its order.
        position: usize,
    },
    /// Have a break.
    Break,
    /// Be back at the hub.
    End,
}

/// The same as it is kept. Before orders could have several pickups, a dropoff was counted among the dropoffs, and a
/// pickup not at all.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
enum Kept {
    Start,
    Pickup {
        order: String,
        #[serde(default)]
        position: usize,
    },
    Dropoff {
        order: String,
        position: Option<usize>,
        #[serde(default)]
        dropoff: usize,
    },
    Break,
    End,
}

impl From<Kept> for RoundStopKind {
    fn from(kept: Kept) -> Self {
        match kept {
            Kept::Start => Self::Start,
            Kept::Pickup { order, position } => Self::Pickup { order, position },
            Kept::Dropoff { order, position, dropoff } => {
                Self::Dropoff { order, position: position.unwrap_or(dropoff + 1) }
            }
            Kept::Break => Self::Break,
            Kept::End => Self::End,
        }
    }
}

impl RoundStopKind {
    /// Id of the order that it is about, and the position of the stop there: the pickups come first, then the dropoffs.
    #[must_use]
    pub fn place_in_order(&self) -> Option<(&str, usize)> {
        match self {
            Self::Pickup { order, position } | Self::Dropoff { order, position } => {
                Some((order, *position))
            }
            Self::Start | Self::Break | Self::End => None,
        }
    }

    /// Is something of this order fetched there?
    #[must_use]
    pub fn fetches(&self, id: &str) -> bool {
        matches!(self, Self::Pickup { order, .. } if order == id)
    }

    /// Is something of this order brought there?
    #[must_use]
    pub fn brings(&self, id: &str) -> bool {
        matches!(self, Self::Dropoff { order, .. } if order == id)
    }

    /// Id of the order that it is about.
    #[must_use]
    pub fn order(&self) -> Option<&str> {
        match self {
            Self::Pickup { order, .. } | Self::Dropoff { order, .. } => Some(order),
            Self::Start | Self::Break | Self::End => None,
        }
    }
}

/// One line of a round sheet. Between `arrival_at` and `start_at` the courier waits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoundStop {
    /// What happens.
    #[serde(flatten)]
    pub kind: RoundStopKind,
    /// Who is there.
    pub name: String,
    /// The address as written.
    pub address: String,
    /// Where it is.
    pub place: LonLat,
    /// When the courier is there.
    pub arrival_at: Timestamp,
    /// When service or the break starts.
    pub start_at: Timestamp,
    /// When it ends.
    pub end_at: Timestamp,
    /// Way from the stop before.
    pub leg_m: Metres,
    /// Ride from the stop before.
    pub leg_s: Seconds,
    /// What the way from the stop before climbs; `None` if nobody knows.
    #[serde(default)]
    pub leg_ascent_m: Option<Metres>,
    /// What is on board on leaving.
    pub load: Load,
}

/// Room in a round for a stop of an order that was only held when the round was planned. Nobody rides there, unless
/// a later plan puts the order in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Room {
    /// What would happen there.
    #[serde(flatten)]
    pub kind: RoundStopKind,
    /// The stop of the round that would come next, counted from 0.
    pub before: usize,
}

/// The ordered stops of one courier in one shift.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Round {
    /// Id of the courier.
    pub courier: String,
    /// Name of the courier.
    pub courier_name: String,
    /// Id of the vehicle class.
    pub vehicle: String,
    /// Id of the hub.
    pub hub: String,
    /// Every stop, with the start at the hub and the end there.
    pub stops: Vec<RoundStop>,
    /// Length of the whole way.
    pub distance_m: Metres,
    /// Time in motion.
    pub travel_s: Seconds,
    /// Time spent waiting.
    pub waiting_s: Seconds,
    /// The largest load on board, dimension by dimension.
    pub peak_load: Load,
    /// Room for orders that were held, in the order in which they would come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub room: Vec<Room>,
}

impl Round {
    /// The round as it goes on: its stops of these numbers, then those of `rest`, which begins where its courier is. What
    /// is ridden, waited and carried is counted for both.
    #[must_use]
    pub fn carried_on(&self, stay: &[usize], rest: Self) -> Self {
        let mut stops: Vec<RoundStop> =
            stay.iter().filter_map(|number| self.stops.get(*number)).cloned().collect();
        let waited = stops.iter().map(|stop| stop.start_at.seconds_since(stop.arrival_at));
        let waiting_s = waited.sum::<Seconds>() + rest.waiting_s;
        let before = stops.len().saturating_sub(1);
        let room = rest.room.into_iter().map(|it| Room { before: it.before + before, ..it });
        let room = room.collect();
        stops.extend(rest.stops.into_iter().skip(1));
        Self {
            distance_m: stops.iter().map(|stop| stop.leg_m).sum(),
            travel_s: stops.iter().map(|stop| stop.leg_s).sum(),
            waiting_s,
            peak_load: stops.iter().map(|stop| stop.load).fold(rest.peak_load, Load::max),
            stops,
            room,
            ..rest
        }
    }

    /// What its way climbs, as far as that is known; `None` if it is of no leg.
    #[must_use]
    pub fn ascent_m(&self) -> Option<Metres> {
        let known: Vec<Metres> = self.stops.iter().filter_map(|stop| stop.leg_ascent_m).collect();
        (!known.is_empty()).then(|| known.into_iter().sum())
    }

    /// Ids of its orders, each once for every stop.
    pub fn orders(&self) -> impl Iterator<Item = &str> {
        self.stops.iter().filter_map(|stop| stop.kind.order())
    }
}

/// An order in no round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnassignedOrder {
    /// Id of the order.
    pub order: String,
    /// A stable word for the kind of reason.
    pub code: String,
    /// The reason in a sentence, with its figures.
    pub reason: Sentence,
}

/// The rounds of a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rounds {
    /// Name of the co-operative.
    pub coop: String,
    /// IANA time zone of the co-operative; the instants below are in UTC.
    pub zone: String,
    /// The day that was planned, by the co-operative's own clock.
    pub day: jiff::civil::Date,
    /// The rounds, by start.
    pub rounds: Vec<Round>,
    /// The orders in none, by id.
    pub unassigned: Vec<UnassignedOrder>,
}

#[cfg(test)]
mod tests;
