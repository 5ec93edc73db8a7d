//! From a street and a house number to doors.

use super::{
    Geocoder,
    ask::Asked,
    entry::Door,
    judge::Judged,
    number::Fit,
    text::words,
    words::{Allowance, distance},
};
use std::cmp::Reverse;

/// Neighbours that are offered where a number is missing.
const NEIGHBOURS: usize = 3;
const CLOSE_WORTH: f64 = 0.6;
const OTHER_WORTH: f64 = 0.4;
const STREET_WORTH: f64 = 0.3;

/// One answer, as indices.
#[expect(clippy::struct_excessive_bools, reason = "each is asked for alone, in any combination")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hit {
    pub(super) entry: u32,
    pub(super) door: Option<u32>,
    /// In ten-thousandths.
    pub(super) score: u32,
    /// All that was asked for is there.
    pub(super) exact: bool,
    /// All words are there, whatever becomes of the number.
    pub(super) whole: bool,
    /// All is written as it is called.
    pub(super) sure: bool,
    /// It is called nothing else.
    pub(super) covered: bool,
    /// A house number was asked for, which this is not.
    pub(super) lacks_number: bool,
}

impl Geocoder {
    /// The answers that one entry gives: itself, or the doors with the number asked for, or those next to
    /// it and the street.
    pub(super) fn hits(&self, id: u32, judged: &Judged, asked: &Asked, hits: &mut Vec<Hit>) {
        let whole = Hit {
            entry: id,
            door: None,
            score: judged.score(asked, STREET_WORTH),
            exact: judged.whole,
            whole: judged.whole,
            sure: judged.sure,
            covered: judged.is_covered(),
            lacks_number: false,
        };
        let Some((_, number)) = judged.number else {
            hits.push(whole);
            return;
        };
        let before = hits.len();
        let entry = &self.entries[id as usize];
        let mut others = Vec::new();
        for (index, door) in entry.doors.clone().zip(self.doors_of(id)) {
            let fit = number.fit(door.number);
            if fit == Fit::Exact && self.is_in_town(door, judged, asked) {
                hits.push(Hit { door: Some(index), score: judged.score(asked, 1.0), ..whole });
            } else if judged.whole {
                others.push((Reverse(fit.min(Fit::Close)), index));
            }
        }
        if hits.len() > before {
            return;
        }
        let lacking = Hit { exact: false, lacks_number: true, ..whole };
        others.sort_unstable();
        hits.extend(others.iter().take(NEIGHBOURS).map(|(Reverse(fit), index)| {
            let worth = match fit {
                Fit::Other(Reverse(away)) => {
                    OTHER_WORTH - (OTHER_WORTH - STREET_WORTH) * f64::from(*away.min(&50)) / 51.0
                }
                _ => CLOSE_WORTH,
            };
            Hit { door: Some(*index), score: judged.score(asked, worth), ..lacking }
        }));
        hits.push(lacking);
    }

    pub(super) fn doors_of(&self, entry: u32) -> &[Door] {
        let doors = &self.entries[entry as usize].doors;
        &self.doors[doors.start as usize..doors.end as usize]
    }

    /// Does a door's own postcode and city agree with those asked for, as far as they are known? A street
    /// may run through several towns.
    fn is_in_town(&self, door: &Door, judged: &Judged, asked: &Asked) -> bool {
        let asked_for = asked.tokens.iter().enumerate().filter(|it| judged.towns >> it.0 & 1 == 1);
        for (at, token) in asked_for {
            let known = if token.is_numeric() { door.postcode } else { door.city };
            let text = &self.texts[known as usize];
            let allowance = Allowance::of(token, at + 1 == asked.tokens.len());
            let answers = |(_, word): (&str, String)| {
                word == token.text
                    || (allowance.start && word.starts_with(&token.text))
                    || distance(&word, &token.text) <= allowance.typos as usize
            };
            if !text.is_empty() && !words(text).any(answers) && !asked.free[at] {
                return false;
            }
        }
        true
    }
}
