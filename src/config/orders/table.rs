//! A CSV text as a header and rows, before anything in them has a meaning.

use super::column::Column;
use crate::config::{file::line_ends, log::FileLog, suggest::did_you_mean, value::quoted};
use csv::StringRecord;

/// More rows than a co-operative has orders in a month.
const MAX_ROWS: usize = 100_000;
/// The longest cell, in characters.
const MAX_CELL: usize = 1_000;

/// Where the columns are.
#[derive(Debug)]
pub(super) struct Header {
    /// For each cell of a row, what it holds.
    columns: Vec<Option<Column>>,
    /// May numbers have a decimal comma?
    pub(super) decimal_comma: bool,
}

impl Header {
    /// What the cells of `row` hold, unless they are fewer or more than the header has.
    pub(super) fn cells<'a>(
        &'a self,
        row: &'a StringRecord,
    ) -> impl Iterator<Item = (Column, &'a str)> {
        let pairs = self.columns.iter().zip(row);
        pairs.filter_map(|(column, cell)| column.map(|column| (column, cell)))
    }

    fn read(
        record: &StringRecord,
        line: usize,
        decimal_comma: bool,
        log: &FileLog,
    ) -> Option<Self> {
        let mut columns: Vec<Option<Column>> = Vec::new();
        for cell in record {
            let name = cell.trim();
            let column = Column::ALL.into_iter().find(|column| column.name() == name);
            if column.is_none() {
                let cause = format!("{} is an unknown column", quoted(name));
                let action = did_you_mean(name, Column::ALL.map(Column::name));
                log.complain(line, "", cause, action);
            } else if columns.contains(&column) {
                log.complain(line, name, "is there twice", "take one of the columns out");
            }
            columns.push(column);
        }
        let missing = |column: &Column| !columns.contains(&Some(*column));
        for column in Column::REQUIRED.into_iter().filter(missing) {
            log.complain(line, column.name(), "is missing", "add this column to the header");
        }
        let complete = !Column::REQUIRED.iter().any(missing);
        complete.then_some(Self { columns, decimal_comma })
    }
}

/// Calls `each` with the header, a row and the row's line, for every row of `text` that has cells as
/// the header says; complains about the others.
pub(super) fn for_each_row(
    text: &str,
    log: &FileLog,
    mut each: impl FnMut(&Header, &StringRecord, usize),
) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let delimiter = delimiter(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut lines = Lines { text: text.as_bytes(), offset: 0, line: 1 };
    let (mut header, mut rows) = (None, 0);
    let mut record = StringRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                log.complain(lines.at(start), "", format!("is no CSV: {error}"), "save it anew");
                return;
            }
        }
        let line = lines.at(start);
        let Some(header) = &header else {
            match Header::read(&record, line, delimiter == b';', log) {
                Some(read) => header = Some(read),
                None => return,
            }
            continue;
        };
        // Spreadsheets like to leave rows of nothing but delimiters behind.
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        rows += 1;
        if rows > MAX_ROWS {
            let cause = format!("expected at most {MAX_ROWS} rows, got more");
            log.complain(line, "", cause, "split the file");
            return;
        }
        if is_sound(header, &record, line, log) {
            each(header, &record, line);
        }
    }
    if header.is_none() {
        let names = Column::REQUIRED.map(Column::name).join(",");
        log.complain(1, "", "is empty", format!("begin with a header such as {names}"));
    } else if rows == 0 {
        log.complain(1, "", "holds a header, but no order", "add a row for each dropoff");
    }
}

/// Has `record` as many cells as `header`, and only cells that a person could have written?
fn is_sound(header: &Header, record: &StringRecord, line: usize, log: &FileLog) -> bool {
    let (expected, got) = (header.columns.len(), record.len());
    if expected != got {
        let cause = format!("expected {expected} cells as in the header, got {got}");
        log.complain(line, "", cause, "put cells that hold a delimiter or a line break in quotes");
        return false;
    }
    let mut sound = true;
    for (column, cell) in header.cells(record) {
        let mut wrong = |cause: String, action| {
            log.complain(line, column.name(), cause, action);
            sound = false;
        };
        let hidden = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
        if cell.chars().nth(MAX_CELL).is_some() {
            let cause = format!("expected at most {MAX_CELL} characters");
            wrong(cause, "shorten it, and check that every quote is closed");
        } else if let Some(hidden) = cell.chars().find(hidden) {
            let cause = format!("holds the control character U+{:04X}", u32::from(hidden));
            wrong(cause, "take it out, or save the file as CSV UTF-8");
        }
    }
    sound
}

/// What separates the cells: whichever of `,` and `;` the header has more of.
fn delimiter(text: &str) -> u8 {
    let header = text.trim_start().lines().next().unwrap_or_default();
    let count = |delimiter| header.bytes().filter(|byte| *byte == delimiter).count();
    if count(b';') > count(b',') { b';' } else { b',' }
}

/// Counts lines along the way. (The reader's own count is off after blank lines and CR LF.)
struct Lines<'a> {
    text: &'a [u8],
    offset: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of the record that is read from `start` on, blank lines skipped.
    fn at(&mut self, start: usize) -> usize {
        let blank = self.text[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let start = start + blank.count();
        let passed = &self.text[self.offset..start];
        self.line += line_ends(passed);
        self.offset = start;
        self.line
    }
}
