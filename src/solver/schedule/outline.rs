//! A sequence's end, departure and place for the break, without its visits.

use crate::{
    matrix::Matrix,
    solver::{
        Break, Problem, StopId, Vehicle,
        clock::{NEVER, after_break, clock},
    },
};

/// What is worth knowing of a schedule before it is written down. In seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outline {
    /// When the vehicle is back at its end place, its break taken. May be after the shift.
    pub(crate) finish: i64,
    /// As [`Route::departure`](crate::solver::Route::departure).
    pub(crate) departure: i64,
    /// How many stops come before the break; one more than there are if it is at the end place.
    pub(crate) rest_after: Option<usize>,
    /// Time in motion.
    pub(crate) travel: i64,
    /// Time at stops.
    pub(crate) service: i64,
    /// Time without anything to do.
    pub(crate) waiting: i64,
}

/// The way to the first stop, from which the departure follows.
pub(super) struct First {
    pub(super) travel: i64,
    pub(super) ready: i64,
}

/// The earliest that the sequence can be over, the shift's end left out of account; `None` if there
/// are no stops, or a leg, a window or the break makes it impossible.
///
/// Three clocks run along: one without the break, one with the break at the start place (it alone
/// changes the departure), one with the break anywhere else.
pub(crate) fn outline(
    problem: &Problem,
    vehicle: &Vehicle,
    stops: impl Iterator<Item = StopId>,
) -> Option<Outline> {
    let matrix = problem.matrix(vehicle);
    let mut here = vehicle.start;
    let mut bare = clock(vehicle.shift.start());
    let mut rested_first = vehicle.breaks.first().map_or(NEVER, |rest| after_break(rest, bare));
    let mut rested_later = (NEVER, 0);
    let mut first = None;
    let (mut count, mut travel, mut service) = (0, 0, 0);
    for id in stops {
        let stop = problem.stop(id)?;
        let time = ride(matrix, here, Some(stop.place))?;
        let (ready, due) = (clock(stop.windows.start()), clock(stop.windows.end()));
        let serve = |now: i64| {
            let start = (now + time).max(ready);
            if start <= due { start + clock(stop.service.of(vehicle.kind)) } else { NEVER }
        };
        (bare, rested_first) = (serve(bare), serve(rested_first));
        rested_later.0 = serve(rested_later.0);
        count += 1;
        if let Some(rest) = vehicle.breaks.first() {
            take_break(rest, bare, count, &mut rested_later);
        }
        first.get_or_insert(First { travel: time, ready });
        travel += time;
        service += clock(stop.service.of(vehicle.kind));
        here = Some(stop.place);
    }
    let first = first?;
    let time = ride(matrix, here, vehicle.end)?;
    travel += time;
    bare += time;
    rested_first += time;
    rested_later.0 += time;

    let leaving = clock(vehicle.shift.start());
    let departure = (leaving + first.travel).max(first.ready) - first.travel;
    let (finish, departure, rest_after, pause) = match vehicle.breaks.first() {
        None => (bare, departure, None, 0),
        Some(rest) => {
            take_break(rest, bare, count + 1, &mut rested_later);
            let pause = clock(rest.duration);
            let early = early_break(rest, leaving, &first);
            if (rested_first, -early) < (rested_later.0, -departure) {
                (rested_first, early, Some(0), pause)
            } else {
                (rested_later.0, departure, Some(rested_later.1), pause)
            }
        }
    };
    let waiting = finish - departure - travel - service - pause;
    (finish < NEVER).then_some(Outline { finish, departure, rest_after, travel, service, waiting })
}

/// How long a ride takes; none from or to nowhere, where the route is open. `None`: there is no way.
pub(crate) fn ride(matrix: &Matrix, from: Option<usize>, to: Option<usize>) -> Option<i64> {
    let (Some(from), Some(to)) = (from, to) else { return Some(0) };
    matrix.time(from, to).map(clock)
}

fn take_break(rest: &Break, bare: i64, count: usize, rested: &mut (i64, usize)) {
    let over = after_break(rest, bare);
    if over < rested.0 {
        *rested = (over, count);
    }
}

/// When a break at the start place starts at the latest without the first stop starting later.
pub(super) fn early_break(rest: &Break, leaving: i64, first: &First) -> i64 {
    let stop_start = (after_break(rest, leaving) + first.travel).max(first.ready);
    (stop_start - first.travel - clock(rest.duration)).min(clock(rest.windows.end()))
}
