//! A day of deliveries that a greedy dispatcher gets wrong: shops in clusters, customers across the
//! river, meals that get cold, some loads that only the big bikes take, couriers in split shifts.
//!
//! The constants below set how hard it is. Whoever gives the next easy meal to a big bike has none left
//! for the caterers at noon; [`FITTING`] orders are about what the couriers can just do.

use super::{
    city::{Bank, City, Site},
    ground::{Point, distance, point},
    random::Random,
};
use musette::{
    domain::{
        Coop, Courier, Dropoff, Hub, Order, OrderStop, Position, Rest, Shift, SkillSet, Terms,
        Timing, VehicleClass, VehicleTerms, labour::AgeGroup,
    },
    units::{Load, Seconds, TimeWindow, Timestamp},
};

/// Tuesday 2026-03-17, 00:00 in Paris, in Unix seconds.
const MIDNIGHT_S: i64 = 1_773_702_000;
/// As many orders as a good plan nearly serves. With many more even a good plan leaves so many over
/// that to serve the easy ones first is best.
pub const FITTING: usize = 56;

/// Of all orders: meals at noon. Meals in the evening take the second share, the rest is goods.
const NOON_SHARE: f64 = 0.40;
const EVENING_SHARE: f64 = 0.30;
/// Of the meals: brought to someone on the other side of the river.
const ACROSS_SHARE: f64 = 0.60;
/// A meal goes no farther than this, as the crow flies, in metres.
const MEAL_RADIUS_M: f64 = 2_200.0;
/// Of the meals: for a whole office, too much for a plain bike.
const CATERING_SHARE: f64 = 0.30;
/// Within so many minutes all meals of a rush get ready.
const RUSH_MIN: u32 = 130;
/// A meal may be fetched for so many minutes after it is ready ..
const MEAL_PATIENCE_MIN: u32 = 20;
/// .. and be handed over until so many minutes after it is ready.
const MEAL_PROMISE_MIN: u32 = 45;
/// Of the goods: too heavy for a plain bike.
const HEAVY_SHARE: f64 = 0.25;
/// Of the goods: to several customers in one order.
const SEVERAL_SHARE: f64 = 0.30;
/// Of the pharmacies' goods: to be kept cool.
const COLD_SHARE: f64 = 0.6;

/// Names of the profiles that the vehicle classes ride by, as in `config/profiles/`.
pub const PROFILES: [&str; 3] = ["bike", "cargo", "trailer"];

/// The day of all these orders.
pub const DAY: jiff::civil::Date = jiff::civil::date(2026, 3, 17);

/// The instant at this local time of the day.
pub fn at(hour: u32, minute: u32) -> Timestamp {
    Timestamp::from_millis(MIDNIGHT_S * 1000) + Seconds::from_minutes(60 * hour + minute)
}

/// `count` orders of one day, by id; the same seed and city give the same orders.
pub fn orders(city: &City, seed: u64, count: usize) -> Vec<Order> {
    let mut random = Random::new(seed);
    (1..=count)
        .map(|number| {
            let id = format!("o{number:03}");
            let dice = random.unit();
            if dice < NOON_SHARE {
                meal(city, id, at(11, 50), &mut random)
            } else if dice < NOON_SHARE + EVENING_SHARE {
                meal(city, id, at(18, 50), &mut random)
            } else {
                goods(city, id, &mut random)
            }
        })
        .collect()
}

/// The co-operative of that day: two hubs, three vehicle classes, eight couriers, most of them at
/// work at noon and again in the evening.
pub fn coop(city: &City) -> Coop {
    let hub = |id: &str, name: &str, index: usize| Hub {
        id: id.to_owned(),
        name: name.to_owned(),
        position: Position::At(city.hubs[index]),
    };
    let class = |index: usize, name: &str, mass_kg: u32, litres: u32, bags: u32| VehicleClass {
        id: PROFILES[index].to_owned(),
        name: name.to_owned(),
        profile: PROFILES[index].to_owned(),
        capacity: Load { mass_g: mass_kg * 1000, volume_ml: litres * 1000, bags },
        terms: VehicleTerms::default(),
    };
    let mut shifts: Vec<Shift> = (0..COURIERS.len()).flat_map(shifts_of).collect();
    shifts.sort_by_key(|shift| shift.window.start());
    Coop {
        name: "La Musette".to_owned(),
        zone: "Europe/Paris".to_owned(),
        day: DAY,
        hubs: vec![hub("core", "Atelier du Centre", 0), hub("south", "Atelier de la Gare", 1)],
        vehicles: vec![
            class(0, "Bike with a rucksack", 15, 50, 4),
            class(1, "Long john", 80, 280, 14),
            class(2, "Bike with a trailer", 150, 600, 30),
        ],
        couriers: COURIERS.iter().map(courier).collect(),
        shifts,
    }
}

/// Name, vehicle class, hub, keeps things cool, works a split day.
const COURIERS: [(&str, usize, &str, bool, bool); 8] = [
    ("Aïcha", 0, "core", false, true),
    ("Bruno", 0, "core", true, true),
    ("Chloé", 0, "core", false, true),
    ("Driss", 0, "south", false, true),
    ("Élodie", 0, "south", false, true),
    ("Farid", 1, "core", true, true),
    ("Gaëlle", 1, "south", true, true),
    ("Hugo", 2, "core", false, false),
];

fn courier((name, _, _, cool, _): &(&str, usize, &str, bool, bool)) -> Courier {
    let skills = cool.then(|| "cold_chain".to_owned()).into_iter().collect();
    Courier { id: name.to_lowercase(), name: (*name).to_owned(), skills, age: AgeGroup::Adult }
}

fn shifts_of(index: usize) -> Vec<Shift> {
    let (name, vehicle, hub, _, split) = COURIERS[index];
    let shift = |from: Timestamp, to: Timestamp, rest: Option<Rest>| Shift {
        courier: name.to_lowercase(),
        crew: None,
        vehicle: PROFILES[vehicle].to_owned(),
        hub: hub.to_owned(),
        window: window(from, to),
        end_hub: None,
        charge_percent: None,
        breaks: rest.into_iter().collect(),
        lift: None,
    };
    if split {
        vec![shift(at(11, 15), at(15, 0), None), shift(at(18, 15), at(22, 0), None)]
    } else {
        let rest =
            Rest { window: window(at(14, 0), at(15, 30)), duration: Seconds::from_minutes(45) };
        vec![shift(at(9, 0), at(18, 30), Some(rest))]
    }
}

/// One meal for one customer, ready some minutes after `first`.
fn meal(city: &City, id: String, first: Timestamp, random: &mut Random) -> Order {
    let kitchens: Vec<&Site> = of_kind(city, &["restaurant", "cafe"]);
    let kitchen = *random.pick(&kitchens);
    let ready = first + Seconds::from_minutes(random.below(RUSH_MIN));
    let after = |minutes: u32| window(ready, ready + Seconds::from_minutes(minutes));
    let customer = eater(city, kitchen, random);
    let catering = random.chance(CATERING_SHARE);
    let bags = if catering { 6 + random.below(3) } else { 1 + random.below(2) };
    let load = Load { mass_g: 1_500 * bags, volume_ml: 11_000 * bags, bags };
    Order {
        id,
        pickup: stop(kitchen, after(MEAL_PATIENCE_MIN), 2),
        more_pickups: Vec::new(),
        dropoffs: vec![Dropoff {
            stop: stop(customer, after(MEAL_PROMISE_MIN), 3),
            load,
            piece_g: None,
        }],
        skills: SkillSet::new(),
        terms: Terms::default(),
    }
}

/// Someone within reach of a kitchen; often someone over the water.
fn eater<'a>(city: &'a City, kitchen: &Site, random: &mut Random) -> &'a Site {
    let here: Point = point(kitchen.place);
    let bank = city.river.bank(here);
    let across = random.chance(ACROSS_SHARE) && bank != Bank::Island;
    let near = |site: &&Site| distance(point(site.place), here) < MEAL_RADIUS_M;
    let near: Vec<&Site> = city.customers.iter().filter(near).collect();
    let over: Vec<&Site> =
        near.iter().copied().filter(|site| city.river.bank(point(site.place)) != bank).collect();
    let choices = if across && !over.is_empty() { over } else { near };
    random.pick::<&Site>(&choices)
}

/// Goods of a shop or a pharmacy for one or several customers, in a window of some hours.
fn goods(city: &City, id: String, random: &mut Random) -> Order {
    let shops: Vec<&Site> = of_kind(city, &["shop", "pharmacy"]);
    let shop = *random.pick(&shops);
    let opens = at(9 + random.below(5), 30 * random.below(2));
    let closes = opens + Seconds::from_minutes(150);
    let several = if random.chance(SEVERAL_SHARE) { 2 + random.below(2) } else { 1 };
    let heavy = random.chance(HEAVY_SHARE);
    let dropoffs = (0..several)
        .map(|_| {
            let load = if heavy {
                let mass_g = 14_000 + random.below(14_000);
                Load { mass_g, volume_ml: 55_000 + random.below(40_000), bags: 3 }
            } else {
                Load { mass_g: 800 + random.below(2_500), volume_ml: 8_000, bags: 1 }
            };
            let customer = random.pick(&city.customers);
            let last = closes + Seconds::from_minutes(90);
            Dropoff { stop: stop(customer, window(opens, last), 4), load, piece_g: None }
        })
        .collect();
    let mut skills = SkillSet::new();
    if shop.kind == "pharmacy" && !heavy && random.chance(COLD_SHARE) {
        skills.insert("cold_chain".to_owned());
    }
    Order {
        id,
        pickup: stop(shop, window(opens, closes), if heavy { 6 } else { 3 }),
        more_pickups: Vec::new(),
        dropoffs,
        skills,
        terms: Terms::default(),
    }
}

fn of_kind<'a>(city: &'a City, kinds: &[&str]) -> Vec<&'a Site> {
    city.shops.iter().filter(|shop| kinds.contains(&shop.kind)).collect()
}

fn stop(site: &Site, window: TimeWindow<Timestamp>, service_min: u32) -> OrderStop {
    OrderStop {
        name: site.name.clone(),
        address: site.address.clone(),
        place: site.place,
        window,
        timing: Timing::default(),
        service: Seconds::from_minutes(service_min),
    }
}

fn window(from: Timestamp, to: Timestamp) -> TimeWindow<Timestamp> {
    TimeWindow::new(from, to).expect("it ends after it starts")
}
