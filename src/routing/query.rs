//! Paths and tables of a vehicle class.

use super::{
    cch::{Ends, NO_PATH, UpDown, Vectors, Walk},
    class::Class,
    path::{FARTHEST, Path},
    places::Arrival,
    states::count,
};
use crate::graph::{Cost, DIRECTIONS, EdgeId, SectionId, Snap};

impl Class {
    /// Cost of the fastest path from `from` to `to`, of equally fast ones the shortest; `None` if there
    /// is none.
    #[must_use]
    pub fn cost(&self, from: &Snap, to: &Snap) -> Option<Cost> {
        let along = self.along(from, to).map(|(_, cost)| cost);
        if along.is_some_and(|cost| self.is_best_along(from, to, cost)) {
            return along;
        }
        let mut walk = Walk::default();
        let start = self.ends_from(from)?;
        let weights = self.ways_to(from, to).into_iter().filter_map(|arrivals| {
            let end = self.ends_to(&arrivals)?;
            self.customized.weight(&self.topology.hierarchy, &mut walk, &start, &end)
        });
        let around = weights.map(Cost::from_weight).filter(|around| *around < FARTHEST);
        around.chain(along).min()
    }

    /// The fastest path from `from` to `to`, of equally fast ones the shortest; `None` if there is none.
    #[must_use]
    pub fn path(&self, from: &Snap, to: &Snap) -> Option<Path> {
        let along = self.along(from, to);
        let along = along.map(|(edge, cost)| Path { cost, edges: vec![edge] });
        if along.as_ref().is_some_and(|along| self.is_best_along(from, to, along.cost)) {
            return along;
        }
        let mut walk = Walk::default();
        let hierarchy = &self.topology.hierarchy;
        let start = self.ends_from(from)?;
        let ways = self.ways_to(from, to).into_iter().filter_map(|arrivals| {
            let end = self.ends_to(&arrivals)?;
            let way = self.customized.path(hierarchy, &mut walk, &start, &end)?;
            Some((way, arrivals))
        });
        let around = ways.min_by_key(|(way, _)| way.weight);
        let around = around.filter(|(way, _)| way.weight < FARTHEST.weight());
        let around = around.map(|(way, arrivals)| self.spelled_out(from, &way, &arrivals));
        around.into_iter().chain(along).min_by_key(|path| path.cost)
    }

    /// The sets of states to aim at, each for a query of its own: but for one's own section, one.
    fn ways_to(&self, from: &Snap, to: &Snap) -> Vec<Vec<Arrival>> {
        let arrivals = self.arrivals(to);
        let shared = SectionId::of(from.edge).0 == SectionId::of(to.edge).0;
        if !shared || arrivals.iter().all(|arrival| arrival.before) {
            return vec![arrivals];
        }
        let before = DIRECTIONS.into_iter().flat_map(|it| self.arrivals_before(to, it));
        before.map(|arrival| vec![arrival]).collect()
    }

    /// Is the way along the section that two places share, at this cost, no worse than any that leaves
    /// it? Who does leave it in the other direction has at least the rest of that to ride, and something
    /// to get back.
    fn is_best_along(&self, from: &Snap, to: &Snap, along: Cost) -> bool {
        let section = SectionId::of(from.edge).0;
        let [ahead, behind] = DIRECTIONS.map(|it| from.part(&self.metric, it, true));
        let backwards = self
            .along(from, to)
            .is_some_and(|(edge, _)| edge == section.edge(crate::graph::Direction::Backward));
        let Some(leave) = (if backwards { ahead } else { behind }) else { return true };
        let back = DIRECTIONS.into_iter().filter_map(|it| to.part(&self.metric, it, false));
        back.min().is_none_or(|back| along <= leave.plus(back))
    }

    fn spelled_out(&self, from: &Snap, way: &UpDown, arrivals: &[Arrival]) -> Path {
        let topology = &self.topology;
        let rank = |state: u32| topology.hierarchy.ranks[state as usize];
        let first = self
            .departures(from)
            .filter(|(state, _, _)| way.ranks.first() == Some(&rank(*state)))
            .min_by_key(|(_, _, rest)| *rest);
        let last = arrivals
            .iter()
            .filter(|arrival| way.ranks.last() == Some(&rank(arrival.state)))
            .min_by_key(|arrival| arrival.weight);
        let arcs = self.customized.unpack(&topology.hierarchy, way, |tail, head| {
            let [tail, head] = [tail, head].map(|rank| topology.hierarchy.by_rank[rank as usize]);
            let own = topology.states.arcs(tail);
            own.filter(move |arc| topology.states.heads[*arc] == head)
                .map(|arc| (count(arc), self.weight(count(arc))))
        });
        let between =
            arcs.iter().map(|arc| EdgeId::new(topology.states.edges[*arc as usize] as usize));
        let edges = first
            .map(|(_, edge, _)| edge)
            .into_iter()
            .chain(between)
            .chain(last.filter(|last| last.before).map(|last| last.edge))
            .collect();
        Path { cost: Cost::from_weight(way.weight), edges }
    }

    /// Times and lengths from each of `from` to each of `to`, row-major, in what `units` makes of
    /// milliseconds and centimetres; [`NO_PATH`] where there is none. Places that are `None` are reached
    /// from nowhere and lead nowhere. On as many threads as there are. `cells` may come from another
    /// table.
    pub(crate) fn table(
        &self,
        from: &[Option<Snap>],
        to: &[Option<Snap>],
        units: impl Fn([u32; 2]) -> [u32; 2] + Sync,
        cells: &mut [Vec<u32>; 2],
    ) {
        self.table_with(Vectors::widest(), from, to, units, cells);
    }

    /// The same with these instructions.
    pub(crate) fn table_with(
        &self,
        vectors: Vectors,
        from: &[Option<Snap>],
        to: &[Option<Snap>],
        units: impl Fn([u32; 2]) -> [u32; 2] + Sync,
        cells: &mut [Vec<u32>; 2],
    ) {
        let starts: Vec<Option<Ends>> =
            from.iter().map(|from| self.ends_from(from.as_ref()?)).collect();
        let ends: Vec<Option<Ends>> =
            to.iter().map(|to| self.ends_to(&self.arrivals(to.as_ref()?))).collect();
        let units = |cost: [u32; 2]| {
            if cost[0] < FARTHEST.time_ms() { units(cost) } else { [NO_PATH; 2] }
        };
        self.customized.table(&self.topology.hierarchy, vectors, &starts, &ends, units, cells);
        self.fill_shared(from, to, units, cells);
    }
}
