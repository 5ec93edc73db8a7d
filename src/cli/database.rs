//! Commands on the database of a service.

use crate::{
    app::service::AppError,
    store::{Store, StoredCoop},
};

/// Which database, and which co-operative of it.
#[derive(Debug, clap::Args)]
pub(super) struct DatabaseArgument {
    /// The database: sqlite:path/to/file.sqlite or `postgres://user@host/name`.
    #[arg(long, value_name = "URL", env = "MUSETTE_DATABASE", hide_env_values = true)]
    database: String,
    /// Id of the co-operative, if the database has several.
    #[arg(long, value_name = "ID")]
    coop_id: Option<String>,
}

impl DatabaseArgument {
    /// Opens it, and finds the co-operative.
    pub(super) async fn open(&self) -> anyhow::Result<(Store, StoredCoop)> {
        let store = Store::open_existing(&self.database).await?;
        let coop = coop(store.coops().await?, self.coop_id.as_deref())?;
        Ok((store, coop))
    }
}

/// Why a use case did not do what was asked, on a terminal.
pub(super) fn told(error: AppError) -> anyhow::Error {
    match error {
        AppError::Invalid(complaints) => {
            let told = complaints.iter().map(|it| {
                format!("{}: {}; {}", it.field.trim_start_matches('/'), it.cause, it.action)
            });
            anyhow::anyhow!("{}", told.collect::<Vec<_>>().join("\n"))
        }
        other => other.into(),
    }
}

pub(super) fn coop(all: Vec<StoredCoop>, id: Option<&str>) -> anyhow::Result<StoredCoop> {
    let ids: Vec<String> = all.iter().map(|coop| format!("{} ({})", coop.id, coop.name)).collect();
    let count = all.len();
    let mut matching = all.into_iter().filter(|coop| id.is_none_or(|id| coop.id == id));
    match (matching.next(), matching.next()) {
        (Some(coop), None) => Ok(coop),
        _ if count == 0 => anyhow::bail!(
            "the database has no co-operative yet; start `musette serve --coop DIR` on it first"
        ),
        _ => anyhow::bail!("say which co-operative with --coop-id: {}", ids.join(", ")),
    }
}
