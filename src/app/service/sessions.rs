//! Signing in and out.

use super::{
    Actor, AppError, Service, checks::Checks, complaint::Submitted, password, throttle::Attempt,
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

/// How long a session lasts without being used: a courier's phone must not ask in the rain.
fn lasts(role: &Role) -> Seconds {
    match role {
        Role::Courier { .. } => Seconds::from_minutes(30 * 24 * HOUR_MIN),
        Role::Dispatcher | Role::Shop { .. } => Seconds::from_minutes(12 * HOUR_MIN),
    }
}

impl Service {
    /// Signs in, from an address on the network.
    ///
    /// # Errors
    ///
    /// [`AppError::WrongPassword`], whichever of both is wrong; [`AppError::Throttled`] after too
    /// many failures; complaints about what is missing.
    pub async fn sign_in(
        &self,
        submitted: Submitted<Credentials>,
        address: &str,
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
        let known = self.store.login(&login).await?;
        let hash = known.as_ref().map(|known| known.password_hash.clone());
        let fits = self
            .cpu
            .run(move || password::verify(&password, hash.as_deref().unwrap_or(password::DUMMY)))
            .await?;
        let known = known.filter(|_| fits).ok_or(AppError::WrongPassword)?;
        self.throttle.succeed(attempt);
        let token = password::token()?;
        let (session, lasts) = (password::token_hash(&token), lasts(&known.account.role));
        self.store.open_session(&session, &known.account, now, now + lasts).await?;
        Ok(SignedIn { token, lasts, actor: Actor { account: known.account, session } })
    }

    /// What is kept of a password.
    ///
    /// # Errors
    ///
    /// If the system has no random numbers, or there is too much to do.
    pub async fn hash_password(&self, password: String) -> Result<String, AppError> {
        self.cpu.run(move || password::hash(&password)).await?
    }

    /// Who shows this token.
    ///
    /// # Errors
    ///
    /// [`AppError::NotSignedIn`] if nobody may, or not any more.
    pub async fn session(&self, token: Option<&str>) -> Result<Actor, AppError> {
        let plain =
            |token: &&str| token.len() == 64 && token.bytes().all(|it| it.is_ascii_hexdigit());
        let session = password::token_hash(token.filter(plain).ok_or(AppError::NotSignedIn)?);
        let now = self.now();
        let known = self.store.session(&session, now).await?.ok_or(AppError::NotSignedIn)?;
        if known.seen_at + TOUCH <= now {
            let until = now + lasts(&known.account.role);
            self.store.touch_session(&session, now, until).await?;
        }
        Ok(Actor { account: known.account, session })
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
