//! Single changes that would give an order a place.

use super::{
    alone::{alone, over},
    book::Book,
    changed::{
        additional, due_later, longer, ready_earlier, smaller, split, with_extra, with_request,
        with_vehicle,
    },
    conflict::{has_place, has_place_in},
    law::Law,
    places::stops_of,
    verify::taken_by,
};
use crate::{
    domain::{Change, Obstacle, Remedy, ShiftEnd},
    solver::{Objective, Problem, Skills, StopId, Vehicle},
    units::{Load, Seconds, TimeWindow, Timestamp},
};
use std::collections::BTreeSet;

/// So many are told at most, and so many of one kind.
const MOST: usize = 5;
const MOST_ALIKE: usize = 2;

/// Nothing is asked to be earlier or later by more minutes than this.
const MOST_MINUTES: u32 = 120;
const LONGEST_OVERTIME_MINUTES: u32 = 60;
/// How many minutes lie between shifts that are tried one after the other.
const STEP: usize = 5;

/// Additional shifts begin and end on such clock times.
const ROUND_MS: i64 = 5 * 60 * 1000;

/// A day without a place for an order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day<'a> {
    pub(super) problem: &'a Problem,
    pub(super) objective: &'a Objective,
    pub(super) routes: &'a [Vec<StopId>],
    pub(super) book: &'a Book<'a>,
    /// By vehicle: ids of its courier, its class and the hubs where it starts and ends.
    pub(super) shifts: &'a [[&'a str; 4]],
    /// Remedies that it forbids are not told.
    pub(super) law: Option<Law<'a>>,
    /// No shift begins before.
    pub(super) earliest: Seconds,
}

/// A change that was not tried by planning yet.
struct Idea {
    change: Change,
    problem: Problem,
    /// The order, and its other half if it was split.
    wanted: Vec<usize>,
}

impl Idea {
    /// Changes of times first, the smallest first; then those of the order; then those of people.
    fn rank(&self) -> (u8, u32) {
        match &self.change {
            Change::ReadyEarlier { minutes, .. }
            | Change::DueLater { minutes, .. }
            | Change::LongerShift { minutes, .. } => (0, *minutes),
            Change::SmallerLoad { .. } => (1, 0),
            Change::Split => (2, 0),
            Change::Skill { skills, .. } => (3, u32::try_from(skills.len()).unwrap_or(u32::MAX)),
            Change::Crew { .. } => (4, 0),
            Change::ExtraShift { .. } => (5, 0),
        }
    }
}

/// What would help, the least change first; each serves the order and everybody who is served now. Nothing where it has a
/// place as things are, which a plan made without effort may have missed: planning again helps then.
pub(super) fn remedies(day: Day<'_>, request: usize, obstacles: &[Obstacle]) -> Vec<Remedy> {
    if day.fits(Some(day.problem), request) {
        return Vec::new();
    }
    let mut ideas = day.other_times(request);
    ideas.extend(day.longer_shifts(request));
    ideas.extend(day.smaller(request, obstacles));
    ideas.extend(day.split(request, obstacles));
    ideas.extend(day.skilled(request));
    ideas.extend(day.crews(request));
    ideas.extend(day.extra_shift(request));
    ideas.sort_by_key(Idea::rank);
    let routes: Vec<(usize, Vec<StopId>)> =
        (0..).zip(day.routes).map(|(vehicle, stops)| (vehicle, stops.clone())).collect();
    let mut told: Vec<Remedy> = Vec::new();
    for Idea { change, problem, wanted } in ideas {
        let kind = std::mem::discriminant(&change);
        let alike = told.iter().filter(|it| std::mem::discriminant(&it.change) == kind).count();
        if told.len() < MOST
            && alike < MOST_ALIKE
            && let Some(vehicle) = taken_by(&problem, day.objective, &routes, &wanted)
        {
            let courier = day.shifts.get(vehicle).map(|[courier, ..]| (*courier).to_owned());
            told.push(Remedy { change, courier });
        }
    }
    told
}

/// The fewest minutes, up to `most`, with which it is so. More minutes never make it otherwise.
fn fewest(most: u32, is_so: impl Fn(u32) -> bool) -> Option<u32> {
    fewest_above(0, most, is_so)
}

/// The same of those above `no`.
fn fewest_above(mut no: u32, most: u32, is_so: impl Fn(u32) -> bool) -> Option<u32> {
    if !is_so(most) {
        return None;
    }
    let mut yes = most;
    while no + 1 < yes {
        let middle = no.midpoint(yes);
        if is_so(middle) { yes = middle } else { no = middle }
    }
    Some(yes)
}

impl Day<'_> {
    fn fits(&self, problem: Option<&Problem>, request: usize) -> bool {
        problem.is_some_and(|problem| has_place(problem, self.routes, request))
    }

    fn other_times(&self, request: usize) -> Vec<Idea> {
        let mut ideas = Vec::new();
        let pickups = self.problem.requests()[request].pickups.len();
        for pickup in 0..pickups {
            let earlier = |minutes| {
                let by = Seconds::from_minutes(minutes);
                with_request(self.problem, request, |asked| ready_earlier(asked, pickup, by))
            };
            let fits = |minutes| self.fits(earlier(minutes).as_ref(), request);
            let ready = fewest(MOST_MINUTES, fits);
            let Some((minutes, problem)) = ready.and_then(|it| Some((it, earlier(it)?))) else {
                continue;
            };
            let at = StopId::Pickup { request, pickup };
            let Some(ready) = problem.stop(at).map(|stop| stop.windows.start()) else { continue };
            let stop = (pickups > 1).then(|| self.book.stop(at));
            let change = Change::ReadyEarlier { stop, minutes, ready_at: self.book.at(ready) };
            ideas.push(Idea { change, problem, wanted: vec![request] });
        }
        for stop in stops_of(self.problem, request) {
            let later = |minutes| {
                let by = Seconds::from_minutes(minutes);
                with_request(self.problem, request, |asked| due_later(asked, stop, by))
            };
            let due = fewest(MOST_MINUTES, |minutes| self.fits(later(minutes).as_ref(), request));
            let Some((minutes, problem)) = due.and_then(|it| Some((it, later(it)?))) else {
                continue;
            };
            let due = problem.stop(stop).map(|stop| self.book.at(stop.windows.end()));
            let stop = self.book.stop(stop);
            if let Some(due_at) = due {
                let change = Change::DueLater { stop, minutes, due_at };
                ideas.push(Idea { change, problem, wanted: vec![request] });
            }
        }
        ideas
    }

    fn longer_shifts(&self, request: usize) -> Vec<Idea> {
        let mut ideas = Vec::new();
        for (vehicle, stops) in self.routes.iter().enumerate() {
            for end in [ShiftEnd::Start, ShiftEnd::End] {
                let with = |minutes| {
                    let by = Seconds::from_minutes(minutes);
                    with_vehicle(self.problem, vehicle, |it| {
                        longer(it, end, by, self.earliest)?;
                        self.law.map_or(Some(()), |law| law.put_breaks(vehicle, it, (end, by)))
                    })
                };
                let fits = |minutes| {
                    with(minutes).is_some_and(|it| has_place_in(&it, vehicle, stops, request))
                };
                // The more a shift takes up, the sooner it runs into another: the first that may be is looked for.
                let most = (1..=LONGEST_OVERTIME_MINUTES).rev().find(|it| with(*it).is_some());
                let breaks = |minutes| with(minutes).map(|it| it.vehicles()[vehicle].breaks.len());
                let own = self.problem.vehicles()[vehicle].breaks.len();
                let found = most.and_then(|most| match breaks(most) {
                    // One break more, and a longer shift may hold less than a shorter one.
                    Some(others) if others != own => {
                        let tried: Vec<u32> = (0..most).step_by(STEP).chain([most]).collect();
                        let pair = tried.windows(2).find(|it| fits(it[1]))?;
                        fewest_above(pair[0], pair[1], fits)
                    }
                    _ => fewest(most, fits),
                });
                let Some((minutes, problem)) = found.and_then(|it| Some((it, with(it)?))) else {
                    continue;
                };
                let by = Seconds::from_minutes(minutes);
                // More minutes would be forbidden as well.
                if self.law.is_some_and(|law| !law.allows(vehicle, end, by)) {
                    continue;
                }
                let shift = problem.vehicles()[vehicle].shift;
                let at = match end {
                    ShiftEnd::Start => self.book.at(shift.start()),
                    ShiftEnd::End => self.book.at(shift.end()),
                };
                let courier = self.shifts[vehicle][0].to_owned();
                let lawful = self.law.is_some();
                let change = Change::LongerShift { courier, end, minutes, at, lawful };
                ideas.push(Idea { change, problem, wanted: vec![request] });
            }
        }
        ideas
    }

    /// By the least that is in the way anywhere.
    fn smaller(&self, request: usize, obstacles: &[Obstacle]) -> Option<Idea> {
        let mut less: Vec<Load> = obstacles.iter().filter_map(above).collect();
        less.sort_by_key(|by| (by.bags, by.mass_g, by.volume_ml));
        less.dedup();
        less.into_iter().find_map(|by| {
            let problem = with_request(self.problem, request, |asked| smaller(asked, by))?;
            let change = Change::SmallerLoad { by };
            let idea = Idea { change, problem, wanted: vec![request] };
            self.fits(Some(&idea.problem), request).then_some(idea)
        })
    }

    fn split(&self, request: usize, obstacles: &[Obstacle]) -> Option<Idea> {
        obstacles.iter().find_map(above)?;
        let problem = split(self.problem, request)?;
        let other = problem.requests().len() - 1;
        Some(Idea { change: Change::Split, problem, wanted: vec![request, other] })
    }

    fn skilled(&self, request: usize) -> Vec<Idea> {
        let needed = self.problem.requests()[request].skills;
        let mut couriers = BTreeSet::new();
        let mut ideas = Vec::new();
        for (vehicle, rider) in self.problem.vehicles().iter().enumerate() {
            let missing = rider.skills.missing(needed);
            let can_be_learnt = self.book.learnable(missing) == missing;
            if missing.count() == 0 || !can_be_learnt || !couriers.insert(rider.courier) {
                continue;
            }
            // Who learns something can do it in every shift.
            let able = |it: &Vehicle| {
                let skills = Skills::from_bits(it.skills.bits() | needed.bits());
                let same = it.courier == rider.courier;
                Vehicle { skills: if same { skills } else { it.skills }, ..it.clone() }
            };
            let vehicles = self.problem.vehicles().iter().map(able).collect();
            let problem = self.problem.changed(vehicles, self.problem.requests().to_vec()).ok();
            if self.fits(problem.as_ref(), request)
                && let Some(problem) = problem
            {
                let courier = self.shifts[vehicle][0].to_owned();
                let change = Change::Skill { courier, skills: self.book.skills(missing) };
                ideas.push(Idea { change, problem, wanted: vec![request] });
            }
        }
        ideas
    }

    /// Two on the vehicle of a courier who rides alone.
    fn crews(&self, request: usize) -> Vec<Idea> {
        let (needed, piece_g) =
            (self.problem.requests()[request].skills, self.book.pieces_g[request]);
        let mut ideas = Vec::new();
        for (vehicle, rider) in self.problem.vehicles().iter().enumerate() {
            let missing = rider.skills.missing(needed);
            let is_alone = self.book.people[vehicle] == 1;
            let Some(clause) = self.book.lifts[vehicle].filter(|_| is_alone) else { continue };
            let at_most_g = clause.says.saturating_mul(2);
            let is_lift = missing.count() > 0 && self.book.learnable(missing) == Skills::NONE;
            if !is_lift || piece_g > at_most_g {
                continue;
            }
            let problem = with_vehicle(self.problem, vehicle, |it| {
                it.skills = Skills::from_bits(it.skills.bits() | needed.bits());
                Some(())
            });
            let stops = &self.routes[vehicle];
            if let Some(problem) = problem.filter(|it| has_place_in(it, vehicle, stops, request))
                && let Some(couriers) = self.lawful(|law| law.second_for(request, vehicle))
            {
                let change = Change::Crew {
                    courier: self.shifts[vehicle][0].to_owned(),
                    from_at: self.book.at(rider.shift.start()),
                    piece_g,
                    at_most_g,
                    article: clause.article.clone(),
                    couriers,
                };
                ideas.push(Idea { change, problem, wanted: vec![request] });
            }
        }
        ideas
    }

    /// Who may do something by law; none if nobody asks it, and `None` if it forbids it to everybody.
    fn lawful(&self, may: impl Fn(Law<'_>) -> Vec<String>) -> Option<Vec<String>> {
        match self.law.map(may) {
            None => Some(Vec::new()),
            Some(couriers) => (!couriers.is_empty()).then_some(couriers),
        }
    }

    /// The shortest that would do, of those vehicles and hubs of which there are shifts.
    fn extra_shift(&self, request: usize) -> Option<Idea> {
        let asked = &self.problem.requests()[request];
        // Where some couriers are asked for, somebody else is none of them.
        if !asked.vehicles.contains(self.problem.vehicles().len()) {
            return None;
        }
        let mut seen = BTreeSet::new();
        let mut found: Vec<(Seconds, usize, Vehicle)> = Vec::new();
        for (vehicle, rider) in self.problem.vehicles().iter().enumerate() {
            let [_, class, hub, _] = self.shifts[vehicle];
            if !asked.load().fits(&rider.capacity) || !seen.insert((class, hub)) {
                continue;
            }
            let open = TimeWindow::new(self.earliest, Seconds::MAX)?;
            let learnt = self.book.learnable(asked.skills);
            // Where nobody says who could come, they may lift as much as who rides this vehicle now.
            let lifts = rider.skills.bits() & !self.book.learnable(rider.skills).bits();
            let lifts = if self.law.is_some() { asked.skills.bits() } else { lifts };
            let skills = Skills::from_bits(lifts | learnt.bits());
            if !skills.cover(asked.skills) {
                continue;
            }
            let Some(place) = self.place_of(hub) else { continue };
            let extra = additional(self.problem, rider, skills, (place, open));
            let Some(shift) = self.shift_for(extra.clone(), request) else { continue };
            let length = shift.end() - shift.start();
            found.push((length, vehicle, Vehicle { shift, ..extra }));
        }
        found.sort_by_key(|(length, ..)| *length);
        found.into_iter().find_map(|(_, vehicle, extra)| {
            let couriers = self.lawful(|law| law.free_for(request, extra.shift))?;
            let [_, class, hub, _] = self.shifts[vehicle];
            let change = Change::ExtraShift {
                vehicle: class.to_owned(),
                hub: hub.to_owned(),
                from_at: self.book.at(extra.shift.start()),
                until_at: self.book.at(extra.shift.end()),
                couriers,
            };
            let problem = with_extra(self.problem, extra)?;
            Some(Idea { change, problem, wanted: vec![request] })
        })
    }

    /// Where a hub is: some shift ends there, or nobody knows. Who rides already starts elsewhere.
    fn place_of(&self, hub: &str) -> Option<usize> {
        let ends = self.shifts.iter().zip(self.problem.vehicles());
        ends.filter(|([_, _, _, last], _)| *last == hub).find_map(|(_, rider)| rider.end)
    }

    /// When such a courier would have to be there, on round clock times where that is possible.
    fn shift_for(&self, extra: Vehicle, request: usize) -> Option<TimeWindow<Seconds>> {
        let problem = with_extra(self.problem, extra)?;
        let vehicle = problem.vehicles().len() - 1;
        let route = alone(&problem, vehicle, request, self.book).ok()?;
        let rounded = |moment: Seconds, up: bool| {
            let at = self.book.at(moment).as_millis();
            let rest = at.rem_euclid(ROUND_MS);
            let whole = if up && rest > 0 { at - rest + ROUND_MS } else { at - rest };
            Timestamp::from_millis(whole).seconds_since(self.book.start)
        };
        let from = rounded(route.departure, false).max(self.earliest);
        TimeWindow::new(from, rounded(Seconds::new(over(&route)), true))
    }
}

/// What is too much.
fn above(obstacle: &Obstacle) -> Option<Load> {
    match obstacle {
        Obstacle::TooMuch { load, capacity } | Obstacle::Full { load, capacity, .. } => {
            Some(*load - *capacity)
        }
        _ => None,
    }
}
