//! Plans, and the rounds they gave, as they are ridden.

mod progress;
mod publish;
mod read;
mod withdraw;
mod write;

pub use publish::{NewRound, Publication};
