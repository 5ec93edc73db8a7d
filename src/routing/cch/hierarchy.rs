//! Contraction: which shortcuts there are, whatever the metric.
//!
//! Dibbelt, Strasser and Wagner, *Customizable contraction hierarchies*, ACM JEA 21, 2016. Contracting
//! nodes in order and joining the later neighbours of each is symbolic Cholesky factorization: the
//! later neighbours of a node are those it had at first, and those of its children in the elimination
//! tree (Liu, *The role of elimination trees in sparse factorization*, SIAM J. Matrix Anal. 11, 1990).

/// No node, as the parent of a root.
pub(crate) const NONE: u32 = u32::MAX;

/// A contracted graph. Nodes are called by their rank: the lower, the earlier contracted. An arc
/// leads from the lower to the higher of its ends and stands for both directions.
#[derive(Debug)]
pub(crate) struct Hierarchy {
    /// Rank of each node of the graph.
    pub(crate) ranks: Vec<u32>,
    /// By rank, the node of the graph.
    pub(crate) by_rank: Vec<u32>,
    /// By rank, the parent in the elimination tree, which is the lowest later neighbour.
    pub(crate) parents: Vec<u32>,
    /// By rank, the number of ancestors.
    pub(crate) depths: Vec<u32>,
    /// By rank, the first of the arcs up; one more at the end.
    pub(crate) first_up: Vec<u32>,
    /// By arc, its higher end; sorted for each lower one.
    pub(crate) heads: Vec<u32>,
    /// By rank, the first of the arcs down in `down`; one more at the end.
    pub(crate) first_down: Vec<u32>,
    /// By higher end, the lower ends and the arcs from there.
    pub(crate) down: Vec<(u32, u32)>,
    /// By rank, the first of its descendants, which are all ranks from there to its own.
    pub(crate) first_descendants: Vec<u32>,
}

impl Hierarchy {
    /// Contracts a graph of `order.len()` nodes and the edges `ends` in `order`: first the first.
    /// The ranks follow the elimination tree of that order in postorder, which makes the same
    /// shortcuts. Linear in the shortcuts, times the depth of sorting them.
    pub(crate) fn new(order: &[u32], ends: &[[u32; 2]]) -> Self {
        let nodes = order.len();
        let mut ranks = vec![0_u32; nodes];
        for (rank, node) in (0..).zip(order) {
            ranks[*node as usize] = rank;
        }
        let places = postorder(&tree(nodes, ends, &ranks));
        for rank in &mut ranks {
            *rank = places[*rank as usize];
        }
        Self::contract(ranks, ends)
    }

    fn contract(ranks: Vec<u32>, ends: &[[u32; 2]]) -> Self {
        let nodes = ranks.len();
        let later = Later::new(nodes, ends, &ranks);
        let mut first_up = vec![0_u32; nodes + 1];
        let mut heads: Vec<u32> = Vec::with_capacity(3 * ends.len());
        let mut parents = vec![NONE; nodes];
        // Children of a node as a list through its younger siblings.
        let (mut child, mut sibling) = (vec![NONE; nodes], vec![NONE; nodes]);
        let mut seen = vec![NONE; nodes];
        for rank in 0..index(nodes) {
            let start = heads.len();
            seen[rank as usize] = rank;
            let mut take = |heads: &mut Vec<u32>, head: u32| {
                if std::mem::replace(&mut seen[head as usize], rank) != rank {
                    heads.push(head);
                }
            };
            for head in later.of(rank) {
                take(&mut heads, *head);
            }
            let mut next = child[rank as usize];
            while next != NONE {
                // The first of a child's later neighbours is this node.
                for at in first_up[next as usize] + 1..first_up[next as usize + 1] {
                    let head = heads[at as usize];
                    take(&mut heads, head);
                }
                next = sibling[next as usize];
            }
            heads[start..].sort_unstable();
            first_up[rank as usize + 1] = index(heads.len());
            if let Some(parent) = heads.get(start).copied() {
                parents[rank as usize] = parent;
                sibling[rank as usize] = std::mem::replace(&mut child[parent as usize], rank);
            }
        }
        heads.shrink_to_fit();
        let mut depths = vec![0; nodes];
        let mut first_descendants: Vec<u32> = (0..index(nodes)).collect();
        for rank in 0..nodes {
            if parents[rank] != NONE {
                let first = first_descendants[rank];
                let of_parent = &mut first_descendants[parents[rank] as usize];
                *of_parent = first.min(*of_parent);
            }
        }
        for rank in (0..nodes).rev() {
            if parents[rank] != NONE {
                depths[rank] = depths[parents[rank] as usize] + 1;
            }
        }
        let (first_down, down) = downward(&first_up, &heads);
        let mut by_rank = vec![0; nodes];
        for (node, rank) in (0..).zip(&ranks) {
            by_rank[*rank as usize] = node;
        }
        Self {
            ranks,
            by_rank,
            parents,
            depths,
            first_up,
            heads,
            first_down,
            down,
            first_descendants,
        }
    }

    /// Number of nodes.
    pub(crate) fn nodes(&self) -> usize {
        self.parents.len()
    }

    /// Arcs from `rank` up.
    pub(crate) fn up(&self, rank: u32) -> std::ops::Range<usize> {
        self.first_up[rank as usize] as usize..self.first_up[rank as usize + 1] as usize
    }

    /// Lower neighbours of `rank` and the arcs from there.
    pub(crate) fn below(&self, rank: u32) -> &[(u32, u32)] {
        let at = rank as usize;
        &self.down[self.first_down[at] as usize..self.first_down[at + 1] as usize]
    }

    /// The arc between two ranks, `lower` first.
    pub(crate) fn arc(&self, lower: u32, higher: u32) -> Option<u32> {
        let up = self.up(lower);
        let at = self.heads[up.clone()].binary_search(&higher).ok()?;
        Some(index(up.start + at))
    }

    /// `rank` and all its ancestors, upwards.
    pub(crate) fn ancestry(&self, rank: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(rank), |at| {
            let parent = self.parents[*at as usize];
            (parent != NONE).then_some(parent)
        })
    }
}

fn index(length: usize) -> u32 {
    u32::try_from(length).expect("invariant: arcs are counted in u32")
}

/// Edges by the rank of their lower end.
struct Later {
    first: Vec<u32>,
    heads: Vec<u32>,
}

impl Later {
    fn new(nodes: usize, ends: &[[u32; 2]], ranks: &[u32]) -> Self {
        let ranked = || {
            ends.iter()
                .map(|[a, b]| [ranks[*a as usize], ranks[*b as usize]])
                .filter(|[a, b]| a != b)
                .map(|[a, b]| [a.min(b), a.max(b)])
        };
        let mut first = vec![0_u32; nodes + 1];
        ranked().for_each(|[lower, _]| first[lower as usize + 1] += 1);
        for node in 0..nodes {
            first[node + 1] += first[node];
        }
        let mut next = first.clone();
        let mut heads = vec![0; first[nodes] as usize];
        for [lower, higher] in ranked() {
            heads[next[lower as usize] as usize] = higher;
            next[lower as usize] += 1;
        }
        Self { first, heads }
    }

    fn of(&self, rank: u32) -> &[u32] {
        &self.heads[self.first[rank as usize] as usize..self.first[rank as usize + 1] as usize]
    }
}

/// Parents in the elimination tree, by Liu's algorithm with path compression.
fn tree(nodes: usize, ends: &[[u32; 2]], ranks: &[u32]) -> Vec<u32> {
    // From the higher end this time: whom a node finds below it.
    let turned: Vec<u32> = ranks.iter().map(|rank| index(nodes) - 1 - rank).collect();
    let earlier = Later::new(nodes, ends, &turned);
    let mut parents = vec![NONE; nodes];
    let mut roots = vec![NONE; nodes];
    for rank in 0..index(nodes) {
        for lower in earlier.of(index(nodes) - 1 - rank) {
            let mut at = index(nodes) - 1 - lower;
            while roots[at as usize] != NONE && roots[at as usize] != rank {
                at = std::mem::replace(&mut roots[at as usize], rank);
            }
            if roots[at as usize] == NONE {
                roots[at as usize] = rank;
                parents[at as usize] = rank;
            }
        }
    }
    parents
}

/// The place of each node of a forest in postorder: descendants lie together, before their ancestor.
fn postorder(parents: &[u32]) -> Vec<u32> {
    let mut sizes = vec![1_u32; parents.len()];
    for node in 0..parents.len() {
        if parents[node] != NONE {
            sizes[parents[node] as usize] += sizes[node];
        }
    }
    // The first place free for descendants, or for roots at the end.
    let mut free = vec![0_u32; parents.len() + 1];
    let mut places = vec![0; parents.len()];
    for node in (0..parents.len()).rev() {
        let over = if parents[node] == NONE { parents.len() } else { parents[node] as usize };
        let first = free[over];
        free[over] += sizes[node];
        free[node] = first;
        places[node] = first + sizes[node] - 1;
    }
    places
}

/// Arcs by their higher end.
fn downward(first_up: &[u32], heads: &[u32]) -> (Vec<u32>, Vec<(u32, u32)>) {
    let nodes = first_up.len() - 1;
    let mut first = vec![0_u32; nodes + 1];
    for head in heads {
        first[*head as usize + 1] += 1;
    }
    for node in 0..nodes {
        first[node + 1] += first[node];
    }
    let mut next = first.clone();
    let mut down = vec![(0, 0); heads.len()];
    for rank in 0..index(nodes) {
        for arc in first_up[rank as usize]..first_up[rank as usize + 1] {
            let next = &mut next[heads[arc as usize] as usize];
            down[*next as usize] = (rank, arc);
            *next += 1;
        }
    }
    (first, down)
}
