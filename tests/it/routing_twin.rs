//! The slow twin of paths and matrices: weights from the tags once more, a graph whose nodes are what
//! one has ridden last, and petgraph's own Dijkstra.

use musette::{
    graph::{Bearings, Direction, EdgeId, Feature, SectionId, Snap, StreetMap},
    matrix::Leg,
    osm::{Barrier, Mode, Profile, Tags, Travel, barrier_use, way_use},
    units::{Metres, Seconds},
};
use petgraph::{
    algo::dijkstra,
    graph::{DiGraph, NodeIndex},
};
use std::{collections::HashMap, ops::Add};

pub const DIRECTIONS: [Direction; 2] = [Direction::Forward, Direction::Backward];

/// Milliseconds, then centimetres: the fastest comes first, of equally fast ones the shortest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight(pub u64, pub u64);

impl Add for Weight {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0, self.1 + other.1)
    }
}

impl Weight {
    /// As paths and matrices tell it.
    pub fn leg(self) -> Leg {
        let whole = |number: u64| u32::try_from(number).unwrap();
        let time = Seconds::new(whole(self.0.div_ceil(1000)));
        Leg { time, distance: Metres::new(whole((self.1 + 50) / 100)) }
    }

    fn part(self, fraction: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a short way")]
        let part = |whole: u64| (whole as f64 * fraction).round() as u64;
        Self(part(self.0), part(self.1))
    }

    fn minus(self, part: Self) -> Self {
        Self(self.0 - part.0, self.1 - part.1)
    }
}

fn ms(seconds: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a short time")]
    let ms = (seconds * 1000.0).round() as u64;
    ms
}

/// What a profile makes of a map, by the tags, the signs and the corners.
pub struct Rules<'a> {
    map: &'a StreetMap,
    profile: &'a Profile,
    bearings: Bearings,
    /// Those in force: the edges before the last, the last, and whether only that is allowed.
    restrictions: Vec<(&'a [u32], u32, bool)>,
}

impl<'a> Rules<'a> {
    pub fn new(map: &'a StreetMap, profile: &'a Profile) -> Self {
        let in_force = |it: &&musette::graph::Restriction| {
            profile.turns.restrictions && it.condition.is_none()
        };
        // Signs are for who rides: where any part is pushed, or closed, they say nothing.
        let binds = |it: &&musette::graph::Restriction| {
            it.edges.iter().all(|edge| is_ridden(map, profile, *edge))
        };
        let split = |it: &'a musette::graph::Restriction| {
            let (last, before) = it.edges.split_last().unwrap();
            (before, *last, it.only)
        };
        let restrictions = map.graph.restrictions.iter().filter(in_force).filter(binds);
        let restrictions = restrictions.map(split).collect();
        Self { map, profile, bearings: Bearings::new(&map.graph), restrictions }
    }

    /// What a section weighs in one direction, its signals shared out along it.
    pub fn weight(&self, section: SectionId, direction: Direction) -> Option<Weight> {
        weight(self.map, self.profile, section, direction)
    }

    fn of(&self, edge: u32) -> Option<Weight> {
        let (section, direction) = SectionId::of(EdgeId::from(edge));
        self.weight(section, direction)
    }

    /// May one go on over `next`, with these edges behind?
    pub fn allows(&self, behind: &[u32], next: u32) -> bool {
        let met: Vec<_> =
            self.restrictions.iter().filter(|(before, ..)| behind.ends_with(before)).collect();
        let is_banned = met.iter().any(|(_, last, only)| !only && *last == next);
        // Of what is commanded after the same edges, one may choose.
        let mut allowed: HashMap<&[u32], Vec<u32>> = HashMap::new();
        for (before, last, _) in met.iter().filter(|(.., only)| *only) {
            allowed.entry(before).or_default().push(*last);
        }
        let is_free = !is_banned && allowed.values().all(|choice| choice.contains(&next));
        is_free || !is_ridden(self.map, self.profile, next)
    }

    /// What is lost between two edges, in milliseconds.
    pub fn delay_ms(&self, before: u32, next: u32) -> u64 {
        let graph = &self.map.graph.graph;
        let node = graph.edge_endpoints(EdgeId::from(next)).unwrap().0;
        let lights = self.map.graph.signals.contains(&node);
        let waiting = if lights { ms(self.profile.turns.signal_s) } else { 0 };
        let Some(costs) = self.profile.turns.costs else { return waiting };
        let turning = match graph.edges(node).count() {
            0 | 1 => 0,
            _ if before / 2 == next / 2 => ms(costs.u_turn_s),
            2 => 0,
            _ => match self.bearings.turn(EdgeId::from(before), EdgeId::from(next)) {
                None => 0,
                Some(angle) => {
                    let degrees = f64::from(angle) / 256.0 * 360.0;
                    let whole = if degrees > 0.0 { costs.right_s } else { costs.left_s };
                    let share = ((degrees.abs() - 30.0) / 60.0).clamp(0.0, 1.0);
                    ms(whole * share)
                }
            },
        };
        waiting + turning
    }

    /// The end of what is behind that any restriction could still ask for, and at least the last edge.
    fn remembered(&self, behind: &[u32]) -> Vec<u32> {
        let matters = |end: &[u32]| {
            let begins = |(before, _, _): &(&[u32], u32, bool)| before.starts_with(end);
            end.len() == 1 || self.restrictions.iter().any(begins)
        };
        let start = (0..behind.len()).find(|start| matters(&behind[*start..])).unwrap();
        behind[start..].to_vec()
    }

    /// What the rest of a snapped place's edge weighs, or its first part.
    fn part(&self, snap: &Snap, direction: Direction, rest: bool) -> Option<Weight> {
        if snap.one_way && SectionId::of(snap.edge).1 != direction {
            return None;
        }
        let whole = self.weight(SectionId::of(snap.edge).0, direction)?;
        let ahead = whole.part(1.0 - done(snap, direction));
        Some(if rest { ahead } else { whole.minus(ahead) })
    }

    /// What a path weighs, edge by edge; `None` if it is no path from the one place to the other.
    pub fn path(&self, edges: &[EdgeId], from: &Snap, to: &Snap) -> Option<Weight> {
        let raw: Vec<u32> = edges.iter().map(|edge| u32::try_from(edge.index()).unwrap()).collect();
        let [first, last] = [edges.first()?, edges.last()?].map(|edge| SectionId::of(*edge));
        if first.0 != SectionId::of(from.edge).0 || last.0 != SectionId::of(to.edge).0 {
            return None;
        }
        let start = self.part(from, first.1, true)?;
        if edges.len() == 1 {
            let forwards = done(to, last.1) >= done(from, first.1);
            return forwards.then(|| self.part(to, last.1, true).map(|rest| start.minus(rest)))?;
        }
        let ends = |edge: u32| self.map.graph.graph.edge_endpoints(EdgeId::from(edge)).unwrap();
        let mut sum = start;
        for at in 1..raw.len() {
            let (before, next) = (raw[at - 1], raw[at]);
            if ends(before).1 != ends(next).0 || !self.allows(&raw[..at], next) {
                return None;
            }
            let own =
                if at + 1 == raw.len() { self.part(to, last.1, false) } else { self.of(next) };
            sum = sum + Weight(self.delay_ms(before, next), 0) + own?;
        }
        Some(sum)
    }
}

fn weight(
    map: &StreetMap,
    profile: &Profile,
    section: SectionId,
    direction: Direction,
) -> Option<Weight> {
    let length_cm = map.graph.section(section).length_cm;
    let edge_m = f64::from(length_cm) / 100.0;
    let seconds = match map.graph.feature(section) {
        Feature::Barrier(tags) => match barrier_use(tags, profile) {
            Barrier::Delay(seconds) => seconds,
            Barrier::Blocked => return None,
        },
        Feature::Street(tags) => travel(tags, profile, direction)?.seconds(edge_m, edge_m),
        Feature::Ferry { tags, length_cm } => {
            let way_m = f64::from(*length_cm) / 100.0;
            travel(tags, profile, direction)?.seconds(edge_m, way_m)
        }
    };
    let along = usize::from(direction == Direction::Backward);
    let signals = u64::from(map.graph.section(section).signals[along]);
    Some(Weight(ms(seconds) + signals * ms(profile.turns.signal_s), u64::from(length_cm)))
}

fn is_ridden(map: &StreetMap, profile: &Profile, edge: u32) -> bool {
    let (section, direction) = SectionId::of(EdgeId::from(edge));
    match map.graph.feature(section) {
        Feature::Barrier(tags) => barrier_use(tags, profile) != Barrier::Blocked,
        Feature::Street(tags) | Feature::Ferry { tags, .. } => {
            travel(tags, profile, direction).is_some_and(|it| it.mode == Mode::Ride)
        }
    }
}

fn travel(tags: &Tags, profile: &Profile, direction: Direction) -> Option<Travel> {
    let used = way_use(tags, profile).ok()?;
    match direction {
        Direction::Forward => used.forward,
        Direction::Backward => used.backward,
    }
}

/// A graph of what one has ridden last, with every place in it twice: as a node to set out from, and
/// as one to arrive at.
pub struct Twin {
    graph: DiGraph<(), Weight>,
    from: Vec<NodeIndex>,
    to: Vec<NodeIndex>,
}

impl Twin {
    /// All that can be reached from `from`.
    pub fn new(map: &StreetMap, profile: &Profile, from: &[Snap], to: &[Snap]) -> Self {
        let rules = Rules::new(map, profile);
        let mut graph = DiGraph::new();
        let sources: Vec<NodeIndex> = from.iter().map(|_| graph.add_node(())).collect();
        let sinks: Vec<NodeIndex> = to.iter().map(|_| graph.add_node(())).collect();
        let mut ends: HashMap<u32, Vec<(NodeIndex, Weight)>> = HashMap::new();
        for (snap, sink) in to.iter().zip(&sinks) {
            for direction in DIRECTIONS {
                if let Some(first) = rules.part(snap, direction, false) {
                    let edge = SectionId::of(snap.edge).0.edge(direction);
                    let edge = u32::try_from(edge.index()).unwrap();
                    ends.entry(edge).or_default().push((*sink, first));
                }
            }
        }
        let mut known: HashMap<Vec<u32>, NodeIndex> = HashMap::new();
        let mut open: Vec<(Vec<u32>, NodeIndex)> = Vec::new();
        let mut node_of = |graph: &mut DiGraph<(), Weight>, open: &mut Vec<_>, label: Vec<u32>| {
            *known.entry(label).or_insert_with_key(|label| {
                let node = graph.add_node(());
                open.push((label.clone(), node));
                node
            })
        };
        for (start, source) in from.iter().zip(&sources) {
            for direction in DIRECTIONS {
                let edge = SectionId::of(start.edge).0.edge(direction);
                if let Some(rest) = rules.part(start, direction, true) {
                    let label = vec![u32::try_from(edge.index()).unwrap()];
                    let node = node_of(&mut graph, &mut open, label);
                    graph.add_edge(*source, node, rest);
                }
                for (end, sink) in to.iter().zip(&sinks) {
                    if SectionId::of(end.edge).0 == SectionId::of(start.edge).0
                        && let Some(weight) = rules.path(&[edge], start, end)
                    {
                        graph.add_edge(*source, *sink, weight);
                    }
                }
            }
        }
        while let Some((label, node)) = open.pop() {
            let before = *label.last().unwrap();
            let at = map.graph.graph.edge_endpoints(EdgeId::from(before)).unwrap().1;
            for next in map.graph.graph.edges(at) {
                let next = u32::try_from(petgraph::visit::EdgeRef::id(&next).index()).unwrap();
                let Some(weight) = rules.of(next) else { continue };
                if !rules.allows(&label, next) {
                    continue;
                }
                let delay = Weight(rules.delay_ms(before, next), 0);
                for (sink, first) in ends.get(&next).into_iter().flatten() {
                    graph.add_edge(node, *sink, delay + *first);
                }
                let behind: Vec<u32> = label.iter().copied().chain([next]).collect();
                let head = node_of(&mut graph, &mut open, rules.remembered(&behind));
                graph.add_edge(node, head, delay + weight);
            }
        }
        Self { graph, from: sources, to: sinks }
    }

    /// The weights of the best paths from one place to all others.
    pub fn row(&self, from: usize) -> Vec<Option<Weight>> {
        let found = dijkstra(&self.graph, self.from[from], None, |edge| *edge.weight());
        self.to.iter().map(|sink| found.get(sink).copied()).collect()
    }
}

/// How far along its section, seen in `direction`, a place is.
fn done(snap: &Snap, direction: Direction) -> f64 {
    if SectionId::of(snap.edge).1 == direction { snap.fraction } else { 1.0 - snap.fraction }
}
