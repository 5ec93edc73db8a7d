//! The band around an announced arrival.

use super::fixture::{day, quick, ridden};
use crate::simulation::{Bands, Forecast, Scene};

fn forecasts(scene: &Scene, seeds: std::ops::Range<u64>) -> Vec<Forecast> {
    seeds.flat_map(|seed| Forecast::of(&ridden(scene, &quick(), seed))).collect()
}

#[test]
fn four_in_five_arrivals_come_within_the_band_on_days_it_was_not_learnt_from() {
    let scene = day(11, 6, 110, 12).scene();
    let bands = Bands::learn(&forecasts(&scene, 100..112));
    let judged = forecasts(&scene, 1..13);
    let [share, width_s] = bands.share_and_width(&judged);
    assert!((0.75..=0.85).contains(&share), "{share}");
    assert!((60.0..3600.0).contains(&width_s), "{width_s}");
    for told in bands.judge(&judged).iter().filter(|told| told.said > 300) {
        assert!((0.70..=0.90).contains(&told.share), "{told:?}");
    }
    let near = bands.late_s(60.0);
    let far = bands.late_s(3000.0);
    assert!(near[1] - near[0] < far[1] - far[0], "{near:?} {far:?}");
}

#[test]
fn bands_are_the_tenths_of_what_was_seen() {
    let forecast = |ahead_s: f64, late_s: f64| Forecast { ahead_s, late_s };
    let near = (0..=100).map(|late| forecast(100.0, f64::from(late) - 50.0));
    let far = (0..=100).map(|late| forecast(1500.0, f64::from(late) * 10.0));
    // Too few to say anything by themselves: learnt with what is nearer.
    let rare = [forecast(9000.0, 500.0)];
    let all: Vec<Forecast> = near.chain(far).chain(rare).collect();
    let bands = Bands::learn(&all);
    assert_eq!(bands.late_s(100.0), [-40.0, 40.0]);
    assert_eq!(bands.late_s(1500.0), bands.late_s(99_000.0));
    let coverage = bands.judge(&all);
    assert_eq!(coverage.iter().map(|told| told.said).sum::<usize>(), all.len());
    let [share, _] = bands.share_and_width(&all);
    assert!((0.78..=0.84).contains(&share), "{share}");
    assert_eq!(Bands::learn(&[]).share_and_width(&[]), [0.0, 0.0]);
}
