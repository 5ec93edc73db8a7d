//! The answers about rules.

use super::Noted;
use serde_json::json;

/// The rules stay as they are, in another version.
pub(super) async fn rules(all: &Noted<'_>) {
    let rules = all.get("/v1/rules").await.ok(200);
    all.get("/v1/rules/versions").await.ok(200);
    all.get("/v1/rules/versions/1.toml").await;
    let draft =
        |based_on: u32| json!({ "rules": rules["rules"], "reason": "none", "based_on": based_on });
    all.post("/v1/rules/check", json!({ "toml": rules["toml"] })).await.ok(200);
    all.post("/v1/rules", draft(1)).await.ok(201);
    assert_eq!(all.post("/v1/rules", draft(1)).await.problem(409).0, "outdated");
}
