//! One order after another.

use super::{Random, crew::Crew};
use crate::{
    domain::{Dropoff, Order, OrderStop, SkillSet, Terms, Timing},
    geo::haversine_m,
    osm::{Place, PlaceKind},
    units::{Load, Seconds, TimeWindow, Timestamp},
};

/// Customers further away than this rarely order.
const USUAL_DISTANCE_M: f64 = 3_000.0;
/// Quarters of an hour are what people write down.
const STEP: u32 = 15 * 60;
/// Mass of an ordinary parcel, and of a delivery in bulk, in kilograms.
const PARCEL_KG: (u32, u32) = (1, 9);
const BULK_KG: (u32, u32) = (20, 45);

/// One invented day.
pub(super) struct Day<'a> {
    pub(super) random: Random,
    pub(super) crew: Vec<Crew<'a>>,
    pub(super) customers: Vec<Place>,
}

impl Day<'_> {
    /// An order of one of `shops`; `None` if what was drawn makes none: nobody takes it, or the
    /// customers drawn live at the shop.
    pub(super) fn order(&mut self, shops: &[Place]) -> Option<Order> {
        let shop = self.random.pick(shops)?.clone();
        let meal = matches!(shop.kind, PlaceKind::Restaurant | PlaceKind::Cafe);
        let count = if !meal && self.random.once_in(4) { self.random.between(2, 4) } else { 1 };
        let count = usize::try_from(count).ok()?;
        let skills = if meal { SkillSet::new() } else { self.skills() };
        let load = if meal { self.meal() } else { self.goods(&skills, count)? };
        let able: Vec<Crew<'_>> =
            self.crew.iter().filter(|crew| crew.takes(&skills, load, count)).copied().collect();
        let hours = self.random.pick(&able)?.window;
        let window = self.window(hours, meal)?;
        let dropoffs = self.dropoffs(&shop, count, window, load)?;
        let pickup = OrderStop {
            name: shop.name.clone(),
            address: shop.address(),
            place: shop.at,
            window,
            timing: Timing::default(),
            service: Seconds::from_minutes(if meal { 2 } else { 3 }),
        };
        let (more_pickups, terms) = (Vec::new(), Terms::default());
        Some(Order { id: String::new(), pickup, more_pickups, dropoffs, skills, terms })
    }

    /// From ready to due, for a courier who works in `hours`. Meals get ready around the middle of
    /// these and are wanted within the hour, parcels get ready in their first half.
    fn window(
        &mut self,
        hours: TimeWindow<Timestamp>,
        meal: bool,
    ) -> Option<TimeWindow<Timestamp>> {
        let span = hours.end().seconds_since(hours.start()).as_u32();
        let (first, last) = if meal { (span / 10, span * 6 / 10) } else { (0, span / 2) };
        // The sum of two draws peaks in the middle.
        let drawn =
            u32::midpoint(self.random.between(first, last), self.random.between(first, last));
        let ready_at = hours.start() + Seconds::new(drawn / STEP * STEP);
        let minutes =
            if meal { self.random.between(9, 12) * 5 } else { self.random.between(2, 4) * 60 };
        TimeWindow::new(ready_at, ready_at + Seconds::from_minutes(minutes))
    }

    /// Once in a while a skill of someone on shift.
    fn skills(&mut self) -> SkillSet {
        if !self.random.once_in(6) {
            return SkillSet::new();
        }
        let all: SkillSet = self.crew.iter().flat_map(|crew| crew.skills).cloned().collect();
        let all: Vec<String> = all.into_iter().collect();
        self.random.pick(&all).cloned().into_iter().collect()
    }

    fn meal(&mut self) -> Load {
        let bags = self.random.between(1, 2);
        Load { mass_g: 1_500 * bags, volume_ml: 12_000 * bags, bags }
    }

    /// What goes to each of `count` customers, sometimes in bulk to a single one; never more than
    /// somebody with these skills takes. `None` if nobody takes anything.
    fn goods(&mut self, skills: &SkillSet, count: usize) -> Option<Load> {
        let takes = |kilograms: &u32| {
            let load = parcel(*kilograms);
            self.crew.iter().any(|crew| crew.takes(skills, load, count))
        };
        let largest = (PARCEL_KG.0..=BULK_KG.1).rev().find(takes)?;
        let bulk = count == 1 && self.random.once_in(8) && largest >= BULK_KG.0;
        let (from, to) = if bulk { BULK_KG } else { PARCEL_KG };
        Some(parcel(self.random.between(from, to.min(largest))))
    }

    /// So many different customers, none of them at the shop.
    fn dropoffs(
        &mut self,
        shop: &Place,
        count: usize,
        window: TimeWindow<Timestamp>,
        load: Load,
    ) -> Option<Vec<Dropoff>> {
        let mut dropoffs: Vec<Dropoff> = Vec::with_capacity(count);
        for _ in 0..count {
            let customer = self.customer(shop, &dropoffs)?;
            let initial = char::from(b'A' + u8::try_from(self.random.below(26)).ok()?);
            let at_door = OrderStop {
                name: format!("{} {initial}.", self.random.pick(&FIRST_NAMES)?),
                address: customer.address(),
                place: customer.at,
                window,
                timing: Timing::default(),
                service: Seconds::from_minutes(2),
            };
            dropoffs.push(Dropoff { stop: at_door, load, piece_g: None });
        }
        Some(dropoffs)
    }

    /// One of a few customers drawn: the first that is near enough, else the nearest.
    fn customer(&mut self, shop: &Place, others: &[Dropoff]) -> Option<Place> {
        let drawn: Vec<Place> = (0..8)
            .filter_map(|_| self.random.pick(&self.customers).cloned())
            .filter(|place| place.at != shop.at)
            .filter(|place| others.iter().all(|other| other.stop.place != place.at))
            .collect();
        let distance = |place: &&Place| haversine_m(place.at, shop.at);
        let near = drawn.iter().find(|place| distance(place) < USUAL_DISTANCE_M);
        let nearest = || drawn.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)));
        near.or_else(nearest).cloned()
    }
}

/// So many kilograms of goods.
fn parcel(kilograms: u32) -> Load {
    Load { mass_g: 1_000 * kilograms, volume_ml: 4_000 * kilograms, bags: 1 + kilograms / 10 }
}

/// Common first names in France, all decades mixed.
const FIRST_NAMES: [&str; 24] = [
    "Aïcha", "Alice", "Antoine", "Bilal", "Camille", "Chloé", "Daniel", "Élise", "Farid",
    "Gabriel", "Hélène", "Inès", "Jeanne", "Karim", "Léa", "Louis", "Manon", "Mehdi", "Nadia",
    "Olivier", "Paul", "Rachid", "Sophie", "Zoé",
];
