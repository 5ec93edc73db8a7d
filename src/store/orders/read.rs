//! Rows to orders.

use crate::{
    domain::{FollowUp, NoPlace, PostedOrder, PostedStop, Sentence, StopPlace, Timing},
    store::{
        StoreError, Work,
        cells::Cells,
        statement::{built, markers, sql},
    },
    units::{Seconds, TimeWindow, Timestamp},
};
use sqlx::{AnyConnection, any::AnyRow};
use std::collections::HashMap;

/// How many orders' stops are asked for at once; SQLite binds at most 32,766 values.
const BATCH: usize = 1000;

impl<K> Work<K> {
    /// An order.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn order(&mut self, id: &str) -> Result<Option<PostedOrder>, StoreError> {
        let (connection, coop) = self.parts();
        let row = sql("SELECT * FROM orders WHERE coop_id = $1 AND id = $2");
        let row = row.text("order.coop_id", coop).text("order.id", id).one(connection).await?;
        Ok(with_stops(connection, coop, row.as_slice()).await?.pop())
    }

    /// All orders of a day, the first posted first.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn orders_of_day(
        &mut self,
        day: jiff::civil::Date,
    ) -> Result<Vec<PostedOrder>, StoreError> {
        let (connection, coop) = self.parts();
        let rows =
            sql("SELECT * FROM orders WHERE coop_id = $1 AND day = $2 ORDER BY created_at, id");
        let rows = rows.text("order.coop_id", coop).day(day).all(connection).await?;
        with_stops(connection, coop, &rows).await
    }
}

/// The orders of these rows, in their order.
pub(super) async fn with_stops(
    connection: &mut AnyConnection,
    coop: &str,
    rows: &[AnyRow],
) -> Result<Vec<PostedOrder>, StoreError> {
    let mut orders = rows.iter().map(order).collect::<Result<Vec<_>, _>>()?;
    let mut stops: HashMap<String, Vec<PostedStop>> = HashMap::new();
    for batch in orders.chunks(BATCH) {
        let mut statement = built(format!(
            "SELECT * FROM order_stop WHERE coop_id = $1 AND order_id IN ({}) \
             ORDER BY order_id, position",
            markers(2, batch.len())
        ))
        .text("order.coop_id", coop);
        for order in batch {
            statement = statement.text("order.id", &order.id);
        }
        for row in statement.all(connection).await? {
            let cells = Cells::new(&row, "order_stop", "order_id");
            let known = stops.entry(cells.text("order_id")?).or_default();
            if cells.number::<usize>("position")? != known.len() {
                return Err(cells.corrupt("position", "a stop before this one is missing"));
            }
            known.push(stop(&cells)?);
        }
    }
    for (order, row) in orders.iter_mut().zip(rows) {
        order.stops = stops.remove(&order.id).unwrap_or_default();
        if !order.has_both_ends() {
            let cells = Cells::new(row, "orders", "id");
            return Err(cells.corrupt("pickups", "it has no pickup or no dropoff"));
        }
    }
    Ok(orders)
}

/// An order whose stops are still to come.
fn order(row: &AnyRow) -> Result<PostedOrder, StoreError> {
    let cells = Cells::new(row, "orders", "id");
    let no_place = cells.maybe_text("no_place_code")?.map(|code| {
        let reason = Sentence { en: cells.text("no_place_en")?, fr: cells.text("no_place_fr")? };
        Ok::<_, StoreError>(NoPlace { code, reason })
    });
    Ok(PostedOrder {
        id: cells.text("id")?,
        reference: cells.text("reference")?,
        shop: cells.maybe_text("shop_id")?,
        day: cells.day("day")?,
        status: cells.word("status")?,
        created_at: cells.instant("created_at")?,
        skills: cells.json("skills")?,
        terms: cells.maybe_json("terms")?.unwrap_or_default(),
        pickups: cells.number("pickups")?,
        stops: Vec::new(),
        round: cells.maybe_text("round_id")?,
        no_place: no_place.transpose()?,
    })
}

fn stop(cells: &Cells<'_>) -> Result<PostedStop, StoreError> {
    Ok(PostedStop {
        name: cells.text("name")?,
        phone: cells.text("phone")?,
        address: cells.text("address")?,
        notes: cells.text("notes")?,
        place: match cells.text("place_state")?.as_str() {
            "found" => StopPlace::Found { place: cells.place()? },
            "ambiguous" => StopPlace::Ambiguous { candidates: cells.json("candidates")? },
            "unknown" => StopPlace::Unknown { candidates: cells.json("candidates")? },
            other => {
                return Err(cells.corrupt("place_state", format!("there is no state `{other}`")));
            }
        },
        window: cells.window("start_at", "end_at")?,
        timing: Timing {
            windows: cells.maybe_json("windows")?.unwrap_or_default(),
            plan_window: plan_window(cells)?,
            max_on_board: cells.maybe_number("max_on_board_s")?.map(Seconds::new),
        },
        service: cells.maybe_number("service_s")?.map(Seconds::new),
        floors: cells.number("floors")?,
        load: cells.load("")?,
        piece_g: cells.maybe_number("heaviest_piece_g")?,
        status: cells.word("status")?,
        started_at: cells.maybe_instant("started_at")?,
        ended_at: cells.maybe_instant("ended_at")?,
        failure: cells.failure()?,
        follow_up: follow_up(cells)?,
    })
}

fn follow_up(cells: &Cells<'_>) -> Result<Option<FollowUp>, StoreError> {
    let after = cells.maybe_number("follows")?;
    after.map(|after| Ok(FollowUp { after, then: cells.word("follow_up")? })).transpose()
}

fn plan_window(cells: &Cells<'_>) -> Result<Option<TimeWindow<Timestamp>>, StoreError> {
    let whole = cells.maybe_instant("plan_start_at")?.is_some();
    whole.then(|| cells.window("plan_start_at", "plan_end_at")).transpose()
}
