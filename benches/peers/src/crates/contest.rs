//! The contest.

use super::{
    field::{Field, PAIRS, ROUNDS},
    network::Network,
    prepare::prepare,
};
use crate::{
    Failure, fixture,
    rounds::{Entrant, Unit, compete},
};
use cch::PathQuery;
use musette::{
    graph::{self, StreetMap},
    osm::{Profile, read_extract},
    routing::{Class, Router, find_orders},
};
use routingkit_cch::{CCHMetric, CCHQuery};
use std::{io::Cursor, sync::Arc, time::Instant};

/// On larger maps preparations run once, and `fast_paths` does not take part: minutes and gigabytes.
const MANY_NODES: u32 = 400_000;

/// Prints how all fare at preparing, customizing, paths and tables; fails if they disagree.
pub fn compare() -> Result<(), Failure> {
    let [(_, profile), _] = fixture::models();
    let (name, bytes) = fixture::extract();
    let extract = read_extract(Cursor::new(&bytes), std::slice::from_ref(&profile), &|_, _| {})?;
    let mut map = StreetMap::build(&extract, vec![profile.clone()]);
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("unordered.musette");
    graph::write(&file, &map, &[], &extract.scenery)?;
    find_orders(&mut map);
    let router = Router::new(map);
    let class = router.class(&profile.name).ok_or("the only profile is not there")?;
    let network = Network::of(&class);
    let is_small = network.nodes() < MANY_NODES;
    println!("{name}: {} nodes, {} arcs", network.nodes(), network.heads.len());

    let (pure, kit) = prepare(&file, &profile.name, &network, is_small);
    let mut metric = CCHMetric::new(&kit, network.times_ms.clone());
    let fast = is_small.then(|| fast_paths::prepare(&network.input()));

    let mut customized = pure.customize(&network.times_ms);
    let customizer = pure.customizer();
    let rounds = if is_small { ROUNDS } else { 3 };
    let mut entrants = vec![
        Entrant::timing_itself("musette basic", 1, || {
            tuned(&router, &profile).times.customize.basic
        }),
        Entrant::timing_itself("musette basic + perfect", 1, || {
            let times = tuned(&router, &profile).times.customize;
            times.basic + times.perfect
        }),
        Entrant::timing_itself("musette, from the profile", 1, || {
            tuned(&router, &profile).times.total()
        }),
        Entrant::new("cch basic", 1, || {
            customizer.customize_into(&network.times_ms, &mut customized);
        }),
        Entrant::timing_itself("routingkit-cch basic", 1, || {
            let weights = network.times_ms.clone();
            let start = Instant::now();
            metric.reset(weights);
            start.elapsed()
        }),
    ];
    if let Some(fast) = &fast {
        let input = network.input();
        let order = fast.get_node_ordering();
        entrants.push(Entrant::new("fast_paths, order known", 1, move || {
            fast_paths::prepare_with_order(&input, &order)
        }));
    }
    compete("customize", Unit::Milliseconds, rounds, entrants);

    let (view, metric_view) = (pure.view(), customized.view());
    let mut field = Field {
        class: &class,
        snaps: fixture::snaps(&class, 2 * PAIRS),
        network: &network,
        petgraph: network.petgraph(),
        path_query: PathQuery::new(&view),
        pure: (&view, &metric_view),
        kit_query: CCHQuery::new(&metric),
        kit: &metric,
        fast: fast.as_ref(),
    };
    field.paths()?;
    field.tables(rounds)
}

fn tuned(router: &Router, profile: &Profile) -> Arc<Class> {
    router.tune(profile).expect("the only profile is there")
}
