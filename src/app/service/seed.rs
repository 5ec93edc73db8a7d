//! A database's first co-operative, as its folder describes it.

use super::{AppError, Clock, clock::day_of};
use crate::{
    config::CoopRules,
    domain::DayShift,
    store::{Store, StoredCoop},
};
use jiff::{ToSpan as _, civil::Date};

/// Days of shifts that are made ahead, today included.
pub const DAYS_AHEAD: i32 = 14;

/// Puts a co-operative into a database that has none, with its shifts of the days from `first` on,
/// or with `None` from today on; `None` if the database has one already, which stays as it is.
///
/// # Errors
///
/// If the database does not do it.
pub async fn seed_coop(
    store: &Store,
    rules: &CoopRules,
    clock: Clock,
    first: Option<Date>,
) -> Result<Option<StoredCoop>, AppError> {
    if !store.coops().await?.is_empty() {
        return Ok(None);
    }
    let first = first.unwrap_or_else(|| day_of(clock.now(), rules.zone()));
    let coop = rules.on(first);
    let stored = StoredCoop {
        id: uuid::Uuid::now_v7().to_string(),
        name: coop.name.clone(),
        zone: coop.zone.clone(),
    };
    store.create_coop(&stored, clock.now()).await?;
    let mut change = store.change(&stored.id, clock.now(), None).await?;
    for hub in &coop.hubs {
        change.put_hub(hub).await?;
    }
    for vehicle in &coop.vehicles {
        change.put_vehicle(vehicle).await?;
    }
    for courier in &coop.couriers {
        change.put_courier(courier).await?;
    }
    for ahead in 0..DAYS_AHEAD {
        let Ok(day) = first.checked_add(ahead.days()) else { break };
        for shift in rules.on(day).shifts {
            let shift = DayShift {
                id: uuid::Uuid::now_v7().to_string(),
                day,
                courier: shift.courier,
                vehicle: shift.vehicle,
                hub: shift.hub,
                window: shift.window,
                rest: shift.rest,
            };
            change.put_shift(&shift).await?;
        }
    }
    change.commit().await?;
    Ok(Some(stored))
}
