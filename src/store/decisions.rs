//! Why plans put orders where they are.

use super::{Change, Publication, StoreError, Work, cells::Cells, statement::sql};
use crate::domain::{Decision, EventKind, PostedOrder};
use sqlx::any::AnyRow;

/// A decision with the plan that it is of.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredDecision {
    /// Id of the plan.
    pub plan: String,
    /// The decision.
    pub decision: Decision,
}

impl<K> Work<K> {
    /// Why an order is where the last plan that decided about it has put it.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn decision(&mut self, order: &str) -> Result<Option<StoredDecision>, StoreError> {
        let statement = sql("SELECT * FROM decision WHERE coop_id = $1 AND order_id = $2");
        self.row_of_coop(statement, order, decision).await
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
             AND body LIKE '%\"by_hand\":%' ORDER BY order_id");
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
        let rows = sql("SELECT * FROM decision WHERE coop_id = $1 AND day = $2 ORDER BY order_id");
        let rows = rows.text("decision.coop_id", coop).day(day).all(connection).await?;
        rows.iter().map(decision).collect()
    }
}

impl Change {
    /// Keeps this in the place of the decision about an order, which is its own but for what was done by hand.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn release(
        &mut self,
        order: &PostedOrder,
        decision: &Decision,
    ) -> Result<(), StoreError> {
        let statement = sql("UPDATE decision SET body = $3 WHERE coop_id = $1 AND order_id = $2")
            .text("decision.coop_id", &self.coop)
            .text("decision.order", &order.id)
            .json("decision.body", decision);
        self.write(statement).await?;
        self.order_event(EventKind::OrderPlanned, order).await
    }

    /// Keeps the decisions of a plan, in place of those of before about the same orders. Nobody has ridden by
    /// these: an order that was fetched is none that a plan decides about.
    pub(super) async fn replace_decisions(&mut self, new: &Publication) -> Result<(), StoreError> {
        for decision in &new.decisions {
            let gone = sql("DELETE FROM decision WHERE coop_id = $1 AND order_id = $2")
                .text("decision.coop_id", &self.coop)
                .text("decision.order", &decision.order);
            self.write(gone).await?;
            let come = sql("INSERT INTO decision (coop_id, plan_id, order_id, day, body) \
                 VALUES ($1, $2, $3, $4, $5)")
            .text("decision.coop_id", &self.coop)
            .text("decision.plan", &new.plan)
            .text("decision.order", &decision.order)
            .day(new.day)
            .json("decision.body", decision);
            self.write(come).await?;
        }
        Ok(())
    }
}

fn decision(row: &AnyRow) -> Result<StoredDecision, StoreError> {
    let cells = Cells::new(row, "decision", "order_id");
    Ok(StoredDecision { plan: cells.text("plan_id")?, decision: cells.json("body")? })
}
