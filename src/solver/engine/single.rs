//! One stop: every gap.

use super::{
    model::{Amount, Ask, Kind, Model},
    place::Place,
    route::Route,
};

pub(super) fn cheapest<const REST: bool>(
    model: &Model,
    route: &Route,
    ask: &Ask,
    limit: i64,
    skip: &mut impl FnMut(Place) -> bool,
) -> Place {
    let rider = &model.riders[route.vehicle as usize];
    let grid = &model.grids[rider.grid];
    let node = &model.nodes_of(route.vehicle)[ask.free as usize];
    let (to, from) = (grid.to(node.place), grid.from(node.place));
    let points = &route.points[..];
    // A load from the start of the route is on board in every gap before its dropoff; that of a pickup
    // which is locked is counted in the route already, and while its dropoff is out it may be too much for
    // what was fetched after it.
    let first = match ask.kind {
        Kind::Dropoff if rider.locked.is_empty() => 0,
        _ => rider.locked.len(),
    };
    let added = if ask.kind == Kind::Dropoff { ask.load } else { Amount::ZERO };
    if ask.kind == Kind::Dropoff
        && points[..first].iter().any(|point| !point.on_board.plus(added).fits(rider.room))
    {
        return Place::NONE;
    }
    let mut best = Place { cost: limit, gaps: [0; 2] };
    let mut found = false;
    for gap in first..points.len() - 1 {
        let (before, after) = (&points[gap], &points[gap + 1]);
        if before.leave.earliest::<REST>() > node.due
            || (ask.kind == Kind::Dropoff || gap > rider.locked.len())
                && !before.on_board.plus(added).fits(rider.room)
        {
            break;
        }
        let cost = to.cost(before.place) + from.cost(after.place) - i64::from(after.cost);
        if cost < best.cost
            && before
                .leave
                .serve::<REST>(to.time(before.place), node, rider)
                .in_time::<REST>(from.time(after.place), after.latest)
            && !skip(Place { cost, gaps: [gap as u32; 2] })
        {
            best = Place { cost, gaps: [gap as u32; 2] };
            found = true;
        }
    }
    if found { best } else { Place::NONE }
}
