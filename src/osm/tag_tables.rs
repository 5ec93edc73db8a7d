//! Runs `tests/fixtures/tags/*.txt`: one row a case, one file a tag family. Their README says how to
//! read and write them.

use super::{Barrier, Closed, Mode, Pace, Profile, Tags, Travel, barrier_use, shipped, way_use};
use std::{fs, path::Path};

/// What a column asks of each row's tags.
struct Column {
    profile: Profile,
    question: Question,
}

#[derive(Clone, Copy)]
enum Question {
    Forward,
    Backward,
    Both,
    Barrier,
}

impl Column {
    /// From a column's head: `cargo backward`.
    fn parse(head: &str) -> Self {
        let (name, question) = head.rsplit_once(' ').expect("a column head has two words");
        let question = match question {
            "forward" => Question::Forward,
            "backward" => Question::Backward,
            "both" => Question::Both,
            "barrier" => Question::Barrier,
            other => panic!("a column is forward, backward, both or barrier, not {other}"),
        };
        Self { profile: shipped::profile(name), question }
    }

    /// A row's cell, as the code would write it.
    fn answer(&self, tags: &Tags) -> String {
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
        Closed::Ferry => "ferry",
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

/// How many rows a file has, and its complaints.
fn run(path: &Path) -> (usize, Vec<String>) {
    let text = fs::read_to_string(path).expect("a table can be read");
    let lines = text.lines().enumerate().filter(|(_, line)| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with('#')
    });
    let mut columns: Vec<Column> = Vec::new();
    let (mut rows, mut complaints) = (0, Vec::new());
    for (index, line) in lines {
        let mut cells = line.split('|').map(str::trim);
        let tags = cells.next().unwrap_or_default();
        if tags == "tags" {
            columns = cells.map(Column::parse).collect();
            continue;
        }
        rows += 1;
        let expected: Vec<&str> = cells.collect();
        let tags = parse_tags(tags);
        let got: Vec<String> = columns.iter().map(|column| column.answer(&tags)).collect();
        if got.is_empty() || expected != got {
            let (expected, got) = (expected.join(" | "), got.join(" | "));
            let place = format!("{}:{}", path.display(), index + 1);
            complaints.push(format!("{place}\n  expected {expected}\n  got      {got}"));
        }
    }
    (rows, complaints)
}

#[test]
fn every_row_of_the_tag_tables_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tags");
    let files = fs::read_dir(folder).expect("the tables are there");
    let mut paths: Vec<_> =
        files.map(|file| file.expect("a folder can be listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();

    let (rows, complaints): (Vec<usize>, Vec<_>) = paths.iter().map(|path| run(path)).unzip();
    let complaints = complaints.concat();
    assert!(
        complaints.is_empty(),
        "{} rows do not hold\n{}",
        complaints.len(),
        complaints.join("\n")
    );
    assert!(rows.iter().all(|&rows| rows > 0), "a table without rows");
    assert!(rows.iter().sum::<usize>() >= 120, "only {rows:?} rows");
}
