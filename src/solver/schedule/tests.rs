use super::*;
use crate::solver::{
    Break, Visit, VisitKind,
    fixture::{
        Parts, any_parts, dropoff, pickup, pickup_of, request, road, some_stops, vehicle, window,
    },
};
use proptest::{prelude::*, sample::Index};

/// Rides the sequence with the break after `rest_after` stops (one more than there are: at the end
/// place) from the latest departure that does not move the first stop, found by trying them all.
fn ride(problem: &Problem, stops: &[StopId], rest_after: Option<usize>) -> Option<(u32, u32)> {
    let vehicle = &problem.vehicles()[0];
    let run = |departure: u32| {
        let (mut now, mut here, mut waiting, mut first) = (departure, vehicle.start, 0, None);
        let mut visit = |now: &mut u32, window: TimeWindow<Seconds>, duration: Seconds| {
            let start = (*now).max(window.start().as_u32());
            waiting += start - *now;
            *now = start + duration.as_u32();
            (start <= window.end().as_u32()).then_some(start)
        };
        for count in 0..=stops.len() + 1 {
            if count > 0 {
                let next = stops.get(count - 1).and_then(|id| problem.stop(*id));
                let there = next.map_or(vehicle.end, |stop| Some(stop.place));
                now += u32::try_from(outline::ride(problem.matrix(vehicle), here, there)?).unwrap();
                here = there;
                if let Some(stop) = next {
                    let start = visit(&mut now, stop.windows.hull(), stop.service.usual)?;
                    first.get_or_insert(start);
                }
            }
            if let Some(rest) = vehicle.breaks.first().filter(|_| rest_after == Some(count)) {
                visit(&mut now, rest.windows.hull(), rest.duration)?;
            }
        }
        Some((now, waiting, first?))
    };
    let earliest = vehicle.shift.start().as_u32();
    let (finish, _, first) = run(earliest)?;
    (finish <= vehicle.shift.end().as_u32()).then_some(())?;
    (earliest..=first)
        .filter_map(run)
        .filter(|(_, _, start)| *start == first)
        .map(|(finish, waiting, _)| (finish, waiting))
        .min()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_place_for_the_break_is_better_than_the_chosen_one(
        parts in any_parts(1).prop_filter("needs both", |parts| {
            !parts.vehicles.is_empty() && !parts.requests.is_empty()
        }),
        keys in prop::collection::vec(any::<Index>(), 1..5),
    ) {
        let problem = parts.problem();
        let stops = some_stops(&problem, &keys);
        let places: Vec<Option<usize>> = match problem.vehicles()[0].breaks.first() {
            Some(_) => (0..=stops.len() + 1).map(Some).collect(),
            None => vec![None],
        };
        let best = places.into_iter().filter_map(|place| ride(&problem, &stops, place)).min();
        let route = schedule(&problem, 0, &stops);
        let found = route.as_ref().ok().map(|route| {
            let last = route.visits.last().map_or(Seconds::ZERO, |visit| visit.end);
            (route.arrival.max(last).as_u32(), route.totals.waiting.as_u32())
        });
        prop_assert_eq!(found, best, "{:?}", route);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_fast_way_says_the_same_where_it_may_be_gone(
        parts in any_parts(3).prop_filter("needs both", |parts| {
            !parts.vehicles.is_empty() && !parts.requests.is_empty()
        }),
        keys in prop::collection::vec(any::<Index>(), 1..6),
    ) {
        let problem = parts.problem();
        let (stops, rider) = (some_stops(&problem, &keys), &problem.vehicles()[0]);
        let way = Way::new(&problem, rider, &stops).ok();
        let slow = way.and_then(|way| Some(outline_of(&way, &way.in_time()?)));
        prop_assert_eq!(outline(&problem, rider, stops.iter().copied()), slow);
    }
}

fn parts(rest: Option<Break>) -> Parts {
    let vehicles = vec![Vehicle { breaks: rest.into_iter().collect(), ..vehicle() }];
    Parts { matrices: vec![road(4)], vehicles, requests: vec![request(1, 2)] }
}

fn pause(start: u32, end: u32, duration: u32) -> Break {
    Break::new(window(start, end), Seconds::new(duration))
}

const STOPS: [StopId; 2] =
    [StopId::Pickup { request: 0, pickup: 0 }, StopId::Dropoff { request: 0, dropoff: 0 }];

fn times(visit: &Visit) -> [u32; 3] {
    [visit.arrival, visit.start, visit.end].map(Seconds::as_u32)
}

#[test]
fn the_departure_takes_the_wait_for_the_first_stop_away_but_no_other() {
    let mut parts = parts(None);
    pickup_of(&mut parts.requests[0]).windows = window(100, 200).into();
    parts.requests[0].dropoffs[0].stop.windows = window(150, 200).into();
    let route = schedule(&parts.problem(), 0, &STOPS).unwrap();
    assert_eq!(route.departure, Seconds::new(90));
    assert_eq!(times(&route.visits[0]), [100, 100, 105]);
    assert_eq!(times(&route.visits[1]), [115, 150, 155]);
    assert_eq!(route.arrival, Seconds::new(175));
    assert_eq!(
        route.totals,
        Totals {
            travel: Seconds::new(40),
            distance: Metres::new(160),
            waiting: Seconds::new(35),
            service: Seconds::new(10),
            setup: Seconds::ZERO,
            peak_load: crate::solver::fixture::load(1),
        }
    );
}

#[test]
fn a_break_fills_a_wait_and_is_had_where_the_vehicle_then_is() {
    let mut parts = parts(Some(pause(0, 900, 30)));
    pickup_of(&mut parts.requests[0]).windows = window(0, 20).into();
    parts.requests[0].dropoffs[0].stop.windows = window(60, 200).into();
    let problem = parts.problem();
    let route = schedule(&problem, 0, &STOPS).unwrap();
    assert_eq!(route.visits[1].kind, VisitKind::Break);
    assert_eq!(times(&route.visits[1]), [15, 15, 45]);
    assert_eq!(route.places(&problem), [Some(1), Some(1), Some(2)]);
    assert_eq!(route.totals.waiting, Seconds::new(5));
}

#[test]
fn a_first_break_waits_for_the_first_stop_too() {
    let mut parts = parts(Some(pause(0, 40, 30)));
    pickup_of(&mut parts.requests[0]).windows = window(100, 200).into();
    let problem = parts.problem();
    let route = schedule(&problem, 0, &STOPS).unwrap();
    assert_eq!(route.departure, Seconds::new(40));
    assert_eq!(times(&route.visits[0]), [40, 40, 70]);
    assert_eq!(times(&route.visits[1]), [80, 100, 105]);
    assert_eq!(route.places(&problem)[0], Some(0));
}

#[test]
fn a_last_break_may_be_had_back_home() {
    let parts = parts(Some(pause(55, 900, 30)));
    let problem = parts.problem();
    let route = schedule(&problem, 0, &STOPS).unwrap();
    assert_eq!(route.arrival, Seconds::new(50));
    assert_eq!(times(&route.visits[2]), [50, 55, 85]);
    assert_eq!(route.places(&problem), [Some(1), Some(2), Some(0)]);
}

#[test]
fn what_has_no_schedule_says_why() {
    let refused = |parts: &Parts| schedule(&parts.problem(), 0, &STOPS).unwrap_err();

    assert_eq!(schedule(&parts(None).problem(), 0, &[]), Err(Infeasible::NoStops));
    assert_eq!(schedule(&parts(None).problem(), 1, &STOPS), Err(Infeasible::Unknown));
    assert_eq!(schedule(&parts(None).problem(), 0, &[pickup(1)]), Err(Infeasible::Unknown));

    let mut cut_off = parts(None);
    cut_off.matrices[0] = crate::matrix::Matrix::from_fn(4, |from, to| {
        ((from, to) != (1, 2)).then(|| crate::solver::fixture::leg(10))
    });
    assert_eq!(refused(&cut_off), Infeasible::Unreachable { from: 1, to: 2 });

    let mut late = parts(None);
    late.requests[0].dropoffs[0].stop.windows = window(0, 24).into();
    let (earliest, due) = (Seconds::new(25), Seconds::new(24));
    let stop = dropoff(0, 0);
    assert_eq!(refused(&late), Infeasible::TooLate { made: 1, stop, earliest, due });

    let mut tight = parts(Some(pause(0, 20, 30)));
    pickup_of(&mut tight.requests[0]).windows = window(0, 10).into();
    tight.requests[0].dropoffs[0].stop.windows = window(0, 30).into();
    assert_eq!(refused(&tight), Infeasible::NoTimeForBreak { window: window(0, 20) });

    let mut short = parts(Some(pause(0, 900, 30)));
    short.vehicles[0].shift = window(0, 79);
    let (shift, back) = (window(0, 79), Seconds::new(80));
    assert_eq!(refused(&short), Infeasible::OutsideShift { shift, back });
    short.vehicles[0].shift = window(0, 80);
    assert!(schedule(&short.problem(), 0, &STOPS).is_ok());
}

#[test]
fn what_is_not_fetched_is_on_board_from_the_start() {
    let mut parts = parts(None);
    parts.requests[0].pickups.clear();
    let problem = parts.problem();
    assert_eq!(schedule(&problem, 0, &STOPS), Err(Infeasible::Unknown));
    let route = schedule(&problem, 0, &STOPS[1..]).unwrap();
    assert_eq!(times(&route.visits[0]), [20, 20, 25]);
    assert_eq!(route.totals.peak_load, crate::solver::fixture::load(1));
}
