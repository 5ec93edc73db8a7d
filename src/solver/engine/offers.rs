//! The best place of each request in each route, kept from one question to the next as long as the route
//! is the same.

use super::{
    model::Model,
    place::{NO_PLACE, Place},
    state::State,
    table::Table,
};

#[derive(Clone, Copy, Debug)]
struct Kept {
    version: u64,
    place: Place,
}

/// With the version of the route for which a place was looked for.
#[derive(Debug)]
pub(super) struct Offers {
    kept: Table<Kept>,
}

impl Offers {
    pub(super) fn new(model: &Model) -> Self {
        Self { kept: Table::new(model, Kept { version: 0, place: Place::NONE }) }
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
        let kept = self.kept.cell(request, vehicle);
        let version = state.routes[vehicle as usize].version;
        if kept.version != version {
            let place = state.cheapest(model, vehicle, request, NO_PLACE, &mut |_| false);
            *kept = Kept { version, place };
        }
        kept.place
    }
}
