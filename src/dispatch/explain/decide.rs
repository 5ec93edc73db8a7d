//! A plan in, why it is so out.

use super::{
    book::Book,
    desk::Desk,
    law::Law,
    settle::{bases as bases_of, settled},
};
use crate::{
    dispatch::{Instance, InstanceError},
    domain::{Decision, Order, labour::Roster},
    solver::{Objective, Plan, Score, StopId},
    units::Timestamp,
};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// For so many orders of a plan it is looked for what would help, those first that were in a round before.
const MOST_REMEDIED: usize = 10;

/// How a plan was made.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    /// What it was to make small.
    pub objective: &'a Objective,
    /// When.
    pub decided_at: Timestamp,
    /// No remedy asks anybody to be at work before.
    pub not_before: Option<Timestamp>,
    /// Version of the rules, if these have one.
    pub rules_version: Option<u64>,
    /// Where chance began.
    pub seed: u64,
    /// How often the rounds were changed in search of better ones.
    pub iterations: u64,
    /// Rounds that were announced were kept, since nothing was found that saves so many seconds of riding.
    pub kept_below_s: Option<u32>,
    /// What the couriers work, by which the law judges remedies; `None`: nobody asks it.
    pub roster: Option<&'a Roster>,
}

impl Instance<'_> {
    /// The plan, with its score, without what a look at each order alone still finds: one that has no place but could have one gets
    /// it, one that would cost less elsewhere is moved; only those of which nobody was told, if that is said. `None` if
    /// there is nothing of that kind.
    ///
    /// # Errors
    ///
    /// [`InstanceError::Live`]: a defect of ours.
    pub fn settled(
        &self,
        plan: &Plan,
        only_new: bool,
    ) -> Result<Option<(Plan, Score)>, InstanceError> {
        let routes = self.routes(plan);
        let may = |order: usize| !only_new || self.problem.requests()[order].announced.is_none();
        settled(&self.problem, self.eased(), self.objective, routes, may)
            .map_err(InstanceError::Live)
    }

    /// Why the plan, one for this instance's problem, puts each order where it is: by order. Orders that a place is
    /// only held for take their room, but are not spoken of, nor are those that are on board: what put them there stands.
    #[must_use]
    pub fn decisions(&self, plan: &Plan, made: &Made<'_>) -> Vec<Decision> {
        self.decisions_about(plan, made, |_| true)
    }

    /// The same of those orders (by index) that are `wanted`.
    pub(in crate::dispatch) fn decisions_about(
        &self,
        plan: &Plan,
        made: &Made<'_>,
        wanted: impl Fn(usize) -> bool + Sync,
    ) -> Vec<Decision> {
        let book = Book {
            orders: self.orders.iter().map(|order| order.id.as_str()).collect(),
            pickups: self.orders.iter().map(Order::pickup_count).collect(),
            skills: &self.skills,
            pieces_g: self.orders.iter().map(Order::heaviest_piece_g).collect(),
            lifts: self.coop.shifts.iter().map(|shift| shift.lift.as_ref()).collect(),
            people: self.coop.shifts.iter().map(|shift| shift.people().count()).collect(),
            on_board: &self.on_board,
            start: self.start,
        };
        let problem = self.eased();
        let routes = self.routes(plan);
        let bases = bases_of(problem, &routes);
        let planned = problem.requests();
        let mut left: Vec<usize> = plan.unassigned.iter().map(|left| left.request).collect();
        left.retain(|request| !self.held.contains(request));
        left.sort_by_key(|request| (std::cmp::Reverse(planned[*request].priority), *request));
        left.truncate(MOST_REMEDIED);
        let (coop, orders, start) = (self.coop, self.orders, self.start);
        let law = made.roster.map(|roster| Law { roster, coop, orders, start });
        let desk = Desk {
            problem,
            made,
            book: &book,
            routes: &routes,
            bases: &bases,
            shifts: &self.coop.shifts,
            law,
        };
        // Of what a dispatcher has put somewhere it is told who else could have had it.
        let freed = self.unpinned(problem);
        let as_freed = freed.as_ref().map(|problem| (problem, bases_of(problem, &routes)));
        let free = as_freed.as_ref().map(|(problem, bases)| Desk { problem, bases, ..desk });
        let all = (0..self.orders.len()).into_par_iter();
        // Who rides there already keeps the reason, as for what is on board.
        let locked = problem.vehicles().iter().flat_map(|vehicle| &vehicle.locked);
        let locked: BTreeSet<usize> = locked.map(|stop| stop.request()).collect();
        let silent = |it: &usize| {
            self.held.contains(it) || self.on_board.contains_key(it) || locked.contains(it)
        };
        let all = all.filter(|request| wanted(*request) && !silent(request));
        let desk_of = |request: usize| {
            let is_placed = plan.unassigned.iter().all(|left| left.request != request);
            free.filter(|_| is_placed && self.is_pinned(request)).unwrap_or(desk)
        };
        all.map(|request| desk_of(request).decision(request, left.contains(&request))).collect()
    }

    /// The stops of each vehicle.
    fn routes(&self, plan: &Plan) -> Vec<Vec<StopId>> {
        let mut routes = vec![Vec::new(); self.problem.vehicles().len()];
        for route in &plan.routes {
            routes[route.vehicle] = route.stops().collect();
        }
        routes
    }
}
