//! Kitchen events: ready now, ready later, one bag more.

use super::{
    Actor, AppError, Deed, Service, Submitted,
    checks::Checks,
    clock::day_of,
    drafts::{LoadDraft, ReadyDraft},
    order_view::OrderView,
    orders::own_order,
    withdrawal::day_of_order,
    world::zone_of,
};
use crate::{
    domain::{EventKind, OrderStatus, PostedOrder, PostedStop, StopStatus},
    units::{Load, Seconds, Timestamp},
};

/// Nobody knows further ahead when something will be ready.
const AHEAD: Seconds = Seconds::from_minutes(48 * 60);

impl Service {
    /// Notes that an order is ready at another time than was said, or that it has become more. Its round stays as it is:
    /// what that can no longer keep shows there, and the next plan goes by what is known now.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the draft; [`AppError::Conflict`] once the pickup that it is about is started, if
    /// the order was called off, or if it would be for another day; [`AppError::NotFound`] if there is no such order for this actor.
    pub async fn ready_order(
        &self,
        actor: &Actor,
        id: &str,
        submitted: Submitted<ReadyDraft>,
    ) -> Result<OrderView, AppError> {
        let scope = actor.may(Deed::Orders)?;
        let Submitted { draft, mut complaints } = submitted;
        let mut change = self.change(actor).await?;
        let mut order = own_order(&mut change, &scope, id).await?;
        let now = change.at();
        let mut checks = Checks(&mut complaints);
        let ready_at = checks.ready_at(&draft, now);
        let ready = checks.pickup("/position", &order, draft.position);
        let more = checks.more(&draft, &order, self.settings.default_load);
        if !complaints.is_empty() {
            return Err(AppError::Invalid(complaints));
        }
        if order.status == OrderStatus::Cancelled {
            let cause = "the order was called off";
            return Err(AppError::conflict("order_over", cause, "post it anew"));
        }
        let of_more = more.iter().flat_map(|(position, pickup, _)| [*position, *pickup]);
        let about: Vec<usize> = ready_at.map(|_| ready).into_iter().chain(of_more).collect();
        refuse_begun_stops(&order, &about)?;
        for (position, pickup, load) in more {
            order.stops[position].load = order.stops[position].load + load;
            // What is fetched at no other is fetched at the first.
            if pickup > 0 {
                order.stops[pickup].load = order.stops[pickup].load + load;
            }
        }
        if let Some(at) = ready_at {
            order.stops[ready].ready_from(at);
            let start = order.stops[ready].window.start();
            let by_clock = day_of(start, &zone_of(&change.coop().await?)?);
            let day = day_of_order(&mut change, start, by_clock).await?;
            if day != order.day {
                let cause = format!("then it would be an order of {day}");
                let action = "call it off and post it for that day";
                return Err(AppError::conflict("other_day", cause, action));
            }
        }
        // What the last plan said of it was said of what was known then.
        order.no_place = None;
        order.status = order.derive_status();
        change.save_order(&order, EventKind::OrderReady).await?;
        let view = OrderView::read_one(&mut change, order).await?;
        change.commit().await?;
        Ok(view.seen_by(&scope))
    }
}

/// Nothing is changed any more where a courier was or is.
fn refuse_begun_stops(order: &PostedOrder, positions: &[usize]) -> Result<(), AppError> {
    let begun = |position: &&usize| order.stops[**position].status != StopStatus::Todo;
    let Some(position) = positions.iter().find(begun) else { return Ok(()) };
    let is_open = |stop: &PostedStop| stop.status == StopStatus::Todo;
    let (cause, another) = match order.stops[*position].status {
        _ if !order.is_pickup(*position) => ("that dropoff is over, or being made", false),
        StopStatus::Failed | StopStatus::Cancelled => {
            ("a courier was at that pickup in vain, or need not go there any more", true)
        }
        _ => ("a courier has begun with that pickup, so it is as it was fetched", true),
    };
    let action = if another && order.stops[..order.pickups].iter().any(is_open) {
        "call the courier or the dispatcher; if it is about another pickup, name it (`position`, of what is more `pickup`)"
    } else {
        "call the courier or the dispatcher"
    };
    Err(AppError::conflict("begun", cause, action))
}

impl Checks<'_> {
    /// When it is ready; `None` if nothing is said of it but that there is more.
    fn ready_at(&mut self, draft: &ReadyDraft, now: Timestamp) -> Option<Timestamp> {
        let Some(at) = draft.ready_at else {
            let only_more = !draft.more.is_empty() || self.0.about("/ready_at");
            return (!only_more).then_some(now);
        };
        if at > now + AHEAD {
            let cause = "is more than two days away";
            let action = "write an earlier time, or call it off and post it anew";
            self.0.add("/ready_at", "too_far_ahead", cause, action);
        }
        // Nothing is fetched in the past.
        Some(at.max(now))
    }

    /// The position of a pickup, the first if it is not said.
    fn pickup(&mut self, field: &str, order: &PostedOrder, said: Option<u32>) -> usize {
        let position = usize::try_from(said.unwrap_or_default()).unwrap_or(usize::MAX);
        if order.is_pickup(position) {
            return position;
        }
        let cause = format!("there is no pickup {position}");
        let last = order.pickups - 1;
        let action = if last == 0 {
            "leave it out, there is one".to_owned()
        } else {
            format!("write 0 to {last}")
        };
        self.0.add(field, "unknown", cause, action);
        0
    }

    /// What has been added to which dropoff, and at which pickup it comes on board.
    fn more(
        &mut self,
        draft: &ReadyDraft,
        order: &PostedOrder,
        usual: Load,
    ) -> Vec<(usize, usize, Load)> {
        let (first, last) = (order.pickups, order.stops.len() - 1);
        let mut sums: Vec<Load> = order.stops.iter().map(|stop| stop.load).collect();
        let mut all = Vec::new();
        for (index, said) in draft.more.iter().enumerate() {
            let field = format!("/more/{index}");
            let only = u32::try_from(first).ok().filter(|_| first == last);
            let position = self.needed(&format!("{field}/position"), said.position.or(only));
            let Some(position) = position.and_then(|it| usize::try_from(it).ok()) else { continue };
            if !(first..=last).contains(&position) {
                let cause = format!("there is no dropoff {position}");
                let action = format!("write {first} to {last}; what comes before is a pickup");
                self.0.add(format!("{field}/position"), "unknown", cause, action);
                continue;
            }
            let load = said.load.or(usual);
            sums[position] = sums[position] + load;
            let Load { mass_g, volume_ml, bags } = sums[position];
            let sum =
                LoadDraft { mass_g: Some(mass_g), volume_ml: Some(volume_ml), bags: Some(bags) };
            self.load(&format!("{field}/load"), sum);
            let pickup = self.pickup(&format!("{field}/pickup"), order, said.pickup);
            all.push((position, pickup, load));
        }
        all
    }
}
