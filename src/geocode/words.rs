//! The vocabulary: all words of all entries, and which of them a token may mean.

use super::{
    text::Token,
    typos::{LONGEST, Typos},
};
use fst::{Automaton as _, IntoStreamer as _, Map, Streamer as _, automaton};
use std::collections::BTreeMap;

/// How well a word answers a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Quality {
    /// Not at all.
    Nothing,
    /// With two letters wrong, missing or too many.
    TwoTypos,
    /// With one.
    OneTypo,
    /// The token is its start.
    Begun,
    /// The token is its start, with a dot behind.
    Abbreviated,
    /// It is the token.
    Same,
}

impl Quality {
    /// What it is worth, from 0 to 1.
    pub(super) fn worth(self) -> f64 {
        match self {
            Self::Nothing => 0.0,
            Self::TwoTypos => 0.45,
            Self::OneTypo => 0.6,
            Self::Begun => 0.8,
            Self::Abbreviated => 0.95,
            Self::Same => 1.0,
        }
    }
}

/// What a token may be besides itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowance {
    /// The start of a longer word.
    pub(super) start: bool,
    /// Letters that may be wrong.
    pub(super) typos: u32,
}

impl Allowance {
    /// The last token may be any start, since somebody is still typing it. Others need three letters
    /// for that, four for a typo, eight for two. Numbers are themselves.
    pub(super) fn of(token: &Token, is_last: bool) -> Self {
        if token.is_numeric() {
            return Self { start: false, typos: 0 };
        }
        let letters = token.text.chars().count();
        let typos = match letters {
            4..=7 => 1,
            8..=LONGEST => 2,
            _ => 0,
        };
        Self { start: is_last || token.abbreviated || letters >= 3, typos }
    }
}

/// All words, sorted; a word's id is its rank.
#[derive(Debug)]
pub(super) struct Words {
    ids: Map<Vec<u8>>,
    /// Entries that have a word in their name, word by word; each ends where the next begins.
    postings: Vec<u32>,
    ends: Vec<u32>,
    /// Is it in the name of a city?
    cities: Vec<bool>,
}

impl Words {
    /// From each word's entries, rising and without repetition, and whether it is in a city's name.
    pub(super) fn new(words: BTreeMap<String, (Vec<u32>, bool)>) -> Self {
        let ids = Map::from_iter((0..).zip(words.keys()).map(|(id, word)| (word, id)))
            .expect("invariant: the keys of a BTreeMap are sorted and differ");
        let (mut postings, mut ends, mut cities) = (Vec::new(), Vec::new(), Vec::new());
        for (entries, city) in words.into_values() {
            postings.extend(entries);
            ends.push(count(postings.len()));
            cities.push(city);
        }
        Self { ids, postings, ends, cities }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The entries with this word in their names.
    pub(super) fn entries(&self, word: u32) -> &[u32] {
        let word = word as usize;
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.postings[start..self.ends[word] as usize]
    }

    pub(super) fn is_city(&self, word: u32) -> bool {
        self.cities[word as usize]
    }

    pub(super) fn id(&self, word: &str) -> Option<u32> {
        self.ids.get(word).and_then(|id| u32::try_from(id).ok())
    }

    /// All words that `token` may mean, with how well; a word may come more than once.
    pub(super) fn meant(&self, token: &Token, allowance: Allowance) -> Vec<(u32, Quality)> {
        let mut meant = Vec::new();
        meant.extend(self.id(&token.text).map(|id| (id, Quality::Same)));
        if allowance.start {
            let begun = if token.abbreviated { Quality::Abbreviated } else { Quality::Begun };
            let start = automaton::Str::new(&token.text).starts_with();
            let mut stream = self.ids.search(start).into_stream();
            while let Some((_, id)) = stream.next() {
                meant.push((narrow(id), begun));
            }
        }
        let near = Typos::new(&token.text, allowance.typos).filter(|_| allowance.typos > 0);
        if let Some(near) = near {
            let mut stream = self.ids.search(near).into_stream();
            while let Some((word, id)) = stream.next() {
                let word = std::str::from_utf8(word).unwrap_or_default();
                let quality = match distance(&token.text, word) {
                    0 => Quality::Same,
                    1 => Quality::OneTypo,
                    _ => Quality::TwoTypos,
                };
                meant.push((narrow(id), quality));
            }
        }
        meant
    }

    /// All words with their ids.
    pub(super) fn all(&self) -> Vec<(String, u32)> {
        let mut stream = self.ids.stream();
        let mut all = Vec::new();
        while let Some((word, id)) = stream.next() {
            all.push((String::from_utf8_lossy(word).into_owned(), narrow(id)));
        }
        all
    }

    /// Bytes that this takes.
    pub(super) fn bytes(&self) -> usize {
        self.ids.as_fst().size()
            + size_of_val(self.postings.as_slice())
            + size_of_val(self.ends.as_slice())
            + self.cities.len()
    }
}

/// Letters that differ, by Levenshtein.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut before = std::mem::replace(&mut row[0], i + 1);
        for (j, other) in b.iter().enumerate() {
            let exchanged = before + usize::from(letter != *other);
            before = row[j + 1];
            row[j + 1] = exchanged.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

fn narrow(id: u64) -> u32 {
    u32::try_from(id).expect("invariant: fewer than 2^32 words fit in memory")
}

fn count(length: usize) -> u32 {
    u32::try_from(length).expect("invariant: fewer than 2^32 words fit in memory")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_letters() {
        assert_eq!(distance("gand", "gand"), 0);
        assert_eq!(distance("gand", "gnad"), 2);
        assert_eq!(distance("gand", "grand"), 1);
        assert_eq!(distance("", "été"), 3);
    }

    #[test]
    fn numbers_are_only_themselves() {
        let words = ["12", "123", "1234567890", "gand", "grand", "ganda"];
        let words = words.map(|word| (word.to_owned(), (vec![0], false)));
        let words = Words::new(words.into());
        let meant = |text: &str| {
            let token = Token { text: text.to_owned(), abbreviated: false };
            let meant = words.meant(&token, Allowance::of(&token, true));
            let best = |word: &str| {
                let id = words.id(word).unwrap();
                meant.iter().filter(|it| it.0 == id).map(|it| it.1).max()
            };
            ["12", "123", "gand", "grand", "ganda"].map(best)
        };
        assert_eq!(meant("12"), [Some(Quality::Same), None, None, None, None]);
        let (same, begun, typo) = (Quality::Same, Quality::Begun, Quality::OneTypo);
        assert_eq!(meant("gand"), [None, None, Some(same), Some(typo), Some(begun)]);
    }
}
