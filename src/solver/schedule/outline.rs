//! The end and the departure of a sequence, one by one along it: the fast way, where nothing but one break leaves
//! a choice.

use super::way::{Times, Way};
use crate::{
    matrix::Matrix,
    solver::{
        Break, Problem, Request, Stop, StopId, Vehicle,
        clock::{NEVER, after_break, clock},
    },
};

/// What is worth knowing of a schedule before it is written down. In seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outline {
    /// When the vehicle is back at its end place, its breaks taken. May be after the shift.
    pub(crate) finish: i64,
    /// As [`Route::departure`](crate::solver::Route::departure).
    pub(crate) departure: i64,
    /// Time without anything to do.
    pub(crate) waiting: i64,
    /// Time in motion.
    pub(crate) travel: i64,
}

/// Can [`outline`] tell the times of routes with this request? Of vehicles with several breaks, or with one in
/// several windows, it cannot.
pub(crate) fn is_plain(request: &Request) -> bool {
    let one_window = |stop: &Stop| stop.windows.count() == 1 && stop.setup.is_zero();
    request.stops(0).all(|(_, stop)| one_window(stop))
        && request.dropoffs.iter().all(|it| it.most_on_board.is_none())
}

/// The outline of what has these times.
pub(crate) fn outline_of(way: &Way, times: &Times) -> Outline {
    let travel = way.travel();
    let stops: i64 = way.calls.iter().map(|call| call.setup + call.service).sum();
    let pauses: i64 = way.rider.breaks.iter().map(|rest| clock(rest.duration)).sum();
    let Times { finish, departure, .. } = *times;
    let waiting = finish - departure - travel - stops - pauses;
    Outline { finish, departure, waiting, travel }
}

/// The way to the first stop, from which the departure follows.
struct First {
    travel: i64,
    ready: i64,
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
    let mut rested_later = NEVER;
    let mut first = None;
    let (mut travel, mut service) = (0, 0);
    for id in stops {
        let stop = problem.stop(id)?;
        let time = ride(matrix, here, Some(stop.place))?;
        let (ready, due) = (clock(stop.windows.start()), clock(stop.windows.end()));
        let serve = |now: i64| {
            let start = (now + time).max(ready);
            if start <= due { start + clock(stop.service.of(vehicle.kind)) } else { NEVER }
        };
        (bare, rested_first) = (serve(bare), serve(rested_first));
        rested_later = serve(rested_later);
        if let Some(rest) = vehicle.breaks.first() {
            rested_later = rested_later.min(after_break(rest, bare));
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
    rested_later += time;

    let leaving = clock(vehicle.shift.start());
    let departure = (leaving + first.travel).max(first.ready) - first.travel;
    let (finish, departure, pause) = match vehicle.breaks.first() {
        None => (bare, departure, 0),
        Some(rest) => {
            rested_later = rested_later.min(after_break(rest, bare));
            let pause = clock(rest.duration);
            let early = early_break(rest, leaving, &first);
            if (rested_first, -early) < (rested_later, -departure) {
                (rested_first, early, pause)
            } else {
                (rested_later, departure, pause)
            }
        }
    };
    let waiting = finish - departure - travel - service - pause;
    (finish < NEVER).then_some(Outline { finish, departure, waiting, travel })
}

/// How long a ride takes; none from or to nowhere, where the route is open. `None`: there is no way.
pub(crate) fn ride(matrix: &Matrix, from: Option<usize>, to: Option<usize>) -> Option<i64> {
    let (Some(from), Some(to)) = (from, to) else { return Some(0) };
    matrix.time(from, to).map(clock)
}

/// When a break at the start place starts at the latest without the first stop starting later.
fn early_break(rest: &Break, leaving: i64, first: &First) -> i64 {
    let stop_start = (after_break(rest, leaving) + first.travel).max(first.ready);
    (stop_start - first.travel - clock(rest.duration)).min(clock(rest.windows.end()))
}
