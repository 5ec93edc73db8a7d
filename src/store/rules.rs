//! Versions of a co-operative's rules.

use super::{Change, StoreError, Work, cells::Cells, statement::sql};
use crate::{
    domain::{EventKind, Rules, RulesVersion, Subject},
    units::Timestamp,
};
use sqlx::any::AnyRow;

impl<K> Work<K> {
    /// The rules in force at an instant, as [`in_force`](crate::domain::in_force) has it.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if there are none: a server that starts on the database makes the first; if the database does
    /// not answer, or the row is damaged.
    pub async fn rules_at(&mut self, at: Timestamp) -> Result<RulesVersion, StoreError> {
        let (connection, coop) = self.parts();
        let row = sql("SELECT * FROM rules_version WHERE coop_id = $1 \
             AND (valid_from_at <= $2 OR version = 1) ORDER BY version DESC LIMIT 1")
        .text("rules_version.coop_id", coop)
        .instant(at)
        .one(connection)
        .await?;
        let row = row.ok_or_else(|| StoreError::not_found("rules of the co-operative", coop))?;
        version(&row)
    }

    /// The version of which one takes the place, as [`in_force_before`](crate::domain::in_force_before) has it among
    /// those with lower numbers; none of the first.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or the row is damaged.
    pub async fn rules_before(
        &mut self,
        one: &RulesVersion,
    ) -> Result<Option<RulesVersion>, StoreError> {
        let (connection, coop) = self.parts();
        let row = sql("SELECT * FROM rules_version WHERE coop_id = $1 AND version < $2 \
             AND (valid_from_at < $3 OR version = 1) ORDER BY version DESC LIMIT 1")
        .text("rules_version.coop_id", coop)
        .int(one.version)
        .instant(one.valid_from)
        .one(connection)
        .await?;
        row.as_ref().map(version).transpose()
    }

    /// The number of the last version; 0 if there is none.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or the row is damaged.
    pub async fn last_rules_number(&mut self) -> Result<u32, StoreError> {
        let last = sql("SELECT coop_id, version FROM rules_version WHERE coop_id = $1 \
             ORDER BY version DESC LIMIT 1");
        let number = |row: &AnyRow| Cells::new(row, "rules_version", "coop_id").number("version");
        Ok(self.rows_of_coop(last, number).await?.pop().unwrap_or(0))
    }

    /// All versions of the rules, the first first; none before the co-operative is served for the first time.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn rules_versions(&mut self) -> Result<Vec<RulesVersion>, StoreError> {
        let rows = sql("SELECT * FROM rules_version WHERE coop_id = $1 ORDER BY version");
        self.rows_of_coop(rows, version).await
    }
}

impl Change {
    /// Adds the next version of the rules.
    ///
    /// # Errors
    ///
    /// If a text cannot be kept, or the database does not answer.
    pub async fn add_rules(
        &mut self,
        rules: Rules,
        reason: &str,
        valid_from: Timestamp,
    ) -> Result<RulesVersion, StoreError> {
        let version = RulesVersion {
            version: self.last_rules_number().await?.saturating_add(1),
            author: self.account_id().map(str::to_owned),
            reason: reason.to_owned(),
            valid_from,
            created_at: self.at(),
            rules,
        };
        let statement = sql("INSERT INTO rules_version (coop_id, version, body, reason, \
             account_id, valid_from_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .text("rules_version.coop_id", &self.coop)
        .int(version.version)
        .json("rules_version.body", &version.rules)
        .text("rules_version.reason", reason)
        .maybe_text("rules_version.account_id", version.author.as_deref())
        .instant(valid_from)
        .instant(version.created_at);
        self.write(statement).await?;
        let other = Some(version.version.to_string());
        let about = Subject { other, ..Subject::default() };
        self.append(EventKind::RulesChanged, &about).await?;
        Ok(version)
    }
}

fn version(row: &AnyRow) -> Result<RulesVersion, StoreError> {
    let cells = Cells::new(row, "rules_version", "coop_id");
    Ok(RulesVersion {
        version: cells.number("version")?,
        author: cells.maybe_text("account_id")?,
        reason: cells.text("reason")?,
        valid_from: cells.instant("valid_from_at")?,
        created_at: cells.instant("created_at")?,
        rules: cells.json("body")?,
    })
}
