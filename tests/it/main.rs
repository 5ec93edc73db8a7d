//! The one integration-test binary.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod synthetic;

#[path = "../support/mod.rs"]
mod support;
