//! Others at Musette's work, on the same map and the same machine, in one run. See README.md for what
//! each line means.
//!
//!     musette-peers                              libraries, in this process
//!     musette-peers exact MAP...                 our hierarchy against Dijkstra's algorithm, on any maps
//!     musette-peers osrm TOOLS MUSETTE FOLDER    OSRM, over HTTP; TOOLS holds its programs, FOLDER is
//!                                                for what is made of the map

mod crates;
mod exact;
#[path = "../../fixture/mod.rs"]
mod fixture;
mod floor;
mod osrm;
mod rounds;

use std::{env, error::Error, path::Path};

/// What goes wrong, in whichever thread.
type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => libraries(),
        ["exact", ref maps @ ..] if !maps.is_empty() => {
            maps.iter().try_for_each(|map| exact::check(Path::new(map)))
        }
        ["osrm", tools, musette, folder] => {
            osrm::compare(Path::new(tools), Path::new(musette), Path::new(folder))
        }
        _ => Err("usage: musette-peers [exact MAP... | osrm TOOLS MUSETTE FOLDER]".into()),
    }
}

fn libraries() -> Result<(), Failure> {
    floor::compare()?;
    // Some peers can do only one thread, so all have one.
    fixture::one_thread().install(crates::compare)?;
    exact::check(&fixture::path())
}
