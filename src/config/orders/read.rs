//! CSV in, orders out.

use super::{
    column::Column,
    draft::{Draft, PlacedOrder},
    row::Row,
    table::for_each_row,
};
use crate::{
    config::{
        Settings,
        complaint::{Complaint, Complaints},
        file::{read_bounded, utf8},
        log::FileLog,
    },
    domain::{Order, ServiceTimes},
};
use jiff::tz::TimeZone;
use std::{collections::HashMap, path::Path};

/// 100,000 long rows; in bytes.
const MAX_BYTES: u64 = 64 << 20;

/// The orders in the CSV file at `path`, in the order of their first rows; a row is one dropoff, or one more pickup.
/// Times without an offset are local in `zone`.
///
/// | column | meaning | if empty or left out |
/// |---|---|---|
/// | `order` | id; rows with the same id are of one order | refused |
/// | `shop`, `shop_address` | where it is fetched, for people | empty |
/// | `pickup_lon`, `pickup_lat` | where it is fetched, in degrees | refused |
/// | `ready_at` | when it can be fetched at the earliest | refused |
/// | `pickup_by` | when its pickup starts at the latest | the first `due_by` of its dropoffs |
/// | `pickup_service_s` | service time at the shop | [`ServiceTimes::at_pickup`] |
/// | `customer`, `address` | where it goes, for people | empty |
/// | `lon`, `lat` | where it goes, in degrees | refused |
/// | `due_from` | when its dropoff may start | `ready_at` |
/// | `due_by` | when its dropoff starts at the latest | [`Settings::default_window`] after `due_from` |
/// | `due_windows` | several windows in place of `due_from` and `due_by`: `from/until`, separated by spaces | none |
/// | `plan_from`, `plan_by` | when one wants to be there, narrower than what is promised | as promised |
/// | `max_on_board_min` | how long its load may be on board at most, in minutes | any time |
/// | `dropoff_service_s` | service time at the customer | [`ServiceTimes::at_dropoff`] |
/// | `mass_g`, `volume_ml`, `bags` | load of this dropoff | [`Settings::default_load`] |
/// | `skills` | what the courier must be able to do, separated by spaces | none |
/// | `only_couriers`, `not_couriers` | ids of those who alone may bring it, or may not, separated by spaces | anybody |
/// | `priority` | so many plain orders are left out rather than this one, 1 to 10 | 1 |
/// | `sequence` | the order of its dropoffs: `free`, `fixed` (as listed) or `block` (as listed, nothing else between) | `free` |
/// | `placed_at` | when it became known, see [`read_placed_orders`] | not known |
///
/// Columns come in any order, under a header. From the second row of an order on, what belongs to
/// the order as a whole (all up to `pickup_service_s`, and from `skills` on) may be left empty, and must
/// agree with the first row otherwise.
///
/// A later row without `lon` and `lat`, but with `pickup_lon` and `pickup_lat`, is one more place where a part of its
/// order is fetched, in any order and before anything is brought. `mass_g`, `volume_ml` and `bags` say what comes on board
/// there: one of them at least, an empty one is none. What comes on board at no such pickup does at that of the first row.
/// Without `ready_at` it is ready when that is.
///
/// Times are local (`2026-11-21T12:15`), or carry their offset (`2026-11-21T11:15:00Z`). Of a local
/// time that comes twice on a change of the clock the first is meant. Cells are separated by `,` or
/// by `;`; with `;` a number may have a decimal comma.
///
/// # Errors
///
/// Everything wrong with the file, each with line and column; after 100 complaints the others are
/// only counted.
pub fn read_orders(
    path: &Path,
    zone: &TimeZone,
    settings: &Settings,
    times: &ServiceTimes,
) -> Result<Vec<Order>, Complaints> {
    let placed = read_placed_orders(path, zone, settings, times)?;
    Ok(placed.into_iter().map(|(order, _)| order).collect())
}

/// The same, each with when it was placed, where the file says so.
///
/// # Errors
///
/// As [`read_orders`].
pub fn read_placed_orders(
    path: &Path,
    zone: &TimeZone,
    settings: &Settings,
    times: &ServiceTimes,
) -> Result<Vec<PlacedOrder>, Complaints> {
    let (orders, complaints) = match read_bounded(path, MAX_BYTES) {
        Ok(bytes) => parse_orders(&path.display().to_string(), bytes, zone, settings, times),
        Err(complaint) => (Vec::new(), vec![complaint]),
    };
    Complaints::unless(complaints, Some(orders))
}

/// The same from `bytes`, the content of `file`.
pub(super) fn parse_orders(
    file: &str,
    bytes: Vec<u8>,
    zone: &TimeZone,
    settings: &Settings,
    times: &ServiceTimes,
) -> (Vec<PlacedOrder>, Vec<Complaint>) {
    let text = match utf8(file, bytes) {
        Ok(text) => text,
        Err(complaint) => return (Vec::new(), vec![complaint]),
    };
    let log = FileLog::new(file, "");
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    for_each_row(&text, &log, |header, record, line| {
        let row = Row { header, record, line, zone, log: &log };
        row.complain_if_empty(&[Column::Order]);
        // A row without a good id is looked at all the same: its other complaints count.
        let id = row.word(Column::Order);
        let known = id.as_ref().and_then(|id| by_id.get(id)).copied();
        let index = known.unwrap_or_else(|| {
            if let Some(id) = &id {
                by_id.insert(id.clone(), drafts.len());
            }
            drafts.push(Draft::begin(&row, id.unwrap_or_default()));
            drafts.len() - 1
        });
        drafts[index].add(&row, settings, times);
    });
    let orders = drafts.into_iter().filter_map(|draft| draft.finish(times, &log)).collect();
    (orders, log.into_complaints())
}
