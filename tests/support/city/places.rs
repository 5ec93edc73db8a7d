//! Shops and addresses along the streets.

use super::{
    land::{Land, Region},
    sketch::Sketch,
    streets::Frontage,
};
use crate::support::{
    ground::{self, Point, along, beside, distance},
    osm::{TagList, tags},
    random::Random,
};
use musette::units::LonLat;

const SHOPS: usize = 170;
const CUSTOMERS: usize = 700;

/// A door to ring at.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    pub name: String,
    /// As written: number, street, postcode, town.
    pub address: String,
    pub place: LonLat,
    /// `restaurant`, `cafe`, `pharmacy`, `shop`, or `home`.
    pub kind: &'static str,
}

/// What can stand in a cluster: kind, OSM key, OSM value, the start of its name.
const TRADES: [(&str, &str, &str, &str); 9] = [
    ("restaurant", "amenity", "restaurant", "Chez"),
    ("restaurant", "amenity", "restaurant", "Table de"),
    ("restaurant", "amenity", "fast_food", "Baraque"),
    ("cafe", "amenity", "cafe", "Café"),
    ("pharmacy", "amenity", "pharmacy", "Pharmacie"),
    ("shop", "shop", "bakery", "Boulangerie"),
    ("shop", "shop", "supermarket", "Marché"),
    ("shop", "shop", "florist", "Fleurs"),
    ("shop", "shop", "butcher", "Boucherie"),
];

/// Draws the shops, most of them in clusters.
pub fn shops(
    sketch: &mut Sketch,
    frontages: &[Frontage],
    land: &Land,
    random: &mut Random,
) -> Vec<Site> {
    (0..SHOPS)
        .map(|number| {
            let front = match cluster(land, random) {
                Some(near) => nearest(frontages, near),
                None => random.pick(frontages),
            };
            let (kind, key, value, title) = *random.pick(&TRADES);
            let (point, mut list, address) = door(front, land, random);
            let name = format!("{title} {number}");
            list.extend(tags(&[(key, value), ("name", &name)]));
            if random.chance(0.15) {
                building(sketch, front, point, list);
            } else {
                sketch.tagged(point, list);
            }
            Site { name, address, place: ground::place(point), kind }
        })
        .collect()
}

/// Draws addresses: on the hill and the island more often than chance would have it.
pub fn customers(
    sketch: &mut Sketch,
    frontages: &[Frontage],
    land: &Land,
    random: &mut Random,
) -> Vec<Site> {
    let middle = |front: &&Frontage| along(front.from, front.to, 0.5);
    let inside = |region: Region| -> Vec<&Frontage> {
        frontages.iter().filter(|front| land.region(middle(front)) == region).collect()
    };
    let (island, hill) = (inside(Region::Island), inside(Region::Hill));
    (0..CUSTOMERS)
        .map(|number| {
            let dice = random.unit();
            let front = if dice < 0.03 {
                random.pick(&island)
            } else if dice < 0.08 {
                random.pick(&hill)
            } else {
                random.pick(frontages)
            };
            let (point, list, address) = door(front, land, random);
            if random.chance(0.4) {
                building(sketch, front, point, list);
            } else {
                sketch.tagged(point, list);
            }
            let name = format!("Client {number}");
            Site { name, address, place: ground::place(point), kind: "home" }
        })
        .collect()
}

/// A point in some cluster, or none for a shop that stands alone.
fn cluster(land: &Land, random: &mut Random) -> Option<Point> {
    let mut dice = random.unit();
    for (centre, share, radius) in land.clusters() {
        if dice < share {
            let spread = |random: &mut Random| radius * (random.unit() + random.unit() - 1.0);
            return Some([centre[0] + spread(random), centre[1] + spread(random)]);
        }
        dice -= share;
    }
    None
}

fn nearest(frontages: &[Frontage], to: Point) -> &Frontage {
    let away = |front: &&Frontage| distance(along(front.from, front.to, 0.5), to);
    frontages.iter().min_by(|a, b| away(a).total_cmp(&away(b))).expect("a city has streets")
}

/// A dry point beside the street, its address tags, and the address as written.
fn door(front: &Frontage, land: &Land, random: &mut Random) -> (Point, TagList, String) {
    let fraction = random.between(0.1, 0.9);
    let side = if random.chance(0.5) { 12.0 } else { -12.0 };
    let left = beside(front.from, front.to, fraction, side);
    let point = if land.river.is_dry(left, 10.0) {
        left
    } else {
        beside(front.from, front.to, fraction, -side)
    };
    let number = (1 + random.below(180)).to_string();
    let address = format!("{number} {}, 28999 Musette", front.street);
    let list = tags(&[
        ("addr:housenumber", &number),
        ("addr:street", &front.street),
        ("addr:postcode", "28999"),
        ("addr:city", "Musette"),
    ]);
    (point, list, address)
}

/// A house of 10 x 14 m around a point, along its street.
fn building(sketch: &mut Sketch, front: &Frontage, around: Point, mut list: TagList) {
    let shift = [around[0] - front.from[0], around[1] - front.from[1]];
    let ahead = [front.to[0] + shift[0], front.to[1] + shift[1]];
    let fraction = 7.0 / distance(around, ahead);
    let corner = |along: f64, left: f64| beside(around, ahead, along * fraction, left);
    let corners = [corner(-1.0, -5.0), corner(1.0, -5.0), corner(1.0, 5.0), corner(-1.0, 5.0)];
    let mut ring: Vec<i64> = corners.map(|corner| sketch.node(corner)).to_vec();
    ring.push(ring[0]);
    list.extend(tags(&[("building", "yes")]));
    sketch.way(&ring, list);
}
