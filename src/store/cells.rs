//! The values of one row, checked.

use super::StoreError;
use crate::{
    domain::Failure,
    units::{Load, LonLat, Metres, Seconds, TimeWindow, Timestamp},
};
use serde::de::DeserializeOwned;
use sqlx::{Any, Decode, Row as _, Type, any::AnyRow};

/// A row of a known table. Nothing in it is believed: what does not fit its domain type is an error
/// that names table, column and row.
pub(super) struct Cells<'r> {
    row: &'r AnyRow,
    table: &'static str,
    id: String,
}

impl<'r> Cells<'r> {
    /// A row of `table` whose id stands in the column `id`.
    pub(super) fn new(row: &'r AnyRow, table: &'static str, id: &str) -> Self {
        let id = row.try_get::<String, _>(id);
        let number = || row.try_get::<i64, _>("seq").map(|seq| seq.to_string());
        let id = id.or_else(|_| number()).unwrap_or_else(|_| "?".to_owned());
        Self { row, table, id }
    }

    pub(super) fn corrupt(&self, column: &str, cause: impl Into<String>) -> StoreError {
        let (column, id, cause) = (column.to_owned(), self.id.clone(), cause.into());
        StoreError::Corrupt { table: self.table, column, id, cause }
    }

    fn cell<T>(&self, column: &str) -> Result<T, StoreError>
    where
        T: Decode<'r, Any> + Type<Any>,
    {
        self.row.try_get(column).map_err(|error| self.corrupt(column, error.to_string()))
    }

    pub(super) fn text(&self, column: &str) -> Result<String, StoreError> {
        self.cell(column)
    }

    pub(super) fn maybe_text(&self, column: &str) -> Result<Option<String>, StoreError> {
        self.cell(column)
    }

    pub(super) fn int(&self, column: &str) -> Result<i64, StoreError> {
        self.cell(column)
    }

    pub(super) fn maybe_int(&self, column: &str) -> Result<Option<i64>, StoreError> {
        self.cell(column)
    }

    pub(super) fn number<T: TryFrom<i64>>(&self, column: &str) -> Result<T, StoreError> {
        let value = self.int(column)?;
        T::try_from(value).map_err(|_| self.corrupt(column, format!("{value} is out of range")))
    }

    pub(super) fn maybe_number<T: TryFrom<i64>>(
        &self,
        column: &str,
    ) -> Result<Option<T>, StoreError> {
        self.maybe_int(column)?.map(|_| self.number(column)).transpose()
    }

    pub(super) fn seconds(&self, column: &str) -> Result<Seconds, StoreError> {
        self.number(column).map(Seconds::new)
    }

    pub(super) fn metres(&self, column: &str) -> Result<Metres, StoreError> {
        self.number(column).map(Metres::new)
    }

    pub(super) fn instant(&self, column: &str) -> Result<Timestamp, StoreError> {
        self.int(column).map(Timestamp::from_millis)
    }

    pub(super) fn maybe_instant(&self, column: &str) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.maybe_int(column)?.map(Timestamp::from_millis))
    }

    pub(super) fn window(
        &self,
        start: &str,
        end: &str,
    ) -> Result<TimeWindow<Timestamp>, StoreError> {
        TimeWindow::new(self.instant(start)?, self.instant(end)?)
            .ok_or_else(|| self.corrupt(end, "it is before the start"))
    }

    pub(super) fn day(&self, column: &str) -> Result<jiff::civil::Date, StoreError> {
        let text = self.text(column)?;
        text.parse().map_err(|_| self.corrupt(column, format!("`{text}` is no day")))
    }

    pub(super) fn maybe_day(&self, column: &str) -> Result<Option<jiff::civil::Date>, StoreError> {
        self.maybe_text(column)?.map(|_| self.day(column)).transpose()
    }

    /// From the columns `lon_e7` and `lat_e7`.
    pub(super) fn maybe_place(&self) -> Result<Option<LonLat>, StoreError> {
        let (lon, lat) = (self.maybe_int("lon_e7")?, self.maybe_int("lat_e7")?);
        let (Some(lon), Some(lat)) = (lon, lat) else { return Ok(None) };
        let place = LonLat::from_e7(lon, lat);
        Ok(Some(place.ok_or_else(|| self.corrupt("lon_e7", "it is not on Earth"))?))
    }

    /// From the columns `lon_e7` and `lat_e7`.
    pub(super) fn place(&self) -> Result<LonLat, StoreError> {
        self.maybe_place()?.ok_or_else(|| self.corrupt("lon_e7", "it is missing"))
    }

    /// From three columns with this before `mass_g`, `volume_ml`, `bags`.
    pub(super) fn load(&self, prefix: &str) -> Result<Load, StoreError> {
        Ok(Load {
            mass_g: self.number(&format!("{prefix}mass_g"))?,
            volume_ml: self.number(&format!("{prefix}volume_ml"))?,
            bags: self.number(&format!("{prefix}bags"))?,
        })
    }

    /// From the columns `failure_reason` and `failure_note`.
    pub(super) fn failure(&self) -> Result<Option<Failure>, StoreError> {
        if self.maybe_text("failure_reason")?.is_none() {
            return Ok(None);
        }
        let note = self.maybe_text("failure_note")?.unwrap_or_default();
        Ok(Some(Failure { reason: self.word("failure_reason")?, note }))
    }

    /// A word of the domain, such as a status.
    pub(super) fn word<T: DeserializeOwned>(&self, column: &str) -> Result<T, StoreError> {
        let text = self.text(column)?;
        let word = serde_json::Value::String(text.clone());
        serde_json::from_value(word)
            .map_err(|_| self.corrupt(column, format!("`{text}` is not one of the known words")))
    }

    pub(super) fn json<T: DeserializeOwned>(&self, column: &str) -> Result<T, StoreError> {
        self.read_json(column, &self.text(column)?)
    }

    pub(super) fn maybe_json<T: DeserializeOwned>(
        &self,
        column: &str,
    ) -> Result<Option<T>, StoreError> {
        self.maybe_text(column)?.map(|text| self.read_json(column, &text)).transpose()
    }

    fn read_json<T: DeserializeOwned>(&self, column: &str, text: &str) -> Result<T, StoreError> {
        serde_json::from_str(text).map_err(|error| self.corrupt(column, error.to_string()))
    }
}
