//! Orders in, CSV out.

use super::{column::Column, formula::neutralised, moment, terms};
use crate::{
    domain::{Dropoff, Order, OrderStop, Pickup},
    units::{Load, TimeWindow, Timestamp},
};
use jiff::tz::TimeZone;
use std::io;

/// Writes `orders` so that [`read_orders`](super::read_orders) reads the same again, whatever its
/// settings, if their ids are words, their numbers within its bounds, times on board whole minutes and their
/// texts free of control characters. Finer times of a pickup have no column. Times are local in `zone`, with
/// their offset where that alone would mean another instant. A text that a spreadsheet would run as a formula
/// gets an apostrophe in front; negative numbers do not need it.
///
/// # Errors
///
/// What `writer` says, and times that no calendar has.
pub fn write_orders(orders: &[Order], zone: &TimeZone, writer: impl io::Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(writer);
    // When they were placed is not known of orders as they are planned.
    let columns = Column::ALL.into_iter().filter(|column| *column != Column::PlacedAt);
    writer.write_record(columns.clone().map(Column::name))?;
    for order in orders {
        let dropoffs =
            order.dropoffs.iter().enumerate().map(|(number, Dropoff { stop, load, .. })| {
                let pickup = Some(&order.pickup).filter(|_| number == 0);
                RowOf { pickup, dropoff: Some(stop), load: *load }
            });
        let pickups = order.more_pickups.iter();
        let pickups = pickups.map(|Pickup { stop, load }| RowOf {
            pickup: Some(stop),
            dropoff: None,
            load: *load,
        });
        for row in dropoffs.chain(pickups) {
            let cell = |column| row.cell(order, column, zone);
            let cells: io::Result<Vec<String>> = columns.clone().map(cell).collect();
            writer.write_record(cells?)?;
        }
    }
    writer.flush()
}

/// What a row tells of its order: the first tells of a pickup and a dropoff, and of the order as a whole, the others of
/// one of the two.
struct RowOf<'a> {
    pickup: Option<&'a OrderStop>,
    dropoff: Option<&'a OrderStop>,
    /// What is brought there, or else comes on board.
    load: Load,
}

impl RowOf<'_> {
    /// What `order` says in `column` of this row.
    fn cell(&self, order: &Order, column: Column, zone: &TimeZone) -> io::Result<String> {
        let load = self.load;
        Ok(match column {
            Column::Order => text(&order.id),
            Column::MassG => load.mass_g.to_string(),
            Column::VolumeMl => load.volume_ml.to_string(),
            Column::Bags => load.bags.to_string(),
            Column::PlacedAt => String::new(),
            Column::Skills
            | Column::OnlyCouriers
            | Column::NotCouriers
            | Column::Priority
            | Column::Sequence => match (self.pickup, self.dropoff) {
                (Some(_), Some(_)) => of_order(order, column),
                _ => String::new(),
            },
            Column::Shop
            | Column::ShopAddress
            | Column::PickupLon
            | Column::PickupLat
            | Column::ReadyAt
            | Column::PickupBy
            | Column::PickupServiceS => match self.pickup {
                Some(stop) => of_pickup(stop, column, zone)?,
                None => String::new(),
            },
            _ => match self.dropoff {
                Some(stop) => of_dropoff(stop, column, zone)?,
                None => String::new(),
            },
        })
    }
}

fn of_order(order: &Order, column: Column) -> String {
    match column {
        Column::Skills => {
            text(&order.skills.iter().map(String::as_str).collect::<Vec<_>>().join(" "))
        }
        _ => text(&terms::cell(&order.terms, column)),
    }
}

fn of_pickup(stop: &OrderStop, column: Column, zone: &TimeZone) -> io::Result<String> {
    Ok(match column {
        Column::Shop => text(&stop.name),
        Column::ShopAddress => text(&stop.address),
        Column::PickupLon => stop.place.lon().to_string(),
        Column::PickupLat => stop.place.lat().to_string(),
        Column::ReadyAt => time(stop.window.start(), zone)?,
        Column::PickupBy => time(stop.window.end(), zone)?,
        _ => stop.service.as_u32().to_string(),
    })
}

fn of_dropoff(stop: &OrderStop, column: Column, zone: &TimeZone) -> io::Result<String> {
    let OrderStop { window, timing, .. } = stop;
    Ok(match column {
        Column::Customer => text(&stop.name),
        Column::Address => text(&stop.address),
        Column::Lon => stop.place.lon().to_string(),
        Column::Lat => stop.place.lat().to_string(),
        Column::DueFrom | Column::DueBy if !timing.windows.is_empty() => String::new(),
        Column::DueFrom => time(window.start(), zone)?,
        Column::DueBy => time(window.end(), zone)?,
        Column::DueWindows => {
            let window = |it: &TimeWindow<Timestamp>| {
                Ok(format!("{}/{}", time(it.start(), zone)?, time(it.end(), zone)?))
            };
            let windows: io::Result<Vec<String>> = timing.windows.iter().map(window).collect();
            windows?.join(" ")
        }
        Column::PlanFrom => {
            timing.plan_window.map_or(Ok(String::new()), |it| time(it.start(), zone))?
        }
        Column::PlanBy => {
            timing.plan_window.map_or(Ok(String::new()), |it| time(it.end(), zone))?
        }
        Column::MaxOnBoardMin => {
            timing.max_on_board.map_or_else(String::new, |it| (it.as_u32() / 60).to_string())
        }
        _ => stop.service.as_u32().to_string(),
    })
}

fn text(text: &str) -> String {
    neutralised(text).into_owned()
}

fn time(at: Timestamp, zone: &TimeZone) -> io::Result<String> {
    let error = || io::Error::new(io::ErrorKind::InvalidInput, "an instant beyond the calendar");
    moment::print(at, zone).ok_or_else(error)
}
