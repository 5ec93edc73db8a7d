//! The place of a request in a route where only the whole route tells what a place is worth: where something is
//! broken, or may be, and where times must be exact.

use super::{
    model::Model,
    objective::Broken,
    place::{Place, cheapest},
    soft,
    state::State,
};

/// So many places are weighed, those with the shortest ways first: of a new request, and of one that was accepted,
/// which the search puts back again and again.
const TRIED: [usize; 2] = [100, 24];

impl State {
    /// What [`Self::cheapest`] gives there. Linear in the number of places and, for up to a hundred of them, in the
    /// length of the route.
    pub(super) fn weighed(
        &mut self,
        model: &Model,
        vehicle: u32,
        request: u32,
        limit: i64,
        skip: &mut impl FnMut(Place) -> bool,
    ) -> Place {
        let change = model.change(request, vehicle);
        let route = &self.routes[vehicle as usize];
        let mut places = std::mem::take(&mut self.scratch.places);
        places.clear();
        let mut all = |place| {
            if !skip(place) {
                places.push(place);
            }
            true
        };
        let only = cheapest(model, route, request, limit - change, &mut self.scratch, &mut all);
        // Several dropoffs know no choice.
        places.extend(only.exists().then_some(only));
        places.sort_unstable_by_key(|place| (place.cost, place.gaps));
        let mut best = Place { cost: limit, ..Place::NONE };
        let must = model.asks[request as usize].must;
        for place in places.iter().take(TRIED[usize::from(must)]) {
            if place.cost + change >= best.cost {
                break;
            }
            let Some(added) = soft::added(model, route, request, *place, &mut self.scratch) else {
                continue;
            };
            let breaks_more = !added.broken.within(Broken::default());
            if breaks_more && !must {
                continue;
            }
            let unfair = self.unfair(model, vehicle, added.duration);
            let cost =
                place.cost + change + added.soft + unfair + soft::penalty(model, added.broken);
            if cost < best.cost {
                best = Place { cost, ..*place };
            }
            if !breaks_more && !model.is_exact(request, route) {
                break;
            }
        }
        self.scratch.places = places;
        if best.cost < limit { best } else { Place::NONE }
    }
}
