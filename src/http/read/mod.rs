//! What a request says, read so that everything wrong with it is told at once.

mod body;
mod day;
mod drafts;
mod json;
mod path;
mod query;
mod rules;
mod streets;

pub(super) use body::{Body, LONGEST_BODY};
pub(super) use day::day;
pub(super) use drafts::{FailureDraft, MatrixDraft, Read};
pub(super) use json::submitted;
pub(super) use path::InPath;
pub(super) use query::Parameters;
