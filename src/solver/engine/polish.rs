//! A new best plan, made as good as small steps can make it before it is left again.

use super::{
    best::Best,
    model::{Kind, Model, NONE},
    relocate::relocate,
    state::State,
    stats::Operator,
    tools::Tools,
};

/// How often routes that were changed are looked at again.
const ROUNDS: usize = 5;

/// Brings the routes in which the state differs from the best plan, and all that change on the way, to where neither
/// another order of a few stops nor moving a request makes the plan better. True if it has become better.
pub(super) fn polish(model: &Model, state: &mut State, tools: &mut Tools, best: &Best) -> bool {
    let changed = state.used.items().iter().copied();
    let mut changed: Vec<u32> = changed.filter(|vehicle| best.differs(state, *vehicle)).collect();
    let mut better = false;
    for _ in 0..ROUNDS {
        for &vehicle in &changed {
            let done = tools.windows.reorder(model, state, vehicle);
            tools.stats.count(Operator::Window, done, done);
            better |= done;
        }
        let mut next = Vec::new();
        let held: Vec<u32> =
            changed.iter().flat_map(|vehicle| state.requests(model, *vehicle)).collect();
        for request in held {
            let ask = &model.asks[request as usize];
            if state.home[request as usize] == NONE
                || ask.vehicle != NONE
                || ask.kind == Kind::Several
            {
                continue;
            }
            let moved = relocate(model, state, &mut tools.offers, request);
            tools.stats.count(Operator::Relocate, moved.is_some(), moved.is_some());
            next.extend(moved.into_iter().flatten());
        }
        if next.is_empty() {
            break;
        }
        better = true;
        next.sort_unstable();
        next.dedup();
        changed = next;
    }
    better
}
