//! A whole day for the dispatcher's board.

use super::{Actor, AppError, Deed, Service, order_view::OrderView, round_view::RoundView};
use crate::{
    domain::{DayShift, PublishedPlan},
    units::Timestamp,
};
use jiff::civil::Date;

/// Everything of a day.
#[derive(Debug)]
pub struct DayView {
    /// The day.
    pub day: Date,
    /// What the clock shows.
    pub now: Timestamp,
    /// The last plan.
    pub plan: Option<PublishedPlan>,
    /// The rounds, by start.
    pub rounds: Vec<RoundView>,
    /// The shifts, by start.
    pub shifts: Vec<DayShift>,
    /// The orders, the newest first.
    pub orders: Vec<OrderView>,
}

impl Service {
    /// Everything of a day, as it is at one moment.
    ///
    /// # Errors
    ///
    /// If the role may not, or the database does not answer.
    pub async fn day(&self, actor: &Actor, day: Date) -> Result<DayView, AppError> {
        actor.may(Deed::SteerDays)?;
        let mut view = self.store.view(actor.coop()).await?;
        let plan = view.plan_of_day(day).await?;
        let rounds = view.rounds_of_day(day).await?;
        let shifts = view.shifts_of_day(day).await?;
        let mut orders = view.orders_of_day(day).await?;
        orders.sort_by(|a, b| (b.created_at, &b.id).cmp(&(a.created_at, &a.id)));
        let shops = view.shops().await?.into_iter().map(|shop| (shop.id, shop.name)).collect();
        let by_id = rounds.iter().map(|live| (live.id.clone(), live.clone())).collect();
        let orders = OrderView::all(orders, &by_id, &shops);
        let rounds = RoundView::read(&mut view, rounds).await?;
        Ok(DayView { day, now: self.now(), plan, rounds, shifts, orders })
    }
}
