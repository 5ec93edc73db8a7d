//! Why a use case did not do what was asked.

use super::{
    Complaints,
    labour::{self, Unlawful},
};
use crate::{app::PlanError, store::StoreError};

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no session, or it is over.
    #[error("you are not signed in, or your session is over; sign in")]
    NotSignedIn,
    /// Log-in and password do not go together.
    #[error(
        "there is no such log-in with this password; look for a slip of the keys and try again"
    )]
    WrongPassword,
    /// Too many attempts have failed.
    #[error("too many failed attempts to sign in; wait {retry_s} s and try again")]
    Throttled {
        /// How many seconds to wait.
        retry_s: u32,
    },
    /// The role may not do this.
    #[error("your role may not do this; ask a dispatcher of your co-operative")]
    Forbidden,
    /// There is no such thing, or not for the one who asks.
    #[error("there is no {what} {id}; look whether the id is right and whether it was removed")]
    NotFound {
        /// What kind of thing.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// What was said has mistakes.
    #[error("what was sent has mistakes, each told below; correct them and send it again")]
    Invalid(Complaints),
    /// As things stand, it cannot be done.
    #[error("{cause}; {action}")]
    Conflict {
        /// A stable word for the kind of conflict.
        code: &'static str,
        /// What stands in the way.
        cause: String,
        /// What to do.
        action: String,
    },
    /// The law forbids it.
    #[error("the law does not allow this: {}; change the hours, the day or who works", labour::told(.0))]
    Unlawful(Vec<Unlawful>),
    /// There is too much to do.
    #[error("the server has too much to do right now; wait {retry_s} s and try again")]
    Busy {
        /// How many seconds to wait.
        retry_s: u32,
    },
    /// The day cannot be planned.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The database did not do what was asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A mistake of ours.
    #[error("Musette made a mistake: {0}; please report this")]
    Defect(String),
}

impl AppError {
    pub(super) fn not_found(what: &'static str, id: impl Into<String>) -> Self {
        Self::NotFound { what, id: id.into() }
    }

    pub(super) fn conflict(
        code: &'static str,
        cause: impl Into<String>,
        action: impl Into<String>,
    ) -> Self {
        Self::Conflict { code, cause: cause.into(), action: action.into() }
    }
}
