//! All vehicle classes of a map, each with the metric that holds now.

use super::{
    by_time::{ByTime, Zones},
    class::{Class, Corners},
    topology::Topology,
    zone::Zone,
};
use crate::{
    graph::{Metric, StreetMap, TurnModel},
    osm::Profile,
    units::Timestamp,
};
use arc_swap::ArcSwap;
use jiff::tz::TimeZone;
use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

/// A map's streets, ready for queries by any of its vehicle classes.
///
/// A class is replaced as a whole while queries run: who has got one goes on with it, and whoever asks
/// next gets the new one. Asking takes no lock. Whoever first asks for a class that is not there makes it,
/// with the help of rayon's threads, and others that want the same wait. So ask from threads of your own,
/// never from a rayon job: the thread that makes a class may run that job meanwhile, and would wait for itself.
#[derive(Debug)]
pub struct Router {
    map: Arc<StreetMap>,
    corners: Arc<Corners>,
    /// One a [`TurnModel`] that some class needs, or has needed.
    topologies: [OnceLock<Arc<Topology>>; 3],
    /// One a profile, made when it is first asked for.
    classes: Vec<OnceLock<ArcSwap<Class>>>,
    by_time: ByTime,
    generation: AtomicU64,
}

/// A router, and the time for which it is asked.
#[derive(Clone, Copy, Debug)]
pub struct RouterAt<'a> {
    /// The streets.
    pub router: &'a Router,
    /// Instant, and the time zone of the streets' clocks; `None`: no time, so no zones and no conditions.
    when: Option<(Timestamp, &'a TimeZone)>,
}

impl RouterAt<'_> {
    /// The class whose profile is called `name`, as it is then.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<Arc<Class>> {
        match self.when {
            Some((at, zone)) => self.router.class_at(name, at, zone),
            None => self.router.class(name),
        }
    }

    /// The same if nothing has to be made first, for directions neither: at once.
    #[must_use]
    pub fn ready(&self, name: &str) -> Option<Arc<Class>> {
        let index = self.router.index(name)?;
        self.router.map.known_guide()?;
        let base = self.router.classes[index].get()?.load_full();
        match self.when {
            Some((at, zone)) => self.router.by_time.ready(base, at, zone),
            None => Some(base),
        }
    }
}

impl<'a> From<&'a Router> for RouterAt<'a> {
    fn from(router: &'a Router) -> Self {
        Self { router, when: None }
    }
}

impl Router {
    /// A router on a map. A class is made ready when it is first asked for.
    #[must_use]
    pub fn new(map: StreetMap) -> Self {
        let corners = Arc::new(Corners::new(&map));
        let classes = map.profiles.iter().map(|_| OnceLock::new()).collect();
        let by_time = ByTime::new();
        let (topologies, generation) = (Default::default(), AtomicU64::new(0));
        Self { map: Arc::new(map), corners, topologies, classes, by_time, generation }
    }

    /// The streets.
    #[must_use]
    pub fn map(&self) -> &StreetMap {
        &self.map
    }

    /// Names of the profiles.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.map.profiles.iter().map(|profile| profile.name.as_str())
    }

    /// The class whose profile is called `name`, as it is now.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<Arc<Class>> {
        Some(self.slot(self.index(name)?).load_full())
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.map.profiles.iter().position(|profile| profile.name == name)
    }

    /// All classes as they are now.
    #[must_use]
    pub fn classes(&self) -> Vec<Arc<Class>> {
        (0..self.classes.len()).map(|index| self.slot(index).load_full()).collect()
    }

    /// The class as it is at an instant, by the clocks of `zone`: with the zones and with the conditional
    /// tags and turn restrictions that hold then. It is that of [`class`](Self::class) itself where none
    /// makes a difference. A few of other times are kept, so that most calls only look one up; to make one
    /// takes as long as [`tune`](Self::tune). Who leaves then goes on with it however long they ride. Not to
    /// be called from a rayon job, see [`Router`].
    #[must_use]
    pub fn class_at(&self, name: &str, at: Timestamp, zone: &TimeZone) -> Option<Arc<Class>> {
        Some(self.by_time.class(self.class(name)?, at, zone, |base, holds, edit| {
            let start = Instant::now();
            let (graph, profile) = (&self.map.graph, base.metric.rules());
            let metric = base.metric.renewed(graph, profile, holds, edit);
            self.class_of(metric, holds, start)
        }))
    }

    /// The same streets at an instant.
    #[must_use]
    pub fn at<'a>(&'a self, at: Timestamp, zone: &'a TimeZone) -> RouterAt<'a> {
        RouterAt { router: self, when: Some((at, zone)) }
    }

    /// Customizes the class of the same name for a changed profile, and lets all queries from now on use
    /// it; gives the new one, with the time it took, or `None` if there is no such class. Queries that
    /// run go on with the old one.
    pub fn tune(&self, profile: &Profile) -> Option<Arc<Class>> {
        let class = self.prepare(profile)?;
        self.adopt(Arc::clone(&class));
        Some(class)
    }

    /// The first half of [`tune`](Self::tune): makes the class, but lets nobody use it yet.
    #[must_use]
    pub fn prepare(&self, profile: &Profile) -> Option<Arc<Class>> {
        let known = self.class(&profile.name)?;
        let start = Instant::now();
        let metric = known.metric.renewed(&self.map.graph, profile, &[], |_| {});
        Some(Arc::new(self.class_of(metric, &[], start)))
    }

    /// The second half of [`tune`](Self::tune), which takes no time. A class of another router is ignored.
    pub fn adopt(&self, class: Arc<Class>) {
        let index = self.index(class.name());
        if let Some(index) = index.filter(|_| Arc::ptr_eq(&self.map, &class.map)) {
            self.slot(index).store(class);
            self.renew();
        }
    }

    /// Lets these zones, and no others, hold from now on at their times.
    pub fn set_zones(&self, zones: Vec<Zone>) {
        self.adopt_zones(self.prepare_zones(zones));
    }

    /// The first half of [`set_zones`](Self::set_zones): finds their streets. Those of zones that there are
    /// now are known, if id and area are the same.
    #[must_use]
    pub fn prepare_zones(&self, zones: Vec<Zone>) -> Arc<Zones> {
        Arc::new(Zones::new(zones, &self.map.graph, &self.by_time.zones()))
    }

    /// The second half of [`set_zones`](Self::set_zones), which takes no time. They must be prepared by this
    /// router.
    pub fn adopt_zones(&self, zones: Arc<Zones>) {
        self.by_time.set_zones(zones);
        self.renew();
    }

    /// A number that grows with each change of a class or of the zones: what was found before may be out
    /// of date.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// How many classes of other times are kept.
    #[must_use]
    pub fn kept_classes(&self) -> usize {
        self.by_time.kept()
    }

    fn renew(&self) {
        self.by_time.forget();
        self.generation.fetch_add(1, Ordering::AcqRel);
    }

    fn slot(&self, index: usize) -> &ArcSwap<Class> {
        self.classes[index].get_or_init(|| {
            let start = Instant::now();
            ArcSwap::from_pointee(self.class_of(self.map.imported_metric(index), &[], start))
        })
    }

    /// `active` says of conditions whether they hold; where it is shorter, the rest does not.
    fn class_of(&self, metric: Metric, active: &[bool], start: Instant) -> Class {
        let graph = &self.map.graph;
        let topology = self.topology(TurnModel::of(metric.rules(), graph));
        let is_active = |condition: u32| active.get(condition as usize).is_some_and(|it| *it);
        let holds = graph.restrictions.iter().map(|it| it.holds(is_active));
        let holds = holds.collect();
        Class::new(&self.map, &topology, &self.corners, metric, holds, start)
    }

    fn topology(&self, model: TurnModel) -> Arc<Topology> {
        let make = || Arc::new(Topology::new(&self.map.graph, &self.map.orders, model));
        Arc::clone(self.topologies[model as usize].get_or_init(make))
    }
}
