//! Runs `tests/fixtures/tags/*.txt`: one row a case, one file a tag family. Their README says how to
//! read and write them. As in an import, only the routing keys are looked at.

use super::{
    Barrier, Closed, ConditionSet, Mode, NODE_KEYS, Pace, Profile, ROUTING_KEYS, Tags, Travel,
    barrier_use, shipped, way_use,
};
use jiff::civil::DateTime;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// What a column asks of each row's tags.
struct Column {
    profile: Profile,
    question: Question,
    /// When it asks; `None`: whenever.
    at: Option<DateTime>,
}

#[derive(Clone, Copy)]
enum Question {
    Forward,
    Backward,
    Both,
    Barrier,
}

impl Column {
    /// From a column's head: `cargo backward`, `cargo backward 2026-03-17T08:00`.
    fn parse(head: &str) -> Self {
        let mut words = head.split_whitespace();
        let (name, question) = words.next().zip(words.next()).expect("a head has two words");
        let at = words.next().map(|at| at.parse().expect("a column's time"));
        let question = match question {
            "forward" => Question::Forward,
            "backward" => Question::Backward,
            "both" => Question::Both,
            "barrier" => Question::Barrier,
            other => panic!("a column is forward, backward, both or barrier, not {other}"),
        };
        Self { profile: shipped::profile(name), question, at }
    }

    /// A row's cell, as the code would write it.
    fn answer(&self, tags: &Tags) -> String {
        let holds = |condition: &str| {
            self.at.is_some_and(|at| ConditionSet::new(&[condition], "FR").active(at) == [true])
        };
        let tags = &*tags.resolved(&holds);
        if let Question::Barrier = self.question {
            return match barrier_use(tags, &self.profile) {
                Barrier::Delay(seconds) => format!("{seconds} s"),
                Barrier::Blocked => "blocked".to_owned(),
            };
        }
        let usage = match way_use(tags, &self.profile) {
            Ok(usage) => usage,
            Err(closed) => return format!("closed: {}", kind(&closed)),
        };
        let (forward, backward) = (travel_cell(usage.forward), travel_cell(usage.backward));
        match self.question {
            Question::Forward => forward,
            Question::Backward => backward,
            _ if forward == backward => forward,
            _ => format!("{forward} / {backward}"),
        }
    }
}

/// What kind of reason it is, whatever the tag.
fn kind(closed: &Closed) -> &'static str {
    match closed {
        Closed::NoWay => "no_way",
        Closed::Highway { .. } => "highway",
        Closed::Motorroad => "motorroad",
        Closed::Access { .. } => "access",
        Closed::Foot { .. } => "foot",
        Closed::NeverPushed => "never_pushed",
        Closed::Steps => "steps",
        Closed::Conveyor { .. } => "conveyor",
        Closed::Ferry => "ferry",
        Closed::Width { .. } => "width",
        Closed::Oneway { .. } => "oneway",
        Closed::Surface { .. } => "surface",
        Closed::Smoothness { .. } => "smoothness",
        Closed::Tracktype { .. } => "tracktype",
    }
}

fn travel_cell(travel: Option<Travel>) -> String {
    let Some(travel) = travel else { return "-".to_owned() };
    let mode = match travel.mode {
        Mode::Ride => "ride",
        Mode::Push => "push",
        Mode::Ferry => "ferry",
    };
    match travel.pace {
        Pace::Speed { kmh } => format!("{mode} {}", (kmh * 10.0).round() / 10.0),
        Pace::WholeWay { seconds } => format!("{mode} {seconds} s"),
    }
}

/// `highway=residential maxspeed=20 mph`: a word without `=` belongs to the value before it.
fn parse_tags(cell: &str) -> Tags {
    let mut tags: Vec<(String, String)> = Vec::new();
    for word in cell.split_whitespace() {
        if let Some((key, value)) = word.split_once('=') {
            tags.push((key.to_owned(), value.to_owned()));
        } else {
            let (_, value) = tags.last_mut().expect("a row starts with key=value");
            value.push(' ');
            value.push_str(word);
        }
    }
    Tags::new(tags)
}

/// What came of a table, or of several.
#[derive(Default)]
struct Outcome {
    rows: usize,
    complaints: Vec<String>,
    /// Keys without which some row would get another answer.
    deciding: BTreeSet<String>,
}

impl Outcome {
    fn run(&mut self, path: &Path) {
        let text = fs::read_to_string(path).expect("a table can be read");
        let lines = text.lines().enumerate().filter(|(_, line)| {
            let line = line.trim();
            !line.is_empty() && !line.starts_with('#')
        });
        let mut columns: Vec<Column> = Vec::new();
        for (index, line) in lines {
            let mut cells = line.split('|').map(str::trim);
            let tags = cells.next().unwrap_or_default();
            if tags == "tags" {
                columns = cells.map(Column::parse).collect();
                continue;
            }
            self.rows += 1;
            let expected: Vec<&str> = cells.collect();
            let tags = only(&parse_tags(tags), |key| {
                ROUTING_KEYS.contains(&key) || NODE_KEYS.contains(&key)
            });
            let answers = |tags: &Tags| -> Vec<String> {
                columns.iter().map(|column| column.answer(tags)).collect()
            };
            let got = answers(&tags);
            if got.is_empty() || expected != got {
                let (expected, got) = (expected.join(" | "), got.join(" | "));
                let place = format!("{}:{}", path.display(), index + 1);
                self.complaints.push(format!("{place}\n  expected {expected}\n  got      {got}"));
            }
            let decides = |key: &str| answers(&only(&tags, |other| other != key)) != got;
            let keys = tags.iter().map(|(key, _)| key);
            self.deciding.extend(keys.filter(|key| decides(key)).map(str::to_owned));
        }
    }
}

/// The tags whose keys are `wanted`.
fn only(tags: &Tags, wanted: impl Fn(&str) -> bool) -> Tags {
    Tags::new(tags.iter().filter(|(key, _)| wanted(key)))
}

/// The tables, in the order of their names.
fn tables() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tags");
    let files = fs::read_dir(folder).expect("the tables are there");
    let mut paths: Vec<_> =
        files.map(|file| file.expect("a folder can be listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths
}

#[test]
fn every_row_of_the_tag_tables_holds() {
    let mut all = Outcome::default();
    for path in tables() {
        let before = all.rows;
        all.run(&path);
        assert!(all.rows > before, "{} has no rows", path.display());
    }
    let complaints = all.complaints;
    assert!(
        complaints.is_empty(),
        "{} rows do not hold\n{}",
        complaints.len(),
        complaints.join("\n")
    );
    assert!(all.rows >= 120, "only {} rows", all.rows);
}

#[test]
fn every_key_that_an_import_keeps_decides_some_row() {
    let mut all = Outcome::default();
    for path in tables() {
        all.run(&path);
    }
    // These say where a way leaves the ground, which matters to its slope alone.
    let on_ground = |key: &&&str| !["bridge", "tunnel"].contains(*key);
    let idle = ROUTING_KEYS.iter().filter(|key| !all.deciding.contains(**key)).filter(on_ground);
    let idle: Vec<&&str> = idle.collect();
    assert!(idle.is_empty(), "no row needs {idle:?}");
}
