//! The hierarchy against its twin: 10,000 random pairs, with turns and without, to the millisecond and
//! the centimetre.

use crate::{Failure, fixture};
use musette::{
    graph::{Cost, Snap},
    matrix::{Leg, many_to_many},
    routing::{Class, Search},
};

const SOURCES: usize = 1000;
const TARGETS: usize = 10;
/// Of a map with more nodes, fewer sources with more targets each: one search of the twin takes long.
const MANY_NODES: usize = 400_000;

pub fn check() -> Result<(), Failure> {
    for (model, profile) in fixture::models() {
        let (name, router) = fixture::router(&profile);
        let class = router.class(&profile.name).ok_or("the only profile is not there")?;
        let (sources, targets) = if router.map().graph.graph.node_count() > MANY_NODES {
            (SOURCES / 10, TARGETS * 10)
        } else {
            (SOURCES, TARGETS)
        };
        let snaps: Vec<Snap> =
            fixture::places(router.map(), &class.metric, sources + targets * 100)
                .into_iter()
                .filter_map(|place| class.snap(place, 250.0))
                .collect();
        let (from, to) = snaps.split_at(sources);
        let mut search = Search::new(&class);
        let mut reached = 0;
        for (turn, from) in from.iter().enumerate() {
            let to: Vec<Snap> =
                (0..targets).map(|next| to[(turn * targets + next) % to.len()]).collect();
            let costs = search.costs(from, &to);
            reached += costs.iter().flatten().count();
            agree(&class, from, &to, &costs)?;
        }
        println!(
            "{model} on {name}: {} pairs, {reached} reached: distance, path and table are the twin's",
            sources * targets
        );
    }
    Ok(())
}

/// Everything that answers must answer what the twin says.
fn agree(class: &Class, from: &Snap, to: &[Snap], twins: &[Option<Cost>]) -> Result<(), Failure> {
    let some: Vec<Option<Snap>> = to.iter().copied().map(Some).collect();
    let row = many_to_many(class, &[Some(*from)], &some);
    for (column, (to, twins)) in to.iter().zip(twins).enumerate() {
        let distance = class.cost(from, to);
        let path = class.path(from, to).map(|path| path.cost);
        let leg = twins.map(|cost| Leg { time: cost.time(), distance: cost.distance() });
        if distance != *twins || path != *twins || row.leg(0, column) != leg {
            return Err(format!(
                "from {from:?} to {to:?}: the twin says {twins:?}, the hierarchy {distance:?}, its path \
                 {path:?}, the table {:?}",
                row.leg(0, column)
            )
            .into());
        }
    }
    Ok(())
}
