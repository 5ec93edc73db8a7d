//! Arguments that several commands share.

use crate::{
    config::{Config, CoopRules, read_config, read_coop},
    graph,
    routing::Router,
};
use anyhow::Context as _;
use clap::Args;
use std::path::PathBuf;

/// Which map to work on.
#[derive(Debug, Args)]
pub(super) struct MapArgument {
    /// A map made by `musette import`.
    #[arg(long, value_name = "MAP.musette")]
    pub(super) map: PathBuf,
}

impl MapArgument {
    pub(super) fn open(&self) -> anyhow::Result<Router> {
        let map = graph::open(&self.map);
        map.map(Router::new).with_context(|| format!("cannot open {}", self.map.display()))
    }
}

/// Where the settings are.
#[derive(Debug, Args)]
pub(super) struct ConfigArgument {
    /// A folder with default.toml and profiles/; left out: the built-in ones.
    #[arg(long, value_name = "DIR")]
    pub(super) config: Option<PathBuf>,
}

impl ConfigArgument {
    pub(super) fn read(&self) -> anyhow::Result<Config> {
        Ok(read_config(self.config.as_deref())?)
    }
}

/// Which co-operative to work for, and on which day.
#[derive(Debug, Args)]
pub(super) struct CoopArgument {
    /// The folder that holds the co-operative's coop.toml.
    #[arg(long, value_name = "DIR")]
    coop: PathBuf,
    /// The day, such as 2026-11-21, in the co-operative's time zone.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) day: Option<jiff::civil::Date>,
}

impl CoopArgument {
    /// The rules, for vehicles that ride by one of the map's profiles.
    pub(super) fn rules(&self, router: &Router) -> anyhow::Result<CoopRules> {
        let profiles: Vec<&str> = router.names().collect();
        // Whoever names the file means its folder.
        let folder = if self.coop.is_file() { self.coop.parent() } else { None };
        Ok(read_coop(folder.unwrap_or(&self.coop), &profiles)?)
    }
}

fn date(text: &str) -> Result<jiff::civil::Date, &'static str> {
    text.parse().map_err(|_| "expected a date such as 2026-11-21")
}
