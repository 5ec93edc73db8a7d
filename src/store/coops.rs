//! Co-operatives.

use super::{Store, StoreError, Work, cells::Cells, statement::sql};
use crate::{
    domain::{EventKind, Subject},
    units::Timestamp,
};
use sqlx::any::AnyRow;

/// A co-operative as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCoop {
    /// Opaque id, unique on the server.
    pub id: String,
    /// Its name.
    pub name: String,
    /// IANA time zone of its local times, such as `Europe/Paris`.
    pub zone: String,
}

impl Store {
    /// All co-operatives of the server, by id.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn coops(&self) -> Result<Vec<StoredCoop>, StoreError> {
        let mut connection = self.inner.read.acquire().await?;
        let rows = sql("SELECT * FROM coop ORDER BY id").all(&mut connection).await?;
        rows.iter().map(coop).collect()
    }

    /// Sets up a co-operative, with its first event.
    ///
    /// # Errors
    ///
    /// If its id is taken, or the database does not answer.
    pub async fn create_coop(&self, coop: &StoredCoop, at: Timestamp) -> Result<(), StoreError> {
        let mut transaction = self.begin_write().await?;
        let inserted = sql("INSERT INTO coop (id, name, zone, seq) VALUES ($1, $2, $3, 0) \
             ON CONFLICT DO NOTHING")
        .text("coop.id", &coop.id)
        .text("coop.name", &coop.name)
        .text("coop.zone", &coop.zone)
        .run(&mut transaction)
        .await?;
        if inserted == 0 {
            return Err(StoreError::conflict(format!("there is a co-operative `{}`", coop.id)));
        }
        let mut change = self.writing(transaction, &coop.id, 0, at, None);
        change.append(EventKind::CoopCreated, &Subject::default()).await?;
        change.commit().await?;
        Ok(())
    }
}

impl<K> Work<K> {
    /// The co-operative itself.
    ///
    /// # Errors
    ///
    /// If it is not there, the database does not answer, or its row is damaged.
    pub async fn coop(&mut self) -> Result<StoredCoop, StoreError> {
        let (connection, id) = self.parts();
        let row = sql("SELECT * FROM coop WHERE id = $1").text("coop.id", id);
        let row = row.one(connection).await?;
        coop(&row.ok_or_else(|| StoreError::not_found("co-operative", id))?)
    }
}

fn coop(row: &AnyRow) -> Result<StoredCoop, StoreError> {
    let cells = Cells::new(row, "coop", "id");
    Ok(StoredCoop { id: cells.text("id")?, name: cells.text("name")?, zone: cells.text("zone")? })
}
