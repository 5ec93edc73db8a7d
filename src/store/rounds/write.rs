//! Rounds to rows.

use super::NewRound;
use crate::{
    domain::{RoundStop, RoundStopKind, StopStatus},
    store::{
        Change, StoreError,
        statement::{sql, word},
    },
};

impl Change {
    pub(super) async fn insert_round(
        &mut self,
        plan: &str,
        day: jiff::civil::Date,
        new: &NewRound,
    ) -> Result<(), StoreError> {
        let NewRound { id, shift, round } = new;
        let statement = sql("INSERT INTO round (coop_id, id, plan_id, day, shift_id, courier_id, \
             vehicle_id, hub_id, distance_m, travel_s, waiting_s, peak_mass_g, peak_volume_ml, \
             peak_bags, room) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
             ON CONFLICT DO NOTHING")
        .text("round.coop_id", &self.coop)
        .text("round.id", id)
        .text("round.plan", plan)
        .day(day)
        .text("round.shift", shift)
        .text("round.courier", &round.courier)
        .text("round.vehicle", &round.vehicle)
        .text("round.hub", &round.hub)
        .int(round.distance_m.as_u32())
        .int(round.travel_s.as_u32())
        .int(round.waiting_s.as_u32())
        .load(round.peak_load)
        .maybe_json("round.room", Some(&round.room).filter(|room| !room.is_empty()));
        let inserted = self.write(statement).await?;
        if inserted == 0 {
            return Err(StoreError::conflict(format!("there is a round `{id}`")));
        }
        for (number, stop) in round.stops.iter().enumerate() {
            self.insert_round_stop(id, number, stop).await?;
        }
        Ok(())
    }

    pub(super) async fn insert_round_stop(
        &mut self,
        round: &str,
        number: usize,
        stop: &RoundStop,
    ) -> Result<(), StoreError> {
        let kind = match &stop.kind {
            RoundStopKind::Start => "start",
            RoundStopKind::Pickup { .. } => "pickup",
            RoundStopKind::Dropoff { .. } => "dropoff",
            RoundStopKind::Break => "break",
            RoundStopKind::End => "end",
        };
        let order = stop.kind.place_in_order();
        let position = order.map(|(_, position)| i64::try_from(position).unwrap_or(i64::MAX));
        // What is personal, and how far it has got, stands with the order if there is one.
        let own = order.is_none();
        let todo = word(&StopStatus::Todo);
        let statement =
            sql("INSERT INTO round_stop (coop_id, round_id, number, kind, order_id, position, \
             lon_e7, lat_e7, arrival_at, start_at, end_at, leg_m, leg_s, leg_ascent_m, mass_g, volume_ml, \
             bags, name, address, status) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, \
             $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)")
            .text("round.coop_id", &self.coop)
            .text("round.id", round)
            .count(number)
            .text("round_stop.kind", kind)
            .maybe_text("round_stop.order", order.map(|(order, _)| order))
            .maybe_int(position)
            .maybe_place(Some(stop.place))
            .instant(stop.arrival_at)
            .instant(stop.start_at)
            .instant(stop.end_at)
            .int(stop.leg_m.as_u32())
            .int(stop.leg_s.as_u32())
            .maybe_int(stop.leg_ascent_m.map(|it| i64::from(it.as_u32())))
            .load(stop.load)
            .maybe_text("round_stop.name", own.then_some(stop.name.as_str()))
            .maybe_text("round_stop.address", own.then_some(stop.address.as_str()))
            .maybe_text("round_stop.status", own.then_some(todo.as_str()));
        self.write(statement).await?;
        Ok(())
    }

    /// Deletes a round that no order is in any more.
    pub(super) async fn delete_round(&mut self, id: &str) -> Result<(), StoreError> {
        for statement in [
            "DELETE FROM round_stop WHERE coop_id = $1 AND round_id = $2",
            "DELETE FROM round WHERE coop_id = $1 AND id = $2",
        ] {
            let statement = sql(statement).text("round.coop_id", &self.coop).text("round.id", id);
            self.write(statement).await?;
        }
        Ok(())
    }
}
