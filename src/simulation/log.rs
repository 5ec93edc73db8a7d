//! What was done on a simulated day.

use crate::{
    solver::{Reason, StopId},
    units::{Metres, Seconds},
};
use std::collections::BTreeMap;

/// A stop that was made. Between `arrival` and `start` the courier waited at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ridden {
    /// Which, by the order's number.
    pub stop: StopId,
    /// When the courier set out for it.
    pub departure: Seconds,
    /// When they were there.
    pub arrival: Seconds,
    /// When service began.
    pub start: Seconds,
    /// When it was over.
    pub end: Seconds,
    /// What the ride was planned to take.
    pub planned_ride: Seconds,
    /// What service was planned to take.
    pub planned_service: Seconds,
    /// Length of the way.
    pub distance: Metres,
}

/// A stop as it was planned when it was announced to its courier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Whose round it was in.
    pub vehicle: usize,
    /// When the courier was to be there.
    pub arrival: Seconds,
    /// When service was to begin.
    pub start: Seconds,
    /// When it was to be over.
    pub end: Seconds,
}

/// The way back at the end of a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Home {
    /// When it began.
    pub departure: Seconds,
    /// When it was over.
    pub arrival: Seconds,
    /// Its length.
    pub distance: Metres,
}

/// An order that nobody could take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotServed {
    /// Which.
    pub order: usize,
    /// When that was said.
    pub at: Seconds,
    /// Why, as things were when it was last tried.
    pub reason: Reason,
}

/// An arrival that was said to a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// Of which dropoff.
    pub stop: StopId,
    /// When it was said.
    pub said_at: Seconds,
    /// The arrival.
    pub arrival: Seconds,
}

/// What changed after it was announced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Churn {
    /// Orders that went to another courier, so often.
    pub couriers: u32,
    /// Rounds whose announced stops changed their order, so often.
    pub sequences: u32,
    /// Announced arrivals that moved by more than five minutes.
    pub arrivals: u32,
}

/// A whole day. Vehicles are those of the [`Scene`](super::Scene): a shift each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    /// By vehicle: its stops, in order.
    pub ridden: Vec<Vec<Ridden>>,
    /// By vehicle: its breaks, from when to when, in order.
    pub rests: Vec<Vec<[Seconds; 2]>>,
    /// By vehicle: its way back. `None`: it had nothing to do.
    pub homes: Vec<Option<Home>>,
    /// Who could not be served, in the order in which that was said.
    pub not_served: Vec<NotServed>,
    /// What every stop was announced as.
    pub planned: BTreeMap<StopId, Planned>,
    /// What customers were told.
    pub estimates: Vec<Estimate>,
    /// What changed after it was announced.
    pub churn: Churn,
    /// How often rounds were looked at.
    pub replans: u32,
}

impl Log {
    pub(super) fn new(vehicles: usize) -> Self {
        Self {
            ridden: vec![Vec::new(); vehicles],
            rests: vec![Vec::new(); vehicles],
            homes: vec![None; vehicles],
            ..Self::default()
        }
    }

    /// Every stop that was made, with the vehicle that made it.
    pub fn stops(&self) -> impl Iterator<Item = (usize, &Ridden)> {
        let all = self.ridden.iter().enumerate();
        all.flat_map(|(vehicle, ridden)| ridden.iter().map(move |one| (vehicle, one)))
    }
}
