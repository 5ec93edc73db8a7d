//! What couriers have carried: sums over published rounds as these were planned. Nothing in it tells how fast anybody
//! rides, and nothing in it ranks anybody.

use super::DayShift;
use crate::units::{Metres, Seconds, TimeWindow, Timestamp};
use jiff::{ToSpan as _, civil::Time, tz::TimeZone};
use std::collections::{BTreeMap, BTreeSet};

/// When people order meals, by the clock on the wall.
const RUSH: [(Time, Time); 2] = [
    (Time::constant(12, 0, 0, 0), Time::constant(14, 0, 0, 0)),
    (Time::constant(19, 0, 0, 0), Time::constant(21, 0, 0, 0)),
];

/// The evening, likewise.
const EVENING: (Time, Time) = (Time::constant(20, 0, 0, 0), Time::constant(23, 59, 59, 0));

/// A round that was published, as far as it counts here.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedRound {
    /// Id of its shift.
    pub shift: String,
    /// The day.
    pub day: jiff::civil::Date,
    /// From setting out to being back.
    pub window: TimeWindow<Timestamp>,
    /// Length of the way.
    pub distance_m: Metres,
    /// Time spent waiting.
    pub waiting_s: Seconds,
    /// What was brought, in grams.
    pub mass_g: u64,
    /// What the way climbs, in metres, as far as its legs' heights are known; `None` if none of them are.
    pub ascent_m: Option<u64>,
}

/// What somebody carried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Number of rounds.
    pub rounds: u32,
    /// Time on shift.
    pub shift: Seconds,
    /// Time in rounds: riding, at doors, waiting, breaks.
    pub work: Seconds,
    /// Of it the time spent waiting.
    pub waiting: Seconds,
    /// Of it the time between twelve and two, and between seven and nine in the evening.
    pub rush: Seconds,
    /// Metres.
    pub distance_m: u64,
    /// Metres climbed, as far as they are known; `None` if nothing is.
    pub ascent_m: Option<u64>,
    /// Grams that were brought.
    pub mass_g: u64,
    /// Number of days with work after eight in the evening.
    pub evenings: u32,
    /// What an even share of the work of all would be, by the time on shift.
    pub even: Seconds,
}

impl Carried {
    /// Work beyond an even share: so much counts before a plan.
    #[must_use]
    pub fn ahead(&self) -> Seconds {
        self.work - self.even
    }
}

/// What each courier who was on shift carried, by id: both of a crew all of it. Rounds of other shifts are left out.
#[must_use]
pub fn carried(
    shifts: &[DayShift],
    rounds: &[PlannedRound],
    zone: &TimeZone,
) -> BTreeMap<String, Carried> {
    let mut all: BTreeMap<String, Carried> = BTreeMap::new();
    for shift in shifts {
        let lasts = shift.window.end().seconds_since(shift.window.start());
        for person in shift.people() {
            let own = all.entry(person.to_owned()).or_default();
            own.shift = own.shift + lasts;
        }
    }
    let by_id: BTreeMap<&str, &DayShift> = shifts.iter().map(|it| (it.id.as_str(), it)).collect();
    let mut evenings: BTreeSet<(&str, jiff::civil::Date)> = BTreeSet::new();
    for round in rounds {
        let Some(shift) = by_id.get(round.shift.as_str()) else { continue };
        let is_evening = within(round, EVENING, zone) > Seconds::ZERO;
        for person in shift.people() {
            let Some(own) = all.get_mut(person) else { continue };
            own.rounds += 1;
            own.work = own.work + round.window.end().seconds_since(round.window.start());
            own.waiting = own.waiting + round.waiting_s;
            own.rush = own.rush + RUSH.map(|hours| within(round, hours, zone)).into_iter().sum();
            own.distance_m += u64::from(round.distance_m.as_u32());
            own.mass_g += round.mass_g;
            if let Some(ascent_m) = round.ascent_m {
                *own.ascent_m.get_or_insert_default() += ascent_m;
            }
            own.evenings += u32::from(is_evening && evenings.insert((person, round.day)));
        }
    }
    let sum = |of: fn(&Carried) -> Seconds| -> u64 {
        all.values().map(|own| u64::from(of(own).as_u32())).sum()
    };
    let (work, on_shift) = (sum(|own| own.work), sum(|own| own.shift).max(1));
    for own in all.values_mut() {
        let even = u128::from(work) * u128::from(own.shift.as_u32()) / u128::from(on_shift);
        own.even = Seconds::new(u32::try_from(even).unwrap_or(u32::MAX));
    }
    all
}

/// How much of a round lies in these hours of its days.
fn within(round: &PlannedRound, (from, until): (Time, Time), zone: &TimeZone) -> Seconds {
    let instant = |day: jiff::civil::Date, time: Time| {
        let at = day.to_datetime(time).to_zoned(zone.clone()).ok()?;
        Some(Timestamp::from_millis(at.timestamp().as_millisecond()))
    };
    // A round that runs past midnight has hours of the next day, too.
    let days = [round.day, round.day.saturating_add(1.day())];
    let parts = days.into_iter().filter_map(|day| {
        let begin = instant(day, from)?.max(round.window.start());
        Some(instant(day, until)?.min(round.window.end()).seconds_since(begin))
    });
    parts.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const HOUR: u32 = 3600;

    fn at(day: i8, hour: u32) -> Timestamp {
        // Paris is an hour ahead of UTC in winter.
        let midnight = date(2026, 1, day).to_zoned(TimeZone::UTC).unwrap();
        let midnight = Timestamp::from_millis(midnight.timestamp().as_millisecond());
        Timestamp::from_millis(midnight.as_millis() + (i64::from(hour) - 1) * 3_600_000)
    }

    fn window(day: i8, from: u32, until: u32) -> TimeWindow<Timestamp> {
        TimeWindow::new(at(day, from), at(day, until)).unwrap()
    }

    fn shift(id: &str, day: i8, (from, until): (u32, u32), crew: Option<&str>) -> DayShift {
        DayShift {
            id: id.to_owned(),
            day: date(2026, 1, day),
            courier: id[..1].to_owned(),
            crew: crew.map(str::to_owned),
            vehicle: "v".to_owned(),
            hub: "h".to_owned(),
            end_hub: None,
            window: window(day, from, until),
            rest: None,
            charge_percent: None,
        }
    }

    fn round(shift: &str, day: i8, from: u32, until: u32) -> PlannedRound {
        PlannedRound {
            shift: shift.to_owned(),
            day: date(2026, 1, day),
            window: window(day, from, until),
            distance_m: Metres::new(9_000),
            waiting_s: Seconds::new(600),
            mass_g: 4_000,
            ascent_m: (from < 18).then_some(70),
        }
    }

    #[test]
    fn sums_are_those_of_rounds_and_an_even_share_goes_by_the_time_on_shift() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let shifts = [
            shift("a1", 5, (10, 18), None),
            shift("a2", 6, (18, 22), None),
            shift("b1", 5, (10, 14), Some("c")),
        ];
        let rounds = [
            round("a1", 5, 11, 15),
            round("a2", 6, 18, 22),
            round("b1", 5, 13, 14),
            round("gone", 5, 10, 12),
        ];
        let all = carried(&shifts, &rounds, &zone);
        assert_eq!(all.keys().collect::<Vec<_>>(), ["a", "b", "c"]);
        let a = Carried {
            rounds: 2,
            shift: Seconds::new(12 * HOUR),
            work: Seconds::new(8 * HOUR),
            waiting: Seconds::new(1200),
            rush: Seconds::new(4 * HOUR),
            distance_m: 18_000,
            // That of the evening is not known.
            ascent_m: Some(70),
            mass_g: 8_000,
            evenings: 1,
            // Of ten hours of work in twenty on shift.
            even: Seconds::new(6 * HOUR),
        };
        assert_eq!((&all["a"], all["a"].ahead()), (&a, Seconds::new(2 * HOUR)));
        assert_eq!((&all["b"], all["b"].ahead()), (&all["c"], Seconds::ZERO), "a crew");
        assert_eq!((all["b"].rounds, all["b"].rush, all["b"].evenings), (1, Seconds::new(HOUR), 0));
    }

    #[test]
    fn an_evening_is_one_of_a_day_and_goes_on_past_midnight() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let shifts = [shift("a1", 5, (18, 26), None)];
        let rounds = [round("a1", 5, 18, 21), round("a1", 5, 21, 26)];
        let all = carried(&shifts, &rounds, &zone);
        assert_eq!((all["a"].evenings, all["a"].rush), (1, Seconds::new(2 * HOUR)));
        assert_eq!(all["a"].ascent_m, None);
        assert_eq!(carried(&[], &rounds, &zone).len(), 0);
    }
}
