//! Rounds as they are ridden.

use super::{
    Actor, AppError, Deed, Scope, Service, Submitted, ThenDraft, failed::FailedStop,
    round_view::RoundView, world::zone_of,
};
use crate::{
    domain::{Failure, LiveRound, Progress, RoundStopKind, StopStatus},
    store::Work,
    units::{Load, Seconds, Timestamp},
};
use jiff::civil::Date;

/// What someone says about a stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StopNews {
    /// The courier is there.
    Started,
    /// It is done.
    Done,
    /// It did not work out.
    Failed(Failure, Submitted<ThenDraft>),
}

/// The stop that somebody means, whatever its number is by now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeantStop {
    /// What happens there, in a word: `start`, `pickup`, `dropoff`, `break`, `end`.
    pub kind: String,
    /// Id of its order, if it is of one.
    pub order: Option<String>,
    /// The position of the stop among those of its order, where that is said: it may have several of a kind.
    pub position: Option<usize>,
}

impl MeantStop {
    /// A stop of this kind.
    pub(in crate::app) fn of(kind: &RoundStopKind) -> Self {
        Self {
            kind: word(kind).to_owned(),
            order: kind.order().map(str::to_owned),
            position: kind.place_in_order().map(|(_, position)| position),
        }
    }

    fn is(&self, kind: &RoundStopKind) -> bool {
        let position = kind.place_in_order().map(|(_, position)| position);
        self.kind == word(kind)
            && self.order.as_deref() == kind.order()
            && self.position.is_none_or(|said| position == Some(said))
    }

    /// The number of the stop in a round that may have changed: `number`, if it is still that one, else the only one
    /// that it can be.
    pub(in crate::app) fn number_in(&self, live: &LiveRound, number: usize) -> Option<usize> {
        let stops = &live.round.stops;
        if stops.get(number).is_some_and(|stop| self.is(&stop.kind)) {
            return Some(number);
        }
        let mut all = stops.iter().enumerate().filter(|(_, stop)| self.is(&stop.kind));
        let (only, _) = all.next()?;
        all.next().is_none().then_some(only)
    }
}

fn word(kind: &RoundStopKind) -> &'static str {
    match kind {
        RoundStopKind::Start => "start",
        RoundStopKind::Pickup { .. } => "pickup",
        RoundStopKind::Dropoff { .. } => "dropoff",
        RoundStopKind::Break => "break",
        RoundStopKind::End => "end",
    }
}

/// Who is later than this has forgotten to say that they are back.
const LATE: Seconds = Seconds::from_minutes(120);

/// Was anything of this round begun?
pub(super) fn is_begun(live: &LiveRound) -> bool {
    let untouched = |status| matches!(status, StopStatus::Todo | StopStatus::Cancelled);
    !live.progress.iter().all(|it| untouched(it.status))
}

impl Service {
    /// The rounds of a day, by start; left out: of today, with those of yesterday that are still
    /// ridden. A courier sees their own, and those of their crews.
    ///
    /// # Errors
    ///
    /// If the role may not, or the database does not answer.
    pub async fn rounds(
        &self,
        actor: &Actor,
        day: Option<Date>,
    ) -> Result<Vec<RoundView>, AppError> {
        let scope = actor.may(Deed::Rounds)?;
        let mut view = self.store.view(actor.coop()).await?;
        if let Some(day) = day {
            let rounds = rounds_of(&mut view, &scope, day).await?;
            return RoundView::read(&mut view, rounds).await;
        }
        let today = self.clock.today(&zone_of(&view.coop().await?)?);
        let mut rounds = match today.yesterday() {
            Ok(yesterday) => rounds_of(&mut view, &scope, yesterday).await?,
            Err(_) => Vec::new(),
        };
        rounds.extend(rounds_of(&mut view, &scope, today).await?);
        let mut rounds = RoundView::read(&mut view, rounds).await?;
        rounds.retain(|round| round.live.day == today || is_still_ridden(round, self.now()));
        Ok(rounds)
    }

    /// A round.
    ///
    /// # Errors
    ///
    /// If there is none, or none for this actor.
    pub async fn round(&self, actor: &Actor, id: &str) -> Result<RoundView, AppError> {
        let scope = actor.may(Deed::Rounds)?;
        let mut view = self.store.view(actor.coop()).await?;
        let live = own_round(&mut view, &scope, id).await?;
        RoundView::read_one(&mut view, live).await
    }

    /// Notes what someone says about a stop, which is the one that is `meant`, if that is said. Saying the same again
    /// changes nothing. What a failed dropoff leaves on board is brought somewhere by one more stop of the round.
    ///
    /// # Errors
    ///
    /// [`AppError::Conflict`] if the stop is over, is a dropoff of what was not fetched, or is not in the round any more;
    /// everything that is wrong with what is said of the load.
    pub async fn note(
        &self,
        actor: &Actor,
        round: &str,
        number: usize,
        meant: Option<&MeantStop>,
        news: StopNews,
    ) -> Result<RoundView, AppError> {
        let scope = actor.may(Deed::Rounds)?;
        let legs = match news {
            StopNews::Failed(..) => Some(self.legs_of_round(actor, round).await?),
            StopNews::Started | StopNews::Done => None,
        };
        let mut change = self.change(actor).await?;
        let live = own_round(&mut change, &scope, round).await?;
        let number = match meant {
            Some(meant) => meant.number_in(&live, number).ok_or_else(|| {
                let cause = "the round has changed, and this stop is not in it any more";
                AppError::conflict("round_changed", cause, "look at the round as it is now")
            })?,
            None => number,
        };
        let index = u32::try_from(number).ok().filter(|_| number < live.progress.len());
        let index = index.ok_or_else(|| AppError::not_found("stop", number.to_string()))?;
        let Some(progress) = next(&live, number, &news, self.now())? else {
            return RoundView::read_one(&mut change, live).await;
        };
        let failed = match &news {
            StopNews::Failed(_, said) => {
                FailedStop::of(&mut change, &live, number, said.clone()).await?
            }
            StopNews::Started | StopNews::Done => None,
        };
        let mut moot = moot(&live, number, progress.status);
        if moot.is_empty() && progress.status == StopStatus::Failed {
            moot = emptied(&mut change, &live, number).await?;
        }
        let mut live = change.set_progress(round, index, &progress, &moot).await?;
        if let Some((failed, legs)) = failed.zip(legs) {
            live = failed.left_on_board(&mut change, live, number, &legs).await?;
        }
        let view = RoundView::read_one(&mut change, live).await?;
        change.commit().await?;
        Ok(view)
    }
}

async fn rounds_of<K>(
    work: &mut Work<K>,
    scope: &Scope,
    day: Date,
) -> Result<Vec<LiveRound>, AppError> {
    Ok(match scope.courier() {
        Some(courier) => work.rounds_of_courier(courier, day).await?,
        None => work.rounds_of_day(day).await?,
    })
}

/// Does its shift run, or is someone late with it?
fn is_still_ridden(round: &RoundView, now: Timestamp) -> bool {
    let open = |it: &Progress| matches!(it.status, StopStatus::Todo | StopStatus::Started);
    let late = is_begun(&round.live) && round.live.progress.iter().any(open);
    round.window.contains(now)
        || (late && round.window.start() <= now && now <= round.window.end() + LATE)
}

pub(super) async fn own_round<K>(
    work: &mut Work<K>,
    scope: &Scope,
    id: &str,
) -> Result<LiveRound, AppError> {
    let live = work.round(id).await?;
    let live = live.filter(|live| scope.holds_any(live.people()));
    live.ok_or_else(|| AppError::not_found("round", id))
}

/// How far a stop is after some news; `None` if it is so already.
fn next(
    live: &LiveRound,
    number: usize,
    news: &StopNews,
    now: Timestamp,
) -> Result<Option<Progress>, AppError> {
    let before = &live.progress[number];
    let wanted = match news {
        StopNews::Started => StopStatus::Started,
        StopNews::Done => StopStatus::Done,
        StopNews::Failed(..) => StopStatus::Failed,
    };
    let same_failure = match news {
        StopNews::Failed(failure, _) => before.failure.as_ref() == Some(failure),
        StopNews::Started | StopNews::Done => true,
    };
    if before.status == wanted && same_failure {
        return Ok(None);
    }
    if !matches!(before.status, StopStatus::Todo | StopStatus::Started) {
        let cause = "the stop is over already";
        let action = "call the dispatcher if that is wrong";
        return Err(AppError::conflict("stop_is_over", cause, action));
    }
    if let RoundStopKind::Dropoff { order, .. } = &live.round.stops[number].kind {
        let pickups = || pickups(live, order).map(|(_, status)| status);
        let open = |status| matches!(status, StopStatus::Todo | StopStatus::Started);
        if pickups().any(open) || pickups().all(|status| status != StopStatus::Done) {
            let cause = "what is to be brought here was not fetched yet";
            let action = "say first that its pickup is done";
            return Err(AppError::conflict("pickup_first", cause, action));
        }
    }
    let is_hub = matches!(
        live.round.stops[number].kind,
        RoundStopKind::Start | RoundStopKind::Break | RoundStopKind::End
    );
    if is_hub && wanted == StopStatus::Failed {
        let cause = "only a pickup or a dropoff can fail";
        return Err(AppError::conflict("cannot_fail", cause, "say that it is done"));
    }
    let started_at = Some(before.started_at.unwrap_or(now));
    let ended_at = (wanted != StopStatus::Started).then_some(now);
    let failure =
        if let StopNews::Failed(failure, _) = news { Some(failure.clone()) } else { None };
    Ok(Some(Progress { status: wanted, started_at, ended_at, failure }))
}

/// The pickups of an order in a round: which stop, and how far it has got.
fn pickups<'a>(
    live: &'a LiveRound,
    order: &'a str,
) -> impl Iterator<Item = (usize, StopStatus)> + 'a {
    let stops = live.round.stops.iter().zip(&live.progress).enumerate();
    let own = stops.filter(move |(_, (stop, _))| stop.kind.fetches(order));
    own.map(|(number, (_, progress))| (number, progress.status))
}

/// The dropoffs for which nothing is left once this pickup of several has failed.
async fn emptied<K>(
    work: &mut Work<K>,
    live: &LiveRound,
    number: usize,
) -> Result<Vec<u32>, AppError> {
    let RoundStopKind::Pickup { order, position } = &live.round.stops[number].kind else {
        return Ok(Vec::new());
    };
    let before = work.order(order).await?.ok_or_else(|| AppError::not_found("order", order))?;
    let mut after = before.clone();
    if let Some(stop) = after.stops.get_mut(*position) {
        stop.status = StopStatus::Failed;
    }
    let is_emptied = |kind: &RoundStopKind| {
        let position = kind.place_in_order().map_or(0, |(_, position)| position);
        kind.brings(order)
            && after.load_at(position) == Load::ZERO
            && before.load_at(position) != Load::ZERO
    };
    let stops = live.round.stops.iter().zip(&live.progress).zip(0_u32..);
    let emptied = stops.filter(|((stop, progress), _)| {
        progress.status == StopStatus::Todo && is_emptied(&stop.kind)
    });
    Ok(emptied.map(|(_, number)| number).collect())
}

/// The stops that need not be made any more: what was not fetched cannot be brought. If something of the order was
/// fetched elsewhere, or still can be, that is brought.
fn moot(live: &LiveRound, number: usize, status: StopStatus) -> Vec<u32> {
    let RoundStopKind::Pickup { order, .. } = &live.round.stops[number].kind else {
        return Vec::new();
    };
    let failed =
        |(other, status): (usize, StopStatus)| other == number || status == StopStatus::Failed;
    if status != StopStatus::Failed || !pickups(live, order).all(failed) {
        return Vec::new();
    }
    let stops = live.round.stops.iter().zip(&live.progress).zip(0_u32..);
    stops
        .filter(|((stop, it), _)| stop.kind.brings(order) && it.status == StopStatus::Todo)
        .map(|(_, number)| number)
        .collect()
}
