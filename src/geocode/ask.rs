//! A query, with what each of its tokens may mean.

use super::{
    Geocoder,
    geocoder::rarity,
    synonyms::is_stop,
    text::{Token, tokens},
    words::{Allowance, Quality},
};

/// What a number weighs, as a share of what the rarest word weighs.
const NUMBER_WEIGHT: f64 = 0.6;
/// The same for a word that anything may contain.
const STOP_WEIGHT: f64 = 0.05;

/// A query against one vocabulary.
pub(super) struct Asked {
    pub(super) tokens: Vec<Token>,
    /// How much each token says.
    pub(super) weights: Vec<f64>,
    /// Need it not be explained?
    pub(super) free: Vec<bool>,
    /// Is it in the name of a city?
    pub(super) city: Vec<bool>,
    /// How well a word answers a token, word by word.
    quality: Vec<Quality>,
    /// The words that answer some token which must be explained.
    pub(super) words: Vec<u32>,
}

impl Asked {
    /// Cuts `query`; `meant` finds the words that a token may mean.
    pub(super) fn new(
        geocoder: &Geocoder,
        query: &str,
        meant: impl Fn(&Token, Allowance) -> Vec<(u32, Quality)>,
    ) -> Self {
        let tokens = tokens(query);
        let count = tokens.len();
        let entries = geocoder.entries.len();
        let rarest = (1.0 + entries as f64).ln();
        let mut quality = vec![Quality::Nothing; geocoder.words.len() * count];
        let (mut weights, mut free, mut city) = (Vec::new(), Vec::new(), Vec::new());
        let mut words = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let is_last = at + 1 == count;
            let is_free = !is_last && is_stop(&token.text);
            for (word, found) in meant(token, Allowance::of(token, is_last)) {
                let known = &mut quality[word as usize * count + at];
                *known = found.max(*known);
                if !is_free {
                    words.push(word);
                }
            }
            let itself = geocoder.words.id(&token.text);
            weights.push(match itself {
                _ if is_free => STOP_WEIGHT * rarest,
                _ if token.is_numeric() => NUMBER_WEIGHT * rarest,
                Some(word) => f64::from(rarity(&geocoder.words, word, entries)),
                None => rarest,
            });
            free.push(is_free);
            city.push(itself.is_some_and(|word| geocoder.words.is_city(word)));
        }
        words.sort_unstable();
        words.dedup();
        Self { tokens, weights, free, city, quality, words }
    }

    /// How well `word` answers token `at`.
    pub(super) fn quality(&self, word: u32, at: usize) -> Quality {
        self.quality[word as usize * self.tokens.len() + at]
    }
}
