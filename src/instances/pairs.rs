//! Rows of nodes in pairs, as Li and Lim wrote them and Sartori and Buriol after them.

use super::{
    complaint::Log,
    field::Row,
    instance::{Job, MOST_PLACES, Node},
};
use std::ops::RangeInclusive;

const COLUMNS: [&str; 9] =
    ["id", "x", "y", "demand", "earliest", "latest", "service", "pickup", "delivery"];

/// Nodes in the order of the file, which is that of their ids.
#[derive(Debug)]
pub(super) struct Pairs<'a> {
    log: &'a Log,
    times: RangeInclusive<f64>,
    pub(super) nodes: Vec<Node>,
    pub(super) points: Vec<[f64; 2]>,
    siblings: Vec<Siblings>,
}

/// What a row says about its pair; 0 is nobody.
#[derive(Clone, Copy, Debug, Default)]
struct Siblings {
    line: usize,
    demand: i64,
    pickup: usize,
    delivery: usize,
}

impl<'a> Pairs<'a> {
    /// No nodes yet; `times` says how large windows and services can be.
    pub(super) fn new(log: &'a Log, times: RangeInclusive<f64>) -> Self {
        let (nodes, points, siblings) = Default::default();
        Self { log, times, nodes, points, siblings }
    }

    /// Adds the node of a row; `false` if there is no room for more.
    pub(super) fn push(&mut self, row: &Row) -> bool {
        let id = self.nodes.len();
        if id == MOST_PLACES {
            let cause = format!("more than {MOST_PLACES} nodes");
            row.complain("", cause, "use a smaller instance");
            return false;
        }
        let read = if row.has(&COLUMNS) { self.read(row, id) } else { None };
        let (node, point, siblings) = read.unwrap_or_default();
        self.nodes.push(Node { place: id, ..node });
        self.points.push(point);
        self.siblings.push(siblings);
        true
    }

    fn read(&self, row: &Row, id: usize) -> Option<(Node, [f64; 2], Siblings)> {
        const FAR: RangeInclusive<f64> = -50_000.0..=50_000.0;
        let number =
            |at: usize, range: &RangeInclusive<f64>| row.number(at, COLUMNS[at], range.clone());
        let sibling = |at: usize| row.index(at, COLUMNS[at]);
        let given = row.index(0, COLUMNS[0])?;
        let point = (number(1, &FAR), number(2, &FAR));
        let demand = row.whole(3, COLUMNS[3], -1_000_000..=1_000_000);
        let window = (number(4, &self.times), number(5, &self.times));
        let service = number(6, &self.times);
        let siblings = (sibling(7), sibling(8));
        if given != id {
            let cause = format!("expected {id}, got {given}");
            row.complain(COLUMNS[0], cause, "number the nodes 0, 1, 2 and so on, in this order");
        }
        let (early, late) = (window.0?, window.1?);
        check_window(row, early, late);
        let demand = demand?;
        let load = u32::try_from(demand.unsigned_abs()).ok()?;
        let node = Node { place: id, load, early, late, service: service? };
        let (pickup, delivery) = (siblings.0?, siblings.1?);
        let siblings = Siblings { line: row.line, demand, pickup, delivery };
        Some((node, [point.0?, point.1?], siblings))
    }

    /// The requests: each node but the depot is in one. None if a row was wrong before.
    pub(super) fn jobs(&self) -> Vec<Job> {
        if self.log.any() {
            return Vec::new();
        }
        let Some((depot, others)) = self.siblings.split_first() else {
            let action = "write a line a node, first the depot: ";
            self.log.complain(None, "", "has no nodes", format!("{action}{}", COLUMNS.join(" ")));
            return Vec::new();
        };
        if (depot.demand, depot.pickup, depot.delivery) != (0, 0, 0) {
            let cause = "is the depot, which has neither demand nor a pickup or delivery";
            self.log.complain(depot.line, "", cause, "write 0 for these three");
        }
        check_depot(self.log, depot.line, &self.nodes[0]);
        let jobs = others.iter().zip(1..).filter_map(|(here, id)| self.job(here, id));
        jobs.collect()
    }

    /// The request that begins at a node; complains if what the node says is not so.
    fn job(&self, here: &Siblings, id: usize) -> Option<Job> {
        let complain = |cause: &str, action: &str| self.log.complain(here.line, "", cause, action);
        let of = |other: usize| self.siblings.get(other).filter(|_| other != 0);
        match (here.pickup, here.delivery) {
            (0, delivery) if delivery != 0 => {
                let other = of(delivery).filter(|other| (other.pickup, other.delivery) == (id, 0));
                if other.is_none() {
                    let cause =
                        format!("says that its delivery is {delivery}, which does not say so");
                    complain(&cause, "let pickup and delivery name each other");
                } else if here.demand < 0 || other.is_some_and(|it| it.demand != -here.demand) {
                    let action = "what is picked up, a number above 0, must be delivered";
                    complain("has another demand than its delivery", action);
                }
                Some(Job::Carry { pickup: id, delivery })
            }
            (pickup, 0) if pickup != 0 => {
                if of(pickup).is_none_or(|other| (other.pickup, other.delivery) != (0, id)) {
                    let cause = format!("says that its pickup is {pickup}, which does not say so");
                    complain(&cause, "let pickup and delivery name each other");
                }
                None
            }
            _ => {
                let action = "write the other node of its pair in one of them, and 0 in the other";
                complain(
                    "is neither a pickup with a delivery nor a delivery with a pickup",
                    action,
                );
                None
            }
        }
    }
}

/// Complains of a window that ends before it starts.
pub(super) fn check_window(row: &Row, early: f64, late: f64) {
    if early > late {
        let cause = format!("the window ends at {late}, before it starts at {early}");
        row.complain("", cause, "write the earlier time first");
    }
}

/// Complains of a depot that closes before anyone can leave it.
pub(super) fn check_depot(log: &Log, line: impl Into<Option<usize>>, depot: &Node) {
    if depot.early + depot.service > depot.late {
        let cause = "the depot closes before a vehicle could leave it";
        log.complain(line, "", cause, "let it close later");
    }
}
