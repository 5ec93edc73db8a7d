//! An order's life, from being posted to its last dropoff.

use super::{
    Dropoff, DropoffSequence, FollowUp, Order, OrderStop, Sentence, ServiceTimes, SkillSet, Terms,
    Timing, order::heaviest_piece_g,
};
use crate::units::{Load, LonLat, Seconds, TimeWindow, Timestamp};
use serde::{Deserialize, Serialize};

/// A place that an address may mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The place in words: name, street and number, postcode and city.
    pub label: String,
    /// Where it is.
    pub place: LonLat,
}

/// Where a stop is, as far as it is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum StopPlace {
    /// It is known.
    Found {
        /// Where it is.
        place: LonLat,
    },
    /// The address may mean several places: someone must choose.
    Ambiguous {
        /// The likeliest first.
        candidates: Vec<Candidate>,
    },
    /// The address is not on the map: someone must say where it is.
    Unknown {
        /// What comes nearest in words, the likeliest first; may be empty.
        candidates: Vec<Candidate>,
    },
}

impl StopPlace {
    /// Where the stop is, if it is known.
    #[must_use]
    pub fn known(&self) -> Option<LonLat> {
        match self {
            Self::Found { place } => Some(*place),
            Self::Ambiguous { .. } | Self::Unknown { .. } => None,
        }
    }
}

/// How far a stop has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopStatus {
    /// Nobody is there yet.
    Todo,
    /// The courier is there.
    Started,
    /// The goods, or the break, were taken or handed over.
    Done,
    /// It did not work out.
    Failed,
    /// It need not be made any more.
    Cancelled,
}

/// Why a stop did not work out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureReason {
    /// Nobody opened.
    Absent,
    /// The address is wrong, or the door was not found.
    WrongAddress,
    /// The recipient did not want it.
    Refused,
    /// The goods were damaged or incomplete.
    Damaged,
    /// The shop had it not ready.
    NotReady,
    /// The shop was closed.
    Closed,
    /// Something else, told in the note.
    Other,
}

/// A stop that did not work out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Why, in one word.
    pub reason: FailureReason,
    /// What the courier wrote about it; may be empty.
    pub note: String,
}

/// A pickup or dropoff of a posted order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PostedStop {
    /// Who is there; may be empty.
    pub name: String,
    /// Their telephone number as dialled; may be empty.
    pub phone: String,
    /// The address as written; may be empty if the place is known.
    pub address: String,
    /// What the courier should know: door code, floor; may be empty.
    pub notes: String,
    /// Where it is.
    pub place: StopPlace,
    /// When service may start.
    pub window: TimeWindow<Timestamp>,
    /// Finer times, if somebody says them.
    #[serde(default)]
    pub timing: Timing,
    /// How long service takes, if somebody said it; else it takes what the rules say when the order is planned.
    pub service: Option<Seconds>,
    /// Floors that are climbed on foot.
    pub floors: u32,
    /// What is handed over; of a pickup nothing, its load is that of all dropoffs.
    pub load: Load,
    /// The mass of the heaviest piece of it in grams, if somebody says it; of a pickup nothing.
    pub piece_g: Option<u32>,
    /// How far it has got.
    pub status: StopStatus,
    /// When the courier was there.
    pub started_at: Option<Timestamp>,
    /// When it was done or failed.
    pub ended_at: Option<Timestamp>,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// Of a dropoff that takes up the load of one that failed: after which, and where it goes.
    #[serde(default)]
    pub follow_up: Option<FollowUp>,
}

/// How far an order has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    /// An address must be looked at before the order can be planned.
    Review,
    /// It waits for a plan.
    Open,
    /// The last plan of its day found no place for it.
    Unassigned,
    /// It is in a round.
    Planned,
    /// Its courier is at the pickup, or has left it.
    UnderWay,
    /// Every dropoff is done.
    Delivered,
    /// Its pickup or a dropoff failed, no later try succeeded, and nothing is left on board.
    Failed,
    /// It was called off.
    Cancelled,
}

/// Why the last plan of its day found no place for an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoPlace {
    /// A stable word for the kind of reason.
    pub code: String,
    /// The reason in a sentence, with its figures.
    pub reason: Sentence,
}

/// An order as the co-operative keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PostedOrder {
    /// Opaque id, unique in the co-operative.
    pub id: String,
    /// What the shop calls it; may be empty.
    pub reference: String,
    /// Id of the shop that posted it, or for which it was posted.
    pub shop: Option<String>,
    /// The day it is planned on, by the co-operative's own clock: that of the shift that runs in its first
    /// pickup minute, which may have begun the day before, else of that minute itself.
    pub day: jiff::civil::Date,
    /// How far it has got. Kept with the order so that it can be listed by it.
    pub status: OrderStatus,
    /// When it was posted.
    pub created_at: Timestamp,
    /// What its courier must be trained or equipped for.
    pub skills: SkillSet,
    /// Who brings it and how, if somebody says it.
    #[serde(default)]
    pub terms: Terms,
    /// The pickup, then the dropoffs: at least two. Behind those that were asked for come those that take up the load
    /// of a failed one.
    pub stops: Vec<PostedStop>,
    /// Id of the round it is in.
    pub round: Option<String>,
    /// Why it is in none, if a plan says so.
    pub no_place: Option<NoPlace>,
}

/// An order that a place is held for, until somebody confirms it or the time is over.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldOrder {
    /// As it will be posted.
    pub order: PostedOrder,
    /// Id of the account that asked for it.
    pub account: String,
    /// From then on the place is free again.
    pub expires_at: Timestamp,
}

impl PostedOrder {
    /// What the planner needs of it, with the service times that nobody said; `None` while a place is not known.
    #[must_use]
    pub fn plannable(&self, times: &ServiceTimes) -> Option<Order> {
        let stop = |stop: &PostedStop, usual: Seconds| {
            Some(OrderStop {
                name: stop.name.clone(),
                address: stop.address.clone(),
                place: stop.place.known()?,
                window: stop.window,
                timing: stop.timing.clone(),
                service: stop.service.unwrap_or(usual),
            })
        };
        let (pickup, dropoffs) = self.stops.split_first()?;
        let mass_g = self.whole_load().mass_g;
        let mut terms = self.terms.clone();
        let failed = dropoffs.iter().any(|stop| stop.follow_up.is_some());
        if failed && terms.sequence == DropoffSequence::Block {
            // What is brought back need not be so at once.
            terms.sequence = DropoffSequence::Fixed;
        }
        let dropoff = |told: &PostedStop| {
            let usual = times.at_dropoff(told.floors, told.load.mass_g);
            Some(Dropoff { stop: stop(told, usual)?, load: told.load, piece_g: told.piece_g })
        };
        Some(Order {
            id: self.id.clone(),
            pickup: stop(pickup, times.at_pickup(pickup.floors, mass_g))?,
            dropoffs: dropoffs.iter().map(dropoff).collect::<Option<_>>()?,
            skills: self.skills.clone(),
            terms,
        })
    }

    /// What is fetched: the loads of all dropoffs that were asked for.
    #[must_use]
    pub fn whole_load(&self) -> Load {
        self.asked().map(|(_, stop)| stop.load).sum()
    }

    /// The mass of its heaviest piece in grams, see [`Dropoff::heaviest_piece_g`].
    #[must_use]
    pub fn heaviest_piece_g(&self) -> u32 {
        let dropoffs = self.stops.iter().skip(1);
        dropoffs.map(|it| heaviest_piece_g(it.load, it.piece_g)).max().unwrap_or_default()
    }

    /// How far it has got, told from its stops, its round and its last plan. A cancelled order stays
    /// cancelled.
    #[must_use]
    pub fn derive_status(&self) -> OrderStatus {
        let (pickup, dropoffs) = self.stops.split_at(self.stops.len().min(1));
        let ended = |stop: &PostedStop| {
            matches!(stop.status, StopStatus::Done | StopStatus::Failed | StopStatus::Cancelled)
        };
        let lost = |(position, stop): (usize, &PostedStop)| {
            stop.status == StopStatus::Failed && !self.was_handed_over(position)
        };
        let failed =
            pickup.iter().any(|stop| stop.status == StopStatus::Failed) || self.asked().any(lost);
        if self.status == OrderStatus::Cancelled {
            OrderStatus::Cancelled
        } else if self.stops.iter().all(ended) {
            if failed { OrderStatus::Failed } else { OrderStatus::Delivered }
        } else if pickup.iter().any(|stop| stop.status != StopStatus::Todo)
            || dropoffs.iter().any(|stop| stop.status != StopStatus::Todo)
        {
            OrderStatus::UnderWay
        } else if self.stops.iter().any(|stop| stop.place.known().is_none()) {
            OrderStatus::Review
        } else if self.round.is_some() {
            OrderStatus::Planned
        } else if self.no_place.is_some() {
            OrderStatus::Unassigned
        } else {
            OrderStatus::Open
        }
    }
}
