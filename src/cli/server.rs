//! What `serve` and `demo` share: where to listen, when to stop.

use crate::http::Options;
use anyhow::Context as _;
use std::{future::Future, net::SocketAddr, process::ExitCode};
use tokio::net::TcpListener;

/// Where the server is reached.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ListenArguments {
    /// Where to listen. 0.0.0.0:8080 is for everybody in the network, phones too.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub(super) listen: SocketAddr,
    /// There is a proxy in front that speaks HTTPS to the world and sets X-Forwarded-For: cookies are
    /// then for HTTPS only, and it tells who asks.
    #[arg(long)]
    behind_proxy: bool,
}

impl ListenArguments {
    /// Warns if passwords would go over the network for all to read.
    pub(super) fn warn(&self) {
        if !self.behind_proxy && !self.listen.ip().is_loopback() {
            tracing::warn!(
                listen = %self.listen,
                "passwords and cookies go over the network in the clear; put a proxy with HTTPS in \
                 front and say --behind-proxy, or listen on 127.0.0.1"
            );
        }
    }

    pub(super) async fn bind(&self) -> anyhow::Result<TcpListener> {
        TcpListener::bind(self.listen).await.with_context(|| {
            format!(
                "cannot listen on {}; stop the program that does, or say another --listen",
                self.listen
            )
        })
    }

    pub(super) fn options(&self) -> Options {
        Options { behind_proxy: self.behind_proxy, ..Options::default() }
    }
}

/// Runs a server until it ends.
pub(super) fn run_server(
    server: impl Future<Output = anyhow::Result<()>>,
) -> anyhow::Result<ExitCode> {
    block_on(server).map(|()| ExitCode::SUCCESS)
}

/// Runs what is asynchronous to its end.
pub(super) fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.context("cannot start threads")?;
    let outcome = runtime.block_on(work);
    // Work that nobody waits for any more must not keep the program from ending.
    runtime.shutdown_background();
    outcome
}

/// Done when the program is asked to stop: by Ctrl-C or by a service manager. From now on, neither
/// ends it by itself.
pub(super) fn stop_signal() -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
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
