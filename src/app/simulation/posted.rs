//! A day as it was posted to a service.

use crate::{
    app::service::{AppError, Lawful, Unlawful},
    domain::{Coop, DayShift, Order, OrderStatus, PostedOrder, Rules, Shift},
    store::Store,
    units::Timestamp,
};
use jiff::civil::Date;

/// The shifts of a day, and the orders that were posted for it.
#[derive(Clone, Debug)]
pub struct PostedDay {
    /// The co-operative with the shifts of the day that the law allows, with the breaks that they must have.
    pub coop: Coop,
    /// The rules in force when the day begins.
    pub rules: Rules,
    /// What the law has against the others.
    pub unlawful: Vec<Unlawful>,
    /// All orders but those that were called off or whose place nobody knows, whatever became of them.
    pub orders: Vec<Order>,
    /// When each was posted.
    pub placed: Vec<Option<Timestamp>>,
}

/// Reads a day, past or present, of a co-operative, by its id, with the rules in force when the day begins.
///
/// # Errors
///
/// If the database does not answer, or a row is damaged.
pub async fn posted_day(store: &Store, coop: &str, day: Date) -> Result<PostedDay, AppError> {
    let mut view = store.view(coop).await?;
    let stored = view.coop().await?;
    let shifts = view.shifts_of_day(day).await?;
    let begin = shifts.iter().map(|shift| shift.window.start()).min();
    let rules = view.rules_at(begin.unwrap_or(Timestamp::from_millis(i64::MAX))).await?.rules;
    let Lawful { shifts, spells, unlawful } =
        Lawful::of(&mut view, &rules.labour, day, shifts).await?;
    let shifts: Vec<Shift> = shifts
        .into_iter()
        .zip(spells)
        .map(|(shift, spell)| {
            let DayShift { courier, crew, vehicle, hub, end_hub, window, charge_percent, .. } =
                shift;
            let breaks = spell.breaks().to_vec();
            Shift {
                courier,
                crew,
                vehicle,
                hub,
                end_hub,
                window,
                charge_percent,
                breaks,
                lift: None,
            }
        })
        .collect();
    // A vehicle that nobody rides must not keep the day from being ridden.
    let mut vehicles = view.vehicles().await?;
    vehicles.retain(|class| shifts.iter().any(|shift| shift.vehicle == class.id));
    let coop = Coop {
        name: stored.name,
        zone: stored.zone,
        day,
        hubs: view.hubs().await?,
        vehicles,
        couriers: view.couriers().await?,
        shifts,
    }
    .with_lifts(&rules.labour);
    let posted = view.orders_of_day(day).await?;
    let counts = |order: &&PostedOrder| order.status != OrderStatus::Cancelled;
    let orders = posted.iter().filter(counts).filter_map(|posted| {
        let order = posted.as_asked().plannable(&rules.service)?;
        Some((order, Some(posted.created_at)))
    });
    let (orders, placed) = orders.unzip();
    Ok(PostedDay { coop, rules, unlawful, orders, placed })
}
