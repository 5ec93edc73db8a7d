//! How hot days are.

use super::{Change, StoreError, Work, cells::Cells, statement::sql};
use crate::domain::{DayHeat, EventKind, Subject};
use jiff::civil::Date;

/// What a row says where there is no episode of heat.
const NONE: &str = "none";

impl<K> Work<K> {
    /// What was said last of the heat of a day; `None` if nothing was.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or the row is damaged.
    pub async fn heat_of_day(&mut self, day: Date) -> Result<Option<DayHeat>, StoreError> {
        let row = sql("SELECT * FROM day_heat WHERE coop_id = $1 AND day = $2");
        self.row_of_coop(row, &day.to_string(), |row| {
            let cells = Cells::new(row, "day_heat", "day");
            let is_none = cells.text("level")? == NONE;
            Ok(DayHeat {
                day: cells.day("day")?,
                level: if is_none { None } else { Some(cells.word("level")?) },
                set_at: cells.instant("set_at")?,
                account: cells.maybe_text("account_id")?,
            })
        })
        .await
    }
}

impl Change {
    /// Says how hot a day is; what was said before is replaced.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn put_heat(&mut self, heat: &DayHeat) -> Result<(), StoreError> {
        let statement = sql("INSERT INTO day_heat (coop_id, day, level, set_at, account_id) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (coop_id, day) DO UPDATE SET \
             level = excluded.level, set_at = excluded.set_at, account_id = excluded.account_id")
        .text("day_heat.coop_id", &self.coop)
        .day(heat.day);
        let statement = match heat.level {
            Some(level) => statement.word(&level),
            None => statement.text("day_heat.level", NONE),
        };
        let statement =
            statement.instant(heat.set_at).maybe_text("day_heat.account", heat.account.as_deref());
        self.write(statement).await?;
        let about = Subject { day: Some(heat.day), ..Subject::default() };
        self.append(EventKind::HeatChanged, &about).await
    }
}
