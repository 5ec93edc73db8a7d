//! House numbers.

/// A house number or a range of them: `12`, `12bis`, `12-14`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Number {
    low: u32,
    high: u32,
    /// The letter behind it; `bis` counts as `b`, `ter` as `t`.
    letter: Option<char>,
}

/// How well a door's number answers the one asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Another number, so far away.
    Other(std::cmp::Reverse<u32>),
    /// The same, but for the letter or the ends of a range.
    Close,
    /// The one.
    Exact,
}

impl Number {
    /// Reads a number from its start; what is behind it (a staircase, a flat) is left out. `None` if
    /// there is no number.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (low, rest) = digits(text.trim_start())?;
        let behind = rest.trim_start();
        let range = behind.strip_prefix(['-', '–']).and_then(|to| digits(to.trim_start()));
        if let Some((high, _)) = range.filter(|(high, _)| (low..=low + 100).contains(high)) {
            return Some(Self { low, high, letter: None });
        }
        let word: String = behind.chars().take_while(|letter| letter.is_alphabetic()).collect();
        let word = word.to_lowercase();
        let letter = match (word.as_str(), word.chars().next()) {
            ("bis", _) => Some('b'),
            ("ter", _) => Some('t'),
            ("quater", _) => Some('q'),
            (_, first) if word.chars().count() == 1 => first,
            _ => None,
        };
        Some(Self { low, high: low, letter })
    }

    /// All numbers of a door that has several: `12;14`.
    pub(super) fn read_all(text: &str) -> impl Iterator<Item = Self> {
        text.split([';', ',']).filter_map(Self::read)
    }

    /// Is it a plain number that could as well be a postcode?
    pub(super) fn could_be_postcode(self) -> bool {
        self.letter.is_none() && self.low == self.high && self.low > 999
    }

    /// How well the number of a door answers this one. A range holds the numbers on its own side of the
    /// street.
    pub(super) fn fit(self, door: Self) -> Fit {
        if self == door {
            return Fit::Exact;
        }
        let step = if door.low % 2 == door.high % 2 { 2 } else { 1 };
        let within = |number: u32| {
            (door.low..=door.high).contains(&number) && (number - door.low).is_multiple_of(step)
        };
        let bare = self.letter.is_none() && self.low == self.high;
        if door.low < door.high && within(self.low) && within(self.high) {
            return if bare { Fit::Exact } else { Fit::Close };
        }
        if self.low <= door.high
            && door.low <= self.high
            && (within(self.low) || self.low < self.high)
        {
            return Fit::Close;
        }
        // Numbers on the other side of the street are often far away.
        let away = self.low.abs_diff(door.low);
        Fit::Other(std::cmp::Reverse(away + if away.is_multiple_of(2) { 0 } else { 4 }))
    }
}

/// Up to six digits, and what is behind them.
fn digits(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(text.len());
    let number = text.get(..end).filter(|digits| digits.len() <= 6)?;
    Some((number.parse().ok()?, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Reverse;

    fn fit(asked: &str, door: &str) -> Fit {
        Number::read(asked).unwrap().fit(Number::read(door).unwrap())
    }

    #[test]
    fn the_letter_counts_and_bis_is_b() {
        assert_eq!(fit("12bis", "12 B"), Fit::Exact);
        assert_eq!(fit("12", "12bis"), Fit::Close);
        assert_eq!(fit("12b", "12"), Fit::Close);
        assert_eq!(fit("12t", "12 ter"), Fit::Exact);
    }

    #[test]
    fn a_range_holds_its_side_of_the_street() {
        assert_eq!(fit("12", "10-14"), Fit::Exact);
        assert_eq!(fit("11", "10-14"), Fit::Other(Reverse(5)));
        assert_eq!(fit("11", "10-13"), Fit::Exact);
        assert_eq!(fit("12b", "10-14"), Fit::Close);
        assert_eq!(fit("12-14", "12"), Fit::Close);
        assert_eq!(fit("12-14", "12-14"), Fit::Exact);
    }

    #[test]
    fn nearer_numbers_and_the_same_side_fit_better() {
        assert!(fit("12", "14") > fit("12", "16"));
        assert!(fit("12", "14") > fit("12", "13"));
        assert!(fit("12", "12a") > fit("12", "14"));
    }

    #[test]
    fn what_is_no_number_is_none() {
        assert_eq!(Number::read("bis"), None);
        assert_eq!(Number::read(""), None);
        assert_eq!(Number::read("99999999999"), None);
        assert_eq!(Number::read_all("12; 14a").count(), 2);
        assert_eq!(fit("12", "12 A 45"), Fit::Close);
        assert_eq!(fit("12", "12-1"), Fit::Exact);
    }
}
