//! Answers other than a plain document, and those of sessions and days.

use crate::{
    app::service,
    domain::{self, OrderStatus},
    http::api::{
        CoopInfo, Counts, Day, Event, EventKindName, EventSubject, FairnessPrice, KeptRounds,
        LabourRefusal, LineFeatures, List, PlanInfo, PlanOutcome, Session,
    },
    units::Timestamp,
};
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Serialize;

/// Something that is there from now on.
pub(in crate::http) fn created(location: &str, document: &impl Serialize) -> Response {
    let location = HeaderValue::from_str(location).ok().map(|it| [(header::LOCATION, it)]);
    (StatusCode::CREATED, location, Json(document)).into_response()
}

/// Lines on a map.
pub(in crate::http) fn geojson(lines: &LineFeatures) -> Response {
    let mut response = Json(lines).into_response();
    let kind = HeaderValue::from_static("application/geo+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

impl<T> List<T> {
    /// The documents of some things.
    pub(in crate::http) fn of<V>(things: Vec<V>) -> Self
    where
        T: From<V>,
    {
        Self { items: things.into_iter().map(T::from).collect() }
    }
}

impl From<service::Me> for Session {
    fn from(me: service::Me) -> Self {
        let service::Me { account, coop, shop, now } = me;
        let coop = CoopInfo { id: coop.id, name: coop.name, zone: coop.zone };
        Self { account: account.into(), coop, shop: shop.map(Into::into), now_at: now }
    }
}

impl From<service::DayView> for Day {
    fn from(view: service::DayView) -> Self {
        let service::DayView { day, now, plan, rounds, shifts, orders } = view;
        let count = |status| orders.iter().filter(|it| it.order.status == status).count();
        let counts = Counts {
            review: count(OrderStatus::Review),
            open: count(OrderStatus::Open),
            unassigned: count(OrderStatus::Unassigned),
            planned: count(OrderStatus::Planned),
            under_way: count(OrderStatus::UnderWay),
            delivered: count(OrderStatus::Delivered),
            failed: count(OrderStatus::Failed),
            cancelled: count(OrderStatus::Cancelled),
        };
        let plan = plan.map(|plan: domain::PublishedPlan| PlanInfo {
            id: plan.id,
            published_at: plan.published_at,
            rules_version: plan.rules,
        });
        Self {
            day,
            now_at: now,
            plan,
            counts,
            rounds: List::of(rounds).items,
            shifts: List::of(shifts).items,
            orders: List::of(orders).items,
        }
    }
}

impl From<service::PlanOutcome> for PlanOutcome {
    fn from(outcome: service::PlanOutcome) -> Self {
        let ms = |time: std::time::Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        Self {
            plan_id: outcome.plan.id,
            rules_version: outcome.plan.rules,
            rounds: outcome.rounds,
            assigned: outcome.assigned,
            unassigned: outcome.unassigned,
            lost: outcome.lost,
            kept_rounds: outcome.kept_rounds,
            carried_rounds: outcome.carried_rounds,
            matrix_ms: ms(outcome.matrix_time),
            solver_ms: ms(outcome.solver_time),
            iterations: outcome.iterations,
            travel_s: outcome.travel,
            moved: outcome.moved,
            kept: outcome.kept.map(|it| KeptRounds { saving_s: it.saving, below_s: it.below }),
            fairness: outcome.fairness.map(|it| FairnessPrice {
                riding_s: it.riding_s,
                waiting_s: it.waiting_s,
                weighed_s: it.weighed,
                longest_s: it.longest,
                longest_without_s: it.longest_without,
            }),
            unlawful: outcome.unlawful.into_iter().map(LabourRefusal::from).collect(),
        }
    }
}

impl Event {
    /// What is told instead of events that are too many.
    pub(in crate::http) fn resync(head: i64, now: Timestamp) -> Self {
        let subject = EventSubject::from(domain::Subject::default());
        Self { seq: head, at: now, kind: EventKindName::Resync, subject }
    }
}
