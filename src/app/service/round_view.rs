//! Rounds with what belongs to them elsewhere.

use super::AppError;
use crate::{
    domain::{FollowUp, LiveRound, PostedOrder},
    store::Work,
    units::{Load, TimeWindow, Timestamp},
};
use std::collections::BTreeMap;

/// A round with what belongs to it elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundView {
    /// The round.
    pub live: LiveRound,
    /// Name of its vehicle.
    pub vehicle_name: String,
    /// Name of its hub.
    pub hub_name: String,
    /// Its shift's.
    pub window: TimeWindow<Timestamp>,
    /// What the orders say of each stop; `None` for start, break and end.
    pub told: Vec<Option<StopTold>>,
}

/// What its order says of a stop.
#[derive(Clone, Debug, PartialEq)]
pub struct StopTold {
    /// Id of the order.
    pub order: String,
    /// What the shop calls the order.
    pub reference: String,
    /// Telephone number of who is there.
    pub phone: String,
    /// What the courier should know.
    pub notes: String,
    /// What was promised.
    pub window: TimeWindow<Timestamp>,
    /// What is taken or handed over.
    pub handed: Load,
    /// Of a dropoff that takes up the load of one that failed.
    pub follow_up: Option<FollowUp>,
}

impl RoundView {
    /// Reads what belongs to some rounds.
    pub(super) async fn read<K>(
        work: &mut Work<K>,
        rounds: Vec<LiveRound>,
    ) -> Result<Vec<Self>, AppError> {
        let mut orders: BTreeMap<String, PostedOrder> = BTreeMap::new();
        let days: std::collections::BTreeSet<_> = rounds.iter().map(|live| live.day).collect();
        if rounds.len() > 1 {
            for day in days {
                let of_day = work.orders_of_day(day).await?;
                orders.extend(of_day.into_iter().map(|order| (order.id.clone(), order)));
            }
        }
        let mut views = Vec::with_capacity(rounds.len());
        for live in rounds {
            views.push(Self::with(work, live, &mut orders).await?);
        }
        Ok(views)
    }

    /// The same for one round.
    pub(super) async fn read_one<K>(work: &mut Work<K>, live: LiveRound) -> Result<Self, AppError> {
        Self::with(work, live, &mut BTreeMap::new()).await
    }

    async fn with<K>(
        work: &mut Work<K>,
        live: LiveRound,
        orders: &mut BTreeMap<String, PostedOrder>,
    ) -> Result<Self, AppError> {
        let mut told = Vec::with_capacity(live.round.stops.len());
        for stop in &live.round.stops {
            let Some((id, position)) = stop.kind.place_in_order() else {
                told.push(None);
                continue;
            };
            if !orders.contains_key(id)
                && let Some(order) = work.order(id).await?
            {
                orders.insert(id.to_owned(), order);
            }
            told.push(orders.get(id).and_then(|order| StopTold::of(order, position)));
        }
        let vehicle = work.vehicle(&live.round.vehicle).await?;
        let hub = work.hub(&live.round.hub).await?;
        let shift = work.shift(&live.shift).await?;
        let ends = live.round.stops.first().zip(live.round.stops.last());
        let window = shift
            .map(|shift| shift.window)
            .or_else(|| ends.and_then(|(a, b)| TimeWindow::new(a.start_at, b.end_at)))
            .ok_or_else(|| AppError::Defect(format!("round {} has no shift", live.id)))?;
        Ok(Self {
            vehicle_name: vehicle.map_or_else(|| live.round.vehicle.clone(), |it| it.name),
            hub_name: hub.map_or_else(|| live.round.hub.clone(), |it| it.name),
            window,
            told,
            live,
        })
    }
}

impl StopTold {
    fn of(order: &PostedOrder, position: usize) -> Option<Self> {
        let stop = order.stops.get(position)?;
        Some(Self {
            order: order.id.clone(),
            reference: order.reference.clone(),
            phone: stop.phone.clone(),
            notes: stop.notes.clone(),
            window: stop.window,
            handed: order.load_at(position),
            follow_up: stop.follow_up,
        })
    }
}
