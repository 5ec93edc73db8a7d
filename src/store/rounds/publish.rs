//! Publishing a plan.

use super::{
    CarriedRound,
    carry_on::{free_again, orders_left},
    withdraw::fetched,
};
use crate::{
    domain::{
        Decision, EventKind, LiveRound, NoPlace, OrderStatus, PostedOrder, PublishedPlan, Round,
        Subject,
    },
    store::{Change, StoreError, statement::sql},
};
use std::collections::{BTreeMap, BTreeSet};

/// A round that a plan gives.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRound {
    /// Opaque id, unique in the co-operative.
    pub id: String,
    /// Id of the shift.
    pub shift: String,
    /// The round.
    pub round: Round,
}

/// What a new plan of a day changes. Rounds that it does not name stay as they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// Opaque id of the plan, unique in the co-operative.
    pub plan: String,
    /// The day, by the co-operative's own clock.
    pub day: jiff::civil::Date,
    /// The version of the rules by which it was made.
    pub rules: u32,
    /// Ids of the rounds that give way. None of their stops may have been started.
    pub withdrawn: Vec<String>,
    /// The rounds that go on otherwise.
    pub carried: Vec<CarriedRound>,
    /// The rounds that come.
    pub rounds: Vec<NewRound>,
    /// Ids of the day's orders that it found no place for, with the reason.
    pub unassigned: Vec<(String, NoPlace)>,
    /// Why each of its orders is where it is.
    pub decisions: Vec<Decision>,
}

impl Change {
    /// Publishes a plan: withdraws rounds, carries others on, adds others, says of each of their orders that it is
    /// planned, of each order in none why, and of each order that it takes out of a round without a word
    /// about it that it is in none any more.
    ///
    /// # Errors
    ///
    /// [`StoreError::Conflict`] if a withdrawn round is not of that day or something in it was
    /// started, if something was started in a round that is carried on which is to come otherwise, if an order is not of that day, cancelled, or in two rounds. Also if something it
    /// refers to is not there, a text cannot be kept, or the database does not answer.
    pub async fn publish(&mut self, new: &Publication) -> Result<PublishedPlan, StoreError> {
        // It writes many things, each with its event: half of them would look whole.
        let outcome = self.publish_all(new).await;
        self.whole(outcome)
    }

    async fn publish_all(&mut self, new: &Publication) -> Result<PublishedPlan, StoreError> {
        let plan = self.insert_plan(new).await?;
        let orders = self.orders_of_day(new.day).await?;
        let mut orders: BTreeMap<String, PostedOrder> =
            orders.into_iter().map(|order| (order.id.clone(), order)).collect();

        let mut freed = BTreeSet::new();
        for live in &self.withdrawable(new).await? {
            for order in self.take_back(live).await? {
                freed.insert(order.id.clone());
                orders.insert(order.id.clone(), order);
            }
        }
        let mut carrying = Vec::with_capacity(new.carried.len());
        for round in &new.carried {
            let opened = self.open_up(round, new.day).await?;
            free_again(&opened, &mut orders);
            freed.extend(opened.freed.iter().map(|order| order.id.clone()));
            carrying.push(opened);
        }
        for round in &new.rounds {
            self.must_exist("shift", Some(&round.shift)).await?;
            self.must_exist("courier", Some(&round.round.courier)).await?;
            self.must_exist("vehicle", Some(&round.round.vehicle)).await?;
            self.must_exist("hub", Some(&round.round.hub)).await?;
            for id in orders_in(&round.round) {
                // Before the database refuses in its own words.
                free(&mut orders, id)?;
            }
            self.insert_round(&new.plan, new.day, round).await?;
            self.round_event(EventKind::RoundPublished, new, &round.id, &round.round.courier)
                .await?;
            for id in orders_in(&round.round) {
                freed.remove(id);
                let order = free(&mut orders, id)?;
                self.put_into(&round.id, order).await?;
                self.order_event(EventKind::OrderPlanned, order).await?;
            }
        }
        for opened in &carrying {
            for id in orders_left(opened.new) {
                // Before the database refuses in its own words.
                free(&mut orders, id)?;
            }
            self.go_on(opened, new).await?;
            for id in orders_left(opened.new) {
                freed.remove(id);
                let order = free(&mut orders, id)?;
                self.put_into(&opened.new.id, order).await?;
                if !opened.keeps(id) {
                    self.order_event(EventKind::OrderPlanned, order).await?;
                }
            }
        }
        for (id, no_place) in &new.unassigned {
            freed.remove(id);
            let order = free(&mut orders, id)?;
            order.no_place = Some(no_place.clone());
            self.save_order_row(order).await?;
            self.order_event(EventKind::OrderUnassigned, order).await?;
        }
        self.replace_decisions(new).await?;
        // Of those that it does not speak of, such as those called off, nothing else would tell.
        for order in freed.iter().filter_map(|id| orders.get(id)) {
            self.order_event(EventKind::OrderWithdrawn, order).await?;
        }
        let about =
            Subject { day: Some(new.day), other: Some(new.plan.clone()), ..Subject::default() };
        self.append(EventKind::PlanPublished, &about).await?;
        Ok(plan)
    }

    async fn put_into(&mut self, round: &str, order: &mut PostedOrder) -> Result<(), StoreError> {
        order.round = Some(round.to_owned());
        order.no_place = None;
        self.save_order_row(order).await
    }

    async fn insert_plan(&mut self, new: &Publication) -> Result<PublishedPlan, StoreError> {
        let (seq, published_at) = (self.next_seq(), self.at());
        let account = self.account_id().map(str::to_owned);
        let statement = sql("INSERT INTO plan (coop_id, id, day, published_at, account_id, seq, \
             rules_version) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING")
        .text("plan.coop_id", &self.coop)
        .text("plan.id", &new.plan)
        .day(new.day)
        .instant(published_at)
        .maybe_text("plan.account", account.as_deref())
        .int(seq)
        .int(new.rules);
        let inserted = self.write(statement).await?;
        if inserted == 0 {
            return Err(StoreError::conflict(format!("there is a plan `{}`", new.plan)));
        }
        let rules = Some(new.rules);
        Ok(PublishedPlan { id: new.plan.clone(), day: new.day, published_at, account, rules })
    }

    /// The rounds to withdraw, if all of them may be.
    async fn withdrawable(&mut self, new: &Publication) -> Result<Vec<LiveRound>, StoreError> {
        let rounds = self.untouched(&new.withdrawn).await?;
        match rounds.iter().find(|live| live.day != new.day) {
            Some(LiveRound { id, .. }) => {
                Err(StoreError::conflict(format!("round `{id}` is of another day")))
            }
            None => Ok(rounds),
        }
    }

    pub(super) async fn round_event(
        &mut self,
        kind: EventKind,
        new: &Publication,
        round: &str,
        courier: &str,
    ) -> Result<(), StoreError> {
        let about = Subject {
            day: Some(new.day),
            round: Some(round.to_owned()),
            courier: Some(courier.to_owned()),
            ..Subject::default()
        };
        self.append(kind, &about).await
    }
}

/// An order that a plan may still decide about.
fn free<'a>(
    orders: &'a mut BTreeMap<String, PostedOrder>,
    id: &str,
) -> Result<&'a mut PostedOrder, StoreError> {
    let order = orders.get_mut(id);
    let order = order.ok_or_else(|| {
        StoreError::conflict(format!("there is no order `{id}` on the day of the plan"))
    })?;
    if order.status == OrderStatus::Cancelled {
        return Err(StoreError::conflict(format!("order `{id}` was cancelled")));
    }
    if order.round.is_some() {
        return Err(StoreError::conflict(format!("order `{id}` is in another round")));
    }
    Ok(order)
}

/// Ids of the orders fetched in a round.
fn orders_in(round: &Round) -> Vec<&str> {
    fetched(&round.stops)
}
