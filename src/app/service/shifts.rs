//! Who works when.

use super::{
    Actor, AppError, Deed, Service,
    checks::Checks,
    clock::day_of,
    complaint::{Complaints, Submitted},
    drafts::{RestDraft, ShiftDraft},
    labour::refuse_unlawful_shift,
    withdrawal::{current, withdraw_of_shift},
    world::zone_of,
};
use crate::{
    domain::{DayShift, Rest},
    store::Change,
    units::{Seconds, TimeWindow, Timestamp},
};
use jiff::civil::Date;

/// A shift is at most a day long.
const LONGEST: Seconds = Seconds::from_minutes(24 * 60);

impl Service {
    /// The shifts of a day, by start; left out: of today, with those of yesterday that still run. A
    /// courier sees their own, and those of their crews.
    ///
    /// # Errors
    ///
    /// If the role may not, or the database does not answer.
    pub async fn shifts(
        &self,
        actor: &Actor,
        day: Option<Date>,
    ) -> Result<Vec<DayShift>, AppError> {
        let scope = actor.may(Deed::SeeShifts)?;
        let mut view = self.store.view(actor.coop()).await?;
        let mut shifts = if let Some(day) = day {
            view.shifts_of_day(day).await?
        } else {
            let today = self.clock.today(&zone_of(&view.coop().await?)?);
            current(&mut view, today, self.now()).await?
        };
        shifts.retain(|shift| scope.holds_any(shift.people()));
        Ok(shifts)
    }

    /// A shift.
    ///
    /// # Errors
    ///
    /// If there is none, or none for this actor.
    pub async fn shift(&self, actor: &Actor, id: &str) -> Result<DayShift, AppError> {
        let scope = actor.may(Deed::SeeShifts)?;
        let shift = self.store.view(actor.coop()).await?.shift(id).await?;
        let shift = shift.filter(|shift| scope.holds_any(shift.people()));
        shift.ok_or_else(|| AppError::not_found("shift", id))
    }

    /// Adds a shift.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the draft, or [`AppError::Unlawful`] if the law forbids it.
    pub async fn post_shift(
        &self,
        actor: &Actor,
        submitted: Submitted<ShiftDraft>,
    ) -> Result<DayShift, AppError> {
        actor.may(Deed::SteerFleet)?;
        let mut change = self.change(actor).await?;
        let id = uuid::Uuid::now_v7().to_string();
        let shift = checked(&mut change, &id, submitted).await?;
        refuse_unlawful_shift(&mut change, None, Some(&shift)).await?;
        change.put_shift(&shift).await?;
        change.commit().await?;
        Ok(shift)
    }

    /// Changes a shift. Its round, if nothing in it was begun, is withdrawn: it was made for the shift
    /// as it was.
    ///
    /// # Errors
    ///
    /// If there is none, everything that is wrong with the draft, [`AppError::Conflict`] if its round was begun, or
    /// is over, or [`AppError::Unlawful`] if the law forbids it, and not as much as it did before.
    pub async fn put_shift(
        &self,
        actor: &Actor,
        id: &str,
        submitted: Submitted<ShiftDraft>,
    ) -> Result<DayShift, AppError> {
        actor.may(Deed::SteerFleet)?;
        let mut change = self.change(actor).await?;
        let before = change.shift(id).await?.ok_or_else(|| AppError::not_found("shift", id))?;
        let shift = checked(&mut change, id, submitted).await?;
        if shift != before {
            let action = "leave it as it is, and add another shift for what comes";
            withdraw_of_shift(&mut change, &before, self.now(), action).await?;
            refuse_unlawful_shift(&mut change, Some(&before), Some(&shift)).await?;
        }
        change.put_shift(&shift).await?;
        change.commit().await?;
        Ok(shift)
    }

    /// Removes a shift. Its round, if nothing in it was begun, is withdrawn.
    ///
    /// # Errors
    ///
    /// If there is none, [`AppError::Conflict`] if its round was begun, or is over, or [`AppError::Unlawful`] if what
    /// stays of the day would lack its break.
    pub async fn delete_shift(&self, actor: &Actor, id: &str) -> Result<(), AppError> {
        actor.may(Deed::SteerFleet)?;
        let mut change = self.change(actor).await?;
        let before = change.shift(id).await?.ok_or_else(|| AppError::not_found("shift", id))?;
        let action = "keep it: its round stays in the books";
        withdraw_of_shift(&mut change, &before, self.now(), action).await?;
        refuse_unlawful_shift(&mut change, Some(&before), None).await?;
        change.delete_shift(id).await?;
        change.commit().await?;
        Ok(())
    }
}

/// The shift that a draft means.
async fn checked(
    change: &mut Change,
    id: &str,
    submitted: Submitted<ShiftDraft>,
) -> Result<DayShift, AppError> {
    let zone = zone_of(&change.coop().await?)?;
    let Submitted { draft, mut complaints } = submitted;
    let mut checks = Checks(&mut complaints);
    checks.same_id(draft.id.as_deref(), id);
    let courier = checks.required("/courier_id", draft.courier_id.as_deref(), 64);
    let crew = draft.crew_id.as_deref();
    let crew = crew.map(|crew| checks.required("/crew_id", Some(crew), 64));
    let vehicle = checks.required("/vehicle_id", draft.vehicle_id.as_deref(), 64);
    let hub = checks.required("/hub_id", draft.hub_id.as_deref(), 64);
    let end_hub = draft.end_hub_id.as_deref();
    let end_hub = end_hub.map(|hub| checks.required("/end_hub_id", Some(hub), 64));
    let window = checks.whole_window("/window", draft.window);
    let charge_percent = draft.charge_percent;
    checks.within("/charge_percent", charge_percent, 1, 100);
    let rest = draft.rest.and_then(|rest| self::rest(&mut checks, rest, window));
    if change.courier(&courier).await?.is_none() {
        unknown(&mut complaints, "/courier_id", "courier");
    }
    match &crew {
        Some(crew) if *crew == courier => {
            let action = "leave it out, or write the id of another courier";
            complaints.add("/crew_id", "same", "a crew is of two couriers", action);
        }
        Some(crew) if change.courier(crew).await?.is_none() => {
            unknown(&mut complaints, "/crew_id", "courier");
        }
        _ => {}
    }
    if change.vehicle(&vehicle).await?.is_none() {
        unknown(&mut complaints, "/vehicle_id", "vehicle");
    }
    if change.hub(&hub).await?.is_none() {
        unknown(&mut complaints, "/hub_id", "hub");
    }
    if let Some(end_hub) = &end_hub
        && change.hub(end_hub).await?.is_none()
    {
        unknown(&mut complaints, "/end_hub_id", "hub");
    }
    let Some(window) = window else { return Err(AppError::Invalid(complaints)) };
    if window.start() == window.end() || window.start() + LONGEST < window.end() {
        let cause = "the shift is empty, or longer than 24 hours";
        complaints.add("/window/end_at", "out_of_range", cause, "write another end");
    }
    let day = day_of(window.start(), &zone);
    if draft.day.is_some_and(|said| said != day) {
        let cause = format!("the shift starts on {day} by the co-operative's clock");
        complaints.add("/day", "differs", cause, "leave it out, or write the same");
    }
    let id = id.to_owned();
    // One that ends where it starts says so in one way.
    let end_hub = end_hub.filter(|end_hub| *end_hub != hub);
    let shift =
        DayShift { id, day, courier, crew, vehicle, hub, end_hub, window, charge_percent, rest };
    refuse_overlap(change, &mut complaints, &shift).await?;
    if complaints.is_empty() { Ok(shift) } else { Err(AppError::Invalid(complaints)) }
}

fn unknown(complaints: &mut Complaints, field: &str, what: &str) {
    complaints.add(
        field,
        "unknown",
        format!("there is no such {what}"),
        format!("write the id of a {what}"),
    );
}

/// Nobody is at two places at once.
async fn refuse_overlap(
    change: &mut Change,
    complaints: &mut Complaints,
    shift: &DayShift,
) -> Result<(), AppError> {
    let DayShift { id, day, window, .. } = shift;
    for day in [day.yesterday(), Ok(*day), day.tomorrow()].into_iter().flatten() {
        for other in change.shifts_of_day(day).await? {
            let apart =
                other.window.end() <= window.start() || window.end() <= other.window.start();
            let shared = other.people().any(|courier| shift.people().any(|own| own == courier));
            if other.id != *id && shared && !apart {
                let cause = format!("the courier has another shift then, {}", other.id);
                complaints.add(
                    "/window",
                    "overlap",
                    cause,
                    "write other times, or change that one",
                );
            }
        }
    }
    Ok(())
}

fn rest(
    checks: &mut Checks<'_>,
    said: RestDraft,
    shift: Option<TimeWindow<Timestamp>>,
) -> Option<Rest> {
    let window = checks.whole_window("/break/window", said.window);
    checks.at_most("/break/duration_s", said.duration_s, 14_400);
    let duration = checks.needed("/break/duration_s", said.duration())?;
    let (window, shift) = (window?, shift?);
    if window.start() < shift.start() || window.end() + duration > shift.end() {
        let cause = "the break does not fit into the shift wherever it starts";
        checks.0.add("/break/window", "out_of_range", cause, "write other times");
    }
    Some(Rest { window, duration })
}
