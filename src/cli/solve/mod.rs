//! `musette solve`

mod command;
mod live;

pub(super) use command::{Arguments, run};
