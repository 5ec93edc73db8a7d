//! The VROOM-compatible API: a problem as JSON in, routes as JSON out, as vroom-express has it.
//!
//! Its errors are VROOM's, with its codes; the reading, the solving and the writing are
//! [`crate::instances::vroom`], the streets [`crate::app::answer_vroom`]. It is where the OSRM-compatible API is.

mod handler;
mod router;

pub(in crate::http) use router::paths;
