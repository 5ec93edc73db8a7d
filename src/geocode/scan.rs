//! The slow twin of the search.

use super::{
    Geocoder, Match,
    ask::Asked,
    text::Token,
    words::{Allowance, Quality, distance},
};
use crate::units::LonLat;

impl Geocoder {
    /// The same answers as by [`Geocoder::search`], without any index: each token is compared with each
    /// word, and each entry is judged. For tests and benchmarks.
    #[must_use]
    pub fn search_by_scan(&self, query: &str, near: Option<LonLat>, limit: usize) -> Vec<Match> {
        let words = self.words.all();
        let meant = |token: &Token, allowance: Allowance| {
            let meant = |(word, id): &(String, u32)| {
                let quality = quality(token, allowance, word);
                (quality > Quality::Nothing).then_some((*id, quality))
            };
            words.iter().filter_map(meant).collect()
        };
        let asked = Asked::new(self, query, meant);
        let every = (0..).take(self.entries.len());
        self.matches(&self.ranked(&asked, every, near), limit)
    }
}

fn quality(token: &Token, allowance: Allowance, word: &str) -> Quality {
    let begun = if token.abbreviated { Quality::Abbreviated } else { Quality::Begun };
    let letters = if token.text == word { 0 } else { distance(&token.text, word) };
    let typos = allowance.typos as usize;
    [
        (letters == 0, Quality::Same),
        (allowance.start && word.starts_with(&token.text), begun),
        (letters <= 1 && typos >= 1, Quality::OneTypo),
        (letters <= 2 && typos >= 2, Quality::TwoTypos),
    ]
    .into_iter()
    .find_map(|(holds, quality)| holds.then_some(quality))
    .unwrap_or(Quality::Nothing)
}
