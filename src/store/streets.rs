//! Zones, and profiles as they were tuned.

use super::{Change, StoreError, Work, cells::Cells, statement::sql};
use crate::{
    domain::{EventKind, KeptZone, ProfileVersion, StreetZone, Subject, ZoneEffect},
    units::LonLat,
};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;

/// What of a zone stands in no column of its own.
#[derive(Serialize, Deserialize)]
struct Body {
    area: Vec<Vec<LonLat>>,
    effect: ZoneEffect,
    profiles: Vec<String>,
    hours: Option<String>,
}

impl<K> Work<K> {
    /// All zones, by name.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn zones(&mut self) -> Result<Vec<KeptZone>, StoreError> {
        let rows = sql("SELECT * FROM street_zone WHERE coop_id = $1 ORDER BY name, id");
        self.rows_of_coop(rows, zone).await
    }

    /// A zone.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or its row is damaged.
    pub async fn zone(&mut self, id: &str) -> Result<Option<KeptZone>, StoreError> {
        let row = sql("SELECT * FROM street_zone WHERE coop_id = $1 AND id = $2");
        self.row_of_coop(row, id, zone).await
    }

    /// The last version of each profile that was tuned, by name.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn tuned_profiles(&mut self) -> Result<Vec<ProfileVersion>, StoreError> {
        let rows = sql("SELECT * FROM profile_version AS this WHERE coop_id = $1 AND version = \
             (SELECT MAX(version) FROM profile_version AS other \
             WHERE other.coop_id = this.coop_id AND other.name = this.name) ORDER BY name");
        self.rows_of_coop(rows, profile_version).await
    }

    /// All versions of a profile, the first first.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn profile_versions(
        &mut self,
        name: &str,
    ) -> Result<Vec<ProfileVersion>, StoreError> {
        let (connection, coop) = self.parts();
        let rows =
            sql("SELECT * FROM profile_version WHERE coop_id = $1 AND name = $2 ORDER BY version");
        let rows = rows.text("profile_version.coop_id", coop).text("profile_version.name", name);
        rows.all(connection).await?.iter().map(profile_version).collect()
    }
}

impl Change {
    /// Adds a zone, or changes it.
    ///
    /// # Errors
    ///
    /// If a text cannot be kept, or the database does not answer.
    pub async fn put_zone(&mut self, zone: &StreetZone) -> Result<(), StoreError> {
        let StreetZone { id, name, area, effect, profiles, from, until, hours } = zone.clone();
        let (at, author) = (self.at(), self.account_id().map(str::to_owned));
        let statement =
            sql("INSERT INTO street_zone (coop_id, id, name, body, from_at, until_at, \
             created_at, changed_at, account_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
             ON CONFLICT (coop_id, id) DO UPDATE SET name = excluded.name, body = excluded.body, \
             from_at = excluded.from_at, until_at = excluded.until_at, \
             changed_at = excluded.changed_at, account_id = excluded.account_id")
            .text("street_zone.coop_id", &self.coop)
            .text("street_zone.id", &id)
            .text("street_zone.name", &name)
            .json("street_zone.body", &Body { area, effect, profiles, hours })
            .maybe_instant(from)
            .maybe_instant(until)
            .instant(at)
            .instant(at)
            .maybe_text("street_zone.account_id", author.as_deref());
        self.write(statement).await?;
        self.street_changed(EventKind::ZoneChanged, &id).await
    }

    /// Removes a zone.
    ///
    /// # Errors
    ///
    /// If it is not there, or the database does not answer.
    pub async fn delete_zone(&mut self, id: &str) -> Result<(), StoreError> {
        let delete = sql("DELETE FROM street_zone WHERE coop_id = $1 AND id = $2")
            .text("street_zone.coop_id", &self.coop)
            .text("street_zone.id", id);
        if self.write(delete).await? == 0 {
            return Err(StoreError::not_found("zone", id));
        }
        self.street_changed(EventKind::ZoneChanged, id).await
    }

    /// Adds the next version of a profile, which counts from now on.
    ///
    /// # Errors
    ///
    /// If a text cannot be kept, or the database does not answer.
    pub async fn tune_profile(
        &mut self,
        name: &str,
        toml: &str,
        reason: &str,
    ) -> Result<ProfileVersion, StoreError> {
        let last = self.profile_versions(name).await?.pop();
        let version = ProfileVersion {
            name: name.to_owned(),
            version: last.map_or(0, |last| last.version).saturating_add(1),
            toml: toml.to_owned(),
            reason: reason.to_owned(),
            author: self.account_id().map(str::to_owned),
            valid_from: self.at(),
        };
        let statement = sql("INSERT INTO profile_version (coop_id, name, version, toml, reason, \
             account_id, valid_from_at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .text("profile_version.coop_id", &self.coop)
        .text("profile_version.name", name)
        .int(version.version)
        .text("profile_version.toml", toml)
        .text("profile_version.reason", reason)
        .maybe_text("profile_version.account_id", version.author.as_deref())
        .instant(version.valid_from);
        self.write(statement).await?;
        self.street_changed(EventKind::ProfileChanged, name).await?;
        Ok(version)
    }

    async fn street_changed(&mut self, kind: EventKind, id: &str) -> Result<(), StoreError> {
        let about = Subject { other: Some(id.to_owned()), ..Subject::default() };
        self.append(kind, &about).await
    }
}

fn zone(row: &AnyRow) -> Result<KeptZone, StoreError> {
    let cells = Cells::new(row, "street_zone", "id");
    let Body { area, effect, profiles, hours } = cells.json("body")?;
    let (id, name) = (cells.text("id")?, cells.text("name")?);
    let (from, until) = (cells.maybe_instant("from_at")?, cells.maybe_instant("until_at")?);
    Ok(KeptZone {
        zone: StreetZone { id, name, area, effect, profiles, from, until, hours },
        created_at: cells.instant("created_at")?,
        changed_at: cells.instant("changed_at")?,
        author: cells.maybe_text("account_id")?,
    })
}

fn profile_version(row: &AnyRow) -> Result<ProfileVersion, StoreError> {
    let cells = Cells::new(row, "profile_version", "name");
    Ok(ProfileVersion {
        name: cells.text("name")?,
        version: cells.number("version")?,
        toml: cells.text("toml")?,
        reason: cells.text("reason")?,
        author: cells.maybe_text("account_id")?,
        valid_from: cells.instant("valid_from_at")?,
    })
}
