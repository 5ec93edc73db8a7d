//! What was found: routes with their times, and the requests left over with a reason each.

use super::{Problem, Skills};
use crate::units::{Dimension, Load, Metres, Seconds, TimeWindow};
use std::fmt;

/// One stop of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StopId {
    /// One pickup of a request.
    Pickup {
        /// Index into [`Problem::requests`](super::Problem::requests).
        request: usize,
        /// Index into the request's pickups.
        pickup: usize,
    },
    /// One dropoff of a request.
    Dropoff {
        /// Index into [`Problem::requests`](super::Problem::requests).
        request: usize,
        /// Index into the request's dropoffs.
        dropoff: usize,
    },
}

impl StopId {
    /// The request this stop belongs to.
    #[must_use]
    pub fn request(self) -> usize {
        match self {
            Self::Pickup { request, .. } | Self::Dropoff { request, .. } => request,
        }
    }
}

/// Indices count from 0: `pickup 0 of request 3`, `dropoff 1 of request 3`.
impl fmt::Display for StopId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pickup { request, pickup } => write!(f, "pickup {pickup} of request {request}"),
            Self::Dropoff { request, dropoff } => {
                write!(f, "dropoff {dropoff} of request {request}")
            }
        }
    }
}

/// What happens on a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitKind {
    /// Something is handed over.
    Stop(StopId),
    /// The break, taken where the vehicle is: at the place of the stop before it; at the start place
    /// before the first stop; at the end place if the vehicle is already back there, that is, if no
    /// stop follows and [`Route::arrival`] is not later than its arrival. Breaks are taken in the order
    /// in which the vehicle lists them.
    Break,
}

/// One entry of a route. Between `arrival` and `start` the vehicle waits: for a window, or at a pickup so that
/// the load is not on board for too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// What happens.
    pub kind: VisitKind,
    /// When the vehicle is there.
    pub arrival: Seconds,
    /// When setup and service, or the break, starts.
    pub start: Seconds,
    /// When it ends and the vehicle may leave.
    pub end: Seconds,
}

impl Visit {
    /// Its stop; `None` for a break.
    #[must_use]
    pub fn stop(&self) -> Option<StopId> {
        match self.kind {
            VisitKind::Stop(stop) => Some(stop),
            VisitKind::Break => None,
        }
    }
}

/// What a vehicle does in its shift. It sets out at `departure`, makes its visits in order, each as
/// early as can be, and is back at its end place at `arrival`. In a live plan, one that is under way, a
/// service may start after its window, and the route be over after its shift: [`Plan::breaches`] says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Index into [`Problem::vehicles`](super::Problem::vehicles). At most one route a vehicle.
    pub vehicle: usize,
    /// When the work begins: it leaves its start place or, if the break is the first visit, has its
    /// break there. Leaving at the shift's start would let the first stop start at some earliest
    /// moment; the departure is the latest that keeps it (and such a first break in its window).
    pub departure: Seconds,
    /// Its visits in order. Never empty.
    pub visits: Vec<Visit>,
    /// When it reaches its end place. A break may follow there.
    pub arrival: Seconds,
    /// Sums along the route.
    pub totals: Totals,
}

impl Route {
    /// Its stops in order, without the breaks.
    pub fn stops(&self) -> impl DoubleEndedIterator<Item = StopId> + Clone + '_ {
        self.visits.iter().filter_map(Visit::stop)
    }

    /// How long its courier is at work: from the departure until all is over, a break behind the way back included.
    #[must_use]
    pub fn work(&self) -> Seconds {
        let over = self.visits.last().map_or(self.arrival, |last| last.end.max(self.arrival));
        over - self.departure
    }

    /// Where each visit happens, in order; `None` for the visits of a route that does not belong to
    /// `problem`.
    #[must_use]
    pub fn places(&self, problem: &Problem) -> Vec<Option<usize>> {
        let vehicle = problem.vehicles().get(self.vehicle);
        let mut stops = self.stops().filter_map(|stop| Some(problem.stop(stop)?.place));
        let first = stops.clone().next();
        let last = stops.next_back();
        let mut here = vehicle.and_then(|vehicle| vehicle.start.or(first));
        let mut places = Vec::with_capacity(self.visits.len());
        for (index, visit) in self.visits.iter().enumerate() {
            here = match visit.kind {
                VisitKind::Stop(stop) => problem.stop(stop).map(|stop| stop.place),
                VisitKind::Break if self.is_after_return(index) => {
                    vehicle.and_then(|vehicle| vehicle.end.or(last))
                }
                VisitKind::Break => here,
            };
            places.push(here);
        }
        places
    }

    /// Is this visit (an index) a break at the end place, the vehicle being back?
    #[must_use]
    pub fn is_after_return(&self, visit: usize) -> bool {
        let rest = self.visits.get(visit..).unwrap_or_default();
        let is_break = |it: &Visit| it.kind == VisitKind::Break;
        rest.iter().all(is_break) && rest.first().is_some_and(|it| self.arrival <= it.arrival)
    }
}

/// Sums along a route, or over a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Time in motion.
    pub travel: Seconds,
    /// Length of the way.
    pub distance: Metres,
    /// Time between an arrival and the start of its service or break.
    pub waiting: Seconds,
    /// Time at stops, without setup and waiting. Breaks are none of these times.
    pub service: Seconds,
    /// Time before service where the vehicle comes from another place.
    pub setup: Seconds,
    /// The largest load on board at any time, dimension by dimension.
    pub peak_load: Load,
}

/// Why a request is in no route: the first of these that holds, as each vehicle, one by one, is tried
/// with nothing else to do.
///
/// Up to eleven stops are tried in every order. More are tried only in the order in which they are
/// listed: from [`Unreachable`](Self::Unreachable) on, what is said of such a request is true of that
/// order, while another one might do. So are [`TooFar`](Self::TooFar) and
/// [`TooLongOnBoard`](Self::TooLongOnBoard), beyond six stops, of the order that is back the earliest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There are no vehicles.
    NoVehicle,
    /// There are vehicles, but it is for none of them: others are allowed, or they are for requests that ask
    /// for certain skills.
    NotAllowed,
    /// No vehicle's courier has all the skills.
    Skill {
        /// What the vehicle with the fewest gaps lacks.
        missing: Skills,
    },
    /// It is too much in one dimension for every vehicle with the skills.
    TooMuch {
        /// What is too much; the first if there are several.
        dimension: Dimension,
        /// How much it is, in the dimension's unit.
        needed: u32,
        /// The most that any vehicle with the skills can carry.
        largest: u32,
    },
    /// Some vehicle with the skills has room for it in each dimension, but none in all of them at any time.
    TooMuchTogether {
        /// How much it is.
        needed: Load,
    },
    /// No vehicle that could carry it can ride from start to pickup to dropoffs to end: some place
    /// is cut off.
    Unreachable,
    /// Even a vehicle with nothing else to do would be too late for a stop's window.
    TooLate {
        /// The stop.
        stop: StopId,
        /// The earliest that any vehicle could start service there, having made in time as many of
        /// the request's stops as can be. Breaks and shift ends are left out of account.
        earliest: Seconds,
        /// When its window ends.
        due: Seconds,
    },
    /// It has more stops than any vehicle that could carry it may make.
    TooManyStops {
        /// How many it has.
        stops: usize,
        /// How many the vehicle may make that may make the most.
        most: usize,
    },
    /// A vehicle with nothing else to do could make the stops in time, but none without having a load on
    /// board for too long.
    TooLongOnBoard {
        /// A dropoff that comes too late after its pickup, on the first such vehicle.
        stop: StopId,
        /// How long its load may be on board.
        most: Seconds,
    },
    /// A vehicle with nothing else to do could make the stops, but would be in motion for longer, or would
    /// ride further, than it may.
    TooFar {
        /// The first such vehicle.
        vehicle: usize,
    },
    /// A vehicle with nothing else to do could make the stops in time, but none could have its breaks
    /// in their windows as well.
    NoTimeForBreak {
        /// The window of the first break, of the first vehicle that could make the stops.
        window: TimeWindow<Seconds>,
    },
    /// Even a vehicle with nothing else to do could not be back, its break taken, by the end of its
    /// shift.
    OutsideShifts {
        /// The shift of the vehicle that would be back the least late.
        shift: TimeWindow<Seconds>,
        /// When it would be back, its break taken.
        back: Seconds,
    },
    /// It fits some vehicle with nothing else to do, but no place for it was found in the routes. No
    /// search proves that there is none.
    AllBusy {
        /// How many couriers could do it in one of their vehicles with nothing else to do.
        candidates: usize,
    },
}

/// A request in no route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unassigned {
    /// Index into [`Problem::requests`](super::Problem::requests).
    pub request: usize,
    /// Why.
    pub reason: Reason,
}

/// One thing that a plan under way does too late, or too much of, because reality does. Vehicles are indices into
/// [`Problem::vehicles`](super::Problem::vehicles).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    /// Service starts after the stop's window.
    Late {
        /// Who comes.
        vehicle: usize,
        /// Where.
        stop: StopId,
        /// After its due moment.
        by: Seconds,
    },
    /// More is on board than the vehicle can carry.
    Overloaded {
        /// Which.
        vehicle: usize,
        /// From this stop to the next; `None`: from the start.
        after: Option<StopId>,
        /// What is above its capacity, dimension by dimension.
        by: Load,
    },
    /// A load is on board for too long.
    TooLongOnBoard {
        /// On which.
        vehicle: usize,
        /// The dropoff.
        stop: StopId,
        /// Beyond what it may be.
        by: Seconds,
    },
    /// The route has too many stops.
    TooManyStops {
        /// Whose.
        vehicle: usize,
        /// Beyond what it may make.
        by: usize,
    },
    /// The vehicle is in motion for too long.
    TooMuchTravel {
        /// Which.
        vehicle: usize,
        /// Beyond what it may be.
        by: Seconds,
    },
    /// The vehicle rides too far.
    TooFar {
        /// Which.
        vehicle: usize,
        /// Beyond its range.
        by: Metres,
    },
    /// The route is over after the shift.
    Overdue {
        /// Whose.
        vehicle: usize,
        /// After the end of the shift.
        by: Seconds,
    },
}

/// A whole plan: every request is in exactly one route or unassigned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Routes of the vehicles in use, by vehicle.
    pub routes: Vec<Route>,
    /// Requests left over, by request.
    pub unassigned: Vec<Unassigned>,
    /// All that is late or too much, by vehicle, then in the order of the visits, the shift's end last.
    /// Empty where everything is as it was promised.
    pub breaches: Vec<Breach>,
}

impl Plan {
    /// Its routes as vehicle and stops in order: what a search can begin with.
    #[must_use]
    pub fn stops(&self) -> Vec<(usize, Vec<StopId>)> {
        self.routes.iter().map(|route| (route.vehicle, route.stops().collect())).collect()
    }
}
