//! Loads as small vectors.

use crate::{solver::Request, units::Load};

/// A load by dimension, signed; the last place is unused and makes four.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Amount([i32; 4]);

impl Amount {
    pub(super) const ZERO: Self = Self([0; 4]);

    #[inline]
    pub(super) fn plus(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] + other.0[at]))
    }

    #[inline]
    pub(super) fn minus(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] - other.0[at]))
    }

    #[inline]
    pub(super) fn max(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at].max(other.0[at])))
    }

    #[inline]
    pub(super) fn fits(self, room: Self) -> bool {
        self.0[0] <= room.0[0] && self.0[1] <= room.0[1] && self.0[2] <= room.0[2]
    }

    /// By how much it is above `room`, all dimensions together.
    #[inline]
    pub(super) fn excess(self, room: Self) -> i64 {
        (0..3).map(|at| i64::from((self.0[at] - room.0[at]).max(0))).sum()
    }

    pub(super) fn sum(self) -> i64 {
        self.0.iter().map(|part| i64::from(*part)).sum()
    }
}

/// How the loads of a problem become amounts: as they are, or in coarser units where so much is on the way
/// that sums would not fit 31 bits; then loads are rounded up and room down.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale([u32; 3]);

impl Scale {
    pub(super) fn new(requests: &[Request]) -> Self {
        let parts = |load: Load| [load.mass_g, load.volume_ml, load.bags];
        let mut totals = [0_u64; 3];
        let mut dropoffs = 0_u64;
        // What is picked up and dropped off counts once.
        let loads = |request: &Request| {
            let on = request.pickups.iter().map(|it| it.load);
            let off = request.dropoffs.iter().map(|it| it.load);
            let is_same = request.pickups.is_empty()
                || request.pickups.len() == 1 && request.picked_up() == request.dropped_off();
            let on: Vec<Load> = on.filter(|_| !is_same).collect();
            on.into_iter().chain(off.collect::<Vec<_>>())
        };
        for load in requests.iter().flat_map(loads) {
            dropoffs += 1;
            for (total, part) in totals.iter_mut().zip(parts(load)) {
                *total += u64::from(part);
            }
        }
        Self(
            totals.map(|total| {
                (0..32).find(|shift| (total >> shift) + dropoffs < 1 << 29).unwrap_or(32)
            }),
        )
    }

    pub(super) fn load(self, load: Load) -> Amount {
        let parts = [load.mass_g, load.volume_ml, load.bags];
        let up = |at: usize| {
            let units = (u64::from(parts[at]) + (1 << self.0[at]) - 1) >> self.0[at];
            i32::try_from(units).unwrap_or(i32::MAX / 2)
        };
        Amount([up(0), up(1), up(2), 0])
    }

    /// The same, rounded down.
    pub(super) fn least(self, load: Load) -> Amount {
        let parts = [load.mass_g, load.volume_ml, load.bags];
        let down = |at: usize| i32::try_from(parts[at] >> self.0[at]).unwrap_or(i32::MAX / 2);
        Amount([down(0), down(1), down(2), 0])
    }

    pub(super) fn room(self, room: Load) -> Amount {
        let parts = [room.mass_g, room.volume_ml, room.bags];
        let down = |at: usize| {
            let limit = i32::MAX / 2;
            match parts[at] {
                u32::MAX => limit,
                part => i32::try_from(part >> self.0[at]).map_or(limit, |part| part.min(limit)),
            }
        };
        Amount([down(0), down(1), down(2), 0])
    }
}
