//! The best place of each request in each route, kept from one question to the next as long as the route
//! is the same.

use super::{model::Model, place::Place, state::State};

#[derive(Clone, Copy, Debug)]
struct Kept {
    version: u32,
    place: Place,
}

/// A table by request and vehicle, with the version of the route for which a place was looked for.
#[derive(Debug)]
pub(super) struct Offers {
    vehicles: usize,
    kept: Vec<Kept>,
}

impl Offers {
    pub(super) fn new(model: &Model) -> Self {
        let vehicles = model.riders.len();
        let none = Kept { version: 0, place: Place::NONE };
        Self { vehicles, kept: vec![none; vehicles * model.asks.len()] }
    }

    /// The cheapest place, without bound and without blinks.
    #[inline]
    pub(super) fn get(
        &mut self,
        model: &Model,
        state: &mut State,
        vehicle: u32,
        request: u32,
    ) -> Place {
        let kept = &mut self.kept[request as usize * self.vehicles + vehicle as usize];
        let version = state.routes[vehicle as usize].version;
        if kept.version != version {
            let place =
                state.cheapest(model, vehicle, request, super::place::NO_PLACE, &mut |_| false);
            *kept = Kept { version, place };
        }
        kept.place
    }
}
