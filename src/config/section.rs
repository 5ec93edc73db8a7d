//! TOML tables read key by key, so that everything wrong with a file is said in one go.

use super::{complaint::Complaint, log::FileLog, suggest::did_you_mean, value::Value};
use std::cell::RefCell;
use toml::de::DeTable;

/// One table of a TOML file. Reading a key makes it known; [`Section::close`] complains about the
/// keys that nobody asked for.
#[derive(Debug)]
pub(super) struct Section<'a> {
    log: &'a FileLog,
    path: String,
    line: usize,
    table: &'a DeTable<'a>,
    known: RefCell<Vec<&'static str>>,
}

/// Reads `text`, the content of `file`, by `read`, which gets the whole of it as one section.
///
/// There is a value only if nothing was wrong. Where the syntax is wrong, `read` is not called.
pub(super) fn parse_toml<T>(
    file: &str,
    text: &str,
    read: impl FnOnce(&Section<'_>) -> Option<T>,
) -> (Option<T>, Vec<Complaint>) {
    let log = FileLog::new(file, text);
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let line = log.line_at(error.span().map_or(0, |span| span.start));
        let action = "correct the TOML; its rules are at toml.io";
        log.complain(line, "", error.message().escape_debug().to_string(), action);
    }
    let mut value = None;
    if errors.is_empty() {
        let root = Section::new(&log, String::new(), 1, document.get_ref());
        value = read(&root);
        root.close();
    }
    let value = value.filter(|_| log.count() == 0);
    (value, log.into_complaints())
}

impl<'a> Section<'a> {
    pub(super) fn new(log: &'a FileLog, path: String, line: usize, table: &'a DeTable<'a>) -> Self {
        Self { log, path, line, table, known: RefCell::default() }
    }

    /// The value of `key`, if it is there. `example` is a right value, as TOML.
    pub(super) fn optional(&self, key: &'static str, example: &'static str) -> Option<Value<'a>> {
        self.known.borrow_mut().push(key);
        let (_, value) = self.table.iter().find(|(other, _)| other.get_ref() == key)?;
        Some(Value::new(self.log, self.path_to(key), value, example))
    }

    /// The value of `key`, which must be there. `example` is a right value, as TOML.
    pub(super) fn required(&self, key: &'static str, example: &'static str) -> Option<Value<'a>> {
        let value = self.optional(key, example);
        if value.is_none() {
            self.complain(key, "is missing", format!("add a line such as {key} = {example}"));
        }
        value
    }

    /// The table under `key`, which must be there.
    pub(super) fn table(&self, key: &'static str) -> Option<Section<'a>> {
        let table = self.optional_table(key);
        if !self.table.contains_key(key) {
            let header = self.path_to(key);
            self.complain(key, "is missing", format!("add a block that starts with [{header}]"));
        }
        table
    }

    /// The table under `key`, if it is there.
    pub(super) fn optional_table(&self, key: &'static str) -> Option<Section<'a>> {
        self.optional(key, "a block that starts with its name in [ ]")?.section()
    }

    /// The tables under `key`, written as blocks that start with `[[key]]`; none if there are none.
    pub(super) fn tables(&self, key: &'static str) -> Vec<Section<'a>> {
        let Some(list) = self.optional(key, "blocks that start with their name in [[ ]]") else {
            return Vec::new();
        };
        let elements = list.list().unwrap_or_default();
        elements.iter().filter_map(Value::section).collect()
    }

    /// The same, but there must be one.
    pub(super) fn some_tables(&self, key: &'static str) -> Vec<Section<'a>> {
        let tables = self.tables(key);
        if tables.is_empty() && self.table.get(key).is_none_or(|value| value.get_ref().is_array()) {
            let action = format!("add at least one block that starts with [[{key}]]");
            self.complain(key, "is missing", action);
        }
        tables
    }

    /// All keys with their values, for a table whose keys are free.
    pub(super) fn entries(
        &self,
        example: &'static str,
    ) -> impl Iterator<Item = (String, Value<'a>)> {
        self.table.iter().map(move |(key, value)| {
            let key = key.get_ref().to_string();
            let value = Value::new(self.log, self.path_to(&key), value, example);
            (key, value)
        })
    }

    /// Is there such a key, whatever it says?
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Complains of `key`, which older versions knew, if it is there.
    pub(super) fn gone(&self, key: &'static str, cause: &str, action: &str) {
        if self.table.contains_key(key) {
            self.known.borrow_mut().push(key);
            self.complain(key, cause, action);
        }
    }

    /// Notes that `key` (or, if empty or not there, the table itself) is wrong.
    pub(super) fn complain(&self, key: &str, cause: impl Into<String>, action: impl Into<String>) {
        let path = if key.is_empty() { self.path.clone() } else { self.path_to(key) };
        let key = self.table.get_key_value(key);
        let line = key.map_or(self.line, |(key, _)| self.log.line_at(key.span().start));
        self.log.complain(line, &path, cause, action);
    }

    /// Complains about every key that nobody asked for.
    pub(super) fn close(&self) {
        let known = self.known.borrow();
        for key in self.table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let line = self.log.line_at(key.span().start);
            let action = did_you_mean(key.get_ref(), known.iter().copied());
            self.log.complain(line, &self.path_to(key.get_ref()), "is an unknown key", action);
        }
    }

    fn path_to(&self, key: &str) -> String {
        let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let key = match key {
            bare_key if !key.is_empty() && key.chars().all(bare) => bare_key.to_owned(),
            other => format!("{other:?}"),
        };
        if self.path.is_empty() { key } else { format!("{}.{key}", self.path) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn complaints(text: &str) -> Vec<String> {
        let (value, complaints) = parse_toml("f", text, |root| {
            let name = root.required("name", "\"bike\"").and_then(|name| name.text());
            let speed = root.required("speed_kmh", "25").and_then(|v| v.number(1.0..=60.0));
            let minutes = root.optional("minutes", "45").map(|v| v.whole(1..=600));
            for hub in root.some_tables("hubs") {
                hub.required("id", "\"centre\"").and_then(|id| id.id());
                hub.close();
            }
            Some((name?, speed?, minutes))
        });
        assert_eq!(value.is_some(), complaints.is_empty());
        super::super::complaint::sorted(complaints).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let text =
            "spede_kmh = 3\nminutes = \"many\"\nname = 7\n[[hubs]]\nid = \"a b\"\n[[hubs]]\n";
        let expected = [
            "f:1: spede_kmh: is an unknown key\n    did you mean \"speed_kmh\"?",
            "f:1: speed_kmh: is missing\n    add a line such as speed_kmh = 25",
            "f:2: minutes: expected a whole number from 1 to 600, got \"many\"\n    write e.g. 45",
            "f:3: name: expected a text, got 7\n    write e.g. \"bike\"",
            "f:5: hubs[0].id: expected 1 to 64 characters without spaces, got \"a b\"\n    \
             write e.g. \"centre\"",
            "f:6: hubs[1].id: is missing\n    add a line such as id = \"centre\"",
        ];
        let mut got = complaints(text);
        got.sort();
        assert_eq!(got, expected);
    }

    #[test]
    fn whole_numbers_are_numbers_too_but_nan_is_none() {
        let hub = "[[hubs]]\nid = \"x\"";
        for good in ["25", "+25", "2_5", "25.0", "2.5e1"] {
            let text = format!("name = \"b\"\nspeed_kmh = {good}\n{hub}");
            assert_eq!(complaints(&text), [""; 0], "{good}");
        }
        for bad in ["nan", "-nan", "inf", "0.99", "61", "99999999999999999999", "true", "[1]"] {
            let text = format!("name = \"b\"\nspeed_kmh = {bad}\n{hub}");
            let got = complaints(&text);
            assert_eq!(got.len(), 1, "{bad}");
            let expected = "f:2: speed_kmh: expected a number from 1 to 60, got ";
            assert!(got[0].starts_with(expected), "{}", got[0]);
        }
    }

    #[test]
    fn every_error_of_syntax_is_told_with_its_line() {
        let got = complaints("name = \nspeed_kmh = 2\nspeed_kmh = 3\n[hubs\n");
        let lines: Vec<&str> = got.iter().map(|text| &text[..4]).collect();
        assert_eq!(lines, ["f:1:", "f:3:", "f:4:"], "{got:#?}");
    }

    #[test]
    fn deep_nesting_is_refused_and_does_not_overflow_the_stack() {
        for text in ["a.".repeat(1 << 20), "[".repeat(1 << 20), "x={a=".repeat(1 << 18)] {
            assert!(!complaints(&format!("{text}b = 1")).is_empty());
            assert!(!complaints(&format!("[{text}b]")).is_empty());
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(?s).{0,200}") {
            complaints(&text);
        }

        #[test]
        fn no_toml_makes_it_panic(text in r#"([a-z]{0,2}|name|hubs|speed_kmh|[\[\]{}=.,"'\n0-9 ]){0,40}"#) {
            complaints(&text);
        }
    }
}
