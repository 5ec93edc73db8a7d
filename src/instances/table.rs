//! A table of distances, read number by number.

use super::complaint::{Log, quoted};

/// The largest leg, window or service: three of them are still a span of the solver.
pub(super) const LARGEST: u32 = 1_000_000_000;

/// A square table in the making.
#[derive(Debug)]
pub(super) struct Table<'a> {
    log: &'a Log,
    places: usize,
    cells: Vec<u32>,
}

impl<'a> Table<'a> {
    /// One of so many rows, still empty.
    pub(super) fn new(log: &'a Log, places: usize) -> Self {
        Self { log, places, cells: Vec::new() }
    }

    /// Adds the numbers of a line; `false` once there were too many.
    pub(super) fn push(&mut self, line: usize, text: &str) -> bool {
        for field in text.split_whitespace() {
            if self.cells.len() == self.places * self.places {
                let cause = format!("more numbers than {0} rows of {0}", self.places);
                self.log.complain(
                    line,
                    "",
                    cause,
                    "write one row a node, and one number a node in it",
                );
                return false;
            }
            let number = field.parse().ok().filter(|number| *number <= LARGEST);
            if number.is_none() {
                let cause =
                    format!("expected a whole number from 0 to {LARGEST}, got {}", quoted(field));
                self.log.complain(line, "", cause, "correct the table");
            }
            self.cells.push(number.unwrap_or(0));
        }
        true
    }

    /// The numbers, row by row; complains if there are too few.
    pub(super) fn finish(self) -> Option<Vec<u32>> {
        let (expected, got) = (self.places * self.places, self.cells.len());
        if got < expected {
            let cause =
                format!("the table has {got} numbers, expected {0} rows of {0}", self.places);
            self.log.complain(
                None,
                "",
                cause,
                "take the file from its source again: it may be cut",
            );
        }
        (got == expected).then_some(self.cells)
    }
}
