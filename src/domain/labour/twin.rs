//! The judge's slow twin: every minute of the ledger is looked at by itself.

use super::{
    AgeGroup, Figure, LabourRule, LabourRules, Ledger, PersonRules, Proposal, Refusal, Spell,
    french_rules, judge,
};
use crate::{
    domain::Rest,
    units::{Seconds, TimeWindow, Timestamp},
};
use jiff::{
    civil::{DateTime, date},
    tz::{TimeZone, TimeZoneDatabase},
};
use proptest::{collection::vec, prelude::*, sample::select};
use std::collections::{BTreeMap, BTreeSet};

/// A time zone, from the data that Musette carries along.
pub(super) fn bundled(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).unwrap()
}

/// A breach as both judges can tell it: code, first minute of its period, minutes or days found.
type Breach = (&'static str, i64, u32);

const HOUR: usize = 60;
const DAY: usize = 24 * HOUR;

/// A line of minutes, with what clocks show at each.
struct Minutes {
    start: i64,
    local: Vec<DateTime>,
    work: Vec<bool>,
    starts: BTreeSet<usize>,
}

impl Minutes {
    /// All minutes from `start` (milliseconds) on, none of them worked.
    fn new(start: i64, count: usize, zone: &TimeZone) -> Self {
        let minute = |index: usize| {
            let at = start + i64::try_from(index).unwrap() * 60_000;
            jiff::Timestamp::from_millisecond(at).unwrap().to_zoned(zone.clone()).datetime()
        };
        let local = (0..count).map(minute).collect();
        Self { start, local, work: vec![false; count], starts: BTreeSet::new() }
    }

    fn add(&mut self, spell: &Spell) {
        let [from, until] = [spell.window().start(), spell.window().end()].map(|at| self.index(at));
        self.starts.insert(from);
        self.work[from..until].fill(true);
    }

    fn index(&self, at: Timestamp) -> usize {
        usize::try_from((at.as_millis() - self.start) / 60_000).unwrap()
    }

    fn at(&self, index: usize) -> i64 {
        self.start + i64::try_from(index).unwrap() * 60_000
    }

    /// The Monday of the week of a minute.
    fn week(&self, index: usize) -> jiff::civil::Date {
        let mut day = self.local[index].date();
        while day.weekday() != jiff::civil::Weekday::Monday {
            day = day.yesterday().unwrap();
        }
        day
    }

    fn worked(&self, minutes: impl IntoIterator<Item = usize>) -> u32 {
        u32::try_from(minutes.into_iter().filter(|index| self.work[*index]).count()).unwrap()
    }

    /// The longest run of minutes without work in a range.
    fn rest(&self, range: std::ops::Range<usize>) -> u32 {
        let (mut run, mut longest) = (0, 0);
        for index in range {
            run = if self.work[index] { 0 } else { run + 1 };
            longest = longest.max(run);
        }
        longest
    }

    /// First minutes of work, and those after the last, of working days that so many minutes of rest part.
    fn working_days(&self, rest: u32) -> Vec<(usize, usize)> {
        let mut days: Vec<(usize, usize)> = Vec::new();
        let mut free = u32::MAX;
        for index in 0..self.work.len() {
            if !self.work[index] {
                free = free.saturating_add(1);
                continue;
            }
            match days.last_mut() {
                Some(day) if free < rest => day.1 = index + 1,
                _ => days.push((index, index + 1)),
            }
            free = 0;
        }
        days
    }
}

fn in_minutes(span: Seconds) -> u32 {
    span.as_u32() / 60
}

/// Everything wrong in the weeks that hold `proposed` (minutes), and in those beside them.
fn breaches(minutes: &Minutes, person: &PersonRules, proposed: (usize, usize)) -> BTreeSet<Breach> {
    let mut breaches = BTreeSet::new();
    let mut days: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    let mut weeks: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for index in 0..minutes.local.len() {
        days.entry(minutes.local[index].date()).or_default().push(index);
    }
    for day in days.values() {
        weeks.entry(minutes.week(day[0])).or_default().extend(day);
    }
    for day in
        days.values().filter(|day| day.iter().any(|it| proposed.0 <= *it && *it < proposed.1))
    {
        let found = minutes.worked(day.iter().copied());
        if found > in_minutes(person.daily_work.says) {
            breaches.insert(("daily_work", minutes.at(day[0]), found));
        }
    }
    let all: Vec<&Vec<usize>> = weeks.values().collect();
    let holds = |week: &[usize]| week[0] < proposed.1 && proposed.0 <= *week.last().unwrap();
    for (number, week) in all.iter().enumerate() {
        let found = minutes.worked(week.iter().copied());
        if holds(week) && found > in_minutes(person.weekly_work.says) {
            breaches.insert(("weekly_work", minutes.at(week[0]), found));
        }
        let starts = minutes.starts.iter().filter(|at| week.contains(at));
        let dates: BTreeSet<_> = starts.map(|at| minutes.local[*at].date()).collect();
        let found = u32::try_from(dates.len()).unwrap();
        if holds(week) && found > person.working_days.says {
            breaches.insert(("working_days", minutes.at(week[0]), found));
        }
        let beside = |other: Option<&&Vec<usize>>| other.is_some_and(|week| holds(week));
        let is_near = holds(week)
            || beside(all.get(number + 1))
            || beside(number.checked_sub(1).and_then(|it| all.get(it)));
        if !is_near {
            continue;
        }
        let rest = person.weekly_rest.says;
        let spill = usize::try_from(in_minutes(rest.at_least - rest.in_week)).unwrap();
        let found = minutes.rest(week[0] - spill..week.last().unwrap() + 1 + spill);
        if found < in_minutes(rest.at_least) {
            breaches.insert(("weekly_rest", minutes.at(week[0]), found));
        }
    }
    let starts = (1..minutes.work.len()).filter(|at| minutes.work[*at] && !minutes.work[at - 1]);
    for from in starts {
        let found = minutes.rest(from..from + DAY);
        if found < in_minutes(person.daily_rest.says) {
            breaches.insert(("daily_rest", minutes.at(from), found));
        }
    }
    breaches.extend(night(minutes, person, &all, &holds));
    breaches
}

fn night(
    minutes: &Minutes,
    person: &PersonRules,
    weeks: &[&Vec<usize>],
    holds: &dyn Fn(&[usize]) -> bool,
) -> BTreeSet<Breach> {
    let Some(night) = &person.night_work else { return BTreeSet::new() };
    let (from, until) = (night.hours.says.from, night.hours.says.until);
    let is_night = |at: &usize| {
        let clock = minutes.local[*at].time();
        clock >= from || clock < until
    };
    let mut breaches = BTreeSet::new();
    for week in weeks.iter().filter(|week| holds(week)) {
        let working_days = minutes.working_days(in_minutes(person.daily_rest.says));
        let of_week: Vec<_> = working_days.iter().filter(|(from, _)| week.contains(from)).collect();
        let nights = of_week.iter().filter(|(from, until)| {
            minutes.worked((*from..*until).filter(is_night)) >= in_minutes(night.night.says)
        });
        if nights.count() < usize::try_from(night.nights_a_week.says).unwrap() {
            continue;
        }
        for (from, until) in of_week {
            let found = minutes.worked(*from..*until);
            if found > in_minutes(night.daily_work.says) {
                breaches.insert(("night_daily_work", minutes.at(*from), found));
            }
        }
    }
    breaches
}

/// What [`judge`] should say, but for averages, breaks and what is barred.
fn twin(
    rules: &LabourRules,
    age: AgeGroup,
    zone: &TimeZone,
    known: &[Spell],
    proposed: &Spell,
) -> BTreeSet<Breach> {
    let person = rules.of(age);
    let origin = BASE - 21 * i64::try_from(DAY).unwrap() * 60_000;
    let mut minutes = Minutes::new(origin, 70 * DAY, zone);
    for spell in known {
        minutes.add(spell);
    }
    let window = (minutes.index(proposed.window().start()), minutes.index(proposed.window().end()));
    let before = breaches(&minutes, person, window);
    minutes.add(proposed);
    let after = breaches(&minutes, person, window);
    let touches = |(code, from, _): &Breach| {
        let from = usize::try_from((from - minutes.start) / 60_000).unwrap();
        let length = match *code {
            "daily_rest" => DAY,
            "night_daily_work" => {
                let days = minutes.working_days(in_minutes(person.daily_rest.says));
                days.iter().find(|it| it.0 == from).map_or(0, |(from, until)| until - from)
            }
            "daily_work" => {
                let day = minutes.local[from].date();
                minutes.local[from..].iter().take_while(|it| it.date() == day).count()
            }
            _ => {
                let week = minutes.week(from);
                (from..minutes.local.len()).take_while(|at| minutes.week(*at) == week).count()
            }
        };
        from < window.1 && window.0 < from + length
    };
    let mut left = after;
    left.retain(|breach| touches(breach) || !before.contains(breach));
    let mut told: Vec<Breach> = left.into_iter().collect();
    told.dedup_by(|next, one| next.0 == "daily_rest" && one.0 == next.0 && next.2 == one.2);
    told.into_iter().collect()
}

fn told(refusals: &[Refusal]) -> BTreeSet<Breach> {
    let compared = refusals.iter().filter(|refusal| {
        !matches!(
            refusal.rule,
            LabourRule::MeanWork(_)
                | LabourRule::NightMeanWork(_)
                | LabourRule::Break { .. }
                | LabourRule::BarredHours
                | LabourRule::BarredDay
        )
    });
    let breach = |refusal: &Refusal| {
        let found = match refusal.found {
            Figure::Span(span) => in_minutes(span),
            Figure::Days(days) => days,
            other => panic!("{other:?}"),
        };
        (refusal.rule.code(), refusal.period.unwrap().start().as_millis(), found)
    };
    compared.map(breach).collect()
}

/// 2026-03-09T00:00:00Z, a Monday.
const BASE: i64 = 1_773_014_400_000;

/// Spells one after another from [`BASE`] on: minutes of rest, then of work.
fn spells(steps: &[(u32, u32)], start: i64) -> Vec<Spell> {
    let mut at = Timestamp::from_millis(start);
    let mut spells = Vec::new();
    for (rest, work) in steps {
        let from = at + Seconds::from_minutes(*rest);
        at = from + Seconds::from_minutes(*work);
        spells.push(Spell::new(TimeWindow::new(from, at).unwrap(), vec![]).unwrap());
    }
    spells
}

/// Rests and work near what the rules allow.
fn steps() -> impl Strategy<Value = Vec<(u32, u32)>> {
    let rest = prop_oneof![1_u32..120, 600_u32..900, 1_200_u32..1_500, 2_000_u32..2_200];
    vec((rest, prop_oneof![30_u32..300, 300_u32..700]), 2..14)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_judge_says_what_minutes_say(
        age in select(vec![AgeGroup::Adult, AgeGroup::From16To17, AgeGroup::Under16]),
        zone in select(vec!["Europe/Paris", "UTC", "Australia/Lord_Howe"]),
        // The weeks of both changes of the clock in Paris, and one without.
        start in select(vec![BASE, BASE + 14 * 86_400_000]),
        steps in steps(),
        chosen in any::<prop::sample::Index>(),
    ) {
        let mut known = spells(&steps, start);
        let proposed = known.remove(chosen.index(known.len()));
        let (zone, rules) = (bundled(zone), french_rules());
        let ledger = Ledger::new(age, zone.clone(), known.clone());
        let proposal = Proposal::Shift { spell: proposed.clone(), heat: None };
        let expected = twin(&rules, age, &zone, &known, &proposed);
        prop_assert_eq!(told(&judge(&rules, &ledger, &proposal)), expected);
    }

    #[test]
    fn no_place_of_a_break_in_its_window_makes_a_longer_stretch_than_is_judged(
        length in 200_u32..800,
        from in 0_u32..800,
        wide in 0_u32..200,
        pause in 10_u32..60,
        heat in select(vec![None, Some(super::HeatLevel::Yellow), Some(super::HeatLevel::Red)]),
    ) {
        prop_assume!(from + wide + pause <= length);
        let start = Timestamp::from_millis(BASE + 8 * 3_600_000);
        let after = |minutes| start + Seconds::from_minutes(minutes);
        let window = TimeWindow::new(start, after(length)).unwrap();
        let rest = Rest {
            window: TimeWindow::new(after(from), after(from + wide)).unwrap(),
            duration: Seconds::from_minutes(pause),
        };
        let spell = Spell::new(window, vec![rest]).unwrap();
        let rules = french_rules();
        let ledger = Ledger::new(AgeGroup::Adult, TimeZone::UTC, vec![]);
        let refusals = judge(&rules, &ledger, &Proposal::Shift { spell, heat });
        let is_refused = |is: fn(&LabourRule) -> bool| refusals.iter().any(|it| is(&it.rule));
        // Minute by minute, for each minute at which the break may start.
        let stretches = |least: u32| -> Vec<u32> {
            let places = from..=from + wide;
            let longest = places.map(|at| {
                let (mut run, mut longest) = (0, 0);
                for minute in 0..length {
                    let is_break = pause >= least && at <= minute && minute < at + pause;
                    run = if is_break { 0 } else { run + 1 };
                    longest = longest.max(run);
                }
                longest
            });
            longest.collect()
        };
        let longest = stretches(20).into_iter().max().unwrap();
        let expected = longest > 360 || (longest == length && length >= 360);
        prop_assert_eq!(is_refused(|rule| matches!(rule, LabourRule::Break { .. })), expected);
        if let Some(level) = heat {
            let limit = in_minutes(rules.heat.at(level).says.longest);
            let expected = stretches(15).into_iter().max().unwrap() > limit;
            prop_assert_eq!(is_refused(|rule| matches!(rule, LabourRule::HeatBreak { .. })), expected);
        }
    }

    #[test]
    fn the_mean_is_that_of_the_twelve_weeks_with_the_most_work(
        hours in vec(0_u32..70, 30),
        week in 11_usize..18,
        length in 1_u32..600,
    ) {
        // All work of a week stands on its Wednesday and after: only sums matter here.
        let week_ms = 7 * 86_400_000;
        let wednesday = |week: usize| BASE + 2 * 86_400_000 + i64::try_from(week).unwrap() * week_ms;
        let work = |start: i64, minutes: u32| {
            let start = Timestamp::from_millis(start);
            let window = TimeWindow::new(start, start + Seconds::from_minutes(minutes)).unwrap();
            Spell::new(window, vec![])
        };
        let known: Vec<Spell> = hours.iter().enumerate()
            .filter_map(|(week, hours)| work(wednesday(week), hours * 60)).collect();
        let proposed = work(wednesday(week) - 86_400_000, length).unwrap();
        let mut totals: Vec<u32> = hours.iter().map(|hours| hours * 60).collect();
        totals[week] += length;
        let worst = (week - 11..=week).map(|first| totals[first..first + 12].iter().sum::<u32>()).max().unwrap();
        let ledger = Ledger::new(AgeGroup::Adult, TimeZone::UTC, known);
        let refusals = judge(&french_rules(), &ledger, &Proposal::Shift { spell: proposed, heat: None });
        let mean = refusals.iter().find(|it| matches!(it.rule, LabourRule::MeanWork(_)));
        let found = (worst > 12 * 2640).then(|| Figure::Span(Seconds::new((worst * 60).div_ceil(12))));
        prop_assert_eq!(mean.map(|it| it.found), found);
    }
}

#[test]
fn the_weeks_of_the_twin_begin_on_a_monday() {
    let base = jiff::Timestamp::from_millisecond(BASE).unwrap().to_zoned(TimeZone::UTC);
    assert_eq!(base.datetime(), date(2026, 3, 9).at(0, 0, 0, 0));
}
