//! Who works when.

use super::{Change, StoreError, Work, cells::Cells, statement::sql};
use crate::domain::{DayShift, EventKind, Rest, Subject};
use sqlx::any::AnyRow;

impl<K> Work<K> {
    /// The shifts of a day, by start.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn shifts_of_day(
        &mut self,
        day: jiff::civil::Date,
    ) -> Result<Vec<DayShift>, StoreError> {
        let (connection, coop) = self.parts();
        let rows = sql("SELECT * FROM shift WHERE coop_id = $1 AND day = $2 ORDER BY start_at, id");
        let rows = rows.text("shift.coop_id", coop).day(day).all(connection).await?;
        rows.iter().map(shift).collect()
    }

    /// The shifts of a courier, their own and those of crews with them, that start on `first` or later; by start.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn shifts_of_courier(
        &mut self,
        courier: &str,
        first: jiff::civil::Date,
    ) -> Result<Vec<DayShift>, StoreError> {
        let (connection, coop) = self.parts();
        let rows = sql("SELECT * FROM shift WHERE coop_id = $1 AND day >= $2 AND \
             (courier_id = $3 OR crew_id = $4) ORDER BY start_at, id");
        let rows = rows.text("shift.coop_id", coop).day(first);
        let rows = rows.text("shift.courier", courier).text("shift.crew", courier);
        rows.all(connection).await?.iter().map(shift).collect()
    }

    /// The last day that has a shift.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn last_shift_day(&mut self) -> Result<Option<jiff::civil::Date>, StoreError> {
        let last = sql("SELECT day FROM shift WHERE coop_id = $1 ORDER BY day DESC LIMIT 1");
        let days = self.rows_of_coop(last, |row| Cells::new(row, "shift", "").day("day")).await?;
        Ok(days.into_iter().next())
    }

    /// A shift.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or its row is damaged.
    pub async fn shift(&mut self, id: &str) -> Result<Option<DayShift>, StoreError> {
        let row = sql("SELECT * FROM shift WHERE coop_id = $1 AND id = $2");
        self.row_of_coop(row, id, shift).await
    }
}

impl Change {
    /// Adds a shift, or changes it.
    ///
    /// # Errors
    ///
    /// If one of its couriers, its vehicle or its hub is not there ([`StoreError::NotFound`] says which), a text
    /// cannot be kept, or the database does not answer.
    pub async fn put_shift(&mut self, shift: &DayShift) -> Result<(), StoreError> {
        self.must_exist("courier", Some(&shift.courier)).await?;
        self.must_exist("courier", shift.crew.as_deref()).await?;
        self.must_exist("vehicle", Some(&shift.vehicle)).await?;
        self.must_exist("hub", Some(&shift.hub)).await?;
        self.must_exist("hub", shift.end_hub.as_deref()).await?;
        let before = self.shift(&shift.id).await?;
        let statement =
            sql("INSERT INTO shift (coop_id, id, day, courier_id, vehicle_id, hub_id, start_at, \
             end_at, break_start_at, break_end_at, break_s, crew_id, charge_percent, end_hub_id) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
             ON CONFLICT (coop_id, id) DO UPDATE SET day = excluded.day, \
             courier_id = excluded.courier_id, vehicle_id = excluded.vehicle_id, \
             hub_id = excluded.hub_id, start_at = excluded.start_at, end_at = excluded.end_at, \
             break_start_at = excluded.break_start_at, break_end_at = excluded.break_end_at, \
             break_s = excluded.break_s, crew_id = excluded.crew_id, \
             charge_percent = excluded.charge_percent, end_hub_id = excluded.end_hub_id")
            .text("shift.coop_id", &self.coop)
            .text("shift.id", &shift.id)
            .day(shift.day)
            .text("shift.courier", &shift.courier)
            .text("shift.vehicle", &shift.vehicle)
            .text("shift.hub", &shift.hub)
            .instant(shift.window.start())
            .instant(shift.window.end())
            .maybe_instant(shift.rest.map(|rest| rest.window.start()))
            .maybe_instant(shift.rest.map(|rest| rest.window.end()))
            .maybe_int(shift.rest.map(|rest| i64::from(rest.duration.as_u32())))
            .maybe_text("shift.crew", shift.crew.as_deref())
            .maybe_int(shift.charge_percent.map(i64::from))
            .maybe_text("shift.end_hub", shift.end_hub.as_deref());
        self.write(statement).await?;
        // Whose shift it was, on which day, must hear of it too.
        let moved = |was: &DayShift| {
            was.day != shift.day || was.courier != shift.courier || was.crew != shift.crew
        };
        if let Some(was) = before.filter(moved) {
            self.shift_changed(&was).await?;
        }
        self.shift_changed(shift).await
    }

    /// Removes a shift.
    ///
    /// # Errors
    ///
    /// If it is not there, rounds refer to it, or the database does not answer.
    pub async fn delete_shift(&mut self, id: &str) -> Result<(), StoreError> {
        let was = self.shift(id).await?;
        self.delete("shift", id).await?;
        match was {
            Some(was) => self.shift_changed(&was).await,
            None => Ok(()),
        }
    }

    async fn shift_changed(&mut self, shift: &DayShift) -> Result<(), StoreError> {
        for courier in shift.people() {
            let about = Subject {
                day: Some(shift.day),
                courier: Some(courier.to_owned()),
                other: Some(shift.id.clone()),
                ..Subject::default()
            };
            self.append(EventKind::ShiftChanged, &about).await?;
        }
        Ok(())
    }
}

pub(super) fn shift(row: &AnyRow) -> Result<DayShift, StoreError> {
    let cells = Cells::new(row, "shift", "id");
    let rest = cells.maybe_int("break_s")?.map(|_| {
        let window = cells.window("break_start_at", "break_end_at")?;
        Ok::<_, StoreError>(Rest { window, duration: cells.seconds("break_s")? })
    });
    Ok(DayShift {
        id: cells.text("id")?,
        day: cells.day("day")?,
        courier: cells.text("courier_id")?,
        crew: cells.maybe_text("crew_id")?,
        vehicle: cells.text("vehicle_id")?,
        hub: cells.text("hub_id")?,
        end_hub: cells.maybe_text("end_hub_id")?,
        window: cells.window("start_at", "end_at")?,
        charge_percent: cells.maybe_number("charge_percent")?,
        rest: rest.transpose()?,
    })
}
