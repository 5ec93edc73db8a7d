//! The service as those see it who ask it: requests in, documents out.

mod access;
mod databases;
mod decisions;
mod documented;
mod events;
mod fleet;
mod foundation;
mod labour;
mod moves;
mod openapi;
mod orders;
mod osrm;
mod planning;
mod quotes;
mod ready;
mod replanning;
mod rounds;
mod rules;
mod server;
mod session;
mod streets;
mod terms;
mod topping_up;
mod travel;
mod under_way;
mod vroom;
