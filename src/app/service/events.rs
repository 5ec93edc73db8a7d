//! What happens, for those who may hear of it.

use super::{Actor, AppError, Service};
use crate::domain::{Event, EventKind, Role, Subject};
use jiff::civil::Date;
use std::collections::BTreeSet;
use tokio::sync::watch;

/// Who is further behind than so many events should rather look at everything anew.
const MOST_BEHIND: i64 = 1_000;

/// So many events are read at a time.
const AT_A_TIME: u32 = 200;

/// Where someone begins to listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// After the event with this number.
    After(i64),
    /// After the last event, with this number, having to look at everything anew.
    Anew(i64),
}

impl Actor {
    /// May they hear of an event, whoever rides with whom? A shop hears of its orders and of itself, a courier of what
    /// names them, and of other rules.
    #[must_use]
    pub fn hears(&self, event: &Event) -> bool {
        match &self.account.role {
            Role::Dispatcher => true,
            Role::Shop { shop } => event.subject.shop.as_ref() == Some(shop),
            Role::Courier { courier } => {
                event.kind == EventKind::RulesChanged
                    || event.subject.courier.as_ref() == Some(courier)
            }
        }
    }
}

impl Service {
    /// The number of the last event, now and whenever it changes.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn watch(&self, actor: &Actor) -> Result<watch::Receiver<i64>, AppError> {
        Ok(self.store.watch(actor.coop()).await?)
    }

    /// Where someone begins who has seen all up to `seen`, or with `None` nothing.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn start(&self, actor: &Actor, seen: Option<i64>) -> Result<Start, AppError> {
        let head = self.store.head(actor.coop()).await?;
        Ok(match seen {
            None => Start::After(head),
            Some(seen)
                if (head.saturating_sub(MOST_BEHIND)..=head).contains(&seen) && seen >= 0 =>
            {
                Start::After(seen)
            }
            Some(_) => Start::Anew(head),
        })
    }

    /// The next events after `seq` that the actor may hear of, and the number up to which they
    /// are complete.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn events_after(
        &self,
        actor: &Actor,
        seq: i64,
    ) -> Result<(Vec<Event>, i64), AppError> {
        let mut events = self.store.events_after(actor.coop(), seq, AT_A_TIME).await?;
        let last = events.last().map_or(seq, |event| event.seq);
        let crews = self.crews_of(actor, &events).await?;
        let of_crew = |Subject { day, courier, round, .. }: &Subject| {
            let who = day.zip(courier.as_ref()).filter(|_| round.is_some());
            who.is_some_and(|(day, courier)| crews.contains(&(day, courier.clone())))
        };
        events.retain(|event| actor.hears(event) || of_crew(&event.subject));
        Ok((events, last))
    }

    /// With whom a courier rides as the second of a crew, and on which day, as far as events are about rounds of
    /// others: these name the first of a crew alone.
    async fn crews_of(
        &self,
        actor: &Actor,
        events: &[Event],
    ) -> Result<BTreeSet<(Date, String)>, AppError> {
        let mut crews = BTreeSet::new();
        let Role::Courier { courier: own } = &actor.account.role else { return Ok(crews) };
        let of_round = events.iter().map(|it| &it.subject).filter(|it| it.round.is_some());
        let others = of_round.filter(|it| it.courier.as_ref() != Some(own));
        let days: BTreeSet<Date> = others.filter_map(|it| it.day).collect();
        if days.is_empty() {
            return Ok(crews);
        }
        let mut view = self.store.view(actor.coop()).await?;
        for day in days {
            let shifts = view.shifts_of_day(day).await?.into_iter();
            let with = shifts.filter(|shift| shift.crew.as_ref() == Some(own));
            crews.extend(with.map(|shift| (day, shift.courier)));
        }
        Ok(crews)
    }
}
