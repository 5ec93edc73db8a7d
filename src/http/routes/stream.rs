//! Server-sent events: what has happened since, then what happens.

use crate::{
    app::{
        PlanProgress,
        service::{Actor, AppError, Deed, Plannings, Start},
    },
    http::{api, problem::Problem, state::App},
};
use axum::{
    http::{HeaderName, HeaderValue},
    response::{IntoResponse as _, Response, Sse, sse::Event},
};
use futures_util::stream::unfold;
use jiff::civil::Date;
use std::{
    collections::{HashMap, VecDeque},
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::{OwnedSemaphorePermit, watch},
    time::{Instant, sleep_until},
};

/// Someone who listens.
struct Listener {
    app: App,
    actor: Actor,
    head: watch::Receiver<i64>,
    /// For those who may steer days.
    plannings: Option<watch::Receiver<Plannings>>,
    /// How far plannings of their co-operative are, as it was told last.
    told: Told,
    stopping: watch::Receiver<bool>,
    /// All up to this event was told, or is not for them.
    seen: i64,
    /// What is to be told next.
    ready: VecDeque<Event>,
    heartbeat: Instant,
    /// When they were seen to be signed in last.
    checked: Instant,
    _place: (OwnedSemaphorePermit, Own),
}

/// How far the planning of days is.
type Told = Vec<(Date, PlanProgress)>;

/// Progress comes often: for so long nobody asks again whether they are signed in.
const TRUSTED: Duration = Duration::from_secs(1);

/// After how long a browser that lost the stream is to try again.
const RETRY: Duration = Duration::from_secs(2);

/// The stream for someone who has seen all up to `after`, or with `None` nothing.
pub(super) async fn begin(app: App, actor: Actor, after: Option<i64>) -> Result<Response, Problem> {
    let place = app.streams.clone().try_acquire_owned();
    let place = place.map_err(|_| AppError::Busy { retry_s: 10 })?;
    let place = (place, Own::begin(&app, &actor.account.id)?);
    let head = app.service.watch(&actor).await?;
    let plannings = actor.may(Deed::SteerDays).is_ok().then(|| app.service.plannings());
    let mut ready = VecDeque::from([Event::default().comment("hello").retry(RETRY)]);
    let seen = match app.service.start(&actor, after).await? {
        Start::After(seen) => seen,
        Start::Anew(head) => {
            let data = api::Event::resync(head, app.service.now());
            ready.push_back(event(&data));
            head
        }
    };
    let stopping = app.stopping.clone();
    let checked = Instant::now();
    let heartbeat = checked + app.options.heartbeat;
    let told = Told::new();
    let listener = Listener {
        app,
        actor,
        head,
        plannings,
        told,
        stopping,
        seen,
        ready,
        heartbeat,
        checked,
        _place: place,
    };
    let stream = unfold(listener, async |mut listener| {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    let mut response = Sse::new(stream).into_response();
    // nginx would hold events back until there are many.
    let now = HeaderValue::from_static("no");
    response.headers_mut().insert(HeaderName::from_static("x-accel-buffering"), now);
    Ok(response)
}

/// A stream of an account, which may not have too many.
struct Own {
    all: Arc<Mutex<HashMap<String, usize>>>,
    account: String,
}

impl Own {
    fn begin(app: &App, account: &str) -> Result<Self, Problem> {
        let mut all = app.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        let count = all.entry(account.to_owned()).or_default();
        if *count >= app.options.most_streams_each {
            return Err(Problem::too_many_streams(*count));
        }
        *count += 1;
        Ok(Self { all: Arc::clone(&app.listeners), account: account.to_owned() })
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(count) = all.get_mut(&self.account) else { return };
        *count -= 1;
        if *count == 0 {
            all.remove(&self.account);
        }
    }
}

fn event(event: &api::Event) -> Event {
    let built = Event::default().id(event.seq.to_string()).event(event.kind.word());
    let data = serde_json::to_string(event);
    built.data(data.expect("invariant: an event has only text keys"))
}

impl Listener {
    /// What is told next, waiting for it; `None` at the end.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if *self.stopping.borrow() {
                return None;
            }
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if *self.head.borrow_and_update() > self.seen {
                // Whoever cannot be told now comes again and goes on from where they were.
                let (events, seen) =
                    self.app.service.events_after(&self.actor, self.seen).await.ok()?;
                if !self.is_signed_in().await {
                    return None;
                }
                if seen > self.seen {
                    self.seen = seen;
                    self.ready.extend(events.into_iter().map(|it| event(&api::Event::from(it))));
                    continue;
                }
            }
            tokio::select! {
                changed = self.head.changed() => changed.ok()?,
                news = planned(&mut self.plannings, &mut self.told, self.actor.coop()) => {
                    if self.checked.elapsed() >= TRUSTED && !self.is_signed_in().await {
                        return None;
                    }
                    self.ready.extend(news.into_iter().map(progress));
                }
                () = stopped(&mut self.stopping) => return None,
                () = sleep_until(self.heartbeat) => {
                    self.heartbeat = Instant::now() + self.app.options.heartbeat;
                    if !self.is_signed_in().await {
                        return None;
                    }
                    // With the number, so that what was not for them is not looked at again.
                    return Some(Event::default().id(self.seen.to_string()).comment("alive"));
                }
            }
        }
    }

    async fn is_signed_in(&mut self) -> bool {
        self.checked = Instant::now();
        self.app.service.is_signed_in(&self.actor).await
    }
}

/// How far planning is, when it has got further than what was `told`; plannings of other co-operatives
/// are no news.
async fn planned(
    plannings: &mut Option<watch::Receiver<Plannings>>,
    told: &mut Told,
    coop: &str,
) -> Told {
    loop {
        let changed = match plannings {
            Some(plannings) => plannings.changed().await.is_ok(),
            None => false,
        };
        let Some(plannings) = plannings.as_mut().filter(|_| changed) else {
            return std::future::pending().await;
        };
        let now: Told = plannings.borrow_and_update().of(coop).collect();
        let news = news(told, now);
        if !news.is_empty() {
            return news;
        }
    }
}

/// What of this was not `told` yet; it is then.
fn news(told: &mut Told, now: Told) -> Told {
    let news = now.iter().filter(|it| !told.contains(it)).copied().collect();
    *told = now;
    news
}

fn progress((day, progress): (Date, PlanProgress)) -> Event {
    let progress = api::PlanProgress::of(day, &progress);
    let data = serde_json::to_string(&progress);
    let data = data.expect("invariant: progress has only text keys");
    // Without an id: who comes again goes on after the last event that is kept.
    Event::default().event(api::PlanProgress::WORD).data(data)
}

/// Waits until the server stops.
async fn stopped(stopping: &mut watch::Receiver<bool>) {
    if stopping.wait_for(|stops| *stops).await.is_err() {
        std::future::pending::<()>().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_was_told_is_not_told_again() {
        let at = |day, iterations| {
            let progress = PlanProgress { iterations, ..PlanProgress::default() };
            (date(2026, 3, day), progress)
        };
        let mut told = Told::new();
        assert_eq!(news(&mut told, vec![at(17, 1)]), [at(17, 1)]);
        assert_eq!(news(&mut told, vec![at(17, 1)]), [], "another co-operative got further");
        assert_eq!(news(&mut told, vec![at(17, 1), at(18, 1)]), [at(18, 1)]);
        assert_eq!(news(&mut told, vec![at(17, 2), at(18, 1)]), [at(17, 2)]);
        assert_eq!(news(&mut told, vec![]), []);
        assert_eq!(news(&mut told, vec![at(17, 1)]), [at(17, 1)], "it is planned again");
    }
}
