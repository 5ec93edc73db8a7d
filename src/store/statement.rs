//! One SQL statement with its values.

use super::StoreError;
use crate::units::{Load, LonLat, Timestamp};
use serde::Serialize;
use sqlx::{
    Any, AnyConnection, AssertSqlSafe,
    any::{AnyArguments, AnyRow},
    query::Query,
};

/// A statement whose values are bound in the order of its markers `$1`, `$2` …
///
/// The first value that no database can keep is remembered, and told when the statement is run.
pub(super) struct Statement {
    query: Query<'static, Any, AnyArguments>,
    refused: Option<StoreError>,
}

/// A statement with a fixed text.
pub(super) fn sql(text: &'static str) -> Statement {
    Statement { query: sqlx::query(text), refused: None }
}

/// A statement whose text was put together; values must not be in it.
pub(super) fn built(text: String) -> Statement {
    Statement { query: sqlx::query(AssertSqlSafe(text)), refused: None }
}

/// The markers `$first`, `$first + 1` …, `count` of them.
pub(super) fn markers(first: usize, count: usize) -> String {
    let markers: Vec<String> = (first..first + count).map(|number| format!("${number}")).collect();
    markers.join(", ")
}

/// How a word of the domain, such as a status, stands in a row.
pub(super) fn word<T: Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).ok();
    let text = value.as_ref().and_then(serde_json::Value::as_str);
    text.expect("invariant: words of the domain are unit variants").to_owned()
}

impl Statement {
    pub(super) fn text(self, column: &'static str, value: &str) -> Self {
        self.maybe_text(column, Some(value))
    }

    pub(super) fn maybe_text(mut self, column: &'static str, value: Option<&str>) -> Self {
        if value.is_some_and(|text| text.contains('\0')) && self.refused.is_none() {
            let cause = "it contains the character U+0000";
            self.refused = Some(StoreError::Refused { column, cause });
        }
        self.query = self.query.bind(value.map(str::to_owned));
        self
    }

    pub(super) fn int(self, value: impl Into<i64>) -> Self {
        self.maybe_int(Some(value.into()))
    }

    pub(super) fn maybe_int(mut self, value: Option<i64>) -> Self {
        self.query = self.query.bind(value);
        self
    }

    pub(super) fn count(self, value: usize) -> Self {
        self.int(i64::try_from(value).unwrap_or(i64::MAX))
    }

    pub(super) fn instant(self, value: Timestamp) -> Self {
        self.int(value.as_millis())
    }

    pub(super) fn maybe_instant(self, value: Option<Timestamp>) -> Self {
        self.maybe_int(value.map(Timestamp::as_millis))
    }

    pub(super) fn day(self, value: jiff::civil::Date) -> Self {
        self.text("day", &value.to_string())
    }

    pub(super) fn word<T: Serialize>(self, value: &T) -> Self {
        self.text("word", &word(value))
    }

    pub(super) fn json<T: Serialize>(self, column: &'static str, value: &T) -> Self {
        self.maybe_json(column, Some(value))
    }

    pub(super) fn maybe_json<T: Serialize>(self, column: &'static str, value: Option<&T>) -> Self {
        let json = value.map(serde_json::to_string).transpose();
        let json = json.expect("invariant: values of the domain have text as keys");
        self.maybe_text(column, json.as_deref())
    }

    /// Two values: longitude, latitude.
    pub(super) fn maybe_place(self, value: Option<LonLat>) -> Self {
        self.maybe_int(value.map(|place| i64::from(place.lon_e7())))
            .maybe_int(value.map(|place| i64::from(place.lat_e7())))
    }

    /// Three values: mass, volume, bags.
    pub(super) fn load(self, value: Load) -> Self {
        self.int(value.mass_g).int(value.volume_ml).int(value.bags)
    }

    /// Runs it; how many rows it changed.
    pub(super) async fn run(self, connection: &mut AnyConnection) -> Result<u64, StoreError> {
        self.refused.map_or(Ok(()), Err)?;
        Ok(self.query.execute(connection).await?.rows_affected())
    }

    /// All its rows.
    pub(super) async fn all(
        self,
        connection: &mut AnyConnection,
    ) -> Result<Vec<AnyRow>, StoreError> {
        self.refused.map_or(Ok(()), Err)?;
        Ok(self.query.fetch_all(connection).await?)
    }

    /// Its only row, if there is one.
    pub(super) async fn one(
        self,
        connection: &mut AnyConnection,
    ) -> Result<Option<AnyRow>, StoreError> {
        self.refused.map_or(Ok(()), Err)?;
        Ok(self.query.fetch_optional(connection).await?)
    }
}
