//! Li and Lim, 2001: pickups and deliveries, Euclidean. Line 1: vehicles, capacity, speed (which is not
//! looked at); then a line a node.

use super::{
    complaint::{Complaints, Log},
    field::{Row, lines},
    format::Format,
    ground::Ground,
    instance::{Instance, fleet},
    pairs::Pairs,
    read::stem,
};

/// The largest time: ten thousand times it, with a leg and a service, is still a span of the solver.
pub(super) const LATEST: f64 = 100_000.0;

pub(super) fn read(file: &str, text: &str) -> Result<Instance, Complaints> {
    let log = Log::new(file);
    let instance = parse(&log, file, text);
    log.unless(instance)
}

fn parse(log: &Log, file: &str, text: &str) -> Option<Instance> {
    let mut rows = lines(text).map(|line| Row::new(log, line));
    let Some(first) = rows.next() else {
        log.complain(None, "", "is empty", "check that it is the right file");
        return None;
    };
    let (size, capacity) = vehicles(&first);
    let mut pairs = Pairs::new(log, 0.0..=LATEST);
    let _ = rows.all(|row| pairs.push(&row));
    let jobs = pairs.jobs();
    Some(Instance {
        name: stem(file),
        format: Format::LiLim,
        capacity: capacity?,
        placed: Vec::new(),
        couriers: fleet(size?, pairs.nodes.first()?),
        ground: Ground::Plane(pairs.points),
        nodes: pairs.nodes,
        jobs,
    })
}

/// How many vehicles there are, and what each can carry: the first two numbers of a line.
pub(super) fn vehicles(row: &Row) -> (Option<usize>, Option<u32>) {
    (row.size(0, "vehicles"), row.count(1, "capacity", 0..=1_000_000_000))
}
