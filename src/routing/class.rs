//! A vehicle class on a map: its metric, ready for queries.

use super::{
    by_time::timetable,
    cch::{CustomizeTimes, Customized, INFINITE, Scratch, Weight},
    guard::forbid,
    states::{NONE, count},
    timetable::Timetable,
    topology::Topology,
};
use crate::graph::{Bearings, Cost, EdgeId, Metric, Restriction, Snap, StreetMap, TurnTable, arms};
use crate::units::LonLat;
use std::{
    ops::Range,
    sync::{Arc, OnceLock, TryLockError},
    time::{Duration, Instant},
};

/// A vehicle class under one metric: what queries run on. It never changes; a new metric makes a new
/// one, and who still has this one may go on with it.
#[derive(Debug)]
pub struct Class {
    pub(super) map: Arc<StreetMap>,
    pub(super) topology: Arc<Topology>,
    pub(super) turns: Arc<Corners>,
    /// What each edge costs, and where this class gets around.
    pub metric: Metric,
    pub(super) table: TurnTable,
    /// By restriction, whether it holds.
    pub(super) holds: Vec<bool>,
    pub(super) customized: Customized,
    /// How long the making of it took.
    pub times: ClassTimes,
    /// The conditions that matter to it, read when they are first asked for.
    timed: OnceLock<Timetable>,
}

/// What metrics need to know of corners, and what does not depend on them.
#[derive(Debug)]
pub(super) struct Corners {
    bearings: Bearings,
    /// By node, how many ends of sections meet there.
    arms: Vec<u8>,
    /// By node, whether there are signals.
    signals: Vec<bool>,
}

/// How long it took to make a class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassTimes {
    /// From the profile to what each edge and each turn costs.
    pub weigh: Duration,
    /// What the hierarchy made of it.
    pub customize: CustomizeTimes,
}

impl ClassTimes {
    /// All of it.
    #[must_use]
    pub fn total(&self) -> Duration {
        self.weigh + self.customize.basic + self.customize.perfect
    }
}

impl Corners {
    pub(super) fn new(map: &StreetMap) -> Self {
        let graph = &map.graph;
        let mut signals = vec![false; graph.graph.node_count()];
        graph.signals.iter().for_each(|node| signals[node.index()] = true);
        Self { bearings: Bearings::new(graph), arms: arms(graph), signals }
    }
}

impl Class {
    /// Customizes a topology for `metric`. `holds` says of each restriction whether it is in force,
    /// before the profile is asked.
    pub(super) fn new(
        map: &Arc<StreetMap>,
        topology: &Arc<Topology>,
        turns: &Arc<Corners>,
        metric: Metric,
        holds: Vec<bool>,
        start: Instant,
    ) -> Self {
        let rules = metric.rules().turns;
        // Who pushes is a pedestrian, whom these signs do not bind; nor does a command to where one cannot
        // ride.
        let is_ridden = |restriction: &Restriction| {
            let mut edges = restriction.edges.iter().map(|edge| EdgeId::new(*edge as usize));
            edges.all(|edge| metric.is_ridden(&map.graph, edge))
        };
        let holds: Vec<bool> = holds
            .into_iter()
            .zip(&map.graph.restrictions)
            .map(|(holds, restriction)| holds && rules.restrictions && is_ridden(restriction))
            .collect();
        let table = TurnTable::new(&rules);
        let weighing = Weighing { map, topology, turns, metric: &metric, table: &table };
        let weights = weighing.weights(&holds);
        let weigh = start.elapsed();
        // Nobody waits for another's room: a rayon thread that does may be the one to be waited for.
        let mut fresh = Scratch::default();
        let mut kept = match topology.scratch.try_lock() {
            Ok(kept) => Some(kept),
            Err(TryLockError::Poisoned(kept)) => Some(kept.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        };
        let scratch = kept.as_deref_mut().unwrap_or(&mut fresh);
        let (customized, customize) =
            Customized::new(&topology.hierarchy, &topology.slots, &weights, scratch);
        drop(kept);
        Self {
            map: Arc::clone(map),
            topology: Arc::clone(topology),
            turns: Arc::clone(turns),
            metric,
            table,
            holds,
            customized,
            times: ClassTimes { weigh, customize },
            timed: OnceLock::new(),
        }
    }

    /// Name of the profile.
    #[must_use]
    pub fn name(&self) -> &str {
        self.metric.profile()
    }

    /// The map that this class rides on.
    #[must_use]
    pub fn map(&self) -> &StreetMap {
        &self.map
    }

    /// The street beside a place that this class may use, at most `max_m` metres away; see
    /// [`StreetMap::snap`].
    #[must_use]
    pub fn snap(&self, place: LonLat, max_m: f64) -> Option<Snap> {
        self.map.snap(&self.metric, place, max_m)
    }

    /// What is lost between two edges of a path: turning, and signals.
    #[must_use]
    pub fn turn_cost(&self, before: EdgeId, edge: EdgeId) -> Cost {
        let is_split = !self.topology.states.arriving(before).is_empty();
        self.delay(if is_split { count(before.index()) } else { NONE }, edge)
    }

    /// Where one may go on after an edge.
    #[must_use]
    pub fn exits(&self, before: EdgeId) -> Exits<'_> {
        let states = &self.topology.states;
        let arriving = states.arriving(before);
        let arcs = states.arcs_of(&arriving);
        let is_guarded = !states.guards.of(&arcs).is_empty();
        Exits { class: self, is_split: !arriving.is_empty(), arcs, is_guarded }
    }

    /// The same as [`timed`](Self::timed), if they were read before.
    pub(super) fn known_timed(&self) -> Option<&Timetable> {
        self.timed.get()
    }

    /// The conditions that make a difference to it.
    pub(super) fn timed(&self) -> &Timetable {
        self.timed.get_or_init(|| timetable(self))
    }

    fn weighing(&self) -> Weighing<'_> {
        Weighing {
            map: &self.map,
            topology: &self.topology,
            turns: &self.turns,
            metric: &self.metric,
            table: &self.table,
        }
    }

    /// What an arc of the topology weighs; [`INFINITE`] if it is closed or forbidden.
    pub(super) fn weight(&self, arc: u32) -> Weight {
        if self.forbids(arc) { INFINITE } else { self.weighing().weight(arc) }
    }

    /// Does a restriction forbid an arc of the topology?
    pub(super) fn forbids(&self, arc: u32) -> bool {
        let guards = self.topology.states.guards.of(&(arc..arc + 1));
        forbid(guards, &self.holds) && self.weighing().is_ridden(arc)
    }

    /// What is lost before an edge is begun: turning, and signals; `before` is the edge before, or
    /// [`NONE`] where nodes are not split.
    pub(super) fn delay(&self, before: u32, edge: EdgeId) -> Cost {
        self.weighing().delay(before, edge)
    }
}

/// The ways on from where an edge ends.
#[derive(Debug)]
pub struct Exits<'a> {
    class: &'a Class,
    is_split: bool,
    /// Of all states in which one may arrive.
    arcs: Range<u32>,
    is_guarded: bool,
}

impl Exits<'_> {
    /// May one go on over an edge that begins here? Where that depends on what came before: may one in
    /// some case?
    #[must_use]
    pub fn allows(&self, edge: EdgeId) -> bool {
        let Class { metric, topology, .. } = self.class;
        let leads = |arc: u32| topology.states.edges[arc as usize] as usize == edge.index();
        let is_free = |arc: u32| !self.is_guarded || !self.class.forbids(arc);
        let mut arcs = self.arcs.clone();
        metric.cost(edge).is_some()
            && (!self.is_split || arcs.any(|arc| leads(arc) && is_free(arc)))
    }
}

/// What is needed to weigh arcs.
struct Weighing<'a> {
    map: &'a StreetMap,
    topology: &'a Topology,
    turns: &'a Corners,
    metric: &'a Metric,
    table: &'a TurnTable,
}

impl Weighing<'_> {
    fn weights(&self, holds: &[bool]) -> Vec<Weight> {
        let states = &self.topology.states;
        let mut weights: Vec<Weight> =
            (0..).take(states.heads.len()).map(|arc| self.weight(arc)).collect();
        for (arc, guards) in states.guards.by_arc() {
            if forbid(guards, holds) && self.is_ridden(arc) {
                weights[arc as usize] = INFINITE;
            }
        }
        weights
    }

    fn weight(&self, arc: u32) -> Weight {
        let states = &self.topology.states;
        let edge = EdgeId::new(states.edges[arc as usize] as usize);
        let Some(cost) = self.metric.cost(edge) else { return INFINITE };
        cost.plus(self.delay(states.before[arc as usize], edge)).weight()
    }

    /// Who leaves pushing may go where a command to others does not lead.
    fn is_ridden(&self, arc: u32) -> bool {
        let edge = EdgeId::new(self.topology.states.edges[arc as usize] as usize);
        self.metric.is_ridden(&self.map.graph, edge)
    }

    fn delay(&self, before: u32, edge: EdgeId) -> Cost {
        let [tail, _] = self.map.graph.ends(edge);
        let mut delay_ms = 0;
        if self.turns.signals[tail.index()] {
            delay_ms += self.table.signal_ms;
        }
        if self.table.has_costs && before != NONE {
            let before = EdgeId::new(before as usize);
            let arms = self.turns.arms[tail.index()];
            delay_ms += self.table.turn_ms(&self.turns.bearings, before, edge, arms);
        }
        Cost::new(delay_ms, 0)
    }
}
