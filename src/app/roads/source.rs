//! The map and the cores behind an API that anybody may ask.

use super::Roads;
use crate::{
    app::service::{AppError, Cpu, Lane, Service},
    config::{OsrmLimits, VroomSettings},
    graph::StreetMap,
    routing::{Class, Router, RouterAt},
    units::{LonLat, Timestamp},
};
use jiff::tz::TimeZone;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// How long a piece of work takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Below a millisecond: nobody else on the same thread notices. To hand it to another and its answer back
    /// can take longer.
    Short,
    /// More, or nobody knows.
    Long,
}

/// Answers questions about streets, for whoever asks, beside or without the rest of the service.
#[derive(Clone, Debug)]
pub struct RoadService {
    router: Arc<Router>,
    cpu: Cpu,
    limits: OsrmLimits,
    vroom: VroomSettings,
    /// Who knows what time it is there; `None`: nobody.
    clock: Option<Arc<Service>>,
}

impl RoadService {
    /// On the map of a running service, and on its cores. Streets are as they are now: with the zones and
    /// the conditions that hold.
    #[must_use]
    pub fn beside(service: Arc<Service>) -> Self {
        let (router, cpu) = (Arc::clone(&service.world().router), service.cpu().clone());
        let (limits, vroom) = (service.settings().osrm, service.settings().vroom);
        Self { router, cpu, limits, vroom, clock: Some(service) }
    }

    /// On a map alone, where it is no time: no zone holds, and no condition.
    #[must_use]
    pub fn alone(router: Arc<Router>, cpu: Cpu, limits: OsrmLimits) -> Self {
        Self { router, cpu, limits, vroom: VroomSettings::default(), clock: None }
    }

    /// The same with other settings for problems of VROOM's.
    #[must_use]
    pub fn with_vroom(self, vroom: VroomSettings) -> Self {
        Self { vroom, ..self }
    }

    /// How much may be asked of it in VROOM's way.
    #[must_use]
    pub fn vroom(&self) -> &VroomSettings {
        &self.vroom
    }

    /// How much may be asked at a time.
    #[must_use]
    pub fn limits(&self) -> &OsrmLimits {
        &self.limits
    }

    /// Is a place where the map is?
    #[must_use]
    pub fn covers(&self, place: LonLat) -> bool {
        self.router.map().report.bbox.is_some_and(|bbox| bbox.contains(place))
    }

    /// Does `work` on the streets of the class that `profile` stands for ([`class_of`]): beside the async
    /// threads, or at once on that which asks if the work is short. If the caller stops waiting, long work
    /// can tell ([`Roads::is_awaited`]).
    ///
    /// # Errors
    ///
    /// [`AppError::Busy`] if there is too much to do, [`AppError::Defect`] if the map has no class or
    /// long `work` panics.
    ///
    /// # Panics
    ///
    /// If short `work` does.
    pub async fn run<T: Send + 'static>(
        &self,
        profile: &str,
        effort: Effort,
        work: impl FnOnce(&Roads<'_>) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let when = match &self.clock {
            Some(service) => service.street_time().await?,
            None => None,
        };
        let no_class = || AppError::Defect("the map has no vehicle class".to_owned());
        let name = class_of(self.router.map(), profile).ok_or_else(no_class)?;
        if effort == Effort::Short
            && let Some(class) = at(&self.router, when.as_ref()).ready(name)
            && let Some(_turn) = self.cpu.try_turn(Lane::Osrm)
        {
            return Ok(work(&Roads::new(&class)));
        }
        let asker = Arc::new(());
        let (waits, name) = (Arc::downgrade(&asker), name.to_owned());
        let router = Arc::clone(&self.router);
        let work = move || {
            // So that short work finds it.
            let _guide = router.map().guide();
            let class = at(&router, when.as_ref()).class(&name)?;
            Some(work(&Roads::new(&class).asked_by(waits)))
        };
        let done = self.cpu.run_in(Lane::Osrm, work).await;
        // Whoever does not wait so long lets go of it before.
        drop(asker);
        done?.ok_or_else(no_class)
    }

    /// Does `work` that searches for routes on a thread of its own. If the caller stops waiting, the work can
    /// tell.
    ///
    /// # Errors
    ///
    /// [`AppError::Busy`] if there is too much to do, [`AppError::Defect`] if `work` panics.
    pub async fn search<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Classes<'_>) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let when = match &self.clock {
            Some(service) => service.street_time().await?,
            None => None,
        };
        let router = Arc::clone(&self.router);
        let cancel = Arc::new(AtomicBool::new(false));
        let waits = Waits(Arc::clone(&cancel));
        let work = move || work(&Classes { router: at(&router, when.as_ref()), cancel: &cancel });
        let done = self.cpu.run_in(Lane::Vroom, work).await;
        drop(waits);
        done
    }
}

/// What a search for routes gets.
#[derive(Debug)]
pub struct Classes<'a> {
    router: RouterAt<'a>,
    /// Becomes true when nobody waits any more.
    pub cancel: &'a AtomicBool,
}

impl Classes<'_> {
    /// The class that a profile stands for ([`class_of`]); `None` if the map has none.
    #[must_use]
    pub fn class(&self, profile: &str) -> Option<Arc<Class>> {
        self.router.class(class_of(self.router.router.map(), profile)?)
    }
}

/// Tells when it is let go of.
struct Waits(Arc<AtomicBool>);

impl Drop for Waits {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The streets now, or at no time.
fn at<'a>(router: &'a Router, when: Option<&'a (Timestamp, TimeZone)>) -> RouterAt<'a> {
    when.map_or_else(|| RouterAt::from(router), |(at, zone)| router.at(*at, zone))
}

/// Name of the vehicle class that a profile's name stands for: the one of this name, else the first. So
/// `bicycle`, `cycling`, `bike` and `driving` are all understood. `None` if the map has no class.
#[must_use]
pub fn class_of<'a>(map: &'a StreetMap, profile: &str) -> Option<&'a str> {
    let named = map.profiles.iter().find(|it| it.name == profile);
    named.or(map.profiles.first()).map(|profile| profile.name.as_str())
}
