//! Rows to rounds.

use crate::{
    domain::{
        CrewMate, LiveRound, Progress, PublishedPlan, Round, RoundStop, RoundStopKind, StopStatus,
    },
    store::{StoreError, Work, cells::Cells, statement::sql},
    units::Metres,
};
use sqlx::any::AnyRow;
use std::collections::HashMap;

/// The columns of a round, with the names of who rides it.
macro_rules! rounds {
    ($condition:literal) => {
        concat!(
            "SELECT round.*, courier.name AS courier_name, mate.id AS crew_id, \
             mate.name AS crew_name FROM round \
             JOIN courier ON courier.coop_id = round.coop_id AND courier.id = round.courier_id \
             LEFT JOIN shift ON shift.coop_id = round.coop_id AND shift.id = round.shift_id \
             LEFT JOIN courier mate ON mate.coop_id = shift.coop_id AND mate.id = shift.crew_id \
             WHERE round.coop_id = $1 AND ",
            $condition,
            " ORDER BY round.id"
        )
    };
}

/// The stops of the same rounds. What is known of both is taken from the order, where there is one.
macro_rules! stops {
    ($condition:literal) => {
        concat!(
            "SELECT stop.coop_id, stop.round_id, stop.number, stop.kind, stop.order_id, \
             stop.position, stop.lon_e7, stop.lat_e7, stop.arrival_at, stop.start_at, \
             stop.end_at, stop.leg_m, stop.leg_s, stop.leg_ascent_m, stop.mass_g, stop.volume_ml, stop.bags, \
             COALESCE(told.name, stop.name) AS name, \
             COALESCE(told.address, stop.address) AS address, \
             COALESCE(told.status, stop.status) AS status, \
             COALESCE(told.started_at, stop.started_at) AS started_at, \
             COALESCE(told.ended_at, stop.ended_at) AS ended_at, \
             COALESCE(told.failure_reason, stop.failure_reason) AS failure_reason, \
             COALESCE(told.failure_note, stop.failure_note) AS failure_note \
             FROM round JOIN round_stop stop ON stop.coop_id = round.coop_id \
             AND stop.round_id = round.id \
             LEFT JOIN shift ON shift.coop_id = round.coop_id AND shift.id = round.shift_id \
             LEFT JOIN order_stop told ON told.coop_id = stop.coop_id \
             AND told.order_id = stop.order_id AND told.position = stop.position \
             WHERE round.coop_id = $1 AND ",
            $condition,
            " ORDER BY stop.round_id, stop.number"
        )
    };
}

impl<K> Work<K> {
    /// A day's last plan.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn plan_of_day(
        &mut self,
        day: jiff::civil::Date,
    ) -> Result<Option<PublishedPlan>, StoreError> {
        let (connection, coop) = self.parts();
        let row = sql("SELECT * FROM plan WHERE coop_id = $1 AND day = $2 \
             ORDER BY seq DESC LIMIT 1")
        .text("plan.coop_id", coop)
        .day(day)
        .one(connection)
        .await?;
        row.as_ref().map(plan).transpose()
    }

    /// The rounds of a day, by start.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn rounds_of_day(
        &mut self,
        day: jiff::civil::Date,
    ) -> Result<Vec<LiveRound>, StoreError> {
        let (connection, coop) = self.parts();
        let rounds = sql(rounds!("round.day = $2")).text("round.coop_id", coop).day(day);
        let rounds = rounds.all(connection).await?;
        let stops = sql(stops!("round.day = $2")).text("round.coop_id", coop).day(day);
        live(&rounds, &stops.all(connection).await?)
    }

    /// A courier's rounds of a day, their own and those of crews with them, by start.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn rounds_of_courier(
        &mut self,
        courier: &str,
        day: jiff::civil::Date,
    ) -> Result<Vec<LiveRound>, StoreError> {
        let (connection, coop) = self.parts();
        let rounds =
            sql(rounds!("(round.courier_id = $2 OR shift.crew_id = $3) AND round.day = $4"));
        let rounds = rounds.text("round.coop_id", coop).text("round.courier", courier);
        let rounds = rounds.text("shift.crew", courier).day(day).all(connection).await?;
        let stops = sql(stops!("(round.courier_id = $2 OR shift.crew_id = $3) AND round.day = $4"));
        let stops = stops.text("round.coop_id", coop).text("round.courier", courier);
        let stops = stops.text("shift.crew", courier).day(day).all(connection).await?;
        live(&rounds, &stops)
    }

    /// A round.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn round(&mut self, id: &str) -> Result<Option<LiveRound>, StoreError> {
        let (connection, coop) = self.parts();
        let round = sql(rounds!("round.id = $2")).text("round.coop_id", coop).text("round.id", id);
        let round = round.all(connection).await?;
        let stops = sql(stops!("round.id = $2")).text("round.coop_id", coop).text("round.id", id);
        Ok(live(&round, &stops.all(connection).await?)?.pop())
    }
}

fn plan(row: &AnyRow) -> Result<PublishedPlan, StoreError> {
    let cells = Cells::new(row, "plan", "id");
    Ok(PublishedPlan {
        id: cells.text("id")?,
        day: cells.day("day")?,
        published_at: cells.instant("published_at")?,
        account: cells.maybe_text("account_id")?,
        rules: cells.maybe_number("rules_version")?,
    })
}

/// Rounds with their stops, by start.
fn live(rounds: &[AnyRow], stops: &[AnyRow]) -> Result<Vec<LiveRound>, StoreError> {
    let mut sheets: HashMap<String, Vec<(RoundStop, Progress)>> = HashMap::new();
    for row in stops {
        let cells = Cells::new(row, "round_stop", "round_id");
        let sheet = sheets.entry(cells.text("round_id")?).or_default();
        if cells.number::<usize>("number")? != sheet.len() {
            return Err(cells.corrupt("number", "a stop before this one is missing"));
        }
        sheet.push((stop(&cells)?, progress(&cells)?));
    }
    let mut lives = Vec::with_capacity(rounds.len());
    for row in rounds {
        let cells = Cells::new(row, "round", "id");
        let id = cells.text("id")?;
        let (stops, progress) = sheets.remove(&id).unwrap_or_default().into_iter().unzip();
        let round = Round {
            courier: cells.text("courier_id")?,
            courier_name: cells.text("courier_name")?,
            vehicle: cells.text("vehicle_id")?,
            hub: cells.text("hub_id")?,
            stops,
            distance_m: cells.metres("distance_m")?,
            travel_s: cells.seconds("travel_s")?,
            waiting_s: cells.seconds("waiting_s")?,
            peak_load: cells.load("peak_")?,
            room: cells.maybe_json("room")?.unwrap_or_default(),
        };
        let (day, shift) = (cells.day("day")?, cells.text("shift_id")?);
        let mate = cells.maybe_text("crew_id")?.zip(cells.maybe_text("crew_name")?);
        let crew = mate.map(|(id, name)| CrewMate { id, name });
        lives.push(LiveRound { id, day, shift, crew, round, progress });
    }
    // The rows came by id, and a sort keeps the order of equals.
    lives.sort_by_key(|live| live.round.stops.first().map(|stop| stop.start_at));
    Ok(lives)
}

fn stop(cells: &Cells<'_>) -> Result<RoundStop, StoreError> {
    let order = || {
        let order = cells.maybe_text("order_id")?;
        order.ok_or_else(|| cells.corrupt("order_id", "it is missing"))
    };
    let kind = match cells.text("kind")?.as_str() {
        "start" => RoundStopKind::Start,
        "pickup" => RoundStopKind::Pickup { order: order()?, position: cells.number("position")? },
        "dropoff" => {
            RoundStopKind::Dropoff { order: order()?, position: cells.number("position")? }
        }
        "break" => RoundStopKind::Break,
        "end" => RoundStopKind::End,
        other => return Err(cells.corrupt("kind", format!("there is no kind `{other}`"))),
    };
    Ok(RoundStop {
        kind,
        name: cells.text("name")?,
        address: cells.text("address")?,
        place: cells.place()?,
        arrival_at: cells.instant("arrival_at")?,
        start_at: cells.instant("start_at")?,
        end_at: cells.instant("end_at")?,
        leg_m: cells.metres("leg_m")?,
        leg_s: cells.seconds("leg_s")?,
        leg_ascent_m: cells.maybe_number("leg_ascent_m")?.map(Metres::new),
        load: cells.load("")?,
    })
}

fn progress(cells: &Cells<'_>) -> Result<Progress, StoreError> {
    Ok(Progress {
        status: cells.word::<StopStatus>("status")?,
        started_at: cells.maybe_instant("started_at")?,
        ended_at: cells.maybe_instant("ended_at")?,
        failure: cells.failure()?,
    })
}
