//! Words that differ from a token in a few letters, found while walking the vocabulary.
//!
//! The library's own Levenshtein automaton is built whole before the first step, which takes
//! milliseconds a word; this one fills a row of the usual table a step.

use fst::Automaton;

/// Longest token that may be mistyped, in letters.
pub(super) const LONGEST: usize = 20;

/// Accepts words with at most `most` letters wrong, missing or too many.
pub(super) struct Typos {
    letters: Vec<char>,
    most: u8,
}

/// A row of the table, and the bytes of a letter that is not complete yet.
#[derive(Clone, Copy)]
pub(super) struct Row {
    cells: [u8; LONGEST + 1],
    letter: u32,
    missing: u8,
}

impl Typos {
    /// `None` if the token is too long.
    pub(super) fn new(token: &str, most: u32) -> Option<Self> {
        let letters: Vec<char> = token.chars().collect();
        let most = u8::try_from(most).ok()?;
        (letters.len() <= LONGEST).then_some(Self { letters, most })
    }

    fn step(&self, row: &Row, letter: u32) -> Row {
        let mut next = Row { letter: 0, missing: 0, ..*row };
        // One beyond the limit is as far as needs counting.
        let far = self.most + 1;
        next.cells[0] = (row.cells[0] + 1).min(far);
        for (at, own) in self.letters.iter().enumerate() {
            let exchanged = row.cells[at] + u8::from(u32::from(*own) != letter);
            let one_more = next.cells[at].min(row.cells[at + 1]) + 1;
            next.cells[at + 1] = exchanged.min(one_more).min(far);
        }
        next
    }

    fn cells<'a>(&self, row: &'a Row) -> &'a [u8] {
        &row.cells[..=self.letters.len()]
    }
}

impl Automaton for Typos {
    type State = Row;

    fn start(&self) -> Row {
        let mut cells = [0; LONGEST + 1];
        for (cell, count) in cells.iter_mut().zip(0..) {
            *cell = (self.most + 1).min(count);
        }
        Row { cells, letter: 0, missing: 0 }
    }

    fn is_match(&self, row: &Row) -> bool {
        row.missing == 0 && self.cells(row).last().is_some_and(|typos| *typos <= self.most)
    }

    fn can_match(&self, row: &Row) -> bool {
        self.cells(row).iter().any(|typos| *typos <= self.most)
    }

    fn accept(&self, row: &Row, byte: u8) -> Row {
        let bits = u32::from(byte);
        match (row.missing, byte) {
            (0, 0..=0x7f) => self.step(row, bits),
            (0, 0xf0..) => Row { letter: bits & 0x07, missing: 3, ..*row },
            (0, 0xe0..) => Row { letter: bits & 0x0f, missing: 2, ..*row },
            (0, _) => Row { letter: bits & 0x1f, missing: 1, ..*row },
            (1, _) => self.step(row, row.letter << 6 | bits & 0x3f),
            (missing, _) => {
                Row { letter: row.letter << 6 | bits & 0x3f, missing: missing - 1, ..*row }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geocode::words::distance;
    use proptest::prelude::*;

    fn accepts(token: &str, most: u32, word: &str) -> bool {
        let typos = Typos::new(token, most).unwrap();
        let end = word.bytes().fold(typos.start(), |row, byte| typos.accept(&row, byte));
        typos.is_match(&end)
    }

    #[test]
    fn long_tokens_are_not_mistyped() {
        assert!(Typos::new(&"x".repeat(LONGEST), 2).is_some());
        assert!(Typos::new(&"x".repeat(LONGEST + 1), 2).is_none());
    }

    proptest! {
        #[test]
        fn it_accepts_what_the_table_counts(a in "[abé🚲]{0,8}", b in "[abé🚲]{0,8}") {
            for most in 0..=2 {
                prop_assert_eq!(accepts(&a, most, &b), distance(&a, &b) <= most as usize);
            }
        }
    }
}
