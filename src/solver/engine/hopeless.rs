//! Requests that nobody can serve.

use super::{model::Model, place::NO_PLACE, state::State};

impl State {
    /// Takes the absent requests out of the search that even a vehicle with nothing else to do cannot serve:
    /// they count as unserved, but nobody looks for a place for them. All free stops must be absent. Exact
    /// where the ways are the shortest.
    pub(super) fn set_hopeless_aside(&mut self, model: &Model) {
        let mut vehicles: Vec<u32> = (0..self.kinds()).filter_map(|kind| self.idle(kind)).collect();
        vehicles.extend_from_slice(self.used.items());
        for request in self.absent.items().to_vec() {
            let can = vehicles.iter().any(|vehicle| {
                model.may(request, *vehicle)
                    && self.cheapest(model, *vehicle, request, NO_PLACE, &mut |_| false).exists()
            });
            if !can {
                self.absent.remove(request);
                self.hopeless += model.asks[request as usize].priority;
            }
        }
    }
}
