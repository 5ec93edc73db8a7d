//! What couriers carried before a day, out of the rounds that are kept.

use super::AppError;
use crate::{
    domain::{Carried, carried},
    store::Work,
    units::Seconds,
};
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};
use std::collections::BTreeMap;

/// What some couriers carried in so many weeks before a day.
#[derive(Clone, Debug, Default)]
pub struct CarriedView {
    /// So many.
    pub weeks: u32,
    /// By id of the courier; none of who was not on shift.
    pub carried: BTreeMap<String, Carried>,
}

impl CarriedView {
    /// What counts of it before a plan: the work beyond an even share.
    pub(super) fn worked(&self) -> BTreeMap<String, Seconds> {
        let ahead = self.carried.iter().map(|(id, own)| (id.clone(), own.ahead()));
        ahead.filter(|(_, ahead)| *ahead > Seconds::ZERO).collect()
    }
}

/// What everybody carried in so many weeks before `day`.
pub(super) async fn carried_before<K>(
    work: &mut Work<K>,
    zone: &TimeZone,
    day: Date,
    weeks: u32,
) -> Result<CarriedView, AppError> {
    if weeks == 0 {
        return Ok(CarriedView::default());
    }
    let first = day.saturating_sub((i64::from(weeks) * 7).days());
    let shifts = work.shifts_between(first, day).await?;
    let rounds = work.rounds_between(first, day).await?;
    Ok(CarriedView { weeks, carried: carried(&shifts, &rounds, zone) })
}
