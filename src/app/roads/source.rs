//! The map and the cores behind an API that anybody may ask.

use super::Roads;
use crate::{
    app::service::{AppError, Cpu, Lane, World},
    config::OsrmLimits,
    graph::StreetMap,
};
use std::sync::Arc;

/// Where the streets come from.
#[derive(Clone, Debug)]
enum Source {
    World(Arc<World>),
    Map(Arc<StreetMap>),
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
    pub fn alone(map: Arc<StreetMap>, cpu: Cpu, limits: OsrmLimits) -> Self {
        Self { source: Source::Map(map), cpu, limits }
    }

    /// How much may be asked at a time.
    #[must_use]
    pub fn limits(&self) -> &OsrmLimits {
        &self.limits
    }

    fn map(&self) -> &StreetMap {
        match &self.source {
            Source::World(world) => &world.map,
            Source::Map(map) => map,
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
        work: impl FnOnce(&mut Roads<'_>) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let (service, class) = (self.clone(), class_of(self.map(), profile));
        let work = move || Roads::new(service.map(), class).map(|mut roads| work(&mut roads));
        let done = self.cpu.run_in(Lane::Osrm, work).await?;
        done.ok_or_else(|| AppError::Defect("the map has no vehicle class".to_owned()))
    }
}

/// Index of the vehicle class that a profile's name stands for: the one of this name, else the
/// first. So `bicycle`, `cycling`, `bike` and `driving` are all understood.
#[must_use]
pub fn class_of(map: &StreetMap, profile: &str) -> usize {
    map.profiles.iter().position(|it| it.name == profile).unwrap_or(0)
}
