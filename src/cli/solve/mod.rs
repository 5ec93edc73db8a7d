//! `musette solve`

mod command;
mod engine;
mod interrupt;
mod live;

pub(super) use command::{Arguments, run};
