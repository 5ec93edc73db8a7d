//! What times cost.

use super::moment::Moment;
use std::ops::Add;

/// What is to be small, the first part first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    /// By how much all begin outside their windows, in sum.
    pub(super) outside: i64,
    /// From the start to the end.
    pub(super) makespan: i64,
    /// The sum of the beginnings of all between.
    pub(super) begins: i64,
}

impl Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            outside: self.outside + other.outside,
            makespan: self.makespan + other.makespan,
            begins: self.begins + other.begins,
        }
    }
}

/// Which part of a route it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Start,
    Between,
    End,
}

/// What it costs that it begins then; `None` if it must not.
pub(super) fn cost(moment: &Moment, part: Part, begins: i64) -> Option<Cost> {
    let [first, last] = moment.bounds;
    if begins < first || begins > last {
        return None;
    }
    let outside = moment.outside(begins).abs();
    Some(match part {
        Part::Start => Cost { outside, makespan: -begins, begins: 0 },
        Part::Between => Cost { outside, makespan: 0, begins },
        Part::End => Cost { outside, makespan: begins, begins: 0 },
    })
}

/// The smaller of two, if there is any.
pub(super) fn least(one: Option<Cost>, other: Option<Cost>) -> Option<Cost> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, None) => one,
        (None, other) => other,
    }
}
