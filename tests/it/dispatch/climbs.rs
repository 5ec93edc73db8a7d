//! What rounds climb, on a street up a hill.

use super::{MAX_SNAP_M, coop, order};
use crate::{
    slope::{hgt, map_on, plane},
    support::town::from_ascii,
};
use musette::{
    app::{Decided, Effort, Planned, explain_day, move_by_hand, plan_day},
    dispatch::Day,
    domain::Round,
    routing::Router,
    units::Metres,
};

const EFFORT: Effort<'static> =
    Effort { time: None, iterations: Some(100), seed: 1, threads: 1, cancel: None };

fn ascents(round: &Round) -> Vec<Option<u32>> {
    round.stops.iter().map(|stop| stop.leg_ascent_m.map(Metres::as_u32)).collect()
}

fn near(round: &Round, expected: [u32; 3]) {
    let told = ascents(round);
    assert_eq!((told.len(), told[0]), (4, None), "nobody rides to the start: {told:?}");
    for (told, expected) in told[1..].iter().zip(expected) {
        assert!(told.unwrap().abs_diff(expected) <= 2, "{told:?} {expected}");
    }
    let sum = told.iter().flatten().sum();
    assert_eq!(round.ascent_m(), Some(Metres::new(sum)));
}

/// From 0 m to the kitchen at 400 m, to someone at 1200 m, and back down: ten per cent.
const UP_AND_DOWN: [u32; 3] = [40, 80, 0];

#[test]
fn every_way_to_rounds_tells_what_they_climb() {
    let osm = from_ascii("A---B-------C-----------D", 100.0);
    let router = Router::new(map_on(&osm, &hgt(plane)));
    let (coop, orders) = (coop(), [order("1")]);
    let day = Day::new(&coop, &orders);
    let made = plan_day(&router, day, MAX_SNAP_M, &EFFORT, &mut |_| ()).unwrap();
    near(&made.rounds.rounds[0], UP_AND_DOWN);
    let decided = Decided {
        at: coop.shifts[0].window.start(),
        not_before: None,
        rules_version: None,
        roster: None,
    };
    let explained = explain_day(&router, day, MAX_SNAP_M, &EFFORT, &decided, &mut |_| ());
    near(&explained.unwrap().0.rounds.rounds[0], UP_AND_DOWN);
    let moved = move_by_hand(&router, day, MAX_SNAP_M, (0, 0, None), &decided).unwrap();
    near(&moved.unwrap().rounds[0].1, UP_AND_DOWN);
}

#[test]
fn without_heights_nobody_knows() {
    let (coop, orders) = (coop(), [order("1")]);
    let day = Day::new(&coop, &orders);
    let Planned { rounds, .. } =
        plan_day(&super::STREET, day, MAX_SNAP_M, &EFFORT, &mut |_| ()).unwrap();
    assert_eq!(ascents(&rounds.rounds[0]), [None; 4]);
    assert_eq!(rounds.rounds[0].ascent_m(), None);
}
