//! Where orders come from and where they go.

use super::Random;
use crate::{
    dispatch::hub_place,
    domain::Coop,
    geo::haversine_m,
    graph::{Metric, NodeId, SectionId, StreetMap},
    osm::{Place, PlaceKind},
    routing::{Class, Router},
    units::LonLat,
};
use petgraph::visit::EdgeRef;
use std::sync::Arc;

/// The part of the map that every vehicle class of the co-operative reaches.
pub(super) struct Town<'a> {
    map: &'a StreetMap,
    classes: Vec<Arc<Class>>,
    places: Vec<&'a Place>,
    corners: Vec<NodeId>,
    max_snap_m: f64,
}

/// Do orders come from there?
fn is_shop(kind: PlaceKind) -> bool {
    match kind {
        PlaceKind::Restaurant | PlaceKind::Cafe | PlaceKind::Pharmacy | PlaceKind::Shop => true,
        PlaceKind::Address | PlaceKind::Amenity | PlaceKind::Locality => false,
    }
}

/// Couriers ride this far from their hub, in metres.
const USUAL_RADIUS_M: f64 = 3_000.0;
/// Fewer addresses, or street corners, than this make no day of orders.
const ENOUGH: usize = 50;

impl<'a> Town<'a> {
    pub(super) fn new(
        router: &'a Router,
        places: &'a [Place],
        coop: &Coop,
        max_snap_m: f64,
    ) -> Self {
        let map = router.map();
        let used = |class: &Arc<Class>| {
            coop.vehicles.iter().any(|vehicle| vehicle.profile == class.name())
        };
        let classes: Vec<Arc<Class>> = router.classes().into_iter().filter(used).collect();
        let metrics: Vec<&Metric> = classes.iter().map(|class| &class.metric).collect();
        let hubs: Vec<LonLat> =
            coop.hubs.iter().filter_map(|hub| hub_place(&hub.position, map, &metrics)).collect();
        let usual = |at: LonLat| hubs.iter().any(|hub| haversine_m(*hub, at) < USUAL_RADIUS_M);
        let graph = &map.graph.graph;
        let main = |node: &NodeId| metrics.iter().all(|metric| metric.is_in_main(*node));
        let all: Vec<NodeId> = graph.node_indices().filter(main).collect();
        let near: Vec<NodeId> = all.iter().copied().filter(|node| usual(graph[*node])).collect();
        // A hub at the edge of the map sends its couriers wherever there are streets.
        let far = near.len() < ENOUGH;
        let places = places.iter().filter(|place| far || usual(place.at)).collect();
        Self { map, classes, places, corners: if far { all } else { near }, max_snap_m }
    }

    fn is_reached(&self, at: LonLat) -> bool {
        self.classes.iter().all(|class| class.snap(at, self.max_snap_m).is_some())
    }

    /// Up to `count` shops of different names, drawn evenly from all that can be reached, filled up with
    /// street corners.
    pub(super) fn shops(&self, count: usize, random: &mut Random) -> Vec<Place> {
        let named = |place: &&Place| {
            is_shop(place.kind) && !place.name.is_empty() && self.is_reached(place.at)
        };
        let mut candidates: Vec<&Place> = self.places.iter().copied().filter(named).collect();
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
                _ => "Épicerie",
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
    pub(super) fn customers(&self, random: &mut Random) -> Vec<Place> {
        let mut customers: Vec<Place> = self
            .places
            .iter()
            .filter(|place| !place.housenumber.is_empty())
            .filter(|place| is_shop(place.kind) || !place.street.is_empty())
            .filter(|place| self.is_reached(place.at))
            .map(|place| Place::clone(place))
            .collect();
        if customers.len() < ENOUGH {
            customers.extend(self.corners(4 * ENOUGH, random));
        }
        customers
    }

    /// Up to `count` different street corners as places, named by a street that meets there.
    fn corners(&self, count: usize, random: &mut Random) -> Vec<Place> {
        const ATTEMPTS: usize = 5;
        if count == 0 {
            return Vec::new();
        }
        let graph = &self.map.graph.graph;
        let mut corners: Vec<Place> = Vec::new();
        for _ in 0..ATTEMPTS * count {
            let Some(node) = random.pick(&self.corners) else { break };
            let at = graph[*node];
            if self.is_reached(at) && corners.iter().all(|known| known.at != at) {
                corners.push(self.corner(*node));
            }
            if corners.len() == count {
                break;
            }
        }
        corners
    }

    fn corner(&self, node: NodeId) -> Place {
        let graph = &self.map.graph;
        let names = graph.graph.edges(node).map(|edge| graph.name(SectionId::of(edge.id()).0));
        Place {
            kind: PlaceKind::Address,
            name: String::new(),
            street: names.max().unwrap_or_default().to_owned(),
            housenumber: String::new(),
            postcode: String::new(),
            city: String::new(),
            at: graph.graph[node],
        }
    }
}
