//! What is wrong with a file that a person wrote, and what to do about it.

use std::{cmp::Ordering, fmt};

/// One thing wrong with one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The file, as it was named by whoever asked for it.
    pub file: String,
    /// The line, counted from 1; `None` if the file as a whole is meant.
    pub line: Option<usize>,
    /// The dotted key (`couriers[2].vehicle`, elements counted from 0) or the CSV column.
    pub key: Option<String>,
    /// What was expected and what was found instead.
    pub cause: String,
    /// What to do.
    pub action: String,
}

impl Complaint {
    /// A complaint about a file as a whole.
    pub(super) fn about_file(
        file: impl Into<String>,
        cause: impl Into<String>,
        action: impl Into<String>,
    ) -> Self {
        let (file, cause, action) = (file.into(), cause.into(), action.into());
        Self { file, line: None, key: None, cause, action }
    }

    /// By file, then by line; what is about the whole file comes last.
    fn by_place(a: &Self, b: &Self) -> Ordering {
        let line = |complaint: &Self| complaint.line.unwrap_or(usize::MAX);
        a.file.cmp(&b.file).then_with(|| line(a).cmp(&line(b)))
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(key) = &self.key {
            write!(f, ": {key}")?;
        }
        write!(f, ": {}\n    {}", self.cause, self.action)
    }
}

/// Everything wrong with some files: never empty, sorted by file and line.
///
/// Displayed as one block per complaint: `file:line: key: cause`, and indented below it the action.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Complaints(Vec<Complaint>);

impl Complaints {
    /// `value`, unless something is wrong.
    ///
    /// # Errors
    ///
    /// All of `complaints`, if there are any. No value without a complaint would be a mistake of
    /// the reader, and is told as such rather than by a panic.
    pub(super) fn unless<T>(complaints: Vec<Complaint>, value: Option<T>) -> Result<T, Self> {
        match value {
            Some(value) if complaints.is_empty() => Ok(value),
            None if complaints.is_empty() => Err(Self(vec![Complaint::about_file(
                "configuration",
                "could not be read, and Musette failed to say why",
                "please report this as a bug, with the file",
            )])),
            _ => Err(Self(sorted(complaints))),
        }
    }

    /// The complaints, sorted by file and line.
    pub fn iter(&self) -> std::slice::Iter<'_, Complaint> {
        self.0.iter()
    }

    /// The complaints as a list.
    #[must_use]
    pub fn into_vec(self) -> Vec<Complaint> {
        self.0
    }
}

impl<'a> IntoIterator for &'a Complaints {
    type Item = &'a Complaint;
    type IntoIter = std::slice::Iter<'a, Complaint>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The same complaints by file and line.
pub(super) fn sorted(mut complaints: Vec<Complaint>) -> Vec<Complaint> {
    complaints.sort_by(Complaint::by_place);
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(file: &str, line: Option<usize>) -> Complaint {
        let about = Complaint::about_file(file, "is empty", "fill it");
        Complaint { line, key: line.map(|_| "a.b".to_owned()), ..about }
    }

    #[test]
    fn complaints_are_printed_by_file_and_line_with_the_action_below() {
        let list = vec![complaint("b", Some(10)), complaint("b", None), complaint("b", Some(9))];
        let list = [list, vec![complaint("a", Some(20))]].concat();
        let complaints = Complaints::unless(list, Some(())).unwrap_err();
        let expected = "a:20: a.b: is empty\n    fill it\n\
                        b:9: a.b: is empty\n    fill it\n\
                        b:10: a.b: is empty\n    fill it\n\
                        b: is empty\n    fill it";
        assert_eq!(complaints.to_string(), expected);
    }
}
