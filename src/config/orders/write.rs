//! Orders in, CSV out.

use super::{column::Column, formula::neutralised, moment, terms};
use crate::{
    domain::{Dropoff, Order},
    units::{TimeWindow, Timestamp},
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
        for (index, dropoff) in order.dropoffs.iter().enumerate() {
            let cell = |column| cell(order, dropoff, index == 0, column, zone);
            let cells: io::Result<Vec<String>> = columns.clone().map(cell).collect();
            writer.write_record(cells?)?;
        }
    }
    writer.flush()
}

/// What `order` says in `column` of the row of `dropoff`. Only its first row tells what belongs to
/// it as a whole.
fn cell(
    order: &Order,
    dropoff: &Dropoff,
    is_first: bool,
    column: Column,
    zone: &TimeZone,
) -> io::Result<String> {
    let (pickup, stop, load) = (&order.pickup, &dropoff.stop, &dropoff.load);
    let text = |text: &str| neutralised(text).into_owned();
    let time = |at: Timestamp| {
        let error =
            || io::Error::new(io::ErrorKind::InvalidInput, "an instant beyond the calendar");
        moment::print(at, zone).ok_or_else(error)
    };
    Ok(match column {
        Column::Order => text(&order.id),
        Column::Customer => text(&stop.name),
        Column::Address => text(&stop.address),
        Column::Lon => stop.place.lon().to_string(),
        Column::Lat => stop.place.lat().to_string(),
        Column::DueFrom | Column::DueBy if !stop.timing.windows.is_empty() => String::new(),
        Column::DueFrom => time(stop.window.start())?,
        Column::DueBy => time(stop.window.end())?,
        Column::DueWindows => {
            let window = |it: &TimeWindow<Timestamp>| {
                Ok(format!("{}/{}", time(it.start())?, time(it.end())?))
            };
            let windows: io::Result<Vec<String>> = stop.timing.windows.iter().map(window).collect();
            windows?.join(" ")
        }
        Column::PlanFrom => {
            stop.timing.plan_window.map_or(Ok(String::new()), |it| time(it.start()))?
        }
        Column::PlanBy => stop.timing.plan_window.map_or(Ok(String::new()), |it| time(it.end()))?,
        Column::MaxOnBoardMin => {
            stop.timing.max_on_board.map_or_else(String::new, |it| (it.as_u32() / 60).to_string())
        }
        Column::DropoffServiceS => stop.service.as_u32().to_string(),
        Column::MassG => load.mass_g.to_string(),
        Column::VolumeMl => load.volume_ml.to_string(),
        Column::Bags => load.bags.to_string(),
        Column::PlacedAt => String::new(),
        _ if !is_first => String::new(),
        Column::Shop => text(&pickup.name),
        Column::ShopAddress => text(&pickup.address),
        Column::PickupLon => pickup.place.lon().to_string(),
        Column::PickupLat => pickup.place.lat().to_string(),
        Column::ReadyAt => time(pickup.window.start())?,
        Column::PickupBy => time(pickup.window.end())?,
        Column::PickupServiceS => pickup.service.as_u32().to_string(),
        Column::Skills => {
            text(&order.skills.iter().map(String::as_str).collect::<Vec<_>>().join(" "))
        }
        Column::OnlyCouriers | Column::NotCouriers | Column::Priority | Column::Sequence => {
            text(&terms::cell(&order.terms, column))
        }
    })
}
