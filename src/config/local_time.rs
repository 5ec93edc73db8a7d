//! Times of day, as a person writes them.

use std::{fmt, str::FromStr};

/// Minutes in a day by the clock.
pub(super) const DAY_MIN: u32 = 24 * 60;

/// A time of day by the clock on the wall, in whole minutes: `14:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LocalTime(u32);

impl LocalTime {
    /// Minutes after midnight by the clock, below [`DAY_MIN`].
    pub(super) fn minutes(self) -> u32 {
        self.0
    }

    /// What the clock shows so many minutes after some midnight.
    pub(super) fn of_minutes(minutes: u32) -> Self {
        Self(minutes % DAY_MIN)
    }
}

impl FromStr for LocalTime {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let two_digits = |text: &str| {
            let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            if digits { text.parse::<u32>().map_err(drop) } else { Err(()) }
        };
        let (hours, minutes) = text.split_once(':').ok_or(())?;
        let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
        if hours < 24 && minutes < 60 { Ok(Self(hours * 60 + minutes)) } else { Err(()) }
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_minute_of_the_day_is_read_as_it_is_written() {
        for minutes in 0..DAY_MIN {
            let time = LocalTime::of_minutes(minutes);
            assert_eq!(time.to_string().parse(), Ok(time));
            assert_eq!(time.minutes(), minutes);
        }
    }

    #[test]
    fn nothing_else_is_a_time() {
        for text in
            ["", ":", "24:00", "26:00", "12:60", "1:30", "+1:30", "12:3", "12h30", "12:30:00"]
        {
            assert!(text.parse::<LocalTime>().is_err(), "{text}");
        }
    }
}
