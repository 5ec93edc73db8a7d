//! What the law has against changes of shifts, judged on what the database holds, in the change's own transaction.

use super::{
    Actor, AppError, Deed, Service, clock::day_of, fairness::carried_before, world::zone_of,
};
use crate::{
    domain::{
        Carried, Courier, DayShift, Sentence,
        labour::{
            Balance, DayNames, LabourRule, LabourRules, Ledger, Proposal, Refusal, balance,
            judge_age, judge_change,
        },
    },
    store::{Change, Work},
    units::Timestamp,
};
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};

/// Shifts of so many days before what is judged are in its ledger: a year, which tells who is a night worker, and the
/// week before, whose rest a Monday may cut.
const LEDGER_DAYS: i32 = 365 + 7;

/// What the law has against something, and whom it is about.
#[derive(Clone, Debug)]
pub struct Unlawful {
    /// Id of the courier.
    pub courier: String,
    /// Their name.
    pub courier_name: String,
    /// Id of the shift; `None` if it has none yet.
    pub shift: Option<String>,
    /// What of a draft is to be changed: a JSON pointer.
    pub field: &'static str,
    /// The rule, its article and its figures.
    pub refusal: Refusal,
    /// The same in words.
    pub sentence: Sentence,
}

impl Unlawful {
    pub(super) fn new(
        courier: &Courier,
        shift: Option<&str>,
        field: &'static str,
        refusal: Refusal,
        zone: &TimeZone,
    ) -> Self {
        let sentence = refusal.sentence(zone, DayNames::Dates);
        let (id, name) = (courier.id.clone(), courier.name.clone());
        let shift = shift.map(str::to_owned);
        Self { courier: id, courier_name: name, shift, field, refusal, sentence }
    }
}

/// All of it in one line, for people who read English.
pub(super) fn told(refusals: &[Unlawful]) -> String {
    let told = refusals.iter().map(|it| format!("{}: {}", it.courier_name, it.sentence.en));
    told.collect::<Vec<_>>().join("; ")
}

/// How somebody's hours stand.
#[derive(Clone, Debug)]
pub struct CourierLedger {
    /// Whose.
    pub courier: Courier,
    /// At which moment.
    pub at: Timestamp,
    /// Beside the limits of the law.
    pub balance: Balance,
    /// What they carried in so many weeks before that day.
    pub weeks: u32,
    /// That; nothing of who was not on shift.
    pub carried: Carried,
}

impl Service {
    /// How the hours of a courier stand: now, or when a `day` begins. A courier sees their own.
    ///
    /// # Errors
    ///
    /// If there is none, or none for this actor.
    pub async fn ledger(
        &self,
        actor: &Actor,
        courier: &str,
        day: Option<Date>,
    ) -> Result<CourierLedger, AppError> {
        let scope = actor.may(Deed::SeeShifts)?;
        let mut view = self.store.view(actor.coop()).await?;
        let known = view.courier(courier).await?.filter(|it| scope.holds_courier(&it.id));
        let courier = known.ok_or_else(|| AppError::not_found("courier", courier))?;
        let zone = zone_of(&view.coop().await?)?;
        let today = self.clock.today(&zone);
        let at = match day.filter(|day| *day != today) {
            Some(day) => first_moment(day, &zone)?,
            None => self.now(),
        };
        let ledger =
            ledger_around(&mut view, &courier, &zone, day.unwrap_or(today), |_| true).await?;
        let rules = view.rules_at(self.now()).await?.rules;
        // Where nothing counts, it is told all the same.
        let weeks = rules.fairness.weeks.max(1);
        let mut all = carried_before(&mut view, &zone, day.unwrap_or(today), weeks).await?;
        let carried = all.carried.remove(&courier.id).unwrap_or_default();
        let balance = balance(&rules.labour, &ledger, at);
        Ok(CourierLedger { courier, at, balance, weeks, carried })
    }
}

fn first_moment(day: Date, zone: &TimeZone) -> Result<Timestamp, AppError> {
    let midnight = day.to_zoned(zone.clone());
    let midnight = midnight.map_err(|error| AppError::Defect(error.to_string()))?;
    Ok(Timestamp::from_millis(midnight.timestamp().as_millisecond()))
}

/// What `courier` works from a year before `day` on, as declared, of the shifts that `counts` says.
pub(super) async fn ledger_around<K>(
    work: &mut Work<K>,
    courier: &Courier,
    zone: &TimeZone,
    day: Date,
    counts: impl Fn(&DayShift) -> bool,
) -> Result<Ledger, AppError> {
    let first = day.saturating_sub(LEDGER_DAYS.days());
    let shifts = work.shifts_of_courier(&courier.id, first).await?;
    let spells = shifts.iter().filter(|shift| counts(shift)).filter_map(DayShift::spell).collect();
    Ok(Ledger::new(courier.age, zone.clone(), spells))
}

/// Refuses a shift `now` in the place of `was` if the law forbids it to any of those who work it, more than it did
/// before. Breaks that heat asks for are no matter: the plan has them.
///
/// # Errors
///
/// [`AppError::Unlawful`].
pub(super) async fn refuse_unlawful_shift(
    work: &mut Change,
    was: Option<&DayShift>,
    now: Option<&DayShift>,
) -> Result<(), AppError> {
    let (zone, rules) = judged_by(work).await?;
    let mut people: Vec<&str> = was.into_iter().chain(now).flat_map(DayShift::people).collect();
    people.sort_unstable();
    people.dedup();
    let id = was.or(now).map(|shift| shift.id.as_str());
    let days = was.into_iter().chain(now).map(|shift| shift.day);
    let Some(first) = days.min() else { return Ok(()) };
    let mut unlawful = Vec::new();
    for person in people {
        let Some(courier) = work.courier(person).await? else { continue };
        let ledger =
            ledger_around(work, &courier, &zone, first, |it| Some(it.id.as_str()) != id).await?;
        let of = |shift: Option<&DayShift>| {
            shift.filter(|shift| shift.people().any(|own| own == person)).cloned()
        };
        let before = proposal(work, of(was)).await?;
        let after = proposal(work, of(now)).await?;
        let refusals = judge_change(&rules, &ledger, before.as_ref(), after.as_ref());
        for refusal in refusals.into_iter().filter(Refusal::is_of_shifts) {
            let field = now.map_or("", |_| field_of(refusal.rule));
            unlawful.push(Unlawful::new(&courier, was.and(id), field, refusal, &zone));
        }
    }
    if unlawful.is_empty() { Ok(()) } else { Err(AppError::Unlawful(unlawful)) }
}

/// Refuses another age for a courier to whom the law then forbids shifts that are still to be worked.
///
/// # Errors
///
/// [`AppError::Unlawful`].
pub(super) async fn refuse_unlawful_age(
    change: &mut Change,
    was: &Courier,
    now: &Courier,
) -> Result<(), AppError> {
    if was.age == now.age {
        return Ok(());
    }
    let ((zone, rules), at) = (judged_by(change).await?, change.at());
    let today = day_of(at, &zone);
    let first = today.yesterday().unwrap_or(today);
    let shifts = change.shifts_of_courier(&now.id, first).await?;
    let mut unlawful = Vec::new();
    for shift in shifts.into_iter().filter(|shift| shift.window.end() > at) {
        let other = |it: &DayShift| it.id != shift.id;
        let ledger = ledger_around(change, now, &zone, shift.day, other).await?;
        let before = ledger_around(change, was, &zone, shift.day, other).await?;
        let id = shift.id.clone();
        let Some(proposal) = proposal(change, Some(shift)).await? else { continue };
        for refusal in judge_age(&rules, &before, &ledger, &proposal) {
            // A week that is too long is so of each of its shifts.
            let known = unlawful.iter().any(|known: &Unlawful| known.refusal == refusal);
            if !known && refusal.is_of_shifts() {
                unlawful.push(Unlawful::new(now, Some(&id), "/age", refusal, &zone));
            }
        }
    }
    if unlawful.is_empty() { Ok(()) } else { Err(AppError::Unlawful(unlawful)) }
}

/// The clock and the rules in force, by which a change is judged.
async fn judged_by(change: &mut Change) -> Result<(TimeZone, LabourRules), AppError> {
    let (zone, at) = (zone_of(&change.coop().await?)?, change.at());
    Ok((zone, change.rules_at(at).await?.rules.labour))
}

/// A shift on a day of which somebody may have said how hot it is.
async fn proposal<K>(
    work: &mut Work<K>,
    shift: Option<DayShift>,
) -> Result<Option<Proposal>, AppError> {
    let Some(shift) = shift else { return Ok(None) };
    let heat = work.heat_of_day(shift.day).await?.and_then(|heat| heat.level);
    Ok(shift.spell().map(|spell| Proposal::Shift { spell, heat }))
}

/// What of a shift is to be changed.
fn field_of(rule: LabourRule) -> &'static str {
    match rule {
        LabourRule::Break { .. } => "/break",
        _ => "/window",
    }
}
