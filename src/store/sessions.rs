//! Who is signed in. Sessions are no events: nobody's comings and goings are logged.

use super::{Store, StoreError, accounts::account, cells::Cells, statement::sql};
use crate::{domain::Account, units::Timestamp};

/// A browser that is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub account: Account,
    /// Since when.
    pub created_at: Timestamp,
    /// The first instant at which it is over.
    pub expires_at: Timestamp,
    /// When it was last used, as far as [`Store::touch_session`] was told.
    pub seen_at: Timestamp,
}

impl Store {
    /// Signs an account in. `token_hash` is the SHA-256 of the browser's token as text; the token
    /// itself must not come here.
    ///
    /// # Errors
    ///
    /// If the account is gone, the hash is there already, or the database does not answer.
    pub async fn open_session(
        &self,
        token_hash: &str,
        account: &Account,
        at: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin_write().await?;
        sql("INSERT INTO session (coop_id, token_hash, account_id, created_at, expires_at, \
             seen_at) VALUES ($1, $2, $3, $4, $5, $4)")
        .text("session.coop_id", &account.coop)
        .text("session.token_hash", token_hash)
        .text("session.account", &account.id)
        .instant(at)
        .instant(expires_at)
        .run(&mut transaction)
        .await?;
        Ok(transaction.commit().await?)
    }

    /// The session with this hash, unless it is over.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn session(
        &self,
        token_hash: &str,
        now: Timestamp,
    ) -> Result<Option<Session>, StoreError> {
        let mut connection = self.inner.read.acquire().await?;
        let row = sql("SELECT account.*, session.created_at, session.expires_at, session.seen_at \
             FROM session JOIN account ON account.coop_id = session.coop_id \
             AND account.id = session.account_id \
             WHERE session.token_hash = $1 AND session.expires_at > $2")
        .text("session.token_hash", token_hash)
        .instant(now)
        .one(&mut connection)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let cells = Cells::new(&row, "session", "id");
        Ok(Some(Session {
            account: account(&row)?,
            created_at: cells.instant("created_at")?,
            expires_at: cells.instant("expires_at")?,
            seen_at: cells.instant("seen_at")?,
        }))
    }

    /// Notes that a session was used, and how long it now lasts.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn touch_session(
        &self,
        token_hash: &str,
        at: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin_write().await?;
        sql("UPDATE session SET seen_at = $2, expires_at = $3 WHERE token_hash = $1")
            .text("session.token_hash", token_hash)
            .instant(at)
            .instant(expires_at)
            .run(&mut transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Signs a browser out; nothing happens if it is not signed in.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn close_session(&self, token_hash: &str) -> Result<(), StoreError> {
        let mut transaction = self.begin_write().await?;
        sql("DELETE FROM session WHERE token_hash = $1")
            .text("session.token_hash", token_hash)
            .run(&mut transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Signs an account out everywhere.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn close_sessions_of(&self, account: &Account) -> Result<(), StoreError> {
        let mut transaction = self.begin_write().await?;
        sql("DELETE FROM session WHERE coop_id = $1 AND account_id = $2")
            .text("session.coop_id", &account.coop)
            .text("session.account", &account.id)
            .run(&mut transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Forgets the sessions that are over; how many these were.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn sweep_sessions(&self, now: Timestamp) -> Result<u64, StoreError> {
        let mut transaction = self.begin_write().await?;
        let sweep = sql("DELETE FROM session WHERE expires_at <= $1");
        let swept = sweep.instant(now).run(&mut transaction).await?;
        transaction.commit().await?;
        Ok(swept)
    }
}
