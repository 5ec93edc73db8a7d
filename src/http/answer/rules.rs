//! The rules of a co-operative.

use crate::{
    app::service::{self, RulesView},
    config::{self, rules_json},
    domain::{self, RulesState},
    http::api::{RuleChange, RulesCheck, RulesDocument, RulesVersion},
};
use axum::{
    Json,
    http::{HeaderMap, header},
    response::{IntoResponse as _, Response},
};

/// TOML as the registry of media types has it, and as it was called before.
const TOML: [&str; 3] = ["application/toml", "text/toml", "text/x-toml"];

/// Does who asks take TOML, and not JSON?
pub(in crate::http) fn wants_toml(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let kinds: Vec<String> = accepted
        .flat_map(|value| value.split(','))
        .map(|kind| kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
        .collect();
    let takes = |kind: &str| kinds.iter().any(|known| known == kind);
    TOML.into_iter().any(takes) && !takes("application/json")
}

/// A version of the rules, as JSON or as TOML.
pub(in crate::http) fn rules(view: RulesView, as_toml: bool) -> Response {
    let toml = view.toml();
    let vary = (header::VARY, "accept");
    if as_toml {
        let kind = (header::CONTENT_TYPE, "application/toml; charset=utf-8");
        return ([kind, vary], toml).into_response();
    }
    let (rules, last_version) = (rules_json(&view.version.rules), view.last);
    let document = RulesDocument { version: view.into(), last_version, rules, toml };
    ([vary], Json(document)).into_response()
}

impl From<RulesView> for RulesVersion {
    fn from(view: RulesView) -> Self {
        let RulesView { version, author_name, state, changes, .. } = view;
        let domain::RulesVersion { version, author, reason, valid_from, created_at, .. } = version;
        Self {
            version,
            state: match state {
                RulesState::InForce => "in_force",
                RulesState::ToCome => "to_come",
                RulesState::Past => "past",
                RulesState::Overtaken => "overtaken",
            },
            valid_from_at: valid_from,
            created_at,
            author_id: author,
            author_name,
            reason,
            changes: changes.into_iter().map(RuleChange::from).collect(),
        }
    }
}

impl From<config::RuleChange> for RuleChange {
    fn from(change: config::RuleChange) -> Self {
        let config::RuleChange { key, from, to } = change;
        Self { key, from, to }
    }
}

impl From<service::RulesCheck> for RulesCheck {
    fn from(check: service::RulesCheck) -> Self {
        let service::RulesCheck { based_on, compared_with, changes } = check;
        Self {
            based_on,
            compared_with,
            changes: changes.into_iter().map(RuleChange::from).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::wants_toml;
    use axum::http::{HeaderMap, header::ACCEPT};

    #[test]
    fn toml_is_for_those_who_ask_for_it() {
        for (accept, expected) in [
            ("application/toml", true),
            ("text/html, text/TOML;q=0.5, */*", true),
            ("application/json, application/toml", false),
            ("*/*", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, accept.parse().unwrap());
            assert_eq!(wants_toml(&headers), expected, "{accept}");
        }
        assert!(!wants_toml(&HeaderMap::new()));
    }
}
