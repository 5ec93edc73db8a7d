//! Moves by hand, made.

use super::{
    Actor, AppError, Deed, MoveView, Service, Submitted,
    day_snapshot::Snapshot,
    drafts::MoveDraft,
    planning::{ATTEMPTS, goes_on, has_changed},
};
use crate::{
    app::{Decided, PlanError, move_by_hand},
    dispatch::{InstanceError, Moved},
    domain::{ByHandState, Decision, PutByHand},
    store::{CarriedRound, NewRound, Publication},
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A move that was made.
#[derive(Clone, Debug)]
pub struct MoveMade {
    /// Id of the plan that it makes of the day's.
    pub plan: String,
    /// What it meant.
    pub view: MoveView,
}

impl Service {
    /// Puts an order into the round of a shift, judged as [`Self::check_move`] does, and publishes the rounds that this
    /// changes. Rounds keep their ids; the order's decision says who did it, and why.
    ///
    /// # Errors
    ///
    /// [`AppError::Unlawful`] with articles and figures; [`AppError::Conflict`] if anything else stands against it; else
    /// as [`Self::check_move`].
    pub async fn make_move(
        &self,
        actor: &Actor,
        day: Date,
        submitted: Submitted<MoveDraft>,
    ) -> Result<MoveMade, AppError> {
        actor.may(Deed::SteerDays)?;
        let position = submitted.draft.position.and_then(|it| usize::try_from(it).ok());
        let reason = submitted.draft.reason.clone().unwrap_or_default().trim().to_owned();
        let mut whole = BTreeSet::new();
        let mut attempt = 0;
        while attempt < ATTEMPTS {
            let before = self.store.view(actor.coop()).await?.head().await?;
            let view = self.check_move(actor, day, submitted.clone()).await?;
            if !view.allowed {
                return Err(refused(view));
            }
            let mut work = self.store.view(actor.coop()).await?;
            let snapshot = Snapshot::read(&mut work, day, self.now(), &whole).await?;
            drop(work);
            // What was judged is what is published, or nothing is.
            let snapshot = Snapshot { seq: before, ..snapshot };
            let order = submitted.draft.order_id.as_deref().unwrap_or_default().trim();
            // Somebody may have fetched it meanwhile, or ride there.
            let order = snapshot
                .orders
                .iter()
                .position(|known| known.id == order && !snapshot.is_bound(&known.id));
            let shift = snapshot.shifts.iter().position(|known| known.id == view.shift.id);
            let Some((order, shift)) = order.zip(shift) else {
                if !whole.is_empty() {
                    return Err(stuck());
                }
                attempt += 1;
                continue;
            };
            let (world, max_m) = (self.world.clone(), self.settings.max_snap_m());
            let rules_version = Some(u64::from(snapshot.rules.version));
            let at = self.now();
            let work = move || {
                let wanted = (order, shift, position);
                // Of an order that is in a round nobody is told what would help.
                let decided = Decided { at, not_before: None, rules_version, roster: None };
                let day = snapshot.as_day();
                let moved = move_by_hand(&world.router, day, max_m, wanted, &decided);
                (moved, snapshot)
            };
            let (moved, snapshot) = self.cpu.run_for(&actor.account.id, work).await?;
            let moved = match moved {
                Err(PlanError::Instance(InstanceError::Stuck { shifts })) => {
                    // Another round that cannot be ridden any more stays whole and is in nobody's way.
                    let stuck_shifts: Vec<String> = snapshot.ids_of(&shifts).collect();
                    if stuck_shifts.is_empty() || stuck_shifts.contains(&view.shift.id) {
                        return Err(stuck());
                    }
                    whole.extend(stuck_shifts);
                    continue;
                }
                moved => moved?.ok_or_else(stuck)?,
            };
            attempt += 1;
            let mut change = self.change(actor).await?;
            if has_changed(&mut change, &snapshot).await? {
                continue;
            }
            let account = actor.account.id.clone();
            let by_hand = PutByHand {
                account,
                reason: reason.clone(),
                shift: view.shift.id.clone(),
                courier: view.shift.courier.clone(),
                state: ByHandState::Made,
            };
            let plan = change.publish(&publication(&snapshot, moved, by_hand)).await?;
            change.commit().await?;
            return Ok(MoveMade { plan: plan.id, view });
        }
        let cause = format!("the day changed during each of {ATTEMPTS} attempts to move the order");
        Err(AppError::conflict("changing", cause, "try again in a moment"))
    }
}

fn publication(snapshot: &Snapshot, moved: Moved, by_hand: PutByHand) -> Publication {
    let new_id = || uuid::Uuid::now_v7().to_string();
    let Moved { rounds, emptied, decision, .. } = moved;
    let (mut carried, mut new) = (Vec::new(), Vec::new());
    for (index, round) in rounds {
        if let Some(ridden) = snapshot.carried_in(index) {
            carried.extend(goes_on(ridden, round));
        } else if let Some((id, _)) = snapshot.open_in(index) {
            carried.push(CarriedRound { id: id.clone(), stay: Vec::new(), round });
        } else if let Some(shift) = snapshot.shifts.get(index) {
            new.push(NewRound { id: new_id(), shift: shift.id.clone(), round });
        }
    }
    let withdrawn = emptied.and_then(|shift| snapshot.open_in(shift)).map(|(id, _)| id.clone());
    let by_hand = Some(by_hand);
    Publication {
        plan: new_id(),
        day: snapshot.coop.day,
        rules: snapshot.rules.version,
        withdrawn: withdrawn.into_iter().collect(),
        carried,
        rounds: new,
        unassigned: Vec::new(),
        decisions: decision
            .into_iter()
            .map(|it| Decision { by_hand: by_hand.clone(), ..it })
            .collect(),
    }
}

fn refused(view: MoveView) -> AppError {
    if !view.unlawful.is_empty() {
        return AppError::Unlawful(view.unlawful);
    }
    let told: Vec<&str> = view.obstacles.iter().map(|it| it.sentence.en.as_str()).collect();
    let soft = view.obstacles.iter().all(|it| !it.hard);
    let action = if soft { "give a reason, or move it elsewhere" } else { "move it elsewhere" };
    AppError::conflict("move_refused", told.join("; "), action)
}

fn stuck() -> AppError {
    let cause = "one of the two rounds cannot be ridden as it stands any more";
    AppError::conflict("stuck", cause, "plan the day again first")
}
