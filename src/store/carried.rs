//! Shifts and rounds of a span of days, as far as they tell what couriers carried.

use super::{StoreError, Work, cells::Cells, shifts::shift, statement::sql};
use crate::{
    domain::{DayShift, PlannedRound},
    units::TimeWindow,
};
use jiff::civil::Date;
use sqlx::any::AnyRow;

impl<K> Work<K> {
    /// The shifts from the day `first` on and before the day `end`.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn shifts_between(
        &mut self,
        first: Date,
        end: Date,
    ) -> Result<Vec<DayShift>, StoreError> {
        let (connection, coop) = self.parts();
        let rows = sql("SELECT * FROM shift WHERE coop_id = $1 AND day >= $2 AND day < $3 \
             ORDER BY start_at, id");
        let rows = rows.text("shift.coop_id", coop).day(first).day(end).all(connection).await?;
        rows.iter().map(shift).collect()
    }

    /// The rounds of these days, as they were planned.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn rounds_between(
        &mut self,
        first: Date,
        end: Date,
    ) -> Result<Vec<PlannedRound>, StoreError> {
        let (connection, coop) = self.parts();
        let rows = sql("SELECT round.id, round.shift_id, round.day, round.distance_m, \
             round.waiting_s, MIN(stop.start_at) AS from_at, MAX(stop.end_at) AS until_at, \
             CAST(SUM(CASE WHEN stop.kind = 'dropoff' AND told.follows IS NULL \
             THEN told.mass_g ELSE 0 END) AS BIGINT) \
             AS mass_g, CAST(SUM(stop.leg_ascent_m) AS BIGINT) AS ascent_m FROM round JOIN round_stop stop ON stop.coop_id = round.coop_id \
             AND stop.round_id = round.id LEFT JOIN order_stop told \
             ON told.coop_id = stop.coop_id AND told.order_id = stop.order_id \
             AND told.position = stop.position \
             WHERE round.coop_id = $1 AND round.day >= $2 AND round.day < $3 \
             GROUP BY round.id, round.shift_id, round.day, round.distance_m, round.waiting_s \
             ORDER BY round.id");
        let rows = rows.text("round.coop_id", coop).day(first).day(end).all(connection).await?;
        rows.iter().map(planned).collect()
    }
}

fn planned(row: &AnyRow) -> Result<PlannedRound, StoreError> {
    let cells = Cells::new(row, "round", "id");
    let (from, until) = (cells.instant("from_at")?, cells.instant("until_at")?);
    let window = TimeWindow::new(from, until)
        .ok_or_else(|| cells.corrupt("until_at", "it ends before it starts"))?;
    Ok(PlannedRound {
        shift: cells.text("shift_id")?,
        day: cells.day("day")?,
        window,
        distance_m: cells.metres("distance_m")?,
        waiting_s: cells.seconds("waiting_s")?,
        mass_g: cells.number("mass_g")?,
        ascent_m: cells.maybe_number("ascent_m")?,
    })
}
