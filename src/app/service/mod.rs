//! The use cases of the running service. Each asks first whether its actor may do it
//! ([`Actor::may`]); all CPU work goes through [`Cpu::run_in`].

mod access;
mod accounts;
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
mod fleet;
mod order_view;
mod orders;
mod password;
mod paths;
mod planning;
mod plannings;
mod posting;
mod progress;
mod quotes;
mod round_view;
mod seed;
mod sessions;
mod shifts;
mod throttle;
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
pub use decisions::stored_decisions;
pub use drafts::{
    CourierDraft, HubDraft, LoadDraft, OrderDraft, PlaceDraft, ProfileDraft, RestDraft, ShiftDraft,
    ShopDraft, StopDraft, VehicleDraft, WindowDraft, ZoneDraft, ZoneEffectDraft,
};
pub use error::AppError;
pub use events::Start;
pub use order_view::OrderView;
pub use orders::{OrderViews, OrderWishes};
pub use paths::{LegPath, RoundPath};
pub use planning::PlanOutcome;
pub use plannings::Plannings;
pub use progress::StopNews;
pub use quotes::{InsideView, LaterView, OfferView, QuoteView};
pub use round_view::{RoundView, StopTold};
pub use seed::{DAYS_AHEAD, seed_coop, top_up_shifts};
pub use sessions::{Credentials, Me, SignedIn, Used};
pub use tuning::ProfileView;
pub use world::{Service, World};
