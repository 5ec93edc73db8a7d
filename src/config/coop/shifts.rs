//! Weekly shifts.

use super::{
    breaks::rest,
    overlap::complain_of_overlaps,
    week::{Days, WeeklyShift},
};
use crate::config::{
    local_time::{DAY_MIN, LocalTime},
    section::Section,
    value::Value,
};

/// A week of a co-operative has fewer; it also bounds the search for overlaps.
const MAX_SHIFTS: usize = 2_000;

/// In the EU 11 of 24 hours are rest: directive 2003/88/EC, article 3; in France, Code du travail,
/// article L3131-1.
const LONGEST_MIN: u32 = 13 * 60;

/// The ids that a shift may refer to.
pub(super) struct Known<'a> {
    pub(super) couriers: Vec<&'a str>,
    pub(super) vehicles: Vec<&'a str>,
    pub(super) hubs: Vec<&'a str>,
}

/// The `[[shifts]]`, which are `sections`; none is fine.
pub(super) fn shifts(
    root: &Section<'_>,
    sections: &[Section<'_>],
    known: &Known<'_>,
) -> Vec<WeeklyShift> {
    if sections.len() > MAX_SHIFTS {
        let cause = format!("expected at most {MAX_SHIFTS}, got {}", sections.len());
        root.complain("shifts", cause, "use days = [..] to say the same shift on several days");
        return Vec::new();
    }
    let read: Vec<_> = sections.iter().map(|section| shift(section, known)).collect();
    complain_of_overlaps(sections, &read);
    read.into_iter().flatten().collect()
}

fn shift(section: &Section<'_>, known: &Known<'_>) -> Option<WeeklyShift> {
    let one_of = |key, example, what, known: &[&str]| {
        section.required(key, example)?.one_of(what, known).map(str::to_owned)
    };
    let courier = one_of("courier", "\"amelie\"", "courier", &known.couriers);
    let vehicle = one_of("vehicle", "\"cargo\"", "vehicle", &known.vehicles);
    let hub = one_of("hub", "\"garage\"", "hub", &known.hubs);
    let end_hub = section.optional("end_hub", "\"depot\"");
    let end_hub = end_hub.map(|value| value.one_of("hub", &known.hubs).map(str::to_owned));
    let days = match section.optional("days", "[\"mon\", \"tue\"]") {
        Some(value) => days(&value),
        None => Some(Days::ALL),
    };
    let start = section.required("start", "\"11:00\"").and_then(|v| local_time(&v));
    let end = section.required("end", "\"14:30\"").and_then(|v| local_time(&v));
    let hours = start.zip(end).and_then(|(start, end)| hours(section, start, end));
    let rest = rest(section, hours);
    section.close();
    let (start_min, end_min) = hours?;
    let (courier, vehicle, hub) = (courier?, vehicle?, hub?);
    let end_hub = match end_hub {
        Some(said) => Some(said?).filter(|end_hub| *end_hub != hub),
        None => None,
    };
    let days = days?;
    Some(WeeklyShift { courier, vehicle, hub, end_hub, days, start_min, end_min, rest })
}

/// Minutes from midnight to the start and to the end, which lies on the next day unless it is later
/// by the clock.
fn hours(section: &Section<'_>, start: LocalTime, end: LocalTime) -> Option<(u32, u32)> {
    let start_min = start.minutes();
    let end_min = if end > start { end.minutes() } else { end.minutes() + DAY_MIN };
    let length = end_min - start_min;
    if length <= LONGEST_MIN {
        return Some((start_min, end_min));
    }
    let lasts = format!("{start} to {end} is {} h {:02} min", length / 60, length % 60);
    let cause = format!("expected at most {} h, but {lasts}", LONGEST_MIN / 60);
    section.complain("end", cause, "end it earlier: 11 of 24 hours are rest (2003/88/EC, art. 3)");
    None
}

/// A time of day such as 14:30.
pub(super) fn local_time(value: &Value<'_>) -> Option<LocalTime> {
    let what = "a time such as 14:30, in quotes";
    let Ok(time) = value.string(what)?.parse() else {
        return value.expected("a time such as 14:30");
    };
    Some(time)
}

fn days(value: &Value<'_>) -> Option<Days> {
    let elements = value.list()?;
    if elements.is_empty() {
        return value.expected("at least one day");
    }
    let mut days = Days([false; 7]);
    for element in elements {
        let name = element.one_of("day", &Days::NAMES);
        let Some(index) = name.and_then(|name| Days::NAMES.iter().position(|n| *n == name)) else {
            continue;
        };
        if days.0[index] {
            element.complain(&format!("{} is there twice", Days::NAMES[index]), "take it out");
        }
        days.0[index] = true;
    }
    Some(days)
}
