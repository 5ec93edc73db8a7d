//! Rounds of which the stops are others, or in another order.

use crate::{
    domain::{EventKind, LiveRound, PostedOrder, Round, StopStatus, Subject},
    store::{Change, StoreError, statement::sql},
};

impl Change {
    /// Lets a round go on otherwise because of one of its orders: writes the order, then the round with how far it has
    /// got, and says so by an event that names both. Of what is in the order, progress is written with the order.
    ///
    /// # Errors
    ///
    /// If one of them is not there, a text cannot be kept, or the database does not answer.
    pub async fn reroute(
        &mut self,
        live: &LiveRound,
        order: &PostedOrder,
    ) -> Result<(), StoreError> {
        let outcome = self.reroute_all(live, order).await;
        self.whole(outcome)
    }

    async fn reroute_all(
        &mut self,
        live: &LiveRound,
        order: &PostedOrder,
    ) -> Result<(), StoreError> {
        self.save_order_rows(order).await?;
        self.rewrite_round(&live.id, &live.round).await?;
        for ((number, stop), progress) in (0..).zip(&live.round.stops).zip(&live.progress) {
            if stop.kind.order().is_none() && progress.status != StopStatus::Todo {
                self.note_own(&live.id, number, progress).await?;
            }
        }
        let about = Subject {
            day: Some(live.day),
            order: Some(order.id.clone()),
            shop: order.shop.clone(),
            round: Some(live.id.clone()),
            courier: Some(live.round.courier.clone()),
            ..Subject::default()
        };
        self.append(EventKind::RoundChanged, &about).await
    }

    /// Replaces the stops of a round, and what is counted of it.
    pub(super) async fn rewrite_round(
        &mut self,
        id: &str,
        round: &Round,
    ) -> Result<(), StoreError> {
        let gone = sql("DELETE FROM round_stop WHERE coop_id = $1 AND round_id = $2");
        let gone = gone.text("round.coop_id", &self.coop).text("round.id", id);
        self.write(gone).await?;
        let statement = sql("UPDATE round SET distance_m = $3, travel_s = $4, waiting_s = $5, \
             peak_mass_g = $6, peak_volume_ml = $7, peak_bags = $8, room = $9 \
             WHERE coop_id = $1 AND id = $2")
        .text("round.coop_id", &self.coop)
        .text("round.id", id)
        .int(round.distance_m.as_u32())
        .int(round.travel_s.as_u32())
        .int(round.waiting_s.as_u32())
        .load(round.peak_load)
        .maybe_json("round.room", Some(&round.room).filter(|room| !room.is_empty()));
        if self.write(statement).await? == 0 {
            return Err(StoreError::not_found("round", id));
        }
        for (number, stop) in round.stops.iter().enumerate() {
            self.insert_round_stop(id, number, stop).await?;
        }
        Ok(())
    }
}
