//! From a co-operative's words to the solver's numbers and back.

mod climbs;
mod explained;
mod lawful;
mod on_board;
mod quotes;
mod reasons;
mod refusals;
mod replanning;
mod streets;
mod terms;

use crate::{
    maps::{CITY, router_of},
    support::{
        day::{DAY, FITTING, at, coop as city_coop, orders as city_orders},
        ground::place,
        town::Town,
    },
};
use musette::{
    dispatch::Instance,
    domain::{
        Coop, Courier, Dropoff, Hub, Order, OrderStop, Pickup, Position, Rest, Round,
        RoundStopKind, Rounds, Shift, SkillSet, Terms, Timing, VehicleClass, VehicleTerms,
        labour::AgeGroup,
    },
    routing::Router,
    solver::{Budget, Objective, Plan, Problem, Settings, StopId, VisitKind, check, solve},
    units::{Load, LonLat, Metres, Seconds, TimeWindow, Timestamp},
};
use std::sync::LazyLock;

const MAX_SNAP_M: f64 = 250.0;

/// A street of 2.4 km, four minutes of riding a kilometre.
static STREET: LazyLock<Router> =
    LazyLock::new(|| router_of(&Town::draw("A---B-------C-----------D", 100.0).osm));

/// So many metres along the street.
fn along(east: f64) -> LonLat {
    place([east, 0.0])
}

fn window(from: Timestamp, to: Timestamp) -> TimeWindow<Timestamp> {
    TimeWindow::new(from, to).unwrap()
}

fn stop(name: &str, east: f64, window: TimeWindow<Timestamp>) -> OrderStop {
    let address = format!("{east} Main Street");
    let service = Seconds::from_minutes(2);
    OrderStop {
        name: name.to_owned(),
        address,
        place: along(east),
        window,
        timing: Timing::default(),
        service,
    }
}

/// From the kitchen at 400 m to someone at 1200 m, between 12:00 and 13:00.
fn order(id: &str) -> Order {
    let noon = window(at(12, 0), at(13, 0));
    let load = Load { mass_g: 2_000, volume_ml: 10_000, bags: 1 };
    Order {
        id: id.to_owned(),
        pickup: stop("Kitchen", 400.0, noon),
        more_pickups: Vec::new(),
        dropoffs: vec![Dropoff { stop: stop("Someone", 1_200.0, noon), load, piece_g: None }],
        skills: SkillSet::new(),
        terms: Terms::default(),
    }
}

/// Ann on a bike, from the garage at 0 m, 11:00 to 15:00.
fn coop() -> Coop {
    Coop {
        name: "Les Sacoches".to_owned(),
        zone: "Europe/Paris".to_owned(),
        day: DAY,
        hubs: vec![Hub {
            id: "garage".to_owned(),
            name: "Le garage".to_owned(),
            position: Position::At(along(0.0)),
        }],
        vehicles: vec![VehicleClass {
            id: "velo".to_owned(),
            name: "Vélo".to_owned(),
            profile: "bike".to_owned(),
            capacity: Load { mass_g: 15_000, volume_ml: 50_000, bags: 4 },
            terms: VehicleTerms::default(),
        }],
        couriers: vec![Courier {
            id: "ann".to_owned(),
            name: "Ann".to_owned(),
            skills: SkillSet::new(),
            age: AgeGroup::Adult,
        }],
        shifts: vec![shift(at(11, 0), at(15, 0))],
    }
}

fn shift(from: Timestamp, to: Timestamp) -> Shift {
    Shift {
        courier: "ann".to_owned(),
        crew: None,
        vehicle: "velo".to_owned(),
        hub: "garage".to_owned(),
        window: window(from, to),
        end_hub: None,
        charge_percent: None,
        breaks: Vec::new(),
        lift: None,
    }
}

/// What the engine finds in some iterations.
fn solved(problem: &Problem) -> Plan {
    let budget = Budget { iterations: Some(500), ..Budget::default() };
    let settings =
        Settings { objective: Objective::ROUNDS, seed: 1, threads: 1, budget, warm_start: &[] };
    solve(problem, &settings, &mut |_| ()).plan
}

fn planned(router: &Router, coop: &Coop, orders: &[Order]) -> (Plan, Rounds) {
    let instance = Instance::new(router, coop, orders, MAX_SNAP_M).unwrap();
    let plan = solved(&instance.problem);
    assert_eq!(check(&instance.problem, &plan), []);
    let rounds = instance.rounds(&plan);
    (plan, rounds)
}

fn rounds(coop: &Coop, orders: &[Order]) -> Rounds {
    planned(&STREET, coop, orders).1
}

/// The first instant that a day speaks of.
fn first(coop: &Coop, orders: &[Order]) -> Timestamp {
    let stops = orders.iter().flat_map(Order::stops);
    let shifts = coop.shifts.iter().map(|shift| shift.window.start());
    shifts.chain(stops.map(|stop| stop.window.start())).min().unwrap()
}

/// Every third order is fetched at the place of the next one too, a bag of it.
fn fetched_at_several(mut orders: Vec<Order>) -> Vec<Order> {
    let places: Vec<OrderStop> = orders.iter().map(|order| order.pickup.clone()).collect();
    for (order, other) in orders.iter_mut().zip(places.iter().skip(1)).step_by(3) {
        let (window, load) = (order.pickup.window, Load { bags: 1, ..Load::ZERO });
        order.more_pickups.push(Pickup { stop: OrderStop { window, ..other.clone() }, load });
    }
    orders
}

#[test]
fn rounds_tell_the_plan_in_the_words_of_the_orders() {
    let (city, router) = &*CITY;
    let coop = city_coop(city);
    for day in 0..3 {
        let orders = fetched_at_several(city_orders(city, day, FITTING));
        let (plan, rounds) = planned(router, &coop, &orders);
        let several = |order: &str| orders.iter().any(|it| it.id == order && it.pickup_count() > 1);
        assert!(rounds.rounds.iter().flat_map(Round::orders).any(several), "none of several");
        let start = first(&coop, &orders);
        assert_eq!(rounds.rounds.len(), plan.routes.len());
        assert_eq!(rounds.unassigned.len(), plan.unassigned.len());
        for route in &plan.routes {
            let shift = &coop.shifts[route.vehicle];
            let departure = start + route.departure;
            let round = rounds
                .rounds
                .iter()
                .find(|it| it.courier == shift.courier && it.stops[0].start_at == departure)
                .expect("every route is a round");
            assert_eq!((&round.vehicle, &round.hub), (&shift.vehicle, &shift.hub));
            assert_eq!(round.distance_m, route.totals.distance);
            assert_eq!(round.travel_s, route.totals.travel);
            assert_eq!(round.waiting_s, route.totals.waiting);
            assert_eq!(round.peak_load, route.totals.peak_load);
            assert_eq!(round.stops.iter().map(|it| it.leg_m).sum::<Metres>(), round.distance_m);
            assert_eq!(round.stops.iter().map(|it| it.leg_s).sum::<Seconds>(), round.travel_s);
            let waits = round.stops.iter().map(|it| it.start_at.seconds_since(it.arrival_at));
            assert_eq!(waits.sum::<Seconds>(), round.waiting_s);
            assert!(round.stops.is_sorted_by_key(|it| it.arrival_at));
            assert_eq!(round.stops.iter().fold(Load::ZERO, |peak, it| peak.max(it.load)), {
                round.peak_load
            });

            let [first, visits @ .., last] = &round.stops[..] else { panic!("no stops") };
            assert_eq!((&first.kind, &last.kind), (&RoundStopKind::Start, &RoundStopKind::End));
            assert_eq!((first.place, last.load), (last.place, Load::ZERO));
            assert_eq!(visits.len(), route.visits.len());
            for (told, visit) in visits.iter().zip(&route.visits) {
                let expected = match visit.kind {
                    VisitKind::Break => None,
                    VisitKind::Stop(StopId::Pickup { request, pickup }) => {
                        let (order, position) = (orders[request].id.clone(), pickup);
                        let (stop, _) = orders[request].pickups().nth(pickup).unwrap();
                        Some((RoundStopKind::Pickup { order, position }, stop))
                    }
                    VisitKind::Stop(StopId::Dropoff { request, dropoff }) => {
                        let order = orders[request].id.clone();
                        let stop = &orders[request].dropoffs[dropoff].stop;
                        let position = orders[request].pickup_count() + dropoff;
                        Some((RoundStopKind::Dropoff { order, position }, stop))
                    }
                };
                match expected {
                    None => assert_eq!(told.kind, RoundStopKind::Break),
                    Some((kind, stop)) => {
                        assert_eq!(told.kind, kind);
                        assert_eq!((told.place, &told.name), (stop.place, &stop.name));
                        assert!(stop.window.contains(told.start_at));
                        assert_eq!(told.end_at, told.start_at + stop.service);
                    }
                }
                let times = [visit.arrival, visit.start, visit.end].map(|moment| start + moment);
                assert_eq!([told.arrival_at, told.start_at, told.end_at], times);
            }
        }
    }
}

#[test]
fn windows_are_kept_to_the_second() {
    let mut odd = order("1");
    let from = Timestamp::from_millis(at(12, 0).as_millis() + 7_000);
    odd.pickup.window = window(from, from + Seconds::new(61));
    let (coop, orders) = (coop(), [odd]);
    let instance = Instance::new(&STREET, &coop, &orders, MAX_SNAP_M).unwrap();
    let request = &instance.problem.requests()[0];
    let hour = 3_600;
    let expected = TimeWindow::new(Seconds::new(hour + 7), Seconds::new(hour + 68));
    assert_eq!(Some(request.pickups[0].stop.windows.hull()), expected);
    let vehicle = &instance.problem.vehicles()[0];
    assert_eq!(Some(vehicle.shift), TimeWindow::new(Seconds::ZERO, Seconds::new(4 * hour)));
    let told = &rounds(&coop, &orders).rounds[0].stops[1];
    assert_eq!(told.start_at, from);
}

#[test]
fn a_shift_over_midnight_brings_the_last_pizza() {
    let coop = Coop { shifts: vec![shift(at(21, 0), at(25, 30))], ..coop() };
    let mut late = order("1");
    late.pickup.window = window(at(23, 50), at(24, 10));
    late.dropoffs[0].stop.window = window(at(23, 50), at(24, 40));
    let told = rounds(&coop, &[late]);
    assert_eq!(told.unassigned, []);
    let stops = &told.rounds[0].stops;
    assert_eq!(stops[1].start_at, at(23, 50));
    assert!(stops[3].arrival_at > at(23, 59) && stops[3].arrival_at < at(24, 30));
}

#[test]
fn a_hub_at_the_centre_of_the_map_is_at_the_node_nearest_to_the_mean_of_all() {
    let mut coop = coop();
    coop.hubs[0].position = Position::CentreOfMap;
    // Nodes at 0, 400, 1200 and 2400 m: 1000 m is nearest to the third.
    let told = rounds(&coop, &[order("1")]);
    assert_eq!(told.rounds[0].stops[0].place, along(1_200.0));
    // A cargo bike does not get beyond the steps; the hub is on its side.
    let drawing = "A---B-------C-----------D";
    let router = router_of(&Town::draw(drawing, 100.0).tag("B-C", "highway", "steps").osm);
    coop.vehicles.push(VehicleClass {
        id: "biporteur".to_owned(),
        profile: "cargo".to_owned(),
        ..coop.vehicles[0].clone()
    });
    let orders = [order("1")];
    let instance = Instance::new(&router, &coop, &orders, MAX_SNAP_M).unwrap();
    let told = instance.rounds(&solved(&instance.problem));
    let hub = told.rounds[0].stops[0].place;
    let cargo = router.class("cargo").unwrap();
    assert!(cargo.snap(hub, 1.0).is_some(), "every class gets away from the hub");
}

#[test]
fn a_break_after_the_ride_home_is_had_at_the_hub() {
    let mut coop = coop();
    let rest = window(at(14, 0), at(14, 30));
    coop.shifts[0].breaks = vec![Rest { window: rest, duration: Seconds::from_minutes(20) }];
    let told = rounds(&coop, &[order("1")]);
    let stops = &told.rounds[0].stops;
    let kinds: Vec<_> = stops.iter().map(|stop| &stop.kind).collect();
    assert_eq!(kinds[3..], [&RoundStopKind::Break, &RoundStopKind::End]);
    assert_eq!((stops[3].place, stops[3].start_at), (along(0.0), at(14, 0)));
    assert_eq!(stops[3].leg_m, Metres::new(1_200));
    assert_eq!((stops[4].leg_m, stops[4].arrival_at), (Metres::ZERO, at(14, 20)));
    assert!(stops.is_sorted_by_key(|stop| stop.arrival_at));
}
