//! Plans, and the rounds they gave, as they are ridden.

mod carry_on;
mod progress;
mod publish;
mod read;
mod reroute;
mod withdraw;
mod write;

pub use carry_on::CarriedRound;
pub use publish::{NewRound, Publication};
