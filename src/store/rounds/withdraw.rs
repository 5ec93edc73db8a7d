//! Taking back rounds in which nothing was begun.

use crate::{
    domain::{EventKind, LiveRound, PostedOrder, RoundStop, RoundStopKind, StopStatus, Subject},
    store::{Change, StoreError, Work, cells::Cells, statement::sql},
};

impl<K> Work<K> {
    /// The rounds of a day and of all later ones, by day and start.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn rounds_from(
        &mut self,
        day: jiff::civil::Date,
    ) -> Result<Vec<LiveRound>, StoreError> {
        let (connection, coop) = self.parts();
        let days = sql("SELECT DISTINCT day FROM round WHERE coop_id = $1 AND day >= $2 \
             ORDER BY day")
        .text("round.coop_id", coop)
        .day(day)
        .all(connection)
        .await?;
        let mut rounds = Vec::new();
        for row in &days {
            let day = Cells::new(row, "round", "").day("day")?;
            rounds.extend(self.rounds_of_day(day).await?);
        }
        Ok(rounds)
    }
}

impl Change {
    /// Takes back rounds in which nothing was begun, and says so of each. Their orders wait for a
    /// plan again, and say so too; those that were called off stay so.
    ///
    /// # Errors
    ///
    /// [`StoreError::Conflict`] if something in one of them was begun. Also if one is not there, or
    /// the database does not answer.
    pub async fn withdraw(&mut self, rounds: &[String]) -> Result<(), StoreError> {
        let rounds = self.untouched(rounds).await?;
        let outcome = self.withdraw_all(&rounds).await;
        self.whole(outcome)
    }

    async fn withdraw_all(&mut self, rounds: &[LiveRound]) -> Result<(), StoreError> {
        for live in rounds {
            for order in &self.take_back(live).await? {
                self.order_event(EventKind::OrderWithdrawn, order).await?;
            }
        }
        Ok(())
    }

    /// Takes back one round, and says so; its orders, which are to be told of.
    pub(super) async fn take_back(
        &mut self,
        live: &LiveRound,
    ) -> Result<Vec<PostedOrder>, StoreError> {
        let mut freed = Vec::new();
        for id in fetched(&live.round.stops) {
            let order = self.order(id).await?;
            let own = |order: &PostedOrder| order.round.as_deref() == Some(live.id.as_str());
            let Some(mut order) = order.filter(own) else { continue };
            order.round = None;
            // At once, as the round can only go when no order is in it.
            self.save_order_row(&order).await?;
            order.status = order.derive_status();
            freed.push(order);
        }
        self.delete_round(&live.id).await?;
        let about = Subject {
            day: Some(live.day),
            round: Some(live.id.clone()),
            courier: Some(live.round.courier.clone()),
            ..Subject::default()
        };
        self.append(EventKind::RoundWithdrawn, &about).await?;
        Ok(freed)
    }

    /// These rounds, if nothing in them was begun.
    pub(super) async fn untouched(&mut self, ids: &[String]) -> Result<Vec<LiveRound>, StoreError> {
        let mut rounds = Vec::with_capacity(ids.len());
        for id in ids {
            let round = self.round(id).await?;
            let round = round.ok_or_else(|| StoreError::not_found("round", id))?;
            let untouched = |status| matches!(status, StopStatus::Todo | StopStatus::Cancelled);
            if !round.progress.iter().all(|it| untouched(it.status)) {
                return Err(StoreError::conflict(format!("round `{id}` was begun")));
            }
            rounds.push(round);
        }
        Ok(rounds)
    }
}

/// Ids of the orders of which something is fetched at these stops, each once.
pub(super) fn fetched<'r>(stops: impl IntoIterator<Item = &'r RoundStop>) -> Vec<&'r str> {
    let mut orders: Vec<&str> = Vec::new();
    for stop in stops {
        if let RoundStopKind::Pickup { order, .. } = &stop.kind
            && !orders.contains(&order.as_str())
        {
            orders.push(order);
        }
    }
    orders
}
