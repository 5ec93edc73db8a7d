//! Filling the table.

use super::{Leg, Matrix};
use crate::{
    graph::{Metric, Snap, StreetGraph},
    routing::Search,
};
use rayon::prelude::*;

/// Travel times and distances from each of `from` to each of `to`: one Dijkstra search a row, rows in
/// parallel. Each cell's distance is that of its fastest path; of equally fast paths it is the
/// shortest's. A place that is `None` is reached from nowhere and leads nowhere.
#[must_use]
pub fn many_to_many(
    graph: &StreetGraph,
    metric: &Metric,
    from: &[Option<Snap>],
    to: &[Option<Snap>],
) -> Matrix {
    let targets: Vec<Snap> = to.iter().flatten().copied().collect();
    let rows: Vec<Vec<Option<Leg>>> = from
        .par_iter()
        .map_init(
            || Search::new(graph, metric),
            |search, from| {
                let costs = from.map(|from| search.costs(&from, &targets)).unwrap_or_default();
                let mut costs = costs.into_iter();
                to.iter()
                    .map(|to| to.and_then(|_| costs.next().flatten()))
                    .map(|cost| {
                        cost.map(|cost| Leg { time: cost.time(), distance: cost.distance() })
                    })
                    .collect()
            },
        )
        .collect();
    Matrix::from_rows(&rows, to.len())
}
