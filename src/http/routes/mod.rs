//! The URLs, and what they answer: a handler reads what it was sent, calls a use case, answers.

mod couriers;
mod days;
mod events;
mod hubs;
mod map;
mod orders;
mod progress;
mod rounds;
mod session;
mod shifts;
mod shops;
mod table;
mod vehicles;

pub(super) use table::table;
