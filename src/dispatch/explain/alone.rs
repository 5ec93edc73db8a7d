//! One order on one vehicle with nothing else to do.

use super::{
    book::Book,
    places::{each_place, inserted, stops_of},
};
use crate::{
    domain::{Obstacle, Overrun},
    solver::{Infeasible, Problem, Route, schedule},
};
use std::ops::ControlFlow;

/// How it is ridden the earliest; or what is in the way of the order of stops that gets furthest: one that is
/// back too late rather than one without a break, that rather than one that is late. Skills and loads are not
/// looked at.
pub(super) fn alone(
    problem: &Problem,
    vehicle: usize,
    request: usize,
    book: &Book<'_>,
) -> Result<Route, Obstacle> {
    let own = stops_of(problem, request);
    let mut best: Option<Route> = None;
    let mut furthest: Option<(Far, Infeasible)> = None;
    each_place(
        (0, 0),
        &problem.requests()[request],
        &own,
        |_, _| true,
        |gaps| {
            match schedule(problem, vehicle, &inserted(&[], &own, gaps)) {
                Ok(route) => {
                    if best.as_ref().is_none_or(|best| over(&route) < over(best)) {
                        best = Some(route);
                    }
                }
                Err(why) => {
                    let far = Far::of(&why);
                    if furthest.as_ref().is_none_or(|(known, _)| far > *known) {
                        furthest = Some((far, why));
                    }
                }
            }
            ControlFlow::Continue(())
        },
    );
    best.ok_or_else(|| furthest.map_or(Obstacle::Unreachable, |(_, why)| told(&why, book)))
}

/// When everything is done.
pub(super) fn over(route: &Route) -> u32 {
    let last = route.visits.last().map_or(route.arrival, |last| last.end);
    last.max(route.arrival).as_u32()
}

/// How far a ride gets: its kind, the stops made in time, and the less it is late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Far(u8, usize, i64);

impl Far {
    fn of(why: &Infeasible) -> Self {
        let less = |late: crate::units::Seconds| -i64::from(late.as_u32());
        match why {
            Infeasible::OutsideShift { shift, back } => Self(3, 0, less(*back - shift.end())),
            Infeasible::TooFar => Self(3, 0, 0),
            Infeasible::NoTimeForBreak { .. } | Infeasible::TooLongOnBoard { .. } => Self(2, 0, 0),
            Infeasible::TooLate { made, earliest, due, .. } => {
                Self(1, *made, less(*earliest - *due))
            }
            Infeasible::Unreachable { .. } | Infeasible::NoStops | Infeasible::Unknown => {
                Self(0, 0, 0)
            }
        }
    }
}

fn told(why: &Infeasible, book: &Book<'_>) -> Obstacle {
    match *why {
        Infeasible::OutsideShift { shift, back } => {
            Obstacle::OutsideShift(Overrun { back_at: book.at(back), end_at: book.at(shift.end()) })
        }
        Infeasible::NoTimeForBreak { window } => Obstacle::NoTimeForBreak {
            from_at: book.at(window.start()),
            until_at: book.at(window.end()),
        },
        Infeasible::TooLongOnBoard { stop, most } => {
            Obstacle::TooLongOnBoard { stop: book.stop(stop), most }
        }
        Infeasible::TooFar => Obstacle::TooFar,
        Infeasible::TooLate { stop, earliest, due, .. } => Obstacle::TooLate {
            stop: book.stop(stop),
            earliest_at: book.at(earliest),
            due_at: book.at(due),
        },
        Infeasible::Unreachable { .. } | Infeasible::NoStops | Infeasible::Unknown => {
            Obstacle::Unreachable
        }
    }
}
