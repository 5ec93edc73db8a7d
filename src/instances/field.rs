//! Lines of a text, and the numbers in them.

use super::{
    complaint::{Log, quoted},
    instance::MOST_PLACES,
};
use std::ops::RangeInclusive;

/// More fields than any line of rows has; what follows is not looked at.
const FIELDS: usize = 16;

/// A line that is not empty, cut into its fields.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    log: &'a Log,
    /// Counted from 1.
    pub(super) line: usize,
    pub(super) fields: Vec<&'a str>,
}

/// The lines of `text` that are not empty, trimmed, each with its number from 1.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // Some files have a byte order mark.
    let text = text.trim_start_matches('\u{feff}');
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
    lines.filter(|(_, line)| !line.is_empty())
}

impl<'a> Row<'a> {
    /// The fields of a line, which white space separates.
    pub(super) fn new(log: &'a Log, (line, text): (usize, &'a str)) -> Self {
        Self::of(log, line, text.split_whitespace())
    }

    /// These fields, or the first of them if there are many.
    pub(super) fn of(log: &'a Log, line: usize, fields: impl Iterator<Item = &'a str>) -> Self {
        Self { log, line, fields: fields.take(FIELDS).collect() }
    }

    /// Are there as many fields as `names`? Complains if not.
    pub(super) fn has(&self, names: &[&str]) -> bool {
        let (expected, got) = (names.len(), self.fields.len());
        if expected != got {
            let cause = format!("expected {expected} numbers, got {got} fields");
            let action = format!("write {}", names.join(" "));
            self.log.complain(self.line, "", cause, action);
        }
        expected == got
    }

    /// The number at `at`, counted from 0, which is called `name`.
    pub(super) fn number(&self, at: usize, name: &str, range: RangeInclusive<f64>) -> Option<f64> {
        let (least, most) = (*range.start(), *range.end());
        let text = self.text(at, name)?;
        let number = text.parse().ok().filter(|number| range.contains(number));
        self.or_complain(number, name, text, &format!("a number from {least} to {most}"))
    }

    /// The whole number at `at`, counted from 0, which is called `name`.
    pub(super) fn whole(&self, at: usize, name: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let (least, most) = (*range.start(), *range.end());
        let text = self.text(at, name)?;
        // Some programs write each number with a fraction.
        let digits = text.split_once('.').filter(|(_, rest)| rest.bytes().all(|it| it == b'0'));
        let number = digits.map_or(text, |(whole, _)| whole).parse().ok();
        let number = number.filter(|number| range.contains(number));
        self.or_complain(number, name, text, &format!("a whole number from {least} to {most}"))
    }

    /// The same where numbers count something, so that none is below zero.
    pub(super) fn count(&self, at: usize, name: &str, range: RangeInclusive<u32>) -> Option<u32> {
        let range = i64::from(*range.start())..=i64::from(*range.end());
        u32::try_from(self.whole(at, name, range)?).ok()
    }

    /// How many there are of something that there cannot be more of than places.
    pub(super) fn size(&self, at: usize, name: &str) -> Option<usize> {
        let most = i64::try_from(MOST_PLACES).unwrap_or(i64::MAX);
        usize::try_from(self.whole(at, name, 1..=most)?).ok()
    }

    /// The number of a node, whether or not there is such a node.
    pub(super) fn index(&self, at: usize, name: &str) -> Option<usize> {
        usize::try_from(self.count(at, name, 0..=u32::MAX)?).ok()
    }

    /// The text at `at`.
    pub(super) fn text(&self, at: usize, name: &str) -> Option<&'a str> {
        let text = self.fields.get(at).copied().filter(|text| !text.is_empty());
        if text.is_none() {
            self.complain(name, "is missing", "write it there");
        }
        text
    }

    /// Notes a complaint about a field of this line.
    pub(super) fn complain(&self, name: &str, cause: impl Into<String>, action: impl Into<String>) {
        self.log.complain(self.line, name, cause, action);
    }

    fn or_complain<T>(
        &self,
        number: Option<T>,
        name: &str,
        got: &str,
        expected: &str,
    ) -> Option<T> {
        if number.is_none() {
            let cause = format!("expected {expected}, got {}", quoted(got));
            self.complain(
                name,
                cause,
                "correct the number, or take the file from its source again",
            );
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_out_of_range_or_none_at_all_are_complained_of() {
        let log = Log::new("f");
        let row = Row::new(&log, (7, "1.5 -3 4.00 nan inf 1e400 x 9999999999999999999999"));
        assert_eq!(row.number(0, "x", 0.0..=2.0), Some(1.5));
        assert_eq!(row.whole(1, "x", -3..=0), Some(-3));
        assert_eq!(row.count(2, "x", 0..=4), Some(4));
        assert!(!log.any());
        for at in 3..9 {
            assert_eq!(row.number(at, "y", -1e9..=1e9), None, "{at}");
            assert_eq!(row.whole(at, "y", -9..=9), None, "{at}");
        }
        assert_eq!(row.count(1, "z", 0..=9), None);
        assert_eq!(row.whole(0, "z", 0..=9), None);
        let complaints = log.into_complaints();
        assert_eq!(complaints.len(), 14);
        let expected = "f:7: y: expected a number from -1000000000 to 1000000000, got \"nan\"\n    \
                        correct the number, or take the file from its source again";
        assert_eq!(complaints[0].to_string(), expected);
        assert_eq!(complaints[10].cause, "is missing");
    }

    #[test]
    fn empty_lines_count_but_are_not_read() {
        let text = "\u{feff}a\r\n\r\n  b \n";
        assert_eq!(lines(text).collect::<Vec<_>>(), [(1, "a"), (3, "b")]);
    }
}
