//! The service: URLs, documents and status codes around the use cases of `app`.

mod api;
mod openapi;
mod problem;
mod routes;

pub use openapi::openapi;
