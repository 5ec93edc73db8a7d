//! Orders to rows.

use crate::{
    domain::{
        EventKind, OrderStatus, PostedOrder, PostedStop, StopPlace, StopStatus, Subject, Terms,
    },
    store::{
        Change, StoreError,
        cells::Cells,
        statement::{sql, word},
    },
};

impl Change {
    /// Adds an order. Its status is told from its stops, whatever it says itself.
    ///
    /// # Errors
    ///
    /// If its id is taken, its shop is not there, it has no pickup or no dropoff, a text cannot be
    /// kept, or the database does not answer.
    pub async fn insert_order(&mut self, order: &PostedOrder) -> Result<(), StoreError> {
        if !order.has_both_ends() {
            let cause = format!("order `{}` has no pickup or no dropoff", order.id);
            return Err(StoreError::conflict(cause));
        }
        self.must_exist("shop", order.shop.as_deref()).await?;
        let statement = sql("INSERT INTO orders (coop_id, id, reference, shop_id, day, status, \
             created_at, skills, round_id, no_place_code, no_place_en, no_place_fr, terms, \
             pickups) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
             ON CONFLICT DO NOTHING")
        .text("order.coop_id", &self.coop)
        .text("order.id", &order.id)
        .text("order.reference", &order.reference)
        .maybe_text("order.shop", order.shop.as_deref())
        .day(order.day)
        .word(&order.derive_status())
        .instant(order.created_at)
        .json("order.skills", &order.skills)
        .maybe_text("order.round", order.round.as_deref())
        .maybe_text("order.no_place", order.no_place.as_ref().map(|it| it.code.as_str()))
        .maybe_text("order.no_place", order.no_place.as_ref().map(|it| it.reason.en.as_str()))
        .maybe_text("order.no_place", order.no_place.as_ref().map(|it| it.reason.fr.as_str()))
        .maybe_json("order.terms", terms(order))
        .count(order.pickups);
        let inserted = self.write(statement).await?;
        if inserted == 0 {
            return Err(StoreError::conflict(format!("there is an order `{}`", order.id)));
        }
        self.write_stops(order).await?;
        self.order_event(EventKind::OrderPosted, order).await
    }

    /// Changes an order to what it is here, and says so by an event of this kind. Its status is
    /// told from its stops, its round and its last plan, unless it is cancelled. Dropoffs may come behind
    /// the stops that it has, none goes; its time of posting stays.
    ///
    /// Read it in this same change, or someone else's work may be overwritten.
    ///
    /// # Errors
    ///
    /// If it is not there or has fewer stops than before, a text cannot be kept, or the database
    /// does not answer.
    pub async fn save_order(
        &mut self,
        order: &PostedOrder,
        kind: EventKind,
    ) -> Result<(), StoreError> {
        self.save_order_rows(order).await?;
        self.order_event(kind, order).await
    }

    /// Calls an order off: what is not yet done of it need not be done. Whether it may still be
    /// called off is for the caller to know.
    ///
    /// # Errors
    ///
    /// If it is not there, or the database does not answer.
    pub async fn cancel_order(&mut self, id: &str) -> Result<PostedOrder, StoreError> {
        let order = self.order(id).await?;
        let mut order = order.ok_or_else(|| StoreError::not_found("order", id))?;
        order.status = OrderStatus::Cancelled;
        for stop in &mut order.stops {
            if matches!(stop.status, StopStatus::Todo | StopStatus::Started) {
                stop.status = StopStatus::Cancelled;
            }
        }
        self.save_order(&order, EventKind::OrderCancelled).await?;
        Ok(order)
    }

    /// Changes the rows of an order and its stops.
    pub(in crate::store) async fn save_order_rows(
        &mut self,
        order: &PostedOrder,
    ) -> Result<(), StoreError> {
        let (connection, coop) = self.parts();
        let row = sql("SELECT CAST(COUNT(*) AS BIGINT) AS stops FROM order_stop \
             WHERE coop_id = $1 AND order_id = $2")
        .text("order.coop_id", coop)
        .text("order.id", &order.id)
        .one(connection)
        .await?;
        let stops = row.map(|row| Cells::new(&row, "order_stop", "").number::<usize>("stops"));
        let stops = stops.transpose()?.unwrap_or_default();
        if stops == 0 {
            return Err(StoreError::not_found("order", &order.id));
        }
        if stops > order.stops.len() {
            return Err(StoreError::conflict(format!("order `{}` has more stops", order.id)));
        }
        self.save_order_row(order).await?;
        self.write_stops(order).await
    }

    /// Changes the row of an order, but not its stops.
    pub(in crate::store) async fn save_order_row(
        &mut self,
        order: &PostedOrder,
    ) -> Result<(), StoreError> {
        let statement =
            sql("UPDATE orders SET reference = $3, shop_id = $4, day = $5, status = $6, \
             skills = $7, round_id = $8, no_place_code = $9, no_place_en = $10, \
             no_place_fr = $11, terms = $12 WHERE coop_id = $1 AND id = $2")
            .text("order.coop_id", &self.coop)
            .text("order.id", &order.id)
            .text("order.reference", &order.reference)
            .maybe_text("order.shop", order.shop.as_deref())
            .day(order.day)
            .word(&order.derive_status())
            .json("order.skills", &order.skills)
            .maybe_text("order.round", order.round.as_deref())
            .maybe_text("order.no_place", order.no_place.as_ref().map(|it| it.code.as_str()))
            .maybe_text("order.no_place", order.no_place.as_ref().map(|it| it.reason.en.as_str()))
            .maybe_text("order.no_place", order.no_place.as_ref().map(|it| it.reason.fr.as_str()))
            .maybe_json("order.terms", terms(order));
        if self.write(statement).await? == 0 {
            return Err(StoreError::not_found("order", &order.id));
        }
        Ok(())
    }

    async fn write_stops(&mut self, order: &PostedOrder) -> Result<(), StoreError> {
        for (position, stop) in order.stops.iter().enumerate() {
            self.write_stop(&order.id, position, stop).await?;
        }
        Ok(())
    }

    async fn write_stop(
        &mut self,
        order: &str,
        position: usize,
        stop: &PostedStop,
    ) -> Result<(), StoreError> {
        let (state, candidates) = match &stop.place {
            StopPlace::Found { .. } => ("found", None),
            StopPlace::Ambiguous { candidates } => ("ambiguous", Some(candidates)),
            StopPlace::Unknown { candidates } => ("unknown", Some(candidates)),
        };
        let candidates = candidates.map(|candidates| {
            serde_json::to_string(candidates)
                .expect("invariant: values of the domain have text as keys")
        });
        let timing = &stop.timing;
        let reason = stop.failure.as_ref().map(|failure| word(&failure.reason));
        let statement = sql(
            "INSERT INTO order_stop (coop_id, order_id, position, name, phone, address, notes, \
             place_state, lon_e7, lat_e7, candidates, start_at, end_at, service_s, mass_g, \
             volume_ml, bags, status, started_at, ended_at, failure_reason, failure_note, \
             heaviest_piece_g, floors, windows, plan_start_at, plan_end_at, max_on_board_s, \
             follows, follow_up) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
             $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30) \
             ON CONFLICT (coop_id, order_id, position) DO UPDATE \
             SET name = excluded.name, phone = excluded.phone, address = excluded.address, \
             notes = excluded.notes, place_state = excluded.place_state, \
             lon_e7 = excluded.lon_e7, lat_e7 = excluded.lat_e7, \
             candidates = excluded.candidates, start_at = excluded.start_at, \
             end_at = excluded.end_at, service_s = excluded.service_s, \
             mass_g = excluded.mass_g, volume_ml = excluded.volume_ml, bags = excluded.bags, \
             status = excluded.status, started_at = excluded.started_at, \
             ended_at = excluded.ended_at, failure_reason = excluded.failure_reason, \
             failure_note = excluded.failure_note, \
             heaviest_piece_g = excluded.heaviest_piece_g, floors = excluded.floors, \
             windows = excluded.windows, plan_start_at = excluded.plan_start_at, \
             plan_end_at = excluded.plan_end_at, max_on_board_s = excluded.max_on_board_s, \
             follows = excluded.follows, follow_up = excluded.follow_up",
        )
        .text("order.coop_id", &self.coop)
        .text("order.id", order)
        .count(position)
        .text("stop.name", &stop.name)
        .text("stop.phone", &stop.phone)
        .text("stop.address", &stop.address)
        .text("stop.notes", &stop.notes)
        .text("stop.place_state", state)
        .maybe_place(stop.place.known())
        .maybe_text("stop.candidates", candidates.as_deref())
        .instant(stop.window.start())
        .instant(stop.window.end())
        .maybe_int(stop.service.map(|service| i64::from(service.as_u32())))
        .load(stop.load)
        .word(&stop.status)
        .maybe_instant(stop.started_at)
        .maybe_instant(stop.ended_at)
        .maybe_text("stop.failure", reason.as_deref())
        .maybe_text("stop.failure", stop.failure.as_ref().map(|failure| failure.note.as_str()))
        .maybe_int(stop.piece_g.map(i64::from))
        .int(stop.floors)
        .maybe_json("stop.windows", Some(&timing.windows).filter(|it| !it.is_empty()))
        .maybe_instant(timing.plan_window.map(|it| it.start()))
        .maybe_instant(timing.plan_window.map(|it| it.end()))
        .maybe_int(timing.max_on_board.map(|most| i64::from(most.as_u32())))
        .maybe_int(stop.follow_up.map(|it| i64::try_from(it.after).unwrap_or(i64::MAX)))
        .maybe_text("stop.follow_up", stop.follow_up.map(|it| it.then.word()));
        self.write(statement).await?;
        Ok(())
    }

    /// Says what happened to an order, with its round and courier, who must hear of it too.
    pub(in crate::store) async fn order_event(
        &mut self,
        kind: EventKind,
        order: &PostedOrder,
    ) -> Result<(), StoreError> {
        let courier = match &order.round {
            Some(round) => self.courier_of_round(round).await?,
            None => None,
        };
        let about = Subject {
            day: Some(order.day),
            order: Some(order.id.clone()),
            shop: order.shop.clone(),
            round: order.round.clone(),
            courier,
            ..Subject::default()
        };
        self.append(kind, &about).await
    }

    async fn courier_of_round(&mut self, round: &str) -> Result<Option<String>, StoreError> {
        let (connection, coop) = self.parts();
        let row = sql("SELECT id, courier_id FROM round WHERE coop_id = $1 AND id = $2");
        let row = row.text("round.coop_id", coop).text("round.id", round).one(connection).await?;
        row.map(|row| Cells::new(&row, "round", "id").text("courier_id")).transpose()
    }
}

/// What is kept of its terms: nothing of plain ones.
fn terms(order: &PostedOrder) -> Option<&Terms> {
    Some(&order.terms).filter(|terms| **terms != Terms::default())
}
