//! Other libraries at Musette's work, on the same map and the same machine, in one run. See
//! README.md for what each line means.

mod contraction;
mod dijkstra;
mod floor;
mod measure;
mod ours;
mod places;

use measure::{Measured, line, median_of_five};
use std::error::Error;
use std::path::PathBuf;

/// Rows and columns of the table that is measured.
const PLACES: usize = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let map = std::env::var_os("MUSETTE_BENCH_MAP").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/helsinki.osm.pbf"),
        PathBuf::from,
    );
    let map = map.canonicalize().map_err(|error| format!("{}: {error}", map.display()))?;

    let import = median_of_five(|| floor::read_graph(&map))?;
    let streets = &import.value;
    println!(
        "{}: {} nodes, {} directed edges",
        map.display(),
        streets.node_count(),
        streets.edge_count()
    );
    line("import", "osmpbfreader + petgraph", import.time, ours::import(&map)?);

    let places = places::spread(streets, PLACES)?;
    let one_to_all = median_of_five(|| Ok(dijkstra::matrix(streets, &places)))?;
    let ours = ours::matrix(&map, PLACES)?;
    line("matrix", "petgraph dijkstra", one_to_all.time, ours);

    let prepared = median_of_five(|| Ok(contraction::prepare(streets)))?;
    line("prepare", "fast_paths", prepared.time, None);
    let Measured { value: table, time } =
        median_of_five(|| Ok(contraction::matrix(&prepared.value, &places)))?;
    line("matrix", "fast_paths", time, ours);

    // Two peers that disagree are not at the same work.
    if table != one_to_all.value {
        return Err("fast_paths and petgraph found different distances".into());
    }
    Ok(())
}
