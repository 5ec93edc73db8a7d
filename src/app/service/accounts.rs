//! Who may sign in: made by whoever runs the server.

use super::{AppError, Clock, Complaints, checks::Checks, password};
use crate::{
    domain::{Account, Role},
    store::Store,
};

/// An account to make or change.
#[derive(Clone)]
pub struct NewAccount {
    /// What they type to sign in.
    pub login: String,
    /// What people call them; left out, the log-in.
    pub name: Option<String>,
    /// What they may do.
    pub role: Role,
    /// Their password.
    pub password: String,
}

impl std::fmt::Debug for NewAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewAccount").field("login", &self.login).finish_non_exhaustive()
    }
}

/// Characters of the shortest password that the account command takes.
pub const SHORTEST_PASSWORD: usize = 10;

/// Bytes of the longest one.
const LONGEST_PASSWORD: usize = 256;

/// Makes an account in a co-operative, or gives the one with its log-in a new name, role and
/// password; whoever was signed in by it is signed out.
///
/// # Errors
///
/// Complaints about the log-in or the password, or if the shop or courier is not there.
pub async fn put_account(
    store: &Store,
    coop: &str,
    clock: Clock,
    new: NewAccount,
) -> Result<Account, AppError> {
    let mut complaints = Complaints::default();
    let mut checks = Checks(&mut complaints);
    let login = checks.required("/login", Some(&new.login), 64).to_lowercase();
    let name = checks.text("/name", new.name.as_deref(), 120);
    let plain = |it: char| it.is_alphanumeric() || "-_.@+".contains(it);
    if !login.chars().all(plain) {
        let action = "write letters, digits and `-_.@+`";
        complaints.add("/login", "invalid", "has a character that a log-in cannot have", action);
    }
    let length = new.password.chars().count();
    if length < SHORTEST_PASSWORD {
        let cause = format!("the password has {length} characters");
        let action = format!("take one of {SHORTEST_PASSWORD} or more");
        complaints.add("/password", "too_short", cause, action);
    }
    if new.password.len() > LONGEST_PASSWORD {
        let cause = format!("the password is {} bytes long", new.password.len());
        let action = format!("take one of {LONGEST_PASSWORD} bytes at most");
        complaints.add("/password", "too_long", cause, action);
    }
    if !complaints.is_empty() {
        return Err(AppError::Invalid(complaints));
    }
    let known = store.login(&login).await?.map(|known| known.account);
    let new_id = || uuid::Uuid::now_v7().to_string();
    let account = Account {
        id: known.filter(|known| known.coop == coop).map_or_else(new_id, |known| known.id),
        coop: coop.to_owned(),
        name: if name.is_empty() { login.clone() } else { name },
        login,
        role: new.role,
    };
    let hash = tokio::task::spawn_blocking(move || password::hash(&new.password));
    let hash = hash.await.map_err(|error| AppError::Defect(error.to_string()))??;
    let mut change = store.change(coop, clock.now(), None).await?;
    change.put_account(&account, &hash).await?;
    change.commit().await?;
    store.close_sessions_of(&account).await?;
    Ok(account)
}

/// Removes the account with this log-in, and signs it out everywhere; what it did stays.
///
/// # Errors
///
/// If the co-operative has none, or the database does not answer.
pub async fn remove_account(
    store: &Store,
    coop: &str,
    clock: Clock,
    login: &str,
) -> Result<(), AppError> {
    let known = store.login(&login.to_lowercase()).await?.map(|known| known.account);
    let account = known.filter(|known| known.coop == coop);
    let account = account.ok_or_else(|| AppError::not_found("account", login))?;
    let mut change = store.change(coop, clock.now(), None).await?;
    change.delete_account(&account.id).await?;
    change.commit().await?;
    Ok(())
}
