//! How wide a gap is: `maxwidth:physical`, `maxwidth`, and on barriers `opening`, `spacing`, `width`.

use super::{Tags, barrier::kinds};

/// Of these, `width` is that of the gap they leave or open; of a bollard or a block it is its own.
const WITH_A_GAP: &[&str] = &[
    "bump_gate",
    "cycle_barrier",
    "entrance",
    "full-height_turnstile",
    "gate",
    "hampshire_gate",
    "kissing_gate",
    "lift_gate",
    "motorcycle_barrier",
    "sally_port",
    "sliding_gate",
    "swing_gate",
    "turnstile",
    "wicket_gate",
];

/// A gap with the tag that tells of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gap {
    /// The key.
    pub(super) key: &'static str,
    /// Its value.
    pub(super) value: String,
    /// What it means.
    pub(super) metres: f64,
}

/// The width that a way leaves, by sign or by wall (OSM wiki, "Key:maxwidth", "`Key:maxwidth:physical`").
/// `width` is that of the street, which a cyclist seldom fills.
pub(super) fn of_way(tags: &Tags) -> Option<Gap> {
    narrowest(tags, &["maxwidth:physical", "maxwidth"])
}

/// The width that a barrier leaves (OSM wiki, "`Key:cycle_barrier`": `opening` is where one enters or
/// leaves a chicane, `spacing` the way between its bars).
pub(super) fn of_barrier(tags: &Tags) -> Option<Gap> {
    let own = kinds(tags).all(|kind| WITH_A_GAP.contains(&kind));
    let keys = &["maxwidth:physical", "maxwidth", "opening", "spacing", "width"];
    narrowest(tags, if own { keys } else { &keys[..2] })
}

fn narrowest(tags: &Tags, keys: &[&'static str]) -> Option<Gap> {
    let gap = |key: &&'static str| {
        let value = tags.value(key)?;
        Some(Gap { key, value: value.to_owned(), metres: metres(value)? })
    };
    keys.iter().filter_map(gap).min_by(|a, b| a.metres.total_cmp(&b.metres))
}

/// OSM wiki, "Map features/Units": metres without a unit; `90 cm`, `3'`, `2'6"`, `6 ft`, `36 in`. A comma for
/// the point is a common slip. `None` for zero, and for what is none of these.
pub(super) fn metres(value: &str) -> Option<f64> {
    const FOOT_M: f64 = 0.3048;
    const INCH_M: f64 = 0.0254;
    let value = value.trim();
    let metres = if let Some((feet, inches)) = value.split_once('\'') {
        let inches = inches.trim().trim_end_matches(['"', '\'']);
        let inches = if inches.is_empty() { 0.0 } else { number(inches)? };
        number(feet)? * FOOT_M + inches * INCH_M
    } else if let Some(inches) = value.strip_suffix('"') {
        number(inches)? * INCH_M
    } else {
        let unit = value.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(value.len());
        let (amount, unit) = value.split_at(unit);
        let unit_m = match unit {
            "" | "m" | "metre" | "metres" | "meter" | "meters" => 1.0,
            "cm" => 0.01,
            "mm" => 0.001,
            "ft" | "feet" => FOOT_M,
            "in" | "inch" | "inches" => INCH_M,
            _ => return None,
        };
        number(amount)? * unit_m
    };
    (metres > 0.0).then_some(metres)
}

fn number(text: &str) -> Option<f64> {
    let text = text.trim().replacen(',', ".", 1);
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if plain && text.len() <= 12 { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_documented_form_of_a_width_is_read() {
        for (value, expected) in [
            ("0.9", 0.9),
            ("0,9", 0.9),
            (".9", 0.9),
            ("0.9 m", 0.9),
            ("0,9m", 0.9),
            ("90 cm", 0.9),
            ("900mm", 0.9),
            ("3'", 0.9144),
            ("2'6\"", 0.762),
            ("2' 6\"", 0.762),
            ("36\"", 0.9144),
            ("3 ft", 0.9144),
            ("36 in", 0.9144),
        ] {
            let read = metres(value).unwrap_or_else(|| panic!("{value}"));
            assert!((read - expected).abs() < 1e-9, "{value}: {read}");
        }
    }

    #[test]
    fn a_bad_width_is_none() {
        for value in [
            "", "0", "-1", "narrow", "1 yard", "NaN", "inf", "1e3", "1.2.3", "'", "\"", "1;2", "m",
            "1'x",
        ] {
            assert_eq!(metres(value), None, "{value}");
        }
    }

    proptest! {
        #[test]
        fn no_width_makes_it_panic(value in "(?s).{0,20}") {
            let _ = metres(&value);
        }
    }
}
