//! What a co-operative repeats week by week, and what that means on a certain day.

use crate::{
    config::{
        local_time::{DAY_MIN, LocalTime},
        zone::instant,
    },
    domain::{Coop, Courier, Hub, Rest, Shift, VehicleClass},
    units::{Seconds, TimeWindow, Timestamp},
};
use jiff::{
    ToSpan as _,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use std::cmp::Reverse;

/// A co-operative whatever the day: who works there, and the shifts that come back every week.
#[derive(Clone, Debug)]
pub struct CoopRules {
    pub(super) name: String,
    pub(super) zone_name: String,
    pub(super) zone: TimeZone,
    pub(super) hubs: Vec<Hub>,
    pub(super) vehicles: Vec<VehicleClass>,
    pub(super) couriers: Vec<Courier>,
    pub(super) shifts: Vec<WeeklyShift>,
}

/// Some days of the week; an element for each, from Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days(pub(super) [bool; 7]);

/// A shift by the clock on the wall. Minutes count from the midnight before its start, so what is
/// after the next midnight has more than a day's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WeeklyShift {
    pub(super) courier: String,
    pub(super) vehicle: String,
    pub(super) hub: String,
    pub(super) end_hub: Option<String>,
    /// The days on which it starts.
    pub(super) days: Days,
    /// Below a day.
    pub(super) start_min: u32,
    /// After the start, by at most a day.
    pub(super) end_min: u32,
    pub(super) rest: Option<WeeklyRest>,
}

/// A break by the clock on the wall, inside its shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WeeklyRest {
    /// It starts then at the earliest.
    pub(super) from_min: u32,
    /// It starts then at the latest.
    pub(super) until_min: u32,
    pub(super) minutes: u32,
}

impl Days {
    /// Their three-letter names, from Monday.
    pub(super) const NAMES: [&'static str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    /// The whole week.
    pub(super) const ALL: Self = Self([true; 7]);

    pub(super) fn contain(self, day: Weekday) -> bool {
        usize::try_from(day.to_monday_zero_offset()).is_ok_and(|index| self.0[index])
    }

    /// Their places in the week, Monday being 0.
    pub(super) fn indices(self) -> impl Iterator<Item = usize> {
        (0..7).filter(move |index| self.0[*index])
    }
}

impl WeeklyShift {
    /// How long it is by the clock.
    pub(super) fn length_min(&self) -> u32 {
        self.end_min - self.start_min
    }

    /// From when to when, for people.
    pub(super) fn hours(&self) -> String {
        let [start, end] = [self.start_min, self.end_min].map(LocalTime::of_minutes);
        format!("{start} to {end}")
    }

    /// When the shift that starts on `day` begins and ends, whatever else its courier does. `None` if
    /// a change of the clock leaves nothing of it.
    fn window(&self, day: Date, zone: &TimeZone) -> Option<TimeWindow<Timestamp>> {
        let [start, end] = [self.start_min, self.end_min].map(|minutes| at(day, minutes, zone));
        TimeWindow::new(start?, end?).filter(|window| window.start() < window.end())
    }

    /// The shift that starts on `day`, of a courier who is `free_from` then on. `None` if nothing is
    /// left of it.
    pub(super) fn on(
        &self,
        day: Date,
        zone: &TimeZone,
        free_from: Option<Timestamp>,
    ) -> Option<Shift> {
        let at = |minutes| at(day, minutes, zone);
        let window = self.window(day, zone)?;
        let start = free_from.map_or(window.start(), |free| window.start().max(free));
        let window = TimeWindow::new(start, window.end()).filter(|it| it.start() < it.end())?;
        let rest = self.rest.and_then(|rest| {
            rest_within(&window, at(rest.from_min)?, at(rest.until_min)?, rest.minutes)
        });
        let (courier, vehicle, hub) = (&self.courier, &self.vehicle, &self.hub);
        let [courier, vehicle, hub] = [courier, vehicle, hub].map(Clone::clone);
        let breaks = rest.into_iter().collect();
        Some(Shift {
            courier,
            crew: None,
            vehicle,
            hub,
            end_hub: self.end_hub.clone(),
            window,
            charge_percent: None,
            breaks,
            lift: None,
        })
    }
}

/// A break that a change of the clock would push out of its shift is moved back into it; there is
/// none if the shift got too short for it.
fn rest_within(
    shift: &TimeWindow<Timestamp>,
    from: Timestamp,
    until: Timestamp,
    minutes: u32,
) -> Option<Rest> {
    let duration = Seconds::from_minutes(minutes);
    let spare = shift.end().seconds_since(shift.start() + duration);
    let until = until.clamp(shift.start(), shift.start() + spare);
    let from = from.clamp(shift.start(), until);
    let fits = until + duration <= shift.end();
    Some(Rest { window: TimeWindow::new(from, until).filter(|_| fits)?, duration })
}

/// The instant when clocks in `zone` are so many minutes past the midnight that `day` starts with.
fn at(day: Date, minutes: u32, zone: &TimeZone) -> Option<Timestamp> {
    let day = day.checked_add(i64::from(minutes / DAY_MIN).days()).ok()?;
    let time = minutes % DAY_MIN;
    let [hour, minute] = [time / 60, time % 60].map(i8::try_from);
    instant(day.at(hour.ok()?, minute.ok()?, 0, 0), zone)
}

impl CoopRules {
    /// The shifts that start on `day`, by start, then by courier.
    pub(super) fn shifts_on(&self, day: Date) -> Vec<Shift> {
        let today = self.shifts.iter().filter(|shift| shift.days.contain(day.weekday()));
        let mut shifts: Vec<Shift> = today
            .filter_map(|shift| shift.on(day, &self.zone, self.free_from(day, shift)))
            .collect();
        shifts.sort_by(|a, b| {
            a.window.start().cmp(&b.window.start()).then_with(|| a.courier.cmp(&b.courier))
        });
        shifts
    }

    /// When the courier of `shift`, which starts on `day`, is done with all shifts that start before
    /// it by the clock on the wall. Untrimmed ones will do: trimming leaves their ends where they are,
    /// and one that it drops is over before another.
    fn free_from(&self, day: Date, shift: &WeeklyShift) -> Option<Timestamp> {
        // One that runs over midnight started the day before; some places have skipped a day.
        let days = (0..=2).filter_map(|back| Some((back, day.checked_sub(back.days()).ok()?)));
        let ends = days.flat_map(|(back, earlier_day)| {
            self.shifts.iter().filter_map(move |earlier| {
                let before = back > 0 || earlier.start_min < shift.start_min;
                let counts = before
                    && earlier.courier == shift.courier
                    && earlier.days.contain(earlier_day.weekday());
                counts.then(|| earlier.window(earlier_day, &self.zone))?.map(|window| window.end())
            })
        });
        ends.max()
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its couriers.
    #[must_use]
    pub fn couriers(&self) -> &[Courier] {
        &self.couriers
    }

    /// Of the seven days from `today` on the one with the most shifts, the earliest of equals.
    #[must_use]
    pub fn busiest_day(&self, today: Date) -> Date {
        let week = (0..7).filter_map(|ahead| today.checked_add(ahead.days()).ok());
        week.min_by_key(|day| Reverse(self.shifts_on(*day).len())).unwrap_or(today)
    }

    /// The time zone of its local times.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The co-operative with the shifts that start on `day` by its own clock.
    ///
    /// Local times become instants as clocks there go: on the night when summer time starts, a shift
    /// from 22:00 to 06:00 lasts 7 hours. A local time that such a change skips is taken by the
    /// offset before it, one that comes twice is taken the first time.
    ///
    /// Shifts of one courier that follow each other on the wall may come to overlap that way: from
    /// 01:00 to 02:30 and from 03:00 on, on a night that skips 02:30, which makes it 03:30. The later
    /// one then begins when the earlier one ends, also when that started the day before, and keeps
    /// its break inside what is left; it is dropped if nothing is.
    #[must_use]
    pub fn on(&self, day: Date) -> Coop {
        Coop {
            name: self.name.clone(),
            zone: self.zone_name.clone(),
            day,
            hubs: self.hubs.clone(),
            vehicles: self.vehicles.clone(),
            couriers: self.couriers.clone(),
            shifts: self.shifts_on(day),
        }
    }
}

#[cfg(test)]
mod tests;
