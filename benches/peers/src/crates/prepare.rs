//! What comes before the first set of weights.

use super::network::Network;
use crate::rounds::{Entrant, Unit, compete};
use cch::{Cch, inertial_order};
use musette::{
    graph,
    routing::{Router, find_orders},
};
use routingkit_cch::{CCH, compute_order_inertial};
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// Prints how long it takes to order and contract; ours from a map `file` without orders. Gives the
/// hierarchies of `cch` and of `routingkit-cch`.
pub fn prepare(file: &Path, profile: &str, network: &Network, is_small: bool) -> (Cch, CCH) {
    let mut entrants = vec![
        Entrant::timing_itself("musette", 1, || ours(file, profile)),
        Entrant::new("cch", 1, || pure(network)),
        Entrant::new("routingkit-cch", 1, || kit(network)),
    ];
    if is_small {
        let input = network.input();
        let fast = Entrant::new("fast_paths, weights too", 1, move || fast_paths::prepare(&input));
        entrants.push(fast);
    }
    compete("order + contract", Unit::Milliseconds, if is_small { 3 } else { 1 }, entrants);
    (pure(network), kit(network))
}

fn pure(network: &Network) -> Cch {
    let Network { tails, heads, lat, lon, .. } = network;
    let order = inertial_order(network.nodes(), tails, heads, lat, lon);
    Cch::build(&network.csr(), &order)
}

fn kit(network: &Network) -> CCH {
    let Network { tails, heads, lat, lon, .. } = network;
    let order = compute_order_inertial(network.nodes(), tails, heads, lat, lon);
    CCH::new(&order, tails, heads, |_| {}, false)
}

/// The first weighing is in it: it cannot be told from contracting.
fn ours(file: &Path, profile: &str) -> Duration {
    let mut map = graph::open(file).expect("it was written just now");
    let start = Instant::now();
    find_orders(&mut map);
    let router = Router::new(map);
    let class = router.class(profile).expect("the only profile is there");
    let taken = start.elapsed();
    taken.saturating_sub(class.times.customize.basic + class.times.customize.perfect)
}
