//! Ferries: `route=ferry` with its `duration`.

use super::{
    Closed, Profile, Tags, Use, access,
    direction::Direction,
    oneway,
    ride::{Mode, Pace, Travel},
};

/// Is this way a ferry line? `route=ferry;bus` is one too, and so is a street on a ferry.
#[must_use]
pub fn is_ferry(tags: &Tags) -> bool {
    tags.values("route").any(|value| value == "ferry")
}

/// The crossing: as long as `duration` says, else at the profile's speed; boarding comes on top. A
/// ferry that says nothing about bicycles takes them; one that says no does not take them pushed.
pub(super) fn crossing(
    tags: &Tags,
    profile: &Profile,
    direction: Direction,
) -> Result<Travel, Closed> {
    let speed_kmh = profile.ferry_kmh.ok_or(Closed::Ferry)?;
    if let Some(verdict) = access::riding(tags, profile, direction)
        && verdict.used == Use::No
    {
        return Err(Closed::Access { key: verdict.key, value: verdict.value });
    }
    if !oneway::riding(tags).has(direction) {
        return Err(Closed::Oneway { value: tags.value("oneway").unwrap_or("yes").to_owned() });
    }
    let pace = match tags.value("duration").and_then(duration_s) {
        Some(seconds) => Pace::WholeWay { seconds },
        None => Pace::Speed { kmh: speed_kmh.min(profile.max_speed_kmh) },
    };
    Ok(Travel { mode: Mode::Ferry, pace, extra_s: profile.ferry_boarding_s })
}

/// A `duration` in seconds: `MM`, `HH:MM`, `HH:MM:SS` (OSM wiki, "Key:duration") or ISO 8601 in
/// days, hours, minutes and seconds. `None` for zero, and for what is none of these.
fn duration_s(value: &str) -> Option<f64> {
    let seconds = match value.strip_prefix("P") {
        Some(period) => iso_s(period)?,
        None => clock_s(value)?,
    };
    (seconds > 0.0).then_some(seconds)
}

fn clock_s(value: &str) -> Option<f64> {
    let parts: Vec<f64> = value.split(':').map(whole).collect::<Option<_>>()?;
    match parts[..] {
        [minutes] => Some(60.0 * minutes),
        [hours, minutes] if minutes < 60.0 => Some(60.0 * (60.0 * hours + minutes)),
        [hours, minutes, seconds] if minutes < 60.0 && seconds < 60.0 => {
            Some(60.0 * (60.0 * hours + minutes) + seconds)
        }
        _ => None,
    }
}

fn iso_s(period: &str) -> Option<f64> {
    let (days, time) = period.split_once('T').unwrap_or((period, ""));
    Some(
        parts_s(days, &[('D', 86_400.0)])?
            + parts_s(time, &[('H', 3600.0), ('M', 60.0), ('S', 1.0)])?,
    )
}

/// Numbers with unit letters, each at most once and in the order of `units`.
fn parts_s(mut text: &str, units: &[(char, f64)]) -> Option<f64> {
    let mut seconds = 0.0;
    for &(letter, unit_s) in units {
        if let Some((number, rest)) = text.split_once(letter) {
            seconds += whole(number)? * unit_s;
            text = rest;
        }
    }
    text.is_empty().then_some(seconds)
}

fn whole(number: &str) -> Option<f64> {
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if digits { number.parse::<u32>().ok().map(f64::from) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_form_of_a_duration_is_read() {
        for (value, seconds) in [
            ("20", 1200.0),
            ("00:20", 1200.0),
            ("1:05", 3900.0),
            ("00:20:30", 1230.0),
            ("PT20M", 1200.0),
            ("PT1H30M", 5400.0),
            ("P1DT2H", 93_600.0),
        ] {
            assert_eq!(duration_s(value), Some(seconds), "{value}");
        }
    }

    #[test]
    fn a_bad_duration_is_none() {
        for value in [
            "",
            "0",
            "00:00",
            "00:75",
            "a while",
            "PT",
            "P",
            "PT5",
            "-5",
            "+5",
            "1:2:3:4",
            "PT5M3H",
            "99999999999",
        ] {
            assert_eq!(duration_s(value), None, "{value}");
        }
    }
}
