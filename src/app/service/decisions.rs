//! Why orders are where they are, told to whom it concerns.

use super::{Actor, AppError, DecisionView, Deed, Scope, Service, world::zone_of};
use crate::{
    domain::{
        Alternative, DayShift, Decision, Names, Obstacle, OrderStatus, Outcome, PostedOrder,
        Verdict,
    },
    store::{Store, StoredDecision, Work},
};
use jiff::civil::Date;
use std::collections::BTreeMap;

impl Service {
    /// Why an order is where it is: to the dispatcher all of it; to the courier whose round it is in, without a name
    /// of anybody else; to its shop what came of it and what would help. Of an order that is over first what became
    /// of it.
    ///
    /// # Errors
    ///
    /// [`AppError::NotFound`] if there is no such order for this actor, or no plan stands for it.
    pub async fn decision(&self, actor: &Actor, order: &str) -> Result<DecisionView, AppError> {
        let scope = actor.may(Deed::Decisions)?;
        let mut view = self.store.view(actor.coop()).await?;
        let missing = || AppError::not_found("decision", order);
        let posted = view.order(order).await?.ok_or_else(missing)?;
        let sees = match &scope {
            Scope::All | Scope::Shop(_) => scope.holds_shop(posted.shop.as_deref()),
            Scope::Courier(own) => rides(&mut view, &posted, own).await?,
        };
        let stored = view.decision(order).await?;
        let stored = stored.filter(|stored| sees && stands(&stored.decision, &posted));
        let stored = stored.ok_or_else(missing)?;
        let names = names(&mut view, &scope, &posted).await?;
        Ok(standing(stored, &posted, &names, &scope))
    }

    /// The same with what earlier plans decided about the order, the newest first: to the dispatcher, and to its shop.
    /// What was decided more than thirty days before is forgotten. What became of the order is not told.
    ///
    /// # Errors
    ///
    /// [`AppError::NotFound`] if there is no such order for this actor.
    pub async fn decisions_of_order(
        &self,
        actor: &Actor,
        order: &str,
    ) -> Result<Vec<DecisionView>, AppError> {
        let scope = actor.may(Deed::Orders)?;
        let mut view = self.store.view(actor.coop()).await?;
        let posted = view.order(order).await?;
        let posted = posted.filter(|posted| scope.holds_shop(posted.shop.as_deref()));
        let posted = posted.ok_or_else(|| AppError::not_found("order", order))?;
        all_of(&mut view, &posted, &scope).await
    }

    /// What one plan decided about an order, as [`Self::decisions_of_order`] has it.
    ///
    /// # Errors
    ///
    /// [`AppError::NotFound`] if there is no such order for this actor, or nothing is kept that the plan decided about it.
    pub async fn decision_of_plan(
        &self,
        actor: &Actor,
        order: &str,
        plan: &str,
    ) -> Result<DecisionView, AppError> {
        let all = self.decisions_of_order(actor, order).await?;
        let mut all = all.into_iter();
        let found = all.find(|view| view.plan.as_deref() == Some(plan));
        found.ok_or_else(|| AppError::not_found("decision", plan))
    }

    /// The same of all orders of a day, for the dispatcher, by order.
    ///
    /// # Errors
    ///
    /// If the role may not, or the database does not answer.
    pub async fn decisions(&self, actor: &Actor, day: Date) -> Result<Vec<DecisionView>, AppError> {
        actor.may(Deed::SteerDays)?;
        let mut view = self.store.view(actor.coop()).await?;
        of_day(&mut view, day).await
    }
}

/// Why the orders of a day are where they are, for who may see all of it, by order.
///
/// # Errors
///
/// If there is no such co-operative, or the database does not answer.
pub async fn stored_decisions(
    store: &Store,
    coop: &str,
    day: Date,
) -> Result<Vec<DecisionView>, AppError> {
    of_day(&mut store.view(coop).await?, day).await
}

/// All that is kept of why an order is, or was, where it is, for who may see all of it: the newest first.
///
/// # Errors
///
/// If there is no such co-operative, or the database does not answer.
pub async fn decisions_of_order(
    store: &Store,
    coop: &str,
    order: &PostedOrder,
) -> Result<Vec<DecisionView>, AppError> {
    all_of(&mut store.view(coop).await?, order, &Scope::All).await
}

async fn all_of<K>(
    work: &mut Work<K>,
    order: &PostedOrder,
    scope: &Scope,
) -> Result<Vec<DecisionView>, AppError> {
    let names = names(work, scope, order).await?;
    let view = |stored: StoredDecision| {
        let StoredDecision { plan, decision, replaced_at } = stored;
        let stands = replaced_at.is_none() && stands(&decision, order);
        let no_place = order.no_place.clone().filter(|_| stands);
        let view = DecisionView::new(Some(plan), decision, no_place, &names, scope);
        DecisionView { replaced_at, stands, ..view }
    };
    Ok(work.decisions_of_order(&order.id).await?.into_iter().map(view).collect())
}

/// A decision that stands, with what became of its order.
fn standing(
    stored: StoredDecision,
    order: &PostedOrder,
    names: &Names,
    scope: &Scope,
) -> DecisionView {
    let StoredDecision { plan, decision, .. } = stored;
    let view = DecisionView::new(Some(plan), decision, order.no_place.clone(), names, scope);
    view.after(order.fate(names))
}

async fn of_day<K>(work: &mut Work<K>, day: Date) -> Result<Vec<DecisionView>, AppError> {
    let orders = work.orders_of_day(day).await?;
    let mut names = fleet_names(work, day).await?;
    for order in &orders {
        add_stops(&mut names, order);
    }
    let orders: BTreeMap<&str, &PostedOrder> =
        orders.iter().map(|order| (order.id.as_str(), order)).collect();
    let stored = work.decisions_of_day(day).await?;
    let told = stored.into_iter().filter_map(|stored| {
        let order = orders.get(stored.decision.order.as_str())?;
        let stands = stands(&stored.decision, order);
        stands.then(|| standing(stored, order, &names, &Scope::All))
    });
    Ok(told.collect())
}

/// Is the order still where it was put, or is it over?
fn stands(decision: &Decision, order: &PostedOrder) -> bool {
    if matches!(order.status, OrderStatus::Delivered | OrderStatus::Failed) {
        return true;
    }
    match decision.outcome {
        Outcome::Assigned => order.round.is_some(),
        Outcome::Unassigned { .. } => order.round.is_none() && order.no_place.is_some(),
    }
}

async fn rides<K>(
    work: &mut Work<K>,
    order: &PostedOrder,
    courier: &str,
) -> Result<bool, AppError> {
    let Some(round) = &order.round else { return Ok(false) };
    Ok(work.round(round).await?.is_some_and(|live| live.people().any(|id| id == courier)))
}

/// What a reader of this scope may know the names of, where an order is spoken of.
async fn names<K>(
    work: &mut Work<K>,
    scope: &Scope,
    order: &PostedOrder,
) -> Result<Names, AppError> {
    let mut names = match scope {
        Scope::All => fleet_names(work, order.day).await?,
        Scope::Shop(_) | Scope::Courier(_) => nameless(work, order.day).await?,
    };
    match scope {
        Scope::All => {
            let orders = work.orders_of_day(order.day).await?;
            for order in &orders {
                add_stops(&mut names, order);
            }
        }
        Scope::Shop(_) => add_stops(&mut names, order),
        Scope::Courier(_) => {
            let round = match &order.round {
                Some(round) => work.round(round).await?,
                None => None,
            };
            for stop in round.iter().flat_map(|live| &live.round.stops) {
                let Some((of, position)) = stop.kind.place_in_order() else { continue };
                if stop.kind.fetches(of) {
                    *names.pickups.entry(of.to_owned()).or_default() += 1;
                }
                let known = names.stops.entry(of.to_owned()).or_default();
                known.resize(known.len().max(position + 1), String::new());
                known[position] = called(&stop.name, &stop.address);
            }
        }
    }
    Ok(names)
}

async fn nameless<K>(work: &mut Work<K>, day: Date) -> Result<Names, AppError> {
    Ok(Names::none(zone_of(&work.coop().await?)?, day))
}

async fn fleet_names<K>(work: &mut Work<K>, day: Date) -> Result<Names, AppError> {
    let mut names = nameless(work, day).await?;
    names.couriers = work.couriers().await?.into_iter().map(|it| (it.id, it.name)).collect();
    names.vehicles = work.vehicles().await?.into_iter().map(|it| (it.id, it.name)).collect();
    names.hubs = work.hubs().await?.into_iter().map(|it| (it.id, it.name)).collect();
    Ok(names)
}

fn add_stops(names: &mut Names, order: &PostedOrder) {
    let stops = order.stops.iter().map(|stop| called(&stop.name, &stop.address));
    names.stops.insert(order.id.clone(), stops.collect());
    names.pickups.insert(order.id.clone(), order.pickups);
}

fn called(name: &str, address: &str) -> String {
    if name.is_empty() { address.to_owned() } else { name.to_owned() }
}

/// The decision with the shifts that could not be asked, since their rounds were begun.
pub(super) fn with_begun(mut decision: Decision, begun: &[DayShift]) -> Decision {
    decision.alternatives.extend(begun.iter().map(|shift| Alternative {
        courier: shift.courier.clone(),
        vehicle: shift.vehicle.clone(),
        from_at: shift.window.start(),
        until_at: shift.window.end(),
        verdict: Verdict::Forbidden { obstacles: vec![Obstacle::Begun], every_place: true },
    }));
    decision
}
