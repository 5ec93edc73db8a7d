//! What is wrong with a file of others, and what to do about it.

use std::{
    cell::{Cell, RefCell},
    fmt,
};

/// After so many complaints about one file the others are only counted.
const LISTED: usize = 20;

/// One thing wrong with one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The file, as it was named by whoever asked for it.
    pub file: String,
    /// The line, counted from 1; `None` if the file as a whole is meant.
    pub line: Option<usize>,
    /// What the number or text is called; `None` if the line as a whole is meant.
    pub field: Option<String>,
    /// What was expected and what was found instead.
    pub cause: String,
    /// What to do.
    pub action: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(field) = &self.field {
            write!(f, ": {field}")?;
        }
        write!(f, ": {}\n    {}", self.cause, self.action)
    }
}

/// Everything wrong with the files of an instance or a solution: never empty, in their order.
///
/// Displayed as one block a complaint: `file:line: field: cause`, and indented below it the action.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Complaints(Vec<Complaint>);

impl Complaints {
    /// The complaints.
    pub fn iter(&self) -> std::slice::Iter<'_, Complaint> {
        self.0.iter()
    }

    /// These complaints, of several files.
    pub(super) fn of(complaints: Vec<Complaint>) -> Self {
        Self(complaints)
    }
}

impl<'a> IntoIterator for &'a Complaints {
    type Item = &'a Complaint;
    type IntoIter = std::slice::Iter<'a, Complaint>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<Complaint> for Complaints {
    fn from(complaint: Complaint) -> Self {
        Self(vec![complaint])
    }
}

/// Collects what is wrong with one file. Shared by all who read parts of it.
#[derive(Debug)]
pub(super) struct Log {
    file: String,
    listed: RefCell<Vec<Complaint>>,
    unlisted: Cell<usize>,
}

impl Log {
    /// No complaint yet about `file`.
    pub(super) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), listed: RefCell::default(), unlisted: Cell::default() }
    }

    /// Notes a complaint about the field of that name, or about the whole line if that is empty.
    pub(super) fn complain(
        &self,
        line: impl Into<Option<usize>>,
        field: &str,
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
            line: line.into(),
            field: (!field.is_empty()).then(|| field.to_owned()),
            cause: cause.into(),
            action: action.into(),
        });
    }

    /// Is anything wrong so far?
    pub(super) fn any(&self) -> bool {
        !self.listed.borrow().is_empty()
    }

    /// All complaints; where there were too many, the last says how many more.
    pub(super) fn into_complaints(self) -> Vec<Complaint> {
        let more = self.unlisted.get();
        if more > 0 {
            self.unlisted.set(0);
            self.listed.borrow_mut().push(Complaint {
                file: self.file.clone(),
                line: None,
                field: None,
                cause: format!("{more} more complaints are not listed"),
                action: "correct the ones above first".to_owned(),
            });
        }
        self.listed.into_inner()
    }

    /// `value`, unless something is wrong.
    pub(super) fn unless<T>(self, value: Option<T>) -> Result<T, Complaints> {
        match value {
            Some(value) if !self.any() => Ok(value),
            _ => {
                if !self.any() {
                    let action = "please report this as a bug, with the file";
                    self.complain(
                        None,
                        "",
                        "could not be read, and Musette failed to say why",
                        action,
                    );
                }
                Err(Complaints(self.into_complaints()))
            }
        }
    }
}

/// Foreign text in a message: short, and without what a terminal would obey.
pub(super) fn quoted(text: &str) -> String {
    const SHOWN: usize = 40;
    let short: String = text.chars().take(SHOWN).collect();
    let more = if short.len() < text.len() { "..." } else { "" };
    format!("\"{}{more}\"", short.escape_debug())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_listed_is_counted() {
        let log = Log::new("f");
        (1..=LISTED + 3).for_each(|line| log.complain(line, "x", "is wrong", "right it"));
        let complaints = log.unless(Some(())).unwrap_err();
        assert_eq!(complaints.iter().count(), LISTED + 1);
        let text = complaints.to_string();
        assert!(text.starts_with("f:1: x: is wrong\n    right it\nf:2: "), "{text}");
        assert!(text.contains("\nf: 3 more complaints are not listed\n"), "{text}");
    }

    #[test]
    fn foreign_text_is_short_and_tame() {
        assert_eq!(quoted("a\u{1b}[2J"), r#""a\u{1b}[2J""#);
        assert_eq!(quoted(&"é".repeat(41)), format!("\"{}...\"", "é".repeat(40)));
    }
}
