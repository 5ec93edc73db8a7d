//! A text read from left to right, which knows where it is.

use super::refusal::Refusal;

/// Bytes and how many of them were read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(text: &'a [u8]) -> Self {
        Self { text, at: 0 }
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        &self.text[self.at..]
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    /// Reads `word`, if it is next.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        let is_next = self.rest().starts_with(word.as_bytes());
        self.at += if is_next { word.len() } else { 0 };
        is_next
    }

    /// Reads `word`, which must be next.
    pub(super) fn expect(&mut self, word: &str) -> Result<(), Refusal> {
        if self.eat(word) { Ok(()) } else { Err(self.malformed()) }
    }

    /// The complaint that nothing fits here.
    pub(super) fn malformed(&self) -> Refusal {
        Refusal::query(self.at)
    }

    /// Reads all bytes that `fit`, possibly none.
    pub(super) fn run(&mut self, fits: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|byte| !fits(*byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// Reads the first of `words` that is next.
    pub(super) fn one_of<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        words.iter().find_map(|(word, value)| self.eat(word).then_some(*value))
    }

    /// The same, where one must be next.
    pub(super) fn word<T: Copy>(&mut self, words: &[(&str, T)]) -> Result<T, Refusal> {
        self.one_of(words).ok_or_else(|| self.malformed())
    }

    /// A yes or no.
    pub(super) fn flag(&mut self) -> Result<bool, Refusal> {
        self.word(&[("true", true), ("false", false)])
    }

    /// A whole number, if one is next that is small enough.
    pub(super) fn whole(&mut self) -> Option<u32> {
        let start = self.at;
        let digits = self.run(|byte| byte.is_ascii_digit());
        let number = str::from_utf8(digits).ok().and_then(|text| text.parse().ok());
        if number.is_none() {
            self.at = start;
        }
        number
    }

    /// A whole number that may be negative, if one is next.
    pub(super) fn signed(&mut self) -> Option<i64> {
        let start = self.at;
        let is_negative = self.eat("-");
        let number = self.whole().map(i64::from);
        if number.is_none() {
            self.at = start;
        }
        number.map(|number| if is_negative { -number } else { number })
    }

    /// A number such as `-1.5`, `2`, `3.` or `.4`, without exponent, if one is next.
    pub(super) fn number(&mut self) -> Option<f64> {
        let start = self.at;
        self.eat("-");
        let before = self.run(|byte| byte.is_ascii_digit()).len();
        let after = if self.eat(".") { self.run(|byte| byte.is_ascii_digit()).len() } else { 0 };
        let text = str::from_utf8(&self.text[start..self.at]).unwrap_or_default();
        let number = if before + after > 0 { text.parse().ok() } else { None };
        // What is followed by `.json` has no point of its own.
        if before > 0 && after == 0 && self.text[..self.at].ends_with(b".") && self.is_extension() {
            self.at -= 1;
        }
        if number.is_none() {
            self.at = start;
        }
        number
    }

    fn is_extension(&self) -> bool {
        self.rest().first().is_some_and(u8::is_ascii_alphabetic)
    }

    /// Things with `;` between, each of which may be left out.
    pub(super) fn list<T>(
        &mut self,
        item: impl Fn(&mut Self) -> Result<Option<T>, Refusal>,
    ) -> Result<Vec<Option<T>>, Refusal> {
        let mut items = vec![item(self)?];
        while self.eat(";") {
            items.push(item(self)?);
        }
        Ok(items)
    }

    /// Things with `separator` between, at least one.
    pub(super) fn some<T>(
        &mut self,
        separator: &str,
        item: impl Fn(&mut Self) -> Option<T>,
    ) -> Result<Vec<T>, Refusal> {
        let mut items = vec![item(self).ok_or_else(|| self.malformed())?];
        loop {
            let before = self.at;
            let next = if self.eat(separator) { item(self) } else { None };
            let Some(next) = next else {
                self.at = before;
                return Ok(items);
            };
            items.push(next);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_where_osrms_end() {
        let read = |text: &str| {
            let mut cursor = Cursor::new(text.as_bytes());
            (cursor.number(), cursor.at)
        };
        assert_eq!(read("1.5;"), (Some(1.5), 3));
        assert_eq!(read("-.5"), (Some(-0.5), 3));
        assert_eq!(read("11.,"), (Some(11.0), 3));
        assert_eq!(read("1e3"), (Some(1.0), 1));
        assert_eq!(read("48.14.json"), (Some(48.14), 5));
        assert_eq!(read("48.json"), (Some(48.0), 2));
        for none in ["", "-", ".", "x", "+1"] {
            assert_eq!(read(none), (None, 0), "{none}");
        }
    }
}
