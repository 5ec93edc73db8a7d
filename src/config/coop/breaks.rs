//! Breaks in weekly shifts.

use super::{shifts::local_time, week::WeeklyRest};
use crate::config::{
    local_time::{DAY_MIN, LocalTime},
    section::Section,
};

/// The break of a shift that lasts for `hours` (minutes from midnight; `None` if they are wrong).
pub(super) fn rest(shift: &Section<'_>, hours: Option<(u32, u32)>) -> Option<WeeklyRest> {
    let example = "{ from = \"14:00\", until = \"15:00\", minutes = 20 }";
    let section = shift.optional("break", example)?.section()?;
    let time = |key, example| local_time(&section.required(key, example)?);
    let from = time("from", "\"14:00\"");
    let until = time("until", "\"15:00\"");
    let minutes = section.required("minutes", "20").and_then(|v| v.whole(1..=240));
    section.close();
    let (from, until, minutes, (start_min, end_min)) = (from?, until?, minutes?, hours?);
    let after_start = |time: LocalTime| {
        let minutes = time.minutes();
        if minutes >= start_min { minutes } else { minutes + DAY_MIN }
    };
    let (from_min, until_min) = (after_start(from), after_start(until));
    if from_min <= until_min && until_min + minutes <= end_min {
        return Some(WeeklyRest { from_min, until_min, minutes });
    }
    let [start, end] = [start_min, end_min].map(LocalTime::of_minutes);
    let cause = format!(
        "lies not inside its shift: {minutes} minutes that start from {from} until {until}, in a \
         shift from {start} to {end}"
    );
    shift.complain("break", cause, "from and until bound its start; let it end within the shift");
    None
}
