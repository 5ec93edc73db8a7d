//! Databases for one test each.

#![expect(
    clippy::print_stderr,
    reason = "whoever reads a failure must see on which database it was"
)]
#![expect(clippy::needless_pass_by_value, reason = "tests are written where they are handed over")]

use musette::store::Store;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _};
use std::sync::atomic::{AtomicU32, Ordering};

/// The variable that holds the URL of a PostgreSQL server on which databases may be made.
/// `make test` starts one; without it only SQLite is tested.
pub const SERVER: &str = "MUSETTE_TEST_POSTGRES";

/// An empty database.
pub struct Database {
    pub url: String,
    pub sqlite: bool,
}

impl Database {
    pub async fn open(&self) -> Store {
        Store::open(&self.url).await.unwrap()
    }

    /// A connection that bypasses the store.
    pub async fn raw(&self) -> AnyConnection {
        sqlx::any::install_default_drivers();
        AnyConnection::connect(&self.url).await.unwrap()
    }

    /// Runs a statement past the store.
    pub async fn execute(&self, statement: &str) {
        let mut raw = self.raw().await;
        raw.execute(AssertSqlSafe(statement.to_owned())).await.unwrap();
        raw.close().await.unwrap();
    }
}

/// Runs a test on an empty SQLite database and on an empty PostgreSQL one.
pub fn on_each_database(test: impl AsyncFn(&Database)) {
    on_sqlite(&test);
    if let Ok(server) = std::env::var(SERVER) {
        on_postgres(&server, &test);
    } else {
        assert!(!must_have_server(), "{SERVER} is not set: run  make unit");
        eprintln!("{SERVER} is not set: not tested on PostgreSQL");
    }
}

/// Is a run without PostgreSQL no run at all?
fn must_have_server() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    is_set("CI") || is_set("MUSETTE_TEST_REQUIRE_POSTGRES")
}

/// Runs a test on an empty SQLite database only.
pub fn on_sqlite(test: impl AsyncFn(&Database)) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("test.sqlite").display());
    eprintln!("on {url}");
    runtime().block_on(test(&Database { url, sqlite: true }));
}

fn on_postgres(server: &str, test: impl AsyncFn(&Database)) {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let name = format!("musette_test_{}_{number}", std::process::id());
    let (address, query) = server.split_once('?').unwrap_or((server, ""));
    let url = format!("{}/{name}?{query}", address.rsplit_once('/').unwrap().0);
    eprintln!("on {url}");
    runtime().block_on(async {
        let server = Database { url: server.to_owned(), sqlite: false };
        server.execute(&format!("CREATE DATABASE {name}")).await;
        test(&Database { url, sqlite: false }).await;
        server.execute(&format!("DROP DATABASE {name} WITH (FORCE)")).await;
    });
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}
