//! Towns of a few streets, drawn in ASCII, so that a test shows the map it speaks of.
//!
//! ```text
//! A---B-->C G
//! |   v   | |
//! D-<-E---F-+-H
//! |         |
//! 1         I
//! ```
//!
//! | drawn | means |
//! |---|---|
//! | `A`..`Z`, `0`..`9` | a node; its id is 1..26 for letters, 100..109 for digits |
//! | `-`, `\|` | a street, to be ridden both ways |
//! | `>` `<` `^` `v` | the same street is one-way: the OSM way then runs with the arrow |
//! | `+` | streets cross without meeting, on a bridge |
//!
//! Each column is `spacing_m` east of the one before and each line `spacing_m` south: `A-B` is two
//! spacings long. A street's name is that of its ends, `A-B` or `B-A`. Ways are numbered from 1 in
//! reading order of their first end, east before south.

use super::{
    ground,
    osm::{OsmData, OsmNode, OsmWay, TagList, set, tags},
};
use std::collections::BTreeSet;

/// The town of a drawing; all its streets are `highway=residential`.
///
/// # Panics
///
/// On a street that starts or ends nowhere, arrows that contradict each other, and unknown characters.
pub fn from_ascii(drawing: &str, spacing_m: f64) -> OsmData {
    Town::draw(drawing, spacing_m).osm
}

/// The id of a node by its letter.
pub fn node_id(letter: char) -> i64 {
    match letter {
        'A'..='Z' => i64::from(u32::from(letter) - u32::from('A')) + 1,
        '0'..='9' => i64::from(u32::from(letter) - u32::from('0')) + 100,
        _ => panic!("nodes are A..Z and 0..9, not {letter:?}"),
    }
}

/// A drawn town whose tags can still be changed.
#[derive(Clone, Debug)]
pub struct Town {
    /// The map so far.
    pub osm: OsmData,
}

impl Town {
    /// The town of a drawing, as by [`from_ascii`].
    pub fn draw(drawing: &str, spacing_m: f64) -> Self {
        let sheet: Vec<Vec<char>> = drawing.lines().map(|line| line.chars().collect()).collect();
        let mut osm = OsmData::default();
        let mut walked = BTreeSet::new();
        for (row, line) in sheet.iter().enumerate() {
            for (column, cell) in line.iter().enumerate() {
                assert!(is_node(*cell) || " -|<>^v+".contains(*cell), "unknown {cell:?}");
                if is_node(*cell) {
                    let id = node_id(*cell);
                    assert!(osm.nodes.iter().all(|node| node.id != id), "{cell} is there twice");
                    let point = [column as f64 * spacing_m, -(row as f64) * spacing_m];
                    osm.nodes.push(OsmNode { id, place: ground::place(point), tags: Vec::new() });
                    osm.ways.extend(street(&sheet, row, column, true, &mut walked));
                    osm.ways.extend(street(&sheet, row, column, false, &mut walked));
                }
            }
        }
        for (row, line) in sheet.iter().enumerate() {
            for (column, cell) in line.iter().enumerate() {
                let known = *cell == ' ' || is_node(*cell) || walked.contains(&(row, column));
                assert!(known, "{cell:?} in line {} leads from no node", row + 1);
            }
        }
        for (way, id) in osm.ways.iter_mut().zip(1..) {
            way.id = id;
        }
        Self { osm }
    }

    /// Sets a tag of the street with these ends, such as `A-B`.
    #[must_use]
    pub fn tag(mut self, street: &str, key: &str, value: &str) -> Self {
        set(self.tags_of(street), key, value);
        self
    }

    /// Takes a tag off the street with these ends.
    #[must_use]
    pub fn untag(mut self, street: &str, key: &str) -> Self {
        self.tags_of(street).retain(|(other, _)| other != key);
        self
    }

    /// Sets a tag of a node.
    #[must_use]
    pub fn tag_node(mut self, letter: char, key: &str, value: &str) -> Self {
        let node = self.osm.nodes.iter_mut().find(|node| node.id == node_id(letter));
        set(&mut node.unwrap_or_else(|| panic!("no node {letter}")).tags, key, value);
        self
    }

    fn tags_of(&mut self, street: &str) -> &mut TagList {
        let ends: Vec<char> = street.chars().filter(|c| *c != '-').collect();
        let [a, b] = ends[..] else { panic!("a street is named by its two ends, not {street}") };
        let (a, b) = (node_id(a), node_id(b));
        let way = self.osm.ways.iter_mut().find(|way| way.nodes == [a, b] || way.nodes == [b, a]);
        &mut way.unwrap_or_else(|| panic!("no street {street}")).tags
    }
}

fn is_node(cell: char) -> bool {
    cell.is_ascii_uppercase() || cell.is_ascii_digit()
}

/// The street that leaves the node at this cell to the east or to the south, if there is one; the
/// cells it runs through are added to `walked`.
fn street(
    sheet: &[Vec<char>],
    row: usize,
    column: usize,
    east: bool,
    walked: &mut BTreeSet<(usize, usize)>,
) -> Option<OsmWay> {
    let (line, forth, back) = if east { ('-', '>', '<') } else { ('|', 'v', '^') };
    let at = |step: usize| if east { (row, column + step) } else { (row + step, column) };
    let cell = |step: usize| {
        let (row, column) = at(step);
        sheet.get(row).and_then(|line| line.get(column)).copied().unwrap_or(' ')
    };
    let (mut forwards, mut backwards) = (false, false);
    for step in 1.. {
        match cell(step) {
            end if is_node(end) && step > 1 => {
                let from = cell(0);
                assert!(!(forwards && backwards), "{from}-{end} is one-way in both directions");
                let mut nodes = vec![node_id(from), node_id(end)];
                let mut tags =
                    tags(&[("highway", "residential"), ("name", &format!("{from}-{end}"))]);
                if backwards {
                    nodes.reverse();
                }
                if forwards || backwards {
                    set(&mut tags, "oneway", "yes");
                }
                walked.extend((1..step).map(at));
                return Some(OsmWay { id: 0, nodes, tags });
            }
            found if found == line || found == '+' => {}
            found if found == forth => forwards = true,
            found if found == back => backwards = true,
            _ if step == 1 => return None,
            found => panic!("a street from {} runs into {found:?}", cell(0)),
        }
    }
    None
}
