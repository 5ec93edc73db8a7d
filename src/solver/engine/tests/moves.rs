//! Exchanges of tails against all there are, and routes taken over from other plans.

use super::{
    ALL,
    states::{made_anew, picture},
    town::{Traits, any_town, can_go_on, fill, samples},
};
use crate::solver::{
    engine::{
        model::{Model, NONE},
        objective::Objective,
        pool::Pool,
        random::Random,
        route::Route,
        state::State,
        tails::Tails,
    },
    fixture::Parts,
};

const MUCH: i64 = i64::MAX / 4;

fn towns() -> Vec<Parts> {
    let few = Traits { vehicles: 3, requests: 8, ..Traits::WIDE };
    let mut towns = samples(&any_town(few), 120);
    towns.extend(samples(&any_town(Traits { breaks: true, locks: true, ..few }), 120));
    towns
}

/// A town with somebody under way everywhere.
fn filled(parts: &Parts, objective: Objective, random: &mut Random) -> Option<(Model, State)> {
    let model = Model::new(parts.problem(), objective);
    let mut state = State::new(&model);
    fill(&model, &mut state, random, 0.9);
    let able = (0..).take(model.riders.len()).all(|vehicle| can_go_on(&state, vehicle));
    let fits = state.routes.iter().all(|route| !route.overloaded(&model));
    (able && fits && state.used.items().len() > 1).then_some((model, state))
}

/// What plans cost that differ by one exchange of tails, by trying all.
fn exchanged(model: &Model, state: &mut State) -> Vec<i64> {
    let mut costs = Vec::new();
    let used = state.used.items().to_vec();
    for &one in &used {
        for &other in used.iter().filter(|other| **other > one) {
            let [here, there]: [Vec<u32>; 2] =
                [one, other].map(|vehicle| state.routes[vehicle as usize].nodes().collect());
            for cut in model.riders[one as usize].locked.len()..=here.len() {
                for gap in model.riders[other as usize].locked.len()..=there.len() {
                    let trivial = [(0, 0), (here.len(), there.len())].contains(&(cut, gap));
                    let (first, tail) = here.split_at(cut);
                    let (second, other_tail) = there.split_at(gap);
                    let requests = |nodes: &[u32]| -> Vec<u32> {
                        nodes.iter().map(|node| model.nodes[*node as usize].request).collect()
                    };
                    let apart = |front: &[u32], tail: &[u32]| {
                        let tail = requests(tail);
                        requests(front).iter().all(|request| !tail.contains(request))
                    };
                    let may = |vehicle: u32, tail: &[u32]| {
                        requests(tail).iter().all(|request| model.may(*request, vehicle))
                    };
                    if trivial
                        || !apart(first, tail)
                        || !apart(second, other_tail)
                        || !may(one, other_tail)
                        || !may(other, tail)
                    {
                        continue;
                    }
                    let routes = [[first, other_tail].concat(), [second, tail].concat()];
                    let routes = [(one, &routes[0][..]), (other, &routes[1][..])];
                    state.attempt(model, |state| {
                        if state.rewrite_all(model, &routes) {
                            costs.push(state.cost());
                        }
                        false
                    });
                }
            }
        }
    }
    costs.sort_unstable();
    costs
}

#[test]
fn the_best_exchange_of_tails_is_found_and_no_other_than_there_are() {
    let (mut random, mut found, mut broken) = (Random::new(5), 0, 0);
    let mut tails = Tails::default();
    for parts in towns() {
        for objective in ALL {
            let Some((model, mut state)) = filled(&parts, objective, &mut random) else { continue };
            let all = exchanged(&model, &mut state);
            let before = (picture(&model, &state), state.cost());
            let mut best = None;
            for _ in 0..60 {
                let mut after = None;
                state.attempt(&model, |state| {
                    if tails.exchange(&model, state, MUCH, &mut random) {
                        assert_eq!(
                            picture(&model, state),
                            picture(&model, &made_anew(&model, state))
                        );
                        after = Some(state.cost());
                    }
                    false
                });
                assert_eq!(picture(&model, &state), before.0, "undone, nothing is left of it");
                if let Some(after) = after {
                    assert!(all.binary_search(&after).is_ok(), "{after} is not in {all:?}");
                    best = Some(best.map_or(after, |best: i64| best.min(after)));
                }
            }
            // What waiting costs is not looked at beforehand, nor where others end, nor what is too much.
            let alike = model.riders.iter().all(|rider| rider.end == model.riders[0].end);
            if alike && !model.is_soft() && best.is_some() {
                found += 1;
                broken += usize::from(best != all.first().copied());
            }
            let least = state.cost() - 1;
            let more = state.attempt(&model, |state| {
                tails.exchange(&model, state, 0, &mut random) && alike && !model.is_soft()
            });
            assert!(!more || state.cost() <= least, "less than the limit");
        }
    }
    assert!(found > 60 && broken * 10 < found, "{broken} of {found}");
}

#[test]
fn a_route_of_another_plan_is_taken_over_whole() {
    let (mut random, mut taken, mut left_out) = (Random::new(6), 0, 0);
    for parts in towns() {
        let objective = Objective::TRAVEL;
        let Some((model, other)) = filled(&parts, objective, &mut random) else { continue };
        let Some((_, mut state)) = filled(&parts, objective, &mut random) else { continue };
        let mut pool = Pool::new(50);
        assert!(pool.is_empty() && !pool.adopt(&model, &mut state, &mut random));
        pool.add(&model, &other);
        let once = pool.routes().len();
        pool.add(&model, &other);
        assert_eq!(pool.routes().len(), once, "each route once");
        for _ in 0..10 {
            let (before, old) = (picture(&model, &state), state.routes.clone());
            let done = state.attempt(&model, |state| pool.adopt(&model, state, &mut random));
            if !done {
                assert_eq!(picture(&model, &state), before);
                continue;
            }
            taken += 1;
            left_out += state.absent.items().len();
            assert_eq!(picture(&model, &state), picture(&model, &made_anew(&model, &state)));
            let same = |nodes: &Vec<u32>| {
                other.routes.iter().any(|route| route.nodes().eq(nodes.iter().copied()))
            };
            let changed =
                state.routes.iter().zip(&old).filter(|(now, old)| !now.nodes().eq(old.nodes()));
            let mut changed = changed.map(|(now, _)| now.nodes().collect::<Vec<u32>>());
            assert!(changed.any(|nodes| !nodes.is_empty() && same(&nodes)));
            for (request, home) in (0..).zip(&state.home) {
                let ask = &model.asks[request as usize];
                let free = |node: &u32| (ask.free..ask.end).contains(node);
                let stops = |route: &Route| route.nodes().filter(free).count();
                let there: usize = state.routes.iter().map(stops).sum();
                assert_eq!(there, if *home == NONE { 0 } else { (ask.free..ask.end).len() });
            }
        }
    }
    assert!(taken > 60 && left_out > 20, "{taken} {left_out}");
}

#[test]
fn the_oldest_routes_make_way_for_new_ones() {
    let (mut random, mut seen) = (Random::new(7), 0);
    for parts in towns() {
        let mut pool = Pool::new(3);
        let mut added: Vec<Vec<u32>> = Vec::new();
        for _ in 0..6 {
            let Some((model, state)) = filled(&parts, Objective::TRAVEL, &mut random) else {
                break;
            };
            pool.add(&model, &state);
            let free = |vehicle: &&u32| model.riders[**vehicle as usize].locked.is_empty();
            for vehicle in state.used.items().iter().filter(free) {
                let route: Vec<u32> = state.routes[*vehicle as usize].nodes().collect();
                let kept = &added[added.len().saturating_sub(3)..];
                if !kept.contains(&route) {
                    added.push(route);
                }
            }
            let mut kept = added[added.len().saturating_sub(3)..].to_vec();
            let mut there = pool.routes().to_vec();
            kept.sort_unstable();
            there.sort_unstable();
            assert_eq!(there, kept);
            seen += usize::from(added.len() > 6);
        }
    }
    assert!(seen > 20, "{seen}");
}
