//! Maximum flow with unit capacities, by Dinic's algorithm.
//!
//! Dinic, *Algorithm for solution of a problem of maximum flow in networks with power estimation*,
//! Soviet Math. Doklady 11, 1970: O(m min(n^(2/3), m^(1/2))) with unit capacities.

const UNREACHED: u32 = u32::MAX;

/// An undirected graph as arcs by their tail; each edge is two arcs, each other's twin.
#[derive(Debug, Default)]
pub(super) struct Arcs {
    pub(super) first: Vec<u32>,
    pub(super) heads: Vec<u32>,
    pub(super) twins: Vec<u32>,
}

impl Arcs {
    /// The arcs of the edges `ends` between `nodes` nodes. O(n + m).
    pub(super) fn new(nodes: usize, ends: &[[u32; 2]]) -> Self {
        let mut first = vec![0_u32; nodes + 1];
        for node in ends.iter().flatten() {
            first[*node as usize + 1] += 1;
        }
        for node in 0..nodes {
            first[node + 1] += first[node];
        }
        let mut next = first.clone();
        let mut take = |node: u32| {
            let arc = next[node as usize];
            next[node as usize] += 1;
            arc
        };
        let (mut heads, mut twins) = (vec![0; 2 * ends.len()], vec![0; 2 * ends.len()]);
        for [a, b] in ends {
            let (there, back) = (take(*a), take(*b));
            (heads[there as usize], twins[there as usize]) = (*b, back);
            (heads[back as usize], twins[back as usize]) = (*a, there);
        }
        Self { first, heads, twins }
    }

    pub(super) fn of(&self, node: u32) -> std::ops::Range<usize> {
        self.first[node as usize] as usize..self.first[node as usize + 1] as usize
    }
}

/// A flow from some nodes to others, and the room for finding it.
pub(super) struct Flow<'a> {
    arcs: &'a Arcs,
    /// By arc, -1 to 1; its twin has the opposite.
    units: Vec<i8>,
    level: Vec<u32>,
    next: Vec<u32>,
    queue: Vec<u32>,
    stack: Vec<u32>,
}

impl<'a> Flow<'a> {
    pub(super) fn new(arcs: &'a Arcs) -> Self {
        let nodes = arcs.first.len() - 1;
        Self {
            arcs,
            units: vec![0; arcs.heads.len()],
            level: vec![UNREACHED; nodes],
            next: vec![0; nodes],
            queue: Vec::with_capacity(nodes),
            stack: Vec::new(),
        }
    }

    /// The largest flow from `sources` to the nodes that `is_sink`; `None` if it is above `most`.
    pub(super) fn maximize(
        &mut self,
        sources: &[u32],
        is_sink: &[bool],
        most: usize,
    ) -> Option<usize> {
        self.units.fill(0);
        let mut total = 0;
        while self.layer(sources, is_sink) {
            for source in sources {
                while self.augment(*source, is_sink) {
                    total += 1;
                    if total > most {
                        return None;
                    }
                }
            }
        }
        Some(total)
    }

    /// After [`maximize`](Self::maximize): the nodes on the sources' side of their smallest cut.
    pub(super) fn source_side(&self) -> Vec<bool> {
        self.level.iter().map(|level| *level != UNREACHED).collect()
    }

    /// After [`maximize`](Self::maximize): all nodes but those from which a sink is reached still.
    pub(super) fn all_but_sink_side(&mut self, sinks: &[u32]) -> Vec<bool> {
        let mut outside = vec![true; self.level.len()];
        self.queue.clear();
        self.queue.extend_from_slice(sinks);
        for sink in sinks {
            outside[*sink as usize] = false;
        }
        let mut done = 0;
        while let Some(&node) = self.queue.get(done) {
            done += 1;
            for arc in self.arcs.of(node) {
                let (tail, twin) = (self.arcs.heads[arc], self.arcs.twins[arc]);
                if self.units[twin as usize] < 1 && outside[tail as usize] {
                    outside[tail as usize] = false;
                    self.queue.push(tail);
                }
            }
        }
        outside
    }

    /// Levels by breadth-first search; false if no sink is reached.
    fn layer(&mut self, sources: &[u32], is_sink: &[bool]) -> bool {
        self.level.fill(UNREACHED);
        self.queue.clear();
        for source in sources {
            self.level[*source as usize] = 0;
            self.queue.push(*source);
        }
        let (mut done, mut last) = (0, UNREACHED);
        while let Some(&node) = self.queue.get(done) {
            done += 1;
            let level = self.level[node as usize];
            if level >= last {
                break;
            }
            for arc in self.arcs.of(node) {
                let head = self.arcs.heads[arc];
                if self.units[arc] < 1 && self.level[head as usize] == UNREACHED {
                    self.level[head as usize] = level + 1;
                    if is_sink[head as usize] {
                        last = level + 1;
                    }
                    self.queue.push(head);
                }
            }
        }
        if last == UNREACHED {
            return false;
        }
        for node in &self.queue {
            self.next[*node as usize] = self.arcs.first[*node as usize];
        }
        true
    }

    /// One more unit from `source`, along levels.
    fn augment(&mut self, source: u32, is_sink: &[bool]) -> bool {
        self.stack.clear();
        let mut node = source;
        loop {
            if is_sink[node as usize] {
                for arc in &self.stack {
                    self.units[*arc as usize] += 1;
                    self.units[self.arcs.twins[*arc as usize] as usize] -= 1;
                }
                return true;
            }
            let end = self.arcs.first[node as usize + 1];
            let level = self.level[node as usize];
            let next = &mut self.next[node as usize];
            let onward = (*next..end).find(|arc| {
                let head = self.arcs.heads[*arc as usize];
                self.units[*arc as usize] < 1 && self.level[head as usize] == level + 1
            });
            if let Some(arc) = onward {
                // Stays the current arc: it is full after this unit, and then passed over.
                *next = arc;
                self.stack.push(arc);
                node = self.arcs.heads[arc as usize];
            } else {
                *next = end;
                let Some(arc) = self.stack.pop() else { return false };
                node = self.arcs.heads[self.arcs.twins[arc as usize] as usize];
                self.next[node as usize] += 1;
            }
        }
    }
}
