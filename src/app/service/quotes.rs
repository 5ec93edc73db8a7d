//! Quotes: can an order be taken, before anybody posts it?

use super::{
    Actor, AppError, Complaints, Deed, OrderDraft, Scope, Service, Submitted,
    day_snapshot::Snapshot, withdrawal::day_of_order,
};
use crate::{
    app::quote_order,
    dispatch::{Quote, Quoted},
    domain::{Order, PostedOrder, Sentence, StopPlace},
    units::{Seconds, TimeWindow, Timestamp},
};
use jiff::civil::Date;

/// Other times are looked at in such steps, and so many of them.
const STEP: Seconds = Seconds::from_minutes(30);
const STEPS: u32 = 8;

/// What is said of an order that nobody has posted yet.
#[derive(Debug)]
pub struct QuoteView {
    /// The day it would be planned on.
    pub day: Date,
    /// What taking it means; or the stable word and the sentence that say why it cannot be taken.
    pub offer: Result<OfferView, (&'static str, Sentence)>,
    /// Later times, each with all of the order's windows later by as much.
    pub later: Vec<LaterView>,
}

/// The best way to take it.
#[derive(Debug)]
pub struct OfferView {
    /// When service would start at the pickup.
    pub pickup_at: Timestamp,
    /// The same at each dropoff.
    pub dropoffs_at: Vec<Timestamp>,
    /// Seconds that all rounds together are ridden longer.
    pub riding_s: i64,
    /// Metres that they are farther.
    pub distance_m: i64,
    /// Number of orders that would come later.
    pub delayed: usize,
    /// Who would ride it, and what it does to whom; `None` for a shop.
    pub inside: Option<InsideView>,
}

/// What only the co-operative sees of an offer.
#[derive(Debug)]
pub struct InsideView {
    /// Id of the courier.
    pub courier: String,
    /// Their name.
    pub courier_name: String,
    /// Ids of the orders that would come later, each with the most that a stop of it is later.
    pub delays: Vec<(String, Seconds)>,
    /// Id of an order that would go to another courier.
    pub moved: Option<String>,
    /// How many shifts could take it.
    pub shifts: usize,
}

/// A later time.
#[derive(Debug)]
pub struct LaterView {
    /// How much later.
    pub by: Seconds,
    /// The pickup's window then.
    pub pickup: TimeWindow<Timestamp>,
    /// The first dropoff's.
    pub dropoff: TimeWindow<Timestamp>,
    /// Could some shift take it as things are?
    pub possible: bool,
}

impl Service {
    /// Says whether an order could be taken as things are, when it would come and what that would do to others.
    /// Nothing is kept and nothing changes. Rounds that were begun stay as they are.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the draft, an address that is not clear among it; else as
    /// [`Self::plan`].
    pub async fn quote(
        &self,
        actor: &Actor,
        submitted: Submitted<OrderDraft>,
    ) -> Result<QuoteView, AppError> {
        let scope = actor.may(Deed::Orders)?;
        let posted = self.drafted(actor, submitted).await?;
        let mut view = self.store.view(actor.coop()).await?;
        let times = view.rules_at(self.now()).await?.rules.service;
        let order = posted.plannable(&times).ok_or_else(|| AppError::Invalid(unclear(&posted)))?;
        let day = day_of_order(&mut view, order.pickup.window.start(), posted.day).await?;
        let mut snapshot = Snapshot::read(&mut view, day, self.now()).await?;
        drop(view);
        let asked = snapshot.orders.len();
        let last = snapshot.coop.shifts.iter().map(|shift| shift.window.end()).max();
        let times: Vec<(Seconds, Order)> = (1..=STEPS)
            .map(|step| Seconds::new(step * STEP.as_u32()))
            .map(|by| (by, order.later(by)))
            .filter(|(_, later)| last.is_some_and(|last| later.pickup.window.start() < last))
            .collect();
        snapshot.orders.push(order);
        snapshot.orders.extend(times.iter().map(|(_, later)| later.clone()));
        let (world, max_m) = (self.world.clone(), self.settings.max_snap_m());
        let work = move || {
            let quoted = quote_order(&world.router, snapshot.as_day(), max_m, asked);
            (quoted, snapshot)
        };
        let (quoted, snapshot) = self.cpu.run_for(&actor.account.id, work).await?;
        let Quoted { quote, instead, .. } = quoted?;
        let later = times.into_iter().zip(instead).map(|((by, order), possible)| LaterView {
            by,
            pickup: order.pickup.window,
            dropoff: order.dropoffs[0].stop.window,
            possible,
        });
        let later = later.collect();
        let offer = match quote {
            Quote::Impossible { code, reason } => Err((code, reason)),
            Quote::Possible(offer) => {
                let id = |order: usize| snapshot.orders[order].id.clone();
                let inside = || {
                    let courier = snapshot.coop.shifts[offer.shift].courier.clone();
                    let known = snapshot.coop.couriers.iter().find(|known| known.id == courier);
                    InsideView {
                        courier_name: known.map_or_else(String::new, |known| known.name.clone()),
                        courier,
                        delays: offer.delays.iter().map(|(order, by)| (id(*order), *by)).collect(),
                        moved: offer.moved.map(id),
                        shifts: offer.shifts,
                    }
                };
                Ok(OfferView {
                    inside: (scope == Scope::All).then(inside),
                    delayed: offer.delays.len(),
                    pickup_at: offer.pickup_at,
                    dropoffs_at: offer.dropoffs_at,
                    riding_s: offer.riding_s,
                    distance_m: offer.distance_m,
                })
            }
        };
        Ok(QuoteView { day, offer, later })
    }
}

/// An order waits for a review where an address is not clear; who only asks has to say it clearly.
fn unclear(order: &PostedOrder) -> Complaints {
    let mut complaints = Complaints::default();
    for (position, stop) in order.stops.iter().enumerate() {
        let field = match position.checked_sub(1) {
            None => "/pickup/address".to_owned(),
            Some(dropoff) => format!("/dropoffs/{dropoff}/address"),
        };
        let told = |candidates: &[crate::domain::Candidate]| {
            candidates.iter().map(|it| it.label.as_str()).collect::<Vec<_>>().join("; ")
        };
        let (code, cause) = match &stop.place {
            StopPlace::Found { .. } => continue,
            StopPlace::Ambiguous { candidates } => {
                ("ambiguous", format!("may be one of several places: {}", told(candidates)))
            }
            StopPlace::Unknown { candidates } if candidates.is_empty() => {
                ("unknown", "is not on the map".to_owned())
            }
            StopPlace::Unknown { candidates } => {
                ("unknown", format!("is not on the map; nearest in words: {}", told(candidates)))
            }
        };
        complaints.add(field, code, cause, "write it as it is on the map, or give lon_lat");
    }
    complaints
}
