//! The complaints about one file, while it is read.

use super::complaint::Complaint;
use std::cell::{Cell, RefCell};

/// After so many complaints about one file the others are only counted: nobody reads more, and a
/// file of another kind could fill the memory with them.
const LISTED: usize = 100;

/// Collects what is wrong with one file. Shared by all who read parts of it.
#[derive(Debug)]
pub(super) struct FileLog {
    file: String,
    /// Byte offset of the start of each line.
    lines: Vec<usize>,
    listed: RefCell<Vec<Complaint>>,
    unlisted: Cell<usize>,
}

impl FileLog {
    /// No complaint yet about `file`, which holds `text`.
    pub(super) fn new(file: impl Into<String>, text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(ends.map(|(offset, _)| offset + 1)).collect();
        Self { file: file.into(), lines, listed: RefCell::default(), unlisted: Cell::default() }
    }

    /// The line that holds the byte at `offset`, counted from 1.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset)
    }

    /// Notes a complaint about `key` in `line`.
    pub(super) fn complain(
        &self,
        line: usize,
        key: &str,
        cause: impl Into<String>,
        action: impl Into<String>,
    ) {
        let mut listed = self.listed.borrow_mut();
        if listed.len() == LISTED {
            self.unlisted.set(self.unlisted.get() + 1);
            return;
        }
        listed.push(Complaint {
            file: self.file.clone(),
            line: Some(line),
            key: (!key.is_empty()).then(|| key.to_owned()),
            cause: cause.into(),
            action: action.into(),
        });
    }

    /// How many complaints there are so far, listed or not.
    pub(super) fn count(&self) -> usize {
        self.listed.borrow().len() + self.unlisted.get()
    }

    /// All complaints; where there were too many, the last says how many more.
    pub(super) fn into_complaints(self) -> Vec<Complaint> {
        let mut complaints = self.listed.into_inner();
        let more = self.unlisted.get();
        if more > 0 {
            let cause = format!("{more} more complaints are not listed");
            complaints.push(Complaint::about_file(
                self.file,
                cause,
                "correct the ones above first",
            ));
        }
        complaints
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_found_in_its_line() {
        let log = FileLog::new("f", "ab\n\nc");
        let lines: Vec<usize> = (0..6).map(|offset| log.line_at(offset)).collect();
        assert_eq!(lines, [1, 1, 1, 2, 3, 3]);
    }

    #[test]
    fn what_is_not_listed_is_counted() {
        let log = FileLog::new("f", "");
        for line in 0..103 {
            log.complain(line, "key", "is wrong", "right it");
        }
        let complaints = log.into_complaints();
        assert_eq!(complaints.len(), 101);
        assert_eq!(complaints[100].cause, "3 more complaints are not listed");
    }
}
