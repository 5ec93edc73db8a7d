//! `musette isochrone`

use super::{
    args::{ConfigArgument, DepartArgument, MapArgument},
    output::{Prepared, check_outputs},
    route::{class, snap},
};
use crate::{
    app::{MOST_MINUTES, isochrones_geojson},
    units::LonLat,
};
use std::{path::PathBuf, process::ExitCode};

/// The areas that can be reached in so many minutes.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    map: MapArgument,
    #[command(flatten)]
    config: ConfigArgument,
    #[command(flatten)]
    depart: DepartArgument,
    /// Where to start.
    #[arg(long, value_name = "LON,LAT", allow_hyphen_values = true)]
    from: LonLat,
    /// Minutes, one area each.
    #[arg(long, value_delimiter = ',', default_value = "5,10,15",
          value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_MINUTES)))]
    minutes: Vec<u32>,
    /// What to ride: a profile of the map.
    #[arg(long, default_value = "bike")]
    profile: String,
    /// Where to write the areas, as GeoJSON (`-`: standard output).
    #[arg(long, short, value_name = "FILE.geojson", default_value = "-")]
    output: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    check_outputs(&[("--map", &arguments.map.map)], &[("--output", &arguments.output)])?;
    let router = arguments.map.open()?;
    let class = class(arguments.depart.of(&router), &arguments.profile)?;
    let max_m = arguments.config.read()?.settings.max_snap_m();
    let from = snap(&class, "--from", arguments.from, max_m)?;
    let areas = isochrones_geojson(&class, &from, &arguments.minutes);
    Prepared::json(&arguments.output, &areas)?.publish()?;
    Ok(ExitCode::SUCCESS)
}
