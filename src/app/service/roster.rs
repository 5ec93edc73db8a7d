//! What couriers work around a day, by which changes of its shifts are judged.

use super::{AppError, day_snapshot::Snapshot, labour::ledger_around, world::zone_of};
use crate::{
    domain::{DayShift, labour::Roster},
    store::Work,
};
use std::collections::BTreeMap;

/// That of all couriers, with what is declared for later, and the shifts that the snapshot has.
///
/// # Errors
///
/// If the database does not answer.
pub(super) async fn roster<K>(
    work: &mut Work<K>,
    snapshot: &Snapshot,
) -> Result<Box<Roster>, AppError> {
    let Snapshot { coop, shifts, rules, .. } = snapshot;
    let zone = zone_of(&work.coop().await?)?;
    let heat = work.heat_of_day(coop.day).await?.and_then(|heat| heat.level);
    let mut ledgers = BTreeMap::new();
    for courier in &coop.couriers {
        let ledger = ledger_around(work, courier, &zone, coop.day, |_| true).await?;
        ledgers.insert(courier.id.clone(), ledger);
    }
    let shifts = shifts.iter().filter_map(DayShift::spell).collect();
    Ok(Box::new(Roster::new(rules.rules.labour.clone(), heat, ledgers, shifts)))
}
