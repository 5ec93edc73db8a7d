//! Couriers ride as planned, or as luck has it.

use super::fixture::{Parts, day, quick, ridden};
use crate::{
    simulation::{Rules, Scene, simulate},
    solver::{Plan, StopId, VisitKind},
    units::Seconds,
};
use std::collections::BTreeMap;

#[test]
fn without_noise_the_ridden_day_is_the_planned_one() {
    let mut parts = day(5, 8, 60, 9);
    parts.placed.fill(Seconds::ZERO);
    let scene = parts.scene();
    let rules = Rules { replan: Seconds::ZERO, iterations: 200, ..Rules::default() };
    let rules = rules.without_noise();
    let mut plans: Vec<Plan> = Vec::new();
    let log = simulate(&scene, &rules, 1, &mut |moment| plans.push(moment.plan.clone())).unwrap();
    assert_eq!(log.not_served, []);
    let [plan] = &plans[..] else { panic!("{} plans", plans.len()) };
    let mut planned = BTreeMap::new();
    for route in &plan.routes {
        for visit in &route.visits {
            if let VisitKind::Stop(stop) = visit.kind {
                planned.insert(stop, (route.vehicle, visit.start, visit.end));
            }
        }
    }
    // What is known from the start is request and order by the same number.
    let ridden: BTreeMap<_, _> =
        log.stops().map(|(vehicle, one)| (one.stop, (vehicle, one.start, one.end))).collect();
    assert_eq!(ridden, planned);
    for route in &plan.routes {
        let rides = log.ridden[route.vehicle].iter().map(|one| one.arrival - one.departure);
        let home = log.homes[route.vehicle].unwrap();
        let riding: Seconds = rides.chain([home.arrival - home.departure]).sum();
        assert_eq!(riding, route.totals.travel);
        assert!(home.arrival <= scene.shifts()[route.vehicle].shift.end());
    }
}

#[test]
fn two_sets_of_rules_meet_the_same_luck() {
    let scene = day(6, 5, 60, 6).scene();
    let factors = |rules: &Rules| -> BTreeMap<StopId, f64> {
        let log = ridden(&scene, rules, 3);
        let service = |it: &crate::simulation::Ridden| f64::from((it.end - it.start).as_u32());
        log.stops().map(|(_, it)| (it.stop, service(it))).collect()
    };
    let (one, other) = (factors(&quick()), factors(&Rules { iterations: 0, ..quick() }));
    let both: Vec<_> = one.iter().filter(|(stop, _)| other.contains_key(*stop)).collect();
    assert!(both.len() > 80);
    assert!(both.iter().all(|(stop, service)| other[*stop] == **service));
}

/// One courier, one order known at dawn that is ready in an hour, one that is placed while the courier rides.
fn two_orders() -> Parts {
    let mut parts = day(7, 6, 2, 1);
    parts.shifts[0].breaks.clear();
    let windows = [(3600, 3 * 3600), (3600, 3 * 3600)];
    for (order, (from, to)) in parts.orders.iter_mut().zip(windows) {
        let window = super::fixture::window(from, to);
        order.skills = crate::solver::Skills::NONE;
        order.pickups[0].stop.windows = window.into();
        order.dropoffs.truncate(1);
        order.dropoffs[0].stop.windows = window.into();
        order.pickups[0].load = order.dropoffs[0].load;
    }
    parts.placed = vec![Seconds::ZERO, Seconds::ZERO];
    parts
}

fn departure(scene: &Scene, rules: &Rules, stop: StopId) -> Seconds {
    let log = ridden(scene, rules, 1);
    log.stops().find(|(_, one)| one.stop == stop).unwrap().1.departure
}

#[test]
fn what_has_begun_goes_on_and_what_was_settled_comes_first() {
    let rules = Rules { replan: Seconds::ZERO, ..quick() };
    let scene = two_orders().scene();
    let first = ridden(&scene, &rules, 1).stops().next().unwrap().1.stop;
    let (first, second) = (first.request(), 1 - first.request());
    let set_out = departure(&scene, &rules, StopId::Pickup { request: first, pickup: 0 });
    // Right at the first pickup's door, wanted at once: a better beginning, if it is not too late for it.
    let urgent = |placed: Seconds, rules: &Rules| {
        let mut parts = two_orders();
        parts.placed[second] = placed;
        let hub = parts.shifts[0].start.unwrap();
        let pickup = &mut parts.orders[second].pickups[0].stop;
        pickup.place = hub;
        pickup.windows = super::fixture::window(placed.as_u32(), placed.as_u32() + 5).into();
        let log = ridden(&parts.scene(), rules, 1);
        log.stops().next().unwrap().1.stop.request()
    };
    let before = set_out - Seconds::from_minutes(10);
    assert_eq!(urgent(before, &rules), second, "there is time for it");
    assert_eq!(urgent(set_out + Seconds::new(1), &rules), first, "a leg is not diverted");
    let commit = Seconds::from_minutes(20);
    assert_eq!(urgent(before, &Rules { commit, ..rules }), first, "it was settled");
}

#[test]
fn a_courier_who_waits_does_so_where_a_new_order_finds_them() {
    let scene = two_orders().scene();
    for early in [0, 120, 600].map(Seconds::new) {
        let log = ridden(&scene, &Rules { early, ..quick() }.without_noise(), 1);
        let first = log.stops().next().unwrap().1;
        assert_eq!(first.start - first.arrival, early, "at the door");
    }
}

#[test]
fn who_is_prompt_brings_orders_sooner() {
    let scene = day(12, 5, 40, 8).scene();
    let doors = |prompt: Seconds| {
        let log = ridden(&scene, &Rules { prompt, ..quick() }, 1);
        crate::simulation::Figures::of(&scene, &log).get(crate::simulation::Figure::ReadyToDoorMean)
    };
    let (usual, prompt) = (doors(Seconds::ZERO), doors(Seconds::from_minutes(5)));
    assert!(prompt < 0.8 * usual, "{prompt} of {usual}");
}

#[test]
fn who_has_nothing_to_do_has_had_the_break_when_work_comes() {
    let mut parts = two_orders();
    let noon = super::fixture::window(3 * 3600, 4 * 3600);
    let duration = Seconds::from_minutes(30);
    parts.shifts[0].breaks = vec![crate::solver::Break::new(noon, duration)];
    // Work comes an hour after the last moment for the break.
    for order in &mut parts.orders {
        let late = super::fixture::window(5 * 3600, 8 * 3600);
        order.pickups[0].stop.windows = late.into();
        order.dropoffs[0].stop.windows = late.into();
    }
    parts.shifts[0].shift = super::fixture::window(0, 10 * 3600);
    parts.placed.fill(Seconds::from_minutes(4 * 60 + 50));
    let scene = parts.scene();
    let log = ridden(&scene, &quick().without_noise(), 1);
    assert_eq!(log.rests[0], [[noon.end(), noon.end() + duration]]);
    assert_eq!(log.ridden[0].len(), 4);
}
