//! Sartori and Buriol, 2020: pickups and deliveries with a table of whole minutes. A header of
//! `KEY: value`, then `NODES`, then `EDGES`. The fleet is not limited: more vehicles than requests are
//! of no use.

use super::{
    complaint::{Complaints, Log},
    field::{Row, lines},
    format::Format,
    ground::Ground,
    instance::{Instance, fleet},
    pairs::Pairs,
    read::stem,
    table::{LARGEST, Table},
};

pub(super) fn read(file: &str, text: &str) -> Result<Instance, Complaints> {
    let log = Log::new(file);
    let instance = parse(&log, file, text);
    log.unless(instance)
}

fn parse(log: &Log, file: &str, text: &str) -> Option<Instance> {
    let mut lines = lines(text);
    let (mut name, mut size, mut capacity) = (None, None, None);
    for (line, text) in lines.by_ref().take_while(|(_, text)| *text != "NODES") {
        let Some((key, value)) = text.split_once(':') else {
            let action = "write KEY: value above NODES";
            log.complain(line, "", "is no header", action);
            continue;
        };
        let value = value.trim();
        let row = Row::of(log, line, std::iter::once(value));
        match key.trim() {
            "NAME" => name = Some(value).filter(|name| !name.is_empty()),
            "SIZE" => size = row.count(0, "SIZE", 1..=u32::MAX),
            "CAPACITY" => capacity = Some(row.count(0, "CAPACITY", 0..=LARGEST)),
            _ => {}
        }
    }
    let mut pairs = Pairs::new(log, 0.0..=f64::from(LARGEST));
    for line in lines.by_ref().take_while(|(_, text)| *text != "EDGES") {
        let row = Row::new(log, line);
        (4..=6).for_each(|at| fraction(&row, at));
        if !pairs.push(&row) {
            return None;
        }
    }
    let jobs = pairs.jobs();
    let places = pairs.nodes.len();
    if size.is_some_and(|size| usize::try_from(size) != Ok(places)) {
        let cause = format!("has {places} nodes, which is not its SIZE");
        log.complain(None, "", cause, "take the file from its source again: it may be cut");
    }
    if capacity.is_none() {
        log.complain(None, "CAPACITY", "is missing", "write CAPACITY: 300 above NODES");
    }
    let mut table = Table::new(log, places);
    for (line, text) in lines.take_while(|(_, text)| *text != "EOF") {
        if !table.push(line, text) {
            return None;
        }
    }
    let cells = table.finish()?;
    Some(Instance {
        name: name.map_or_else(|| stem(file), str::to_owned),
        format: Format::Sartori,
        capacity: capacity??,
        placed: Vec::new(),
        couriers: fleet(jobs.len(), pairs.nodes.first()?),
        ground: Ground::Table { places, cells },
        nodes: pairs.nodes,
        jobs,
    })
}

/// Complains of a time that is not whole: times are not scaled here.
fn fraction(row: &Row, at: usize) {
    let number = row.fields.get(at).and_then(|text| text.parse::<f64>().ok());
    if number.is_some_and(|number| number.fract() != 0.0) {
        row.complain("times", "expected whole minutes", "round windows and services");
    }
}
