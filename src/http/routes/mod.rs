//! The URLs, and what they answer: a handler reads what it was sent, calls a use case, answers.

mod couriers;
mod days;
mod decisions;
mod events;
mod heat;
mod hubs;
mod map;
mod moves;
mod orders;
mod parts;
mod profiles;
mod progress;
mod quotes;
mod rounds;
mod rules;
mod session;
mod shifts;
mod shops;
mod stream;
mod table;
mod tile;
mod vehicles;
mod zones;

pub(super) use table::table;
