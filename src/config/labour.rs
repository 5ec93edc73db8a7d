//! What the law says of hours, rest, loads and heat: `config/labour/fr.toml`.

use super::{
    complaint::{Complaint, Complaints},
    file::read_toml_text,
    local_time::LocalTime,
    section::{Section, parse_toml},
    shipped::LABOUR,
    value::Value,
};
use crate::{
    domain::labour::{
        Clause, ClockSpan, HeatLevel, HeatRules, LabourRules, MeanWork, NightWork, PersonRules,
        Stretch, Weekdays, WeeklyRest,
    },
    units::Seconds,
};
use jiff::civil::{Time, Weekday};
use std::path::Path;

const DAY_MIN: u32 = 24 * 60;
const WEEK_MIN: u32 = 7 * DAY_MIN;
/// The longest span that an average is taken over; a ledger of a year holds it.
const MAX_WEEKS: u32 = 52;
/// What nobody lifts, whatever a file says: Code du travail, R4541-9, ends at 105 kg. In grams.
const MAX_LIFT_G: u32 = 105_000;
pub(super) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];
pub(super) const HEAT: [(&str, HeatLevel); 3] =
    [("yellow", HeatLevel::Yellow), ("orange", HeatLevel::Orange), ("red", HeatLevel::Red)];

/// The rules in `file`; without a file, the French ones that come with Musette. A file says all of them: nothing is
/// taken from elsewhere, since a number of one law beside an article of another would be neither.
///
/// # Errors
///
/// Everything wrong with the file.
pub fn read_labour_rules(file: Option<&Path>) -> Result<LabourRules, Complaints> {
    let (rules, complaints) = labour_of(file);
    Complaints::unless(complaints, rules)
}

/// The French rules that come with Musette.
#[must_use]
pub fn shipped_labour_rules() -> LabourRules {
    let rules = parse_toml(LABOUR.0, LABOUR.1, rules).0;
    rules.expect("invariant: a test reads the rules that are shipped")
}

/// The same, with the complaints of an unusable file beside.
pub(super) fn labour_of(file: Option<&Path>) -> (Option<LabourRules>, Vec<Complaint>) {
    let Some(path) = file else { return parse_toml(LABOUR.0, LABOUR.1, rules) };
    match read_toml_text(path) {
        Ok(text) => parse_toml(&path.display().to_string(), &text, rules),
        Err(complaint) => (None, vec![complaint]),
    }
}

/// The rules in a file or block.
pub(super) fn rules(root: &Section<'_>) -> Option<LabourRules> {
    let [adult, minor, under_16] =
        ["adult", "minor", "under_16"].map(|key| closed(root, key, person).flatten());
    let heat = closed(root, "heat", |heat| {
        let [yellow, orange, red] =
            ["yellow", "orange", "red"].map(|level| clause(heat, level, stretch));
        Some(HeatRules { yellow: yellow?, orange: orange?, red: red? })
    });
    Some(LabourRules { adult: adult?, minor: minor?, under_16: under_16?, heat: heat.flatten()? })
}

fn person(section: &Section<'_>) -> Option<PersonRules> {
    let daily_work = clause(section, "daily_work", |it| at_most(it, "600", DAY_MIN));
    let weekly_work = clause(section, "weekly_work", |it| at_most(it, "2880", WEEK_MIN));
    let mean_work = optional_clause(section, "mean_work", mean_work);
    let stretch = clause(section, "break", stretch);
    let daily_rest = clause(section, "daily_rest", |it| at_least(it, "660", DAY_MIN));
    let weekly_rest = clause(section, "weekly_rest", weekly_rest);
    let working_days =
        clause(section, "working_days", |it| it.required("at_most_days", "6")?.whole(1..=7));
    let night_work = optional(section, "night", night_work);
    let barred_hours = optional_clause(section, "barred_hours", clock_span);
    let barred_days =
        optional_clause(section, "barred_days", |it| weekdays(&it.required("days", "[\"sun\"]")?));
    let lift_g =
        clause(section, "lift", |it| it.required("at_most_g", "25000")?.whole(1..=MAX_LIFT_G));
    let heat_barred_from = optional_clause(section, "heat", |it| {
        heat_level(&it.required("barred_from", "\"orange\"")?)
    });
    Some(PersonRules {
        daily_work: daily_work?,
        weekly_work: weekly_work?,
        mean_work: mean_work?,
        stretch: stretch?,
        daily_rest: daily_rest?,
        weekly_rest: weekly_rest?,
        working_days: working_days?,
        night_work: night_work?,
        barred_hours: barred_hours?,
        barred_days: barred_days?,
        lift_g: lift_g?,
        heat_barred_from: heat_barred_from?,
    })
}

fn night_work(night: &Section<'_>) -> Option<NightWork> {
    let hours = clause(night, "hours", clock_span);
    let worker = clause(night, "worker", |worker| {
        let least = minutes(worker, "night_min", "180", DAY_MIN);
        let nights = worker.required("nights_a_week", "2").and_then(|it| it.whole(1..=7));
        Some((least?, nights?))
    });
    let a_year =
        clause(night, "worker_by_year", |it| minutes(it, "night_min", "16200", 366 * DAY_MIN));
    let daily_work = clause(night, "daily_work", |it| at_most(it, "480", DAY_MIN));
    let mean_work = clause(night, "mean_work", mean_work);
    let Clause { says: (least, nights), article } = worker?;
    Some(NightWork {
        hours: hours?,
        night: Clause { says: least, article: article.clone() },
        nights_a_week: Clause { says: nights, article },
        a_year: a_year?,
        daily_work: daily_work?,
        mean_work: mean_work?,
    })
}

fn mean_work(section: &Section<'_>) -> Option<MeanWork> {
    let at_most = at_most(section, "2640", WEEK_MIN);
    let weeks = section.required("weeks", "12").and_then(|value| value.whole(1..=MAX_WEEKS));
    Some(MeanWork { at_most: at_most?, weeks: weeks? })
}

fn stretch(section: &Section<'_>) -> Option<Stretch> {
    let longest = minutes(section, "longest_stretch_min", "360", DAY_MIN);
    let pause = minutes(section, "pause_min", "20", DAY_MIN);
    let due_from = section.optional("due_from_min", "360").map(|value| value.whole(1..=DAY_MIN));
    let due_from = match due_from {
        Some(minutes) => Some(Seconds::from_minutes(minutes?)),
        None => None,
    };
    Some(Stretch { longest: longest?, pause: pause?, due_from })
}

fn weekly_rest(section: &Section<'_>) -> Option<WeeklyRest> {
    let at_least = at_least(section, "2100", WEEK_MIN)?;
    let value = section.required("in_week_min", "1440")?;
    let in_week = Seconds::from_minutes(value.whole(1..=WEEK_MIN)?);
    if in_week <= at_least {
        return Some(WeeklyRest { at_least, in_week });
    }
    value.complain("is more than at_least_min, of which it is a part", "write at most as much");
    None
}

fn at_most(section: &Section<'_>, example: &'static str, most: u32) -> Option<Seconds> {
    minutes(section, "at_most_min", example, most)
}

fn at_least(section: &Section<'_>, example: &'static str, most: u32) -> Option<Seconds> {
    minutes(section, "at_least_min", example, most)
}

fn minutes(
    section: &Section<'_>,
    key: &'static str,
    example: &'static str,
    most: u32,
) -> Option<Seconds> {
    section.required(key, example)?.whole(1..=most).map(Seconds::from_minutes)
}

fn clock_span(section: &Section<'_>) -> Option<ClockSpan> {
    let from = section.required("from", "\"22:00\"").and_then(|value| clock(&value));
    let until = section.required("until", "\"06:00\"").and_then(|value| clock(&value));
    Some(ClockSpan { from: from?, until: until? })
}

fn clock(value: &Value<'_>) -> Option<Time> {
    let what = "a time such as 14:30";
    let Ok(time) = value.string(what)?.parse::<LocalTime>() else { return value.expected(what) };
    let [hour, minute] = [time.minutes() / 60, time.minutes() % 60].map(i8::try_from);
    Time::new(hour.ok()?, minute.ok()?, 0, 0).ok()
}

fn weekdays(value: &Value<'_>) -> Option<Weekdays> {
    let names = WEEKDAYS.map(|(name, _)| name);
    let days = value.list()?.into_iter().filter_map(|element| {
        let name = element.one_of("day", &names)?;
        WEEKDAYS.iter().find(|(other, _)| *other == name).map(|(_, day)| *day)
    });
    Some(Weekdays(days.collect()))
}

fn heat_level(value: &Value<'_>) -> Option<HeatLevel> {
    let name = value.one_of("level of heat", &HEAT.map(|(name, _)| name))?;
    HEAT.iter().find(|(other, _)| *other == name).map(|(_, level)| *level)
}

/// The rule under `key`: what `read` makes of it, and its article.
fn clause<T>(
    parent: &Section<'_>,
    key: &'static str,
    read: impl FnOnce(&Section<'_>) -> Option<T>,
) -> Option<Clause<T>> {
    closed(parent, key, |section| with_article(section, read)).flatten()
}

fn with_article<T>(
    section: &Section<'_>,
    read: impl FnOnce(&Section<'_>) -> Option<T>,
) -> Option<Clause<T>> {
    let says = read(section);
    let article = section.required("article", "\"Code du travail, art. L3121-18\"");
    let article = article.and_then(|value| value.text());
    Some(Clause { says: says?, article: article? })
}

/// The same for a rule that some laws do not have: `Some(None)` without it, `None` after a complaint.
#[expect(clippy::option_option, reason = "left out and wrong are two things")]
fn optional_clause<T>(
    parent: &Section<'_>,
    key: &'static str,
    read: impl FnOnce(&Section<'_>) -> Option<T>,
) -> Option<Option<Clause<T>>> {
    optional(parent, key, |section| with_article(section, read))
}

#[expect(clippy::option_option, reason = "left out and wrong are two things")]
fn optional<T>(
    parent: &Section<'_>,
    key: &'static str,
    read: impl FnOnce(&Section<'_>) -> Option<T>,
) -> Option<Option<T>> {
    let Some(section) = parent.optional_table(key) else { return Some(None) };
    let value = read(&section);
    section.close();
    value.map(Some)
}

/// What `read` makes of the table under `key`, which must be there and hold nothing else.
fn closed<T>(
    parent: &Section<'_>,
    key: &'static str,
    read: impl FnOnce(&Section<'_>) -> T,
) -> Option<T> {
    let section = parent.table(key)?;
    let value = read(&section);
    section.close();
    Some(value)
}

#[cfg(test)]
mod tests;
