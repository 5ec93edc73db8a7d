//! Where the day comes from.

use crate::{
    app::{
        DemoWishes, demo_orders,
        service::Unlawful,
        simulation::{Arrivals, PostedDay, Stage, posted_day},
    },
    cli::{
        args::date,
        database,
        plan::{day_of, refuse_unlawful},
        server::block_on,
        shipped,
    },
    config::{
        PlacedOrder, Settings, example_coop, read_coop, read_placed_orders, read_profiles,
        time_zone,
    },
    domain::{Coop, Order, Rules, Sentence},
    graph::{self, StreetMap},
    instances::{self, Format, Instance},
    osm::read_extract,
    routing::Router,
    simulation::Scene,
    solver::Reason,
    store::Store,
    units::Timestamp,
};
use anyhow::Context as _;
use jiff::civil::Date;
use std::{
    io::Cursor,
    path::{Path, PathBuf},
};

/// Which day.
#[derive(Debug, clap::Args)]
pub(super) struct SourceArguments {
    /// A meal delivery problem (MDRP): the folder of its tables.
    #[arg(value_name = "INSTANCE", conflicts_with_all = ["map", "coop", "orders", "database", "day"])]
    instance: Option<PathBuf>,
    /// How the problem is written: mdrp.
    #[arg(long, value_name = "FORMAT", requires = "instance")]
    format: Option<Format>,
    /// A map made by `musette import`.
    #[arg(long, value_name = "MAP.musette")]
    map: Option<PathBuf>,
    /// The folder that holds the co-operative's coop.toml.
    #[arg(long, value_name = "DIR", requires_all = ["map", "orders"], conflicts_with = "database")]
    coop: Option<PathBuf>,
    /// The orders, as CSV (see README.md for its columns).
    #[arg(long, value_name = "ORDERS.csv", requires = "coop")]
    orders: Option<PathBuf>,
    /// The database of a service, of which a day's orders are ridden again:
    /// sqlite:path/to/file.sqlite or `postgres://user@host/name`.
    #[arg(long, value_name = "URL", requires_all = ["map", "day"])]
    database: Option<String>,
    /// Id of the co-operative, if the database has several.
    #[arg(long, value_name = "ID", requires = "database")]
    coop_id: Option<String>,
    /// The day, such as 2026-11-21, in the co-operative's time zone. Of an invented day: which shifts.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    day: Option<Date>,
}

/// A day that was read.
pub(super) enum Source {
    /// A problem of the literature.
    Meals(Box<Instance>),
    /// A co-operative's day.
    Day { router: Box<Router>, coop: Box<Coop>, orders: Vec<Order>, placed: Vec<Option<Timestamp>> },
}

/// The invented day is in this week, so that it is the same whenever it is asked for.
const WEEK: Date = jiff::civil::date(2026, 3, 16);
const DEMO: DemoWishes = DemoWishes { orders: 120, shops: 12, seed: 1, max_snap_m: 0.0 };

impl SourceArguments {
    /// Files that are read.
    pub(super) fn inputs(&self) -> impl Iterator<Item = (&'static str, &Path)> {
        let files = [("--map", &self.map), ("--orders", &self.orders)];
        files.into_iter().filter_map(|(name, file)| Some((name, file.as_deref()?)))
    }

    /// Reads the day, and gives the rules in force on it: `decided`, if it brings no others along.
    pub(super) fn read(
        &self,
        settings: &Settings,
        decided: Rules,
    ) -> anyhow::Result<(Source, Rules)> {
        if let Some(path) = &self.instance {
            let instance = instances::read(path, self.format)?;
            anyhow::ensure!(
                instance.format() == Format::Mdrp,
                "{} is of format {}, where nobody says when an order is placed; only mdrp can be simulated",
                path.display(),
                instance.format()
            );
            return Ok((Source::Meals(Box::new(instance)), decided));
        }
        let Some(map) = &self.map else { return Ok((self.invented(settings)?, decided)) };
        let router = graph::open(map).map(Router::new);
        let router = router.with_context(|| format!("cannot open {}", map.display()))?;
        match (&self.coop, &self.orders, &self.database, self.day) {
            (Some(coop), Some(orders), _, _) => {
                Ok((self.written(router, [coop, orders], settings, &decided)?, decided))
            }
            (_, _, Some(database), Some(day)) => {
                let posted = posted(database, self.coop_id.as_deref(), day)?;
                let PostedDay { coop, rules, unlawful, orders, placed } = posted;
                for Unlawful { courier_name, sentence, .. } in &unlawful {
                    tracing::warn!("left out, a shift of {courier_name}: {}", sentence.en);
                }
                anyhow::ensure!(
                    !orders.is_empty(),
                    "nothing was posted for {day}; say another --day"
                );
                let (router, coop) = (Box::new(router), Box::new(coop));
                Ok((Source::Day { router, coop, orders, placed }, rules))
            }
            _ => anyhow::bail!(
                "say what happens on this map: --coop DIR --orders ORDERS.csv, or --database URL --day \
                 YYYY-MM-DD"
            ),
        }
    }

    /// Orders of a file.
    fn written(
        &self,
        router: Router,
        [coop, orders]: [&PathBuf; 2],
        settings: &Settings,
        decided: &Rules,
    ) -> anyhow::Result<Source> {
        let profiles: Vec<&str> = router.names().collect();
        let folder = if coop.is_file() { coop.parent() } else { None };
        let rules = read_coop(folder.unwrap_or(coop), &profiles)?;
        let placed: Vec<PlacedOrder> =
            read_placed_orders(orders, rules.zone(), settings, &decided.service)?;
        let (orders, placed): (Vec<Order>, Vec<_>) = placed.into_iter().unzip();
        let day = match self.day {
            Some(day) => day,
            None => day_of(&orders, &rules)?,
        };
        refuse_unlawful(&rules.unlawful_on(day, &decided.labour), day, rules.zone())?;
        let (router, coop) =
            (Box::new(router), Box::new(rules.on(day).with_lifts(&decided.labour)));
        Ok(Source::Day { router, coop, orders, placed })
    }

    /// The example co-operative on the map that comes with Musette.
    fn invented(&self, settings: &Settings) -> anyhow::Result<Source> {
        let profiles = read_profiles(None)?;
        let extract = read_extract(Cursor::new(shipped::MAP), &profiles, &|_, _| {})?;
        let router = Router::new(StreetMap::build(&extract, profiles));
        let names: Vec<&str> = router.names().collect();
        let rules = example_coop(&names)?;
        let coop = rules.on(self.day.unwrap_or_else(|| rules.busiest_day(WEEK)));
        let wishes = DemoWishes { max_snap_m: settings.max_snap_m(), ..DEMO };
        let orders = demo_orders(&router, &extract.places, &coop, wishes)?;
        let placed = vec![None; orders.len()];
        let (router, coop) = (Box::new(router), Box::new(coop));
        Ok(Source::Day { router, coop, orders, placed })
    }
}

fn posted(database: &str, coop: Option<&str>, day: Date) -> anyhow::Result<PostedDay> {
    block_on(async {
        let store = Store::open_existing(database).await?;
        let coop = database::coop(store.coops().await?, coop)?;
        let posted = posted_day(&store, &coop.id, day).await;
        store.close().await;
        Ok(posted?)
    })
}

impl Source {
    /// The day, to be ridden.
    pub(super) fn stage(&self, max_snap_m: f64) -> anyhow::Result<Stage<'_>> {
        match self {
            Self::Meals(instance) => meals(instance),
            Self::Day { router, coop, orders, placed } => {
                let zone = time_zone(&coop.zone).unwrap_or(jiff::tz::TimeZone::UTC);
                Ok(Stage::of_day(router, &zone, coop, orders, Arrivals(placed), max_snap_m)?)
            }
        }
    }
}

/// Of meals minute 0 is midnight.
fn meals(instance: &Instance) -> anyhow::Result<Stage<'_>> {
    let scene = Scene::new(instance.problem(), instance.placed())?;
    let orders = 1..=scene.orders().len();
    let names = instance.courier_names().enumerate();
    Ok(Stage {
        title: instance.name().to_owned(),
        couriers: names
            .map(|(index, name)| name.map_or_else(|| index.to_string(), str::to_owned))
            .collect(),
        orders: orders.map(|order| format!("o{order}")).collect(),
        scene,
        clock_s: 0,
        told: Box::new(|_, reason| plainly(reason)),
    })
}

/// Where nobody has a name, the reason is told without figures.
fn plainly(reason: Reason) -> (&'static str, Sentence) {
    let both = |en: &str, fr: &str| Sentence { en: en.to_owned(), fr: fr.to_owned() };
    match reason {
        Reason::NoVehicle => {
            ("no_vehicle", both("nobody is on shift", "personne n’est de service"))
        }
        Reason::AllBusy { .. } => (
            "all_busy",
            both("no place was found in the rounds", "aucune place trouvée dans les tournées"),
        ),
        _ => (
            "impossible",
            both("no courier could make it in time", "aucun coursier ne pouvait y être à temps"),
        ),
    }
}
