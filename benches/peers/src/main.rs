//! Other libraries at Musette's work, on the same map and the same machine, in one run. See
//! README.md for what each line means.

mod contraction;
mod dijkstra;
mod floor;
mod measure;
mod ours;

use measure::{Measured, line, median_of_five};
use std::error::Error;
use std::path::PathBuf;

/// Rows and columns of the table that is measured.
const PLACES: usize = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::var_os("MUSETTE_BENCH_MAP").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/helsinki.osm.pbf"),
        PathBuf::from,
    );
    let path = path.canonicalize().map_err(|error| format!("{}: {error}", path.display()))?;

    let floor = median_of_five(|| floor::read_graph(&path))?;
    let Measured { value: map, time } = median_of_five(|| ours::import(&path))?;
    let name = path.file_name().unwrap_or_default().display();
    println!("{name}: {} nodes, {} sections", map.report.nodes, map.report.sections);
    line("import", "osmpbfreader + petgraph", floor.time, Some(time));

    let class = ours::class(map).ok_or("there is no profile called bike")?;
    let streets = ours::streets(&class)?;
    let places = ours::places(&class, PLACES);
    let nodes: Vec<_> = places.iter().map(|(node, _)| *node).collect();
    // The peers use one thread, so Musette does here.
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let ours = median_of_five(|| Ok(one_thread.install(|| ours::matrix(&class, &places))))?;

    let one_to_all = median_of_five(|| Ok(dijkstra::matrix(&streets, &nodes)))?;
    line("matrix", "petgraph dijkstra", one_to_all.time, Some(ours.time));
    let prepared = median_of_five(|| Ok(contraction::prepare(&streets)))?;
    line("prepare", "fast_paths", prepared.time, None);
    let table = median_of_five(|| Ok(contraction::matrix(&prepared.value, &nodes)))?;
    line("matrix", "fast_paths", table.time, Some(ours.time));

    agree(&one_to_all.value, &table.value, &ours.value)
}

/// Who disagrees is not at the same work. Ours is in whole seconds, and lets a bollard cost nothing
/// where the peers count a millisecond.
fn agree(
    petgraph_ms: &[Option<usize>],
    fast_paths_ms: &[Option<usize>],
    ours_s: &[Option<u32>],
) -> Result<(), Box<dyn Error>> {
    if petgraph_ms != fast_paths_ms {
        return Err("fast_paths and petgraph found different travel times".into());
    }
    let same = |(theirs, ours): (&Option<usize>, &Option<u32>)| match (theirs, ours) {
        (Some(theirs), Some(ours)) => theirs.div_ceil(1000).abs_diff(*ours as usize) <= 1,
        (theirs, ours) => theirs.is_none() && ours.is_none(),
    };
    if petgraph_ms.iter().zip(ours_s).all(same) {
        println!("all three found the same travel times");
        Ok(())
    } else {
        Err("musette found other travel times than its peers".into())
    }
}
