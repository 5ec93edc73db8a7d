//! Why plans put orders where they are.

use super::{Change, Publication, StoreError, Work, cells::Cells, statement::sql};
use crate::{
    domain::{Decision, EventKind, PostedOrder},
    units::Timestamp,
};
use sqlx::any::AnyRow;

/// What was decided is kept for so long after a later plan decided anew.
const KEPT_MS: i64 = 30 * 24 * 3_600_000;

/// A decision with the plan that it is of.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredDecision {
    /// Id of the plan.
    pub plan: String,
    /// The decision.
    pub decision: Decision,
    /// When a later plan decided anew about the order; `None` if none has.
    pub replaced_at: Option<Timestamp>,
}

impl<K> Work<K> {
    /// Why an order is where the last plan that decided about it has put it.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn decision(&mut self, order: &str) -> Result<Option<StoredDecision>, StoreError> {
        let statement = sql("SELECT * FROM decision WHERE coop_id = $1 AND order_id = $2 \
             AND replaced_at IS NULL");
        self.row_of_coop(statement, order, decision).await
    }

    /// The same with what earlier plans decided about the order, as far as it is still kept; the newest first.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn decisions_of_order(
        &mut self,
        order: &str,
    ) -> Result<Vec<StoredDecision>, StoreError> {
        let (connection, coop) = self.parts();
        let rows = sql("SELECT decision.* FROM decision JOIN plan \
             ON plan.coop_id = decision.coop_id AND plan.id = decision.plan_id \
             WHERE decision.coop_id = $1 AND decision.order_id = $2 ORDER BY plan.seq DESC");
        let rows = rows.text("decision.coop_id", coop).text("decision.order", order);
        rows.all(connection).await?.iter().map(decision).collect()
    }

    /// Those of a day that somebody has made by hand, by order.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn decisions_by_hand(
        &mut self,
        day: jiff::civil::Date,
    ) -> Result<Vec<StoredDecision>, StoreError> {
        let (connection, coop) = self.parts();
        // Few of many: the others need not be read.
        let rows = sql("SELECT * FROM decision WHERE coop_id = $1 AND day = $2 \
             AND replaced_at IS NULL AND body LIKE '%\"by_hand\":%' ORDER BY order_id");
        let rows = rows.text("decision.coop_id", coop).day(day).all(connection).await?;
        let mut found = rows.iter().map(decision).collect::<Result<Vec<_>, _>>()?;
        found.retain(|stored| stored.decision.by_hand.is_some());
        Ok(found)
    }

    /// The same of all orders of a day that a plan decided about, by order.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn decisions_of_day(
        &mut self,
        day: jiff::civil::Date,
    ) -> Result<Vec<StoredDecision>, StoreError> {
        let (connection, coop) = self.parts();
        let rows = sql("SELECT * FROM decision WHERE coop_id = $1 AND day = $2 \
             AND replaced_at IS NULL ORDER BY order_id");
        let rows = rows.text("decision.coop_id", coop).day(day).all(connection).await?;
        rows.iter().map(decision).collect()
    }
}

impl Change {
    /// Keeps this in the place of the decision that stands about an order, which is its own but for what was done by hand.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn release(
        &mut self,
        order: &PostedOrder,
        decision: &Decision,
    ) -> Result<(), StoreError> {
        let statement = sql("UPDATE decision SET body = $3 WHERE coop_id = $1 AND order_id = $2 \
             AND replaced_at IS NULL")
        .text("decision.coop_id", &self.coop)
        .text("decision.order", &order.id)
        .json("decision.body", decision);
        self.write(statement).await?;
        self.order_event(EventKind::OrderPlanned, order).await
    }

    /// Keeps the decisions of a plan, which stand from now on in place of those of before about the same orders; and
    /// forgets what stood too long ago.
    pub(super) async fn replace_decisions(&mut self, new: &Publication) -> Result<(), StoreError> {
        let at = self.at();
        for decision in &new.decisions {
            let replaced = sql("UPDATE decision SET replaced_at = $3 \
                 WHERE coop_id = $1 AND order_id = $2 AND replaced_at IS NULL")
            .text("decision.coop_id", &self.coop)
            .text("decision.order", &decision.order)
            .instant(at);
            self.write(replaced).await?;
            let come = sql("INSERT INTO decision (coop_id, plan_id, order_id, day, body) \
                 VALUES ($1, $2, $3, $4, $5)")
            .text("decision.coop_id", &self.coop)
            .text("decision.plan", &new.plan)
            .text("decision.order", &decision.order)
            .day(new.day)
            .json("decision.body", decision);
            self.write(come).await?;
        }
        let long_ago = Timestamp::from_millis(at.as_millis().saturating_sub(KEPT_MS));
        let gone = sql("DELETE FROM decision WHERE coop_id = $1 AND replaced_at <= $2")
            .text("decision.coop_id", &self.coop)
            .instant(long_ago);
        self.write(gone).await?;
        Ok(())
    }
}

fn decision(row: &AnyRow) -> Result<StoredDecision, StoreError> {
    let cells = Cells::new(row, "decision", "order_id");
    Ok(StoredDecision {
        plan: cells.text("plan_id")?,
        decision: cells.json("body")?,
        replaced_at: cells.maybe_instant("replaced_at")?,
    })
}
