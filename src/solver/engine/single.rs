//! One stop: every gap.

use super::{
    model::{Amount, Ask, Kind, Model},
    place::Place,
    route::{Point, Route},
};

pub(super) fn cheapest<const REST: bool>(
    model: &Model,
    route: &Route,
    ask: &Ask,
    limit: i64,
    skip: &mut impl FnMut(Place) -> bool,
) -> Place {
    let rider = &model.riders[route.vehicle as usize];
    let points = &route.points[..];
    // A load from the start of the route is on board in every gap before its dropoff; that of a pickup
    // which is locked is counted in the route already, and while its dropoff is out it may be too much for
    // what was fetched after it.
    let first = match ask.kind {
        Kind::Dropoff if rider.locked.is_empty() => 0,
        // From its pickup to the end of the route there must be room.
        Kind::Pickup => {
            let fits = |point: &Point| point.on_board.plus(ask.load).fits(rider.room);
            let full = points[..points.len() - 1].iter().rposition(|point| !fits(point));
            rider.locked.len().max(full.map_or(0, |at| at + 1))
        }
        _ => rider.locked.len(),
    };
    let added = if ask.kind == Kind::Dropoff { ask.load } else { Amount::ZERO };
    if ask.kind == Kind::Dropoff
        && points[..first].iter().any(|point| !point.on_board.plus(added).fits(rider.room))
    {
        return Place::NONE;
    }
    let fits = |gap: usize, before: &Point| {
        ask.kind != Kind::Dropoff && gap <= rider.locked.len()
            || before.on_board.plus(added).fits(rider.room)
    };
    best_gap::<REST>(model, route, ask.free, first, limit, fits, skip)
}

/// The gap of a route, from `first` on, where a node adds the least, if that is less than `limit`. Behind the
/// first where it does not fit there is none. The route must be up to date.
pub(super) fn best_gap<const REST: bool>(
    model: &Model,
    route: &Route,
    node: u32,
    first: usize,
    limit: i64,
    fits: impl Fn(usize, &Point) -> bool,
    skip: &mut impl FnMut(Place) -> bool,
) -> Place {
    let rider = &model.riders[route.vehicle as usize];
    let grid = &model.grids[rider.grid];
    let node = &model.nodes[node as usize];
    let (to, from) = (grid.to(node.place), grid.from(node.place));
    let mut best = Place::NONE;
    let mut least = limit;
    for gap in first..route.points.len() - 1 {
        let (before, after) = (&route.points[gap], &route.points[gap + 1]);
        if before.leave.earliest::<REST>() > node.due || !fits(gap, before) {
            break;
        }
        let cost = to.cost(before.place) + from.cost(after.place) - i64::from(after.cost);
        let place = Place { cost, gaps: [gap as u32; 2] };
        if cost < least
            && before
                .leave
                .serve::<REST>(to.time(before.place), node, rider)
                .in_time::<REST>(from.time(after.place), after.latest)
            && !skip(place)
        {
            (best, least) = (place, cost);
        }
    }
    best
}
