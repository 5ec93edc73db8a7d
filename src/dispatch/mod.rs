//! The co-operative's words to the solver's indices, and back. Pure functions.

mod begun;
mod beyond;
mod builder;
mod by_hand;
mod day;
mod delay;
mod detour;
mod explain;
mod held;
mod instance;
mod lifts;
mod moved;
mod pinned;
mod publish;
mod quote;
mod ranks;
mod reason;
mod refusal;
mod snapping;
mod waiting;

pub use begun::{Begun, LiveRoutes};
pub use by_hand::{ByHand, Obstacle, ObstacleKind, Placing};
pub use day::{Day, objective};
pub use detour::{Ground, behind_all_begun, keep_on_board, until_the_end};
pub use explain::Made;
pub use instance::Instance;
pub use moved::Moved;
pub use quote::{Offer, Quote, Quoted};
pub use refusal::InstanceError;
pub use snapping::hub_place;
pub use waiting::Seated;
