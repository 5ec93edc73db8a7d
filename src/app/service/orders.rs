//! Orders: post, look at, place, call off.

use super::{
    Actor, AppError, Deed, Scope, Service,
    checks::Checks,
    complaint::{Complaints, Submitted},
    drafts::{OrderDraft, PlaceDraft},
    order_view::OrderView,
    posting::Posting,
    withdrawal::day_of_order,
    world::{World, zone_of},
};
use crate::{
    domain::{Candidate, EventKind, Hub, OrderStatus, PostedOrder, Shop, StopPlace, StopStatus},
    geocode::{Match, Resolution},
    store::{OrderCursor, OrderFilter, Work},
    units::LonLat,
};
use jiff::{civil::Date, tz::TimeZone};
use std::collections::BTreeSet;

/// Which orders to list.
#[derive(Clone, Debug, Default)]
pub struct OrderWishes {
    /// Only those of this day.
    pub day: Option<Date>,
    /// Only those that have got so far; empty: all.
    pub statuses: Vec<OrderStatus>,
    /// Only those after this one.
    pub after: Option<OrderCursor>,
    /// How many at most.
    pub limit: u16,
}

/// Some orders, and where to go on.
#[derive(Debug)]
pub struct OrderViews {
    /// The orders, the newest first.
    pub items: Vec<OrderView>,
    /// Where the next ones begin; `None` if these are the last.
    pub next: Option<OrderCursor>,
}

impl Service {
    /// Lists orders, the newest first; a shop sees its own.
    ///
    /// # Errors
    ///
    /// If the role may not, or the database does not answer.
    pub async fn orders(&self, actor: &Actor, wishes: OrderWishes) -> Result<OrderViews, AppError> {
        let scope = actor.may(Deed::Orders)?;
        let OrderWishes { day, statuses, after, limit } = wishes;
        let shop = scope.shop().map(str::to_owned);
        let filter = OrderFilter { day, statuses, shop, after };
        let mut view = self.store.view(actor.coop()).await?;
        let page = view.orders(&filter, limit).await?;
        let items = OrderView::read(&mut view, page.items).await?;
        let items = items.into_iter().map(|order| order.seen_by(&scope)).collect();
        Ok(OrderViews { items, next: page.next })
    }

    /// Looks at an order.
    ///
    /// # Errors
    ///
    /// If there is none, or none for this actor.
    pub async fn order(&self, actor: &Actor, id: &str) -> Result<OrderView, AppError> {
        let scope = actor.may(Deed::Orders)?;
        let mut view = self.store.view(actor.coop()).await?;
        let order = own_order(&mut view, &scope, id).await?;
        Ok(OrderView::read_one(&mut view, order).await?.seen_by(&scope))
    }

    /// Posts an order. An address that is not clear is no error: the order then waits for a review.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the draft.
    pub async fn post_order(
        &self,
        actor: &Actor,
        submitted: Submitted<OrderDraft>,
    ) -> Result<OrderView, AppError> {
        let mut order = self.drafted(actor, submitted).await?;
        let account = Some(actor.account.id.as_str());
        let mut change = self.store.change(actor.coop(), self.now(), account).await?;
        order.day = day_of_order(&mut change, order.ready_at(), order.day).await?;
        change.insert_order(&order).await?;
        let view = OrderView::read_one(&mut change, order).await?;
        change.commit().await?;
        Ok(view)
    }

    /// The order that a draft means, with its addresses searched; kept nowhere.
    pub(super) async fn drafted(
        &self,
        actor: &Actor,
        submitted: Submitted<OrderDraft>,
    ) -> Result<PostedOrder, AppError> {
        let scope = actor.may(Deed::Orders)?;
        let mut submitted = submitted;
        let mut view = self.store.view(actor.coop()).await?;
        let zone = zone_of(&view.coop().await?)?;
        let said = submitted.draft.shop_id.clone();
        if said.is_some() && !scope.holds_shop(said.as_deref()) {
            let action = "leave it out: your orders are your shop's";
            submitted.complaints.add("/shop_id", "not_yours", "is another shop", action);
        }
        let shop = match scope.shop().or(said.as_deref()) {
            Some(id) => view.shop(id).await?,
            None => None,
        };
        if let Some(id) = said.filter(|_| shop.is_none()) {
            let cause = format!("there is no shop {}", id.chars().take(64).collect::<String>());
            submitted.complaints.add("/shop_id", "unknown", cause, "write the id of a shop");
        }
        let mut checks = Checks(&mut submitted.complaints);
        if scope != Scope::All {
            checks.refuse_terms_of_shop(&submitted.draft);
        } else if let Some(said) = &submitted.draft.couriers {
            let known = view.couriers().await?.into_iter().map(|courier| courier.id);
            checks.known_couriers(said, &known.collect());
        }
        let OrderDraft { pickup, more_pickups, dropoffs, .. } = &submitted.draft;
        let stops = pickup.iter().chain(more_pickups).chain(dropoffs);
        let said: BTreeSet<&str> = stops.filter_map(|stop| stop.hub_id.as_deref()).collect();
        let mut hubs = view.hubs().await?;
        hubs.retain(|hub| said.contains(hub.id.as_str()));
        let hubs = hubs.into_iter().map(|hub| self.on_this_map(hub));
        let hubs = hubs.collect::<Result<Vec<_>, _>>()?;
        drop(view);
        let order = self.read_order(&zone, shop.as_ref(), &hubs, submitted)?;
        let near = shop.as_ref().map(|shop| shop.place);
        self.located(actor, order, near).await
    }

    fn read_order(
        &self,
        zone: &TimeZone,
        shop: Option<&Shop>,
        hubs: &[(Hub, LonLat)],
        submitted: Submitted<OrderDraft>,
    ) -> Result<PostedOrder, AppError> {
        let (world, max_m) = (&self.world, self.settings.max_snap_m());
        let posting = Posting {
            settings: &self.settings,
            zone,
            now: self.now(),
            shop,
            hubs,
            on_map: &|place| is_on_map(world, place, max_m),
        };
        let id = uuid::Uuid::now_v7().to_string();
        posting.order(id, submitted).map_err(AppError::Invalid)
    }

    /// The order with its addresses searched.
    async fn located(
        &self,
        actor: &Actor,
        mut order: PostedOrder,
        near: Option<LonLat>,
    ) -> Result<PostedOrder, AppError> {
        if order.stops.iter().all(|stop| stop.place.known().is_some()) {
            return Ok(order);
        }
        let (world, max_m) = (self.world.clone(), self.settings.max_snap_m());
        self.cpu
            .run_for(&actor.account.id, move || {
                let near = near.or_else(|| order.stops.iter().find_map(|it| it.place.known()));
                for stop in order.stops.iter_mut().filter(|it| it.place.known().is_none()) {
                    stop.place = searched(&world, &stop.address, near, max_m);
                }
                order.status = order.derive_status();
                order
            })
            .await
    }

    /// Calls an order off; calling off a cancelled one changes nothing.
    ///
    /// # Errors
    ///
    /// [`AppError::Conflict`] once a pickup is started.
    pub async fn cancel_order(&self, actor: &Actor, id: &str) -> Result<OrderView, AppError> {
        let scope = actor.may(Deed::Orders)?;
        let account = Some(actor.account.id.as_str());
        let mut change = self.store.change(actor.coop(), self.now(), account).await?;
        let order = own_order(&mut change, &scope, id).await?;
        if order.status == OrderStatus::Cancelled {
            return Ok(OrderView::read_one(&mut change, order).await?.seen_by(&scope));
        }
        refuse_begun(&order, "it cannot be called off")?;
        let order = change.cancel_order(id).await?;
        let view = OrderView::read_one(&mut change, order).await?;
        change.commit().await?;
        Ok(view.seen_by(&scope))
    }

    /// Says where a stop is: answers a review, or moves a stop of an order that is in no round.
    ///
    /// # Errors
    ///
    /// Complaints about the place; [`AppError::Conflict`] if the order is in a round or over.
    pub async fn place_stop(
        &self,
        actor: &Actor,
        id: &str,
        position: usize,
        submitted: Submitted<PlaceDraft>,
    ) -> Result<OrderView, AppError> {
        let scope = actor.may(Deed::Orders)?;
        let Submitted { draft, mut complaints } = submitted;
        let mut checks = Checks(&mut complaints);
        let label = checks.text("/label", draft.label.as_deref(), 200);
        let place = checks.needed("/lon_lat", draft.lon_lat);
        if let Some(place) = place {
            self.refuse_off_map(&mut complaints, "/lon_lat", place);
        }
        let account = Some(actor.account.id.as_str());
        let mut change = self.store.change(actor.coop(), self.now(), account).await?;
        let mut order = own_order(&mut change, &scope, id).await?;
        let place = place.filter(|_| complaints.is_empty());
        let place = place.ok_or(AppError::Invalid(complaints))?;
        refuse_begun(&order, "its places stay as they are")?;
        if order.status == OrderStatus::Cancelled || order.round.is_some() {
            let cause = if order.round.is_some() {
                "the order is in a round already"
            } else {
                "the order was called off"
            };
            let action = "call it off and post it anew";
            return Err(AppError::conflict("place_is_settled", cause, action));
        }
        let stop = order.stops.get_mut(position);
        let stop = stop.ok_or_else(|| AppError::not_found("stop", position.to_string()))?;
        stop.place = StopPlace::Found { place };
        if !label.is_empty() {
            stop.address = label;
        }
        // What the last plan said of the order was said of its old places.
        order.no_place = None;
        order.status = order.derive_status();
        change.save_order(&order, EventKind::OrderPlaced).await?;
        let view = OrderView::read_one(&mut change, order).await?;
        change.commit().await?;
        Ok(view.seen_by(&scope))
    }

    /// Complains of a place that is near no street.
    pub(super) fn refuse_off_map(&self, complaints: &mut Complaints, field: &str, place: LonLat) {
        if !is_on_map(&self.world, place, self.settings.max_snap_m()) {
            let cause = format!("{place} is near no street of this map");
            complaints.add(field, "off_map", cause, "correct it; longitude comes first");
        }
    }
}

/// An order that a scope holds.
pub(super) async fn own_order<K>(
    work: &mut Work<K>,
    scope: &Scope,
    id: &str,
) -> Result<PostedOrder, AppError> {
    let order = work.order(id).await?;
    let order = order.filter(|order| scope.holds_shop(order.shop.as_deref()));
    order.ok_or_else(|| AppError::not_found("order", id))
}

fn refuse_begun(order: &PostedOrder, so: &str) -> Result<(), AppError> {
    if order.stops.iter().any(|it| !matches!(it.status, StopStatus::Todo | StopStatus::Cancelled)) {
        let cause = format!("a courier has begun with the order, so {so}");
        return Err(AppError::conflict("begun", cause, "call the courier or the dispatcher"));
    }
    Ok(())
}

fn is_on_map(world: &World, place: LonLat, max_m: f64) -> bool {
    world.router.classes().iter().any(|class| class.snap(place, max_m).is_some())
}

/// What an address means.
fn searched(world: &World, address: &str, near: Option<LonLat>, max_m: f64) -> StopPlace {
    let candidates = |matches: Vec<Match>| -> Vec<Candidate> {
        let on_map = matches.into_iter().filter(|it| is_on_map(world, it.place, max_m));
        on_map.take(8).map(|it| Candidate { label: it.label, place: it.place }).collect()
    };
    match world.geocoder.resolve(address, near) {
        Resolution::Found(found) if is_on_map(world, found.place, max_m) => {
            StopPlace::Found { place: found.place }
        }
        Resolution::Found(_) => StopPlace::Unknown { candidates: Vec::new() },
        Resolution::Ambiguous(matches) => StopPlace::Ambiguous { candidates: candidates(matches) },
        Resolution::Unknown(matches) => StopPlace::Unknown { candidates: candidates(matches) },
    }
}
