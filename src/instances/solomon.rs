//! Solomon, 1987, and Gehring and Homberger, 1999: deliveries of a depot, Euclidean. A name, `VEHICLE`
//! with its numbers, then `CUSTOMER` with a line a node.

use super::{
    complaint::{Complaints, Log},
    field::{Row, lines},
    format::Format,
    ground::Ground,
    instance::{Instance, Job, MOST_PLACES, Node, fleet},
    lilim::{LATEST, vehicles},
    pairs::{check_depot, check_window},
    read::stem,
};
use std::ops::RangeInclusive;

const COLUMNS: [&str; 7] = ["id", "x", "y", "demand", "ready", "due", "service"];

pub(super) fn read(file: &str, text: &str) -> Result<Instance, Complaints> {
    let log = Log::new(file);
    let instance = parse(&log, file, text);
    log.unless(instance)
}

fn parse(log: &Log, file: &str, text: &str) -> Option<Instance> {
    let name = lines(text).next().map(|(_, line)| line).filter(|line| *line != "VEHICLE");
    let mut lines = lines(text).skip_while(|(_, line)| !line.starts_with("NUMBER"));
    let Some(numbers) = lines.by_ref().nth(1) else {
        let action = "write a line NUMBER CAPACITY, and below it both";
        log.complain(None, "NUMBER", "is missing", action);
        return None;
    };
    let (size, capacity) = vehicles(&Row::new(log, numbers));
    let heading = |line: &str| line == "CUSTOMER" || line.starts_with("CUST ");
    let (mut nodes, mut points, mut depot_line) = (Vec::new(), Vec::new(), None);
    for line in lines.filter(|(_, line)| !heading(line)) {
        let row = Row::new(log, line);
        if nodes.len() == MOST_PLACES {
            row.complain("", format!("more than {MOST_PLACES} nodes"), "use a smaller instance");
            return None;
        }
        let node = if row.has(&COLUMNS) { node(&row, nodes.len()) } else { None };
        let (node, point) = node.unwrap_or_default();
        nodes.push(node);
        points.push(point);
        depot_line.get_or_insert(row.line);
    }
    if let Some(depot) = nodes.first() {
        check_depot(log, depot_line, depot);
    } else {
        let action = format!("write below CUSTOMER a line a node: {}", COLUMNS.join(" "));
        log.complain(None, "", "has no nodes", action);
    }
    Some(Instance {
        name: name.map_or_else(|| stem(file), str::to_owned),
        format: Format::Solomon,
        capacity: capacity?,
        placed: Vec::new(),
        couriers: fleet(size?, nodes.first()?),
        jobs: (1..nodes.len()).map(|node| Job::Deliver { node }).collect(),
        ground: Ground::Plane(points),
        nodes,
    })
}

fn node(row: &Row, id: usize) -> Option<(Node, [f64; 2])> {
    const FAR: RangeInclusive<f64> = -50_000.0..=50_000.0;
    let number = |at: usize, range| row.number(at, COLUMNS[at], range);
    let given = row.index(0, COLUMNS[0])?;
    if given != id {
        let cause = format!("expected {id}, got {given}");
        row.complain(COLUMNS[0], cause, "number the nodes 0, 1, 2 and so on, in this order");
    }
    let (x, y) = (number(1, FAR), number(2, FAR));
    let load = row.count(3, COLUMNS[3], 0..=1_000_000);
    let [early, late, service] = [4, 5, 6].map(|at| number(at, 0.0..=LATEST));
    let (early, late) = (early?, late?);
    check_window(row, early, late);
    Some((Node { place: id, load: load?, early, late, service: service? }, [x?, y?]))
}
