//! What somebody was told while a plan is under way.

use super::Live;
use crate::{
    solver::{StopId, clock::clock, engine::model::id},
    units::Seconds,
};

impl Live {
    /// The courier of this vehicle was told of the request: to take it away again costs
    /// [`Objective::change`](crate::solver::Objective::change) from here on, whatever
    /// [`Request::announced`](crate::solver::Request::announced) says. `None` takes that back.
    pub fn announce(&mut self, request: usize, vehicle: Option<usize>) {
        let told = self.model.known(vehicle);
        if let Some(ask) = self.model.asks.get_mut(request)
            && ask.announced != told
        {
            ask.announced = told;
            self.state.recount(&self.model);
            self.tools = None;
        }
    }

    /// It was announced that this stop starts at a moment: to be earlier or later costs
    /// [`Objective::eta`](crate::solver::Objective::eta) from here on. `None` takes that back.
    pub fn announce_start(&mut self, stop: StopId, at: Option<Seconds>) {
        let Some(node) = self.model.node_of(stop) else { return };
        let at = at.map(clock);
        if self.model.told.get(node as usize).copied().flatten() == at {
            return;
        }
        self.model.told.resize(self.model.nodes.len(), None);
        self.model.told[node as usize] = at;
        if self.model.objective.eta != 0 {
            if let Some(home) = self.vehicle(stop.request()) {
                self.state.reconsider(&self.model, id(home));
            }
            self.tools = None;
        }
    }
}
