//! A database's first co-operative, as its folder describes it.

use super::{
    AppError, Clock,
    clock::day_of,
    labour::{refuse_unlawful_shift, told},
};
use crate::{
    config::{CoopRules, RulesSeed},
    domain::DayShift,
    store::{Change, Store, StoreError, StoredCoop},
};
use jiff::{ToSpan as _, civil::Date};

/// Days of shifts that are made ahead, today included.
pub const DAYS_AHEAD: i32 = 14;

/// Puts a co-operative into a database that has none, with its shifts of the days from `first` on,
/// or with `None` from today on, and with the first version of its rules, from `seed`; `None` if the database has one
/// already, which stays as it is. Shifts that the law forbids are left out.
///
/// # Errors
///
/// If the database does not do it.
pub async fn seed_coop(
    store: &Store,
    rules: &CoopRules,
    seed: &RulesSeed,
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
    put_rules(&mut change, seed).await?;
    for hub in &coop.hubs {
        change.put_hub(hub).await?;
    }
    for vehicle in &coop.vehicles {
        change.put_vehicle(vehicle).await?;
    }
    for courier in &coop.couriers {
        change.put_courier(courier).await?;
    }
    for day in days(first) {
        put_shifts(&mut change, rules, day).await?;
    }
    change.commit().await?;
    Ok(Some(stored))
}

/// Gives every co-operative that has no rules yet their first version; how many these are. Where rules are kept, `seed`
/// counts no more, and a log says so if it differs.
///
/// # Errors
///
/// If the database does not do it.
pub async fn seed_rules(store: &Store, seed: &RulesSeed, clock: Clock) -> Result<usize, AppError> {
    let mut seeded = 0;
    for coop in store.coops().await? {
        let kept = store.view(&coop.id).await?.rules_versions().await?;
        if !kept.is_empty() {
            if !seed.files.is_empty() && kept.iter().all(|version| version.rules != seed.rules) {
                let (coop, files) = (&coop.name, seed.source());
                tracing::warn!(coop, files, "the database keeps other rules: these do not count");
            }
            continue;
        }
        let mut change = store.change(&coop.id, clock.now(), None).await?;
        put_rules(&mut change, seed).await?;
        change.commit().await?;
        seeded += 1;
    }
    Ok(seeded)
}

async fn put_rules(change: &mut Change, seed: &RulesSeed) -> Result<(), AppError> {
    let (reason, now) = (format!("seeded from {}", seed.source()), change.at());
    change.add_rules(seed.rules.clone(), &reason, now).await?;
    Ok(())
}

/// Adds the weekly shifts of the days that come after the last one with a shift, up to
/// [`DAYS_AHEAD`] days from today on: what was changed by hand before then stays. The number of
/// shifts added; 0 if there is no co-operative of this name.
///
/// # Errors
///
/// If the database does not do it.
pub async fn top_up_shifts(
    store: &Store,
    rules: &CoopRules,
    clock: Clock,
) -> Result<usize, AppError> {
    let coops = store.coops().await?;
    let own = match coops.as_slice() {
        [only] => Some(only),
        several => several.iter().find(|coop| coop.name == rules.name()),
    };
    let Some(coop) = own else { return Ok(0) };
    let mut change = store.change(&coop.id, clock.now(), None).await?;
    let last = change.last_shift_day().await?;
    let mut added = 0;
    for day in days(day_of(clock.now(), rules.zone())) {
        if last.is_none_or(|last| day > last) {
            added += put_shifts(&mut change, rules, day).await?;
        }
    }
    if added > 0 {
        change.commit().await?;
    }
    Ok(added)
}

/// The days of which shifts are made, from `first` on.
fn days(first: Date) -> impl Iterator<Item = Date> {
    (0..DAYS_AHEAD).map_while(move |ahead| first.checked_add(ahead.days()).ok())
}

/// Adds the weekly shifts of a day, but for those of whom or what is no longer there, and those that the law forbids
/// beside what else their courier works.
async fn put_shifts(change: &mut Change, rules: &CoopRules, day: Date) -> Result<usize, AppError> {
    let mut added = 0;
    for shift in rules.on(day).shifts {
        let shift = DayShift {
            id: uuid::Uuid::now_v7().to_string(),
            day,
            courier: shift.courier,
            crew: None,
            vehicle: shift.vehicle,
            hub: shift.hub,
            end_hub: shift.end_hub,
            window: shift.window,
            charge_percent: None,
            rest: shift.breaks.first().copied(),
        };
        match refuse_unlawful_shift(change, None, Some(&shift)).await {
            Ok(()) => {}
            Err(AppError::Unlawful(refusals)) => {
                let why = told(&refusals);
                tracing::warn!(%day, why, "a weekly shift is left out: the law forbids it");
                continue;
            }
            Err(error) => return Err(error),
        }
        match change.put_shift(&shift).await {
            Ok(()) => added += 1,
            Err(StoreError::NotFound { what, id }) => {
                tracing::warn!(%day, what, id, "a weekly shift is left out: what it names is gone");
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(added)
}
