//! Planning a day: what is there now, rounds from it, and publishing them if it is still so.

use super::{
    Actor, AppError, Deed, Plannings, Service, begun::Carried, day_reason::no_place,
    day_snapshot::Snapshot, decisions::with_begun, labour::Unlawful, plannings::Turn,
    roster::roster,
};
use crate::{
    app::{Decided, Effort, FairnessPrice, Kept, PlanError, Planned, explain_day},
    dispatch::InstanceError,
    domain::{Decision, Event, EventKind, PublishedPlan, Round, Subject, UnassignedOrder},
    store::{CarriedRound, Change, NewRound, Publication},
    units::Seconds,
};
use jiff::civil::Date;
use std::{collections::BTreeSet, time::Duration};
use tokio::sync::watch;

/// What came of planning a day.
#[derive(Clone, Debug)]
pub struct PlanOutcome {
    /// The plan.
    pub plan: PublishedPlan,
    /// Number of rounds, kept ones included.
    pub rounds: usize,
    /// Number of orders that it has a place for.
    pub assigned: usize,
    /// Number of orders in none.
    pub unassigned: usize,
    /// Ids of those among them that were in a round before.
    pub lost: Vec<String>,
    /// Number of rounds that stay whole.
    pub kept_rounds: usize,
    /// Number of rounds that are being ridden and go on, otherwise or not.
    pub carried_rounds: usize,
    /// Time for travel times.
    pub matrix_time: Duration,
    /// Time of the solver.
    pub solver_time: Duration,
    /// How often the solver changed the new rounds in search of better ones.
    pub iterations: u64,
    /// Riding in the new rounds, and in what is left of those that go on.
    pub travel: Seconds,
    /// Number of orders that went to another courier than the one who was told of them.
    pub moved: usize,
    /// The announced rounds stay as they were, but for orders that are new: this is why.
    pub kept: Option<Kept>,
    /// What it costs that work is shared; `None` where that does not count.
    pub fairness: Option<FairnessPrice>,
    /// What the law has against shifts of the day: those were left out.
    pub unlawful: Vec<Unlawful>,
}

/// So often one plans anew because something has changed meanwhile.
pub(super) const ATTEMPTS: u32 = 3;

/// Each attempt takes so much less time than the one before: the day is a busy one.
const SHORTER: u32 = 4;

/// More events than anybody causes while a plan is made.
const MOST_EVENTS: u32 = 1_000;

impl Service {
    /// The days that are being planned, now and whenever that changes.
    #[must_use]
    pub fn plannings(&self) -> watch::Receiver<Plannings> {
        self.plannings.look()
    }

    /// How long planning may search for rounds, all attempts together.
    #[must_use]
    pub fn longest_search(&self) -> Duration {
        self.settings.plan.time.saturating_mul(ATTEMPTS)
    }

    /// Plans a day and publishes the plan, which an independent check has passed. Of rounds that are being ridden what
    /// is begun or over stays, and what is left is planned anew with all others; no order of theirs is left out, and none
    /// comes later than it would have to anyway. Rounds whose shift is over are kept as they are. An order that was
    /// in another round is left out only if no plan was found that serves more of them. If nobody waits for
    /// the plan any more, the search for it ends.
    ///
    /// If a courier begins meanwhile what the plan would change, it is made again, with less time.
    ///
    /// # Errors
    ///
    /// [`AppError::Conflict`] while the day is being planned, if it is over, or if it changes faster than it can be
    /// planned; [`AppError::Plan`] if it cannot be planned.
    pub async fn plan(&self, actor: &Actor, day: Date) -> Result<PlanOutcome, AppError> {
        actor.may(Deed::SteerDays)?;
        let turn =
            Turn::take(&self.plannings, (actor.coop().to_owned(), day)).ok_or_else(|| {
                let cause = "this day is being planned already";
                AppError::conflict("planning", cause, "wait until that plan is there")
            })?;
        let mut whole = BTreeSet::new();
        let mut attempt = 0;
        while attempt < ATTEMPTS {
            let mut view = self.store.view(actor.coop()).await?;
            let snapshot = Snapshot::read(&mut view, day, self.now(), &whole).await?;
            let roster = roster(&mut view, &snapshot).await?;
            drop(view);
            let (world, settings) = (self.world.clone(), self.settings.clone());
            let (teller, given_up) = (turn.teller(), turn.given_up());
            let most = if Effort::takes_what_is_free(&settings.plan) { usize::MAX } else { 1 };
            let now = self.now();
            let rules_version = Some(u64::from(snapshot.rules.version));
            let time = settings.plan.time / SHORTER.pow(attempt);
            let work = move |threads| {
                let decided = Decided {
                    at: now,
                    not_before: Some(now),
                    rules_version,
                    roster: Some(&roster),
                };
                let effort = Effort::new(&settings.plan, Some(&given_up)).sharing(threads);
                let planned = explain_day(
                    &world.router,
                    snapshot.as_day(),
                    settings.max_snap_m(),
                    &Effort { time: Some(time), ..effort },
                    &decided,
                    &mut |progress| teller.tell(progress),
                );
                (planned, snapshot)
            };
            let (planned, snapshot) = self.cpu.run_shared(most, work).await?;
            if let Err(PlanError::Instance(InstanceError::Stuck { shifts })) = &planned {
                whole.extend(snapshot.ids_of(shifts));
                continue;
            }
            attempt += 1;
            let (planned, decisions) = planned?;
            let Planned { matrix_time, solver_time, iterations, score, fairness, kept, .. } =
                planned;
            tracing::debug!(%day, iterations, %score, "rounds were found");
            let travel = planned.rounds.rounds.iter().map(|round| round.travel_s).sum();
            let ridden = snapshot.carried.iter().map(|carried| &carried.live.round);
            let told: Vec<&Round> = snapshot.before.iter().chain(ridden).collect();
            let moved = moved(&told, &planned.rounds.rounds.iter().collect::<Vec<_>>());
            let mut change = self.change(actor).await?;
            if has_changed(&mut change, &snapshot).await? {
                continue;
            }
            let ridden = snapshot.kept.len() + snapshot.carried.len();
            let others = |index: &&usize| snapshot.carried_in(**index).is_none();
            let rounds = ridden + planned.shifts.iter().filter(others).count();
            let publication = publication(&snapshot, planned, decisions)?;
            let plan = change.publish(&publication).await?;
            change.commit().await?;
            let unassigned = publication.unassigned.len();
            let left = publication.unassigned.into_iter().map(|(order, _)| order);
            let planned = snapshot.as_day().planned();
            return Ok(PlanOutcome {
                plan,
                rounds,
                assigned: snapshot.orders.len() - snapshot.held.len() - unassigned,
                unassigned,
                lost: left.filter(|order| planned.contains(order.as_str())).collect(),
                kept_rounds: snapshot.kept.len(),
                carried_rounds: snapshot.carried.len(),
                matrix_time,
                solver_time,
                iterations,
                travel,
                moved,
                kept,
                fairness,
                unlawful: snapshot.left_out.unlawful,
            });
        }
        let cause = format!("the day changed during each of {ATTEMPTS} attempts to plan it");
        Err(AppError::conflict("changing", cause, "try again in a moment"))
    }
}

/// How many orders another courier has than before.
fn moved(before: &[&Round], now: &[&Round]) -> usize {
    let of = |rounds: &[&Round]| -> BTreeSet<(String, String)> {
        let all =
            rounds.iter().flat_map(|it| it.orders().map(|id| (id.to_owned(), it.courier.clone())));
        all.collect()
    };
    let (was, is) = (of(before), of(now));
    is.difference(&was).filter(|(id, _)| was.iter().any(|(order, _)| order == id)).count()
}

/// Has anything happened since the snapshot that a plan depends on?
pub(super) async fn has_changed(
    change: &mut Change,
    snapshot: &Snapshot,
) -> Result<bool, AppError> {
    let events = change.events_after(snapshot.seq, MOST_EVENTS).await?;
    let relevant = events.iter().any(|event| concerns(event, snapshot.coop.day, snapshot));
    Ok(relevant || events.len() >= MOST_EVENTS as usize)
}

/// What a plan does not change of the rounds.
pub(super) trait Stays {
    /// Does this stop of a round stay as and where it is?
    fn stays(&self, round: &str, stop: u32) -> bool;
}

/// Does what happened make a plan of this day wrong, that leaves so much as it is? Couriers ride
/// on and shops post all day long: what they do must not keep a day from being planned.
fn concerns(event: &Event, day: Date, left: &impl Stays) -> bool {
    let Subject { day: of, round, stop, .. } = &event.subject;
    if of.is_some_and(|of| of != day) {
        return false;
    }
    match event.kind {
        // A new order waits for the next plan; room was left for one that is confirmed meanwhile.
        EventKind::OrderPosted
        | EventKind::OrderPromised
        | EventKind::QuoteReleased
        | EventKind::ShopChanged
        | EventKind::AccountChanged
        | EventKind::CoopCreated => false,
        EventKind::StopStarted | EventKind::StopDone => {
            let stop = round.as_deref().zip(*stop);
            stop.is_none_or(|(round, stop)| !left.stays(round, stop))
        }
        _ => true,
    }
}

fn publication(
    snapshot: &Snapshot,
    planned: Planned,
    decisions: Vec<Decision>,
) -> Result<Publication, AppError> {
    let new_id = || uuid::Uuid::now_v7().to_string();
    let Planned { rounds, shifts, .. } = planned;
    let (mut carried, mut new, mut stays) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (round, index) in rounds.rounds.into_iter().zip(shifts) {
        let shift = snapshot.shifts.get(index).ok_or_else(|| {
            AppError::Defect(format!("a round of courier {} is in no shift", round.courier))
        })?;
        if let Some(ridden) = snapshot.carried_in(index) {
            carried.extend(goes_on(ridden, round));
        } else if let Some((id, before)) = snapshot.open_in(index) {
            // Who looks at it, or hears of it, need not learn of another.
            stays.insert(id);
            let stay = Vec::new();
            carried.extend((*before != round).then(|| CarriedRound {
                id: id.clone(),
                stay,
                round,
            }));
        } else {
            new.push(NewRound { id: new_id(), shift: shift.id.clone(), round });
        }
    }
    let withdrawn = snapshot.withdrawn.iter().filter(|id| !stays.contains(id));
    let told = |order: UnassignedOrder| {
        let any = !snapshot.coop.shifts.is_empty();
        (order.order.clone(), no_place(order, any, &snapshot.left_out))
    };
    Ok(Publication {
        plan: new_id(),
        day: snapshot.coop.day,
        rules: snapshot.rules.version,
        withdrawn: withdrawn.cloned().collect(),
        carried,
        rounds: new,
        unassigned: rounds.unassigned.into_iter().map(told).collect(),
        decisions: decisions
            .into_iter()
            .map(|it| snapshot.by_hand.told(with_begun(it, &snapshot.riding)))
            .collect(),
    })
}

/// The round with what is left of it as planned; `None` if nothing of it changes.
pub(super) fn goes_on(ridden: &Carried, rest: Round) -> Option<CarriedRound> {
    let Carried { live, stay, .. } = ridden;
    let round = live.round.carried_on(stay, rest);
    let carried = || CarriedRound { id: live.id.clone(), stay: stay.clone(), round: round.clone() };
    (round != live.round).then(carried)
}

#[cfg(test)]
mod tests {
    use super::{Stays, concerns};
    use crate::{
        domain::{Event, EventKind, Subject},
        units::Timestamp,
    };
    use jiff::civil::{Date, date};

    fn event(kind: EventKind, day: Option<Date>, stop: Option<(&str, u32)>) -> Event {
        let (round, stop) = stop.unzip();
        let subject = Subject { day, round: round.map(str::to_owned), stop, ..Subject::default() };
        Event { seq: 1, at: Timestamp::from_millis(0), kind, subject, account: None }
    }

    /// Of the round `kept` every stop stays, of `ridden` the first three.
    struct Kept;

    impl Stays for Kept {
        fn stays(&self, round: &str, stop: u32) -> bool {
            round == "kept" || round == "ridden" && stop < 3
        }
    }

    #[test]
    fn riding_and_posting_do_not_keep_a_day_from_being_planned() {
        let day = date(2026, 3, 17);
        let concerns = |kind, of, round| concerns(&event(kind, of, round), day, &Kept);
        for kind in [EventKind::StopStarted, EventKind::StopDone] {
            assert!(!concerns(kind, Some(day), Some(("kept", 9))), "{kind:?}");
            assert!(!concerns(kind, Some(day), Some(("ridden", 2))), "{kind:?}");
            assert!(concerns(kind, Some(day), Some(("ridden", 3))), "{kind:?}");
            assert!(concerns(kind, Some(day), Some(("withdrawn", 0))), "{kind:?}");
            assert!(!concerns(kind, day.tomorrow().ok(), Some(("withdrawn", 0))), "{kind:?}");
        }
        assert!(!concerns(EventKind::OrderPosted, Some(day), None));
        assert!(!concerns(EventKind::ShopChanged, None, None));
        let changing = [
            EventKind::OrderPlaced,
            EventKind::OrderReady,
            EventKind::OrderCancelled,
            EventKind::ShiftChanged,
            EventKind::RoundChanged,
        ];
        for kind in changing {
            assert!(concerns(kind, Some(day), None), "{kind:?}");
        }
        assert!(
            concerns(EventKind::StopFailed, Some(day), Some(("ridden", 2))),
            "what it brings is left"
        );
        assert!(concerns(EventKind::HubChanged, None, None));
    }
}
