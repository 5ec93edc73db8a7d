//! How far a round has got.

use crate::{
    domain::{EventKind, LiveRound, PostedOrder, Progress, StopStatus, Subject},
    store::{
        Change, StoreError,
        statement::{sql, word},
    },
};
use std::collections::BTreeMap;

impl Change {
    /// Notes how far a stop of a round has got, and says so by one event. The stops `moot` need not
    /// be made any more because of it: the dropoffs of an order of which nothing could be fetched. Whether all
    /// this may happen is for the caller to know.
    ///
    /// # Errors
    ///
    /// If the round or one of the stops is not there, a stop is set to what no event tells (to do,
    /// cancelled), a text cannot be kept, or the database does not answer.
    pub async fn set_progress(
        &mut self,
        round: &str,
        number: u32,
        progress: &Progress,
        moot: &[u32],
    ) -> Result<LiveRound, StoreError> {
        let kind = match progress.status {
            StopStatus::Started => EventKind::StopStarted,
            StopStatus::Done => EventKind::StopDone,
            StopStatus::Failed => EventKind::StopFailed,
            StopStatus::Todo | StopStatus::Cancelled => {
                let cause = "a stop can only be started, done or failed";
                return Err(StoreError::Refused { column: "stop.status", cause });
            }
        };
        let live = self.round(round).await?;
        let mut live = live.ok_or_else(|| StoreError::not_found("round", round))?;
        let mut orders = BTreeMap::new();
        self.note(&mut live, &mut orders, number, progress).await?;
        for number in moot {
            let before = &live.progress.get(*number as usize);
            let cancelled = Progress {
                status: StopStatus::Cancelled,
                started_at: before.and_then(|it| it.started_at),
                ended_at: before.and_then(|it| it.ended_at),
                failure: None,
            };
            self.note(&mut live, &mut orders, *number, &cancelled).await?;
        }
        let about = order_of(&live, number).and_then(|(order, _)| orders.get(order));
        let about = Subject {
            day: Some(live.day),
            order: about.map(|order: &PostedOrder| order.id.clone()),
            shop: about.and_then(|order| order.shop.clone()),
            round: Some(live.id.clone()),
            courier: Some(live.round.courier.clone()),
            stop: Some(number),
            other: None,
        };
        for order in orders.values() {
            self.save_order_rows(order).await?;
        }
        self.append(kind, &about).await?;
        Ok(live)
    }

    /// Notes the progress of one stop, in the order if it is one of an order (which is saved by the
    /// caller), else in the round.
    async fn note(
        &mut self,
        live: &mut LiveRound,
        orders: &mut BTreeMap<String, PostedOrder>,
        number: u32,
        progress: &Progress,
    ) -> Result<(), StoreError> {
        let missing = || StoreError::not_found("stop", &number.to_string());
        let slot = live.progress.get_mut(number as usize).ok_or_else(missing)?;
        slot.clone_from(progress);
        let Some((id, position)) = order_of(live, number) else {
            return self.note_own(&live.id, number, progress).await;
        };
        if !orders.contains_key(id) {
            let order = self.order(id).await?;
            let order = order.ok_or_else(|| StoreError::not_found("order", id))?;
            orders.insert(id.to_owned(), order);
        }
        let order = orders.get_mut(id);
        let stop = order.and_then(|order| order.stops.get_mut(position)).ok_or_else(missing)?;
        stop.status = progress.status;
        stop.started_at = progress.started_at;
        stop.ended_at = progress.ended_at;
        stop.failure.clone_from(&progress.failure);
        Ok(())
    }

    pub(super) async fn note_own(
        &mut self,
        round: &str,
        number: u32,
        progress: &Progress,
    ) -> Result<(), StoreError> {
        let reason = progress.failure.as_ref().map(|failure| word(&failure.reason));
        let statement = sql("UPDATE round_stop SET status = $4, started_at = $5, ended_at = $6, \
             failure_reason = $7, failure_note = $8 \
             WHERE coop_id = $1 AND round_id = $2 AND number = $3")
        .text("round.coop_id", &self.coop)
        .text("round.id", round)
        .int(number)
        .word(&progress.status)
        .maybe_instant(progress.started_at)
        .maybe_instant(progress.ended_at)
        .maybe_text("stop.failure", reason.as_deref())
        .maybe_text("stop.failure", progress.failure.as_ref().map(|it| it.note.as_str()));
        self.write(statement).await?;
        Ok(())
    }
}

/// The order that a stop is of, and its position there.
fn order_of(live: &LiveRound, number: u32) -> Option<(&str, usize)> {
    live.round.stops.get(number as usize)?.kind.place_in_order()
}
