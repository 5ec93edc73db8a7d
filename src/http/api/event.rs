//! What has happened, as it is streamed.

use crate::{app, domain, units::Timestamp};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// Something that has happened: the `data` of an event of the stream, whose `event` is the kind and
/// whose `id` is the number.
#[derive(Debug, Serialize, ToSchema)]
pub struct Event {
    /// Its number: it grows with each event.
    pub seq: i64,
    /// When it happened, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What happened.
    pub kind: EventKindName,
    /// About what.
    pub subject: EventSubject,
}

/// What the stream tells: the schema of the `data` of its events.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum Streamed {
    /// Something that has happened.
    Event(Event),
    /// Of the event `plan.progress`, which has no id and is not told again.
    Progress(PlanProgress),
}

/// How far the planning of a day is; told to dispatchers about ten times a second while rounds are searched
/// for.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanProgress {
    /// The day, by the co-operative's own clock.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    /// How often rounds were changed in search of better ones.
    pub iterations: u64,
    /// Number of orders that are in none of the best rounds so far.
    pub left_out: usize,
    /// How much less riding and waiting the best rounds so far take than the first ones that served as
    /// many orders, from 0 to 1. Ten seconds of waiting count for one of riding, and so do a thousand metres.
    pub saved: f64,
    /// How much of the time for it is used, from 0 to 1.
    pub done: f64,
}

impl PlanProgress {
    /// The `event` of such an event.
    pub const WORD: &str = "plan.progress";

    /// As it is told.
    #[must_use]
    pub fn of(day: Date, progress: &app::PlanProgress) -> Self {
        let app::PlanProgress { iterations, left_out, saved, done } = *progress;
        Self { day, iterations, left_out, saved, done }
    }
}

/// What an event is about: ids only.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventSubject {
    /// The day, by the co-operative's own clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, format = Date, required = false)]
    pub day: Option<Date>,
    /// Id of the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false)]
    pub order: Option<String>,
    /// Id of the shop that the order is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false)]
    pub shop: Option<String>,
    /// Id of the round.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false)]
    pub round: Option<String>,
    /// Id of the courier.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false)]
    pub courier: Option<String>,
    /// Number of the stop in its round.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = u32, required = false)]
    pub stop: Option<u32>,
    /// Id of whatever else it is about: vehicle, hub, shift, zone, account; name of a profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false)]
    pub other: Option<String>,
}

impl From<domain::Event> for Event {
    fn from(event: domain::Event) -> Self {
        let subject = event.subject.into();
        Self { seq: event.seq, at: event.at, kind: event.kind.into(), subject }
    }
}

impl From<domain::Subject> for EventSubject {
    fn from(subject: domain::Subject) -> Self {
        let domain::Subject { day, order, shop, round, courier, stop, other } = subject;
        Self { day, order, shop, round, courier, stop, other }
    }
}

/// The kinds of events, one by one, so that a new one cannot be forgotten here.
macro_rules! kinds {
    ($($kind:ident = $word:literal,)+) => {
        /// What has happened. `resync` comes instead of events that are too many to be told again:
        /// then everything must be fetched anew.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
        #[schema(as = EventKind)]
        pub enum EventKindName {
            $(#[doc = $word] #[serde(rename = $word)] $kind,)+
            /// Too much has happened: fetch everything anew.
            #[serde(rename = "resync")]
            Resync,
        }

        impl From<domain::EventKind> for EventKindName {
            fn from(kind: domain::EventKind) -> Self {
                match kind { $(domain::EventKind::$kind => Self::$kind,)+ }
            }
        }

        impl EventKindName {
            /// The word for it, which is the `event` of a streamed event.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$kind => $word,)+ Self::Resync => "resync" }
            }
        }

        #[cfg(test)]
        const ALL: &[(domain::EventKind, &str)] = &[$((domain::EventKind::$kind, $word),)+];
    };
}

kinds! {
    CoopCreated = "coop.created",
    OrderPosted = "order.posted",
    OrderPromised = "order.promised",
    OrderPlaced = "order.placed",
    OrderReady = "order.ready",
    OrderCancelled = "order.cancelled",
    OrderPlanned = "order.planned",
    OrderUnassigned = "order.unassigned",
    OrderWithdrawn = "order.withdrawn",
    QuoteHeld = "quote.held",
    QuoteReleased = "quote.released",
    PlanPublished = "plan.published",
    RoundPublished = "round.published",
    RoundWithdrawn = "round.withdrawn",
    RoundChanged = "round.changed",
    StopStarted = "stop.started",
    StopDone = "stop.done",
    StopFailed = "stop.failed",
    ShopChanged = "shop.changed",
    CourierChanged = "courier.changed",
    VehicleChanged = "vehicle.changed",
    HubChanged = "hub.changed",
    ShiftChanged = "shift.changed",
    HeatChanged = "heat.changed",
    ProfileChanged = "profile.changed",
    ZoneChanged = "zone.changed",
    RulesChanged = "rules.changed",
    AccountChanged = "account.changed",
}

#[cfg(test)]
mod tests {
    use super::{ALL, EventKindName};

    #[test]
    fn kinds_have_the_names_that_the_domain_gives_them() {
        for (kind, word) in ALL {
            assert_eq!(serde_json::json!(kind), *word);
            assert_eq!(serde_json::json!(EventKindName::from(*kind)), *word);
        }
    }
}
