//! Each step of the hierarchy against the plainest way of doing the same.

mod contraction;
mod order;
mod queries;
mod sample;
