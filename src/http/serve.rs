//! The running server.

use super::{
    router::router,
    state::{App, Options},
};
use crate::app::{roads::RoadService, service::Service};
use axum::Router;
use std::{future::Future, io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::watch};

/// How long requests that are being answered may take to end when the server stops.
const GRACE: Duration = Duration::from_secs(5);

/// The service as something that answers requests, without a network: for tests. It never stops its
/// streams by itself.
pub fn routes(service: Arc<Service>, options: Options) -> Router {
    let (_, stopping) = watch::channel(false);
    router(App::new(service, options, stopping))
}

/// Answers requests on `listener` until `shutdown` is done; then ends all event streams and waits up
/// to 5 seconds for what is being answered.
///
/// # Errors
///
/// If the network fails for good.
pub async fn serve(
    service: Arc<Service>,
    listener: TcpListener,
    options: Options,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (stop, stopping) = watch::channel(false);
    let routes = router(App::new(Arc::clone(&service), options, stopping));
    tokio::select! {
        done = answer(routes, listener, stop, shutdown) => done,
        () = service.keep_tidy() => Ok(()),
    }
}

/// Answers only the OSRM-compatible API on `listener`, until `shutdown` is done; then waits up to 5
/// seconds for what is being answered.
///
/// # Errors
///
/// If the network fails for good.
pub async fn serve_osrm(
    service: RoadService,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (stop, _) = watch::channel(false);
    answer(super::osrm::osrm_routes(service), listener, stop, shutdown).await
}

/// Answers requests until `shutdown` is done, which it then tells by `stop`.
async fn answer(
    routes: Router,
    listener: TcpListener,
    stop: watch::Sender<bool>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let mut stopping = stop.subscribe();
    let end = async move {
        shutdown.await;
        tracing::info!("stopping");
        let _ = stop.send(true);
    };
    let late = async move {
        if stopping.wait_for(|stops| *stops).await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(GRACE).await;
    };
    let routes = routes.into_make_service_with_connect_info::<SocketAddr>();
    tokio::select! {
        done = axum::serve(listener, routes).with_graceful_shutdown(end) => done,
        () = late => {
            tracing::warn!("stopped although some requests were not answered to their end");
            Ok(())
        }
    }
}
