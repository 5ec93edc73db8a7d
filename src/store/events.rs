//! Reading what has happened.

use super::{Store, StoreError, Work, cells::Cells, statement::sql};
use crate::domain::{Event, Subject};
use sqlx::{AnyConnection, any::AnyRow};
use std::collections::BTreeSet;

impl Store {
    /// Number of a co-operative's last event.
    ///
    /// # Errors
    ///
    /// If there is no such co-operative, or the database does not answer.
    pub async fn head(&self, coop: &str) -> Result<i64, StoreError> {
        head(&mut *self.inner.read.acquire().await?, coop).await
    }

    /// Up to `limit` events after number `seq`, in order.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn events_after(
        &self,
        coop: &str,
        seq: i64,
        limit: u32,
    ) -> Result<Vec<Event>, StoreError> {
        events_after(&mut *self.inner.read.acquire().await?, coop, seq, limit).await
    }
}

impl<K> Work<K> {
    /// Number of the co-operative's last event, counting those of the change so far.
    ///
    /// # Errors
    ///
    /// If there is no such co-operative, or the database does not answer.
    pub async fn head(&mut self) -> Result<i64, StoreError> {
        let (connection, coop) = self.parts();
        let last =
            sql("SELECT coop_id, seq FROM event WHERE coop_id = $1 ORDER BY seq DESC LIMIT 1");
        let row = last.text("event.coop_id", coop).one(connection).await?;
        let row = row.ok_or_else(|| StoreError::not_found("co-operative", coop))?;
        Cells::new(&row, "event", "coop_id").int("seq")
    }

    /// Up to `limit` events after number `seq`, in order.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn events_after(&mut self, seq: i64, limit: u32) -> Result<Vec<Event>, StoreError> {
        let (connection, coop) = self.parts();
        events_after(connection, coop, seq, limit).await
    }

    /// Ids of the orders of a day that were promised: those whose quote was confirmed, and those that were in a
    /// round once, whether or not that is still there.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn promised(
        &mut self,
        day: jiff::civil::Date,
    ) -> Result<BTreeSet<String>, StoreError> {
        let (connection, coop) = self.parts();
        let rows = sql("SELECT DISTINCT order_id FROM event \
             WHERE coop_id = $1 AND day = $2 AND kind IN ('order.planned', 'order.promised')")
        .text("event.coop_id", coop)
        .day(day)
        .all(connection)
        .await?;
        rows.iter().map(|row| Cells::new(row, "event", "order_id").text("order_id")).collect()
    }
}

async fn head(connection: &mut AnyConnection, coop: &str) -> Result<i64, StoreError> {
    let row = sql("SELECT id, seq FROM coop WHERE id = $1");
    let row = row.text("coop.id", coop).one(connection).await?;
    let row = row.ok_or_else(|| StoreError::not_found("co-operative", coop))?;
    Cells::new(&row, "coop", "id").int("seq")
}

async fn events_after(
    connection: &mut AnyConnection,
    coop: &str,
    seq: i64,
    limit: u32,
) -> Result<Vec<Event>, StoreError> {
    let rows = sql("SELECT * FROM event WHERE coop_id = $1 AND seq > $2 ORDER BY seq LIMIT $3")
        .text("event.coop_id", coop)
        .int(seq)
        .int(limit)
        .all(connection)
        .await?;
    rows.iter().map(event).collect()
}

fn event(row: &AnyRow) -> Result<Event, StoreError> {
    let cells = Cells::new(row, "event", "none");
    Ok(Event {
        seq: cells.int("seq")?,
        at: cells.instant("at")?,
        kind: cells.word("kind")?,
        subject: Subject {
            day: cells.maybe_day("day")?,
            order: cells.maybe_text("order_id")?,
            shop: cells.maybe_text("shop_id")?,
            round: cells.maybe_text("round_id")?,
            courier: cells.maybe_text("courier_id")?,
            stop: cells.maybe_number("stop")?,
            other: cells.maybe_text("other_id")?,
        },
        account: cells.maybe_text("account_id")?,
    })
}
