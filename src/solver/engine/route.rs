//! A route in the making: its visits, with what must be known before and after each so that an insertion
//! is judged in constant time.

use super::{
    grid::Grid,
    model::{
        Amount, LATEST, Model, NEVER, NONE, Node, Rider, TOO_LATE_ALREADY, after_break,
        latest_for_break,
    },
    objective::Broken,
};
use crate::solver::Break;

/// Two moments: of the vehicle with its break behind it, or without one; and of the vehicle with its break
/// still ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clocks {
    pub(super) rested: i64,
    pub(super) unrested: i64,
}

impl Clocks {
    pub(super) const NEVER: Self = Self { rested: NEVER, unrested: NEVER };

    #[inline]
    pub(super) fn earliest<const REST: bool>(self) -> i64 {
        if REST { self.rested.min(self.unrested) } else { self.rested }
    }

    #[inline]
    pub(super) fn latest<const REST: bool>(self) -> i64 {
        if REST { self.rested.max(self.unrested) } else { self.rested }
    }

    /// Rides on for `time` and serves `node`, then has the break if that helps.
    #[inline]
    pub(super) fn serve<const REST: bool>(self, time: i64, node: &Node, rider: &Rider) -> Self {
        let rested = node.served(self.rested + time);
        if !REST {
            return Self { rested, unrested: NEVER };
        }
        Self { rested, unrested: node.served(self.unrested + time) }.pause(rider)
    }

    /// Can one who leaves now and rides for `time` be there by `latest`?
    #[inline]
    pub(super) fn in_time<const REST: bool>(self, time: i64, latest: Self) -> bool {
        self.rested + time <= latest.rested || REST && self.unrested + time <= latest.unrested
    }

    fn pause(mut self, rider: &Rider) -> Self {
        if let Some(rest) = &rider.rest {
            self.rested = self.rested.min(after_break(rest, self.unrested));
        }
        self
    }
}

/// A visit: the start place, a stop, or the end place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    /// [`NONE`] at the start and at the end.
    pub(super) node: u32,
    pub(super) place: u32,
    /// Travel time and cost of the way here.
    pub(super) time: u32,
    pub(super) cost: u32,
    /// When it can be left at the earliest.
    pub(super) leave: Clocks,
    /// The latest arrival with which all from here on is in time.
    pub(super) latest: Clocks,
    /// What is on board on leaving.
    pub(super) on_board: Amount,
}

/// Instants in 31 bits.
#[inline]
fn cut(instant: i64) -> i32 {
    i32::try_from(instant.min(2 * LATEST - 1)).unwrap_or(i32::MIN)
}

/// The route of one vehicle. Gap `g` lies between the points `g` and `g + 1`.
#[derive(Clone, Debug)]
pub(super) struct Route {
    pub(super) vehicle: u32,
    /// Start, stops, end.
    pub(super) points: Vec<Point>,
    /// By gap: when it can be entered at the earliest, and when what follows must be reached at the
    /// latest. Both grow along the route; kept apart so that a stop's gaps are found by counting.
    early: Vec<i32>,
    late: Vec<i32>,
    /// Sum of the costs of its ways; none if there are no stops.
    pub(super) cost: i64,
    /// What it costs beside: having a route at all, waiting, what is outside its target.
    pub(super) soft: i64,
    /// From the departure until all is over, if that is asked for.
    pub(super) duration: i64,
    /// What it breaks of the problem as it was before it was relaxed.
    pub(super) broken: Broken,
    /// Changes with every change of the route, and back with its undoing.
    pub(super) version: u64,
}

impl Route {
    pub(super) fn new(model: &Model, vehicle: u32) -> Self {
        let rider = &model.riders[vehicle as usize];
        let end = |place| Point {
            node: NONE,
            place,
            time: 0,
            cost: 0,
            leave: Clocks::NEVER,
            latest: Clocks::NEVER,
            on_board: Amount::ZERO,
        };
        let points = vec![end(rider.start), end(rider.end)];
        Self {
            vehicle,
            points,
            early: Vec::new(),
            late: Vec::new(),
            cost: 0,
            soft: 0,
            duration: 0,
            broken: Broken::default(),
            version: 0,
        }
    }

    /// How many stops there are.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.points.len() - 2
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.points.len() == 2
    }

    /// The nodes in order.
    pub(super) fn nodes(
        &self,
    ) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator + Clone + '_ {
        self.points[1..self.points.len() - 1].iter().map(|point| point.node)
    }

    pub(super) fn copy_from(&mut self, other: &Self) {
        self.vehicle = other.vehicle;
        self.points.clone_from(&other.points);
        self.early.clone_from(&other.early);
        self.late.clone_from(&other.late);
        self.cost = other.cost;
        self.soft = other.soft;
        self.duration = other.duration;
        self.broken = other.broken;
        self.version = other.version;
    }

    /// Takes over another route's stops, but those of some requests; [`Self::refresh`] must follow.
    pub(super) fn copy_without(&mut self, model: &Model, other: &Self, out: &[u32]) {
        self.vehicle = other.vehicle;
        self.points.clear();
        self.points.extend(other.points.iter().filter(|point| {
            point.node == NONE || !out.contains(&model.nodes[point.node as usize].request)
        }));
    }

    /// Puts a node into a gap; [`Self::refresh`] must follow.
    pub(super) fn put(&mut self, model: &Model, gap: usize, node: u32) {
        let place = model.nodes[node as usize].place;
        let empty = Point {
            node,
            place,
            time: 0,
            cost: 0,
            leave: Clocks::NEVER,
            latest: Clocks::NEVER,
            on_board: Amount::ZERO,
        };
        self.points.insert(gap + 1, empty);
    }

    /// Brings everything up to date. False if the route is late, has too many stops, its break does not fit or a
    /// way is missing: then only the nodes can be relied on. Loads are not judged.
    pub(super) fn refresh(&mut self, model: &Model) -> bool {
        self.refresh_between(model, 1, self.points.len() - 1)
    }

    /// The same where only the points from `first` to `last` are new, or follow or precede another point than
    /// before: what lies before and behind is looked at as far as it changes.
    pub(super) fn refresh_between(&mut self, model: &Model, first: usize, last: usize) -> bool {
        let rider = &model.riders[self.vehicle as usize];
        if self.len() > rider.most_stops {
            return false;
        }
        let grid = &model.grids[rider.grid];
        let end = self.points.len() - 1;
        // A load from the start changes every point before its dropoff; the way back is not ridden without
        // stops.
        let (first, last) =
            if model.loads_from_start || end <= 3 { (1, end) } else { (first, last.min(end)) };
        if rider.rest.is_some() {
            self.pass::<true>(model, rider, grid, first, last)
        } else {
            self.pass::<false>(model, rider, grid, first, last)
        }
    }

    fn pass<const REST: bool>(
        &mut self,
        model: &Model,
        rider: &Rider,
        grid: &Grid,
        first: usize,
        last: usize,
    ) -> bool {
        let end = self.points.len() - 1;
        let nodes = &model.nodes[..];
        if first == 1 {
            self.begin::<REST>(model, rider);
        }
        let before = self.points[first - 1];
        let (mut clocks, mut on_board) = (before.leave, before.on_board);
        let mut from = grid.from(before.place);
        let mut settled = false;
        for at in first..end {
            let point = &mut self.points[at];
            let node = &nodes[point.node as usize];
            if at <= last {
                point.time = from.times[point.place as usize];
                point.cost = from.costs[point.place as usize];
                from = grid.from(point.place);
            }
            clocks = clocks.serve::<REST>(i64::from(point.time), node, rider);
            if clocks.earliest::<REST>() >= NEVER {
                return false;
            }
            on_board = on_board.plus(node.load);
            if at > last && clocks == point.leave && on_board == point.on_board {
                settled = true;
                break;
            }
            point.leave = clocks;
            point.on_board = on_board;
        }
        let home = &mut self.points[end];
        if last == end {
            (home.time, home.cost) = if end > 1 {
                (from.times[home.place as usize], from.costs[home.place as usize])
            } else {
                (0, 0)
            };
            let pause = |rest: &Break| latest_for_break(rest, rider.close);
            let unrested = rider.rest.as_ref().map_or(TOO_LATE_ALREADY, pause);
            home.latest = Clocks { rested: rider.close, unrested };
        }
        if !settled {
            home.leave = clocks;
        }
        let fits = home.leave.in_time::<REST>(i64::from(home.time), home.latest);
        let behind = (last + 1).min(end);
        let mut latest = self.points[behind].latest;
        for at in (1..behind).rev() {
            let time = i64::from(self.points[at + 1].time);
            let node = &nodes[self.points[at].node as usize];
            let rested = latest.rested - time;
            let unrested = if REST {
                let pause = |rest: &Break| latest_for_break(rest, rested);
                let pause = rider.rest.as_ref().map_or(TOO_LATE_ALREADY, pause);
                node.latest((latest.unrested - time).max(pause))
            } else {
                TOO_LATE_ALREADY
            };
            latest = Clocks { rested: node.latest(rested), unrested };
            if at < first && latest == self.points[at].latest {
                break;
            }
            self.points[at].latest = latest;
        }
        self.cost = self.points.iter().map(|point| i64::from(point.cost)).sum();
        self.early.clear();
        self.early.extend(self.points[..end].iter().map(|p| cut(p.leave.earliest::<REST>())));
        self.late.clear();
        self.late.extend(self.points[1..].iter().map(|p| cut(p.latest.latest::<REST>())));
        fits
    }

    /// The start: what is on board there, and when it can be left.
    fn begin<const REST: bool>(&mut self, model: &Model, rider: &Rider) {
        let mut on_board = Amount::ZERO;
        if model.loads_from_start {
            for node in self.nodes() {
                // All of it, though a dropoff that is not locked may be in no route yet.
                let ask = &model.asks[model.nodes[node as usize].request as usize];
                if node == ask.first {
                    on_board = on_board.plus(ask.aboard);
                }
            }
        }
        let leave = if REST {
            Clocks { rested: NEVER, unrested: rider.open }.pause(rider)
        } else {
            Clocks { rested: rider.open, unrested: NEVER }
        };
        (self.points[0].leave, self.points[0].on_board) = (leave, on_board);
    }

    /// The gaps in which a stop can be at all, by its window and those of the stops around.
    #[inline]
    pub(super) fn gaps(&self, node: &Node) -> std::ops::Range<usize> {
        let (over, due) = (cut(node.ready + node.service), cut(node.due));
        let first = self.late.iter().filter(|late| **late < over).count();
        let end = self.early.iter().filter(|early| **early <= due).count();
        first..end
    }

    /// Is too much on board anywhere?
    pub(super) fn overloaded(&self, model: &Model) -> bool {
        let room = model.riders[self.vehicle as usize].room;
        self.points[..self.points.len() - 1].iter().any(|point| !point.on_board.fits(room))
    }

    /// What is above the vehicle's capacity, see [`Broken::load`].
    pub(super) fn excess(&self, model: &Model) -> i64 {
        let capacity = model.riders[self.vehicle as usize].capacity;
        let points = &self.points[..self.points.len() - 1];
        points.iter().map(|point| point.on_board.excess(capacity)).sum()
    }
}
