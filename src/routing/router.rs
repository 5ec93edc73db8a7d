//! All vehicle classes of a map, each with the metric that holds now.

use super::{
    class::{Class, Corners},
    topology::Topology,
};
use crate::{
    graph::{Metric, StreetMap, TurnModel},
    osm::Profile,
};
use arc_swap::ArcSwap;
use std::{
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::Instant,
};

/// A map's streets, ready for queries by any of its vehicle classes.
///
/// A class is replaced as a whole while queries run: who has got one goes on with it, and whoever asks
/// next gets the new one. Asking takes no lock.
#[derive(Debug)]
pub struct Router {
    map: Arc<StreetMap>,
    corners: Arc<Corners>,
    /// One a model that some class needs, or has needed.
    topologies: Mutex<Vec<Arc<Topology>>>,
    /// One a profile, made when it is first asked for.
    classes: Vec<OnceLock<ArcSwap<Class>>>,
}

impl Router {
    /// A router on a map. A class is made ready when it is first asked for.
    #[must_use]
    pub fn new(map: StreetMap) -> Self {
        let corners = Arc::new(Corners::new(&map));
        let classes = map.profiles.iter().map(|_| OnceLock::new()).collect();
        Self { map: Arc::new(map), corners, topologies: Mutex::default(), classes }
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
        let index = self.map.profiles.iter().position(|profile| profile.name == name)?;
        Some(self.slot(index).load_full())
    }

    /// All classes as they are now.
    #[must_use]
    pub fn classes(&self) -> Vec<Arc<Class>> {
        (0..self.classes.len()).map(|index| self.slot(index).load_full()).collect()
    }

    /// Customizes the class of the same name for a changed profile, and lets all queries from now on use
    /// it; gives the new one, with the time it took, or `None` if there is no such class. Queries that
    /// run go on with the old one.
    pub fn tune(&self, profile: &Profile) -> Option<Arc<Class>> {
        let index = self.map.profiles.iter().position(|known| known.name == profile.name)?;
        let start = Instant::now();
        let metric = Metric::customize(&self.map.graph, profile);
        let class = Arc::new(self.class_of(metric, start));
        self.slot(index).store(Arc::clone(&class));
        Some(class)
    }

    fn slot(&self, index: usize) -> &ArcSwap<Class> {
        self.classes[index].get_or_init(|| {
            let start = Instant::now();
            ArcSwap::from_pointee(self.class_of(self.map.imported_metric(index), start))
        })
    }

    fn class_of(&self, metric: Metric, start: Instant) -> Class {
        let graph = &self.map.graph;
        let topology = self.topology(TurnModel::of(metric.rules(), graph));
        let holds = graph.restrictions.iter().map(|it| it.condition.is_none()).collect();
        Class::new(&self.map, &topology, &self.corners, metric, holds, start)
    }

    fn topology(&self, model: TurnModel) -> Arc<Topology> {
        let mut known = self.topologies.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(topology) = known.iter().find(|topology| topology.model == model) {
            return Arc::clone(topology);
        }
        let topology = Arc::new(Topology::new(&self.map.graph, &self.map.orders, model));
        known.push(Arc::clone(&topology));
        topology
    }
}
