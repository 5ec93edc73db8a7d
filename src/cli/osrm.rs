//! `musette osrm`, and the same API beside `musette serve`.

use super::{
    args::{ConfigArgument, MapArgument},
    server::{run_server, stop_signal},
};
use crate::{
    app::{
        roads::RoadService,
        service::{Cpu, Service},
    },
    http::{self, Options},
};
use anyhow::Context as _;
use std::{
    io::{self, Write as _},
    net::SocketAddr,
    process::ExitCode,
    str::FromStr,
    sync::Arc,
};
use tokio::net::TcpListener;

/// Answer OSRM's questions (route, table, nearest, trip) about a map and solve VROOM's problems on it, and
/// nothing else: no database, no pages. Everybody who reaches the address may ask.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    map: MapArgument,
    #[command(flatten)]
    config: ConfigArgument,
    /// Where to listen.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:5000")]
    listen: SocketAddr,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let settings = arguments.config.read()?.settings;
    let router = Arc::new(arguments.map.open()?);
    // Nobody waits for it later.
    let classes = router.classes();
    anyhow::ensure!(!classes.is_empty(), "the map has no profile; import it with one");
    drop(classes);
    run_server(async move {
        let shutdown = stop_signal()?;
        let listener = bind(arguments.listen, "--listen").await?;
        let address = listener.local_addr().context("cannot tell the address")?;
        let service = RoadService::alone(router, Cpu::of_this_machine(), settings.osrm)
            .with_vroom(settings.vroom);
        writeln!(io::stdout().lock(), "listening on http://{address}/")?;
        http::serve_osrm(service, listener, shutdown).await.context("the network failed")
    })
}

/// Where the OSRM-compatible API is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Where {
    /// Nowhere.
    #[default]
    Off,
    /// Beside all else.
    On,
    /// At an address of its own.
    At(SocketAddr),
}

impl FromStr for Where {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "off" => Ok(Self::Off),
            "on" => Ok(Self::On),
            address => address
                .parse()
                .map(Self::At)
                .map_err(|_| "expected off, on, or an address such as 127.0.0.1:5000"),
        }
    }
}

/// Whether the service answers OSRM's questions, and VROOM's problems, too.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct OsrmArgument {
    /// The APIs compatible with OSRM (route, table, nearest, trip) and VROOM (POST / and /vroom), which ask nobody
    /// to sign in: `off`, `on` (at the same address), or at an address of their own, where a firewall can tell
    /// who may ask.
    #[arg(long, value_name = "off|on|ADDRESS:PORT", default_value = "off")]
    osrm: Where,
}

impl OsrmArgument {
    /// Listens at the address that it may have of its own.
    pub(super) async fn bind(self) -> anyhow::Result<BoundOsrm> {
        let listener = match self.osrm {
            Where::At(address) => Some(bind(address, "--osrm").await?),
            Where::Off | Where::On => None,
        };
        Ok(BoundOsrm { is_beside: self.osrm == Where::On, listener })
    }
}

/// The same with its own listener, if it has one.
#[derive(Debug)]
pub(super) struct BoundOsrm {
    is_beside: bool,
    listener: Option<TcpListener>,
}

impl BoundOsrm {
    /// Answers requests of all kinds until `shutdown` is done, or for its own listener the program is
    /// asked to stop; says where that is.
    pub(super) async fn serve(
        self,
        service: Arc<Service>,
        listener: TcpListener,
        options: Options,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> anyhow::Result<()> {
        let own = match self.listener {
            Some(listener) => {
                let address = listener.local_addr().context("cannot tell the address")?;
                let roads = RoadService::beside(Arc::clone(&service));
                writeln!(io::stdout().lock(), "listening on http://{address}/ as an OSRM")?;
                Some(tokio::spawn(http::serve_osrm(roads, listener, stop_signal()?)))
            }
            None => None,
        };
        let options = Options { osrm: self.is_beside, ..options };
        http::serve(service, listener, options, shutdown).await.context("the network failed")?;
        if let Some(own) = own {
            own.await.context("the OSRM-compatible API broke off")??;
        }
        Ok(())
    }
}

async fn bind(address: SocketAddr, argument: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!("cannot listen on {address}; stop the program that does, or say another {argument}")
    })
}
