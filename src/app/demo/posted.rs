//! An invented day as shops would have posted it.

use crate::{
    app::random::Random,
    domain::{
        Dropoff, Order, OrderStatus, OrderStop, PostedOrder, PostedStop, Shop, StopPlace,
        StopStatus,
    },
    units::{Load, Seconds, Timestamp},
};
use jiff::civil::Date;

/// Shops and what they have posted.
#[derive(Debug)]
pub(super) struct PostedDay {
    /// The shops, by name.
    pub(super) shops: Vec<Shop>,
    /// Their orders, in the order in which they were posted.
    pub(super) orders: Vec<PostedOrder>,
}

/// What couriers are told at doors.
const NOTES: [&str; 8] = [
    "Code 4B21, 2e étage à droite",
    "L’interphone est en panne, appelez en arrivant",
    "Porte verte au fond de la cour",
    "3e étage, ascenseur",
    "Code 1905A, boîte aux lettres à gauche",
    "Laissez chez la gardienne en cas d’absence",
    "Le chien aboie, mais il est gentil",
    "Sonnez deux fois",
];

/// Shops post meals this long before they are ready.
const AHEAD: Seconds = Seconds::from_minutes(25);

/// The `orders` of `day` as posted ones. Nothing is posted before `opening`: what is ready earlier
/// was posted then.
pub(super) fn posted_day(orders: &[Order], day: Date, opening: Timestamp, seed: u64) -> PostedDay {
    let mut random = Random::new(seed);
    let all = || orders.iter().map(|order| &order.pickup);
    let mut names: Vec<&str> = all().map(|stop| stop.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let shops: Vec<Shop> = names
        .iter()
        .zip(1_u32..)
        .filter_map(|(name, number)| {
            let at = all().find(|stop| stop.name == *name)?;
            Some(Shop {
                id: format!("shop{number}"),
                name: (*name).to_owned(),
                phone: shop_phone(number),
                address: at.address.clone(),
                place: at.place,
                notes: String::new(),
            })
        })
        .collect();
    let mut posted: Vec<PostedOrder> =
        orders.iter().map(|order| posted_order(order, &shops, day, opening, &mut random)).collect();
    posted.sort_by(|a, b| (a.created_at, &a.id).cmp(&(b.created_at, &b.id)));
    PostedDay { shops, orders: posted }
}

fn posted_order(
    order: &Order,
    shops: &[Shop],
    day: Date,
    opening: Timestamp,
    random: &mut Random,
) -> PostedOrder {
    let shop_at = |stop: &OrderStop| shops.iter().find(|shop| shop.name == stop.name);
    let shop = shop_at(&order.pickup);
    let pickup = |stop: &OrderStop, load: Load| PostedStop {
        phone: shop_at(stop).map_or_else(String::new, |shop| shop.phone.clone()),
        ..todo(stop, load)
    };
    let others = order.more_pickups.iter().map(|it| pickup(&it.stop, it.load));
    let pickups = std::iter::once(pickup(&order.pickup, Load::ZERO)).chain(others);
    let dropoff = |dropoff: &Dropoff| {
        let notes = if random.once_in(3) { random.pick(&NOTES) } else { None };
        PostedStop {
            phone: customer_phone(random.between(0, 99)),
            notes: notes.copied().unwrap_or_default().to_owned(),
            // So that other rules show.
            service: None,
            ..todo(&dropoff.stop, dropoff.load)
        }
    };
    let ahead = order.ready_at().as_millis() - i64::from(AHEAD.as_u32()) * 1000;
    PostedOrder {
        id: format!("demo-{}", order.id),
        reference: order.id.clone(),
        shop: shop.map(|shop| shop.id.clone()),
        day,
        status: OrderStatus::Open,
        created_at: Timestamp::from_millis(ahead.min(opening.as_millis())),
        skills: order.skills.clone(),
        terms: order.terms.clone(),
        pickups: order.pickup_count(),
        stops: pickups.chain(order.dropoffs.iter().map(dropoff)).collect(),
        round: None,
        no_place: None,
    }
}

fn todo(stop: &OrderStop, load: Load) -> PostedStop {
    PostedStop {
        name: stop.name.clone(),
        phone: String::new(),
        address: stop.address.clone(),
        notes: String::new(),
        place: StopPlace::Found { place: stop.place },
        window: stop.window,
        timing: stop.timing.clone(),
        service: Some(stop.service),
        floors: 0,
        load,
        piece_g: None,
        status: StopStatus::Todo,
        started_at: None,
        ended_at: None,
        failure: None,
        follow_up: None,
    }
}

// Numbers that the French numbering plan (ARCEP) keeps for films and books: nobody is ever called.

fn shop_phone(number: u32) -> String {
    format!("01 99 00 10 {:02}", number % 100)
}

fn customer_phone(number: u32) -> String {
    format!("06 39 98 00 {:02}", number % 100)
}
