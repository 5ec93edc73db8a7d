//! What the problem's numbers stand for.

use crate::{
    domain::RoundStopKind,
    solver::{Skills, StopId, VisitKind},
    units::{Seconds, Timestamp},
};

/// The way back from numbers to ids and instants.
#[derive(Clone, Debug)]
pub(super) struct Book<'a> {
    /// Ids of the orders, by request.
    pub(super) orders: Vec<&'a str>,
    /// Names of the skills, by bit.
    pub(super) skills: &'a [&'a str],
    /// The instant that is second 0.
    pub(super) start: Timestamp,
}

impl Book<'_> {
    pub(super) fn order(&self, request: usize) -> String {
        self.orders[request].to_owned()
    }

    pub(super) fn at(&self, moment: Seconds) -> Timestamp {
        self.start + moment
    }

    pub(super) fn stop(&self, id: StopId) -> RoundStopKind {
        let order = self.order(id.request());
        match id {
            StopId::Pickup { .. } => RoundStopKind::Pickup { order },
            StopId::Dropoff { dropoff, .. } => RoundStopKind::Dropoff { order, dropoff },
        }
    }

    pub(super) fn visit(&self, kind: VisitKind) -> RoundStopKind {
        match kind {
            VisitKind::Stop(id) => self.stop(id),
            VisitKind::Break => RoundStopKind::Break,
        }
    }

    pub(super) fn skills(&self, skills: Skills) -> Vec<String> {
        let bits = self.skills.iter().enumerate();
        let named = bits.filter(|(bit, _)| skills.bits() & (1 << bit) != 0);
        named.map(|(_, skill)| (*skill).to_owned()).collect()
    }
}
