//! Signing in and out.

use super::{
    Actor, AppError, Lane, Service, checks::Checks, complaint::Submitted, password,
    throttle::Attempt,
};
use crate::{
    domain::{Account, Role, Shop},
    store::StoredCoop,
    units::{Seconds, Timestamp},
};

/// Who is signed in, and for whom.
#[derive(Clone, Debug)]
pub struct Me {
    /// Who.
    pub account: Account,
    /// For which co-operative.
    pub coop: StoredCoop,
    /// For which shop.
    pub shop: Option<Shop>,
    /// What the clock shows.
    pub now: Timestamp,
}

/// A session that has just begun.
#[derive(Debug)]
pub struct SignedIn {
    /// What its browser must show to go on with it.
    pub token: String,
    /// How long it lasts unless it is used.
    pub lasts: Seconds,
    /// Whose it is.
    pub actor: Actor,
}

/// A session that is used.
#[derive(Debug)]
pub struct Used {
    /// Whose it is.
    pub actor: Actor,
    /// How long it lasts unless it is used again.
    pub lasts: Seconds,
    /// Does it last longer by this use? Its browser must hear of it.
    pub renewed: bool,
}

/// What someone types to sign in.
#[derive(Clone, Default)]
pub struct Credentials {
    /// Their log-in.
    pub login: Option<String>,
    /// Their password.
    pub password: Option<String>,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").finish_non_exhaustive()
    }
}

const HOUR_MIN: u32 = 60;

/// A session in use is written down at most so often.
const TOUCH: Seconds = Seconds::from_minutes(5);

const DAY_MIN: u32 = 24 * HOUR_MIN;

/// When a session of a role is over that began at one instant and is used at another: a courier's
/// phone must not ask in the rain, but no session lasts for ever.
fn end(role: &Role, begun_at: Timestamp, used_at: Timestamp) -> Timestamp {
    let (unused_min, most_min) = match role {
        Role::Courier { .. } => (30 * DAY_MIN, 90 * DAY_MIN),
        Role::Dispatcher | Role::Shop { .. } => (12 * HOUR_MIN, 7 * DAY_MIN),
    };
    let most = begun_at + Seconds::from_minutes(most_min);
    most.min(used_at + Seconds::from_minutes(unused_min))
}

fn is_token(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|it| it.is_ascii_hexdigit())
}

impl Service {
    /// Signs in, from an address on the network. The session of the token that was shown, if any,
    /// ends: the browser forgets it.
    ///
    /// # Errors
    ///
    /// [`AppError::WrongPassword`], whichever of both is wrong; [`AppError::Throttled`] after too
    /// many failures; complaints about what is missing.
    pub async fn sign_in(
        &self,
        submitted: Submitted<Credentials>,
        address: &str,
        shown: Option<&str>,
    ) -> Result<SignedIn, AppError> {
        let Submitted { draft: Credentials { login, password }, mut complaints } = submitted;
        let mut checks = Checks(&mut complaints);
        let login = checks.required("/login", login.as_deref(), 64).to_lowercase();
        let password = checks.needed("/password", password).unwrap_or_default();
        if password.len() > 256 {
            complaints.add("/password", "too_long", "is too long", "write 256 bytes at most");
        }
        if !complaints.is_empty() {
            return Err(AppError::Invalid(complaints));
        }
        let now = self.now();
        let attempt = Attempt::new(&login, address);
        let throttled = |retry_s| AppError::Throttled { retry_s };
        self.throttle.begin(attempt, now).map_err(throttled)?;
        // What nobody has looked at is no failure.
        let known = self.proven(&login, password).await;
        let known = known.inspect_err(|_| self.throttle.withdraw(attempt))?;
        let account = known.ok_or(AppError::WrongPassword)?;
        self.throttle.succeed(attempt);
        if let Some(shown) = shown.filter(|shown| is_token(shown)) {
            self.store.close_session(&password::token_hash(shown)).await?;
        }
        let token = password::token()?;
        let (session, until) = (password::token_hash(&token), end(&account.role, now, now));
        self.store.open_session(&session, &account, now, until).await?;
        let lasts = until.seconds_since(now);
        Ok(SignedIn { token, lasts, actor: Actor { account, session } })
    }

    /// Whose log-in and password these are.
    async fn proven(&self, login: &str, password: String) -> Result<Option<Account>, AppError> {
        let known = self.store.login(login).await?;
        let hash = known.as_ref().map(|known| known.password_hash.clone());
        let verify =
            move || password::verify(&password, hash.as_deref().unwrap_or(password::DUMMY));
        let fits = self.cpu.run_in(Lane::Passwords, verify).await?;
        Ok(known.filter(|_| fits).map(|known| known.account))
    }

    /// What is kept of a password.
    ///
    /// # Errors
    ///
    /// If the system has no random numbers, or there is too much to do.
    pub async fn hash_password(&self, password: String) -> Result<String, AppError> {
        self.cpu.run_in(Lane::Passwords, move || password::hash(&password)).await?
    }

    /// Who shows this token, and how long their session now lasts.
    ///
    /// # Errors
    ///
    /// [`AppError::NotSignedIn`] if nobody may, or not any more.
    pub async fn session(&self, token: Option<&str>) -> Result<Used, AppError> {
        let token = token.filter(|token| is_token(token)).ok_or(AppError::NotSignedIn)?;
        let session = password::token_hash(token);
        let now = self.now();
        let known = self.store.session(&session, now).await?.ok_or(AppError::NotSignedIn)?;
        let renewed = known.seen_at + TOUCH <= now;
        let mut until = known.expires_at;
        if renewed {
            until = end(&known.account.role, known.created_at, now);
            self.store.touch_session(&session, now, until).await?;
        }
        let actor = Actor { account: known.account, session };
        Ok(Used { actor, lasts: until.seconds_since(now), renewed })
    }

    /// Is a session that was there still there?
    pub async fn is_signed_in(&self, actor: &Actor) -> bool {
        // While the database does not answer, nobody is signed out.
        self.store.session(&actor.session, self.now()).await.map_or(true, |it| it.is_some())
    }

    /// Ends a session.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn sign_out(&self, actor: &Actor) -> Result<(), AppError> {
        Ok(self.store.close_session(&actor.session).await?)
    }

    /// Who someone is.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn me(&self, actor: &Actor) -> Result<Me, AppError> {
        let mut view = self.store.view(actor.coop()).await?;
        let shop = match &actor.account.role {
            Role::Shop { shop } => view.shop(shop).await?,
            Role::Dispatcher | Role::Courier { .. } => None,
        };
        let coop = view.coop().await?;
        Ok(Me { account: actor.account.clone(), coop, shop, now: self.now() })
    }
}
