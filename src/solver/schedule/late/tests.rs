use super::*;
use crate::solver::schedule::{ride as ride_time, schedule};
use crate::solver::{
    Breach, Break, VisitKind, Windows, breaches,
    fixture::{
        Parts, any_parts, delivery, dropoff, leg, pickup, pickup_of, request, road, some_stops,
        vehicle, window,
    },
};
use crate::units::Load;
use proptest::{prelude::*, sample::Index};

/// The lateness in sum and the end of a ride with each break after so many stops, one more at the end.
fn ride(problem: &Problem, stops: &[StopId], rests: &[usize]) -> Option<(u64, u64)> {
    let wide = |seconds: Seconds| u64::from(seconds.as_u32());
    let vehicle = &problem.vehicles()[0];
    let (mut now, mut here, mut late) = (wide(vehicle.shift.start()), vehicle.start, 0);
    for count in 0..=stops.len() + 1 {
        if count > 0 {
            let next = stops.get(count - 1).and_then(|id| problem.stop(*id));
            let there = next.map_or(vehicle.end, |stop| Some(stop.place));
            now += u64::try_from(ride_time(problem.matrix(vehicle), here, there)?).unwrap();
            here = there;
            if let Some(stop) = next {
                now = now.max(wide(stop.windows.start()));
                late += now.saturating_sub(wide(stop.windows.end()));
                now += wide(stop.service.usual);
            }
        }
        for (rest, _) in vehicle.breaks.iter().zip(rests).filter(|(_, after)| **after == count) {
            now = now.max(wide(rest.windows.start()));
            (now <= wide(rest.windows.end())).then_some(())?;
            now += wide(rest.duration);
        }
    }
    Some((late + now.saturating_sub(wide(vehicle.shift.end())), now))
}

/// Every way to take so many breaks in their order among so many places.
fn every_rests(breaks: usize, places: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for _ in 0..breaks {
        let longer = all.iter().flat_map(|rests: &Vec<usize>| {
            let from = rests.last().copied().unwrap_or(0);
            (from..places).map(|next| rests.iter().copied().chain([next]).collect())
        });
        all = longer.collect();
    }
    all
}

fn any_break() -> impl Strategy<Value = Break> {
    (0_u32..150, 0_u32..80, 0_u32..40).prop_map(|(start, width, duration)| {
        Break::new(window(start, start + width), Seconds::new(duration))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_places_for_the_breaks_make_less_late(
        parts in any_parts(2).prop_filter("needs both", |parts| {
            !parts.vehicles.is_empty() && !parts.requests.is_empty()
        }),
        keys in prop::collection::vec(any::<Index>(), 1..6),
        hurry in 0_u32..150,
        more in prop::collection::vec(any_break(), 0..3),
    ) {
        let mut parts = parts;
        parts.vehicles[0].breaks.extend(more);
        for request in &mut parts.requests {
            for stop in request.dropoffs.iter_mut().map(|it| &mut it.stop) {
                let (start, end) = (stop.windows.start().as_u32(), stop.windows.end().as_u32());
                stop.windows = window(start.saturating_sub(hurry), end.saturating_sub(hurry)).into();
            }
        }
        let problem = parts.problem();
        let stops = some_stops(&problem, &keys);
        let places = every_rests(problem.vehicles()[0].breaks.len(), stops.len() + 2);
        let best = places.iter().filter_map(|rests| ride(&problem, &stops, rests)).min();
        let route = schedule_late(&problem, 0, &stops);
        let found = route.as_ref().ok().map(|route| {
            let breaches = breaches(&problem, std::slice::from_ref(route));
            let late = breaches.iter().map(|breach| match breach {
                Breach::Late { by, .. } | Breach::Overdue { by, .. } => u64::from(by.as_u32()),
                _ => 0,
            });
            let last = route.visits.last().map_or(Seconds::ZERO, |visit| visit.end);
            (late.sum::<u64>(), u64::from(route.arrival.max(last).as_u32()))
        });
        prop_assert_eq!(found, best, "{:?}", route);
        if let Ok(in_time) = schedule(&problem, 0, &stops) {
            prop_assert_eq!(route, Ok(in_time));
        }
    }
}

const STOPS: [StopId; 2] =
    [StopId::Pickup { request: 0, pickup: 0 }, StopId::Dropoff { request: 0, dropoff: 0 }];

fn parts() -> Parts {
    Parts { matrices: vec![road(4)], vehicles: vec![vehicle()], requests: vec![request(1, 2)] }
}

#[test]
fn the_break_waits_until_nothing_is_made_later_by_it() {
    let mut parts = parts();
    parts.vehicles[0].shift = window(0, 70);
    let rest = Break::new(window(0, 40), Seconds::new(30));
    parts.vehicles[0].breaks = vec![rest];
    pickup_of(&mut parts.requests[0]).windows = window(0, 5).into();
    parts.requests[0].dropoffs[0].stop.windows = window(0, 20).into();
    let problem = parts.problem();
    let route = schedule_late(&problem, 0, &STOPS).unwrap();
    let kinds: Vec<VisitKind> = route.visits.iter().map(|visit| visit.kind).collect();
    assert_eq!(kinds[2], VisitKind::Break);
    let late = |stop, by| Breach::Late { stop, vehicle: 0, by: Seconds::new(by) };
    let overdue = Breach::Overdue { vehicle: 0, by: Seconds::new(10) };
    let expected = [late(pickup(0), 5), late(dropoff(0, 0), 5), overdue];
    assert_eq!(breaches(&problem, &[route]), expected);
}

#[test]
fn a_load_from_several_pickups_is_too_long_on_board_once() {
    let mut parts = parts();
    parts.vehicles[0].shift = window(0, 1_000);
    let mut rest = Break::new(window(0, 5), Seconds::new(30));
    rest.windows = Windows::new(vec![window(0, 5), window(60, 60)]).unwrap();
    parts.vehicles[0].breaks = vec![rest];
    let asked = &mut parts.requests[0];
    *asked = request(1, 1);
    pickup_of(asked).windows = window(0, 1_000).into();
    let mut second = asked.pickups[0].clone();
    second.load = Load::ZERO;
    // The first pickup is over a second before the dropoff at best: however long it waits, that is too long.
    second.stop.service = Seconds::new(1).into();
    asked.pickups.push(second);
    asked.dropoffs[0].stop.windows = window(100, 1_000).into();
    asked.dropoffs[0].most_on_board = Some(Seconds::ZERO);
    let problem = parts.problem();
    let second = StopId::Pickup { request: 0, pickup: 1 };
    let route = schedule_late(&problem, 0, &[pickup(0), second, dropoff(0, 0)]).unwrap();
    // 55 s and 54 s with the break before both, 85 s and 9 s with it between them: more in sum, and the longest is less.
    assert_eq!(route.visits[0].kind, VisitKind::Break);
    let too_long = Breach::TooLongOnBoard { stop: dropoff(0, 0), vehicle: 0, by: Seconds::new(55) };
    assert_eq!(breaches(&problem, &[route]), [too_long]);
}

#[test]
fn what_cannot_be_done_late_either_says_why() {
    let refused = |parts: &Parts| schedule_late(&parts.problem(), 0, &STOPS).unwrap_err();
    assert_eq!(schedule_late(&parts().problem(), 0, &[]), Err(Infeasible::NoStops));
    assert_eq!(schedule_late(&parts().problem(), 1, &STOPS), Err(Infeasible::Unknown));

    let mut cut_off = parts();
    pickup_of(&mut cut_off.requests[0]).windows = window(0, 5).into();
    cut_off.matrices[0] =
        crate::matrix::Matrix::from_fn(4, |from, to| ((from, to) != (1, 2)).then(|| leg(10)));
    assert_eq!(refused(&cut_off), Infeasible::Unreachable { from: 1, to: 2 });

    let mut over = parts();
    over.vehicles[0].shift = window(50, 60);
    over.vehicles[0].breaks = vec![Break::new(window(0, 49), Seconds::new(1))];
    assert_eq!(refused(&over), Infeasible::NoTimeForBreak { window: window(0, 49) });
}

#[test]
fn a_moment_that_cannot_be_said_is_none() {
    let mut parts = parts();
    parts.vehicles[0].shift = window(0, u32::MAX);
    parts.requests = vec![delivery(1)];
    parts.matrices[0] = crate::matrix::Matrix::from_fn(2, |from, to| {
        let time = Seconds::new(u32::from(from != to) << 30);
        Some(crate::matrix::Leg { time, ..leg(0) })
    });
    parts.requests[0].dropoffs[0].stop.windows = window(0, u32::MAX).into();
    parts.requests[0].dropoffs[0].stop.service = Seconds::new(1 << 31).into();
    let (shift, back) = (window(0, u32::MAX), Seconds::MAX);
    let refused = Err(Infeasible::OutsideShift { shift, back });
    assert_eq!(schedule(&parts.problem(), 0, &[dropoff(0, 0)]), refused);
    assert_eq!(schedule_late(&parts.problem(), 0, &[dropoff(0, 0)]), refused);
}
