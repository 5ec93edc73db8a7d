//! What becomes of a load that could not be handed over: by default what the rules say, else what its courier says, or
//! afterwards a dispatcher, for as long as it is on board.

mod said;

use self::said::not_on_board;
use super::{
    Actor, AppError, Deed, OrderView, Service, Submitted, ThenDraft,
    checks::Checks,
    drafts::WindowDraft,
    orders::own_order,
    progress::own_round,
    world::{World, zone_of},
};
use crate::{
    dispatch::{Ground, behind_all_begun, keep_on_board, until_the_end},
    domain::{
        AfterFailure, FollowUp, LiveRound, PostedOrder, RoundStop, RoundStopKind, Rules,
        StopStatus, VehicleClass,
    },
    geo::haversine_m,
    matrix::{Leg, Matrix, many_to_many},
    store::Change,
    units::{Load, LonLat, Metres, Seconds, TimeWindow, Timestamp},
};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// How long after a failure the same door is tried again, if nothing is said.
const PAUSE: Seconds = Seconds::from_minutes(15);

/// The ways between the places of a round.
#[derive(Debug, Default)]
pub(super) struct Legs {
    places: Vec<LonLat>,
    matrix: Option<Matrix>,
}

impl Legs {
    /// Where no way is known, somebody walks there straight: no plan is better, and the next one looks again.
    fn leg(&self, from: LonLat, to: LonLat) -> Leg {
        let number = |place| self.places.iter().position(|known| *known == place);
        let known = number(from).zip(number(to));
        let known = known.zip(self.matrix.as_ref());
        known.and_then(|((from, to), matrix)| matrix.leg(from, to)).unwrap_or_else(|| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the Earth is small enough"
            )]
            let metres = haversine_m(from, to).ceil() as u32;
            Leg { time: Seconds::new(metres), distance: Metres::new(metres) }
        })
    }
}

/// What is known of a round beside its stops.
struct Around {
    orders: BTreeMap<String, PostedOrder>,
    capacity: Load,
    shift_end: Timestamp,
    rest_by: Option<Timestamp>,
    hub: (String, LonLat),
    rules: Rules,
    now: Timestamp,
}

impl Around {
    async fn read(change: &mut Change, live: &LiveRound) -> Result<Self, AppError> {
        let now = change.at();
        let mut orders: BTreeMap<String, PostedOrder> = BTreeMap::new();
        for order in change.orders_of_day(live.day).await? {
            if live.round.orders().any(|id| id == order.id) {
                orders.insert(order.id.clone(), order);
            }
        }
        let end = live
            .round
            .stops
            .last()
            .ok_or_else(|| AppError::Defect(format!("round {} has no stops", live.id)))?;
        let vehicle = change.vehicle(&live.round.vehicle).await?;
        // A vehicle that is no more carries what it carried.
        let capacity = vehicle.map_or(live.round.peak_load, |it| it.capacity);
        let shift = change.shift(&live.shift).await?;
        let rest = shift.as_ref().and_then(|shift| shift.rest);
        let rest_by = rest.map(|rest| rest.window.end());
        let shift_end = shift.map_or(end.end_at, |shift| shift.window.end());
        let rules = change.rules_at(now).await?.rules;
        let hub = (end.name.clone(), end.place);
        Ok(Self { orders, capacity, shift_end, rest_by, hub, rules, now })
    }

    /// Appends to the order, or puts in the place of the stop at `position`, the dropoff that takes up the load of the
    /// one at `failed`; its position.
    fn add(
        &self,
        order: &mut PostedOrder,
        failed: usize,
        (then, window): (AfterFailure, TimeWindow<Timestamp>),
        position: Option<usize>,
    ) -> Result<usize, AppError> {
        let hub = (self.hub.0.as_str(), self.hub.1);
        let stop = order.after_failure(failed, then, window, hub);
        let stop = stop.ok_or_else(|| AppError::not_found("stop", failed.to_string()))?;
        let position = position.unwrap_or(order.stops.len());
        match order.stops.get_mut(position) {
            Some(slot) => *slot = stop,
            None => order.stops.push(stop),
        }
        order.status = order.derive_status();
        Ok(position)
    }

    /// The round with that dropoff.
    fn put_in(
        &mut self,
        live: &LiveRound,
        order: &PostedOrder,
        position: usize,
        (legs, earliest): (&Legs, usize),
    ) -> Result<LiveRound, AppError> {
        self.orders.insert(order.id.clone(), order.clone());
        let stop = &order.stops[position];
        let times = &self.rules.service;
        let usual = times.at_dropoff(stop.floors, stop.load.mass_g);
        let service = stop.service.unwrap_or(usual);
        let leg = |from, to| legs.leg(from, to);
        let put = self.ground(&leg).put_in(live, order, position, service, earliest);
        let nowhere = || AppError::Defect(format!("nobody knows where order {} goes", order.id));
        let new = put.ok_or_else(nowhere)?;
        let own = |stop: &&RoundStop| stop.kind.place_in_order() == Some((&order.id, position));
        let is_again = stop.follow_up.is_some_and(|it| it.then == AfterFailure::Again);
        let starts = new.round.stops.iter().find(own).map(|stop| stop.start_at);
        let ends = new.round.stops.last().map(|stop| stop.end_at);
        let late = starts > Some(stop.window.end()) || ends > Some(self.shift_end);
        if is_again && late {
            let cause = "its courier could not try again in time, or be back when the shift ends";
            let action = "let it go back or to the hub, or write another window";
            return Err(AppError::conflict("no_time", cause, action));
        }
        Ok(new)
    }

    fn ground<'a>(&'a self, leg: &'a dyn Fn(LonLat, LonLat) -> Leg) -> Ground<'a> {
        let Self { orders, capacity, shift_end, rest_by, now, .. } = self;
        let (capacity, shift_end) = (*capacity, *shift_end);
        Ground { orders, capacity, shift_end, rest_by: *rest_by, now: *now, leg }
    }

    /// When service may start there.
    fn window(
        &self,
        checks: &mut Checks<'_>,
        then: AfterFailure,
        said: Option<WindowDraft>,
    ) -> Option<TimeWindow<Timestamp>> {
        let usual = until_the_end(self.now, self.shift_end);
        let Some(said) = said else {
            // Nobody tries the same door again at once.
            let later = (self.now + PAUSE).min(usual.end());
            let again = TimeWindow::new(later, usual.end());
            return if then == AfterFailure::Again { again } else { Some(usual) };
        };
        if then != AfterFailure::Again {
            let action = "leave it out, or say `again`";
            checks.0.add("/window", "surplus", "is only for a second try", action);
            return None;
        }
        if said.end_at.is_some_and(|end| end <= self.now) {
            checks.0.add("/window/end_at", "past", "is over already", "write a later time");
            return None;
        }
        let start = said.start_at.unwrap_or(self.now).max(self.now);
        if start > self.shift_end.max(self.now) {
            let cause = "is later than the shift that has it on board";
            let action = "let it go to the hub, and post it from there for another round";
            checks.0.add("/window/start_at", "too_late", cause, action);
            return None;
        }
        checks.window("/window", start, said.end_at.unwrap_or(usual.end().max(start)))
    }
}

/// A dropoff that fails, and what becomes of its load.
pub(super) struct FailedStop {
    order: String,
    position: usize,
    then: AfterFailure,
    window: TimeWindow<Timestamp>,
    around: Around,
}

impl FailedStop {
    /// What becomes of the load of the stop at `number`, by what is said of it; `None` if it is a pickup, which leaves
    /// nothing on board.
    pub(super) async fn of(
        change: &mut Change,
        live: &LiveRound,
        number: usize,
        said: Submitted<ThenDraft>,
    ) -> Result<Option<Self>, AppError> {
        let Submitted { draft, mut complaints } = said;
        let Some((id, position)) = live.round.stops[number].kind.place_in_order() else {
            return Ok(None);
        };
        if matches!(live.round.stops[number].kind, RoundStopKind::Pickup { .. }) {
            if draft != ThenDraft::default() {
                let cause = "what was not fetched goes nowhere";
                complaints.add("/then", "surplus", cause, "leave it out");
                return Err(AppError::Invalid(complaints));
            }
            return Ok(None);
        }
        let around = Around::read(change, live).await?;
        let stop = around.orders.get(id).and_then(|order| order.stops.get(position));
        let failed = stop.ok_or_else(|| AppError::not_found("order", id))?.follow_up;
        if failed.is_some_and(|it| it.then == AfterFailure::Hub) {
            let cause = "what is brought to the hub stays there";
            return Err(AppError::conflict("cannot_fail", cause, "say that it is done"));
        }
        let mut checks = Checks(&mut complaints);
        let then = checks.then(draft.then.as_deref());
        let then = then.unwrap_or_else(|| FollowUp::usual(failed, around.rules.delivery.failed));
        let window = around.window(&mut checks, then, draft.window);
        let window = window.filter(|_| complaints.is_empty());
        let window = window.ok_or(AppError::Invalid(complaints))?;
        Ok(Some(Self { order: id.to_owned(), position, then, window, around }))
    }

    /// Lets the round, which knows of the failure, bring the load there.
    pub(super) async fn left_on_board(
        self,
        change: &mut Change,
        mut live: LiveRound,
        number: usize,
        legs: &Legs,
    ) -> Result<LiveRound, AppError> {
        let Self { order, position, then, window, mut around } = self;
        let told = change.order(&order).await?;
        let mut order = told.ok_or_else(|| AppError::not_found("order", order))?;
        let added = around.add(&mut order, position, (then, window), None)?;
        keep_on_board(&mut live, number, order.stops[added].load);
        let live = around.put_in(&live, &order, added, (legs, number + 1))?;
        change.reroute(&live, &order).await?;
        Ok(live)
    }
}

impl Service {
    /// Says where a load goes that could not be handed over, in place of where it would have gone: its stop in the round
    /// is another one then.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the draft; [`AppError::Conflict`] if nothing that failed is on board, or its courier
    /// is there already; [`AppError::NotFound`] if there is no such order.
    pub async fn redirect(
        &self,
        actor: &Actor,
        id: &str,
        submitted: Submitted<ThenDraft>,
    ) -> Result<OrderView, AppError> {
        let scope = actor.may(Deed::SteerDays)?;
        let mut view = self.store.view(actor.coop()).await?;
        let round = own_order(&mut view, &scope, id).await?.round;
        drop(view);
        let legs = match &round {
            Some(round) => self.legs_of_round(actor, round).await?,
            None => Legs::default(),
        };
        let mut change = self.change(actor).await?;
        let mut order = own_order(&mut change, &scope, id).await?;
        let Submitted { draft, mut complaints } = submitted;
        let mut checks = Checks(&mut complaints);
        let then = checks.then(draft.then.as_deref());
        if !checks.0.about("/then") {
            checks.needed("/then", then);
        }
        let position = checks.open_follow_up(&order, draft.position);
        let (Some(then), Some(position)) = (then, position) else {
            let invalid = AppError::Invalid(complaints);
            return Err(if then.is_some() { not_on_board(&order, invalid) } else { invalid });
        };
        let round = order.round.clone().ok_or_else(|| not_in_round(id))?;
        let live = own_round(&mut change, &scope, &round).await?;
        let mut around = Around::read(&mut change, &live).await?;
        let window = around.window(&mut Checks(&mut complaints), then, draft.window);
        let window = window.filter(|_| complaints.is_empty());
        let window = window.ok_or(AppError::Invalid(complaints))?;
        let stop = &order.stops[position];
        let follow_up = stop.follow_up.ok_or_else(|| not_in_round(id))?;
        if stop.status != StopStatus::Todo {
            let cause = "the courier is there already";
            return Err(AppError::conflict("begun", cause, "call the courier"));
        }
        if follow_up.then == then && draft.window.is_none() {
            return OrderView::read_one(&mut change, order).await;
        }
        let load = stop.load;
        let own = |kind: &RoundStopKind| kind.place_in_order() == Some((id, position));
        let number = live.round.stops.iter().position(|stop| own(&stop.kind));
        let number = number.ok_or_else(|| not_in_round(id))?;
        around.add(&mut order, follow_up.after, (then, window), Some(position))?;
        let leg = |from, to| legs.leg(from, to);
        let without = around.ground(&leg).take_out(&live, number, load);
        // Whoever rides to another stop already makes that first.
        let next = behind_all_begun(&without);
        let earliest = next + usize::from(number != behind_all_begun(&live));
        let live = around.put_in(&without, &order, position, (&legs, earliest))?;
        change.reroute(&live, &order).await?;
        let view = OrderView::read_one(&mut change, order).await?;
        change.commit().await?;
        Ok(view)
    }

    /// The ways between all places of a round. None are known while there is too much to do: what a courier says of
    /// a stop is noted all the same.
    pub(super) async fn legs_of_round(&self, actor: &Actor, id: &str) -> Result<Legs, AppError> {
        let scope = actor.may(Deed::Rounds)?;
        let mut view = self.store.view(actor.coop()).await?;
        let live = own_round(&mut view, &scope, id).await?;
        let vehicle = view.vehicle(&live.round.vehicle).await?;
        let zone = zone_of(&view.coop().await?)?;
        drop(view);
        let Some(vehicle) = vehicle else { return Ok(Legs::default()) };
        let (world, max_m) = (self.world.clone(), self.settings.max_snap_m());
        let work = move || legs(&world, &live, &vehicle, &zone, max_m);
        match self.cpu.run_for(&actor.account.id, work).await {
            Err(AppError::Busy { .. }) => Ok(Legs::default()),
            legs => legs,
        }
    }
}

/// On the streets as they are when the round begins, as its plan has them.
fn legs(
    world: &World,
    live: &LiveRound,
    vehicle: &VehicleClass,
    zone: &TimeZone,
    max_m: f64,
) -> Legs {
    let mut places: Vec<LonLat> = Vec::new();
    for stop in &live.round.stops {
        if !places.contains(&stop.place) {
            places.push(stop.place);
        }
    }
    let begin = live.round.stops.first().map(|stop| stop.start_at);
    let class = begin.and_then(|at| world.router.class_at(&vehicle.profile, at, zone));
    let matrix = class.map(|class| {
        let snaps: Vec<_> = places.iter().map(|place| class.snap(*place, max_m)).collect();
        many_to_many(&class, &snaps, &snaps)
    });
    Legs { places, matrix }
}

fn not_in_round(order: &str) -> AppError {
    AppError::Defect(format!("what failed of order {order} is in no round"))
}
