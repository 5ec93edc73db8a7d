//! Accounts.

use super::{Change, Store, StoreError, Work, cells::Cells, statement::sql};
use crate::domain::{Account, EventKind, Role, Subject};
use sqlx::any::AnyRow;

/// An account with what proves its password.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// Who it is.
    pub account: Account,
    /// The password's hash, opaque to the store.
    pub password_hash: String,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Login").field("account", &self.account).finish_non_exhaustive()
    }
}

impl Store {
    /// Who signs in by this login, in whichever co-operative.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn login(&self, login: &str) -> Result<Option<Login>, StoreError> {
        let mut connection = self.inner.read.acquire().await?;
        let row = sql("SELECT * FROM account WHERE login = $1");
        let row = row.text("account.login", login).one(&mut connection).await?;
        let Some(row) = row else { return Ok(None) };
        let password_hash = Cells::new(&row, "account", "id").text("password")?;
        Ok(Some(Login { account: account(&row)?, password_hash }))
    }
}

impl<K> Work<K> {
    /// All accounts, by login.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn accounts(&mut self) -> Result<Vec<Account>, StoreError> {
        let rows = sql("SELECT * FROM account WHERE coop_id = $1 ORDER BY login");
        self.rows_of_coop(rows, account).await
    }

    /// An account.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or its row is damaged.
    pub async fn account(&mut self, id: &str) -> Result<Option<Account>, StoreError> {
        let row = sql("SELECT * FROM account WHERE coop_id = $1 AND id = $2");
        self.row_of_coop(row, id, account).await
    }
}

impl Change {
    /// Adds an account, or changes it with all that it is, its password too.
    ///
    /// # Errors
    ///
    /// If its login is someone else's, it is of another co-operative, its courier or shop is not
    /// there, or the database does not answer.
    pub async fn put_account(
        &mut self,
        account: &Account,
        password_hash: &str,
    ) -> Result<(), StoreError> {
        let (connection, coop) = self.parts();
        if account.coop != coop {
            return Err(StoreError::conflict("the account is of another co-operative"));
        }
        let same = sql("SELECT coop_id, id FROM account WHERE login = $1");
        if let Some(row) = same.text("account.login", &account.login).one(connection).await? {
            let cells = Cells::new(&row, "account", "id");
            if cells.text("coop_id")? != coop || cells.text("id")? != account.id {
                return Err(StoreError::conflict(format!("login `{}` is taken", account.login)));
            }
        }
        let (role, courier, shop) = match &account.role {
            Role::Dispatcher => ("dispatcher", None, None),
            Role::Courier { courier } => ("courier", Some(courier.as_str()), None),
            Role::Shop { shop } => ("shop", None, Some(shop.as_str())),
        };
        self.must_exist("courier", courier).await?;
        self.must_exist("shop", shop).await?;
        let statement = sql(
            "INSERT INTO account (coop_id, id, login, name, role, courier_id, shop_id, password) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (coop_id, id) DO UPDATE SET \
             login = excluded.login, name = excluded.name, role = excluded.role, \
             courier_id = excluded.courier_id, shop_id = excluded.shop_id, \
             password = excluded.password",
        )
        .text("account.coop_id", &self.coop)
        .text("account.id", &account.id)
        .text("account.login", &account.login)
        .text("account.name", &account.name)
        .text("account.role", role)
        .maybe_text("account.courier", courier)
        .maybe_text("account.shop", shop)
        .text("account.password", password_hash);
        self.write(statement).await?;
        let about = Subject { other: Some(account.id.clone()), ..Subject::default() };
        self.append(EventKind::AccountChanged, &about).await
    }

    /// Removes an account and signs it out everywhere.
    ///
    /// # Errors
    ///
    /// If it is not there, or the database does not answer.
    pub async fn delete_account(&mut self, id: &str) -> Result<(), StoreError> {
        let statement = sql("DELETE FROM session WHERE coop_id = $1 AND account_id = $2")
            .text("account.coop_id", &self.coop)
            .text("account.id", id);
        self.write(statement).await?;
        let statement = sql("DELETE FROM account WHERE coop_id = $1 AND id = $2")
            .text("account.coop_id", &self.coop)
            .text("account.id", id);
        if self.write(statement).await? == 0 {
            return Err(StoreError::not_found("account", id));
        }
        let about = Subject { other: Some(id.to_owned()), ..Subject::default() };
        self.append(EventKind::AccountChanged, &about).await
    }
}

pub(super) fn account(row: &AnyRow) -> Result<Account, StoreError> {
    let cells = Cells::new(row, "account", "id");
    let missing = |column| cells.corrupt(column, "it is missing for this role");
    let role = match cells.text("role")?.as_str() {
        "dispatcher" => Role::Dispatcher,
        "courier" => {
            let courier = cells.maybe_text("courier_id")?;
            Role::Courier { courier: courier.ok_or_else(|| missing("courier_id"))? }
        }
        "shop" => {
            Role::Shop { shop: cells.maybe_text("shop_id")?.ok_or_else(|| missing("shop_id"))? }
        }
        other => return Err(cells.corrupt("role", format!("there is no role `{other}`"))),
    };
    Ok(Account {
        id: cells.text("id")?,
        coop: cells.text("coop_id")?,
        login: cells.text("login")?,
        name: cells.text("name")?,
        role,
    })
}
