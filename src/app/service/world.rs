//! The service: what all use cases work with.

use super::{AppError, Clock, Cpu, paths::PathCache, plannings::Board, throttle::Throttle};
use crate::{
    config::{Settings, time_zone},
    geo::BoundingBox,
    geocode::Geocoder,
    graph::{self, MapFileError, Metric, StreetMap},
    routing::{Class, Router},
    store::{Store, StoredCoop},
    tiles::TileSet,
    units::LonLat,
};
use jiff::tz::TimeZone;
use std::{
    path::Path,
    sync::{Arc, OnceLock},
    time::Duration,
};

/// What one knows of a place of the world.
#[derive(Debug)]
pub struct World {
    /// Its name, such as `helsinki`.
    pub name: String,
    /// Its streets, and who rides on them.
    pub router: Arc<Router>,
    /// Finds its addresses.
    pub geocoder: Geocoder,
    /// Its scenery; `None` if the map file has none.
    pub tiles: Option<TileSet>,
}

impl World {
    /// Opens a map that `musette import` has made. Takes a moment, and all cores.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or was made by another version.
    pub fn open(file: &Path) -> Result<Self, MapFileError> {
        let (map, (places, scenery)) = rayon::join(
            || graph::open(file),
            || rayon::join(|| graph::places(file), || graph::scenery(file)),
        );
        let (map, places, scenery) = (map?, places?, scenery?);
        let (geocoder, tiles) =
            rayon::join(|| Geocoder::new(&places, &map.graph), || TileSet::new(scenery));
        let router = Arc::new(Router::new(map));
        // Nobody waits for it later.
        drop(router.classes());
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { name, router, geocoder, tiles: Some(tiles) })
    }

    /// West, south and east, north of all that is on the map; `None` if nothing is.
    #[must_use]
    pub fn bounds(&self) -> Option<BoundingBox> {
        BoundingBox::around(self.map().graph.graph.node_weights().copied())
    }

    /// Its streets.
    #[must_use]
    pub fn map(&self) -> &StreetMap {
        self.router.map()
    }

    /// The class of one of the map's profiles, as it is now.
    #[must_use]
    pub fn class(&self, profile: &str) -> Option<Arc<Class>> {
        self.router.class(profile)
    }

    /// Names of the map's profiles.
    #[must_use]
    pub fn profiles(&self) -> Vec<String> {
        self.router.names().map(str::to_owned).collect()
    }
}

/// All use cases, with what they work with: a database, a map, settings, a clock and the cores.
#[derive(Debug)]
pub struct Service {
    pub(super) store: Store,
    pub(super) world: Arc<World>,
    pub(super) settings: Settings,
    pub(super) clock: Clock,
    pub(super) cpu: Cpu,
    pub(super) throttle: Throttle,
    pub(super) paths: PathCache,
    /// The days that are being planned.
    pub(super) plannings: Board,
    /// What the clocks by the streets show, once a co-operative is there; its zone does not change.
    pub(super) street_zone: OnceLock<TimeZone>,
    /// Held by who changes the streets.
    pub(super) tuning: Arc<tokio::sync::Mutex<()>>,
}

impl Service {
    /// A service on a database and a map.
    #[must_use]
    pub fn new(
        store: Store,
        world: impl Into<Arc<World>>,
        settings: Settings,
        clock: Clock,
        cpu: Cpu,
    ) -> Self {
        Self {
            store,
            world: world.into(),
            settings,
            clock,
            cpu,
            throttle: Throttle::default(),
            paths: PathCache::new(),
            plannings: Board::default(),
            street_zone: OnceLock::new(),
            tuning: Arc::default(),
        }
    }

    /// The same service by another clock.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// How it plans, where nobody says otherwise.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What the clock shows.
    #[must_use]
    pub fn now(&self) -> crate::units::Timestamp {
        self.clock.now()
    }

    /// The map.
    #[must_use]
    pub fn world(&self) -> &Arc<World> {
        &self.world
    }

    /// The database.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Where CPU work is done.
    #[must_use]
    pub fn cpu(&self) -> &Cpu {
        &self.cpu
    }

    /// Does the database answer?
    ///
    /// # Errors
    ///
    /// If it does not.
    pub async fn is_ready(&self) -> Result<(), AppError> {
        self.store.coops().await?;
        Ok(())
    }

    /// Throws away what is over, every hour, for ever.
    pub async fn keep_tidy(&self) {
        loop {
            if let Err(error) = self.store.sweep_sessions(self.now()).await {
                tracing::warn!(%error, "cannot remove sessions that are over");
            }
            if let Err(error) = self.store.sweep_held_orders(self.now()).await {
                tracing::warn!(%error, "cannot remove held orders that are over");
            }
            tokio::time::sleep(Duration::from_hours(1)).await;
        }
    }

    /// Where the map's centre is for all of its vehicles, for hubs that are there.
    pub(super) fn centre(&self) -> Option<LonLat> {
        let classes = self.world.router.classes();
        let metrics: Vec<&Metric> = classes.iter().map(|class| &class.metric).collect();
        let position = crate::domain::Position::CentreOfMap;
        crate::dispatch::hub_place(&position, self.world.map(), &metrics)
    }
}

/// The time zone of a co-operative.
///
/// # Errors
///
/// If there is no such zone, which the database says that there is.
pub(super) fn zone_of(coop: &StoredCoop) -> Result<TimeZone, AppError> {
    time_zone(&coop.zone).ok_or_else(|| {
        AppError::Defect(format!("the co-operative's time zone {} does not exist", coop.zone))
    })
}
