//! One pickup and one dropoff: every pair of gaps that could be the best.
//!
//! A first pass prices the dropoff in every gap as if the pickup took no time; a suffix minimum of that
//! bounds what any dropoff behind a gap can cost, so that most pickups are dismissed by one addition.

use super::{
    grid::Row,
    model::{Ask, Model, Node, Rider},
    place::{NO_PLACE, Place, Scratch},
    route::Route,
};

pub(super) fn cheapest<const REST: bool>(
    model: &Model,
    route: &Route,
    ask: &Ask,
    limit: i64,
    scratch: &mut Scratch,
    skip: &mut impl FnMut(Place) -> bool,
) -> Place {
    let rider = &model.riders[route.vehicle as usize];
    let grid = &model.grids[rider.grid];
    let nodes = &model.nodes[..];
    let (pickup, dropoff) = (&nodes[ask.first as usize], &nodes[ask.first as usize + 1]);
    let points = &route.points[..];
    let locked = rider.locked.len();
    let (fetching, dropping) = (route.gaps(pickup), route.gaps(dropoff));
    let fetching = fetching.start.max(locked)..fetching.end.min(dropping.end);
    let dropping = dropping.start.max(fetching.start)..dropping.end;
    if fetching.is_empty() || dropping.is_empty() {
        return Place::NONE;
    }

    let (to_dropoff, from_dropoff) = (grid.to(dropoff.place), grid.from(dropoff.place));
    let (to_pickup, from_pickup) = (grid.to(pickup.place), grid.from(pickup.place));
    let pickups = |drops| Pickups {
        nodes,
        route,
        ask,
        rider,
        pickup,
        dropoff,
        drops,
        to_pickup,
        from_pickup,
        to_dropoff,
        from_dropoff,
    };
    if route.is_empty() {
        // One stop without the other proves nothing where the triangle inequality does not hold, and what
        // fits an empty vehicle must be found.
        let pickups = pickups(Suffixes { first: 1, drops: &[], least: &[NO_PLACE] });
        let mut best = Place { cost: limit, gaps: [0; 2] };
        pickups.try_gap::<REST>(0, &mut best, skip);
        return if best.cost < limit { best } else { Place::NONE };
    }
    // What the dropoff adds by itself. Without branches: which gaps are feasible is not to be foreseen.
    let drops = &mut scratch.drops;
    drops.clear();
    drops.extend(points[dropping.start..=dropping.end].windows(2).map(|pair| {
        let [before, after] = pair else { return NO_PLACE };
        let leave = before.leave.serve::<REST>(to_dropoff.time(before.place), dropoff, rider);
        let fits = leave.in_time::<REST>(from_dropoff.time(after.place), after.latest);
        let cost =
            to_dropoff.cost(before.place) + from_dropoff.cost(after.place) - i64::from(after.cost);
        if fits { cost } else { NO_PLACE }
    }));
    scratch.least.clear();
    scratch.least.resize(drops.len() + 1, NO_PLACE);
    let mut least = NO_PLACE;
    for (suffix, drop) in scratch.least.iter_mut().zip(drops.iter()).rev() {
        least = least.min(*drop);
        *suffix = least;
    }
    if least >= limit {
        return Place::NONE;
    }
    // What a pickup in each gap costs at least; the best looking gap is tried first, so that nearly all
    // others are never looked at again.
    let (drops, least) = (&scratch.drops[..], &scratch.least[..]);
    let pickups = pickups(Suffixes { first: dropping.start, drops, least });
    let between = pickups.from_pickup.cost(dropoff.place);
    scratch.bounds.clear();
    scratch.bounds.extend(
        points[fetching.start..=fetching.end].windows(2).zip(fetching.start..).map(
            |(pair, gap)| {
                let [before, after] = pair else { return NO_PLACE };
                let leave =
                    before.leave.serve::<REST>(pickups.to_pickup.time(before.place), pickup, rider);
                let fits = leave
                    .in_time::<REST>(pickups.from_pickup.time(after.place), after.latest)
                    & before.on_board.plus(ask.load).fits(rider.room);
                let here = pickups.to_pickup.cost(before.place) - i64::from(after.cost);
                let both = here + between + from_dropoff.cost(after.place);
                let apart = here
                    + pickups.from_pickup.cost(after.place)
                    + pickups.drops.least_from(gap + 1);
                if fits { both.min(apart) } else { NO_PLACE }
            },
        ),
    );
    let (mut first_try, mut lowest) = (0, limit);
    for (gap, bound) in scratch.bounds.iter().enumerate() {
        if *bound < lowest {
            (first_try, lowest) = (gap, *bound);
        }
    }
    let mut best = Place { cost: limit, gaps: [0; 2] };
    if lowest < limit {
        pickups.try_gap::<REST>(fetching.start + first_try, &mut best, skip);
        scratch.bounds[first_try] = NO_PLACE;
        for (bound, gap) in scratch.bounds.iter().zip(fetching.start..) {
            if *bound < best.cost {
                pickups.try_gap::<REST>(gap, &mut best, skip);
            }
        }
    }
    if best.cost < limit { best } else { Place::NONE }
}

/// What the dropoff adds in each gap that its window allows, and in the best from each on.
#[derive(Clone, Copy)]
struct Suffixes<'a> {
    first: usize,
    drops: &'a [i64],
    /// One longer.
    least: &'a [i64],
}

impl Suffixes<'_> {
    #[inline]
    fn at(&self, gap: usize) -> i64 {
        if gap < self.first { NO_PLACE } else { self.drops[gap - self.first] }
    }

    #[inline]
    fn least_from(&self, gap: usize) -> i64 {
        let last = self.least.len() - 1;
        self.least[gap.saturating_sub(self.first).min(last)]
    }
}

/// What is known once the dropoff is priced.
struct Pickups<'a> {
    nodes: &'a [Node],
    route: &'a Route,
    ask: &'a Ask,
    rider: &'a Rider,
    pickup: &'a Node,
    dropoff: &'a Node,
    drops: Suffixes<'a>,
    to_pickup: Row<'a>,
    from_pickup: Row<'a>,
    to_dropoff: Row<'a>,
    from_dropoff: Row<'a>,
}

impl Pickups<'_> {
    /// The pickup in one gap, the dropoff in each from there on.
    #[inline]
    fn try_gap<const REST: bool>(
        &self,
        gap: usize,
        best: &mut Place,
        skip: &mut impl FnMut(Place) -> bool,
    ) {
        let Self { nodes, rider, pickup, dropoff, .. } = *self;
        let points = &self.route.points[..];
        let (before, after) = (&points[gap], &points[gap + 1]);
        let here = self.to_pickup.cost(before.place) - i64::from(after.cost);
        let fetched = before.leave.serve::<REST>(self.to_pickup.time(before.place), pickup, rider);
        let cost =
            here + self.from_pickup.cost(dropoff.place) + self.from_dropoff.cost(after.place);
        if cost < best.cost
            && fetched
                .serve::<REST>(self.from_pickup.time(dropoff.place), dropoff, rider)
                .in_time::<REST>(self.from_dropoff.time(after.place), after.latest)
        {
            let place = Place { cost, gaps: [gap as u32; 2] };
            if !skip(place) {
                *best = place;
            }
        }
        let alone = here + self.from_pickup.cost(after.place);
        let mut time = self.from_pickup.time(after.place);
        if alone + self.drops.least_from(gap + 1) >= best.cost
            || !fetched.in_time::<REST>(time, after.latest)
        {
            return;
        }
        let mut clocks = fetched;
        for other in gap + 1..self.drops.first + self.drops.drops.len() {
            let here = &points[other];
            if alone + self.drops.least_from(other) >= best.cost
                || !here.on_board.plus(self.ask.load).fits(rider.room)
            {
                return;
            }
            clocks = clocks.serve::<REST>(time, &nodes[here.node as usize], rider);
            let next = &points[other + 1];
            let cost = alone + self.drops.at(other);
            if cost < best.cost
                && clocks
                    .serve::<REST>(self.to_dropoff.time(here.place), dropoff, rider)
                    .in_time::<REST>(self.from_dropoff.time(next.place), next.latest)
            {
                let place = Place { cost, gaps: [gap as u32, other as u32] };
                if !skip(place) {
                    *best = place;
                }
            }
            time = i64::from(next.time);
        }
    }
}
