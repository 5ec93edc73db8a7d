//! Fourteen hours with 600 orders.

use super::fixture::{day, quick, ridden, window};
use crate::{
    simulation::{Figure, Figures, Log, Scene, work::Work},
    solver::{Break, Pickup, Stop, StopId},
    units::{Load, Seconds},
};
use std::collections::{BTreeMap, BTreeSet};

/// What holds of every day, read from the stops alone; the orders that were delivered.
fn judge(scene: &Scene, log: &Log) -> BTreeSet<usize> {
    let mut made: BTreeMap<usize, Vec<(usize, StopId)>> = BTreeMap::new();
    for (vehicle, shift) in scene.shifts().iter().enumerate() {
        let (mut at, mut here, mut load) = (shift.shift.start(), shift.start.unwrap(), Load::ZERO);
        for one in &log.ridden[vehicle] {
            let order = one.stop.request();
            let (stop, asked) = (scene.stop(one.stop), &scene.orders()[order]);
            assert!(one.departure >= at, "two things at a time: {one:?}");
            assert!(one.departure >= scene.placed(order), "before it was known: {one:?}");
            assert_eq!(Some(one.planned_ride), scene.matrix(vehicle).time(here, stop.place));
            assert!(one.arrival >= one.departure && one.start >= one.arrival, "{one:?}");
            assert!(one.start >= stop.windows.start(), "before it is ready: {one:?}");
            assert!(shift.skills.cover(asked.skills), "{one:?}");
            load = match one.stop {
                StopId::Pickup { pickup, .. } => load + asked.pickups[pickup].load,
                StopId::Dropoff { dropoff, .. } => load - asked.dropoffs[dropoff].load,
            };
            assert!(load.fits(&shift.capacity), "too much: {one:?}");
            made.entry(order).or_default().push((vehicle, one.stop));
            (at, here) = (one.end, stop.place);
        }
        assert_eq!(load, Load::ZERO, "left on board");
        for ([from, to], rest) in log.rests[vehicle].iter().copied().zip(&shift.breaks) {
            assert_eq!(to - from, rest.duration);
            assert!(from >= rest.windows.start(), "a break before its window");
            let apart = |one: &&crate::simulation::Ridden| one.end <= from || one.departure >= to;
            assert!(log.ridden[vehicle].iter().all(|one| apart(&one)), "no break");
        }
        assert_eq!(log.homes[vehicle].is_some(), !log.ridden[vehicle].is_empty());
        let is_rested = log.rests[vehicle].len() == shift.breaks.len();
        assert!(is_rested || log.ridden[vehicle].is_empty(), "not all breaks");
    }
    for (order, stops) in &made {
        let asked = &scene.orders()[*order];
        assert_eq!(stops.len(), asked.len(), "order {order}: {stops:?}");
        let (fetched, _) = stops.split_at(asked.pickups.len());
        assert!(fetched.iter().all(|(_, stop)| matches!(stop, StopId::Pickup { .. })), "{stops:?}");
        let all: BTreeSet<_> = stops.iter().collect();
        assert_eq!(all.len(), stops.len(), "a stop twice: {stops:?}");
        assert!(stops.iter().all(|(vehicle, _)| *vehicle == stops[0].0), "{stops:?}");
    }
    made.into_keys().collect()
}

#[test]
fn nothing_is_lost_and_no_promise_is_broken_silently() {
    let scene = day(1, 14, 600, 38).scene();
    let log = ridden(&scene, &quick(), 1);
    let delivered = judge(&scene, &log);
    let refused: BTreeSet<usize> = log.not_served.iter().map(|it| it.order).collect();
    assert_eq!(refused.len(), log.not_served.len(), "said twice");
    assert!(delivered.is_disjoint(&refused));
    assert_eq!(delivered.len() + refused.len(), 600);
    assert!(delivered.len() > 570, "only {} delivered", delivered.len());
    for one in &log.not_served {
        assert!(one.at >= scene.placed(one.order));
    }
    // Every lateness is in the figures.
    let figures = Figures::of(&scene, &log);
    let doors: Vec<f64> = log
        .stops()
        .filter(|(_, one)| matches!(one.stop, StopId::Dropoff { .. }))
        .map(|(_, one)| (one.start - scene.stop(one.stop).windows.end()).as_minutes())
        .collect();
    let late = doors.iter().filter(|late| **late > 0.0).count();
    assert!((figures.get(Figure::LateShare) - late as f64 / doors.len() as f64).abs() < 1e-12);
    assert_eq!(figures.get(Figure::Delivered), delivered.len() as f64);
    assert_eq!(figures.get(Figure::NotServed), refused.len() as f64);
}

#[test]
fn whoever_is_too_few_says_so_of_each_order_in_time() {
    let scene = day(2, 6, 150, 3).scene();
    let log = ridden(&scene, &quick(), 4);
    let delivered = judge(&scene, &log);
    assert!(log.not_served.len() > 20);
    assert_eq!(delivered.len() + log.not_served.len(), 150);
    for one in &log.not_served {
        let last = scene.last_moment(one.order).max(scene.placed(one.order));
        assert!(one.at >= last && one.at <= last + Seconds::from_minutes(1), "{one:?}");
    }
}

#[test]
fn the_same_seed_gives_the_same_day_and_another_seed_another() {
    let scene = day(3, 5, 60, 6).scene();
    let one = ridden(&scene, &quick(), 7);
    assert_eq!(one, ridden(&scene, &quick(), 7));
    assert_ne!(one, ridden(&scene, &quick(), 8));
}

#[test]
fn a_shift_may_have_several_breaks() {
    let mut parts = day(4, 8, 80, 9);
    for shift in &mut parts.shifts {
        // As in a heat wave: a quarter of an hour again and again.
        let (mut breaks, mut at) = (Vec::new(), shift.shift.start().as_u32() + 3600);
        while at + 3600 < shift.shift.end().as_u32() {
            breaks.push(Break::new(window(at, at + 1800), Seconds::from_minutes(15)));
            at += 4500;
        }
        assert!(breaks.len() > 1);
        shift.breaks = breaks;
    }
    let scene = parts.scene();
    for rules in [quick(), quick().without_noise()] {
        let log = ridden(&scene, &rules, 2);
        assert!(judge(&scene, &log).len() > 60);
        let rests = log.rests.iter().zip(scene.shifts());
        let late = rests.flat_map(|(rests, shift)| rests.iter().zip(&shift.breaks));
        let late = late.filter(|([from, _], rest)| *from > rest.windows.end()).count();
        assert!(rules.riding_cv > 0.0 || late == 0, "{late} breaks are late without noise");
    }
}

#[test]
fn what_comes_from_several_shops_is_on_board_before_it_is_brought() {
    let mut parts = day(5, 8, 90, 9);
    let shops: Vec<Stop> = parts.orders.iter().map(|it| it.pickups[0].stop.clone()).collect();
    for (number, order) in parts.orders.iter_mut().enumerate().step_by(3) {
        for other in &shops[number + 1..=number + 1 + number % 2] {
            let own = order.pickups[0].stop.windows.clone();
            let part = Load { mass_g: 500, ..Load::ZERO };
            order.pickups[0].load = order.pickups[0].load - part;
            let stop = Stop { windows: own, ..other.clone() };
            order.pickups.push(Pickup { stop, load: part });
        }
    }
    let scene = parts.scene();
    let log = ridden(&scene, &quick(), 3);
    let delivered = judge(&scene, &log);
    assert_eq!(delivered.len() + log.not_served.len(), 90);
    assert!(delivered.iter().filter(|order| **order % 3 == 0).count() > 20, "{delivered:?}");
    let orders: f64 = Work::by_courier(&scene, &log).values().map(|work| work.orders).sum();
    assert_eq!(orders, delivered.len() as f64, "each counts once");
}
