//! Two sets of rules.

use super::fixture::{day, quick, ridden};
use crate::{
    simulation::{Figure, Figures, Rules, Verdict, compare},
    units::Seconds,
};

#[test]
fn rules_compared_with_themselves_differ_by_exactly_nothing() {
    let scene = day(8, 4, 40, 5).scene();
    let days = || {
        let figures = |seed| Figures::of(&scene, &ridden(&scene, &quick(), seed));
        (1..=4).map(figures).collect::<Vec<Figures>>()
    };
    let differences = compare(&days(), &days());
    assert_eq!(differences.len(), Figure::ALL.len());
    for told in differences {
        assert_eq!(told.difference, 0.0, "{:?}", told.figure);
        assert_eq!(told.interval, Some([0.0, 0.0]), "{:?}", told.figure);
        assert_eq!(told.means[0], told.means[1]);
        assert_eq!(told.verdict(), None);
    }
}

#[test]
fn what_differs_is_told_with_its_interval() {
    let scene = day(9, 5, 24, 6).scene();
    let days = |rules: &Rules| -> Vec<Figures> {
        (1..=8).map(|seed| Figures::of(&scene, &ridden(&scene, rules, seed))).collect()
    };
    // Who sets out an hour before it is time waits at doors.
    let early = Rules { early: Seconds::from_minutes(60), ..quick() };
    let told = compare(&days(&quick()), &days(&early));
    let waiting = told.iter().find(|told| told.figure == Figure::Waiting).unwrap();
    let [from, to] = waiting.interval.unwrap();
    assert_eq!(waiting.verdict(), Some(Verdict::Worse));
    assert!(from > 0.0, "{waiting:?}");
    assert!(from < waiting.difference && waiting.difference < to);
    assert!((waiting.means[1] - waiting.means[0] - waiting.difference).abs() < 1e-9);
}
