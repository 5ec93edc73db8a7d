//! Arguments that several commands share.

use crate::{
    config::{Config, CoopRules, read_config, read_coop},
    domain::Sentence,
    graph,
    routing::{Router, RouterAt},
    units::Timestamp,
};
use anyhow::Context as _;
use clap::Args;
use jiff::{fmt::temporal::Pieces, tz::TimeZone};
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

/// When one leaves.
#[derive(Debug, Args)]
pub(super) struct DepartArgument {
    /// When one leaves, as RFC 3339 with the offset of the clocks by the streets, such as
    /// 2026-03-17T08:00:00+01:00: conditional access and turn restrictions count as they are then. Left
    /// out: none of them holds.
    #[arg(long, value_name = "INSTANT", value_parser = departure)]
    depart_at: Option<Departure>,
}

/// An instant, and the clocks by which it was told.
#[derive(Clone, Debug)]
struct Departure {
    at: Timestamp,
    clocks: TimeZone,
}

impl DepartArgument {
    /// The streets as they are then.
    pub(super) fn of<'a>(&'a self, router: &'a Router) -> RouterAt<'a> {
        let at = |it: &'a Departure| router.at(it.at, &it.clocks);
        self.depart_at.as_ref().map_or_else(|| router.into(), at)
    }
}

fn departure(text: &str) -> Result<Departure, &'static str> {
    let expected = "expected an instant with its offset such as 2026-03-17T08:00:00+01:00";
    let at: jiff::Timestamp = text.parse().map_err(|_| expected)?;
    let pieces = Pieces::parse(text).map_err(|_| expected)?;
    let offset = pieces.to_numeric_offset().ok_or(expected)?;
    let at = Timestamp::from_millis(at.as_millisecond());
    Ok(Departure { at, clocks: offset.to_time_zone() })
}

/// Where the settings are.
#[derive(Debug, Args)]
pub(super) struct ConfigArgument {
    /// A folder with default.toml, rules.toml, profiles/ and labour/fr.toml; what it does not hold is built in.
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
    pub(super) coop: PathBuf,
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

/// The language of a text.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub(super) enum Language {
    #[default]
    En,
    Fr,
}

impl Language {
    pub(super) fn of(self, sentence: &Sentence) -> &str {
        match self {
            Self::En => &sentence.en,
            Self::Fr => &sentence.fr,
        }
    }
}

/// A day.
pub(super) fn date(text: &str) -> Result<jiff::civil::Date, &'static str> {
    text.parse().map_err(|_| "expected a date such as 2026-11-21")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_departure_is_told_by_the_clocks_of_its_offset() {
        for (text, clocks) in [
            ("2026-03-17T08:00:00+01:00", "2026-03-17T08:00:00"),
            ("2026-03-17T07:00:00Z", "2026-03-17T07:00:00"),
        ] {
            let Departure { at, clocks: zone } = departure(text).unwrap();
            assert_eq!(at.as_millis(), 1_773_730_800_000);
            let instant = jiff::Timestamp::from_millisecond(at.as_millis()).unwrap();
            assert_eq!(zone.to_datetime(instant).to_string(), clocks);
        }
        for text in ["2026-03-17T08:00:00", "2026-03-17", "08:00", "now", ""] {
            assert!(departure(text).is_err(), "{text}");
        }
    }
}
