//! Vehicles of unlike kinds trade their whole routes, or one hands its route to another that has none: what no
//! exchange of single requests gets at where vehicles differ in cost.

use super::{model::Model, random::Random, state::State};

/// A random route goes to a vehicle of another kind, which gives its own for it. False if there is none that may have
/// it, or it cannot be ridden after all: undo.
pub(super) fn trade(model: &Model, state: &mut State, random: &mut Random) -> bool {
    let Some(vehicle) = random.pick(state.used.items()) else { return false };
    let own = model.riders[vehicle as usize].kind as usize;
    let kind = random.below(state.kinds());
    let idle = state.idle(kind).filter(|_| random.chance(0.5));
    let Some(other) = idle.or_else(|| random.pick(state.used.items())) else { return false };
    if model.riders[other as usize].kind as usize == own {
        return false;
    }
    let stops = |vehicle: u32| -> Vec<u32> { state.routes[vehicle as usize].nodes().collect() };
    let (given, taken) = (stops(vehicle), stops(other));
    let is_locked = |vehicle: u32| !model.riders[vehicle as usize].locked.is_empty();
    let may = |vehicle: u32, nodes: &[u32]| {
        nodes.iter().all(|node| model.may(model.nodes[*node as usize].request, vehicle))
    };
    if is_locked(vehicle) || is_locked(other) || !may(other, &given) || !may(vehicle, &taken) {
        return false;
    }
    state.rewrite_all(model, &[(vehicle, &taken), (other, &given)])
}
