//! An order's life, from being posted to its last dropoff.

use super::{
    Dropoff, DropoffSequence, FollowUp, Order, OrderStop, Pickup, Sentence, ServiceTimes, SkillSet,
    Terms, Timing, order::heaviest_piece_g,
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
    /// What is handed over, or fetched; of the first pickup nothing, see [`PostedOrder::load_at`].
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
    /// Its courier is at a pickup, or has left it.
    UnderWay,
    /// Every dropoff is done.
    Delivered,
    /// A pickup or a dropoff failed, no later try succeeded, and nothing is left on board.
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
    /// How many of its stops are pickups: at least one.
    #[serde(default = "one")]
    pub pickups: usize,
    /// The pickups, then the dropoffs: at least one of each. Behind those that were asked for come those that take up the
    /// load of a failed one.
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
        let (pickups, dropoffs) = self.stops.split_at_checked(self.pickups)?;
        let (first, others) = pickups.split_first()?;
        let mut terms = self.terms.clone();
        let failed = dropoffs.iter().any(|stop| stop.follow_up.is_some());
        if failed && terms.sequence == DropoffSequence::Block {
            // What is brought back need not be so at once.
            terms.sequence = DropoffSequence::Fixed;
        }
        let pickup = |(position, told): (usize, &PostedStop)| {
            stop(told, times.at_pickup(told.floors, self.load_at(position).mass_g))
        };
        let other = |(position, told): (usize, &PostedStop)| {
            let is_lost = told.status == StopStatus::Failed;
            let load = if is_lost { Load::ZERO } else { told.load };
            Some(Pickup { stop: pickup((position, told))?, load })
        };
        let dropoff = |(position, told): (usize, &PostedStop)| {
            let load = self.load_at(position);
            let usual = times.at_dropoff(told.floors, load.mass_g);
            Some(Dropoff { stop: stop(told, usual)?, load, piece_g: told.piece_g })
        };
        Some(Order {
            id: self.id.clone(),
            pickup: pickup((0, first))?,
            more_pickups: (1..).zip(others).map(other).collect::<Option<_>>()?,
            dropoffs: (self.pickups..).zip(dropoffs).map(dropoff).collect::<Option<_>>()?,
            skills: self.skills.clone(),
            terms,
        })
    }

    /// From when on something of it can be fetched.
    #[must_use]
    pub fn ready_at(&self) -> Timestamp {
        let pickups = self.stops.iter().take(self.pickups.max(1));
        let starts = pickups.map(|stop| stop.window.start()).min();
        starts.expect("invariant: an order has a pickup")
    }

    /// What is fetched: the loads of all dropoffs that were asked for.
    #[must_use]
    pub fn whole_load(&self) -> Load {
        self.asked().map(|(_, stop)| stop.load).sum()
    }

    /// What is fetched or handed over at the stop at `position`. At its first pickup it is all that is fetched at no
    /// other. What could not be fetched is missing at the last dropoffs that were asked for: nobody has said whose it is,
    /// and all that was fetched is on board before the first of them.
    #[must_use]
    pub fn load_at(&self, position: usize) -> Load {
        let Some(stop) = self.stops.get(position) else { return Load::ZERO };
        if position == 0 {
            let others = self.stops.iter().take(self.pickups).skip(1);
            return self.whole_load() - others.map(|stop| stop.load).sum::<Load>();
        }
        if position < self.pickups || stop.follow_up.is_some() {
            return stop.load;
        }
        let behind = self.asked().filter(|(other, _)| *other > position);
        let behind: Load = behind.map(|(_, stop)| stop.load).sum();
        stop.load - (self.not_fetched() - behind)
    }

    /// What could not be fetched, while something else could.
    fn not_fetched(&self) -> Load {
        let pickups = self.stops.iter().take(self.pickups).enumerate();
        let failed = pickups.filter(|(_, stop)| stop.status == StopStatus::Failed);
        let failed: Vec<usize> = failed.map(|(position, _)| position).collect();
        let all = failed.len() == self.pickups;
        let failed = failed.into_iter().filter(|_| !all);
        failed.map(|position| self.load_at(position)).sum()
    }

    /// Has it a pickup and a dropoff? None is without.
    #[must_use]
    pub fn has_both_ends(&self) -> bool {
        (1..self.stops.len()).contains(&self.pickups)
    }

    /// Is the stop at `position` a pickup?
    #[must_use]
    pub fn is_pickup(&self, position: usize) -> bool {
        position < self.pickups
    }

    /// The mass of its heaviest piece in grams, see [`Dropoff::heaviest_piece_g`].
    #[must_use]
    pub fn heaviest_piece_g(&self) -> u32 {
        let dropoffs = self.stops.iter().skip(self.pickups);
        dropoffs.map(|it| heaviest_piece_g(it.load, it.piece_g)).max().unwrap_or_default()
    }

    /// How far it has got, told from its stops, its round and its last plan. A cancelled order stays
    /// cancelled.
    #[must_use]
    pub fn derive_status(&self) -> OrderStatus {
        let pickups = self.stops.get(..self.pickups).unwrap_or_default();
        let ended = |stop: &PostedStop| {
            matches!(stop.status, StopStatus::Done | StopStatus::Failed | StopStatus::Cancelled)
        };
        let lost = |(position, stop): (usize, &PostedStop)| {
            stop.status == StopStatus::Failed && !self.was_handed_over(position)
        };
        let failed =
            pickups.iter().any(|stop| stop.status == StopStatus::Failed) || self.asked().any(lost);
        if self.status == OrderStatus::Cancelled {
            OrderStatus::Cancelled
        } else if self.stops.iter().all(ended) {
            if failed { OrderStatus::Failed } else { OrderStatus::Delivered }
        } else if self.stops.iter().any(|stop| stop.status != StopStatus::Todo) {
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

/// Before orders could have several pickups, they had this many.
fn one() -> usize {
    1
}

#[cfg(test)]
mod tests;
