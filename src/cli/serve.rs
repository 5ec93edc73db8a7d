//! `musette serve`

use super::{
    args::ConfigArgument,
    osrm::OsrmArgument,
    server::{ListenArguments, run_server, stop_signal},
};
use crate::{
    app::service::{AppError, Clock, Cpu, Service, World, seed_coop, seed_rules, top_up_shifts},
    config::{Config, CoopRules, RulesSeed, read_coop},
    store::Store,
};
use anyhow::Context as _;
use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

const DAY: Duration = Duration::from_hours(24);

/// Run the service: its API and its pages.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A map made by `musette import`.
    #[arg(long, value_name = "MAP.musette")]
    map: PathBuf,
    /// The database: sqlite:path/to/file.sqlite (made if it is missing) or `postgres://user@host/name`.
    #[arg(long, value_name = "URL", env = "MUSETTE_DATABASE", hide_env_values = true)]
    database: String,
    #[command(flatten)]
    listen: ListenArguments,
    #[command(flatten)]
    osrm: OsrmArgument,
    #[command(flatten)]
    config: ConfigArgument,
    /// A folder with a coop.toml: if the database has no co-operative yet, this one is put into it.
    /// Its weekly shifts are made 14 days ahead, at the start and once a day.
    #[arg(long, value_name = "DIR")]
    coop: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let config = arguments.config.read()?;
    let world = World::open(&arguments.map)
        .with_context(|| format!("cannot open {}", arguments.map.display()))?;
    arguments.listen.warn();
    run_server(serve(arguments, world, config))
}

async fn serve(arguments: &Arguments, world: World, config: Config) -> anyhow::Result<()> {
    let Config { settings, rules: seed, .. } = config;
    let shutdown = stop_signal()?;
    let listener = arguments.listen.bind().await?;
    let osrm = arguments.osrm.bind().await?;
    let store = Store::open(&arguments.database).await?;
    let clock = Clock::real();
    let weekly = match &arguments.coop {
        Some(folder) => Some(seed_first(&store, folder, &world, &seed, clock).await?),
        None => None,
    };
    // By which shifts are judged.
    seed_rules(&store, &seed, clock).await?;
    let daily = match weekly {
        Some(rules) => {
            top_up(&store, &rules, clock).await?;
            Some(tokio::spawn(top_up_daily(store.clone(), rules, clock)))
        }
        None => None,
    };
    if store.coops().await?.is_empty() {
        tracing::warn!("the database has no co-operative: nobody can sign in; say --coop");
    }
    let name = world.name.clone();
    let service = Service::new(store.clone(), world, settings, clock, Cpu::of_this_machine());
    service.restore_streets().await?;
    let address = listener.local_addr().context("cannot tell the address")?;
    let service = Arc::new(service);
    tracing::info!(map = name, "ready");
    writeln!(io::stdout().lock(), "listening on http://{address}/")?;
    osrm.serve(service, listener, arguments.listen.options(), shutdown).await?;
    if let Some(daily) = daily {
        daily.abort();
    }
    store.close().await;
    Ok(())
}

async fn seed_first(
    store: &Store,
    folder: &Path,
    world: &World,
    seed: &RulesSeed,
    clock: Clock,
) -> anyhow::Result<CoopRules> {
    let profiles = world.profiles();
    let profiles: Vec<&str> = profiles.iter().map(String::as_str).collect();
    let rules = read_coop(folder, &profiles)?;
    if let Some(coop) = seed_coop(store, &rules, seed, clock, None).await? {
        tracing::info!(coop = coop.name, "put into the database");
    } else {
        tracing::info!("the database has a co-operative already; of --coop only the shifts count");
    }
    Ok(rules)
}

async fn top_up(store: &Store, rules: &CoopRules, clock: Clock) -> Result<(), AppError> {
    let shifts = top_up_shifts(store, rules, clock).await?;
    if shifts > 0 {
        tracing::info!(shifts, "made for the days to come");
    }
    Ok(())
}

async fn top_up_daily(store: Store, rules: CoopRules, clock: Clock) {
    loop {
        tokio::time::sleep(DAY).await;
        // There are shifts of many days left: tomorrow it may work again.
        if let Err(error) = top_up(&store, &rules, clock).await {
            tracing::error!(%error, "cannot make the shifts of the days to come");
        }
    }
}
