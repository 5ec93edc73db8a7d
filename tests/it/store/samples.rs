//! A co-operative with everything that rows can hold, on 2026-03-17.

use jiff::civil::{Date, date};
use musette::{
    domain::{
        Account, Candidate, Courier, DayShift, Hub, Position, PostedOrder, PostedStop, Rest, Role,
        Room, Round, RoundStop, RoundStopKind, Shop, StopPlace, StopStatus, Terms, Timing,
        VehicleClass, VehicleTerms, labour::AgeGroup,
    },
    store::{Change, NewRound, Publication, Store, StoredCoop},
    units::{Load, LonLat, Metres, Seconds, TimeWindow, Timestamp},
};

/// 2026-03-17T08:00:00Z.
pub const MORNING: i64 = 1_773_734_400_000;

pub fn day() -> Date {
    date(2026, 3, 17)
}

/// So many minutes after eight.
pub fn at(minutes: i64) -> Timestamp {
    Timestamp::from_millis(MORNING + minutes * 60_000)
}

pub fn window(start: i64, end: i64) -> TimeWindow<Timestamp> {
    TimeWindow::new(at(start), at(end)).unwrap()
}

pub fn place(lon: f64, lat: f64) -> LonLat {
    LonLat::from_degrees(lon, lat).unwrap()
}

pub fn coop(id: &str) -> StoredCoop {
    StoredCoop { id: id.to_owned(), name: format!("Coop {id}"), zone: "Europe/Helsinki".to_owned() }
}

/// A store with the co-operative `c` in it.
pub async fn with_coop(store: &Store) {
    store.create_coop(&coop("c"), at(0)).await.unwrap();
}

pub async fn change(store: &Store) -> Change {
    store.change("c", at(1), Some("a1")).await.unwrap()
}

pub fn shop(id: &str) -> Shop {
    Shop {
        id: id.to_owned(),
        name: format!("Shop {id}"),
        phone: "+358 40 123".to_owned(),
        address: "Kauppakuja 1".to_owned(),
        place: place(24.9, 60.2),
        notes: String::new(),
    }
}

pub fn courier(id: &str) -> Courier {
    let skills = ["cold_chain", "heavy"].map(str::to_owned).into();
    Courier { id: id.to_owned(), name: format!("Courier {id}"), skills, age: AgeGroup::From16To17 }
}

pub fn vehicle(id: &str) -> VehicleClass {
    VehicleClass {
        id: id.to_owned(),
        name: "Long John".to_owned(),
        profile: "cargo".to_owned(),
        capacity: Load { mass_g: 80_000, volume_ml: u32::MAX, bags: 0 },
        terms: VehicleTerms {
            range: Some(Metres::new(60_000)),
            most_stops: Some(40),
            parking: Seconds::new(45),
        },
    }
}

pub fn hub(id: &str) -> Hub {
    Hub { id: id.to_owned(), name: "Hub".to_owned(), position: Position::At(place(-0.1, -60.0)) }
}

pub fn shift(id: &str) -> DayShift {
    DayShift {
        id: id.to_owned(),
        day: day(),
        courier: "k1".to_owned(),
        crew: None,
        vehicle: "v1".to_owned(),
        hub: "h1".to_owned(),
        end_hub: None,
        window: window(0, 480),
        charge_percent: Some(80),
        rest: Some(Rest { window: window(180, 300), duration: Seconds::from_minutes(30) }),
    }
}

pub fn account(coop: &str, id: &str, role: Role) -> Account {
    Account {
        id: id.to_owned(),
        coop: coop.to_owned(),
        login: format!("{coop}-{id}"),
        name: format!("Person {id}"),
        role,
    }
}

/// Shop `s1`, courier `k1`, vehicle `v1`, hub `h1`, shift `t1`.
pub async fn put_fleet(change: &mut Change) {
    change.put_shop(&shop("s1")).await.unwrap();
    change.put_courier(&courier("k1")).await.unwrap();
    change.put_vehicle(&vehicle("v1")).await.unwrap();
    change.put_hub(&hub("h1")).await.unwrap();
    change.put_shift(&shift("t1")).await.unwrap();
}

pub fn stop(name: &str) -> PostedStop {
    PostedStop {
        name: name.to_owned(),
        phone: "112".to_owned(),
        address: format!("{name}'s street 1"),
        notes: "ring twice".to_owned(),
        place: StopPlace::Found { place: place(24.95, 60.17) },
        window: window(0, 120),
        timing: Timing::default(),
        service: Some(Seconds::new(180)),
        floors: 2,
        load: Load { mass_g: 1500, volume_ml: 4000, bags: 1 },
        piece_g: Some(1200),
        status: StopStatus::Todo,
        started_at: None,
        ended_at: None,
        failure: None,
        follow_up: None,
    }
}

pub fn candidates() -> Vec<Candidate> {
    ["Mannerheimintie 1, Helsinki", "Mannerheimintie 1, Espoo"]
        .map(|label| Candidate { label: label.to_owned(), place: place(24.9, 60.1) })
        .into()
}

/// An open order of shop `s1`, with two dropoffs.
pub fn order(id: &str) -> PostedOrder {
    let mut pickup = stop("Baker");
    pickup.load = Load::ZERO;
    pickup.service = None;
    PostedOrder {
        id: id.to_owned(),
        reference: format!("ref-{id}"),
        shop: Some("s1".to_owned()),
        day: day(),
        status: musette::domain::OrderStatus::Open,
        created_at: at(2),
        skills: ["cold_chain".to_owned()].into(),
        terms: Terms::default(),
        pickups: 1,
        stops: vec![pickup, stop("Aino"), stop("Väinö")],
        round: None,
        no_place: None,
    }
}

fn round_stop(kind: RoundStopKind, name: &str, minute: i64) -> RoundStop {
    RoundStop {
        kind,
        name: name.to_owned(),
        address: if name == "Hub" { String::new() } else { format!("{name}'s street 1") },
        place: place(24.95, 60.17),
        arrival_at: at(minute),
        start_at: at(minute + 1),
        end_at: at(minute + 4),
        leg_ascent_m: Some(Metres::new(14)),
        leg_m: Metres::new(900),
        leg_s: Seconds::new(240),
        load: Load { mass_g: 3000, volume_ml: 8000, bags: 2 },
    }
}

/// A round of `k1` in shift `t1` with these orders, and a break at the end. Stops: the start, three
/// an order, the break, the end.
pub fn round(id: &str, orders: &[&str]) -> NewRound {
    let mut stops = vec![round_stop(RoundStopKind::Start, "Hub", 10)];
    for order in orders.iter().map(|order| (*order).to_owned()) {
        let dropoff = |position| RoundStopKind::Dropoff { order: order.clone(), position };
        let pickup = RoundStopKind::Pickup { order: order.clone(), position: 0 };
        stops.push(round_stop(pickup, "Baker", 20));
        stops.push(round_stop(dropoff(2), "Väinö", 30));
        stops.push(round_stop(dropoff(1), "Aino", 40));
    }
    stops.push(round_stop(RoundStopKind::Break, "Hub", 200));
    stops.push(round_stop(RoundStopKind::End, "Hub", 240));
    let round = Round {
        courier: "k1".to_owned(),
        courier_name: "Courier k1".to_owned(),
        vehicle: "v1".to_owned(),
        hub: "h1".to_owned(),
        stops,
        distance_m: Metres::new(5000),
        travel_s: Seconds::new(1200),
        waiting_s: Seconds::new(60),
        peak_load: Load { mass_g: 3000, volume_ml: 8000, bags: 2 },
        room: vec![Room {
            kind: RoundStopKind::Pickup { order: "held".to_owned(), position: 0 },
            before: 2,
        }],
    };
    NewRound { id: id.to_owned(), shift: "t1".to_owned(), round }
}

pub fn publication(plan: &str, rounds: Vec<NewRound>) -> Publication {
    Publication {
        plan: plan.to_owned(),
        day: day(),
        rules: 1,
        withdrawn: Vec::new(),
        carried: Vec::new(),
        rounds,
        unassigned: Vec::new(),
        decisions: Vec::new(),
    }
}
