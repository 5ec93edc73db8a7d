//! Reading and changing the rows of one co-operative in one transaction.

use super::{
    Store, StoreError,
    cells::Cells,
    open::Inner,
    statement::{Statement, sql, word},
};
use crate::{
    domain::{EventKind, Subject},
    units::Timestamp,
};
use sqlx::{Any, AnyConnection, Transaction, any::AnyRow};
use std::sync::Arc;

/// One transaction on the rows of one co-operative. What is read in it is of one moment.
///
/// It holds a connection, and a [`Change`] keeps all other writers of the co-operative (SQLite: of
/// the file) waiting: compute elsewhere.
pub struct Work<K> {
    pub(super) transaction: Transaction<'static, Any>,
    pub(super) coop: String,
    kind: K,
}

/// The kind of [`Work`] that only reads.
#[derive(Debug)]
pub struct Reading(());

/// The kind of [`Work`] that writes.
pub struct Writing {
    inner: Arc<Inner>,
    /// The event before this change.
    before: i64,
    /// The last event, counting those of this change.
    last: i64,
    /// Rows were changed, but the event that tells of it is still to come.
    half: bool,
    at: Timestamp,
    account: Option<String>,
}

/// Reads of one moment.
pub type View = Work<Reading>;

/// Reads and writes that happen together or not at all: without [`Change::commit`] nothing is
/// kept. A refusal before anything was written does no harm; after an error in the midst of a write
/// it can no longer be committed.
pub type Change = Work<Writing>;

impl Store {
    /// Begins to read the rows of a co-operative, all as they are at one moment.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn view(&self, coop: &str) -> Result<View, StoreError> {
        let Inner { read, sqlite, .. } = &*self.inner;
        let begin =
            if *sqlite { "BEGIN" } else { "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY" };
        let transaction = read.begin_with(begin).await?;
        Ok(Work { transaction, coop: coop.to_owned(), kind: Reading(()) })
    }

    /// Begins to change a co-operative, as `account` or, with `None`, as Musette itself. Waits until
    /// no other change of it is under way.
    ///
    /// # Errors
    ///
    /// If there is no such co-operative, or the database does not answer.
    pub async fn change(
        &self,
        coop: &str,
        at: Timestamp,
        account: Option<&str>,
    ) -> Result<Change, StoreError> {
        let mut transaction = self.begin_write().await?;
        let raise = sql("UPDATE coop SET seq = seq + 1 WHERE id = $1 RETURNING id, seq");
        let row = raise.text("coop.id", coop).one(&mut transaction).await?;
        let row = row.ok_or_else(|| StoreError::not_found("co-operative", coop))?;
        let before = Cells::new(&row, "coop", "id").int("seq")?.saturating_sub(1);
        Ok(self.writing(transaction, coop, before, at, account))
    }

    pub(super) async fn begin_write(&self) -> Result<Transaction<'static, Any>, StoreError> {
        // A plain BEGIN would fail on SQLite if another process writes between its read and write.
        let begin = if self.inner.sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" };
        Ok(self.inner.write.begin_with(begin).await?)
    }

    pub(super) fn writing(
        &self,
        transaction: Transaction<'static, Any>,
        coop: &str,
        before: i64,
        at: Timestamp,
        account: Option<&str>,
    ) -> Change {
        let (inner, account) = (Arc::clone(&self.inner), account.map(str::to_owned));
        let kind = Writing { inner, before, last: before, half: false, at, account };
        Work { transaction, coop: coop.to_owned(), kind }
    }
}

impl<K> Work<K> {
    /// Id of the co-operative.
    #[must_use]
    pub fn coop_id(&self) -> &str {
        &self.coop
    }

    /// The connection and the id of the co-operative.
    pub(super) fn parts(&mut self) -> (&mut AnyConnection, &str) {
        (&mut self.transaction, &self.coop)
    }

    /// All rows of a statement that takes only the co-operative's id.
    pub(super) async fn rows_of_coop<T>(
        &mut self,
        statement: Statement,
        read: impl Fn(&AnyRow) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let (connection, coop) = self.parts();
        let rows = statement.text("coop_id", coop).all(connection).await?;
        rows.iter().map(read).collect()
    }

    /// The row of a statement that takes the co-operative's id and one of the thing itself.
    pub(super) async fn row_of_coop<T>(
        &mut self,
        statement: Statement,
        id: &str,
        read: impl Fn(&AnyRow) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let (connection, coop) = self.parts();
        let row = statement.text("coop_id", coop).text("id", id).one(connection).await?;
        row.as_ref().map(read).transpose()
    }
}

impl Change {
    /// When it happens.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        self.kind.at
    }

    /// Id of the account that does it.
    #[must_use]
    pub fn account_id(&self) -> Option<&str> {
        self.kind.account.as_deref()
    }

    /// Number of the next event.
    pub(super) fn next_seq(&self) -> i64 {
        self.kind.last + 1
    }

    /// Runs a statement that writes; how many rows it changed. Until an event tells of it, the
    /// change is but half done.
    pub(super) async fn write(&mut self, statement: Statement) -> Result<u64, StoreError> {
        let changed = statement.run(&mut self.transaction).await;
        self.kind.half |= !matches!(changed, Ok(0) | Err(StoreError::Refused { .. }));
        changed
    }

    /// Bars the commit if this is an error.
    pub(super) fn whole<T>(&mut self, outcome: Result<T, StoreError>) -> Result<T, StoreError> {
        self.kind.half |= outcome.is_err();
        outcome
    }

    /// Adds an event.
    pub(super) async fn append(
        &mut self,
        kind: EventKind,
        about: &Subject,
    ) -> Result<(), StoreError> {
        self.kind.last += 1;
        let Writing { last, at, account, .. } = &self.kind;
        let statement =
            sql("INSERT INTO event (coop_id, seq, at, kind, day, order_id, shop_id, round_id, \
             courier_id, stop, other_id, account_id) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
            .text("event.coop_id", &self.coop)
            .int(*last)
            .instant(*at)
            .text("event.kind", &word(&kind))
            .maybe_text("event.day", about.day.map(|day| day.to_string()).as_deref())
            .maybe_text("event.order", about.order.as_deref())
            .maybe_text("event.shop", about.shop.as_deref())
            .maybe_text("event.round", about.round.as_deref())
            .maybe_text("event.courier", about.courier.as_deref())
            .maybe_int(about.stop.map(i64::from))
            .maybe_text("event.other", about.other.as_deref())
            .maybe_text("event.account", account.as_deref());
        self.write(statement).await?;
        self.kind.half = false;
        Ok(())
    }

    /// Makes it so, and tells those who watch; the number of the co-operative's last event. When
    /// this returns, the change is on the disk.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or one of the writes has failed. Nothing is kept then,
    /// unless the connection broke at the very moment of the commit.
    pub async fn commit(mut self) -> Result<i64, StoreError> {
        let Writing { inner, before, last, half, .. } = self.kind;
        if half {
            return Err(StoreError::conflict("a write of this change failed before its end"));
        }
        // Always run: PostgreSQL would answer a COMMIT after a failed statement with a silent
        // rollback, but refuses this.
        sql("UPDATE coop SET seq = $2 WHERE id = $1")
            .text("coop.id", &self.coop)
            .int(last)
            .run(&mut self.transaction)
            .await?;
        self.transaction.commit().await?;
        if last > before {
            inner.watches.tell(&self.coop, last);
        }
        Ok(last)
    }
}
