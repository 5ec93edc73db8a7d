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
    stopping: watch::Receiver<bool>,
    /// All up to this event was told, or is not for them.
    seen: i64,
    /// What is to be told next.
    ready: VecDeque<Event>,
    heartbeat: Instant,
    _place: (OwnedSemaphorePermit, Own),
}

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
    let heartbeat = Instant::now() + app.options.heartbeat;
    let listener =
        Listener { app, actor, head, plannings, stopping, seen, ready, heartbeat, _place: place };
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
                if !self.app.service.is_signed_in(&self.actor).await {
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
                told = planned(&mut self.plannings, self.actor.coop()) => {
                    if !self.app.service.is_signed_in(&self.actor).await {
                        return None;
                    }
                    self.ready.extend(told);
                }
                () = stopped(&mut self.stopping) => return None,
                () = sleep_until(self.heartbeat) => {
                    self.heartbeat = Instant::now() + self.app.options.heartbeat;
                    if !self.app.service.is_signed_in(&self.actor).await {
                        return None;
                    }
                    // With the number, so that what was not for them is not looked at again.
                    return Some(Event::default().id(self.seen.to_string()).comment("alive"));
                }
            }
        }
    }
}

/// How far planning is, when it has got further.
async fn planned(plannings: &mut Option<watch::Receiver<Plannings>>, coop: &str) -> Vec<Event> {
    loop {
        let changed = match plannings {
            Some(plannings) => plannings.changed().await.is_ok(),
            None => false,
        };
        let Some(plannings) = plannings.as_mut().filter(|_| changed) else {
            return std::future::pending().await;
        };
        let told: Vec<Event> = plannings.borrow().of(coop).map(progress).collect();
        if !told.is_empty() {
            return told;
        }
    }
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
