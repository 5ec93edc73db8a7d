//! CSV in, orders out.

use super::{column::Column, draft::Draft, row::Row, table::for_each_row};
use crate::{
    config::{
        Settings,
        complaint::{Complaint, Complaints},
        file::{read_bounded, utf8},
        log::FileLog,
    },
    domain::Order,
};
use jiff::tz::TimeZone;
use std::{collections::HashMap, path::Path};

/// 100,000 long rows; in bytes.
const MAX_BYTES: u64 = 64 << 20;

/// The orders in the CSV file at `path`, in the order of their first rows. Times without an offset
/// are local in `zone`. What a row leaves empty comes from `settings`, as the table above says.
///
/// # Errors
///
/// Everything wrong with the file, each with line and column; after 100 complaints the others are
/// only counted.
pub fn read_orders(
    path: &Path,
    zone: &TimeZone,
    settings: &Settings,
) -> Result<Vec<Order>, Complaints> {
    let (orders, complaints) = match read_bounded(path, MAX_BYTES) {
        Ok(bytes) => parse_orders(&path.display().to_string(), bytes, zone, settings),
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
) -> (Vec<Order>, Vec<Complaint>) {
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
        drafts[index].add(&row, settings);
    });
    let orders = drafts.into_iter().filter_map(|draft| draft.finish(settings)).collect();
    (orders, log.into_complaints())
}
