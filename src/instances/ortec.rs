//! VRPLIB text with a full table of whole seconds, as in the EURO meets `NeurIPS` competition of 2022:
//! `KEY : value`, then sections. Its nodes are counted from 1, ours from 0, as its solutions do.

use super::{
    complaint::{Complaints, Log},
    field::{Row, lines},
    format::Format,
    ground::Ground,
    instance::{Instance, Job, Node, fleet},
    pairs::{check_depot, check_window},
    read::stem,
    table::{LARGEST, Table},
};

pub(super) fn read(file: &str, text: &str) -> Result<Instance, Complaints> {
    let log = Log::new(file);
    let instance = Reader::new(&log, file).parse(text);
    log.unless(instance)
}

/// What was read so far.
struct Reader<'a> {
    log: &'a Log,
    name: String,
    places: Option<usize>,
    capacity: Option<u32>,
    vehicles: Option<u32>,
    table: Option<Table<'a>>,
    nodes: Vec<Node>,
    /// The sections that were there.
    seen: Vec<Section>,
    /// How many rows of the last of them were read.
    rows: usize,
}

/// A part of the file that has rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Header,
    Table,
    Demands,
    Services,
    Windows,
    Depots,
    /// Not looked at.
    Other,
}

/// The sections that there must be.
const NEEDED: [(Section, &str); 4] = [
    (Section::Table, "EDGE_WEIGHT_SECTION"),
    (Section::Demands, "DEMAND_SECTION"),
    (Section::Services, "SERVICE_TIME_SECTION"),
    (Section::Windows, "TIME_WINDOW_SECTION"),
];

impl<'a> Reader<'a> {
    fn new(log: &'a Log, file: &str) -> Self {
        let (nodes, seen) = Default::default();
        let (places, capacity, vehicles, table) = (None, None, None, None);
        Self { log, name: stem(file), places, capacity, vehicles, table, nodes, seen, rows: 0 }
    }

    fn parse(mut self, text: &str) -> Option<Instance> {
        let mut section = Section::Header;
        for (line, text) in lines(text) {
            if text == "EOF" {
                break;
            }
            if let Some(next) = section_named(text) {
                self.close(section, line);
                section = next;
                if next != Section::Other && self.seen.contains(&next) {
                    self.log.complain(line, "", "is there before", "write each section once");
                    return None;
                }
                self.seen.push(next);
                if next != Section::Other && self.places.is_none() {
                    self.log.complain(
                        line,
                        "DIMENSION",
                        "is missing",
                        "write it above the sections",
                    );
                    return None;
                }
            } else if section == Section::Header {
                self.header(line, text);
            } else if !self.row(section, line, text) {
                return None;
            }
        }
        self.close(section, None);
        self.finish()
    }

    /// Complains if a section that has just ended has too few rows.
    fn close(&mut self, section: Section, line: impl Into<Option<usize>>) {
        let rows = std::mem::take(&mut self.rows);
        let is_about_nodes =
            matches!(section, Section::Demands | Section::Services | Section::Windows);
        if is_about_nodes && Some(rows) != self.places {
            let cause = format!("the section above has {rows} rows, which is not DIMENSION");
            self.log.complain(line, "", cause, "write a row a node in each section");
        }
    }

    fn header(&mut self, line: usize, text: &str) {
        let Some((key, value)) = text.split_once(':') else {
            self.log.complain(line, "", "is no header", "write KEY : value above the sections");
            return;
        };
        let (key, value) = (key.trim(), value.trim());
        let row = Row::of(self.log, line, std::iter::once(value));
        match key {
            "NAME" if !value.is_empty() => value.clone_into(&mut self.name),
            "DIMENSION" => self.places = row.size(0, key),
            "CAPACITY" => self.capacity = row.count(0, key, 0..=LARGEST),
            "VEHICLES" => self.vehicles = row.count(0, key, 1..=5000),
            "EDGE_WEIGHT_TYPE" if value != "EXPLICIT" => {
                row.complain(key, "only EXPLICIT is read", "write the distances as a table");
            }
            "EDGE_WEIGHT_FORMAT" if value != "FULL_MATRIX" => {
                row.complain(key, "only FULL_MATRIX is read", "write the whole table");
            }
            _ => {}
        }
    }

    /// Reads a row of a section; `false` if there is no use in reading on.
    fn row(&mut self, section: Section, line: usize, text: &str) -> bool {
        let places = self.places.unwrap_or(0);
        if section == Section::Table {
            return self.table.get_or_insert_with(|| Table::new(self.log, places)).push(line, text);
        }
        let row = Row::new(self.log, (line, text));
        if section == Section::Depots {
            if row.whole(0, "depot", -1..=1).is_none_or(|depot| depot == 0) {
                row.complain("depot", "must be node 1", "write 1, and -1 below it");
            }
            return true;
        }
        if section != Section::Other {
            self.node(section, &row, places);
        }
        true
    }

    /// A row that is about a node.
    fn node(&mut self, section: Section, row: &Row, places: usize) {
        let id = self.rows;
        self.rows += 1;
        if id >= places {
            return;
        }
        if row.index(0, "node").is_some_and(|given| given != id + 1) {
            row.complain(
                "node",
                format!("expected {}", id + 1),
                "number the nodes 1, 2, 3 and so on",
            );
        }
        if self.nodes.is_empty() {
            self.nodes = (0..places).map(|place| Node { place, ..Node::default() }).collect();
        }
        let node = &mut self.nodes[id];
        match section {
            Section::Demands => {
                node.load = row.count(1, "demand", 0..=1_000_000).unwrap_or_default();
            }
            Section::Services => {
                node.service = row.count(1, "service", 0..=LARGEST).map_or(0.0, f64::from);
            }
            Section::Windows => {
                let time = |at, name| row.count(at, name, 0..=LARGEST).map(f64::from);
                if let (Some(early), Some(late)) = (time(1, "earliest"), time(2, "latest")) {
                    check_window(row, early, late);
                    (node.early, node.late) = (early, late);
                }
            }
            Section::Header | Section::Table | Section::Depots | Section::Other => {}
        }
    }

    fn finish(self) -> Option<Instance> {
        for (_, name) in NEEDED.iter().filter(|(section, _)| !self.seen.contains(section)) {
            self.log.complain(None, name, "is missing", "take the file from its source again");
        }
        if self.capacity.is_none() && !self.log.any() {
            self.log.complain(None, "CAPACITY", "is missing", "write it above the sections");
        }
        let cells = self.table?.finish()?;
        let depot = self.nodes.first()?;
        check_depot(self.log, None, depot);
        let places = self.nodes.len();
        let given = self.vehicles.and_then(|given| usize::try_from(given).ok()).unwrap_or(0);
        Some(Instance {
            name: self.name,
            format: Format::Ortec,
            capacity: self.capacity?,
            placed: Vec::new(),
            couriers: fleet(given.max(places - 1), depot),
            jobs: (1..places).map(|node| Job::Deliver { node }).collect(),
            ground: Ground::Table { places, cells },
            nodes: self.nodes,
        })
    }
}

/// The section that a line begins, if it begins one.
fn section_named(text: &str) -> Option<Section> {
    Some(match text {
        "EDGE_WEIGHT_SECTION" => Section::Table,
        "DEMAND_SECTION" => Section::Demands,
        "SERVICE_TIME_SECTION" => Section::Services,
        "TIME_WINDOW_SECTION" => Section::Windows,
        "DEPOT_SECTION" => Section::Depots,
        other if other.ends_with("_SECTION") => Section::Other,
        _ => return None,
    })
}
