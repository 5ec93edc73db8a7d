//! How hot a day is, by the word of a dispatcher.

use super::{
    Actor, AppError, Deed, Service, complaint::Submitted, drafts::HeatDraft, labour::Unlawful,
    world::zone_of,
};
use crate::{
    domain::{
        DayHeat,
        labour::{HeatLevel, barred_in},
    },
    store::Work,
};
use jiff::civil::Date;

/// The heat of a day, and who does not work in it.
#[derive(Clone, Debug)]
pub struct HeatView {
    /// What was said last; with nothing said there is no episode of heat.
    pub heat: Option<DayHeat>,
    /// The day.
    pub day: Date,
    /// Shifts of the day whose couriers the law keeps from working in such heat. They stay, but no plan fills them.
    pub barred: Vec<Unlawful>,
}

impl Service {
    /// The heat of a day.
    ///
    /// # Errors
    ///
    /// If the role may not, or the database does not answer.
    pub async fn heat(&self, actor: &Actor, day: Date) -> Result<HeatView, AppError> {
        actor.may(Deed::SteerDays)?;
        let mut view = self.store.view(actor.coop()).await?;
        let heat = view.heat_of_day(day).await?;
        let level = heat.as_ref().and_then(|heat| heat.level);
        let barred = self.barred(&mut view, day, level).await?;
        Ok(HeatView { heat, day, barred })
    }

    /// Says how hot a day is. Plans from then on have the breaks that the rules ask for in such heat; rounds that are
    /// published stay as they are.
    ///
    /// # Errors
    ///
    /// If there is no such level, the role may not, or the database does not answer.
    pub async fn put_heat(
        &self,
        actor: &Actor,
        day: Date,
        submitted: Submitted<HeatDraft>,
    ) -> Result<HeatView, AppError> {
        actor.may(Deed::SteerDays)?;
        let Submitted { draft, mut complaints } = submitted;
        let level = match draft.level.as_deref() {
            Some("none") => None,
            Some("yellow") => Some(HeatLevel::Yellow),
            Some("orange") => Some(HeatLevel::Orange),
            Some("red") => Some(HeatLevel::Red),
            said => {
                let (code, cause) = match said {
                    Some(_) => ("invalid", "is no level of heat"),
                    None => ("missing", "is missing"),
                };
                complaints.add("/level", code, cause, "write none, yellow, orange or red");
                None
            }
        };
        if !complaints.is_empty() {
            return Err(AppError::Invalid(complaints));
        }
        let mut change = self.change(actor).await?;
        let account = change.account_id().map(str::to_owned);
        let heat = DayHeat { day, level, set_at: change.at(), account };
        change.put_heat(&heat).await?;
        let barred = self.barred(&mut change, day, level).await?;
        change.commit().await?;
        Ok(HeatView { heat: Some(heat), day, barred })
    }

    async fn barred<K>(
        &self,
        work: &mut Work<K>,
        day: Date,
        level: Option<HeatLevel>,
    ) -> Result<Vec<Unlawful>, AppError> {
        let Some(level) = level else { return Ok(Vec::new()) };
        let zone = zone_of(&work.coop().await?)?;
        let rules = work.rules_at(self.now()).await?.rules.labour;
        let mut barred = Vec::new();
        for shift in work.shifts_of_day(day).await? {
            for person in shift.people() {
                let Some(courier) = work.courier(person).await? else { continue };
                let refusal = barred_in(&rules, courier.age, level, shift.window);
                barred.extend(refusal.map(|refusal| {
                    Unlawful::new(&courier, Some(&shift.id), "/level", refusal, &zone)
                }));
            }
        }
        Ok(barred)
    }
}
