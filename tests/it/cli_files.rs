//! What the program writes, and what it must not write over.

use crate::cli_program::{ROOT, Workplace};
use std::fs;

const DAY: &str = "--map map.musette --coop {root}/config/example-coop --day 2026-03-17";

#[test]
fn no_command_writes_over_what_it_reads() {
    let workplace = Workplace::with_map();
    let extract = fs::read(format!("{ROOT}/data/helsinki.osm.pbf")).unwrap();
    workplace.write("town.osm.pbf", &extract);
    workplace.run(&format!("demo-orders {DAY} --orders 5 -o orders.csv")).well();
    workplace.write("places.txt", "24.94,60.17\n");
    let map = workplace.bytes("map.musette");
    let orders = workplace.bytes("orders.csv");
    for command in [
        "import town.osm.pbf -o ./town.osm.pbf".to_owned(),
        format!("plan {DAY} --iterations 200 --orders orders.csv -o orders.csv"),
        format!("plan {DAY} --iterations 200 --orders orders.csv -o map.musette"),
        format!(
            "plan {DAY} --iterations 200 --orders orders.csv -o rounds.json --geojson ./rounds.json"
        ),
        format!("demo-orders {DAY} -o map.musette"),
        "matrix --map map.musette --places places.txt -o places.txt".to_owned(),
        "route --map map.musette --from 24.94,60.17 --to 24.95,60.17 --geojson map.musette"
            .to_owned(),
    ] {
        let message = workplace.run(&command).refused();
        assert!(message.contains("are one file"), "{command}: {message}");
    }
    assert_eq!(workplace.bytes("town.osm.pbf"), extract);
    assert_eq!(workplace.bytes("map.musette"), map);
    assert_eq!(workplace.bytes("orders.csv"), orders);
}

#[test]
fn of_two_results_none_appears_when_one_cannot_be_written() {
    let workplace = Workplace::with_map();
    workplace.run(&format!("demo-orders {DAY} --orders 5 -o orders.csv")).well();
    let plan = format!(
        "plan {DAY} --iterations 200 --orders orders.csv -o rounds.json --geojson missing/r.geojson"
    );
    let message = workplace.run(&plan).refused();
    assert!(message.contains("missing/r.geojson"), "{message}");
    assert_eq!(workplace.names(), ["map.musette", "orders.csv"]);
}

#[test]
fn a_day_without_rounds_is_told_without_a_minus() {
    let workplace = Workplace::with_map();
    workplace.run(&format!("demo-orders {DAY} --orders 3 -o orders.csv")).well();
    let coop = workplace_coop(&workplace, "08:00", "09:00");
    let plan = format!(
        "plan --iterations 200 --map map.musette --coop {coop} --day 2026-03-18 --orders orders.csv"
    );
    let told = workplace.run(&format!("{plan} -o rounds.json")).well();
    assert!(told.contains("0 of 3 orders in 0 rounds by 0 couriers, 0.0 km"), "{told}");
}

#[test]
fn orders_after_midnight_belong_to_the_shift_of_the_evening_before() {
    let workplace = Workplace::with_map();
    let coop = workplace_coop(&workplace, "20:00", "01:30");
    workplace.write(
        "orders.csv",
        "order,pickup_lon,pickup_lat,ready_at,lon,lat\n\
         1,24.9414,60.1710,2026-11-28T00:20,24.9480,60.1680\n",
    );
    let plan = format!(
        "plan --iterations 200 --map map.musette --coop {coop} --orders orders.csv -o rounds.json"
    );
    let told = workplace.run(&plan).well();
    assert!(told.contains("2026-11-27: 1 of 1 orders in 1 round by 1 courier,"), "{told}");
}

#[test]
fn orders_of_several_days_ask_for_a_day_and_those_of_others_say_so() {
    let workplace = Workplace::with_map();
    let coop = workplace_coop(&workplace, "09:00", "14:00");
    workplace.write(
        "orders.csv",
        "order,pickup_lon,pickup_lat,ready_at,lon,lat\n\
         1,24.9414,60.1710,2026-11-27T10:20,24.9480,60.1680\n\
         2,24.9414,60.1710,2025-11-27T10:20,24.9480,60.1680\n",
    );
    let plan = format!(
        "plan --iterations 200 --map map.musette --coop {coop} --orders orders.csv -o rounds.json"
    );
    let message = workplace.run(&plan).refused();
    assert!(message.contains("2025-11-27 (1), 2026-11-27 (1)"), "{message}");
    assert!(message.contains("--day"), "{message}");
    let told = workplace.run(&format!("{plan} --day 2026-11-27")).well();
    assert!(told.contains("1 of 2 orders"), "{told}");
    assert!(told.contains("it is for 2025-11-27, but this plan is for 2026-11-27"), "{told}");
}

#[test]
fn the_file_of_a_coop_stands_for_its_folder_and_a_bad_day_is_explained() {
    let workplace = Workplace::with_map();
    let coop = workplace_coop(&workplace, "09:00", "17:00");
    let demo = format!("demo-orders --map map.musette --coop {coop}/coop.toml --orders 1");
    assert!(workplace.run(&demo).well().starts_with("order,"));
    let outcome = workplace.run(&format!("{demo} --day 26/11/2026"));
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("expected a date such as 2026-11-21"), "{}", outcome.stderr);
}

/// Writes a co-operative of one courier with this shift every day; gives its folder.
fn workplace_coop(workplace: &Workplace, start: &str, end: &str) -> &'static str {
    workplace.write(
        "coop/coop.toml",
        format!(
            "name = \"Night\"\nzone = \"Europe/Paris\"\n\
             [[hubs]]\nid = \"h\"\nname = \"Hub\"\nat = \"centre-of-map\"\n\
             [[vehicles]]\nid = \"b\"\nname = \"Bike\"\nprofile = \"bike\"\n\
             mass_g = 20000\nvolume_ml = 90000\nbags = 9\n\
             [[couriers]]\nid = \"c\"\nname = \"Cleo\"\n\
             [[shifts]]\ncourier = \"c\"\nvehicle = \"b\"\nhub = \"h\"\n\
             start = \"{start}\"\nend = \"{end}\"\n"
        ),
    );
    "coop"
}
