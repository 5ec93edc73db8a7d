//! The use cases of the running service. Each asks first whether its actor may do it
//! ([`Actor::may`]); all CPU work goes through [`Cpu::run_in`].

mod access;
mod accounts;
mod begun;
mod by_hand;
mod checks;
mod clock;
mod complaint;
mod cpu;
mod day_reason;
mod day_snapshot;
mod days;
mod decision_view;
mod decisions;
mod drafts;
mod error;
mod events;
mod failed;
mod fairness;
mod fleet;
mod heat;
mod labour;
mod lawful;
mod moves;
mod moving;
mod order_view;
mod orders;
mod password;
mod paths;
mod planning;
mod plannings;
mod posting;
mod progress;
mod quotes;
mod ready;
mod roster;
mod round_view;
mod rules;
mod seed;
mod sessions;
mod shifts;
mod terms;
mod throttle;
mod timing;
mod travel;
mod tuning;
mod withdrawal;
mod world;
mod zones;

pub use access::{Actor, Deed, Scope};
pub use accounts::{NewAccount, SHORTEST_PASSWORD, put_account, remove_account};
pub use clock::Clock;
pub use complaint::{Complaint, Complaints, Submitted};
pub use cpu::{Cpu, Lane};
pub use days::DayView;
pub use decision_view::{AlternativeView, DecisionView};
pub use decisions::{decisions_of_order, stored_decisions};
pub use drafts::{
    CourierDraft, CouriersDraft, HeatDraft, HubDraft, LoadDraft, MoreDraft, MoveDraft, OrderDraft,
    PlaceDraft, ProfileDraft, ReadyDraft, RestDraft, RulesDraft, ShiftDraft, ShopDraft, StopDraft,
    ThenDraft, VehicleDraft, WindowDraft, ZoneDraft, ZoneEffectDraft,
};
pub use error::AppError;
pub use events::Start;
pub use fairness::CarriedView;
pub use heat::HeatView;
pub use labour::{CourierLedger, Unlawful};
pub(in crate::app) use lawful::Lawful;
pub use moves::{MoveView, ObstacleView, PlacingView};
pub use moving::MoveMade;
pub use order_view::OrderView;
pub use orders::{OrderViews, OrderWishes};
pub use paths::{LegPath, RoundPath};
pub use planning::PlanOutcome;
pub use plannings::Plannings;
pub use progress::{MeantStop, StopNews};
pub use quotes::{HoldView, InsideView, LaterView, OfferView, QuoteView};
pub use round_view::{RoundView, StopTold};
pub use rules::{RulesCheck, RulesDecision, RulesView, decide_rules, rules_history};
pub use seed::{DAYS_AHEAD, seed_coop, seed_rules, top_up_shifts};
pub use sessions::{Credentials, Me, SignedIn, Used};
pub use tuning::ProfileView;
pub use world::{Service, World};
