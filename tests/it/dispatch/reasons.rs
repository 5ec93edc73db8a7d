//! Why an order is in no round, in words.

use super::*;
use musette::domain::UnassignedOrder;

/// Why `order` is in no round, the co-operative being otherwise as usual.
fn why(coop: &Coop, order: Order) -> UnassignedOrder {
    let mut told = rounds(coop, &[order]);
    assert_eq!((told.rounds.len(), told.unassigned.len()), (0, 1));
    told.unassigned.remove(0)
}

/// The code, what the English says, and that the French has each of its figures.
fn assert_told(told: &UnassignedOrder, code: &str, english: &[&str], french: &[&str]) {
    let (en, fr) = (&told.reason.en, &told.reason.fr);
    assert_eq!(told.code, code, "{en}");
    for part in english {
        assert!(en.contains(part), "no {part:?} in {en:?}");
    }
    for part in french {
        assert!(fr.contains(part), "no {part:?} in {fr:?}");
    }
    assert_eq!(figures(en), figures(fr), "{en:?} {fr:?}");
}

/// All numbers, times and positions of a text, sorted; whatever stands before the decimals.
fn figures(text: &str) -> Vec<String> {
    let is_part = |letter: char| letter.is_ascii_digit() || ".,:-".contains(letter);
    let mut figures: Vec<String> = text
        .split(|letter| !is_part(letter))
        .map(|figure| figure.trim_matches(['.', ',', ':', '-']).replace(',', "."))
        .filter(|figure| !figure.is_empty())
        .collect();
    figures.sort();
    figures
}

#[test]
fn an_order_for_another_day_is_told_with_both_days() {
    let mut early = order("1");
    let tomorrow = window(at(36, 0), at(37, 0));
    early.pickup.window = tomorrow;
    early.dropoffs[0].stop.window = tomorrow;
    let english = ["for 2026-03-18", "plan is for 2026-03-17"];
    assert_told(&why(&coop(), early), "other_day", &english, &["pour le 2026-03-18", "celui du"]);
}

#[test]
fn no_shift_and_no_skill_are_told() {
    let empty = Coop { shifts: Vec::new(), ..coop() };
    assert_told(&why(&empty, order("1")), "no_shift", &["no courier"], &["aucun coursier"]);
    let mut cold = order("1");
    cold.skills = ["cold_chain", "pharmacy"].map(str::to_owned).into();
    let mut skilled = coop();
    skilled.couriers[0].skills = ["other".to_owned()].into();
    assert_told(
        &why(&skilled, cold.clone()),
        "skill",
        &["cold_chain and pharmacy"],
        &["les compétences cold_chain et pharmacy"],
    );
    skilled.couriers[0].skills = ["cold_chain".to_owned()].into();
    let told = why(&skilled, cold.clone());
    assert_told(&told, "skill", &["pharmacy"], &["la compétence pharmacy"]);
    assert!(!told.reason.en.contains("cold_chain") && !told.reason.fr.contains("cold_chain"));
    skilled.couriers[0].skills = cold.skills.clone();
    assert_eq!(rounds(&skilled, &[cold]).unassigned, []);
}

#[test]
fn too_much_is_told_in_its_dimension() {
    let fits = Load { mass_g: 15_000, volume_ml: 50_000, bags: 4 };
    for (load, english, french) in [
        (
            Load { mass_g: 20_500, ..fits },
            ["mass", "20.5 kg", "15.0 kg"],
            ["masse", "20,5 kg", "15,0 kg"],
        ),
        (
            Load { volume_ml: 61_000, ..fits },
            ["volume", "61.0 l", "50.0 l"],
            ["volume", "61,0 l", "50,0 l"],
        ),
        (Load { bags: 5, ..fits }, ["bags", "5 bags", "4 bags"], ["sacs", "5 sacs", "4 sacs"]),
    ] {
        let mut large = order("1");
        large.dropoffs[0].load = load;
        assert_told(&why(&coop(), large), "too_much", &english, &french);
    }
}

#[test]
fn too_much_in_no_single_dimension_is_told_in_all() {
    let mut fleet = coop();
    fleet.vehicles[0].capacity = Load { mass_g: 15_000, volume_ml: 70_000, bags: 4 };
    let large = Load { mass_g: 150_000, volume_ml: 50_000, bags: 4 };
    fleet.vehicles.push(VehicleClass {
        id: "long".to_owned(),
        capacity: large,
        ..fleet.vehicles[0].clone()
    });
    fleet.couriers.push(Courier { id: "bea".to_owned(), ..fleet.couriers[0].clone() });
    let bea = Shift { courier: "bea".to_owned(), ..shift(at(11, 0), at(15, 0)) };
    fleet.shifts.push(Shift { vehicle: "long".to_owned(), ..bea });
    let mut heavy = order("1");
    heavy.dropoffs[0].load = Load { mass_g: 20_000, volume_ml: 60_050, bags: 1 };
    let english = ["together: 20.0 kg, 60.05 l, 1 bag"];
    let french = ["à la fois", "20,0 kg, 60,05 l, 1 sac"];
    assert_told(&why(&fleet, heavy.clone()), "too_much", &english, &french);
    heavy.dropoffs[0].load.volume_ml = 70_001;
    let figures = ["volume of 70.001 l", "at most 70.0 l"];
    let french = ["son volume, 70,001 l", "le plus grand véhicule adapté (70,0 l)"];
    assert_told(&why(&fleet, heavy), "too_much", &figures, &french);
}

#[test]
fn places_out_of_reach_are_told() {
    let mut astray = order("1");
    astray.dropoffs[0].stop.place = place([1_200.0, 900.0]);
    let place = astray.dropoffs[0].stop.place.to_string();
    assert_told(
        &why(&coop(), astray),
        "off_map",
        &["Someone", &place, "250 m"],
        &["Someone", &place, "250 m"],
    );
}

/// A fleet on a street with steps between 400 m and 1200 m, which only a bike gets over.
fn with_steps() -> (Router, Coop) {
    let drawing = "A---B-------C-----------D";
    let router = router_of(&Town::draw(drawing, 100.0).tag("B-C", "highway", "steps").osm);
    let mut fleet = coop();
    let cargo = "cargo".to_owned();
    fleet.vehicles.push(VehicleClass {
        id: cargo.clone(),
        profile: cargo.clone(),
        capacity: Load { bags: 20, ..fleet.vehicles[0].capacity },
        ..fleet.vehicles[0].clone()
    });
    fleet.couriers.push(Courier { id: "bea".to_owned(), ..fleet.couriers[0].clone() });
    let courier = "bea".to_owned();
    fleet.shifts.push(Shift { courier, vehicle: cargo, ..shift(at(11, 0), at(15, 0)) });
    (router, fleet)
}

#[test]
fn what_only_others_reach_is_told_as_out_of_reach() {
    let (router, fleet) = with_steps();
    let mut large = order("1");
    large.dropoffs[0].load.bags = 9;
    let told = planned(&router, &fleet, &[large]).1;
    assert_told(
        &told.unassigned[0],
        "unreachable",
        &["no suitable vehicle"],
        &["aucun véhicule", "sa base"],
    );
}

#[test]
fn streets_of_those_who_have_no_shift_do_not_count() {
    let (router, mut fleet) = with_steps();
    fleet.shifts.remove(0);
    let told = planned(&router, &fleet, &[order("1")]).1;
    assert_told(
        &told.unassigned[0],
        "off_map",
        &["Someone", "courier on shift"],
        &["coursiers de service"],
    );
}

#[test]
fn without_a_shift_no_position_is_blamed() {
    let empty = Coop { shifts: Vec::new(), ..coop() };
    let mut astray = order("1");
    astray.dropoffs[0].stop.place = place([1_200.0, 900.0]);
    assert_told(&why(&empty, astray), "no_shift", &["no courier"], &["aucun coursier"]);
}

#[test]
fn moments_on_another_day_than_the_pickup_have_a_date() {
    let yesterday = Coop { shifts: vec![shift(at(22, 0), at(26, 0))], ..coop() };
    let mut early = order("1");
    early.pickup.window = window(at(25, 58), at(26, 30));
    early.dropoffs[0].stop.window = window(at(25, 58), at(26, 30));
    let times = ["from 2026-03-17 22:00 to 2026-03-18 02:00", "back at 2026-03-18 02:0"];
    assert_told(
        &why(&yesterday, early),
        "outside_shifts",
        &times,
        &["de 2026-03-17 22:00 à 2026-03-18 02:00"],
    );
    // All moments on one day, but not on that of the pickup.
    let tomorrow = Coop { shifts: vec![shift(at(35, 0), at(36, 0))], ..coop() };
    let told = why(&tomorrow, order("1"));
    let english = ["due by 2026-03-17 13:00", "before 2026-03-18 11:01"];
    assert_told(&told, "too_late", &english, &["limite est 2026-03-17 13:00"]);
    let mut long = order("1");
    long.dropoffs[0].stop.window = window(at(35, 55), at(36, 30));
    long.pickup.window = window(at(12, 0), at(36, 30));
    let told = why(&tomorrow, long);
    let english = ["from 2026-03-18 11:00 to 2026-03-18 12:00"];
    assert_told(&told, "outside_shifts", &english, &["de 2026-03-18 11:00 à 2026-03-18 12:00"]);
}

#[test]
fn too_late_is_told_with_both_times() {
    let mut hasty = order("1");
    // Two minutes at the kitchen and 800 m at 17 km/h: 12:04:50.
    hasty.dropoffs[0].stop.window = window(at(12, 0), at(12, 3));
    assert_told(
        &why(&coop(), hasty),
        "too_late",
        &["Someone", "12:03", "12:04"],
        &["limite est 12:03", "avant 12:04"],
    );
}

#[test]
fn breaks_and_shifts_in_the_way_are_told() {
    let mut tired = coop();
    let rest = Rest { window: window(at(12, 0), at(12, 1)), duration: Seconds::from_minutes(90) };
    tired.shifts[0].breaks = vec![rest];
    let told = why(&tired, order("1"));
    assert_told(
        &told,
        "no_time_for_break",
        &["12:00", "12:01"],
        &["pause, qui doit commencer entre 12:00 et 12:01"],
    );
    let short = Coop { shifts: vec![shift(at(11, 0), at(12, 5))], ..coop() };
    // At the customer at 12:05, gone at 12:07, 1200 m home at 17 km/h.
    let told = why(&short, order("1"));
    assert_told(&told, "outside_shifts", &["11:00", "12:05", "12:11"], &["retour qu'à 12:11"]);
}

#[test]
fn when_all_are_busy_it_is_told_how_many_could() {
    let mut small = order("1");
    small.dropoffs[0].load.bags = 4;
    let soon = window(at(12, 0), at(12, 7));
    small.pickup.window = soon;
    small.dropoffs[0].stop.window = soon;
    let (one, two) = (small.clone(), Order { id: "2".to_owned(), ..small });
    let told = rounds(&coop(), &[one, two]);
    assert_eq!((told.rounds.len(), told.unassigned.len()), (1, 1));
    assert_told(
        &told.unassigned[0],
        "all_busy",
        &["1 courier could"],
        &["1 coursier pourrait la prendre s'il"],
    );
    let told = &told.unassigned[0].reason;
    assert!(told.en.contains("no place was found") && told.fr.contains("aucune place"), "{told:?}");
}

#[test]
fn how_many_have_the_skill_that_an_order_needs_is_told() {
    let mut fleet = coop();
    fleet.couriers[0].skills.insert("alcohol".to_owned());
    let mut large = order("1");
    large.skills.insert("alcohol".to_owned());
    large.dropoffs[0].load.mass_g = 20_500;
    let figures = ["needs alcohol, which 1 courier on shift has: its mass of 20.5 kg"];
    let french = ["demande la compétence alcohol, qu'a 1 coursier de service : sa masse, 20,5 kg"];
    assert_told(&why(&fleet, large), "too_much", &figures, &french);
}
