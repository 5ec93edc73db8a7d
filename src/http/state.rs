//! What every handler knows.

use crate::app::service::Service;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::sync::{Semaphore, watch};

/// How the server is reached, and how it treats those who listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Is there a proxy in front, which speaks HTTPS to the world and tells in `X-Forwarded-For` who
    /// asks? Cookies are then only for HTTPS.
    pub behind_proxy: bool,
    /// Are the APIs compatible with OSRM and VROOM a part of it? They are for whoever asks, signed in or not.
    pub osrm: bool,
    /// How often an event stream on which nothing happens gives a sign of life.
    pub heartbeat: Duration,
    /// How many event streams there may be at a time.
    pub most_streams: usize,
    /// How many of them one account may have.
    pub most_streams_each: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            behind_proxy: false,
            osrm: false,
            heartbeat: Duration::from_secs(15),
            most_streams: 4_000,
            most_streams_each: 20,
        }
    }
}

/// What every handler knows.
#[derive(Clone, Debug)]
pub(super) struct App {
    pub(super) service: Arc<Service>,
    pub(super) options: Options,
    /// Becomes true when the server stops.
    pub(super) stopping: watch::Receiver<bool>,
    /// One for each event stream that may still begin.
    pub(super) streams: Arc<Semaphore>,
    /// How many there are of each account.
    pub(super) listeners: Arc<Mutex<HashMap<String, usize>>>,
}

impl App {
    pub(super) fn new(
        service: Arc<Service>,
        options: Options,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        let streams = Arc::new(Semaphore::new(options.most_streams));
        Self { service, options, stopping, streams, listeners: Arc::default() }
    }
}
