//! A quote is what comes about when the order is taken.

use super::*;
use musette::{
    app::{Effort, plan_day, quote_order},
    dispatch::{Day, Offer, Quote, Quoted},
    domain::Round,
};
use std::collections::{BTreeMap, BTreeSet};

fn planned(orders: &[Order], before: &[Round], iterations: u64) -> Rounds {
    let (city, router) = &*CITY;
    let coop = city_coop(city);
    let day = Day { before, ..Day::new(&coop, orders) };
    let effort =
        Effort { time: None, iterations: Some(iterations), seed: 1, threads: 1, cancel: None };
    plan_day(router, day, MAX_SNAP_M, &effort, &mut |_| ()).unwrap().rounds
}

fn quoted(orders: &[Order], before: &[Round], asked: usize) -> Quoted {
    let (city, router) = &*CITY;
    let coop = city_coop(city);
    let day = Day { before, ..Day::new(&coop, orders) };
    quote_order(router, day, MAX_SNAP_M, asked).unwrap()
}

/// A day that is planned, with all its orders in rounds, and orders that came too late for it.
fn day_and_late_orders() -> (Vec<Order>, Rounds, Vec<Order>) {
    let mut orders = city_orders(&CITY.0, 3, FITTING + 24);
    let late = orders.split_off(FITTING - 12);
    let first = planned(&orders, &[], 500);
    orders.retain(|order| first.unassigned.iter().all(|left| left.order != order.id));
    let rounds = planned(&orders, &first.rounds, 0);
    assert!(rounds.unassigned.is_empty() && rounds.rounds.len() > 2);
    (orders, rounds, late)
}

/// When service starts at each stop.
fn starts(rounds: &Rounds) -> BTreeMap<(String, usize), Timestamp> {
    let stops = rounds.rounds.iter().flat_map(|round| &round.stops);
    let of = |kind: &RoundStopKind| {
        kind.place_in_order().map(|(order, position)| (order.to_owned(), position))
    };
    stops.filter_map(|stop| Some((of(&stop.kind)?, stop.start_at))).collect()
}

fn ridden(rounds: &Rounds) -> [i64; 2] {
    let rounds = rounds.rounds.iter();
    rounds.fold([0, 0], |[time, distance], round| {
        let (more, farther) = (round.travel_s.as_u32(), round.distance_m.as_u32());
        [time + i64::from(more), distance + i64::from(farther)]
    })
}

#[test]
fn an_order_that_is_taken_comes_when_the_quote_says_and_delays_whom_it_says() {
    let (mut orders, before, late) = day_and_late_orders();
    let (mut possible, mut impossible, mut delaying) = (0, 0, 0);
    for order in late {
        orders.push(order);
        let asked = orders.len() - 1;
        let Quoted { quote, instead, violations } = quoted(&orders, &before.rounds, asked);
        assert_eq!((instead, violations), (vec![], vec![]));
        let after = planned(&orders, &before.rounds, 0);
        let order = orders.pop().unwrap();
        match quote {
            Quote::Impossible { code, reason } => {
                let left = &after.unassigned[0];
                assert_eq!(
                    (&left.order, left.code.as_str(), &left.reason),
                    (&order.id, code, &reason)
                );
                impossible += 1;
            }
            // Planning that has no time moves nobody.
            Quote::Possible(Offer { moved: Some(_), .. }) => {}
            Quote::Possible(offer) => {
                assert!(after.unassigned.is_empty(), "{order:?}");
                let (then, now) = (starts(&before), starts(&after));
                assert_eq!(offer.pickups_at, [now[&(order.id.clone(), 0)]]);
                for (dropoff, at) in (1..).zip(&offer.dropoffs_at) {
                    assert_eq!(*at, now[&(order.id.clone(), dropoff)]);
                }
                let [time, distance] = ridden(&after);
                let [old_time, old_distance] = ridden(&before);
                assert_eq!(
                    (offer.riding_s, offer.distance_m),
                    (time - old_time, distance - old_distance)
                );
                let mut later: BTreeMap<usize, Seconds> = BTreeMap::new();
                for (stop, at) in &then {
                    let index = orders.iter().position(|order| order.id == stop.0).unwrap();
                    let by = now[stop].seconds_since(*at);
                    if by > Seconds::ZERO {
                        let most = later.entry(index).or_default();
                        *most = by.max(*most);
                    }
                }
                let told: BTreeMap<usize, Seconds> = offer.delays.iter().copied().collect();
                assert_eq!(told, later);
                assert!(offer.delays.is_sorted_by(|one, other| one.1 >= other.1));
                possible += 1;
                delaying += usize::from(!later.is_empty());
            }
        }
    }
    assert!(possible > 3 && impossible > 3 && delaying > 0, "{possible} {impossible} {delaying}");
}

#[test]
fn orders_that_wait_go_first_and_others_are_looked_at_alone() {
    let (orders, before, late) = day_and_late_orders();
    let takes = |more: &[&Order]| {
        let orders: Vec<Order> = orders.iter().chain(more.iter().copied()).cloned().collect();
        quoted(&orders, &before.rounds, orders.len() - 1).quote
    };
    let is_possible = |quote: &Quote| matches!(quote, Quote::Possible(_));
    let alone: Vec<bool> = late.iter().map(|order| is_possible(&takes(&[order]))).collect();
    // Of one that is asked for, those behind it are told as if each were asked for alone.
    let all: Vec<Order> = orders.iter().chain(&late).cloned().collect();
    let together = quoted(&all, &before.rounds, orders.len());
    assert_eq!(is_possible(&together.quote), alone[0]);
    let without_moves = |order: &Order| match takes(&[order]) {
        Quote::Possible(offer) => Some(offer).filter(|offer| offer.moved.is_none()),
        Quote::Impossible { .. } => None,
    };
    let expected: Vec<Option<Offer>> = late[1..].iter().map(without_moves).collect();
    assert!(expected.iter().flatten().any(|offer| !offer.delays.is_empty()));
    assert_eq!(together.instead, expected);
    // Where there is room for one, the first has it.
    let room = |one: &Order| {
        let twin = |number: usize| Order { id: format!("twin {number}"), ..one.clone() };
        let twins: Vec<Order> = (0..40).map(twin).collect();
        is_possible(&takes(&[one])) && !is_possible(&takes(&twins.iter().collect::<Vec<_>>()))
    };
    assert!(late.iter().zip(&alone).any(|(order, possible)| *possible && room(order)));
}

/// What is held has room in the rounds, which do not show it, and gets it when it is posted.
#[test]
fn a_plan_leaves_room_for_what_is_held() {
    let (mut orders, before, late) = day_and_late_orders();
    let (city, router) = &*CITY;
    let coop = city_coop(city);
    let planned_around = |orders: &[Order], held: &BTreeSet<String>, before: &[Round]| {
        let day = Day { before, held, ..Day::new(&coop, orders) };
        let effort =
            Effort { time: None, iterations: Some(300), seed: 1, threads: 1, cancel: None };
        plan_day(router, day, MAX_SNAP_M, &effort, &mut |_| ()).unwrap().rounds
    };
    let mut kept = Vec::new();
    for order in late {
        orders.push(order.clone());
        if matches!(
            quoted(&orders, &before.rounds, orders.len() - 1).quote,
            Quote::Possible(Offer { moved: None, .. })
        ) {
            kept.push(order);
        } else {
            orders.pop();
        }
    }
    assert!(kept.len() > 2, "else it is no test");
    let held: BTreeSet<String> = kept.iter().map(|order| order.id.clone()).collect();
    let around = planned_around(&orders, &held, &before.rounds);
    assert!(around.unassigned.is_empty());
    let shown: BTreeSet<&str> = around.rounds.iter().flat_map(Round::orders).collect();
    assert!(shown.iter().all(|id| !held.contains(*id)) && shown.len() + held.len() == orders.len());
    // Many come meanwhile, and none of them gets that room.
    let rivals = city_orders(&CITY.0, 9, 3 * FITTING).into_iter().enumerate();
    let rivals = rivals.map(|(number, order)| Order { id: format!("rival-{number}"), ..order });
    let mut crowd = orders.clone();
    crowd.splice(0..0, rivals);
    let full = planned_around(&crowd, &held, &around.rounds);
    assert!(!full.unassigned.is_empty(), "else it is no test");
    let day = Day { before: &full.rounds, promised: &held, ..Day::new(&coop, &crowd) };
    let effort = Effort { time: None, iterations: Some(300), seed: 2, threads: 1, cancel: None };
    let after = plan_day(router, day, MAX_SNAP_M, &effort, &mut |_| ()).unwrap().rounds;
    let served: BTreeSet<&str> = after.rounds.iter().flat_map(Round::orders).collect();
    assert!(held.iter().all(|id| served.contains(id.as_str())));
}

#[test]
fn rounds_cost_what_the_weights_say() {
    let (city, router) = &*CITY;
    let coop = city_coop(city);
    let orders = city_orders(city, 3, 24);
    let mut costs = Vec::new();
    for (distance, waiting) in [(1, 100), (40, 2_000)] {
        let objective = Objective { distance, waiting, ..Objective::ROUNDS };
        let day = Day { objective, ..Day::new(&coop, &orders) };
        let effort =
            Effort { time: None, iterations: Some(200), seed: 1, threads: 1, cancel: None };
        let planned = plan_day(router, day, MAX_SNAP_M, &effort, &mut |_| ()).unwrap();
        let rounds = planned.rounds.rounds.iter();
        let cost: i64 = rounds
            .map(|round| {
                let [travel, waited] =
                    [round.travel_s, round.waiting_s].map(|span| i64::from(span.as_u32()));
                let way = i64::from(round.distance_m.as_u32());
                1000 * travel + distance * way + waiting * waited
            })
            .sum();
        assert_eq!(planned.score.cost, cost);
        costs.push(cost);
    }
    assert!(costs[0] < costs[1]);
}
