//! `musette serve`

use super::args::ConfigArgument;
use crate::{
    app::service::{Clock, Cpu, Service, World, seed_coop},
    config::{Settings, read_coop},
    http::{self, Options},
    store::Store,
};
use anyhow::Context as _;
use std::{
    io::{self, Write as _},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};
use tokio::net::TcpListener;

/// Run the service: its API and its pages.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A map made by `musette import`.
    #[arg(long, value_name = "MAP.musette")]
    map: PathBuf,
    /// The database: sqlite:path/to/file.sqlite (made if it is missing) or `postgres://user@host/name`.
    #[arg(long, value_name = "URL", env = "MUSETTE_DATABASE", hide_env_values = true)]
    database: String,
    /// Where to listen.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    #[command(flatten)]
    config: ConfigArgument,
    /// A folder with a coop.toml: if the database has no co-operative yet, this one is put into it,
    /// with its shifts of the coming 14 days.
    #[arg(long, value_name = "DIR")]
    coop: Option<PathBuf>,
    /// There is a proxy in front that speaks HTTPS to the world and sets X-Forwarded-For: cookies are
    /// then for HTTPS only, and it tells who asks.
    #[arg(long)]
    behind_proxy: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let settings = arguments.config.read()?.settings;
    let world = World::open(&arguments.map)
        .with_context(|| format!("cannot open {}", arguments.map.display()))?;
    if !arguments.behind_proxy && !arguments.listen.ip().is_loopback() {
        tracing::warn!(
            listen = %arguments.listen,
            "passwords and cookies go over the network in the clear; put a proxy with HTTPS in front \
             and say --behind-proxy, or listen on 127.0.0.1"
        );
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.context("cannot start threads")?;
    let outcome = runtime.block_on(serve(arguments, world, settings));
    // Work that nobody waits for any more must not keep the program from ending.
    runtime.shutdown_background();
    outcome.map(|()| ExitCode::SUCCESS)
}

async fn serve(arguments: &Arguments, world: World, settings: Settings) -> anyhow::Result<()> {
    let shutdown = stop_signal()?;
    let listener = TcpListener::bind(arguments.listen).await.with_context(|| {
        format!(
            "cannot listen on {}; stop the program that does, or say another --listen",
            arguments.listen
        )
    })?;
    let store = Store::open(&arguments.database).await?;
    let clock = Clock::real();
    if let Some(folder) = &arguments.coop {
        seed(&store, folder, &world, clock).await?;
    }
    if store.coops().await?.is_empty() {
        tracing::warn!("the database has no co-operative: nobody can sign in; say --coop");
    }
    let name = world.name.clone();
    let service = Service::new(store.clone(), world, settings, clock, Cpu::of_this_machine());
    let address = listener.local_addr().context("cannot tell the address")?;
    tracing::info!(map = name, "ready");
    writeln!(io::stdout().lock(), "listening on http://{address}/")?;
    let options = Options { behind_proxy: arguments.behind_proxy, ..Options::default() };
    http::serve(Arc::new(service), listener, options, shutdown)
        .await
        .context("the network failed")?;
    store.close().await;
    Ok(())
}

async fn seed(store: &Store, folder: &Path, world: &World, clock: Clock) -> anyhow::Result<()> {
    let profiles = world.profiles();
    let profiles: Vec<&str> = profiles.iter().map(String::as_str).collect();
    let rules = read_coop(folder, &profiles)?;
    if let Some(coop) = seed_coop(store, &rules, clock, None).await? {
        tracing::info!(coop = coop.name, "put into the database");
    } else {
        tracing::info!("the database has a co-operative already; --coop changes nothing");
    }
    Ok(())
}

/// Done when the program is asked to stop: by Ctrl-C or by a service manager. From now on, neither
/// ends it by itself.
fn stop_signal() -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .context("cannot listen to signals")?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    })
}
