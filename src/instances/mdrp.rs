//! Reyes and others, 2018: meals from restaurants to doors, in a folder of tables. As a problem all orders are known
//! from the start; a simulation takes [`Instance::placed`].
//!
//! Riding takes whole minutes, rounded up. Who comes to a restaurant needs half of the pickup service to
//! pick up everything that is ready, and the other half to leave; a pickup cannot be before an order is
//! ready. A dropoff is half of its service after the arrival, and at most the maximum click-to-door after
//! the order was placed. Couriers start at their places and need not return. In the literature a courier
//! may deliver after the off-time, but not pick up; here the off-time is the end of all work.

use super::{
    columns::Columns,
    complaint::{Complaint, Complaints, Log, quoted},
    field::Row,
    file::{INSTANCE_MIB, read_bounded},
    format::Format,
    ground::Ground,
    instance::{Courier, Instance, Job, MOST_PLACES, Node},
};
use std::{collections::HashMap, ops::RangeInclusive, path::Path};

const FILES: [&str; 4] =
    ["instance_parameters.txt", "restaurants.txt", "orders.txt", "couriers.txt"];
const MINUTES: RangeInclusive<f64> = 0.0..=100_000.0;

/// Reads the folder at `path`.
pub(super) fn read(path: &Path) -> Result<Instance, Complaints> {
    let texts = FILES.map(|name| read_bounded(&path.join(name), INSTANCE_MIB / 8));
    let logs = FILES.map(|name| Log::new(&path.join(name).display().to_string()));
    let unread: Vec<Complaint> = texts.iter().filter_map(|text| text.clone().err()).collect();
    if !unread.is_empty() {
        return Err(Complaints::of(unread));
    }
    let texts = texts.map(Result::unwrap_or_default);
    let name = path.canonicalize().ok();
    let name = name.as_deref().unwrap_or(path).file_name();
    let name = name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let instance = parse(&logs, &texts, name);
    if logs.iter().any(Log::any) {
        let complaints = logs.into_iter().flat_map(Log::into_complaints);
        return Err(Complaints::of(complaints.collect()));
    }
    let [first, ..] = logs;
    first.unless(instance)
}

/// The whole instance, as far as its tables can be read.
fn parse(logs: &[Log; 4], texts: &[String; 4], name: String) -> Option<Instance> {
    let parameters = parameters(&logs[0], &texts[0]);
    let restaurants = Columns::new(&logs[1], &texts[1], ["restaurant", "x", "y"]);
    let names = ["order", "x", "y", "placement_time", "restaurant", "ready_time"];
    let orders = Columns::new(&logs[2], &texts[2], names);
    let couriers = Columns::new(&logs[3], &texts[3], ["courier", "x", "y", "on_time", "off_time"]);
    let (parameters, restaurants) = (parameters?, restaurants?);
    let (orders, couriers) = (orders?, couriers?);
    let places = restaurants.len() + orders.len() + couriers.len();
    if places > MOST_PLACES {
        let cause = format!(
            "with restaurants and couriers there are {places} places, more than {MOST_PLACES}"
        );
        logs[2].complain(None, "", cause, "use a smaller instance");
        return None;
    }
    let mut points = Vec::with_capacity(places);
    let ids = numbered(&restaurants, &mut points);
    let half = parameters.pickup / 2.0;
    let mut halts = vec![half; ids.len()];
    let (nodes, jobs, clicks) = meals(&orders, &ids, &parameters, &mut points);
    let couriers = crew(&couriers, &mut points);
    halts.resize(points.len(), 0.0);
    Some(Instance {
        name,
        format: Format::Mdrp,
        capacity: u32::MAX,
        ground: Ground::Town { points, metres_per_minute: parameters.metres_per_minute, halts },
        nodes,
        jobs,
        placed: clicks,
        couriers,
    })
}

/// What holds for everybody.
struct Parameters {
    metres_per_minute: f64,
    /// Minutes at a restaurant.
    pickup: f64,
    /// Minutes at a door.
    dropoff: f64,
    /// Minutes from placement to dropoff, at most.
    click_to_door: f64,
}

fn parameters(log: &Log, text: &str) -> Option<Parameters> {
    let names = [
        "meters_per_minute",
        "pickup service minutes",
        "dropoff service minutes",
        "maximum click-to-door",
    ];
    let columns = Columns::new(log, text, names)?;
    let Some(row) = columns.rows().next() else {
        log.complain(None, "", "has no row", "write the numbers below the headings");
        return None;
    };
    let service = [1, 2].map(|at| row.number(at, names[at], 0.0..=1000.0));
    Some(Parameters {
        metres_per_minute: row.number(0, names[0], 1.0..=10_000.0)?,
        pickup: service[0]?,
        dropoff: service[1]?,
        click_to_door: row.number(3, names[3], service[1]?..=10_000.0)?,
    })
}

/// Adds the place of a row, which is in its second and third column; its number.
fn place(row: &Row, points: &mut Vec<[f64; 2]>) -> usize {
    const FAR: RangeInclusive<f64> = -1e7..=1e7;
    let [x, y] = [(1, "x"), (2, "y")].map(|(at, name)| row.number(at, name, FAR));
    points.push([x.unwrap_or_default(), y.unwrap_or_default()]);
    points.len() - 1
}

/// The places of all rows, by what the first column calls them; complains of names used twice.
fn numbered<'a, const N: usize>(
    columns: &Columns<'a, N>,
    points: &mut Vec<[f64; 2]>,
) -> HashMap<&'a str, usize> {
    let mut ids = HashMap::new();
    for row in columns.rows() {
        let place = place(&row, points);
        let Some(id) = row.text(0, columns.names()[0]) else { continue };
        if ids.insert(id, place).is_some() {
            let cause = format!("{} is there before", quoted(id));
            row.complain(columns.names()[0], cause, "give each a name of its own");
        }
    }
    ids
}

/// Pickups, then dropoffs, behind a node that is nobody's.
fn meals(
    orders: &Columns<'_, 6>,
    restaurants: &HashMap<&str, usize>,
    parameters: &Parameters,
    points: &mut Vec<[f64; 2]>,
) -> (Vec<Node>, Vec<Job>, Vec<f64>) {
    let count = orders.len();
    let (mut pickups, mut dropoffs) = (vec![Node::default()], Vec::new());
    let mut all_placed = Vec::with_capacity(count);
    let doors = points.len();
    numbered(orders, points);
    for (index, row) in orders.rows().enumerate() {
        let time = |at: usize| row.number(at, orders.names()[at], MINUTES).unwrap_or_default();
        let (placed, ready) = (time(3), time(5));
        let id = row.text(4, "restaurant");
        let restaurant = id.and_then(|id| restaurants.get(id).copied());
        if let (Some(id), None) = (id, restaurant) {
            let cause = format!("there is no restaurant {}", quoted(id));
            row.complain("restaurant", cause, "name one of restaurants.txt");
        }
        all_placed.push(placed);
        let latest = placed + parameters.click_to_door;
        let pickup = restaurant.unwrap_or_default();
        // A meal that is ready too late has a window all the same; its dropoff then finds no place.
        let late = latest.max(ready);
        pickups.push(Node { place: pickup, load: 1, early: ready, late, service: 0.0 });
        let (late, service) = (latest - parameters.dropoff / 2.0, parameters.dropoff);
        dropoffs.push(Node { place: doors + index, load: 1, early: 0.0, late, service });
    }
    pickups.extend(dropoffs);
    let jobs = (1..=count).map(|order| Job::Carry { pickup: order, delivery: count + order });
    (pickups, jobs.collect(), all_placed)
}

/// The couriers, each at a place.
fn crew(couriers: &Columns<'_, 5>, points: &mut Vec<[f64; 2]>) -> Vec<Courier> {
    let first = points.len();
    numbered(couriers, points);
    let crew = couriers.rows().enumerate().map(|(index, row)| {
        let [from, until] = [3, 4].map(|at| row.number(at, couriers.names()[at], MINUTES));
        let (from, until) = (from.unwrap_or_default(), until.unwrap_or(*MINUTES.end()));
        if from > until {
            let cause = format!("ends at {until}, before it starts at {from}");
            row.complain("off_time", cause, "write a later time");
        }
        let name = row.fields.first().map(|name| (*name).to_owned());
        Courier { name, start: first + index, end: None, from, until: until.max(from) }
    });
    crew.collect()
}
