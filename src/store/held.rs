//! Orders that a place is held for.

use super::{Change, Store, StoreError, Work, cells::Cells, statement::sql};
use crate::{
    domain::{EventKind, HeldOrder, Subject},
    units::Timestamp,
};
use sqlx::any::AnyRow;

impl Store {
    /// Removes what nobody confirmed in time, of all co-operatives.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn sweep_held_orders(&self, now: Timestamp) -> Result<(), StoreError> {
        let mut transaction = self.begin_write().await?;
        sql("DELETE FROM held_order WHERE expires_at <= $1")
            .instant(now)
            .run(&mut transaction)
            .await?;
        Ok(transaction.commit().await?)
    }
}

impl<K> Work<K> {
    /// An order that a place is, or was, held for.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or its row is damaged.
    pub async fn held_order(&mut self, id: &str) -> Result<Option<HeldOrder>, StoreError> {
        let row = sql("SELECT * FROM held_order WHERE coop_id = $1 AND id = $2");
        self.row_of_coop(row, id, held).await
    }

    /// The orders of a day that a place is held for at this moment, the first asked for first.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn held_orders(
        &mut self,
        day: jiff::civil::Date,
        now: Timestamp,
    ) -> Result<Vec<HeldOrder>, StoreError> {
        let (connection, coop) = self.parts();
        let rows = sql("SELECT * FROM held_order WHERE coop_id = $1 AND day = $2 \
             AND expires_at > $3 ORDER BY id");
        let rows = rows.text("held_order.coop_id", coop).day(day).instant(now);
        rows.all(connection).await?.iter().map(held).collect()
    }

    /// For how many orders an account holds places at this moment.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn held_by(&mut self, account: &str, now: Timestamp) -> Result<usize, StoreError> {
        let (connection, coop) = self.parts();
        let rows = sql("SELECT id FROM held_order WHERE coop_id = $1 AND account_id = $2 \
             AND expires_at > $3");
        let rows = rows.text("held_order.coop_id", coop).text("held_order.account", account);
        Ok(rows.instant(now).all(connection).await?.len())
    }
}

impl Change {
    /// Holds a place for an order.
    ///
    /// # Errors
    ///
    /// If its id is taken, its shop is not there, a text cannot be kept, or the database does not answer.
    pub async fn hold_order(&mut self, held: &HeldOrder) -> Result<(), StoreError> {
        let HeldOrder { order, account, expires_at } = held;
        self.must_exist("shop", order.shop.as_deref()).await?;
        let statement = sql("INSERT INTO held_order (coop_id, id, shop_id, account_id, day, \
             expires_at, body) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING")
        .text("held_order.coop_id", &self.coop)
        .text("held_order.id", &order.id)
        .maybe_text("held_order.shop", order.shop.as_deref())
        .text("held_order.account", account)
        .day(order.day)
        .instant(*expires_at)
        .json("held_order.body", order);
        if self.write(statement).await? == 0 {
            return Err(StoreError::conflict(format!("there is a held order `{}`", order.id)));
        }
        self.held_event(EventKind::QuoteHeld, held).await
    }

    /// Lets a place go.
    ///
    /// # Errors
    ///
    /// If it is not there, or the database does not answer.
    pub async fn release_order(&mut self, held: &HeldOrder) -> Result<(), StoreError> {
        self.remove_held(held).await?;
        self.held_event(EventKind::QuoteReleased, held).await
    }

    /// Posts an order that a place was held for, and says that it is promised: plans put it before orders that
    /// nobody was promised anything about.
    ///
    /// # Errors
    ///
    /// As [`Self::insert_order`], or if no place is held for it.
    pub async fn confirm_order(&mut self, held: &HeldOrder) -> Result<(), StoreError> {
        self.remove_held(held).await?;
        self.insert_order(&held.order).await?;
        self.order_event(EventKind::OrderPromised, &held.order).await
    }

    async fn remove_held(&mut self, held: &HeldOrder) -> Result<(), StoreError> {
        let delete = sql("DELETE FROM held_order WHERE coop_id = $1 AND id = $2")
            .text("held_order.coop_id", &self.coop)
            .text("held_order.id", &held.order.id);
        if self.write(delete).await? == 0 {
            return Err(StoreError::not_found("quote", &held.order.id));
        }
        Ok(())
    }

    async fn held_event(&mut self, kind: EventKind, held: &HeldOrder) -> Result<(), StoreError> {
        let HeldOrder { order, .. } = held;
        let about = Subject {
            day: Some(order.day),
            shop: order.shop.clone(),
            other: Some(order.id.clone()),
            ..Subject::default()
        };
        self.append(kind, &about).await
    }
}

fn held(row: &AnyRow) -> Result<HeldOrder, StoreError> {
    let cells = Cells::new(row, "held_order", "id");
    let (account, expires_at) = (cells.text("account_id")?, cells.instant("expires_at")?);
    Ok(HeldOrder { order: cells.json("body")?, account, expires_at })
}
