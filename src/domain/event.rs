//! What has happened, in order. Events hold ids, never personal data.

use crate::units::Timestamp;
use serde::{Deserialize, Serialize};

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EventKind {
    /// A co-operative was set up.
    #[serde(rename = "coop.created")]
    CoopCreated,
    /// An order was posted.
    #[serde(rename = "order.posted")]
    OrderPosted,
    /// An order was confirmed for which a place was held.
    #[serde(rename = "order.promised")]
    OrderPromised,
    /// An order's place was chosen.
    #[serde(rename = "order.placed")]
    OrderPlaced,
    /// An order is ready at another time than was said, or has become more.
    #[serde(rename = "order.ready")]
    OrderReady,
    /// An order was called off.
    #[serde(rename = "order.cancelled")]
    OrderCancelled,
    /// A plan put an order into a round.
    #[serde(rename = "order.planned")]
    OrderPlanned,
    /// A plan found no place for an order.
    #[serde(rename = "order.unassigned")]
    OrderUnassigned,
    /// The round that an order was in was withdrawn, and no plan has taken it since.
    #[serde(rename = "order.withdrawn")]
    OrderWithdrawn,
    /// A place is held for an order that is not posted yet.
    #[serde(rename = "quote.held")]
    QuoteHeld,
    /// Such a place was let go before its time was over.
    #[serde(rename = "quote.released")]
    QuoteReleased,
    /// A plan of a day was published.
    #[serde(rename = "plan.published")]
    PlanPublished,
    /// A courier's round was published.
    #[serde(rename = "round.published")]
    RoundPublished,
    /// A courier's round was withdrawn, by a later plan or because what it was made of changed.
    #[serde(rename = "round.withdrawn")]
    RoundWithdrawn,
    /// A courier's round goes on otherwise than before: stops have come, gone or changed places, or come at other times.
    #[serde(rename = "round.changed")]
    RoundChanged,
    /// A courier is at a stop.
    #[serde(rename = "stop.started")]
    StopStarted,
    /// A stop was done.
    #[serde(rename = "stop.done")]
    StopDone,
    /// A stop failed.
    #[serde(rename = "stop.failed")]
    StopFailed,
    /// A shop was added, changed or removed.
    #[serde(rename = "shop.changed")]
    ShopChanged,
    /// A courier was added, changed or removed.
    #[serde(rename = "courier.changed")]
    CourierChanged,
    /// A vehicle class was added, changed or removed.
    #[serde(rename = "vehicle.changed")]
    VehicleChanged,
    /// A hub was added, changed or removed.
    #[serde(rename = "hub.changed")]
    HubChanged,
    /// A shift was added, changed or removed.
    #[serde(rename = "shift.changed")]
    ShiftChanged,
    /// Somebody said how hot a day is.
    #[serde(rename = "heat.changed")]
    HeatChanged,
    /// A profile was tuned.
    #[serde(rename = "profile.changed")]
    ProfileChanged,
    /// A zone was drawn, changed or removed.
    #[serde(rename = "zone.changed")]
    ZoneChanged,
    /// The rules have another version.
    #[serde(rename = "rules.changed")]
    RulesChanged,
    /// An account was added or changed.
    #[serde(rename = "account.changed")]
    AccountChanged,
}

/// What an event is about: ids only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The day, by the co-operative's own clock.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub day: Option<jiff::civil::Date>,
    /// Id of the order.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub order: Option<String>,
    /// Id of the shop that the order is of.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub shop: Option<String>,
    /// Id of the round.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub round: Option<String>,
    /// Id of the courier.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub courier: Option<String>,
    /// Number of the stop in its round, the start at the hub being 0.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stop: Option<u32>,
    /// Id of whatever else it is about: vehicle class, hub, shift, zone, account; name of a profile;
    /// number of a version of the rules.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub other: Option<String>,
}

/// Something that has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its number: 1, 2, 3 … in the co-operative, in the order of commits.
    pub seq: i64,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub kind: EventKind,
    /// About what.
    pub subject: Subject,
    /// Id of the account that did it; `None` if Musette did it by itself.
    pub account: Option<String>,
}
