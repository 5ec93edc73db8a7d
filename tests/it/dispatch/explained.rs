//! Why orders are where they are: every order of a day, and what would help is done.

use super::*;
use musette::{
    app::{Decided, Effort, explain_day, plan_day},
    dispatch::Day,
    domain::{
        Change, Constraint, Decision, Names, Outcome, Remedy, Round, Sentence, ShiftEnd,
        UnassignedOrder, labour::Clause,
    },
};
use std::{collections::BTreeSet, fmt::Write as _};

const EFFORT: Effort<'static> =
    Effort { time: None, iterations: Some(500), seed: 1, threads: 1, cancel: None };

fn explained(coop: &Coop, orders: &[Order]) -> (Rounds, Vec<Decision>) {
    let decided = Decided { at: at(9, 0), not_before: None, rules_version: None, roster: None };
    let day = Day::new(coop, orders);
    let (planned, decisions) =
        explain_day(&CITY.1, day, MAX_SNAP_M, &EFFORT, &decided, &mut |_| ()).unwrap();
    (planned.rounds, decisions)
}

fn names(coop: &Coop, orders: &[Order]) -> Names {
    let zone = jiff::tz::TimeZone::get(&coop.zone).unwrap();
    let mut names = Names::none(zone, coop.day);
    names.couriers = coop.couriers.iter().map(|it| (it.id.clone(), it.name.clone())).collect();
    names.vehicles = coop.vehicles.iter().map(|it| (it.id.clone(), it.name.clone())).collect();
    names.hubs = coop.hubs.iter().map(|it| (it.id.clone(), it.name.clone())).collect();
    for order in orders {
        names.add_order(order);
    }
    names
}

/// All numbers and times of a text, sorted; whatever stands before the decimals.
fn figures(text: &str) -> Vec<String> {
    let is_part = |letter: char| letter.is_ascii_digit() || ".,:".contains(letter);
    let mut figures: Vec<String> = text
        .split(|letter| !is_part(letter))
        .map(|figure| figure.trim_matches(['.', ',', ':']).replace(',', "."))
        .filter(|figure| !figure.is_empty())
        .collect();
    figures.sort();
    figures
}

/// Everything that is said of a decision.
fn said(decision: &Decision, names: &Names) -> Vec<Sentence> {
    let mut said = vec![decision.sentence(names), decision.outcome_sentence(names)];
    said.extend(decision.others().iter().map(|other| decision.alternative(other, names)));
    said.extend(decision.remedies().iter().map(|it| it.sentence(&decision.order, names)));
    said
}

#[test]
fn every_order_of_a_full_day_is_explained_and_is_where_it_costs_the_least() {
    let city = &CITY.0;
    let (coop, orders) = (city_coop(city), city_orders(city, 3, FITTING + 24));
    let (rounds, decisions) = explained(&coop, &orders);
    assert!(rounds.unassigned.len() > 3 && rounds.rounds.len() > 3);
    let left: BTreeSet<&str> = rounds.unassigned.iter().map(|it| it.order.as_str()).collect();
    let whole = names(&coop, &orders);
    let nobody = Names::none(whole.zone.clone(), whole.day);
    for (order, decision) in orders.iter().zip(&decisions) {
        assert_eq!(order.id, decision.order);
        assert_eq!(decision.alternatives.len(), coop.shifts.len());
        for names in [&whole, &nobody] {
            for Sentence { en, fr } in said(decision, names) {
                assert!(!en.is_empty() && !fr.is_empty() && !en.contains("  "), "{en} {fr}");
                assert_eq!(figures(&en), figures(&fr), "{en} {fr}");
            }
        }
        let least = decision.others().iter().filter_map(|it| Some(it.fit()?.cost)).min();
        match &decision.outcome {
            Outcome::Assigned => {
                let (chosen, fit) = decision.chosen().unwrap();
                let in_it = |round: &&Round| round.orders().any(|id| id == order.id);
                let round = rounds.rounds.iter().find(in_it).unwrap();
                assert_eq!(chosen.courier, round.courier);
                assert!(least.is_none_or(|least| fit.cost <= least), "{decision:?}");
            }
            Outcome::Unassigned { conflict, .. } => {
                assert!(left.contains(order.id.as_str()) && least.is_none());
                assert!(!conflict.is_empty(), "{decision:?}");
            }
        }
    }
}

/// The day with a change, and the ids that its order has then.
fn changed(
    coop: &Coop,
    orders: &[Order],
    id: &str,
    change: &Change,
) -> (Coop, Vec<Order>, Vec<String>) {
    let (mut coop, mut orders) = (coop.clone(), orders.to_vec());
    let mut ids = vec![id.to_owned()];
    let order = orders.iter_mut().find(|order| order.id == id).unwrap();
    match change {
        Change::ReadyEarlier { ready_at, .. } => {
            order.pickup.window = window(*ready_at, order.pickup.window.end());
        }
        Change::DueLater { stop, due_at, .. } => {
            let stop = match stop {
                RoundStopKind::Dropoff { position, .. } => &mut order.dropoffs[position - 1].stop,
                _ => &mut order.pickup,
            };
            stop.window = window(stop.window.start(), *due_at);
        }
        Change::LongerShift { courier, end, minutes, at, .. } => {
            let by = Seconds::from_minutes(*minutes);
            let is_it = |shift: &&mut Shift| {
                shift.courier == *courier
                    && match end {
                        ShiftEnd::Start => shift.window.start() == *at + by,
                        ShiftEnd::End => shift.window.end() + by == *at,
                    }
            };
            let shift = coop.shifts.iter_mut().find(is_it).unwrap();
            shift.window = match end {
                ShiftEnd::Start => window(*at, shift.window.end()),
                ShiftEnd::End => window(shift.window.start(), *at),
            };
        }
        Change::SmallerLoad { by } => {
            let mut left = *by;
            for dropoff in &mut order.dropoffs {
                let before = dropoff.load;
                dropoff.load = dropoff.load - left;
                left = left - before;
            }
        }
        Change::Split => {
            let mut half = order.clone();
            half.id = format!("{id}-half");
            for (one, other) in order.dropoffs.iter_mut().zip(&mut half.dropoffs) {
                let part = Load {
                    mass_g: one.load.mass_g / 2,
                    volume_ml: one.load.volume_ml / 2,
                    bags: one.load.bags / 2,
                };
                (one.load, other.load) = (one.load - part, part);
            }
            ids.push(half.id.clone());
            orders.push(half);
        }
        Change::Skill { courier, skills } => {
            let courier = coop.couriers.iter_mut().find(|it| it.id == *courier).unwrap();
            courier.skills.extend(skills.iter().cloned());
        }
        Change::Crew { courier, from_at, piece_g, at_most_g, .. } => {
            assert!(piece_g <= at_most_g);
            let is_it = |it: &&mut Shift| it.courier == *courier && it.window.start() == *from_at;
            let shift = coop.shifts.iter_mut().find(is_it).unwrap();
            if let Some(clause) = &mut shift.lift {
                clause.says = *at_most_g;
            }
        }
        Change::ExtraShift { vehicle, hub, from_at, until_at, .. } => {
            let extra = Courier {
                id: "extra".to_owned(),
                name: "Extra".to_owned(),
                skills: order.skills.clone(),
                age: AgeGroup::default(),
            };
            coop.couriers.push(extra);
            coop.shifts.push(Shift {
                courier: "extra".to_owned(),
                vehicle: vehicle.clone(),
                hub: hub.clone(),
                window: window(*from_at, *until_at),
                crew: None,
                end_hub: None,
                charge_percent: None,
                breaks: Vec::new(),
                lift: None,
            });
        }
    }
    (coop, orders, ids)
}

#[test]
fn what_is_said_to_help_is_done_and_the_day_planned_again() {
    let city = &CITY.0;
    let (coop, orders) = (city_coop(city), city_orders(city, 3, FITTING + 24));
    let (rounds, decisions) = explained(&coop, &orders);
    let left: BTreeSet<&str> = rounds.unassigned.iter().map(|it| it.order.as_str()).collect();
    let mut kinds = BTreeSet::new();
    // What takes another order's place only for that to go elsewhere has to be found.
    let effort = Effort { iterations: Some(5_000), ..EFFORT };
    for decision in &decisions {
        for Remedy { change, .. } in decision.remedies() {
            let (coop, orders, ids) = changed(&coop, &orders, &decision.order, change);
            // Of the others that have no place none may take this one's.
            let asked =
                |order: &&Order| ids.contains(&order.id) || !left.contains(order.id.as_str());
            let orders: Vec<Order> = orders.iter().filter(asked).cloned().collect();
            let day = Day { before: &rounds.rounds, ..Day::new(&coop, &orders) };
            let again = plan_day(&CITY.1, day, MAX_SNAP_M, &effort, &mut |_| ()).unwrap();
            assert_eq!(again.rounds.unassigned, [], "{change:?}");
            kinds.insert(change.kind());
        }
    }
    let sought = decisions
        .iter()
        .filter(|it| matches!(it.outcome, Outcome::Unassigned { sought: true, .. }));
    assert_eq!(sought.count(), left.len().min(10));
    assert!(kinds.len() > 2, "{kinds:?}");
}

#[test]
fn an_empty_day_and_one_that_nobody_can_ride_say_so() {
    let city = &CITY.0;
    let full = city_coop(city);
    let orders = city_orders(city, 3, 1);
    let empty = Coop { shifts: Vec::new(), ..full.clone() };
    let why = |coop: &Coop, orders: &[Order]| match &explained(coop, orders).1[0].outcome {
        Outcome::Assigned => Vec::new(),
        Outcome::Unassigned { conflict, .. } => conflict.clone(),
    };
    assert_eq!(why(&empty, &orders), [Constraint::Shift]);
    let mut nowhere = orders.clone();
    nowhere[0].dropoffs[0].stop.place = LonLat::from_degrees(0.0, 0.0).unwrap();
    assert_eq!(why(&full, &nowhere), [Constraint::Ways]);
    assert_eq!(why(&full, &orders), []);
    let mut skilled = orders;
    skilled[0].skills = ["juggling".to_owned()].into();
    assert_eq!(why(&full, &skilled), [Constraint::Skills]);
}

#[test]
fn a_piece_too_heavy_for_one_is_a_reason_of_its_own_and_two_take_it() {
    let city = &CITY.0;
    let mut coop = city_coop(city);
    let clause = Clause { says: 25_000, article: "R4541-9".to_owned() };
    coop.shifts.iter_mut().for_each(|shift| shift.lift = Some(clause.clone()));
    let mut orders = city_orders(city, 3, 1);
    let why = |orders: &[Order]| explained(&coop, orders).1.remove(0);
    orders[0].dropoffs[0].piece_g = Some(60_000);
    let crews =
        |it: &Decision| it.remedies().iter().filter(|it| it.change.kind() == "crew").count();
    assert_eq!(crews(&why(&orders)), 0, "two may not lift it either");
    orders[0].dropoffs[0].piece_g = Some(30_000);
    let decision = why(&orders);
    assert!(
        matches!(&decision.outcome, Outcome::Unassigned { conflict, .. } if *conflict == [Constraint::Lift])
    );
    let told = decision.sentence(&names(&coop, &orders));
    for told in [told.en, told.fr] {
        assert!(["30", "25", "R4541-9"].iter().all(|it| told.contains(it)), "{told}");
    }
    assert!(crews(&decision) > 0);
    for Remedy { change, .. } in decision.remedies() {
        let (coop, orders, _) = changed(&coop, &orders, &decision.order, change);
        let day = Day::new(&coop, &orders);
        let again = plan_day(&CITY.1, day, MAX_SNAP_M, &EFFORT, &mut |_| ()).unwrap();
        assert_eq!(again.rounds.unassigned, [], "{change:?}");
    }
}

#[test]
fn the_sentences_of_a_day() {
    let city = &CITY.0;
    let (coop, orders) = (city_coop(city), city_orders(city, 3, FITTING + 24));
    let (rounds, decisions) = explained(&coop, &orders);
    let names = names(&coop, &orders);
    let reason = |order: &str| {
        let left = rounds.unassigned.iter().find(|it: &&UnassignedOrder| it.order == order);
        left.map(|left| left.reason.clone())
    };
    // A few of each kind are enough to read.
    let served = decisions.iter().filter(|it| it.chosen().is_some()).take(8);
    let left = decisions.iter().filter(|it| it.chosen().is_none()).take(5);
    let few: Vec<&Decision> = served.chain(left).collect();
    let text = |of: fn(&Sentence) -> &str| {
        let mut text = String::new();
        for decision in &few {
            writeln!(text, "{}: {}", decision.order, of(&decision.sentence(&names))).unwrap();
            if let Some(reason) = reason(&decision.order) {
                writeln!(text, "  {}", of(&reason)).unwrap();
            }
            for remedy in decision.remedies() {
                writeln!(text, "  + {}", of(&remedy.sentence(&decision.order, &names))).unwrap();
            }
            for other in decision.others() {
                let sentence = decision.alternative(other, &names);
                writeln!(text, "  {}, {}: {}", other.courier, other.vehicle, of(&sentence))
                    .unwrap();
            }
        }
        text
    };
    insta::assert_snapshot!("explained_day_en", text(|it| &it.en));
    insta::assert_snapshot!("explained_day_fr", text(|it| &it.fr));
}
