//! Rounds that go on otherwise while they are being ridden.

use super::{Publication, withdraw::fetched};
use crate::{
    domain::{EventKind, LiveRound, PostedOrder, Progress, Round, RoundStopKind, StopStatus},
    store::{Change, StoreError, statement::sql},
    units::Timestamp,
};
use std::collections::BTreeMap;

/// A round that a plan carries on: what is begun or over stays, the rest is replaced. It keeps its id.
#[derive(Clone, Debug, PartialEq)]
pub struct CarriedRound {
    /// Id of the round.
    pub id: String,
    /// The numbers of the stops that stay, in order.
    pub stay: Vec<usize>,
    /// The whole round as it will be: first the stops that stay, then the others.
    pub round: Round,
}

/// A round as it stands, and as it goes on.
pub(super) struct Carrying<'p> {
    live: LiveRound,
    pub(super) new: &'p CarriedRound,
    /// The orders that were in it and may go elsewhere.
    pub(super) freed: Vec<PostedOrder>,
}

impl Carrying<'_> {
    /// Does an order stay in it, with all its stops at the times that were told?
    pub(super) fn keeps(&self, order: &str) -> bool {
        let times = |round: &Round| -> Vec<(RoundStopKind, Timestamp)> {
            let own = round.stops.iter().filter(|stop| stop.kind.order() == Some(order));
            own.map(|stop| (stop.kind.clone(), stop.start_at)).collect()
        };
        let (was, is) = (times(&self.live.round), times(&self.new.round));
        was.len() == is.len() && was.iter().all(|stop| is.contains(stop))
    }
}

impl Change {
    /// Takes the orders of which nothing was fetched yet out of a round, and what is left off its sheet.
    pub(super) async fn open_up<'p>(
        &mut self,
        new: &'p CarriedRound,
        day: jiff::civil::Date,
    ) -> Result<Carrying<'p>, StoreError> {
        let live = self.round(&new.id).await?;
        let live = live.ok_or_else(|| StoreError::not_found("round", &new.id))?;
        if live.day != day {
            return Err(StoreError::conflict(format!("round `{}` is of another day", new.id)));
        }
        goes_on(&live, new)?;
        let mut freed = Vec::new();
        let numbered = || live.round.stops.iter().enumerate();
        let stays = |number: &usize| new.stay.contains(number);
        let kept = fetched(numbered().filter(|(it, _)| stays(it)).map(|(_, stop)| stop));
        let left = fetched(numbered().filter(|(it, _)| !stays(it)).map(|(_, stop)| stop));
        for id in left.into_iter().filter(|id| !kept.contains(id)) {
            let order = self.order(id).await?;
            let own = |order: &PostedOrder| order.round.as_deref() == Some(live.id.as_str());
            let Some(mut order) = order.filter(own) else { continue };
            order.round = None;
            self.save_order_row(&order).await?;
            order.status = order.derive_status();
            freed.push(order);
        }
        Ok(Carrying { live, new, freed })
    }

    /// Writes the round as it goes on, and says so.
    pub(super) async fn go_on(
        &mut self,
        carrying: &Carrying<'_>,
        publication: &Publication,
    ) -> Result<(), StoreError> {
        let Carrying { live, new, .. } = carrying;
        let statement = sql("UPDATE round SET plan_id = $3 WHERE coop_id = $1 AND id = $2")
            .text("round.coop_id", &self.coop)
            .text("round.id", &new.id)
            .text("round.plan", &publication.plan);
        self.write(statement).await?;
        self.rewrite_round(&new.id, &new.round).await?;
        for (number, before) in (0..).zip(&new.stay) {
            let own = live.round.stops[*before].kind.order().is_none();
            let progress: &Progress = &live.progress[*before];
            if own && progress.status != StopStatus::Todo {
                self.note_own(&new.id, number, progress).await?;
            }
        }
        self.round_event(EventKind::RoundChanged, publication, &new.id, &new.round.courier).await
    }
}

/// Is the new round one that this one can become? What was begun since may only be the stop that comes next anyway.
fn goes_on(live: &LiveRound, new: &CarriedRound) -> Result<(), StoreError> {
    let kinds = |round: &Round, numbers: &[usize]| -> Option<Vec<RoundStopKind>> {
        numbers.iter().map(|number| Some(round.stops.get(*number)?.kind.clone())).collect()
    };
    let first: Vec<usize> = (0..new.stay.len()).collect();
    let stays = kinds(&live.round, &new.stay);
    let ascends = new.stay.is_sorted_by(|a, b| a < b);
    let is_same = stays.is_some() && stays == kinds(&new.round, &first);
    if !is_same || !ascends || new.round.courier != live.round.courier {
        let cause = format!("round `{}` does not begin with what stays of it", live.id);
        return Err(StoreError::conflict(cause));
    }
    let next = new.round.stops.get(new.stay.len()).map(|stop| &stop.kind);
    let rows = live.round.stops.iter().zip(&live.progress).enumerate();
    let mut left = rows.filter(|(number, _)| !new.stay.contains(number));
    let lost = left.find(|(_, (stop, it))| {
        let own = stop.kind.order().is_none();
        // What was called off goes.
        !matches!(it.status, StopStatus::Todo | StopStatus::Cancelled)
            && (own || Some(&stop.kind) != next)
    });
    match lost {
        Some((number, _)) => {
            let cause = format!("stop {number} of round `{}` was begun meanwhile", live.id);
            Err(StoreError::conflict(cause))
        }
        None => Ok(()),
    }
}

/// The orders of a round that is carried on which are fetched in it, but not by a stop that stays.
pub(super) fn orders_left(new: &CarriedRound) -> impl Iterator<Item = &str> {
    let (stay, left) = new.round.stops.split_at(new.stay.len().min(new.round.stops.len()));
    let kept = fetched(stay);
    fetched(left).into_iter().filter(move |id| !kept.contains(id))
}

/// The orders of a day by id, with those of a round that is carried on free again.
pub(super) fn free_again(carrying: &Carrying<'_>, orders: &mut BTreeMap<String, PostedOrder>) {
    for order in &carrying.freed {
        orders.insert(order.id.clone(), order.clone());
    }
}
