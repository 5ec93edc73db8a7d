//! `musette route`

use super::{
    args::{ConfigArgument, DepartArgument, MapArgument},
    output::{Prepared, check_outputs},
};
use crate::{
    app::directions_geojson,
    graph::Snap,
    routing::{Class, RouterAt, directions},
    units::LonLat,
};
use anyhow::Context as _;
use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
};

/// Find the fastest path between two places.
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
    /// Where to go.
    #[arg(long, value_name = "LON,LAT", allow_hyphen_values = true)]
    to: LonLat,
    /// What to ride: a profile of the map.
    #[arg(long, default_value = "bike")]
    profile: String,
    /// Write the path as GeoJSON to this file (`-`: standard output, instead of the text).
    #[arg(long, value_name = "FILE")]
    geojson: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let router = arguments.map.open()?;
    let class = class(arguments.depart.of(&router), &arguments.profile)?;
    let max_m = arguments.config.read()?.settings.max_snap_m();
    let from = snap(&class, "--from", arguments.from, max_m)?;
    let to = snap(&class, "--to", arguments.to, max_m)?;
    let Some(path) = class.path(&from, &to) else {
        anyhow::bail!("there is no path for {} between these places", arguments.profile);
    };
    let found = directions(&class, &path, &from, &to);
    if let Some(file) = &arguments.geojson {
        check_outputs(&[("--map", &arguments.map.map)], &[("--geojson", file)])?;
        Prepared::json(file, &directions_geojson(&found, &arguments.profile))?.publish()?;
        if file.as_os_str() == "-" {
            return Ok(ExitCode::SUCCESS);
        }
    }
    let mut stdout = io::stdout().lock();
    writeln!(
        stdout,
        "{:.2} km in {:.1} min by {}",
        found.distance.as_km(),
        found.time.as_minutes(),
        arguments.profile
    )?;
    if let Some(climb) = found.climb {
        writeln!(stdout, "{} up, {} down", climb.ascent, climb.descent)?;
    }
    for street in &found.streets {
        writeln!(stdout, "{:>7}  {:>6}  {}", street.distance, street.time, street.name)?;
    }
    for (what, snap) in [("start", from), ("end", to)] {
        if snap.distance_m > 50.0 {
            writeln!(stdout, "note: the {what} is {:.0} m from the street", snap.distance_m)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The class called `name` as it is then, or an error that tells which there are.
pub(super) fn class(at: RouterAt<'_>, name: &str) -> anyhow::Result<Arc<Class>> {
    at.class(name).with_context(|| {
        let known: Vec<&str> = at.router.names().collect();
        format!("--profile {name} is not on this map; choose one of {}", known.join(", "))
    })
}

pub(super) fn snap(
    class: &Class,
    argument: &str,
    place: LonLat,
    max_m: f64,
) -> anyhow::Result<Snap> {
    class.snap(place, max_m).with_context(|| {
        format!(
            "{argument} {place} is more than {max_m:.0} m from every street for {}; longitude comes \
             first, and the map must cover the place",
            class.name()
        )
    })
}
