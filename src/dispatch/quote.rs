//! Can this order be taken, when would it come, and whom would it delay? Nothing is changed by asking.

use super::{
    Instance, InstanceError, Seated,
    delay::{delays, starts},
    reason,
};
use crate::{
    domain::Sentence,
    solver::{Inserted, Plan, Route, StopId, Violation, check_live},
    units::{Seconds, Timestamp},
};
use std::collections::BTreeMap;

/// What taking an order would mean for the day as it stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Quote {
    /// It can be taken.
    Possible(Offer),
    /// It cannot.
    Impossible {
        /// A stable word for the kind of reason.
        code: &'static str,
        /// The reason in a sentence, with its figures.
        reason: Sentence,
    },
}

/// The best way to take an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Index into [`Coop::shifts`](crate::domain::Coop::shifts).
    pub shift: usize,
    /// When service starts at each pickup.
    pub pickups_at: Vec<Timestamp>,
    /// The same at each dropoff.
    pub dropoffs_at: Vec<Timestamp>,
    /// How much longer all rounds are ridden together; less than nothing where another way is shorter.
    pub riding_s: i64,
    /// How much farther.
    pub distance_m: i64,
    /// Orders that come later than they would without it, by index, each with the most that any stop of
    /// it is later; the latest first.
    pub delays: Vec<(usize, Seconds)>,
    /// An order that goes to another courier to make room, by index.
    pub moved: Option<usize>,
    /// How many shifts could have taken it.
    pub shifts: usize,
}

/// What is found out about an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// Can it be taken?
    pub quote: Quote,
    /// Of each order behind it: the best way to take that one instead, without moving another for it.
    pub instead: Vec<Option<Offer>>,
    /// What is wrong with the rounds that the quote is about. None may be told then: a defect of ours.
    pub violations: Vec<Violation>,
}

impl Instance<'_> {
    /// What it would mean to take one of the orders, by index, into the rounds of before. Orders before it that
    /// wait for a plan go first, those that somebody counts on before the others; of those behind it each is looked
    /// at alone, in its place. One that is held is itself counted on: the others are put elsewhere for it if need be.
    ///
    /// # Errors
    ///
    /// [`InstanceError::Stuck`]; [`InstanceError::Live`]: a defect of ours.
    pub fn quote(&self, asked: usize) -> Result<Quoted, InstanceError> {
        let Seated { mut live, before: begun, .. } = self.seated(asked)?;
        let before = live.plan();
        let stops = before.stops();
        let (mut instead, mut violations) = (Vec::new(), Vec::new());
        for other in asked + 1..self.orders.len() {
            let tried = live.tried(other).and_then(|(inserted, after)| {
                violations.extend(check_live(&self.problem, &stops, &after));
                Some(self.offer(other, inserted.vehicle?, &inserted, [&before, &after]))
            });
            instead.push(tried);
        }
        let mut inserted = live.insert(asked);
        let mut after = live.plan();
        violations.extend(check_live(&self.problem, &stops, &after));
        if inserted.vehicle.is_none() && self.held.contains(&asked) {
            let together = self.seated(asked + 1)?.live;
            let has = |order: &usize| together.vehicle(*order).is_some();
            let mut others = self.counted_on.iter().filter(|order| live.vehicle(**order).is_some());
            if has(&asked) && others.all(has) {
                after = together.plan();
                violations.extend(check_live(&self.problem, &begun, &after));
                inserted.vehicle = together.vehicle(asked);
            }
        }
        // Nobody looks for places for the others.
        violations.retain(|violation| !matches!(violation, Violation::FalseReason { .. }));
        let quote = if let Some(shift) = inserted.vehicle {
            Quote::Possible(self.offer(asked, shift, &inserted, [&before, &after]))
        } else {
            let left = after.unassigned.iter().find(|left| left.request == asked);
            let left = left.expect("invariant: who is in no route is left over");
            let (code, reason) = reason::told(self, left);
            Quote::Impossible { code, reason }
        };
        Ok(Quoted { quote, instead, violations })
    }

    fn offer(
        &self,
        asked: usize,
        shift: usize,
        inserted: &Inserted,
        [before, after]: [&Plan; 2],
    ) -> Offer {
        let [then, now]: [BTreeMap<StopId, Seconds>; 2] =
            [before, after].map(|plan| plan.routes.iter().flat_map(starts).collect());
        let added = |of: fn(&Route) -> u32| sum(after, of) - sum(before, of);
        let at = |stop: StopId| self.instant(now.get(&stop).copied().unwrap_or_default());
        let told = &self.orders[asked];
        let (pickups, dropoffs) = (0..told.pickup_count(), 0..told.dropoffs.len());
        Offer {
            shift,
            pickups_at: pickups
                .map(|pickup| at(StopId::Pickup { request: asked, pickup }))
                .collect(),
            dropoffs_at: dropoffs
                .map(|dropoff| at(StopId::Dropoff { request: asked, dropoff }))
                .collect(),
            riding_s: added(|route| route.totals.travel.as_u32()),
            distance_m: added(|route| route.totals.distance.as_u32()),
            delays: delays(&then, &now),
            moved: inserted.moved,
            shifts: inserted.offers.len().max(1),
        }
    }
}

fn sum(plan: &Plan, of: fn(&Route) -> u32) -> i64 {
    plan.routes.iter().map(|route| i64::from(of(route))).sum()
}
