//! Opening a database: settings, migrations, what is wrong with it.

use super::{
    databases::{on_each_database, on_sqlite},
    samples::{at, coop, with_coop},
};
use musette::store::{Store, StoreError};
use std::os::unix::fs::PermissionsExt as _;

#[test]
fn migrations_run_once_and_what_is_kept_is_there_after_reopening() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        store.close().await;
        let count = "SELECT COUNT(*) FROM _sqlx_migrations";
        let migrations = async || {
            let mut raw = database.raw().await;
            sqlx::query_scalar::<_, i64>(count).fetch_one(&mut raw).await.unwrap()
        };
        let before = migrations().await;
        assert!(before >= 6);
        let store = database.open().await;
        assert_eq!(store.coops().await.unwrap(), [coop("c")]);
        assert_eq!(migrations().await, before);
    });
}

#[test]
fn a_database_of_a_later_version_is_refused_and_left_alone() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        store.close().await;
        database
            .execute(
                "INSERT INTO _sqlx_migrations SELECT 9999, description, installed_on, success, \
                 checksum, execution_time FROM _sqlx_migrations WHERE version = 1",
            )
            .await;
        let told = Store::open(&database.url).await.unwrap_err();
        assert!(matches!(told, StoreError::Newer { version: 9999 }), "{told}");
        assert!(told.to_string().contains("later Musette"), "{told}");
    });
}

#[test]
fn sqlite_is_set_as_it_must_be() {
    on_sqlite(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let settings = store.settings().await.unwrap();
        let expected = [
            ("journal_mode", "wal"),
            ("synchronous", "2"),
            ("foreign_keys", "1"),
            ("busy_timeout", "10000"),
        ];
        assert_eq!(settings, expected.map(|(name, value)| (name, value.to_owned())));
    });
}

#[test]
fn a_path_that_cannot_be_used_is_told_with_what_to_do() {
    on_sqlite(async |database| {
        let file = database.url.strip_prefix("sqlite:").unwrap();
        let folder = std::path::Path::new(file).parent().unwrap();
        let missing = format!("sqlite:{}/missing/a.sqlite", folder.display());
        let text = folder.join("text.sqlite");
        std::fs::write(&text, "this is no database, and long enough to be seen as one ".repeat(99))
            .unwrap();
        for (url, word) in [
            (missing, "folder"),
            (format!("sqlite:{}", folder.display()), "folder"),
            (format!("sqlite:{}", text.display()), "no SQLite database"),
            ("mysql://x/y".to_owned(), "sqlite:path"),
            ("postgres:///x?host=/nowhere/at/all".to_owned(), "look whether it runs"),
        ] {
            let told = Store::open(&url).await.unwrap_err().to_string();
            assert!(told.contains(word), "{url}: {told}");
        }
        assert!(std::fs::read_to_string(&text).unwrap().starts_with("this is no"));
    });
}

#[test]
fn a_file_that_cannot_be_written_is_told() {
    on_sqlite(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        store.close().await;
        let file = database.url.strip_prefix("sqlite:").unwrap();
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o444)).unwrap();
        if std::fs::OpenOptions::new().write(true).open(file).is_ok() {
            return; // Root may write anything.
        }
        let told = Store::open(&database.url).await.unwrap_err().to_string();
        assert!(told.contains("written"), "{told}");
    });
}

#[test]
fn a_path_with_odd_letters_is_the_file_of_that_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dépôt 100% #1?.sqlite");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open(&format!("sqlite:{}", path.display())).await.unwrap();
        store.create_coop(&coop("c"), at(0)).await.unwrap();
        store.close().await;
    });
    assert!(path.is_file());
}

#[test]
fn a_database_file_is_for_its_owner_alone() {
    on_sqlite(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let path = database.url.trim_start_matches("sqlite:");
        for end in ["", "-wal", "-shm"] {
            let file = format!("{path}{end}");
            let mode = std::fs::metadata(&file).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{file}");
        }
        store.close().await;
    });
}
