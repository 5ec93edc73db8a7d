//! A day of orders, invented from what is on the map.

use super::random::Random;
use crate::{
    domain::{Coop, Dropoff, Order, OrderStop, SkillSet},
    geo::haversine_m,
    graph::{Metric, NodeId, SectionId, StreetMap},
    osm::{Place, PlaceKind},
    units::{Load, LonLat, Seconds, TimeWindow, Timestamp},
};
use std::collections::BTreeSet;

/// Customers further away than this rarely order.
const USUAL_DISTANCE_M: f64 = 3_000.0;
/// Quarters of an hour are what people write down.
const STEP: u32 = 15 * 60;

/// What the invented day should look like.
#[derive(Clone, Copy, Debug)]
pub struct DemoWishes {
    /// How many orders.
    pub orders: usize,
    /// How many shops they come from.
    pub shops: usize,
    /// Same seed, same map, same co-operative: same orders.
    pub seed: u64,
    /// How far a place may be from a street, in metres.
    pub max_snap_m: f64,
}

/// Why no orders can be invented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DemoError {
    /// Nobody works on that day.
    #[error("no courier has a shift on this day; choose another --day or add shifts in coop.toml")]
    NoShift,
    /// The map has too little that hangs together.
    #[error("the map has fewer than two places that all vehicle classes can reach")]
    NoPlaces,
}

/// Invents a day of orders: shops and restaurants of the map, customers at its addresses. Where the
/// map has too few of either, street corners take their place.
///
/// Restaurants and cafes send meals for one customer within the hour, around the middle of the
/// shifts; pharmacies and shops send parcels with wide windows, sometimes to several customers at
/// once, sometimes in bulk or cold.
///
/// # Errors
///
/// See [`DemoError`].
pub fn demo_orders(
    map: &StreetMap,
    places: &[Place],
    coop: &Coop,
    wishes: DemoWishes,
) -> Result<Vec<Order>, DemoError> {
    let shifts: Vec<TimeWindow<Timestamp>> = busy_hours(coop);
    if shifts.is_empty() {
        return Err(DemoError::NoShift);
    }
    let mut random = Random::new(wishes.seed);
    let town = Town::new(map, places, coop, wishes.max_snap_m);
    let shops = town.shops(wishes.shops, &mut random);
    let customers = town.customers(&mut random);
    if shops.is_empty() || customers.len() < 2 {
        return Err(DemoError::NoPlaces);
    }
    let mut day = Day { random, shifts, customers, skills: skills(coop) };
    let mut orders: Vec<Order> = (0..wishes.orders).filter_map(|_| day.order(&shops)).collect();
    orders.sort_by_key(|order| order.pickup.window.start());
    for (number, order) in orders.iter_mut().enumerate() {
        order.id = format!("{:03}", number + 1);
    }
    Ok(orders)
}

/// The hours when somebody works, as windows without overlap.
fn busy_hours(coop: &Coop) -> Vec<TimeWindow<Timestamp>> {
    let mut windows: Vec<_> = coop.shifts.iter().map(|shift| shift.window).collect();
    windows.sort_by_key(TimeWindow::start);
    windows.into_iter().fold(Vec::new(), |mut hours: Vec<TimeWindow<Timestamp>>, window| {
        match hours.last_mut() {
            Some(last) if window.start() <= last.end() => {
                let end = last.end().max(window.end());
                *last = TimeWindow::new(last.start(), end).unwrap_or(*last);
            }
            _ => hours.push(window),
        }
        hours
    })
}

fn skills(coop: &Coop) -> BTreeSet<String> {
    coop.couriers.iter().flat_map(|courier| courier.skills.iter().cloned()).collect()
}

/// The part of the map that every vehicle class of the co-operative reaches.
struct Town<'a> {
    map: &'a StreetMap,
    metrics: Vec<&'a Metric>,
    places: &'a [Place],
    max_snap_m: f64,
}

impl<'a> Town<'a> {
    fn new(map: &'a StreetMap, places: &'a [Place], coop: &Coop, max_snap_m: f64) -> Self {
        let used = |metric: &&Metric| {
            coop.vehicles.iter().any(|vehicle| vehicle.profile == metric.profile())
        };
        Self { map, metrics: map.metrics.iter().filter(used).collect(), places, max_snap_m }
    }

    fn is_reached(&self, at: LonLat) -> bool {
        self.metrics.iter().all(|metric| self.map.snap(metric, at, self.max_snap_m).is_some())
    }

    /// Up to `count` different shops, restaurants first, filled up with street corners.
    fn shops(&self, count: usize, random: &mut Random) -> Vec<Place> {
        let named = |place: &&Place| {
            place.kind != PlaceKind::Address && !place.name.is_empty() && self.is_reached(place.at)
        };
        let mut candidates: Vec<&Place> = self.places.iter().filter(named).collect();
        let mut shops: Vec<Place> = Vec::new();
        while shops.len() < count && !candidates.is_empty() {
            let Ok(drawn) = usize::try_from(random.below(candidates.len() as u64)) else { break };
            let shop = candidates.swap_remove(drawn);
            if shops.iter().all(|known| known.name != shop.name) {
                shops.push(shop.clone());
            }
        }
        let corners = self.corners(count - shops.len(), random);
        let kinds = [PlaceKind::Restaurant, PlaceKind::Shop, PlaceKind::Cafe, PlaceKind::Pharmacy];
        shops.extend(corners.into_iter().zip(kinds.into_iter().cycle()).map(|(corner, kind)| {
            let name = match kind {
                PlaceKind::Restaurant => "Restaurant",
                PlaceKind::Cafe => "Café",
                PlaceKind::Pharmacy => "Pharmacie",
                PlaceKind::Shop | PlaceKind::Address => "Épicerie",
            };
            Place {
                kind,
                name: format!("{name} {}", corner.street).trim_end().to_owned(),
                ..corner
            }
        }));
        shops
    }

    /// Addresses, or street corners if there are hardly any.
    fn customers(&self, random: &mut Random) -> Vec<Place> {
        const ENOUGH: usize = 50;
        let mut customers: Vec<Place> = self
            .places
            .iter()
            .filter(|place| !place.housenumber.is_empty() && self.is_reached(place.at))
            .cloned()
            .collect();
        if customers.len() < ENOUGH {
            customers.extend(self.corners(4 * ENOUGH, random));
        }
        customers
    }

    /// Street corners as places, named by a street that meets there.
    fn corners(&self, count: usize, random: &mut Random) -> Vec<Place> {
        let graph = &self.map.graph;
        let nodes: Vec<NodeId> = graph
            .graph
            .node_indices()
            .filter(|node| self.metrics.iter().all(|metric| metric.is_in_main(*node)))
            .collect();
        let place = |node: NodeId| {
            let names = graph.graph.edges(node).map(|edge| {
                let (section, _) = SectionId::of(petgraph::visit::EdgeRef::id(&edge));
                graph.name(section)
            });
            Place {
                kind: PlaceKind::Address,
                name: String::new(),
                street: names.into_iter().max().unwrap_or_default().to_owned(),
                housenumber: String::new(),
                postcode: String::new(),
                city: String::new(),
                at: graph.graph[node],
            }
        };
        (0..count).filter_map(|_| random.pick(&nodes)).map(|node| place(*node)).collect()
    }
}

/// One invented day.
struct Day {
    random: Random,
    shifts: Vec<TimeWindow<Timestamp>>,
    customers: Vec<Place>,
    skills: BTreeSet<String>,
}

impl Day {
    fn order(&mut self, shops: &[Place]) -> Option<Order> {
        let shop = self.random.pick(shops)?.clone();
        let hours = *self.random.pick(&self.shifts)?;
        let meal = matches!(shop.kind, PlaceKind::Restaurant | PlaceKind::Cafe);
        let dropoffs = if !meal && self.random.once_in(4) { self.random.between(2, 4) } else { 1 };
        let ready_at = self.ready_at(hours, meal);
        let due_by = if meal {
            ready_at + Seconds::from_minutes(self.random.between(9, 12) * 5)
        } else {
            ready_at + Seconds::from_minutes(self.random.between(2, 4) * 60)
        };
        let window = TimeWindow::new(ready_at, due_by)?;
        let (load, skills) = self.load(meal);
        let dropoffs: Vec<Dropoff> =
            (0..dropoffs).filter_map(|_| self.dropoff(&shop, window, load)).collect();
        let pickup = OrderStop {
            name: shop.name.clone(),
            address: shop.address(),
            place: shop.at,
            window,
            service: Seconds::from_minutes(if meal { 2 } else { 3 }),
        };
        Some(Order { id: String::new(), pickup, dropoffs, skills })
    }

    /// Meals are wanted around the middle of the working hours, parcels in their first half.
    fn ready_at(&mut self, hours: TimeWindow<Timestamp>, meal: bool) -> Timestamp {
        let span = hours.end().seconds_since(hours.start()).as_u32();
        let (first, last) = if meal { (span / 10, span * 6 / 10) } else { (0, span / 2) };
        // The sum of two draws peaks in the middle.
        let drawn =
            u32::midpoint(self.random.between(first, last), self.random.between(first, last));
        hours.start() + Seconds::new(drawn / STEP * STEP)
    }

    fn load(&mut self, meal: bool) -> (Load, SkillSet) {
        if meal {
            let bags = self.random.between(1, 2);
            return (
                Load { mass_g: 1_500 * bags, volume_ml: 12_000 * bags, bags },
                SkillSet::new(),
            );
        }
        let skill = if self.random.once_in(6) {
            let skills: Vec<String> = self.skills.iter().cloned().collect();
            self.random.pick(&skills).cloned()
        } else {
            None
        };
        let kilograms = if self.random.once_in(8) {
            self.random.between(20, 45)
        } else {
            self.random.between(1, 9)
        };
        let load = Load {
            mass_g: 1_000 * kilograms,
            volume_ml: 4_000 * kilograms,
            bags: 1 + kilograms / 10,
        };
        (load, skill.into_iter().collect())
    }

    /// One of a few customers drawn: the first that is near enough, else the nearest.
    fn dropoff(
        &mut self,
        shop: &Place,
        window: TimeWindow<Timestamp>,
        load: Load,
    ) -> Option<Dropoff> {
        let drawn: Vec<Place> =
            (0..8).filter_map(|_| self.random.pick(&self.customers).cloned()).collect();
        let distance = |place: &Place| haversine_m(place.at, shop.at);
        let customer = drawn
            .iter()
            .find(|place| place.at != shop.at && distance(place) < USUAL_DISTANCE_M)
            .or_else(|| drawn.iter().min_by(|a, b| distance(a).total_cmp(&distance(b))))?;
        let initial = char::from(b'A' + u8::try_from(self.random.below(26)).ok()?);
        let stop = OrderStop {
            name: format!("{} {initial}.", self.random.pick(&FIRST_NAMES)?),
            address: customer.address(),
            place: customer.at,
            window,
            service: Seconds::from_minutes(2),
        };
        Some(Dropoff { stop, load })
    }
}

/// Common first names in France, all decades mixed.
const FIRST_NAMES: [&str; 24] = [
    "Aïcha", "Alice", "Antoine", "Bilal", "Camille", "Chloé", "Daniel", "Élise", "Farid",
    "Gabriel", "Hélène", "Inès", "Jeanne", "Karim", "Léa", "Louis", "Manon", "Mehdi", "Nadia",
    "Olivier", "Paul", "Rachid", "Sophie", "Zoé",
];
