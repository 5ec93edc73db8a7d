//! Figures against a small day counted by hand.

use super::fixture::window;
use crate::{
    matrix::{Leg, Matrix},
    simulation::{Figure, Figures, Rules, Scene, simulate},
    solver::{Objective, Problem, Reason, Request, Skills, Stop, StopId, Vehicle},
    units::{Load, Metres, Seconds},
};

/// From a place to a place, ready and due at these minutes, with the skills that it asks for.
type Terms = (usize, usize, u32, u32, u64);

/// Along a road, a minute from each place to the next; the second order is placed first.
fn road(second: Terms) -> Scene {
    let matrix = Matrix::from_fn(8, |from, to| {
        let steps = u32::try_from(from.abs_diff(to)).unwrap();
        Some(Leg { time: Seconds::from_minutes(steps), distance: Metres::new(250 * steps) })
    });
    let stop = |place, from: u32, to: u32| {
        Stop::new(place, window(from * 60, to * 60), Seconds::from_minutes(1))
    };
    let order = |(from, to, ready, due, skills): Terms| Request {
        skills: Skills::from_bits(skills),
        ..Request::pair(
            stop(from, ready, due),
            stop(to, ready, due),
            Load { bags: 1, ..Load::ZERO },
        )
    };
    let vehicle = |courier| Vehicle {
        capacity: Load { bags: 2, ..Load::ZERO },
        ..Vehicle::new(courier, 0, window(0, 3600), 0)
    };
    let orders = vec![order((2, 5, 10, 40, 0)), order(second)];
    let problem = Problem::new(vec![matrix], vec![vehicle(0), vehicle(1)], orders).unwrap();
    Scene::new(problem, vec![Seconds::from_minutes(4), Seconds::ZERO]).unwrap()
}

#[test]
fn every_figure_is_what_one_counts_by_hand() {
    let rules = Rules { early: Seconds::ZERO, objective: Objective::ROUNDS, ..Rules::default() };
    let scene = road((1, 2, 0, 30, 1));
    let log = simulate(&scene, &rules.without_noise(), 1, &mut |_| ()).unwrap();
    let figures = Figures::of(&scene, &log);
    let get = |figure| figures.get(figure);
    assert_eq!([Figure::Orders, Figure::Delivered, Figure::NotServed].map(get), [2.0, 1.0, 1.0]);
    let [refused] = &log.not_served[..] else { panic!("one") };
    assert_eq!(refused.reason, Reason::Skill { missing: Skills::from_bits(1) });
    // Fetched when it is ready, a minute later three minutes away; placed at 4, ready at 10.
    assert_eq!(get(Figure::ReadyToPickupMean), 0.0);
    assert_eq!([Figure::ReadyToDoorMean, Figure::ClickToDoorMean].map(get), [4.0, 10.0]);
    // There and back, five places each way.
    assert_eq!([Figure::Riding, Figure::Waiting, Figure::Service].map(get), [10.0, 0.0, 2.0]);
    assert_eq!(get(Figure::Kilometres), 2.5);
    assert_eq!(get(Figure::OrdersPerHour), 0.5);
    assert_eq!(
        [Figure::OrdersGini, Figure::OrdersRange, Figure::WorkRange].map(get),
        [0.5, 1.0, 12.0]
    );
    assert_eq!([Figure::LateShare, Figure::LateMean, Figure::Overtime].map(get), [0.0; 3]);
}

#[test]
fn why_an_order_was_not_served_names_its_own_stop() {
    // Six minutes away and due in three, when the other order was not placed yet.
    let scene = road((6, 7, 0, 3, 0));
    let log = simulate(&scene, &Rules::default().without_noise(), 1, &mut |_| ()).unwrap();
    let [refused] = &log.not_served[..] else { panic!("one") };
    assert_eq!(refused.order, 1);
    let Reason::TooLate { stop, due, .. } = refused.reason else { panic!("{refused:?}") };
    assert_eq!(stop, StopId::Pickup { request: 1, pickup: 0 });
    assert_eq!(due, Seconds::from_minutes(3));
}
