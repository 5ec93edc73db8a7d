//! The nights on which clocks change, through the program.
//!
//! In Paris a shift from 22:00 to 06:00 has seven hours in the last night of March and nine in the
//! last of October (directive 2000/84/EC): from 21:00 to 04:00 and from 20:00 to 05:00 UTC.

use crate::cli_program::{ROOT, Workplace};
use musette::domain::{RoundStopKind, Rounds};
use std::fs;

const SPRING: &str = "2026-03-28";
const SUMMER: &str = "2026-07-04";
const AUTUMN: &str = "2026-10-24";

const COOP: &str = r#"
name = "La Nuit"
zone = "Europe/Paris"
[[hubs]]
id = "hub"
name = "Le garage"
lon_lat = [24.9414, 60.1710]
[[vehicles]]
id = "bike"
name = "Vélo"
profile = "bike"
mass_g = 20000
volume_ml = 100000
bags = 9
[[couriers]]
id = "nour"
name = "Nour"
[[shifts]]
courier = "nour"
vehicle = "bike"
hub = "hub"
start = "22:00"
end = "06:00"
"#;

/// A workplace with the co-operative `coop` and a law that allows whatever hours: what counts here is the clock.
fn workplace(coop: &str) -> Workplace {
    let workplace = Workplace::with_map();
    workplace.write("coop/coop.toml", coop);
    let shipped = fs::read_to_string(format!("{ROOT}/config/labour/fr.toml")).unwrap();
    let free = |line: &str| {
        let key = line.split(" = ").next().unwrap_or_default();
        match key {
            "at_most_min" | "longest_stretch_min" | "due_from_min" => format!("{key} = 1440"),
            "at_least_min" | "in_week_min" => format!("{key} = 1"),
            "at_most_days" => format!("{key} = 7"),
            _ => line.to_owned(),
        }
    };
    let lines: Vec<String> = shipped.lines().map(free).collect();
    let [day, week] = ["at_most_min = 1440", "at_most_min = 10080"];
    let blocks = lines.join("\n");
    let blocks = blocks.split("\n[").map(|block| match block.split(']').next() {
        Some(name) if name.ends_with("weekly_work") || name.ends_with("mean_work") => {
            block.replace(day, week)
        }
        _ => block.to_owned(),
    });
    workplace.write("config/labour/fr.toml", blocks.collect::<Vec<_>>().join("\n["));
    workplace
}

/// Plans the night after `day` with the orders of these rows.
fn night(day: &str, rows: &str) -> Rounds {
    planned(COOP, day, rows)
}

/// Plans the shifts that start on `day`.
fn planned(coop: &str, day: &str, rows: &str) -> Rounds {
    let workplace = workplace(coop);
    let columns = "order,pickup_lon,pickup_lat,ready_at,pickup_by,pickup_service_s,lon,lat,due_by,\
                   dropoff_service_s";
    workplace.write("orders.csv", format!("{columns}\n{rows}"));
    let plan =
        "plan --iterations 200 --map map.musette --coop coop --orders orders.csv -o rounds.json";
    workplace.run(&format!("{plan} --config config --day {day}")).well();
    serde_json::from_slice(&workplace.bytes("rounds.json")).unwrap()
}

fn tomorrow(day: &str) -> String {
    let day: jiff::civil::Date = day.parse().unwrap();
    day.tomorrow().unwrap().to_string()
}

/// Whether one order that keeps a courier busy for so many minutes at its three doors fits the night.
fn fits(day: &str, busy_min: u32) -> bool {
    let tomorrow = tomorrow(day);
    let each_s = busy_min * 60 / 3;
    let door = format!("24.9440,60.1700,{tomorrow}T06:00,{each_s}");
    let row = format!(
        "long,24.9420,60.1705,{day}T22:00,{tomorrow}T06:00,{each_s},{door}\n\
         long,,,,,,{door}\n"
    );
    let rounds = night(day, &row);
    assert_eq!(rounds.rounds.len() + rounds.unassigned.len(), 1);
    !rounds.rounds.is_empty()
}

#[test]
fn a_night_shift_lasts_as_long_as_the_night() {
    // The ride from the hub and back takes some minutes of it.
    for (day, hours) in [(SPRING, 7), (SUMMER, 8), (AUTUMN, 9)] {
        assert!(fits(day, hours * 60 - 15), "{day}");
        assert!(!fits(day, hours * 60), "{day}");
    }
}

/// Two orders that are wanted at the first and at the last minute tell where a shift begins and ends.
#[test]
fn its_ends_are_those_of_the_clock_on_the_wall() {
    for (day, first_at, back_by) in [
        (SPRING, "2026-03-28T21:00:00Z", "2026-03-29T04:00:00Z"),
        (SUMMER, "2026-07-04T20:00:00Z", "2026-07-05T04:00:00Z"),
        (AUTUMN, "2026-10-24T20:00:00Z", "2026-10-25T05:00:00Z"),
    ] {
        let tomorrow = tomorrow(day);
        let rows = format!(
            "early,24.9420,60.1705,{day}T20:00,{day}T22:15,0,24.9440,60.1700,{day}T22:30,0\n\
             late,24.9420,60.1705,{tomorrow}T05:45,,0,24.9440,60.1700,{tomorrow}T06:00,0\n\
             over,24.9420,60.1705,{tomorrow}T05:59,,0,24.9440,60.1700,{tomorrow}T07:00,0\n"
        );
        let rounds = night(day, &rows);
        let [round] = &rounds.rounds[..] else { panic!("{rounds:?}") };
        let instant = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_millisecond();
        let (first, last) = (round.stops.first().unwrap(), round.stops.last().unwrap());
        let minutes = |from: i64, to: i64| (to - from) as f64 / 60_000.0;
        let begun = minutes(instant(first_at), first.end_at.as_millis());
        let left = minutes(last.arrival_at.as_millis(), instant(back_by));
        assert!((0.0..10.0).contains(&begun), "{day}: {begun} min after its start");
        assert!((0.0..15.0).contains(&left), "{day}: {left} min before its end");
        let last_pickup = round.stops.iter().rev().find_map(|stop| match &stop.kind {
            RoundStopKind::Pickup { order, .. } => Some((order.as_str(), stop.start_at)),
            _ => None,
        });
        let (order, at) = last_pickup.unwrap();
        assert_eq!(order, "late");
        assert_eq!(at.as_millis(), instant(back_by) - 15 * 60_000, "{day}");
        let [over] = &rounds.unassigned[..] else { panic!("{rounds:?}") };
        assert_eq!((over.order.as_str(), over.code.as_str()), ("over", "outside_shifts"));
        let shift = format!("from {day} 22:00 to {tomorrow} 06:00");
        assert!(over.reason.en.contains(&shift), "{:?}", over.reason);
    }
}

/// From 01:00 to 02:30 and from 03:00 to 06:00: on the night that skips 02:30 the first is over at
/// 03:30, and until then nothing can be fetched in the second.
#[test]
fn nobody_is_in_two_places_at_once_when_the_clock_skips_an_hour() {
    let early = COOP.replace("22:00", "01:00").replace("06:00", "02:30");
    let (_, late) = COOP.split_once("[[shifts]]").unwrap();
    let late = late.replace("22:00", "03:00");
    let coop = format!("{early}[[shifts]]{late}");
    let day = "2026-03-29";
    // The first keeps the courier busy for 70 minutes, until about 03:15 on the wall.
    let rows = format!(
        "long,24.9420,60.1705,{day}T01:00,{day}T01:30,4200,24.9440,60.1700,{day}T06:00,0\n\
         between,24.9420,60.1705,{day}T03:00,{day}T03:05,0,24.9440,60.1700,{day}T03:20,0\n\
         late,24.9420,60.1705,{day}T03:31,{day}T04:00,0,24.9440,60.1700,{day}T06:00,0\n"
    );
    let rounds = planned(&coop, day, &rows);
    let [first, second] = &rounds.rounds[..] else { panic!("{rounds:?}") };
    let half_past_three: jiff::Timestamp = "2026-03-29T01:30:00Z".parse().unwrap();
    let half_past_three = half_past_three.as_millisecond();
    assert!(first.stops.last().unwrap().end_at.as_millis() <= half_past_three);
    assert!(second.stops[0].start_at.as_millis() >= half_past_three);
    let [left] = &rounds.unassigned[..] else { panic!("{rounds:?}") };
    assert_eq!(left.code, "all_busy");
    assert!(left.reason.en.starts_with("1 courier could"), "{:?}", left.reason);
}

#[test]
fn an_hour_that_the_clock_skips_cannot_be_ordered_for() {
    let workplace = Workplace::with_map();
    workplace.write("coop/coop.toml", COOP);
    let row = "gap,24.9420,60.1705,2026-03-29T02:30,24.9440,60.1700";
    workplace.write("orders.csv", format!("order,pickup_lon,pickup_lat,ready_at,lon,lat\n{row}\n"));
    let plan =
        "plan --iterations 200 --map map.musette --coop coop --orders orders.csv -o rounds.json";
    let message = workplace.run(plan).refused();
    assert!(message.contains("orders.csv:2: ready_at: "), "{message}");
    assert!(message.contains("clocks in Europe/Paris skip it"), "{message}");
}

/// What demo-orders writes for a night with a change of the clock, plan reads.
#[test]
fn invented_orders_of_such_a_night_can_be_planned() {
    for day in [SPRING, AUTUMN] {
        let workplace = workplace(COOP);
        let night = format!("--map map.musette --coop coop --config config --day {day}");
        workplace.run(&format!("demo-orders {night} --orders 30 -o orders.csv")).well();
        workplace
            .run(&format!("plan {night} --iterations 200 --orders orders.csv -o rounds.json"))
            .well();
        let rounds: Rounds = serde_json::from_slice(&workplace.bytes("rounds.json")).unwrap();
        let served = rounds.rounds.iter().flat_map(|round| &round.stops);
        let pickups =
            served.filter(|stop| matches!(stop.kind, RoundStopKind::Pickup { .. })).count();
        assert_eq!(pickups + rounds.unassigned.len(), 30);
        assert!(pickups > 10, "{pickups}");
    }
}
