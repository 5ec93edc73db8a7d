//! How much of a query an entry explains.

use super::{
    Geocoder,
    ask::Asked,
    entry::Entry,
    matched::MatchKind,
    number::{Fit, Number},
    words::Quality,
};

/// What an entry that explains less of the words than this is not worth showing, as a share.
const LEAST_EXPLAINED: f64 = 0.5;
/// What is worth a word that does not contradict what is known.
const NOT_CONTRADICTED: f64 = 0.5;
/// Of the score, the share that an entry gets only if the query names it whole.
const COVERAGE_SHARE: f64 = 0.15;

/// The judgement on one entry, but for the house number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged {
    /// Weight of the tokens that are explained, the house number left out.
    explained: f64,
    /// How much of the entry's name was asked for, from 0 to 1.
    coverage: f64,
    /// Every token but the house number is explained.
    pub(super) whole: bool,
    /// ... as written, not mistyped and not just begun.
    pub(super) sure: bool,
    /// The token that must be the house number in this street.
    pub(super) number: Option<(usize, Number)>,
    /// Tokens that are explained by postcode or city, as bits.
    pub(super) towns: u16,
}

impl Judged {
    /// Was all of the entry's name asked for?
    pub(super) fn is_covered(&self) -> bool {
        self.coverage > 0.999
    }

    /// The score in ten-thousandths, if the house number (if there is one) is worth so much.
    pub(super) fn score(&self, asked: &Asked, number_worth: f64) -> u32 {
        let number = self.number.map_or(0.0, |(at, _)| asked.weights[at] * number_worth);
        let total: f64 = asked.weights.iter().sum();
        let share = (self.explained + number) / total;
        let score = share * (1.0 - COVERAGE_SHARE + COVERAGE_SHARE * self.coverage);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10,000")]
        let rounded = (score * 10_000.0).round() as u32;
        rounded
    }
}

impl Geocoder {
    /// Judges one entry; `None` if it explains too little to be shown.
    pub(super) fn judge(&self, entry: &Entry, asked: &Asked) -> Option<Judged> {
        let forms = &self.forms[entry.forms.start as usize..entry.forms.end as usize];
        let weights = &self.weights[entry.weights.start as usize..entry.weights.end as usize];
        let mut judging = Judging::new(asked);
        let mut used = 0_u32;
        let mut covered = 0.0;
        let mut rest: u16 = 0;
        for at in 0..asked.tokens.len() {
            let mut best = (Quality::Nothing, 0);
            for form in forms.iter().filter(|form| used >> form.position & 1 == 0) {
                let quality = asked.quality(form.word, at);
                if quality > best.0 {
                    best = (quality, form.position);
                }
            }
            if best.0 == Quality::Nothing {
                rest |= 1 << at;
                continue;
            }
            used |= 1 << best.1;
            covered += f64::from(weights.get(usize::from(best.1)).copied().unwrap_or(0.0));
            judging.explain(at, best.0);
            judging.named |= !asked.free[at];
        }
        if !judging.named {
            return None;
        }
        let context = &self.context[entry.context.start as usize..entry.context.end as usize];
        let mut numbers = Vec::new();
        for at in (0..asked.tokens.len()).filter(|at| rest >> at & 1 == 1) {
            let quality = context.iter().map(|word| asked.quality(*word, at)).max();
            match quality.filter(|quality| *quality >= Quality::Begun) {
                Some(quality) => {
                    judging.explain(at, quality);
                    judging.towns |= 1 << at;
                }
                None if asked.tokens[at].is_numeric() => numbers.push(at),
                None if asked.city[at] && !entry.knows_city => judging.allow(at),
                None => judging.whole &= asked.free[at],
            }
        }
        if judging.words < LEAST_EXPLAINED * judging.all_words {
            return None;
        }
        let number = self.number(entry, &numbers, &mut judging);
        let total: f64 = weights.iter().map(|weight| f64::from(*weight)).sum();
        Some(Judged {
            explained: judging.explained,
            coverage: if total > 0.0 { (covered / total).min(1.0) } else { 1.0 },
            whole: judging.whole,
            sure: judging.sure,
            number,
            towns: judging.towns,
        })
    }

    /// Which of the numbers that no word explains is the house number in a street. The others are
    /// postcodes, or not explained.
    fn number(
        &self,
        entry: &Entry,
        numbers: &[usize],
        judging: &mut Judging<'_>,
    ) -> Option<(usize, Number)> {
        let read = |at: &usize| Some((*at, Number::read(&judging.asked.tokens[*at].text)?));
        let read: Vec<(usize, Number)> = numbers.iter().filter_map(read).collect();
        let is_street = entry.kind == MatchKind::Street;
        let doors = &self.doors[entry.doors.start as usize..entry.doors.end as usize];
        let is_here = |(_, number): &&(usize, Number)| {
            if is_street {
                doors.iter().any(|door| number.fit(door.number) == Fit::Exact)
            } else {
                Number::read_all(&entry.housenumber).any(|own| number.fit(own) == Fit::Exact)
            }
        };
        let usual = |(_, number): &&(usize, Number)| !number.could_be_postcode();
        let chosen = read.iter().find(is_here).or_else(|| read.iter().find(usual)).copied();
        for at in numbers.iter().copied().filter(|at| chosen.is_none_or(|it| it.0 != *at)) {
            let text = &judging.asked.tokens[at].text;
            let postcode = Number::read(text).is_some_and(Number::could_be_postcode);
            if postcode && !entry.knows_postcode {
                judging.allow(at);
            } else {
                judging.whole = false;
            }
        }
        if is_street {
            return chosen;
        }
        match chosen {
            Some(number) if is_here(&&number) => judging.explain(number.0, Quality::Same),
            Some(_) => judging.whole = false,
            None => {}
        }
        None
    }
}

/// A judgement in the making.
struct Judging<'a> {
    asked: &'a Asked,
    explained: f64,
    /// Weights of the tokens that are no numbers: of those explained, and of all.
    words: f64,
    all_words: f64,
    named: bool,
    whole: bool,
    sure: bool,
    towns: u16,
}

impl<'a> Judging<'a> {
    fn new(asked: &'a Asked) -> Self {
        let words = asked.tokens.iter().zip(&asked.weights).filter(|it| !it.0.is_numeric());
        Self {
            asked,
            explained: 0.0,
            words: 0.0,
            all_words: words.map(|it| it.1).sum(),
            named: false,
            whole: true,
            sure: true,
            towns: 0,
        }
    }

    fn explain(&mut self, at: usize, quality: Quality) {
        self.add(at, quality.worth());
        self.sure &= quality >= Quality::Abbreviated || self.asked.free[at];
    }

    /// A town that the entry may well be in: nothing is known of it.
    fn allow(&mut self, at: usize) {
        self.add(at, NOT_CONTRADICTED);
        self.towns |= 1 << at;
    }

    fn add(&mut self, at: usize, worth: f64) {
        let weight = self.asked.weights[at] * worth;
        self.explained += weight;
        if !self.asked.tokens[at].is_numeric() {
            self.words += weight;
        }
    }
}
