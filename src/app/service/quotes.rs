//! Quotes: can an order be taken, before anybody posts it?

use super::{
    Actor, AppError, Complaints, Deed, OrderDraft, OrderView, Scope, Service, Submitted,
    day_snapshot::Snapshot,
    planning::{ATTEMPTS, has_changed},
    withdrawal::day_of_order,
};
use crate::{
    app::{PlanError, later, quote_order},
    dispatch::{InstanceError, Offer, Quote, Quoted},
    domain::{HeldOrder, Order, PostedOrder, Sentence, StopPlace},
    store::Work,
    units::{Seconds, TimeWindow, Timestamp},
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// So many other times are looked at.
const STEPS: u32 = 8;

/// An account holds places for so many orders at most.
const MOST_HELD: usize = 20;

/// What is said of an order that nobody has posted yet.
#[derive(Debug)]
pub struct QuoteView {
    /// The day it would be planned on.
    pub day: Date,
    /// What taking it means; or the stable word and the sentence that say why it cannot be taken.
    pub offer: Result<OfferView, (&'static str, Sentence)>,
    /// Later times, each with all of the order's windows later by as much.
    pub later: Vec<LaterView>,
    /// The place that is held for it.
    pub hold: Option<HoldView>,
}

/// The best way to take it.
#[derive(Debug)]
pub struct OfferView {
    /// When service would start at each pickup.
    pub pickups_at: Vec<Timestamp>,
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
    /// The first pickup's window then.
    pub pickup: TimeWindow<Timestamp>,
    /// The first dropoff's.
    pub dropoff: TimeWindow<Timestamp>,
    /// What taking it then means; `None` if no shift could as things are.
    pub offer: Option<OfferView>,
}

/// A place that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldView {
    /// Id of the quote; that of the order if it is confirmed.
    pub id: String,
    /// From then on the place is free again.
    pub expires_at: Timestamp,
}

impl Service {
    /// Says whether an order could be taken as things are, when it would come and what that would do to others.
    /// No round changes. Rounds that are being ridden are looked into as far as they are left. With `hold_for` a place is kept for it for so
    /// long, if there is one: other quotes and plans leave room for it.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the draft, an address that is not clear among it;
    /// [`AppError::Conflict`] if the account holds too many places already; else as [`Self::plan`].
    pub async fn quote(
        &self,
        actor: &Actor,
        submitted: Submitted<OrderDraft>,
        hold_for: Option<Seconds>,
    ) -> Result<QuoteView, AppError> {
        let scope = actor.may(Deed::Orders)?;
        let mut posted = self.drafted(actor, submitted).await?;
        let mut view = self.store.view(actor.coop()).await?;
        posted.day = day_of_order(&mut view, posted.ready_at(), posted.day).await?;
        let times = view.rules_at(self.now()).await?.rules.service;
        let order = posted.plannable(&times).ok_or_else(|| AppError::Invalid(unclear(&posted)))?;
        drop(view);
        for _ in 0..ATTEMPTS {
            let looked = self.look(actor, &order, posted.day, STEPS).await?;
            let mut quote = looked.view(&scope, posted.day);
            let Some(span) = hold_for.filter(|_| quote.offer.is_ok()) else { return Ok(quote) };
            let mut change = self.change(actor).await?;
            if has_changed(&mut change, &looked.snapshot).await? {
                continue;
            }
            let now = change.at();
            let (account, expires_at) = (actor.account.id.clone(), now + span);
            if change.held_by(&account, now).await? >= MOST_HELD {
                let cause = format!("you hold places for {MOST_HELD} orders already");
                return Err(AppError::conflict("too_many_held", cause, "confirm or release one"));
            }
            let held = HeldOrder { order: posted, account, expires_at };
            change.hold_order(&held).await?;
            change.commit().await?;
            quote.hold = Some(HoldView { id: held.order.id, expires_at });
            return Ok(quote);
        }
        Err(changing())
    }

    /// Posts the order that a place is held for. To confirm it again changes nothing. Also whether that was
    /// the first time.
    ///
    /// # Errors
    ///
    /// [`AppError::Conflict`] if its time is over, or if there is no place for it any more, as when a shift
    /// was taken away; [`AppError::NotFound`] if there is no such quote for this actor.
    pub async fn confirm_quote(
        &self,
        actor: &Actor,
        id: &str,
    ) -> Result<(OrderView, bool), AppError> {
        let scope = actor.may(Deed::Orders)?;
        for _ in 0..ATTEMPTS {
            let mut view = self.store.view(actor.coop()).await?;
            let own = |order: &PostedOrder| scope.holds_shop(order.shop.as_deref());
            // Read first: what is not held any more when it is read was confirmed before the order is looked for.
            let held = held_order(&mut view, &scope, id).await;
            if let Some(order) = view.order(id).await?.filter(own) {
                return Ok((OrderView::read_one(&mut view, order).await?.seen_by(&scope), false));
            }
            let held = held?;
            let times = view.rules_at(self.now()).await?.rules.service;
            drop(view);
            in_time(&held, self.now())?;
            let order = held.order.plannable(&times).ok_or_else(|| {
                AppError::Defect(format!("the held order {id} has a stop whose place is unknown"))
            })?;
            let looked = self.look(actor, &order, held.order.day, 0).await?;
            if let Quote::Impossible { reason, .. } = &looked.quoted.quote {
                let cause = format!("there is no place for it any more: {}", reason.en);
                return Err(AppError::conflict("no_place", cause, "ask for another time"));
            }
            let mut change = self.change(actor).await?;
            if has_changed(&mut change, &looked.snapshot).await? {
                continue;
            }
            // It may have been confirmed, or have run out, meanwhile.
            if let Some(order) = change.order(id).await?.filter(own) {
                return Ok((OrderView::read_one(&mut change, order).await?.seen_by(&scope), false));
            }
            let mut held = held_order(&mut change, &scope, id).await?;
            in_time(&held, change.at())?;
            held.order.created_at = change.at();
            change.confirm_order(&held).await?;
            let view = OrderView::read_one(&mut change, held.order).await?;
            change.commit().await?;
            return Ok((view.seen_by(&scope), true));
        }
        Err(changing())
    }

    /// Lets go of a place before its time is over.
    ///
    /// # Errors
    ///
    /// [`AppError::NotFound`] if there is no such quote for this actor, or it was confirmed.
    pub async fn release_quote(&self, actor: &Actor, id: &str) -> Result<(), AppError> {
        let scope = actor.may(Deed::Orders)?;
        let mut change = self.change(actor).await?;
        let held = held_order(&mut change, &scope, id).await?;
        change.release_order(&held).await?;
        change.commit().await?;
        Ok(())
    }

    /// Quotes an order, and the same up to so many steps later.
    async fn look(
        &self,
        actor: &Actor,
        order: &Order,
        day: Date,
        steps: u32,
    ) -> Result<Looked, AppError> {
        let mut whole = BTreeSet::new();
        loop {
            match self.look_at(actor, order, (day, steps), &whole).await? {
                Ok(looked) => return Ok(looked),
                Err(stuck) => whole.extend(stuck),
            }
        }
    }

    /// The same with the rounds of these shifts as they are; or which others cannot be carried on.
    async fn look_at(
        &self,
        actor: &Actor,
        order: &Order,
        (day, steps): (Date, u32),
        whole: &BTreeSet<String>,
    ) -> Result<Result<Looked, Vec<String>>, AppError> {
        let mut view = self.store.view(actor.coop()).await?;
        let mut snapshot = Snapshot::read(&mut view, day, self.now(), whole).await?;
        drop(view);
        // If a place is held for it, that is its own.
        snapshot.orders.retain(|other| other.id != order.id);
        let asked = snapshot.orders.len();
        let times = later(order, &snapshot.coop, steps);
        snapshot.orders.push(order.clone());
        snapshot.orders.extend(times.iter().map(|(_, later)| later.clone()));
        let (world, max_m) = (self.world.clone(), self.settings.max_snap_m());
        let work = move || {
            let quoted = quote_order(&world.router, snapshot.as_day(), max_m, asked);
            (quoted, snapshot)
        };
        let (quoted, snapshot) = self.cpu.run_for(&actor.account.id, work).await?;
        if let Err(PlanError::Instance(InstanceError::Stuck { shifts })) = &quoted {
            return Ok(Err(snapshot.ids_of(shifts).collect()));
        }
        Ok(Ok(Looked { quoted: quoted?, snapshot, times }))
    }
}

/// What was found out about an order, and of which day.
struct Looked {
    quoted: Quoted,
    snapshot: Snapshot,
    /// How much later, and the order then.
    times: Vec<(Seconds, Order)>,
}

impl Looked {
    fn view(&self, scope: &Scope, day: Date) -> QuoteView {
        let Self { quoted: Quoted { quote, instead, .. }, times, .. } = self;
        let later = times.iter().zip(instead).map(|((by, order), offer)| LaterView {
            by: *by,
            pickup: order.pickup.window,
            dropoff: order.dropoffs[0].stop.window,
            offer: offer.as_ref().map(|offer| self.offer(offer, scope)),
        });
        let offer = match quote {
            Quote::Impossible { code, reason } => Err((*code, reason.clone())),
            Quote::Possible(offer) => Ok(self.offer(offer, scope)),
        };
        QuoteView { day, offer, later: later.collect(), hold: None }
    }

    fn offer(&self, offer: &Offer, scope: &Scope) -> OfferView {
        let coop = &self.snapshot.coop;
        // A place that is held for somebody is no order yet, and nobody else's business.
        let order = |order: usize| {
            let id = &self.snapshot.orders[order].id;
            (!self.snapshot.held.contains(id)).then(|| id.clone())
        };
        let inside = || {
            let courier = coop.shifts[offer.shift].courier.clone();
            let known = coop.couriers.iter().find(|known| known.id == courier);
            let delays = offer.delays.iter();
            InsideView {
                courier_name: known.map_or_else(String::new, |known| known.name.clone()),
                courier,
                delays: delays.filter_map(|(late, by)| Some((order(*late)?, *by))).collect(),
                moved: offer.moved.and_then(order),
                shifts: offer.shifts,
            }
        };
        OfferView {
            inside: (*scope == Scope::All).then(inside),
            delayed: offer.delays.iter().filter(|(late, _)| order(*late).is_some()).count(),
            pickups_at: offer.pickups_at.clone(),
            dropoffs_at: offer.dropoffs_at.clone(),
            riding_s: offer.riding_s,
            distance_m: offer.distance_m,
        }
    }
}

async fn held_order<K>(work: &mut Work<K>, scope: &Scope, id: &str) -> Result<HeldOrder, AppError> {
    let held = work.held_order(id).await?;
    let held = held.filter(|held| scope.holds_shop(held.order.shop.as_deref()));
    held.ok_or_else(|| AppError::not_found("quote", id))
}

fn in_time(held: &HeldOrder, now: Timestamp) -> Result<(), AppError> {
    if now < held.expires_at {
        return Ok(());
    }
    let cause = "the time for which the place was held is over";
    Err(AppError::conflict("quote_over", cause, "ask for another quote"))
}

fn changing() -> AppError {
    let cause = format!("the day changed during each of {ATTEMPTS} attempts to look at it");
    AppError::conflict("changing", cause, "try again in a moment")
}

/// An order waits for a review where an address is not clear; who only asks has to say it clearly.
fn unclear(order: &PostedOrder) -> Complaints {
    let mut complaints = Complaints::default();
    for (position, stop) in order.stops.iter().enumerate() {
        let field = match (position, position.checked_sub(order.pickups)) {
            (0, _) => "/pickup/address".to_owned(),
            (_, None) => format!("/more_pickups/{}/address", position - 1),
            (_, Some(dropoff)) => format!("/dropoffs/{dropoff}/address"),
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
