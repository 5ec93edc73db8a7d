//! Orders and rounds with the names of what they refer to.

use super::{AppError, Scope};
use crate::{
    domain::{LiveRound, PostedOrder, Terms},
    store::Work,
    units::Timestamp,
};
use std::collections::BTreeMap;

/// An order with what belongs to it elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderView {
    /// The order.
    pub order: PostedOrder,
    /// Name of its shop.
    pub shop_name: Option<String>,
    /// Id and name of the courier of its round.
    pub courier: Option<(String, String)>,
    /// When its round has service start, stop by stop.
    pub planned_at: Vec<Option<Timestamp>>,
}

impl OrderView {
    /// What of it somebody may see: whom the co-operative chose, and how much it counts, is not a shop's business.
    #[must_use]
    pub(super) fn seen_by(mut self, scope: &Scope) -> Self {
        if *scope != Scope::All {
            let sequence = self.order.terms.sequence;
            self.order.terms = Terms { sequence, ..Terms::default() };
        }
        self
    }

    /// Puts orders together with the rounds that they are in, and the names of shops by their ids.
    pub(super) fn all(
        orders: Vec<PostedOrder>,
        rounds: &BTreeMap<String, LiveRound>,
        shops: &BTreeMap<String, String>,
    ) -> Vec<Self> {
        let view = |order: PostedOrder| {
            let round = order.round.as_ref().and_then(|id| rounds.get(id));
            Self {
                shop_name: order.shop.as_ref().and_then(|id| shops.get(id).cloned()),
                courier: round
                    .map(|live| (live.round.courier.clone(), live.round.courier_name.clone())),
                planned_at: planned(&order, round),
                order,
            }
        };
        orders.into_iter().map(view).collect()
    }

    /// Reads what belongs to some orders.
    pub(super) async fn read<K>(
        work: &mut Work<K>,
        orders: Vec<PostedOrder>,
    ) -> Result<Vec<Self>, AppError> {
        let mut rounds = BTreeMap::new();
        for id in orders.iter().filter_map(|order| order.round.clone()) {
            if !rounds.contains_key(&id)
                && let Some(round) = work.round(&id).await?
            {
                rounds.insert(id, round);
            }
        }
        let mut shops = BTreeMap::new();
        for id in orders.iter().filter_map(|order| order.shop.clone()) {
            if !shops.contains_key(&id)
                && let Some(shop) = work.shop(&id).await?
            {
                shops.insert(id, shop.name);
            }
        }
        Ok(Self::all(orders, &rounds, &shops))
    }

    /// The same for one order.
    pub(super) async fn read_one<K>(
        work: &mut Work<K>,
        order: PostedOrder,
    ) -> Result<Self, AppError> {
        let view = Self::read(work, vec![order]).await?.pop();
        view.ok_or_else(|| AppError::Defect("an order got lost".to_owned()))
    }
}

fn planned(order: &PostedOrder, round: Option<&LiveRound>) -> Vec<Option<Timestamp>> {
    let mut planned = vec![None; order.stops.len()];
    for stop in round.iter().flat_map(|live| &live.round.stops) {
        let own = stop.kind.place_in_order().filter(|(id, _)| *id == order.id);
        let slot = own.and_then(|(_, position)| planned.get_mut(position));
        if let Some(slot) = slot {
            *slot = Some(stop.start_at);
        }
    }
    planned
}
