//! `musette solve`

mod command;
mod live;
mod problem;
mod vroom;

pub(super) use command::{Arguments, run};
