//! Drafts of rules.

use super::{drafts::Read, json::Object};
use crate::app::service::RulesDraft;

impl Read for RulesDraft {
    fn read(object: &Object<'_>) -> Self {
        Self {
            toml: object.text("toml"),
            json: object.json_object("rules"),
            reason: object.text("reason"),
            valid_from: object.instant("valid_from_at"),
            based_on: object.whole("based_on"),
        }
    }
}
