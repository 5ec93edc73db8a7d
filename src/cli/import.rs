//! `musette import`

use super::{args::ConfigArgument, output::check_outputs, progress::byte_bar};
use crate::app;
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

/// Make a map of an OpenStreetMap extract: streets, names, places, travel times by vehicle class.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The extract.
    #[arg(value_name = "MAP.osm.pbf")]
    extract: PathBuf,
    /// Where to write the map.
    #[arg(long, short, value_name = "MAP.musette")]
    output: PathBuf,
    /// Heights, so that slopes count: SRTM (.hgt, .hgt.zip), TIFF with georeference (.tif, in degrees), or a folder of
    /// them.
    #[arg(long, value_name = "PATH")]
    elevation: Vec<PathBuf>,
    #[command(flatten)]
    config: ConfigArgument,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    if arguments.output.as_os_str() == "-" {
        anyhow::bail!("a map is not written to standard output; give --output the path of a file");
    }
    let (extract, output) = (&arguments.extract, &arguments.output);
    let elevation = &arguments.elevation;
    let mut inputs: Vec<(&str, &Path)> = vec![("the extract", extract)];
    inputs.extend(elevation.iter().map(|path| ("--elevation", path.as_path())));
    check_outputs(&inputs, &[("--output", output)])?;
    let config = arguments.config.read()?;
    let (profiles, country) = (config.profiles, &config.settings.country);
    let bar = byte_bar("reading");
    let report = app::import_map(extract, output, profiles, elevation, country, &|done, total| {
        bar.set_length(total);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let report = report?;
    let mut stdout = io::stdout().lock();
    write!(stdout, "{report}")?;
    writeln!(stdout, "imported  {} in {:.2} s", output.display(), start.elapsed().as_secs_f64())?;
    Ok(ExitCode::SUCCESS)
}
