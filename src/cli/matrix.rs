//! `musette matrix`

use super::{
    args::{ConfigArgument, DepartArgument, MapArgument},
    output::{Prepared, check_outputs},
    route::class,
};
use crate::{
    config::read_places,
    graph::Snap,
    matrix::{Matrix, many_to_many},
    units::{LonLat, Metres, Seconds},
};
use serde::Serialize;
use std::{path::PathBuf, process::ExitCode};

/// Travel times and distances between all places of a list.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    map: MapArgument,
    #[command(flatten)]
    config: ConfigArgument,
    #[command(flatten)]
    depart: DepartArgument,
    /// A text file with one lon,lat a line.
    #[arg(long, value_name = "FILE")]
    places: PathBuf,
    /// What to ride: a profile of the map.
    #[arg(long, default_value = "bike")]
    profile: String,
    /// Where to write the tables, as JSON.
    #[arg(long, short, value_name = "FILE.json", default_value = "-")]
    output: PathBuf,
}

/// Tables are `from x to`, in the order of the places; null: there is no path.
#[derive(Serialize)]
struct Tables<'a> {
    profile: &'a str,
    places: Vec<Snapped>,
    durations_s: Vec<Vec<Option<Seconds>>>,
    distances_m: Vec<Vec<Option<Metres>>>,
}

/// A place and the street place it stands for; null: no street is near.
#[derive(Serialize)]
struct Snapped {
    place: LonLat,
    at: Option<LonLat>,
    distance_m: Option<f64>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    check_outputs(
        &[("--map", &arguments.map.map), ("--places", &arguments.places)],
        &[("--output", &arguments.output)],
    )?;
    let router = arguments.map.open()?;
    let class = class(arguments.depart.of(&router), &arguments.profile)?;
    let max_m = arguments.config.read()?.settings.max_snap_m();
    let places = read_places(&arguments.places)?;
    let snaps: Vec<Option<Snap>> = places.iter().map(|place| class.snap(*place, max_m)).collect();
    let mut lost = places.iter().zip(&snaps).filter(|(_, snap)| snap.is_none());
    if let Some((first, _)) = lost.next() {
        tracing::warn!(
            "{} of {} places are more than {max_m:.0} m from every street for {}, {first} is the first: their \
             rows and columns are empty; longitude comes first",
            1 + lost.count(),
            places.len(),
            class.name()
        );
    }
    let matrix = many_to_many(&class, &snaps, &snaps);
    let snapped = |(place, snap): (&LonLat, &Option<Snap>)| Snapped {
        place: *place,
        at: snap.map(|snap| snap.place),
        distance_m: snap.map(|snap| (snap.distance_m * 10.0).round() / 10.0),
    };
    let tables = Tables {
        profile: &arguments.profile,
        places: places.iter().zip(&snaps).map(snapped).collect(),
        durations_s: table(&matrix, Matrix::time),
        distances_m: table(&matrix, Matrix::distance),
    };
    Prepared::json(&arguments.output, &tables)?.publish()?;
    Ok(ExitCode::SUCCESS)
}

fn table<T>(matrix: &Matrix, cell: fn(&Matrix, usize, usize) -> Option<T>) -> Vec<Vec<Option<T>>> {
    let row = |from| (0..matrix.columns()).map(|to| cell(matrix, from, to)).collect();
    (0..matrix.rows()).map(row).collect()
}
