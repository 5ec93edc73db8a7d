//! Queries and tables.

use super::{
    answers::agree,
    network::{Network, node_of, unshifted},
};
use crate::{
    Failure,
    rounds::{Entrant, Unit, compete},
};
use cch::{PathQuery, distance_matrix};
use fast_paths::{FastGraph, PathCalculator};
use musette::{
    graph::Snap,
    matrix::{Matrix, many_to_many},
    routing::Class,
};
use petgraph::{
    algo::dijkstra,
    graph::{DiGraph, NodeIndex},
};
use routingkit_cch::{CCHMetric, CCHOneToMany, CCHQuery};

/// Usual rounds.
pub const ROUNDS: usize = 9;
/// Pairs that distances and paths are asked for.
pub const PAIRS: usize = 1000;
/// Rows and columns of the table.
const PLACES: usize = 1000;
/// The same for who asks cell by cell.
const FEW_PLACES: usize = 100;
/// Searches of Dijkstra's.
const FEW_SEARCHES: usize = 20;

/// Everybody, ready for queries.
pub struct Field<'a> {
    pub class: &'a Class,
    pub snaps: Vec<Snap>,
    pub network: &'a Network,
    pub petgraph: DiGraph<(), u32>,
    pub path_query: PathQuery<'a>,
    pub pure: (&'a cch::CchView<'a>, &'a cch::MetricView<'a>),
    pub kit_query: CCHQuery<'a>,
    pub kit: &'a CCHMetric<'a>,
    pub fast: Option<&'a FastGraph>,
}

impl Field<'_> {
    /// Prints how long distances and paths of random pairs take.
    pub fn paths(&mut self) -> Result<(), Failure> {
        let Self { class, network, petgraph, path_query, pure, kit_query, fast, .. } = self;
        let pairs: Vec<[Snap; 2]> =
            (0..PAIRS).map(|i| [i, i + PAIRS].map(|i| self.snaps[i])).collect();
        let nodes: Vec<[u32; 2]> =
            pairs.iter().map(|pair| pair.each_ref().map(|snap| node_of(class, snap))).collect();
        let few = FEW_SEARCHES.min(PAIRS);

        compete(
            "distance of a pair",
            Unit::Microseconds,
            ROUNDS,
            vec![
                Entrant::new("musette", PAIRS, || {
                    pairs.iter().filter_map(|[from, to]| class.cost(from, to)).max()
                }),
                Entrant::new("routingkit-cch", PAIRS, || {
                    nodes.iter().filter_map(|ends| ask(kit_query, *ends).distance()).max()
                }),
                Entrant::new("petgraph dijkstra", few, || {
                    nodes[..few].iter().filter_map(|ends| by_search(petgraph, *ends)).max()
                }),
            ],
        );
        let mut calculator = fast.map(|fast| (fast, fast_paths::create_calculator(fast)));
        let mut entrants = vec![
            Entrant::new("musette", PAIRS, || {
                let edges = |[from, to]: &[Snap; 2]| Some(class.path(from, to)?.edges.len());
                pairs.iter().filter_map(edges).sum::<usize>()
            }),
            Entrant::new("cch", PAIRS, || {
                let mut path = |[from, to]: &[u32; 2]| path_query.path(pure.1, *from, *to);
                nodes.iter().filter_map(|ends| Some(path(ends)?.len())).sum::<usize>()
            }),
            Entrant::new("routingkit-cch", PAIRS, || {
                nodes.iter().map(|ends| ask(kit_query, *ends).node_path().len()).sum::<usize>()
            }),
        ];
        if let Some((fast, calculator)) = &mut calculator {
            entrants.push(Entrant::new("fast_paths", PAIRS, || {
                nodes.iter().filter_map(|ends| by_cell(fast, calculator, *ends)).max()
            }));
        }
        compete("path of a pair", Unit::Microseconds, ROUNDS, entrants);

        let cost = |[from, to]: &[Snap; 2]| Some(class.cost(from, to)?.time_ms());
        let path = |[from, to]: &[Snap; 2]| Some(class.path(from, to)?.cost.time_ms());
        let along =
            |[from, to]: &[u32; 2]| network.time_along(path_query.path(pure.1, *from, *to)?);
        let mut answers = vec![
            ("musette", pairs.iter().map(cost).collect()),
            ("musette's path", pairs.iter().map(path).collect()),
            ("cch", nodes.iter().map(along).collect()),
            ("routingkit-cch", nodes.iter().map(|ends| ask(kit_query, *ends).distance()).collect()),
            ("routingkit-cch's path", {
                let mut path = |ends: &[u32; 2]| ask(kit_query, *ends).node_path();
                nodes.iter().map(|ends| network.time_along(path(ends))).collect()
            }),
            ("petgraph", nodes[..few].iter().map(|ends| by_search(petgraph, *ends)).collect()),
        ];
        if let Some((fast, calculator)) = &mut calculator {
            let times = nodes.iter().map(|ends| by_cell(fast, calculator, *ends)).collect();
            answers.push(("fast_paths", times));
        }
        agree("pair", &answers)
    }

    /// Prints how long tables take.
    pub fn tables(&mut self, rounds: usize) -> Result<(), Failure> {
        let Self { class, petgraph, pure, kit, fast, .. } = self;
        let snaps: Vec<Option<Snap>> = self.snaps[..PLACES].iter().copied().map(Some).collect();
        let nodes: Vec<u32> =
            self.snaps[..PLACES].iter().map(|snap| node_of(class, snap)).collect();
        let few: Vec<[u32; 2]> = nodes[..FEW_PLACES]
            .iter()
            .flat_map(|from| nodes[..FEW_PLACES].iter().map(move |to| [*from, *to]))
            .collect();
        let mut table = many_to_many(class, &snaps, &snaps);
        let kit_table = || {
            let mut to_many = CCHOneToMany::new(kit, &nodes);
            nodes.iter().flat_map(|from| to_many.distances_from(*from)).collect::<Vec<_>>()
        };
        let searches = || -> Vec<Option<u32>> {
            let row = |from: &u32| dijkstra(&*petgraph, (*from).into(), None, |it| *it.weight());
            let cells = |from| {
                let row = row(from);
                nodes
                    .iter()
                    .map(move |to| row.get(&NodeIndex::from(*to)).copied())
                    .collect::<Vec<_>>()
            };
            nodes[..FEW_SEARCHES].iter().flat_map(cells).collect()
        };
        let mut calculator = fast.map(|fast| (fast, fast_paths::create_calculator(fast)));
        let mut entrants = vec![
            Entrant::new("musette, distances too", PLACES * PLACES, || {
                table.fill(class, &snaps, &snaps);
            }),
            Entrant::new("cch", PLACES * PLACES, || {
                distance_matrix(pure.0, pure.1, &nodes, &nodes)
            }),
            Entrant::new("routingkit-cch", PLACES * PLACES, kit_table),
            Entrant::new("petgraph, a search a row", FEW_SEARCHES * PLACES, searches),
        ];
        if let Some((fast, calculator)) = &mut calculator {
            entrants.push(Entrant::new("fast_paths, cell by cell", few.len(), || {
                few.iter().filter_map(|ends| by_cell(fast, calculator, *ends)).max()
            }));
        }
        compete("cell of 1000 x 1000", Unit::Nanoseconds, rounds, entrants);

        // Ours tells whole seconds, rounded up.
        let whole = |time: Option<u32>| time.map(|time_ms| time_ms.div_ceil(1000));
        let theirs = distance_matrix(pure.0, pure.1, &nodes, &nodes);
        let found = |time_ms: u32| (time_ms != cch::INF_WEIGHT).then_some(time_ms);
        agree(
            "cell",
            &[
                ("musette", seconds(&table)),
                ("cch", theirs.into_iter().map(|time_ms| whole(found(time_ms))).collect()),
                ("routingkit-cch", kit_table().into_iter().map(whole).collect()),
                ("petgraph", searches().into_iter().map(whole).collect()),
            ],
        )?;
        let Some((fast, calculator)) = &mut calculator else { return Ok(()) };
        let corner = (0..few.len()).map(|i| [i / FEW_PLACES, i % FEW_PLACES]);
        let times = few.iter().map(|ends| whole(by_cell(fast, calculator, *ends))).collect();
        let ours = corner.map(|[from, to]| Some(table.time(from, to)?.as_u32())).collect();
        agree("cell of the corner", &[("musette", ours), ("fast_paths", times)])
    }
}

fn seconds(table: &Matrix) -> Vec<Option<u32>> {
    let cells = (0..PLACES).flat_map(|from| (0..PLACES).map(move |to| [from, to]));
    cells.map(|[from, to]| Some(table.time(from, to)?.as_u32())).collect()
}

fn ask<'b, 'a>(
    query: &'b mut CCHQuery<'a>,
    [from, to]: [u32; 2],
) -> routingkit_cch::CCHQueryResult<'b, 'a> {
    query.add_source(from, 0);
    query.add_target(to, 0);
    query.run()
}

fn by_search(graph: &DiGraph<(), u32>, [from, to]: [u32; 2]) -> Option<u32> {
    let goal = NodeIndex::from(to);
    dijkstra(graph, from.into(), Some(goal), |edge| *edge.weight()).get(&goal).copied()
}

fn by_cell(
    graph: &FastGraph,
    calculator: &mut PathCalculator,
    [from, to]: [u32; 2],
) -> Option<u32> {
    let path = calculator.calc_path(graph, from as usize, to as usize);
    path.map(|path| unshifted(path.get_weight()))
}
