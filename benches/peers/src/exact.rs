//! The hierarchy against its twin: 10,000 random pairs and a table, under each model of turns, to the
//! millisecond and the centimetre.

use crate::{Failure, fixture};
use musette::{
    graph::{Cost, EdgeId, NodeId, Snap, TurnModel},
    matrix::{Leg, Matrix, many_to_many},
    osm::{Profile, Turns},
    routing::{Class, Router, Search},
    units::LonLat,
};
use std::{path::Path, thread};

/// Sources, and targets of each: one search of the twin takes long, and answers for all targets at once.
const PAIRS: [usize; 2] = [400, 25];
/// The same on a map with more nodes.
const MANY_NODES: usize = 400_000;
const FAR_PAIRS: [usize; 2] = [100, 100];
/// The table is from as many of the sources to as many other places.
const TABLE: usize = 300;
/// So far from a node, along each axis, a place is at most, in 1e-7 degrees: some 30 to 50 m.
const ASIDE_E7: u64 = 5_000;

/// The shipped bicycle without anything about turns, with restrictions only, and as it is.
fn models() -> [Profile; 3] {
    let [(_, unsplit), (_, full)] = fixture::models();
    let turns = Turns { restrictions: true, costs: None, ..full.turns };
    [unsplit, Profile { turns, ..full.clone() }, full]
}

/// Checks all models on a map; the first difference is the failure.
pub fn check(map: &Path) -> Result<(), Failure> {
    let (name, bytes) = fixture::extract_at(map);
    for profile in models() {
        let router = Router::new(fixture::streets(&bytes, &profile));
        let class = router.class(&profile.name).ok_or("the only profile is not there")?;
        let graph = &router.map().graph;
        let [sources, targets] =
            if graph.graph.node_count() > MANY_NODES { FAR_PAIRS } else { PAIRS };
        let from = places(&class, 1, sources);
        let to = places(&class, 2, sources * targets);
        let of_table = places(&class, 3, TABLE);
        if from.len() < sources || to.len() < sources * targets {
            return Err(format!("{name} has too few streets to ride between").into());
        }
        let rows = &from[..TABLE.min(sources)];
        let some = |snaps: &[Snap]| snaps.iter().copied().map(Some).collect::<Vec<_>>();
        let table = many_to_many(&class, &some(rows), &some(&of_table));

        // Each thread has sources of its own, and a twin.
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let check = |first: usize| -> Result<usize, Failure> {
            let mut search = Search::new(&class);
            let mut reached = 0;
            for row in (first..sources).step_by(threads) {
                let own = &to[row * targets..(row + 1) * targets];
                let mut all = own.to_vec();
                if row < rows.len() {
                    all.extend(&of_table);
                }
                let costs = search.costs(&from[row], &all);
                let (pairs, cells) = costs.split_at(targets);
                reached += pairs.iter().flatten().count();
                agree(&class, &from[row], own, pairs)?;
                agree_cells(&table, row, cells)?;
            }
            Ok(reached)
        };
        let reached = thread::scope(|scope| {
            let check = &check;
            let threads: Vec<_> =
                (0..threads).map(|first| scope.spawn(move || check(first))).collect();
            let all = threads.into_iter().map(|thread| thread.join().map_err(|_| "a panic")?);
            all.sum::<Result<usize, Failure>>()
        })?;
        println!(
            "{name}, {:?}: {} pairs, {reached} reached, distance and path; a table of {} x {}: all are \
             the twin's",
            TurnModel::of(&profile, graph),
            sources * targets,
            rows.len(),
            of_table.len(),
        );
    }
    Ok(())
}

/// Random places beside streets that the class gets to, one in eight of them for those only who go one
/// way; the same for the same seed.
fn places(class: &Class, seed: u64, count: usize) -> Vec<Snap> {
    let graph = &class.map().graph.graph;
    let nodes: Vec<NodeId> =
        graph.node_indices().filter(|node| class.metric.is_in_main(*node)).collect();
    let mut state = seed << 32;
    let snaps = std::iter::repeat_with(|| {
        let node = nodes[usize::try_from(random(&mut state) % nodes.len() as u64).unwrap_or(0)];
        let [east, north] = [(); 2].map(|()| random(&mut state) % (2 * ASIDE_E7));
        let aside = |at: i32, by: u64| i64::from(at) + by.cast_signed() - ASIDE_E7.cast_signed();
        let place =
            LonLat::from_e7(aside(graph[node].lon_e7(), east), aside(graph[node].lat_e7(), north));
        let one_way = random(&mut state).is_multiple_of(8);
        class.snap(place?, 250.0).map(|snap| Snap { one_way, ..snap })
    });
    snaps.take(20 * count).flatten().take(count).collect()
}

fn random(state: &mut u64) -> u64 {
    *state += 1;
    fixture::random(*state)
}

/// Distances and paths must be what the twin says, and so must the edges of paths, one by one.
fn agree(class: &Class, from: &Snap, to: &[Snap], twins: &[Option<Cost>]) -> Result<(), Failure> {
    for (to, twins) in to.iter().zip(twins) {
        let distance = class.cost(from, to);
        let path = class.path(from, to);
        let sum = path.as_ref().and_then(|path| added_up(class, &path.edges, from, to));
        let path = path.map(|path| path.cost);
        if [distance, path, sum] != [*twins; 3] {
            return Err(format!(
                "from {from:?} to {to:?}: the twin says {twins:?}, the hierarchy {distance:?}, its path \
                 {path:?}, the edges of that {sum:?}"
            )
            .into());
        }
    }
    Ok(())
}

/// What the edges of a path cost, and the turns between them; `None` if one of them is closed.
fn added_up(class: &Class, edges: &[EdgeId], from: &Snap, to: &Snap) -> Option<Cost> {
    let whole = |edge: &EdgeId| class.metric.cost(*edge);
    // What is left of an edge behind a place on its section.
    let rest = |snap: &Snap, edge: &EdgeId| {
        let done = if snap.edge == *edge { snap.fraction } else { 1.0 - snap.fraction };
        Some(whole(edge)?.part(1.0 - done))
    };
    let (first, last) = (edges.first()?, edges.last()?);
    if edges.len() == 1 {
        return Some(rest(from, first)?.minus(rest(to, first)?));
    }
    let mut sum = rest(from, first)?;
    for (pair, edge) in edges.windows(2).zip(&edges[1..]) {
        sum = sum.plus(class.turn_cost(pair[0], pair[1])).plus(whole(edge)?);
    }
    Some(sum.minus(rest(to, last)?))
}

/// So must a row of a table, in whole seconds and metres.
fn agree_cells(table: &Matrix, row: usize, twins: &[Option<Cost>]) -> Result<(), Failure> {
    for (column, twins) in twins.iter().enumerate() {
        let told = table.leg(row, column);
        if told != twins.map(|cost| Leg { time: cost.time(), distance: cost.distance() }) {
            let what =
                format!("row {row}, column {column}: the twin says {twins:?}, the table {told:?}");
            return Err(what.into());
        }
    }
    Ok(())
}
