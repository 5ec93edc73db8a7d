//! What each edge costs one vehicle class.

use super::{
    components::{Reach, reach},
    hills::Hills,
    street::{Direction, EdgeId, Feature, SectionId, StreetGraph},
};
use crate::{
    osm::{Barrier, Mode, Profile, Travel, barrier_use, way_use},
    units::{Metres, Seconds},
};

/// No edge, and no wait, counts for more than this: a day and a half. Hierarchies, whose numbers have a
/// sign and some room above, hold paths of four times that.
pub(crate) const LONGEST_MS: u32 = 1 << 27;

/// Marks an edge without weight; never leaves this module.
const CLOSED: Cost = Cost::MAX;

/// Travel time and, to break ties, length: milliseconds in the upper half, centimetres in the lower.
/// Sums and comparisons of the whole number are those of the pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cost(u64);

impl Cost {
    /// More than any path costs.
    pub const MAX: Self = Self(u64::MAX);
    /// Standing still.
    pub const ZERO: Self = Self(0);

    /// From milliseconds and centimetres.
    #[must_use]
    pub const fn new(time_ms: u32, length_cm: u32) -> Self {
        Self((time_ms as u64) << 32 | length_cm as u64)
    }

    /// One after the other. Saturates: 49 days of riding are as good as no path.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The part `fraction` (0 to 1) of a way that costs this.
    #[must_use]
    pub fn part(self, fraction: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        let part = |whole: u64| (whole as f64 * fraction).round() as u32;
        Self::new(part(self.0 >> 32), part(self.0 & u64::from(u32::MAX)))
    }

    /// What is left of this without a part of it.
    #[must_use]
    pub const fn minus(self, part: Self) -> Self {
        Self(self.0.saturating_sub(part.0))
    }

    /// The same number for hierarchies, whose weights have a sign.
    #[must_use]
    pub(crate) const fn weight(self) -> i64 {
        self.0.cast_signed()
    }

    /// The reverse of [`weight`](Self::weight).
    #[must_use]
    pub(crate) const fn from_weight(weight: i64) -> Self {
        Self(weight.cast_unsigned())
    }

    /// Length in centimetres.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "below 2^32 by the mask")]
    pub const fn length_cm(self) -> u32 {
        (self.0 & u32::MAX as u64) as u32
    }

    /// Travel time in milliseconds.
    #[must_use]
    pub const fn time_ms(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// Travel time, rounded *up* to whole seconds: so times keep the triangle inequality.
    #[must_use]
    pub fn time(self) -> Seconds {
        Seconds::new(self.time_ms().div_ceil(1000))
    }

    /// The same, but no longer than an edge may take.
    fn bounded(self) -> Self {
        Self::new(self.time_ms().min(LONGEST_MS), self.length_cm())
    }

    /// Does it lead nowhere, as through a barrier?
    #[must_use]
    pub const fn distance_is_zero(self) -> bool {
        self.0 & u32::MAX as u64 == 0
    }

    /// Length, rounded to whole metres.
    #[must_use]
    pub fn distance(self) -> Metres {
        let length_cm = self.length_cm();
        Metres::new(length_cm / 100 + u32::from(length_cm % 100 >= 50))
    }
}

/// What each edge of a street graph costs one vehicle class, and where that class can get around.
#[derive(Clone, Debug)]
pub struct Metric {
    profile: Profile,
    costs: Vec<Cost>,
    /// By feature, along it and against it: how it is travelled, where it is open.
    modes: Vec<[Mode; 2]>,
    reach: Reach,
}

/// What each edge costs, while a metric is made.
#[derive(Debug)]
pub struct EdgeCosts(Vec<Cost>);

impl EdgeCosts {
    /// Replaces what an edge costs, if it is open, by what `change` makes of it; `None` closes it. However
    /// often it is made slower, no edge takes longer than a day and a half.
    pub fn change(&mut self, edge: EdgeId, change: impl FnOnce(Cost) -> Option<Cost>) {
        let cost = &mut self.0[edge.index()];
        if *cost != CLOSED {
            *cost = change(*cost).map_or(CLOSED, Cost::bounded);
        }
    }
}

impl Metric {
    /// Applies a profile to a graph: each feature is judged once, each edge looked up.
    ///
    /// Linear in edges and features. Tags that depend on the time count as if no condition held.
    #[must_use]
    pub fn customize(graph: &StreetGraph, profile: &Profile) -> Self {
        Self::customize_at(graph, profile, &[])
    }

    /// The same while some conditions hold: those of [`StreetGraph::conditions`] that `active`, in the same
    /// order, says so of ([`crate::osm::ConditionSet::active`]). Where it is shorter, the rest does not hold.
    #[must_use]
    pub fn customize_at(graph: &StreetGraph, profile: &Profile, active: &[bool]) -> Self {
        let (costs, modes) = costs(graph, profile, active);
        let reach = reach(&graph.graph, |edge| costs[edge.index()] != CLOSED);
        Self { profile: profile.clone(), costs, modes, reach }
    }

    /// The same, with what `edit` makes of the costs; and where just the edges are open that are open
    /// here, one gets around as here, which need not be found out again.
    #[must_use]
    pub fn renewed(
        &self,
        graph: &StreetGraph,
        profile: &Profile,
        active: &[bool],
        edit: impl FnOnce(&mut EdgeCosts),
    ) -> Self {
        let (costs, modes) = costs(graph, profile, active);
        let mut costs = EdgeCosts(costs);
        edit(&mut costs);
        let EdgeCosts(costs) = costs;
        let as_open = |(cost, known): (&Cost, &Cost)| (*cost == CLOSED) == (*known == CLOSED);
        let reach = if costs.len() == self.costs.len() && costs.iter().zip(&self.costs).all(as_open)
        {
            self.reach.clone()
        } else {
            reach(&graph.graph, |edge| costs[edge.index()] != CLOSED)
        };
        Self { profile: profile.clone(), costs, modes, reach }
    }

    /// The same where the components are known already.
    pub(super) fn with_reach(graph: &StreetGraph, profile: &Profile, reach: Reach) -> Self {
        let (costs, modes) = costs(graph, profile, &[]);
        Self { profile: profile.clone(), costs, modes, reach }
    }

    /// Where this class gets around.
    pub(super) fn into_reach(self) -> Reach {
        self.reach
    }

    /// Name of the profile.
    #[must_use]
    pub fn profile(&self) -> &str {
        &self.profile.name
    }

    /// What it was made with.
    #[must_use]
    pub fn rules(&self) -> &Profile {
        &self.profile
    }

    /// What the whole of an edge costs; `None` if this class may not use it.
    #[must_use]
    pub fn cost(&self, edge: EdgeId) -> Option<Cost> {
        let cost = self.costs[edge.index()];
        (cost != CLOSED).then_some(cost)
    }

    /// How an edge is travelled, if it is open. A barrier that one gets through is ridden.
    #[must_use]
    pub fn mode(&self, graph: &StreetGraph, edge: EdgeId) -> Mode {
        let (section, direction) = SectionId::of(edge);
        let along = usize::from(direction == Direction::Backward);
        self.modes[graph.section(section).feature as usize][along]
    }

    /// Is an edge ridden, rather than closed, pushed or crossed by ferry?
    #[must_use]
    pub fn is_ridden(&self, graph: &StreetGraph, edge: EdgeId) -> bool {
        self.cost(edge).is_some() && self.mode(graph, edge) == Mode::Ride
    }

    /// Number of edges.
    pub(super) fn edges(&self) -> usize {
        self.costs.len()
    }

    /// Is the node in the largest part of the graph within which this class gets from everywhere to
    /// everywhere?
    #[must_use]
    pub fn is_in_main(&self, node: super::NodeId) -> bool {
        self.reach.main[node.index()]
    }

    /// How many nodes are in that part.
    #[must_use]
    pub fn main_nodes(&self) -> usize {
        self.reach.main.iter().filter(|main| **main).count()
    }

    /// How many such parts there are, single nodes not counted.
    #[must_use]
    pub fn components(&self) -> usize {
        self.reach.components
    }

    /// Is there no street to ride? Steps, barriers and ferries may still be open.
    #[must_use]
    pub fn rides_nowhere(&self, graph: &StreetGraph) -> bool {
        let has_length = |edge| self.cost(edge).is_some_and(|cost| cost.length_cm() > 0);
        let mut edges = (0..self.edges()).map(EdgeId::new);
        !edges.any(|edge| self.is_ridden(graph, edge) && has_length(edge))
    }

    /// May this class use a section, in this direction, and get there and away again?
    #[must_use]
    pub fn reaches(&self, graph: &StreetGraph, section: SectionId, direction: Direction) -> bool {
        let ends = graph.section(section);
        self.cost(section.edge(direction)).is_some()
            && self.is_in_main(ends.from)
            && self.is_in_main(ends.to)
    }
}

/// Costs by edge, [`CLOSED`] where there is none, and how features are travelled, along them and against
/// them: each feature is judged once.
fn costs(graph: &StreetGraph, profile: &Profile, active: &[bool]) -> (Vec<Cost>, Vec<[Mode; 2]>) {
    let holds = |condition: &str| {
        let index = graph.conditions.binary_search_by(|other| other.as_str().cmp(condition)).ok();
        index.and_then(|index| active.get(index)).copied().unwrap_or(false)
    };
    let features: Vec<[Option<Weight>; 2]> =
        graph.features.iter().map(|feature| weights(feature, profile, &holds)).collect();
    let travels = features.iter().map(|ways| ways.map(|weight| weight?.travel()));
    let hills = Hills::new(graph, profile, travels);
    let signal_ms = whole_ms(profile.turns.signal_s);
    let costs = graph
        .sections
        .iter()
        .flat_map(|section| {
            let hilly_s = hills.as_ref().map_or([None; 2], |hills| hills.seconds(section));
            let [there, back] = features[section.feature as usize];
            let [met, met_back] = section.signals.map(u32::from);
            [(there, hilly_s[0], met), (back, hilly_s[1], met_back)].map(
                |(weight, hilly_s, met)| {
                    // Where along the section they are is not known: they are shared out along it.
                    let waiting = Cost::new(met.saturating_mul(signal_ms).min(LONGEST_MS), 0);
                    weight.map_or(CLOSED, |weight| {
                        weight.cost(section.length_cm, hilly_s).plus(waiting).bounded()
                    })
                },
            )
        })
        .collect();
    let mode = |weight: Option<Weight>| {
        weight.and_then(Weight::travel).map_or(Mode::Ride, |travel| travel.mode)
    };
    (costs, features.into_iter().map(|ways| ways.map(mode)).collect())
}

/// Milliseconds, [`LONGEST_MS`] at most.
pub(super) fn whole_ms(seconds: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let ms = (seconds * 1000.0).round() as u32;
    ms.min(LONGEST_MS)
}

/// How one direction of a feature is used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Weight {
    /// Travelled along; `way_m` is the length of a ferry's whole way.
    Travel { travel: Travel, way_m: Option<f64> },
    /// Passed, at the cost of so many seconds.
    Pass { delay_s: f64 },
}

impl Weight {
    fn travel(self) -> Option<Travel> {
        match self {
            Self::Travel { travel, .. } => Some(travel),
            Self::Pass { .. } => None,
        }
    }

    /// `hilly_s` is the time that a slope makes of it, if there is one.
    fn cost(self, length_cm: u32, hilly_s: Option<f64>) -> Cost {
        let edge_m = f64::from(length_cm) / 100.0;
        let seconds = hilly_s.unwrap_or_else(|| match self {
            Self::Travel { travel, way_m } => travel.seconds(edge_m, way_m.unwrap_or(edge_m)),
            Self::Pass { delay_s } => delay_s,
        });
        Cost::new(whole_ms(seconds), length_cm)
    }
}

/// Forward and backward, while those conditions hold of which `holds` says so.
pub(super) fn weights(
    feature: &Feature,
    profile: &Profile,
    holds: &dyn Fn(&str) -> bool,
) -> [Option<Weight>; 2] {
    let (tags, way_m) = match feature {
        Feature::Street(tags) => (tags, None),
        Feature::Ferry { tags, length_cm } => (tags, Some(f64::from(*length_cm) / 100.0)),
        Feature::Barrier(tags) => {
            return [match barrier_use(&tags.resolved(holds), profile) {
                Barrier::Delay(delay_s) => Some(Weight::Pass { delay_s }),
                Barrier::Blocked => None,
            }; 2];
        }
    };
    let Ok(used) = way_use(&tags.resolved(holds), profile) else { return [None; 2] };
    [used.forward, used.backward]
        .map(|travel| travel.map(|travel| Weight::Travel { travel, way_m }))
}

/// How a section is used in its better direction, for the report.
pub(super) fn best_mode(feature: &Feature, profile: &Profile) -> Option<Mode> {
    let (Feature::Street(tags) | Feature::Ferry { tags, .. }) = feature else { return None };
    let used = way_use(tags, profile).ok()?;
    let modes = [used.forward, used.backward].into_iter().flatten().map(|travel| travel.mode);
    modes.min_by_key(|mode| match mode {
        Mode::Ride => 0,
        Mode::Ferry => 1,
        Mode::Push => 2,
    })
}
