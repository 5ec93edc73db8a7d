//! Days that cannot be planned at all.

use super::*;
use musette::dispatch::InstanceError;

fn refusal(coop: &Coop, orders: &[Order]) -> String {
    match Instance::new(&STREET, coop, orders, MAX_SNAP_M) {
        Ok(_) => panic!("it should be refused"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn more_skills_than_the_solver_counts_are_refused() {
    let orders: Vec<Order> = (0..65)
        .map(|number| Order { skills: [format!("s{number}")].into(), ..order("1") })
        .collect();
    assert!(Instance::new(&STREET, &coop(), &orders[..64], MAX_SNAP_M).is_ok());
    let many = coop();
    let error = Instance::new(&STREET, &many, &orders, MAX_SNAP_M).unwrap_err();
    assert!(matches!(error, InstanceError::TooManySkills { count: 65 }), "{error}");
}

#[test]
fn what_a_shift_names_must_be_there() {
    type Change = fn(&mut Coop);
    let cases: [(Change, &str); 4] = [
        (|coop| coop.shifts[0].hub = "depot".to_owned(), "the hub depot"),
        (|coop| coop.shifts[0].vehicle = "van".to_owned(), "the vehicle van"),
        (|coop| coop.shifts[0].courier = "bob".to_owned(), "the courier bob"),
        (|coop| coop.vehicles[0].profile = "moped".to_owned(), "profile moped"),
    ];
    for (change, expected) in cases {
        let mut coop = coop();
        change(&mut coop);
        let told = refusal(&coop, &[order("1")]);
        assert!(told.contains(expected), "no {expected:?} in {told:?}");
    }
}

#[test]
fn a_hub_beside_no_street_is_blamed_itself() {
    let mut far = coop();
    let place = along(9_000.0);
    far.hubs[0].position = Position::At(place);
    let told = refusal(&far, &[order("1")]);
    let place = place.to_string();
    for expected in ["hub garage", "velo", "250 m", "lon_lat", "longitude comes first", &place] {
        assert!(told.contains(expected), "no {expected:?} in {told:?}");
    }
    // What nobody starts from may be anywhere.
    let mut other = coop();
    let position = far.hubs[0].position;
    other.hubs.push(Hub { id: "later".to_owned(), position, ..other.hubs[0].clone() });
    assert_eq!(rounds(&other, &[order("1")]).unassigned, []);
}

#[test]
fn a_hub_out_of_reach_of_one_class_is_blamed_for_that_class() {
    let drawing = "A---B-------C-----------D";
    let router = router_of(&Town::draw(drawing, 100.0).tag("B-C", "highway", "steps").osm);
    let mut coop = coop();
    coop.hubs[0].position = Position::At(along(2_400.0));
    coop.vehicles.push(VehicleClass {
        id: "biporteur".to_owned(),
        profile: "cargo".to_owned(),
        ..coop.vehicles[0].clone()
    });
    let orders = [order("1")];
    assert!(Instance::new(&router, &coop, &orders, MAX_SNAP_M).is_ok(), "it has no shift");
    coop.shifts[0].vehicle = "biporteur".to_owned();
    let error = Instance::new(&router, &coop, &orders, MAX_SNAP_M).unwrap_err();
    assert!(
        matches!(&error, InstanceError::HubOffMap { vehicle, .. } if vehicle == "biporteur"),
        "{error}"
    );
}

#[test]
fn more_places_than_a_table_takes_are_refused() {
    let far_and_wide = |stops: usize| {
        let mut large = order("1");
        let someone = large.dropoffs[0].clone();
        // With the hub and the kitchen there are two places more.
        let along = (0..stops).map(|number| along(1_000.0 + 0.2 * number as f64));
        large.dropoffs = along
            .map(|place| {
                let mut dropoff = someone.clone();
                dropoff.stop.place = place;
                dropoff
            })
            .collect();
        large
    };
    let (coop, orders) = (coop(), [far_and_wide(4_999)]);
    let error = Instance::new(&STREET, &coop, &orders, MAX_SNAP_M).unwrap_err();
    assert!(
        matches!(error, InstanceError::TooManyPlaces { places: 5_001, most: 5_000 }),
        "{error}"
    );
    assert!(error.to_string().contains("in parts"), "{error}");
}

#[test]
fn classes_of_one_profile_share_a_table() {
    let mut fleet = coop();
    let class = |id: &str, profile: &str| VehicleClass {
        id: id.to_owned(),
        profile: profile.to_owned(),
        ..coop().vehicles[0].clone()
    };
    fleet.vehicles.extend([class("idle", "cargo"), class("other", "bike"), class("big", "cargo")]);
    for (vehicle, hour) in [("other", 16), ("big", 18)] {
        let vehicle = vehicle.to_owned();
        fleet.shifts.push(Shift { vehicle, ..shift(at(hour, 0), at(hour + 1, 0)) });
    }
    let orders = [order("1")];
    let instance = Instance::new(&STREET, &fleet, &orders, MAX_SNAP_M).unwrap();
    let vehicles = instance.problem.vehicles();
    assert_eq!(vehicles.iter().map(|vehicle| vehicle.matrix).collect::<Vec<_>>(), [0, 0, 1]);
    assert!(vehicles.iter().all(|vehicle| vehicle.courier == 0), "all of them are Ann's");
}
