//! The one integration-test binary.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]
#![allow(unreachable_pub, reason = "nobody imports a test binary")]

mod architecture;
mod insertion;
mod maps;
mod synthetic;

#[path = "../support/mod.rs"]
mod support;
