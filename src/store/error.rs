//! What can go wrong with a database.

use sqlx::error::ErrorKind;
use std::path::PathBuf;

/// What to do about those who refer to a thing.
fn way_out(by: &str) -> &'static str {
    match by {
        "shifts" => "remove these first",
        // Nobody can remove an order, a round or an account.
        _ => "keep it",
    }
}

/// Why a database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The URL names no database that Musette can use.
    #[error(
        "cannot use the database URL `{url}`: {cause}; write sqlite:path/to/file.sqlite or postgres://user@host/database"
    )]
    Url {
        /// The URL, without its password.
        url: String,
        /// What is wrong with it.
        cause: String,
    },
    /// There is no such file, and none is to be made.
    #[error("there is no file {}; write the URL of a database that `musette serve` uses", path.display())]
    NoFile {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The database cannot be reached, or not now.
    #[error("the database does not answer: {cause}; {action}")]
    Unavailable {
        /// What happened.
        cause: String,
        /// What one can do about it.
        action: &'static str,
    },
    /// A later Musette has changed the database's tables.
    #[error(
        "the database was written by a later Musette (its tables are of version {version}); start that version, or restore a backup made before it"
    )]
    Newer {
        /// Number of the migration that this Musette does not know.
        version: i64,
    },
    /// The tables could not be brought to the form that this Musette needs.
    #[error(
        "cannot bring the database's tables up to date: {cause}; nothing of this step was kept: remove the cause and start again"
    )]
    Migration {
        /// What happened.
        cause: String,
    },
    /// There is no such thing in this co-operative.
    #[error("there is no {what} `{id}`")]
    NotFound {
        /// What kind of thing.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// It cannot go while others refer to it.
    #[error("{what} `{id}` cannot be removed: {by} refer to it; {}", way_out(by))]
    InUse {
        /// What kind of thing.
        what: &'static str,
        /// Its id.
        id: String,
        /// What refers to it, in the plural, such as `shifts`.
        by: &'static str,
    },
    /// It does not agree with what is there by now.
    #[error("{what}; read it again and decide anew")]
    Conflict {
        /// What does not agree.
        what: String,
    },
    /// A value that a database cannot keep.
    #[error("{column} cannot be kept: {cause}; leave it out")]
    Refused {
        /// Which value, such as `order.reference`.
        column: &'static str,
        /// What is wrong with it.
        cause: &'static str,
    },
    /// A row that Musette cannot have written.
    #[error(
        "{table}.{column} of `{id}` cannot be read: {cause}; someone else has written to the database: repair this row or restore a backup"
    )]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: String,
        /// Id of the row.
        id: String,
        /// What is wrong with it.
        cause: String,
    },
    /// The database refused, for a reason that no caller can cause.
    #[error("the database refused: {0}; this is a mistake in Musette, please report it")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl StoreError {
    pub(super) fn not_found(what: &'static str, id: &str) -> Self {
        Self::NotFound { what, id: id.to_owned() }
    }

    pub(super) fn conflict(what: impl Into<String>) -> Self {
        Self::Conflict { what: what.into() }
    }
}

/// SQLite's result codes, without their extensions, for what the machine and not Musette does wrong.
fn sqlite_trouble(code: &str) -> Option<&'static str> {
    match code.parse::<i64>().ok()? & 0xff {
        5 | 6 => Some("another program holds the file: stop it, or try again"),
        8 => Some("the file or its folder cannot be written: change its owner or mode"),
        10 => Some("the disk fails: look at the system's log"),
        13 => Some("the disk is full: make room"),
        14 => Some("look whether its folder is there and may be written"),
        11 | 26 => Some("the file is damaged or is no SQLite database: restore a backup"),
        _ => None,
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let unavailable = |action| Self::Unavailable { cause: error.to_string(), action };
        match &error {
            sqlx::Error::Database(told) => match told.kind() {
                ErrorKind::UniqueViolation => {
                    Self::conflict(format!("it is there already ({told})"))
                }
                ErrorKind::ForeignKeyViolation => Self::conflict(format!(
                    "what it refers to is gone, or it is referred to ({told})"
                )),
                _ => {
                    // SQLite's codes are numbers, PostgreSQL's have five characters.
                    let code = told.code().unwrap_or_default();
                    let postgres = (code.len() == 5).then(|| match &code[..2] {
                        "08" | "53" | "57" | "58" => Some("look at the server's log"),
                        "28" | "3D" => Some("correct the user, password or database in its URL"),
                        "40" => Some("try again"),
                        _ => None,
                    });
                    let action = postgres.unwrap_or_else(|| sqlite_trouble(&code));
                    match action {
                        Some(action) => unavailable(action),
                        None => Self::Failed(Box::new(error)),
                    }
                }
            },
            sqlx::Error::PoolTimedOut => unavailable("it is busy: try again"),
            sqlx::Error::PoolClosed => unavailable("Musette is stopping"),
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::WorkerCrashed => {
                unavailable("look whether it runs and can be reached")
            }
            _ => Self::Failed(Box::new(error)),
        }
    }
}
