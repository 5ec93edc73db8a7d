mod written;

use super::{read::parse_orders, *};
use crate::{
    config::{Settings, complaint::sorted, time_zone},
    domain::{Couriers, Dropoff, DropoffSequence, Order, ServiceTimes, Terms},
    units::{Load, LonLat, Seconds, TimeWindow, Timestamp},
};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use std::path::Path;

const HEADER: &str = "order,pickup_lon,pickup_lat,ready_at,lon,lat";
const ROW: &str = "A1,2.35,48.85,2026-11-21T12:00,2.36,48.86";

fn paris() -> TimeZone {
    time_zone("Europe/Paris").unwrap()
}

fn parsed(text: impl AsRef<[u8]>) -> (Vec<Order>, Vec<String>) {
    let bytes = text.as_ref().to_vec();
    let (orders, complaints) =
        parse_orders("o.csv", bytes, &paris(), &Settings::default(), &ServiceTimes::default());
    let orders = orders.into_iter().map(|(order, _)| order).collect();
    (orders, sorted(complaints).iter().map(ToString::to_string).collect())
}

/// The orders of a text without mistakes.
fn good(text: &str) -> Vec<Order> {
    let (orders, complaints) = parsed(text);
    assert_eq!(complaints, [""; 0]);
    orders
}

fn minutes(window: TimeWindow<Timestamp>) -> [u32; 2] {
    let noon = Timestamp::from_millis(1_795_258_800_000);
    [window.start(), window.end()].map(|at| at.seconds_since(noon).as_u32() / 60)
}

#[test]
fn what_a_row_leaves_out_comes_from_the_settings_and_the_rules() {
    let (settings, times) = (Settings::default(), ServiceTimes::default());
    let orders = good(&format!("{HEADER}\n{ROW}\n"));
    let [Order { id, pickup, more_pickups, dropoffs, skills, .. }] = orders.as_slice() else {
        panic!("{orders:?}")
    };
    assert_eq!(*more_pickups, []);
    let [Dropoff { stop, load, .. }] = dropoffs.as_slice() else { panic!("{dropoffs:?}") };
    assert_eq!((id.as_str(), skills.len()), ("A1", 0));
    assert_eq!(pickup.place, LonLat::from_degrees(2.35, 48.85).unwrap());
    assert_eq!(stop.place, LonLat::from_degrees(2.36, 48.86).unwrap());
    assert_eq!((minutes(pickup.window), minutes(stop.window)), ([0, 60], [0, 60]));
    assert_eq!((pickup.service, stop.service), (times.pickup, times.dropoff));
    assert_eq!(*load, settings.default_load);
    assert_eq!((pickup.name.as_str(), stop.address.as_str()), ("", ""));
}

#[test]
fn an_order_may_say_when_it_was_placed() {
    let text = format!(
        "{HEADER},placed_at\n{ROW},2026-11-21T11:20\n{ROW},\n{},\n",
        ROW.replace("A1", "B2")
    );
    let read = |text: &str| {
        let bytes = text.as_bytes().to_vec();
        parse_orders("o.csv", bytes, &paris(), &Settings::default(), &ServiceTimes::default())
    };
    let (orders, complaints) = read(&text);
    assert_eq!(complaints.len(), 0);
    let placed: Vec<Option<Timestamp>> = orders.iter().map(|(_, placed)| *placed).collect();
    assert_eq!(placed, [Some(Timestamp::from_millis(1_795_256_400_000)), None]);
    let differs = format!("{text}{ROW},2026-11-21T11:25\n");
    assert!(read(&differs).1[0].to_string().contains("placed_at: differs from line 2"));
}

#[test]
fn rows_of_one_order_are_its_dropoffs_wherever_they_stand() {
    let header = format!("{HEADER},shop,due_by,customer,skills");
    let text = format!(
        "{header}\n{ROW},Chez Léa,2026-11-21T13:30,Ann,cold_chain heavy\n\
         B2,2.0,48.0,2026-11-21T12:00,2.1,48.1,,,Bob,\n\
         A1,,,,2.38,48.88,,2026-11-21T13:00,Cleo,\n\
         A1,2.350,48.85,2026-11-21T11:00Z,2.37,48.87,Chez Léa,,Dan,heavy cold_chain\n"
    );
    let orders = good(&text);
    assert_eq!(orders.iter().map(|order| order.id.as_str()).collect::<Vec<_>>(), ["A1", "B2"]);
    let customers: Vec<&str> = orders[0].dropoffs.iter().map(|d| d.stop.name.as_str()).collect();
    assert_eq!(customers, ["Ann", "Cleo", "Dan"]);
    assert_eq!(minutes(orders[0].pickup.window), [0, 60], "the earliest due_by");
    assert_eq!(orders[0].skills.len(), 2);
}

#[test]
fn a_row_that_only_says_where_something_is_fetched_is_one_more_pickup_with_its_part_of_the_load() {
    let header = format!("{HEADER},shop,pickup_by,mass_g,volume_ml,bags,skills");
    let text = format!(
        "{header}\n{ROW},Baker,,2000,10000,3,cold_chain\n\
         A1,2.33,48.83,2026-11-21T12:10,,,Cheese,2026-11-21T12:30,500,,1,cold_chain\n\
         A1,2.34,48.84,,,,Wine,,,3000,,\n"
    );
    let orders = good(&text);
    let load = |mass_g, volume_ml, bags| Load { mass_g, volume_ml, bags };
    let pickups = orders[0].pickups();
    let told: Vec<_> =
        pickups.map(|(stop, load)| (stop.name.as_str(), minutes(stop.window), load)).collect();
    assert_eq!(
        told,
        [
            ("Baker", [0, 60], load(1500, 7000, 2)),
            ("Cheese", [10, 30], load(500, 0, 1)),
            ("Wine", [0, 60], load(0, 3000, 0)),
        ]
    );
    assert_eq!(orders[0].dropoffs.len(), 1);
    let cases = [
        ("500,,1", "2500,,1", "mass_g: more comes on board there than all dropoffs"),
        ("500,,1", ",,", "mass_g: it is not said what comes on board at this pickup"),
        ("12:10", "13:10", "ready_at"),
        ("12:30,500", "12:05,500", "pickup_by: is before ready_at"),
        ("1,cold_chain\n", "1,heavy\n", "skills: differs from line 2"),
        ("48.83", "", "pickup_lat: is empty"),
    ];
    for (right, wrong, expected) in cases {
        assert!(text.contains(right), "{right}");
        let (_, complaints) = parsed(text.replacen(right, wrong, 1));
        assert!(complaints.iter().any(|it| it.contains(expected)), "{wrong}: {complaints:?}");
    }
    let wine = "A1,2.34,48.84,,,,Wine,,,100,,\n";
    let [four, five] = [3, 4].map(|more| parsed(format!("{text}{}", wine.repeat(more - 1))).1);
    assert_eq!(four, [""; 0]);
    let more = "order: is a row of more than 4 further pickups";
    assert!(five.len() == 1 && five[0].contains(more), "{five:?}");
}

#[test]
fn semicolons_decimal_commas_a_byte_order_mark_and_trailing_rows_are_fine() {
    let text = "\u{feff}lat;lon;order;pickup_lon;pickup_lat;ready_at;address\r\n\r\n\
                48,86;2.36;A1;2,35;48,85;2026-11-21 12:00;\"3; rue \"\"Haute\"\"\r\nParis\"\r\n;;;;;;\r\n";
    let orders = good(text);
    assert_eq!(orders.len(), 1);
    assert_eq!(orders[0].pickup.place, LonLat::from_degrees(2.35, 48.85).unwrap());
    assert_eq!(orders[0].dropoffs[0].stop.place, LonLat::from_degrees(2.36, 48.86).unwrap());
    assert_eq!(orders[0].dropoffs[0].stop.address, "3; rue \"Haute\"\r\nParis");
}

#[test]
fn each_bad_cell_is_told_with_line_column_cause_and_action() {
    let all = "order,pickup_lon,pickup_lat,ready_at,lon,lat,due_by,mass_g,skills";
    let row = "A1,2.35,48.85,2026-11-21T12:00,2.36,48.86,2026-11-21T13:00,500,cold";
    let long = "x".repeat(65);
    let cases = [
        ("A1", "", "order: is empty\n    fill it"),
        (
            "A1",
            "A 1",
            "order: expected 1 to 64 characters without spaces, got \"A 1\"\n    write e.g. A-117",
        ),
        (
            "2.35",
            "\"2,35\"",
            "pickup_lon: expected degrees from -180 to 180, got \"2,35\"\n    write e.g. 2.3522",
        ),
        (
            "48.85",
            "NaN",
            "pickup_lat: expected degrees from -90 to 90, got \"NaN\"\n    write e.g. 48.8566",
        ),
        ("2.36", "", "lon: is empty\n    fill it"),
        ("48.86", "91", "lat: expected degrees from -90 to 90, got \"91\"\n    write e.g. 48.8566"),
        (
            "2026-11-21T12:00",
            "noon",
            "ready_at: expected a time such as 2026-11-21T12:15, got \"noon\"\n    write e.g. 2026-11-21T12:15, or 2026-11-21T11:15:00Z",
        ),
        (
            "2026-11-21T12:00",
            "2026-03-29T02:30",
            "ready_at: \"2026-03-29T02:30\" does not exist: clocks in Europe/Paris skip it\n    write a time before or after the change, or one with offset",
        ),
        (
            "2026-11-21T13:00",
            "2026-11-21T11:59",
            "due_by: is before ready_at\n    write a later time",
        ),
        (
            "2026-11-21T13:00",
            "0026-11-21T13:00",
            "due_by: expected a year from 2000 to 2199, got \"0026-11-21T13:00\"\n    write e.g. 2026-11-21T12:15",
        ),
        (
            "500",
            "-1",
            "mass_g: expected a whole number from 0 to 1000000, got \"-1\"\n    write e.g. 120",
        ),
        (
            "cold",
            &long,
            "skills: expected words of at most 64 characters, separated by spaces, got \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...\"\n    write e.g. cold_chain",
        ),
        (
            "cold",
            "a\0b",
            "skills: holds the control character U+0000\n    take it out, or save the file as CSV UTF-8",
        ),
        (
            ",cold",
            "",
            "expected 9 cells as in the header, got 8\n    put cells that hold a delimiter or a line break in quotes",
        ),
    ];
    for (right, wrong, complaint) in cases {
        assert_eq!(row.matches(right).count(), 1, "{right}");
        let (_, complaints) = parsed(format!("{all}\n\n{}\n", row.replace(right, wrong)));
        assert_eq!(complaints, [format!("o.csv:3: {complaint}")]);
    }
    let many = parsed(format!("{all}\nA 1,x,y,z,,99,0,heavy,{}\n", "x".repeat(65))).1;
    assert_eq!(many.len(), 9, "{many:#?}");
}

#[test]
fn no_window_ends_before_it_starts() {
    let header = format!("{HEADER},pickup_by,due_from,due_by");
    let (_, complaints) =
        parsed(format!("{header}\n{ROW},2026-11-21T11:59,2026-11-21T13:00,2026-11-21T12:30\n"));
    let expected = [
        "o.csv:2: pickup_by: is before ready_at\n    write a later time",
        "o.csv:2: due_by: is before due_from\n    write a later time",
    ];
    assert_eq!(complaints, expected);
}

#[test]
fn what_few_orders_say_is_read_and_its_mistakes_are_told() {
    let header = format!(
        "{HEADER},due_windows,plan_by,max_on_board_min,only_couriers,not_couriers,priority,sequence"
    );
    let windows = "2026-11-21T14:00/2026-11-21T15:00 2026-11-21T12:00/2026-11-21T13:00";
    let orders = good(&format!("{header}\n{ROW},{windows},2026-11-21T12:30,20,ann bob,,3,block\n"));
    let Order { dropoffs, terms, .. } = &orders[0];
    let stop = &dropoffs[0].stop;
    let minutes = |window: &TimeWindow<Timestamp>| window.end().seconds_since(window.start());
    assert_eq!(minutes(&stop.window), Seconds::from_minutes(180));
    assert_eq!(stop.timing.windows.iter().map(minutes).collect::<Vec<_>>().len(), 2);
    assert_eq!(stop.timing.plan_window.as_ref().map(minutes), Some(Seconds::from_minutes(30)));
    assert_eq!(stop.timing.max_on_board, Some(Seconds::from_minutes(20)));
    let couriers = Couriers::Only(["ann".to_owned(), "bob".to_owned()].into());
    let sequence = DropoffSequence::Block;
    assert_eq!(*terms, Terms { couriers, priority: 3, sequence });
    let (_, complaints) = parsed(format!(
        "{header},due_by\n{ROW},12:00/13:00,,0,ann,bob,11,knot,\n{},{windows},2026-11-21T16:00,,,,,,2026-11-21T13:00\n",
        ROW.replacen("A1", "B1", 1)
    ));
    let expected = [
        "o.csv:2: priority: expected a whole number from 1 to 10, got \"11\"\n    write e.g. 120",
        "o.csv:2: sequence: expected one of free, fixed, block, got \"knot\"\n    write e.g. free",
        "o.csv:2: not_couriers: only_couriers says who may bring it already\n    leave one of the two empty",
        "o.csv:2: due_windows: expected windows separated by spaces, each as two times with / between, got \"12:00/13:00\"\n    write e.g. 2026-11-21T09:00/2026-11-21T11:00",
        "o.csv:2: max_on_board_min: expected a whole number from 1 to 1440, got \"0\"\n    write e.g. 120",
        "o.csv:3: due_windows: due_from and due_by say one window already\n    leave it empty, or the two others",
        "o.csv:3: plan_by: the planned window does not lie in the promised one\n    write times between due_from and due_by",
    ];
    assert_eq!(complaints, expected);
}

#[test]
fn rows_that_contradict_the_first_of_their_order_are_told() {
    let header = format!("{HEADER},shop,pickup_by");
    let text = format!(
        "{header}\n{ROW},Chez Léa,\nA1,2.34,48.85,2026-11-21T12:01,2.37,48.87,Lea,2026-11-21T12:30\n\
         A1,2.35,,,2.37,48.87,,\n"
    );
    let (_, complaints) = parsed(text);
    let differs =
        "differs from line 2, the first of this order\n    write the same, or leave it empty";
    let expected = [
        format!("o.csv:3: shop: {differs}"),
        format!("o.csv:3: pickup_lon: {differs}"),
        format!("o.csv:3: ready_at: {differs}"),
        format!("o.csv:3: pickup_by: {differs}"),
        "o.csv:4: pickup_lat: is empty\n    fill it".to_owned(),
    ];
    assert_eq!(complaints, expected);
}

#[test]
fn a_file_that_is_no_table_of_orders_is_told_as_such() {
    let cases: [(&[u8], &str); 7] = [
        (
            b"",
            "o.csv:1: is empty\n    begin with a header such as order,pickup_lon,pickup_lat,ready_at,lon,lat",
        ),
        (
            b"\xef\xbb\xbf\n\n",
            "o.csv:1: is empty\n    begin with a header such as order,pickup_lon,pickup_lat,ready_at,lon,lat",
        ),
        (
            b"order,pickup_lon,pickup_lat,ready_at,lon,lat\n,,,,,\n",
            "o.csv:1: holds a header, but no order\n    add a row for each dropoff",
        ),
        (
            b"order,pickup_lon\n\xe9",
            "o.csv:2: expected UTF-8, got byte 0xe9\n    save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\")",
        ),
        (
            b"\xff\xfeo\0",
            "o.csv:1: expected UTF-8, got byte 0xff\n    save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\")",
        ),
        (
            b"order,pickup_lon,pickup_lat,ready_at,lon,lat,lat\n",
            "o.csv:1: lat: is there twice\n    take one of the columns out",
        ),
        (
            b"order,pickup_lon,pickup_lat,ready,lon,lat\n",
            "o.csv:1: \"ready\" is an unknown column\n    write one of order, shop, shop_address, pickup_lon, pickup_lat, ready_at, pickup_by, pickup_service_s, customer, address, lon, lat, due_from, due_by, due_windows, plan_from, plan_by, max_on_board_min, dropoff_service_s, mass_g, and 8 others",
        ),
    ];
    for (bytes, complaint) in cases {
        assert_eq!(parsed(bytes).1[0], complaint);
    }
}

#[test]
fn files_beyond_every_measure_are_refused() {
    let long = format!("{HEADER},shop\n{ROW},{}\n", "é".repeat(1_001));
    let expected = "o.csv:2: shop: expected at most 1000 characters\n    \
                    shorten it, and check that every quote is closed";
    assert_eq!(parsed(long).1, [expected]);
    let rows = format!("{HEADER}\n{}", format!("{ROW}\n").repeat(100_001));
    assert_eq!(
        parsed(rows).1,
        ["o.csv:100002: expected at most 100000 rows, got more\n    split the file"]
    );
    let bad = format!("{HEADER}\n{}", "A1,,,,,\n".repeat(60));
    let complaints = parsed(bad).1;
    assert_eq!(complaints.len(), 101);
    assert_eq!(
        complaints[100],
        "o.csv: 23 more complaints are not listed\n    correct the ones above first"
    );
}

#[test]
fn a_file_is_read_from_its_path_and_formulas_are_written_harmless() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.csv");
    let orders = good(&format!("{HEADER},customer\n{ROW},'=HYPERLINK(1)\n"));
    assert_eq!(orders[0].dropoffs[0].stop.name, "=HYPERLINK(1)");
    let file = std::fs::File::create(&path).unwrap();
    write_orders(&orders, &paris(), file).unwrap();
    assert!(std::fs::read_to_string(&path).unwrap().contains(",'=HYPERLINK(1),"));
    assert_eq!(
        read_orders(&path, &paris(), &Settings::default(), &ServiceTimes::default()).unwrap(),
        orders
    );
    let absent = read_orders(
        Path::new("no/such/file"),
        &paris(),
        &Settings::default(),
        &ServiceTimes::default(),
    );
    assert_eq!(absent.unwrap_err().iter().count(), 1);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        parsed(bytes);
    }

    #[test]
    fn no_rows_make_it_panic(rows in "([,;\"\r\n '=A1-]|2026-11-21T12:00|2.35|\0){0,60}") {
        parsed(format!("{HEADER},shop,skills,due_by\n{ROW},{rows}"));
    }

    #[test]
    fn a_complaint_names_the_line_that_an_editor_shows(
        blanks in proptest::collection::vec(0usize..3, 1..5), ending in "\r?\n", quoted in any::<bool>(),
    ) {
        let mut text = format!("{HEADER},shop{ending}");
        for (index, blank) in blanks.iter().enumerate() {
            let shop = if quoted { format!("\"a{ending}b\"") } else { "a".to_owned() };
            text.push_str(&ending.repeat(*blank));
            text = format!("{text}{index}{},{shop}{ending}", &ROW[2..]);
        }
        let line = text.matches('\n').count() + 1;
        text.push_str("B1,");
        let start = format!("o.csv:{line}: expected 7 cells");
        prop_assert!(parsed(&text).1[0].starts_with(&start), "{:?}", parsed(&text).1);
    }
}
