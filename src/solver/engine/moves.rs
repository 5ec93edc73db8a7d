//! What is made of the basic changes of a plan in the making.

use super::{
    model::{Model, id},
    state::State,
};

impl State {
    /// Makes a change that stays if `change` says so, else it is undone. True if it stays.
    #[inline]
    pub(super) fn attempt(
        &mut self,
        model: &Model,
        change: impl FnOnce(&mut Self) -> bool,
    ) -> bool {
        self.begin();
        let stays = change(self);
        if stays {
            self.keep();
        } else {
            self.undo(model);
        }
        stays
    }

    /// Gives several routes these stops, which may come from each other's. Each request that was in one of them must
    /// be in one again. False: undo.
    pub(super) fn rewrite_all(&mut self, model: &Model, routes: &[(u32, &[u32])]) -> bool {
        // All of them before any is changed: undoing one route numbers its own stops only.
        for (vehicle, _) in routes {
            self.note(*vehicle);
        }
        routes.iter().all(|(vehicle, nodes)| self.rewrite(model, *vehicle, nodes))
    }

    /// Takes all free stops out of these routes. Locked stops that the others bridged (where the triangle
    /// inequality does not hold) may lead nowhere then: such a route must be rewritten.
    pub(super) fn empty(&mut self, model: &Model, vehicles: &[u32]) {
        for &vehicle in vehicles {
            let requests: Vec<u32> = self.requests(model, vehicle).collect();
            self.remove(model, vehicle, &requests);
        }
    }

    /// The requests with free stops in a route, each once, in the order of their first free stops.
    pub(super) fn requests<'a>(
        &'a self,
        model: &'a Model,
        vehicle: u32,
    ) -> impl Iterator<Item = u32> + 'a {
        let route = &self.routes[vehicle as usize];
        let locked = model.riders[vehicle as usize].locked.len();
        route.nodes().enumerate().skip(locked).filter_map(|(at, node)| {
            let request = model.nodes[node as usize].request;
            let ask = &model.asks[request as usize];
            let first = (ask.free..ask.end).map(|other| self.at[other as usize]).min();
            (first == Some(id(at) + 1)).then_some(request)
        })
    }
}
