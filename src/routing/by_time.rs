//! Classes as they are at a time: with the zones and conditions that hold then.

use super::{
    class::Class,
    timetable::Timetable,
    zone::{Effect, Placed, Zone},
};
use crate::{
    graph::{EdgeCosts, StreetGraph, timed_conditions},
    units::Timestamp,
};
use arc_swap::ArcSwap;
use jiff::{civil::DateTime, tz::TimeZone};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

/// So many classes of other times are kept, all profiles together: each is as large as a class.
const MOST_KEPT: usize = 8;

/// All zones of a map, with what they are about.
#[derive(Debug, Default)]
pub struct Zones {
    placed: Vec<Placed>,
    hours: Timetable,
}

impl Zones {
    /// Finds the streets of zones, but of those that are among `known` of the same map with the same area.
    pub(super) fn new(zones: Vec<Zone>, graph: &StreetGraph, known: &Self) -> Self {
        let mut zones = zones;
        // A limit of speed comes after what slows one down anyway.
        zones.sort_by(|a, b| (rank(a), &a.id).cmp(&(rank(b), &b.id)));
        let hours = zones
            .iter()
            .zip(0..)
            .filter_map(|(zone, number)| zone.hours.as_deref().map(|hours| (number, hours)));
        let hours = Timetable::new(hours, &graph.country);
        let by_id: HashMap<&str, &Placed> =
            known.placed.iter().map(|known| (known.zone.id.as_str(), known)).collect();
        let place = |zone: Zone| {
            let known = by_id.get(zone.id.as_str()).filter(|known| known.zone.area == zone.area);
            match known {
                Some(known) => known.renewed(zone),
                None => Placed::new(zone, graph),
            }
        };
        let placed = zones.into_iter().map(place).collect();
        Self { placed, hours }
    }

    /// Numbers of those that make a difference to a profile at a time. `open` are those of which the hours
    /// say that they hold.
    fn active(&self, profile: &str, at: Timestamp, open: &[u32]) -> Vec<u32> {
        let all = self.placed.iter().zip(0..);
        let active = all.filter(|(Placed { zone, sections }, number)| {
            let is_open = || zone.hours.is_none() || open.contains(number);
            !sections.is_empty() && zone.is_for(profile) && zone.is_on(at) && is_open()
        });
        active.map(|(_, number)| number).collect()
    }
}

fn rank(zone: &Zone) -> u8 {
    match zone.effect {
        Effect::Closed => 0,
        Effect::Slower(_) => 1,
        Effect::AtMostKmh(_) => 2,
    }
}

/// What a class of some time is made of.
#[derive(Debug)]
struct Recipe {
    base: Arc<Class>,
    zones: Arc<Zones>,
    active_zones: Vec<u32>,
    conditions: Arc<[u32]>,
}

impl Recipe {
    /// How to make the class that `base` is at a time; `None` if that is `base` itself. `conditions` are those
    /// that hold then, `open` the zones whose hours say so.
    fn new(
        base: &Arc<Class>,
        zones: Arc<Zones>,
        at: Timestamp,
        conditions: Arc<[u32]>,
        open: &[u32],
    ) -> Option<Self> {
        let active_zones = zones.active(base.name(), at, open);
        let is_base = active_zones.is_empty() && conditions.is_empty();
        (!is_base).then(|| Self { base: Arc::clone(base), zones, active_zones, conditions })
    }
}

impl PartialEq for Recipe {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.base, &other.base)
            && Arc::ptr_eq(&self.zones, &other.zones)
            && self.active_zones == other.active_zones
            && self.conditions == other.conditions
    }
}

/// A class of some time.
#[derive(Debug)]
struct Entry {
    recipe: Recipe,
    /// Whoever comes first makes it, others that want the same wait for it.
    class: OnceLock<Arc<Class>>,
    /// When it was last asked for, by the count of [`ByTime::asked`].
    asked: AtomicU64,
}

/// Zones, and classes as they were needed lately.
#[derive(Debug)]
pub(super) struct ByTime {
    zones: ArcSwap<Zones>,
    /// The newest come last.
    kept: ArcSwap<Vec<Arc<Entry>>>,
    /// How often any of them was asked for.
    asked: AtomicU64,
    changing: Mutex<()>,
}

impl ByTime {
    /// Without zones.
    pub(super) fn new() -> Self {
        Self {
            zones: ArcSwap::default(),
            kept: ArcSwap::default(),
            asked: AtomicU64::new(0),
            changing: Mutex::default(),
        }
    }

    /// The zones as they are now.
    pub(super) fn zones(&self) -> Arc<Zones> {
        self.zones.load_full()
    }

    /// Replaces all zones.
    pub(super) fn set_zones(&self, zones: Arc<Zones>) {
        self.zones.store(zones);
        self.forget();
    }

    /// Keeps nothing that was made before.
    pub(super) fn forget(&self) {
        let _turn = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        self.kept.store(Arc::default());
    }

    /// How many classes are kept.
    pub(super) fn kept(&self) -> usize {
        self.kept.load().len()
    }

    /// The class that `base` is at a time; `make` customizes it for conditions and edited costs. It is
    /// `base` itself where nothing that holds then makes a difference.
    pub(super) fn class(
        &self,
        base: Arc<Class>,
        at: Timestamp,
        zone: &TimeZone,
        make: impl FnOnce(&Class, &[bool], &dyn Fn(&mut EdgeCosts)) -> Class,
    ) -> Arc<Class> {
        let (zones, local) = (self.zones.load_full(), local(at, zone));
        let (conditions, open) = (base.timed().active(local), zones.hours.active(local));
        let Some(recipe) = Recipe::new(&base, zones, at, conditions, &open) else { return base };
        let entry = self.known(&recipe).unwrap_or_else(|| self.entry(recipe));
        let class = entry.class.get_or_init(|| {
            let Recipe { base, zones, active_zones, conditions } = &entry.recipe;
            let graph = &base.map().graph;
            let mut holds = vec![false; graph.conditions.len()];
            conditions.iter().for_each(|condition| holds[*condition as usize] = true);
            let edit = |costs: &mut EdgeCosts| {
                for number in active_zones {
                    zones.placed[*number as usize].apply(graph, costs);
                }
            };
            Arc::new(make(base, &holds, &edit))
        });
        Arc::clone(class)
    }

    /// The same if it is there already, and so is what tells which one it is.
    pub(super) fn ready(
        &self,
        base: Arc<Class>,
        at: Timestamp,
        zone: &TimeZone,
    ) -> Option<Arc<Class>> {
        let (zones, local) = (self.zones.load_full(), local(at, zone));
        let (conditions, open) = (base.known_timed()?.known(local)?, zones.hours.known(local)?);
        match Recipe::new(&base, zones, at, conditions, &open) {
            Some(recipe) => self.known(&recipe)?.class.get().cloned(),
            None => Some(base),
        }
    }

    fn known(&self, recipe: &Recipe) -> Option<Arc<Entry>> {
        let entry = self.kept.load().iter().find(|entry| entry.recipe == *recipe).cloned()?;
        entry.asked.store(self.next_asked(), Ordering::Relaxed);
        Some(entry)
    }

    fn next_asked(&self) -> u64 {
        self.asked.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// A place for a class that is not there yet.
    fn entry(&self, recipe: Recipe) -> Arc<Entry> {
        let _turn = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        // Another may have been faster.
        if let Some(known) = self.known(&recipe) {
            return known;
        }
        let asked = AtomicU64::new(self.next_asked());
        let entry = Arc::new(Entry { recipe, class: OnceLock::new(), asked });
        let mut kept = Vec::clone(&self.kept.load());
        if kept.len() >= MOST_KEPT {
            // Not the oldest: that of this very hour is asked for again and again.
            let age = |at: &usize| kept[*at].asked.load(Ordering::Relaxed);
            let idle = (0..kept.len()).min_by_key(age);
            if let Some(idle) = idle {
                kept.remove(idle);
            }
        }
        kept.push(Arc::clone(&entry));
        self.kept.store(Arc::new(kept));
        entry
    }
}

/// By the clocks of a zone.
fn local(at: Timestamp, zone: &TimeZone) -> DateTime {
    let instant = jiff::Timestamp::from_millisecond(at.as_millis());
    zone.to_datetime(instant.unwrap_or_default())
}

/// The conditions that matter to a profile.
pub(super) fn timetable(class: &Class) -> Timetable {
    let graph = &class.map().graph;
    let numbers = timed_conditions(graph, class.metric.rules());
    let text = |number: u32| (number, graph.conditions[number as usize].as_str());
    Timetable::new(numbers.into_iter().map(text), &graph.country)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::read_profiles, geo::Polygon, graph::StreetMap, osm::read_extract, units::LonLat,
    };
    use std::fs::File;

    fn zone(id: &str, west: f64, effect: Effect) -> Zone {
        let corners = [(0.0, 0.0), (0.004, 0.0), (0.004, 0.002), (0.0, 0.002), (0.0, 0.0)];
        let corner = |(lon, lat)| LonLat::from_degrees(west + lon, 60.168 + lat).unwrap();
        let area = Polygon::new(vec![corners.map(corner).into()]).unwrap();
        let (profiles, from, until, hours) = (Vec::new(), None, None, None);
        Zone { id: id.to_owned(), area, effect, profiles, from, until, hours }
    }

    #[test]
    fn the_streets_of_a_zone_are_looked_for_once() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/data/helsinki.osm.pbf");
        let profiles = read_profiles(None).unwrap();
        let extract = read_extract(File::open(file).unwrap(), &profiles, &|_, _| {}).unwrap();
        let graph = StreetMap::build(&extract, profiles).graph;
        let zones = |zones: &[Zone], known: &Zones| Zones::new(zones.to_vec(), &graph, known);
        let (same, moved) = (zone("a", 24.94, Effect::Closed), zone("b", 24.945, Effect::Closed));
        let before = zones(&[same.clone(), moved], &Zones::default());
        assert!(before.placed.iter().all(|placed| placed.sections.len() > 10));
        let (same, moved) =
            (Zone { effect: Effect::Slower(0.5), ..same }, zone("b", 24.946, Effect::Closed));
        let after =
            zones(&[same.clone(), moved.clone(), zone("c", 24.94, Effect::Closed)], &before);
        let of = |zones: &Zones, id: &str| {
            let placed = zones.placed.iter().find(|placed| placed.zone.id == id).unwrap();
            (placed.zone.clone(), Arc::clone(&placed.sections))
        };
        let ((zone, sections), (_, old)) = (of(&after, "a"), of(&before, "a"));
        assert!(Arc::ptr_eq(&sections, &old) && zone == same);
        let ((zone, sections), (_, old)) = (of(&after, "b"), of(&before, "b"));
        assert!(zone == moved && sections != old);
        assert_eq!(of(&after, "c").1, of(&after, "a").1, "found anew, they are the same");
    }
}
