//! The documents of the API, as they go over the wire: what `openapi.json` describes.

mod account;
mod common;
mod day;
mod decision;
mod errors;
mod event;
mod fleet;
mod labour;
mod map;
mod moves;
mod order;
mod order_draft;
mod quote;
mod round;
mod rules;
mod status;
mod streets;

pub use account::{Account, CoopInfo, Credentials, RoleName, Session};
pub use common::{List, Load, LonLatSchema, Plain, Sentence, Window};
pub use day::{Counts, Day, FairnessPrice, KeptRounds, PlanInfo, PlanOutcome};
pub use decision::{
    Alternative, Decision, DecisionByHand, DecisionEntry, DecisionFit, DecisionInputs,
    DecisionLate, DecisionLater, DecisionLeg, DecisionMoved, DecisionObstacle, DecisionStop,
    DecisionStopTime, DecisionWait, Remedy,
};
pub use errors::{
    BadBody, BadQuery, Busy, Conflicting, Forbidden, NotFound, ProblemDocument, ProblemError,
    Throttled, Unauthorized, Unlawful,
};
pub use event::{Event, EventKindName, EventSubject, PlanProgress, Streamed};
pub use fleet::{
    BreakDocument, Courier, CourierDraft, Hub, HubDraft, Shift, ShiftDraft, Shop, ShopDraft,
    Vehicle, VehicleDraft,
};
pub use labour::{
    AgeGroup, Carried, ClockHours, Heat, HeatDraft, HeatLevel, LabourFigure, LabourRefusal, Ledger,
    LedgerHours, LedgerMean,
};
pub use map::{
    Address, AreaFeature, AreaFeatures, AreaGeometry, Directions, DirectionsStreet, LineFeature,
    LineFeatures, LineString, MapInfo, Matrix, MatrixRequest, TileBytes,
};
pub use moves::{MoveCheck, MoveDraft, MoveMade, MoveObstacle, MovePlacing};
pub use order::{
    Candidate, Failure, FollowUp, NoPlace, Order, OrderCouriers, OrderPage, PlaceState, Stop,
};
pub use order_draft::{
    FailureDraft, LoadDraft, MoreDraft, OrderCouriersDraft, OrderDraft, PlaceDraft, ReadyDraft,
    StopDraft, ThenDraft, WindowDraft,
};
pub use quote::{Quote, QuoteDelay, QuoteHold, QuoteInside, QuoteLater, QuoteOffer};
pub use round::{Round, RoundStop, RoundStopKind};
pub use rules::{RuleChange, RulesCheck, RulesDocument, RulesDraft, RulesToCheck, RulesVersion};
pub use status::{AfterFailure, DropoffSequence, FailureReason, OrderStatus, StopStatus};
pub use streets::{
    CustomizationTimes, Polygon, Profile, ProfileDraft, ProfileRules, StreetChanges, TunedProfile,
    Zone, ZoneDraft, ZoneEffect,
};
