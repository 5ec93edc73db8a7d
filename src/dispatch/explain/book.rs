//! What the problem's numbers stand for.

use crate::{
    dispatch::begun::{AllOnBoard, kind_of},
    domain::{RoundStopKind, labour::Clause},
    solver::{Skills, StopId, VisitKind},
    units::{Seconds, Timestamp},
};

/// The way back from numbers to ids and instants.
#[derive(Clone, Debug)]
pub(super) struct Book<'a> {
    /// Ids of the orders, by request.
    pub(super) orders: Vec<&'a str>,
    /// How many pickups they have, by request.
    pub(super) pickups: Vec<usize>,
    /// Names of the skills, by bit.
    pub(super) skills: &'a [&'a str],
    /// By request: its heaviest piece, in grams.
    pub(super) pieces_g: Vec<u32>,
    /// By vehicle: the heaviest piece that who rides it may lift, where the law says so.
    pub(super) lifts: Vec<Option<&'a Clause<u32>>>,
    /// By vehicle: how many ride it.
    pub(super) people: Vec<usize>,
    /// The orders that were fetched.
    pub(super) on_board: &'a AllOnBoard,
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
        let request = id.request();
        kind_of((self.orders[request], self.pickups[request]), self.on_board, id)
    }

    pub(super) fn visit(&self, kind: VisitKind) -> RoundStopKind {
        match kind {
            VisitKind::Stop(id) => self.stop(id),
            VisitKind::Break => RoundStopKind::Break,
        }
    }

    /// The names of these skills, but of those to lift: these have none.
    pub(super) fn skills(&self, skills: Skills) -> Vec<String> {
        let bits = self.skills.iter().enumerate();
        let named = bits.filter(|(bit, _)| skills.bits() & (1 << bit) != 0);
        named.map(|(_, skill)| (*skill).to_owned()).collect()
    }

    /// Those of these skills that can be learnt: nobody learns to lift more.
    pub(super) fn learnable(&self, skills: Skills) -> Skills {
        Skills::from_bits(skills.bits() & self.all_learnable().bits())
    }

    /// All skills that can be learnt; the others are to lift.
    pub(super) fn all_learnable(&self) -> Skills {
        let bits = (0..self.skills.len()).fold(0, |bits, bit| bits | 1 << bit);
        Skills::from_bits(bits)
    }
}
