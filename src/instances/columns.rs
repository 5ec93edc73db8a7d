//! Tab-separated tables with a line of headings.

use super::{
    complaint::Log,
    field::{Row, lines},
};

/// The rows of a table, with the columns that were asked for in the order in which they were.
#[derive(Debug)]
pub(super) struct Columns<'a, const N: usize> {
    log: &'a Log,
    names: [&'static str; N],
    rows: Vec<(usize, &'a str)>,
    /// Where each is in a row.
    places: [usize; N],
}

impl<'a, const N: usize> Columns<'a, N> {
    /// Looks these columns up in the first line of `text`; complains of each that is not there.
    pub(super) fn new(log: &'a Log, text: &'a str, names: [&'static str; N]) -> Option<Self> {
        let mut lines = lines(text);
        let Some((line, headings)) = lines.next() else {
            log.complain(None, "", "is empty", format!("begin with a line {}", names.join(", ")));
            return None;
        };
        let headings: Vec<&str> = headings.split('\t').map(str::trim).collect();
        let found = names.map(|name| headings.iter().position(|heading| *heading == name));
        for (name, _) in names.iter().zip(found).filter(|(_, found)| found.is_none()) {
            let action = "let tabs separate the headings of the first line";
            log.complain(line, name, "is no column", action);
        }
        let is_whole = found.iter().all(Option::is_some);
        let places = found.map(Option::unwrap_or_default);
        is_whole.then(|| Self { log, names, rows: lines.collect(), places })
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The rows, each with the columns that were asked for.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'a>> {
        self.rows.iter().map(|(line, text)| {
            let fields: Vec<&str> = text.split('\t').map(str::trim).collect();
            let fields = self.places.map(|place| fields.get(place).copied().unwrap_or_default());
            Row::of(self.log, *line, fields.into_iter())
        })
    }

    /// What the columns are called.
    pub(super) fn names(&self) -> [&'static str; N] {
        self.names
    }
}
