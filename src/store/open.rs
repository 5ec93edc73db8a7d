//! Opening a database.

use super::{StoreError, address::Address, watch::Watches};
use sqlx::{
    AnyConnection, AnyPool, Connection as _, Row as _,
    any::{AnyConnectOptions, AnyPoolOptions},
    migrate::{MigrateError, Migrator},
    raw_sql,
};
use std::{fs::OpenOptions, path::Path, sync::Arc, time::Duration};

static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long one waits for a connection, or for another writer.
const PATIENCE: Duration = Duration::from_secs(10);

/// A database, open. Clones share it.
#[derive(Clone)]
pub struct Store {
    pub(super) inner: Arc<Inner>,
}

pub(super) struct Inner {
    pub(super) write: AnyPool,
    pub(super) read: AnyPool,
    pub(super) sqlite: bool,
    pub(super) watches: Watches,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("sqlite", &self.inner.sqlite).finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the database at `url`, which is `sqlite:PATH` (the file is made if it is missing; its
    /// folder is not) or `postgres://…`, and brings its tables up to date. Must be called within a
    /// tokio runtime.
    ///
    /// # Errors
    ///
    /// If the URL is wrong, the database cannot be reached, or its tables are not ours or of a later
    /// Musette.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_at(Address::read(url)?).await
    }

    /// The same of a database that is there: no file is made.
    ///
    /// # Errors
    ///
    /// As [`Self::open`], or [`StoreError::NoFile`].
    pub async fn open_existing(url: &str) -> Result<Self, StoreError> {
        let address = Address::read(url)?;
        match address.file.as_deref() {
            Some(file) if !file.is_file() => Err(StoreError::NoFile { path: file.to_owned() }),
            _ => Self::open_at(address).await,
        }
    }

    async fn open_at(address: Address) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let Address { options, sqlite, file } = address;
        if let Some(file) = file {
            make_private(&file);
        }
        // A pool tries again and again and then says only that time is up.
        let connect = tokio::time::timeout(PATIENCE, AnyConnection::connect_with(&options));
        let mut first = connect.await.map_err(|_| sqlx::Error::PoolTimedOut)??;
        if sqlite {
            raw_sql(SQLITE_WRITER).execute(&mut first).await?;
        }
        MIGRATIONS.run(&mut first).await.map_err(not_migrated)?;
        first.close().await?;
        let (write, read) = if sqlite {
            // More than one writer would only wait in SQLite instead of in the pool.
            (pool(&options, 1, SQLITE_WRITER).await?, pool(&options, 4, SQLITE_READER).await?)
        } else {
            (pool(&options, 4, "").await?, pool(&options, 8, "").await?)
        };
        let inner = Arc::new(Inner { write, read, sqlite, watches: Watches::default() });
        super::watch::keep_looking(&inner);
        Ok(Self { inner })
    }

    /// How the database is set: names and values of what decides whether an acknowledged write
    /// survives a crash.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn settings(&self) -> Result<Vec<(&'static str, String)>, StoreError> {
        let questions: &[(&str, &str)] = if self.inner.sqlite {
            &[
                ("journal_mode", "PRAGMA journal_mode"),
                ("synchronous", "PRAGMA synchronous"),
                ("foreign_keys", "PRAGMA foreign_keys"),
                ("busy_timeout", "PRAGMA busy_timeout"),
            ]
        } else {
            &[
                ("server_version", "SHOW server_version"),
                ("synchronous_commit", "SHOW synchronous_commit"),
                ("fsync", "SHOW fsync"),
            ]
        };
        let mut connection = self.inner.write.acquire().await?;
        let mut settings = Vec::new();
        for &(name, question) in questions {
            let row = sqlx::query(question).fetch_one(&mut *connection).await?;
            let number = || row.try_get::<i64, _>(0).map(|number| number.to_string());
            settings.push((name, row.try_get(0).or_else(|_| number())?));
        }
        Ok(settings)
    }

    /// Waits for what is under way and closes all connections.
    pub async fn close(&self) {
        self.inner.write.close().await;
        self.inner.read.close().await;
    }
}

/// Makes a database file that is missing, for its owner alone: it holds where people live. `SQLite`
/// gives the files beside it the same rights. What goes wrong, `SQLite` will say.
fn make_private(file: &Path) {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let _ = options.open(file);
}

/// An acknowledged write is on the disk.
const SQLITE_WRITER: &str = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; \
     PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";

const SQLITE_READER: &str =
    "PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA query_only = ON;";

async fn pool(
    options: &AnyConnectOptions,
    connections: u32,
    setup: &'static str,
) -> Result<AnyPool, sqlx::Error> {
    let pool = AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                if !setup.is_empty() {
                    raw_sql(setup).execute(connection).await?;
                }
                Ok(())
            })
        });
    pool.connect_with(options.clone()).await
}

fn not_migrated(error: MigrateError) -> StoreError {
    match error {
        MigrateError::VersionMissing(version) => StoreError::Newer { version },
        MigrateError::Execute(error) => error.into(),
        other => StoreError::Migration { cause: other.to_string() },
    }
}
