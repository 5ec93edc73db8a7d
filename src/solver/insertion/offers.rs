//! The best place of each open request in each tour, kept up to date.

use super::place::{Place, best_place};
use crate::solver::{
    Problem,
    tour::{Cost, Tour},
};

/// What the operators choose from.
pub(super) struct Offers {
    /// By request, then by vehicle. Empty for a request that is no longer open.
    places: Vec<Vec<Option<Place>>>,
    scratch: Tour,
}

/// A request, the vehicle that takes it at the least cost, and what is known to choose by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) request: usize,
    pub(super) vehicle: usize,
    /// What it adds there.
    pub(super) added: Cost,
    /// What it adds in the second-best vehicle; `None` if there is no other.
    pub(super) second: Option<Cost>,
}

impl Offers {
    /// The best places in tours that are yet empty. `None` if there is no vehicle.
    pub(super) fn new(problem: &Problem, tours: &[Tour]) -> Option<Self> {
        let vehicles = tours.len();
        let places = vec![vec![None; vehicles]; problem.requests().len()];
        let scratch = (vehicles > 0).then(|| Tour::new(problem, 0))?;
        let mut offers = Self { places, scratch };
        for tour in tours {
            offers.renew(problem, tour);
        }
        Some(offers)
    }

    /// Looks for the best places in one tour again, since it has changed.
    pub(super) fn renew(&mut self, problem: &Problem, tour: &Tour) {
        for (request, places) in self.places.iter_mut().enumerate() {
            if let Some(place) = places.get_mut(tour.vehicle) {
                *place = best_place(problem, tour, request, &mut self.scratch);
            }
        }
    }

    /// Closes a request; its place in the vehicle, if it had one there.
    pub(super) fn take(&mut self, request: usize, vehicle: usize) -> Option<Place> {
        std::mem::take(&mut self.places[request]).swap_remove(vehicle)
    }

    /// One offer for each open request that has a place, by request. Of equally cheap vehicles the
    /// first is best.
    pub(super) fn iter(&self) -> impl Iterator<Item = Offer> {
        self.places.iter().enumerate().filter_map(|(request, places)| {
            let mut best: Option<Offer> = None;
            for (vehicle, place) in places.iter().enumerate() {
                let Some(added) = place.as_ref().map(|place| place.added) else { continue };
                match &mut best {
                    Some(best) if best.added <= added => {
                        best.second = Some(best.second.map_or(added, |second| second.min(added)));
                    }
                    _ => {
                        let second = best.map(|best| best.added);
                        best = Some(Offer { request, vehicle, added, second });
                    }
                }
            }
            best
        })
    }
}
