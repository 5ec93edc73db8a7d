//! The map and the cores behind an API that anybody may ask.

use super::Roads;
use crate::{
    app::service::{AppError, Cpu, Lane, World},
    config::OsrmLimits,
    graph::StreetMap,
    routing::Router,
};
use std::sync::Arc;

/// Where the streets come from.
#[derive(Clone, Debug)]
enum Source {
    World(Arc<World>),
    Router(Arc<Router>),
}

/// Answers questions about streets, for whoever asks, beside or without the rest of the service.
#[derive(Clone, Debug)]
pub struct RoadService {
    source: Source,
    cpu: Cpu,
    limits: OsrmLimits,
}

impl RoadService {
    /// On the map of a running service, and on its cores.
    #[must_use]
    pub fn beside(world: Arc<World>, cpu: Cpu, limits: OsrmLimits) -> Self {
        Self { source: Source::World(world), cpu, limits }
    }

    /// On a map alone.
    #[must_use]
    pub fn alone(router: Arc<Router>, cpu: Cpu, limits: OsrmLimits) -> Self {
        Self { source: Source::Router(router), cpu, limits }
    }

    /// How much may be asked at a time.
    #[must_use]
    pub fn limits(&self) -> &OsrmLimits {
        &self.limits
    }

    fn router(&self) -> &Router {
        match &self.source {
            Source::World(world) => &world.router,
            Source::Router(router) => router,
        }
    }

    /// Does `work` on the streets of the class that `profile` stands for ([`class_of`]), beside the
    /// async threads.
    ///
    /// # Errors
    ///
    /// [`AppError::Busy`] if there is too much to do, [`AppError::Defect`] if the map has no class or
    /// `work` panics.
    pub async fn run<T: Send + 'static>(
        &self,
        profile: &str,
        work: impl FnOnce(&Roads<'_>) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let (service, profile) = (self.clone(), profile.to_owned());
        let work = move || {
            let router = service.router();
            let class = router.class(class_of(router.map(), &profile)?)?;
            Some(work(&Roads::new(&class)))
        };
        let done = self.cpu.run_in(Lane::Osrm, work).await?;
        done.ok_or_else(|| AppError::Defect("the map has no vehicle class".to_owned()))
    }
}

/// Name of the vehicle class that a profile's name stands for: the one of this name, else the first. So
/// `bicycle`, `cycling`, `bike` and `driving` are all understood. `None` if the map has no class.
#[must_use]
pub fn class_of<'a>(map: &'a StreetMap, profile: &str) -> Option<&'a str> {
    let named = map.profiles.iter().find(|it| it.name == profile);
    named.or(map.profiles.first()).map(|profile| profile.name.as_str())
}
