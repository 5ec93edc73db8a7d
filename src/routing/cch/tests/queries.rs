//! Queries, paths and tables against Floyd and Warshall.

use super::sample::{Random, Sample, distances};
use crate::routing::cch::{
    Customized, Ends, Hierarchy, INFINITE, NO_PATH, Scratch, Slots, Walk, Weight,
    dissection::node_order, label::packed, simd::Vectors,
};

const HOUR_MS: u32 = 3_600_000;

struct World {
    hierarchy: Hierarchy,
    customized: Customized,
    /// By rank.
    arcs: Vec<[u32; 2]>,
    weights: Vec<Weight>,
    best: Vec<Vec<Weight>>,
}

fn world(random: &mut Random, nodes: u32, edges: u32, longest_ms: u32) -> World {
    let sample = Sample::new(random, nodes, edges);
    let order = node_order(&sample.places, sample.ends.clone());
    let hierarchy = Hierarchy::new(&order, &sample.ends);
    let (arcs, weights) = sample.arcs(random, longest_ms);
    let slots = Slots::new(&hierarchy, &arcs);
    let (customized, _) = Customized::new(&hierarchy, &slots, &weights, &mut Scratch::default());
    let ranked = arcs.iter().map(|ends| ends.map(|node| hierarchy.ranks[node as usize]));
    let arcs: Vec<[u32; 2]> = ranked.collect();
    let mut best = distances(sample.nodes(), &arcs, &weights, |_, _| true);
    (0..sample.nodes()).for_each(|node| best[node][node] = 0);
    World { hierarchy, customized, arcs, weights, best }
}

/// A node, and some of those above it, with what it costs to get there.
type Seeds = Vec<(u32, Weight)>;

fn seeds(random: &mut Random, hierarchy: &Hierarchy) -> Seeds {
    let lowest = random.below(u32::try_from(hierarchy.nodes()).unwrap());
    let chain: Vec<u32> = hierarchy.ancestry(lowest).collect();
    let mut seeds = Seeds::new();
    for rank in chain {
        if rank == lowest || random.below(4) == 0 {
            seeds.push((rank, Weight::from(random.below(50_000)) << 32 | 5));
        }
    }
    seeds
}

fn expected(world: &World, from: &Seeds, to: &Seeds) -> Option<Weight> {
    let pairs = from.iter().flat_map(|from| to.iter().map(move |to| (from, to)));
    let sums = pairs.filter_map(|((from, before), (to, after))| {
        let between = world.best[*from as usize][*to as usize];
        (between < INFINITE).then_some(before + between + after)
    });
    sums.min()
}

#[test]
fn walks_find_shortest_paths_and_unpack_them() {
    for seed in 0..150 {
        let random = &mut Random::new(seed);
        let nodes = 2 + random.below(30);
        let edges = random.below(3 * nodes);
        let world = world(random, nodes, edges, 99_999);
        let World { hierarchy, customized, arcs, weights, .. } = &world;
        let mut walk = Walk::default();
        for _ in 0..60 {
            let (from, to) = (seeds(random, hierarchy), seeds(random, hierarchy));
            let expected = expected(&world, &from, &to);
            let [start, end] =
                [&from, &to].map(|seeds| Ends::new(hierarchy, seeds.clone()).unwrap());
            assert_eq!(customized.weight(hierarchy, &mut walk, &start, &end), expected);
            let path = customized.path(hierarchy, &mut walk, &start, &end);
            assert_eq!(path.as_ref().map(|path| path.weight), expected, "seed {seed}");
            let Some(path) = path else { continue };
            let unpacked = customized.unpack(hierarchy, &path, |tail, head| {
                let all = (0..).zip(arcs).zip(weights);
                all.filter(move |((_, ends), _)| **ends == [tail, head])
                    .map(|((arc, _), weight)| (arc, *weight))
            });
            let mut at = path.ranks[0];
            let mut sum = from.iter().find(|(rank, _)| *rank == at).unwrap().1;
            for arc in unpacked {
                assert_eq!(arcs[arc as usize][0], at, "seed {seed}");
                at = arcs[arc as usize][1];
                sum += weights[arc as usize];
            }
            assert_eq!(Some(&at), path.ranks.last(), "seed {seed}");
            sum += to.iter().find(|(rank, _)| *rank == at).unwrap().1;
            assert_eq!(Some(sum), expected, "seed {seed}");
        }
    }
}

#[test]
fn ends_that_are_no_chain_are_none() {
    // Two nodes without an edge, and a path of three whose middle comes last.
    let apart = Hierarchy::new(&[0, 1], &[]);
    assert!(Ends::new(&apart, vec![(0, 0), (1, 0)]).is_none());
    assert!(Ends::new(&apart, Vec::new()).is_none());
    let fork = Hierarchy::new(&[0, 2, 1], &[[0, 1], [1, 2]]);
    assert!(Ends::new(&fork, vec![(0, 0), (1, 0)]).is_none());
    assert!(Ends::new(&fork, vec![(0, 0), (2, 0)]).is_some());
}

/// Any number as itself.
fn identity(cell: [u32; 2]) -> [u32; 2] {
    cell
}

fn cell(weight: Option<Weight>) -> [u32; 2] {
    let half = |weight: Weight| u32::try_from(weight & 0xffff_ffff).unwrap();
    weight.map_or([NO_PATH; 2], |weight| [half(weight >> 32), half(weight)])
}

/// Compares a table with shortest paths. How many took more than nine hours?
fn compare(
    world: &World,
    from: &[Option<Seeds>],
    to: &[Option<Seeds>],
    cells: &[Vec<u32>; 2],
) -> usize {
    let mut long = 0;
    for (row, from) in from.iter().enumerate() {
        for (column, goal) in to.iter().enumerate() {
            let both = from.as_ref().zip(goal.as_ref());
            let expected = both.and_then(|(from, to)| expected(world, from, to));
            long += usize::from(expected.is_some_and(|it| it >> 32 > 9 * 3_600_000));
            let at = row * to.len() + column;
            assert_eq!([cells[0][at], cells[1][at]], cell(expected), "{row} {column}");
        }
    }
    assert_eq!(cells[0].len(), from.len() * to.len());
    long
}

#[test]
fn tables_equal_shortest_paths_however_long_they_are() {
    let mut inexact = 0;
    for (seed, longest_ms) in (0..40).zip([99_999, 2 * HOUR_MS, 20 * HOUR_MS].into_iter().cycle()) {
        let random = &mut Random::new(seed);
        let nodes = 2 + random.below(60);
        let edges = nodes + random.below(nodes);
        // Up to the nine hours that lanes hold, around them, and far beyond.
        let world = world(random, nodes, edges, longest_ms);
        let hierarchy = &world.hierarchy;
        let mut some = |count: u32| -> Vec<Option<Seeds>> {
            let one = |_| (random.below(9) > 0).then(|| seeds(random, hierarchy));
            (0..count).map(one).collect()
        };
        let (from, to) = (some(150), some(if seed % 5 == 0 { 31 } else { 70 }));
        let ends = |all: &[Option<Seeds>]| -> Vec<Option<Ends>> {
            all.iter().map(|seeds| Ends::new(hierarchy, seeds.clone()?)).collect()
        };
        let (starts, goals) = (ends(&from), ends(&to));
        // Whatever was in there before.
        let mut cells = [vec![5; 3], vec![6; 99_999]];
        let ways = [(1, Vectors::widest()), (2, Vectors::widest())]
            .into_iter()
            .chain([Vectors::Plain, Vectors::Avx2, Vectors::Avx512].map(|it| (1, it)));
        for (threads, vectors) in ways.filter(|(_, vectors)| vectors.are_here()) {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| {
                world.customized.table(hierarchy, vectors, &starts, &goals, identity, &mut cells);
            });
            inexact += compare(&world, &from, &to, &cells);
        }
        // Few rows, or few columns.
        for few in 1..=9 {
            for (rows, columns) in [(few, to.len()), (from.len(), few)] {
                let (starts, goals) = (&starts[..rows], &goals[..columns]);
                let widest = Vectors::widest();
                world.customized.table(hierarchy, widest, starts, goals, identity, &mut cells);
                compare(&world, &from[..rows], &to[..columns], &cells);
            }
        }
    }
    assert!(inexact > 10_000, "{inexact}");
}

#[test]
fn a_table_takes_off_what_an_end_had_too_much_however_much() {
    // Ends at the far end of an arc: what lies behind the place is taken off again.
    for seed in 0..30 {
        let random = &mut Random::new(seed);
        let world = world(random, 40, 70, 30 * HOUR_MS);
        let hierarchy = &world.hierarchy;
        let from: Vec<u32> = (0..40).collect();
        // No path into a node takes less than this, nor is one shorter.
        let least = |rank: u32| {
            let into = world.arcs.iter().zip(&world.weights).filter(|it| it.0[1] == rank);
            let open = into.filter(|(arc, weight)| arc[0] != rank && **weight < INFINITE);
            let [time, length] = [32, 0].map(|bits| {
                open.clone().map(|(_, weight)| weight >> bits & 0xffff_ffff).min().unwrap_or(0)
            });
            (time << 32) + length
        };
        let starts = from.iter().map(|rank| Ends::new(hierarchy, vec![(*rank, 0)]));
        let goals = from.iter().map(|rank| Ends::new(hierarchy, vec![(*rank, -least(*rank))]));
        let (starts, goals): (Vec<_>, Vec<_>) = (starts.collect(), goals.collect());
        let mut cells = [Vec::new(), Vec::new()];
        // Few rows and few columns, too.
        for (rows, columns) in [(40, 40), (3, 40), (40, 3)] {
            let (starts, goals) = (&starts[..rows], &goals[..columns]);
            let widest = Vectors::widest();
            world.customized.table(hierarchy, widest, starts, goals, identity, &mut cells);
            for from in 0..rows {
                for to in (0..columns).filter(|to| *to != from) {
                    let best = world.best[from][to];
                    let rest = u32::try_from(to).unwrap();
                    let expected = (best < INFINITE).then(|| best - least(rest));
                    let at = from * columns + to;
                    assert_eq!([cells[0][at], cells[1][at]], cell(expected), "seed {seed}");
                }
            }
        }
    }
}

#[test]
fn a_table_without_rows_or_columns_is_empty() {
    let world = world(&mut Random::new(1), 5, 8, 100);
    let one = [Ends::new(&world.hierarchy, vec![(0, 0)])];
    let mut cells = [vec![1, 2], vec![3]];
    for (from, to) in [(&one[..], &[][..]), (&[], &one[..]), (&[], &[])] {
        world.customized.table(&world.hierarchy, Vectors::widest(), from, to, identity, &mut cells);
        assert_eq!(cells, [Vec::<u32>::new(), Vec::new()]);
    }
}

#[test]
fn a_negative_length_is_taken_off_and_not_carried_into_the_time() {
    for (time, length) in [(0_i64, 0_i64), (3, 70), (3, -70), (0, 99_999_999), (5, -99_999_999)] {
        let lane = ((time << 27) + length) as f64;
        assert_eq!(packed((time << 32) + length).to_bits(), lane.to_bits(), "{time} {length}");
    }
}
