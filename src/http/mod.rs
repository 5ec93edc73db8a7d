//! The service: URLs, documents and status codes around the use cases of `app`.

mod answer;
pub mod api;
mod health;
mod layers;
mod openapi;
mod osrm;
mod pages;
mod problem;
mod read;
mod router;
mod routes;
mod serve;
mod signed_in;
mod state;
mod vroom;

pub use openapi::openapi;
pub use osrm::{OsrmRequest, osrm_routes};
pub use serve::{routes, serve, serve_osrm};
pub use state::Options;
