//! Figures in words, in each language.

use crate::{
    domain::Sentence,
    units::{Dimension, Load, Seconds},
};

/// One sentence in both languages.
pub(crate) fn both(en: impl Into<String>, fr: impl Into<String>) -> Sentence {
    Sentence { en: en.into(), fr: fr.into() }
}

/// A span: to the second below ten minutes, else to the minute.
pub(crate) fn span(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) if minutes < 10 => format!("{minutes} min"),
        (minutes, seconds) if minutes < 10 => format!("{minutes} min {seconds} s"),
        _ => {
            let minutes = (seconds + 30) / 60;
            match (minutes / 60, minutes % 60) {
                (0, minutes) => format!("{minutes} min"),
                (hours, 0) => format!("{hours} h"),
                (hours, minutes) => format!("{hours} h {minutes} min"),
            }
        }
    }
}

/// The same of a span that is known not to be negative.
pub(crate) fn span_of(seconds: Seconds) -> String {
    span(u64::from(seconds.as_u32()))
}

/// A length: to the metre below a kilometre, else to a hundred metres.
pub(crate) fn length(metres: u64) -> Sentence {
    if metres < 1000 {
        return both(format!("{metres} m"), format!("{metres} m"));
    }
    let tenths = (metres + 50) / 100;
    let (whole, rest) = (tenths / 10, tenths % 10);
    both(format!("{whole}.{rest} km"), format!("{whole},{rest} km"))
}

/// What is in `of`, as far as `limits` is above nothing, told dimension by dimension: `7 bags and 12.5 kg`.
pub(crate) fn load(of: Load, where_above: Load) -> Sentence {
    let all = [Dimension::Bags, Dimension::Mass, Dimension::Volume];
    let told = all.into_iter().filter(|dimension| where_above.amount(*dimension) > 0);
    list(told.map(|dimension| amount(dimension, of.amount(dimension))).collect())
}

/// An amount with its unit, such as `12.5 kg`.
pub(crate) fn amount(dimension: Dimension, amount: u32) -> Sentence {
    let with_unit = |unit: &str| {
        let decimals = match amount {
            _ if amount.is_multiple_of(100) => 1,
            _ if amount.is_multiple_of(10) => 2,
            _ => 3,
        };
        let text = format!("{:.decimals$} {unit}", f64::from(amount) / 1000.0);
        let comma = text.replace('.', ",");
        both(text, comma)
    };
    match dimension {
        Dimension::Mass => with_unit("kg"),
        Dimension::Volume => with_unit("l"),
        Dimension::Bags if amount == 1 => both("1 bag", "1 sac"),
        Dimension::Bags => both(format!("{amount} bags"), format!("{amount} sacs")),
    }
}

/// `a, b and c`.
pub(crate) fn list(items: Vec<Sentence>) -> Sentence {
    listed(items, "and", "et")
}

/// `a, b or c`.
pub(crate) fn either(items: Vec<Sentence>) -> Sentence {
    listed(items, "or", "ou")
}

fn listed(items: Vec<Sentence>, en_last: &str, fr_last: &str) -> Sentence {
    let (en, fr): (Vec<String>, Vec<String>) = items.into_iter().map(|it| (it.en, it.fr)).unzip();
    let joined = |items: &[String], and: &str| match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    };
    both(joined(&en, en_last), joined(&fr, fr_last))
}

/// With a mark between them.
pub(crate) fn joined(items: Vec<Sentence>, en: &str, fr: &str) -> Sentence {
    let (english, french): (Vec<String>, Vec<String>) =
        items.into_iter().map(|it| (it.en, it.fr)).unzip();
    both(english.join(en), french.join(fr))
}

/// So many of something, in the singular for one; in French for none, too.
pub(crate) fn count(number: usize, en: [&str; 2], fr: [&str; 2]) -> Sentence {
    let of = |words: [&str; 2], one: bool| format!("{number} {}", words[usize::from(!one)]);
    both(of(en, number == 1), of(fr, number < 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_people_say_them() {
        let spans = [0, 59, 60, 61, 599, 600, 629, 630, 3_569, 3_570, 5_400].map(span);
        let told = [
            "0 s",
            "59 s",
            "1 min",
            "1 min 1 s",
            "9 min 59 s",
            "10 min",
            "10 min",
            "11 min",
            "59 min",
            "1 h",
            "1 h 30 min",
        ];
        assert_eq!(spans, told);
        assert_eq!(length(999), both("999 m", "999 m"));
        assert_eq!(length(1_449), both("1.4 km", "1,4 km"));
        assert_eq!(length(9_960), both("10.0 km", "10,0 km"));
        let of = Load { mass_g: 12_500, volume_ml: 40_000, bags: 7 };
        let above = Load { mass_g: 1, volume_ml: 0, bags: 1 };
        assert_eq!(load(of, above), both("7 bags and 12.5 kg", "7 sacs et 12,5 kg"));
        assert_eq!(count(0, ["bag", "bags"], ["sac", "sacs"]), both("0 bags", "0 sac"));
    }
}
