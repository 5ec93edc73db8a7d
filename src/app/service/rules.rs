//! The rules of a co-operative: what they are, how they came to be so, and how they are changed.

use super::{
    Actor, AppError, Complaints, Deed, Service, Submitted, checks::Checks, drafts::RulesDraft,
};
use crate::{
    config::{RuleChange, parse_rules, rules_changes, rules_text, toml_of_json},
    domain::{Rules, RulesState, RulesVersion, in_force_before, rules_state},
    store::{Change, Store, Work},
    units::{Seconds, Timestamp},
};
use std::collections::BTreeMap;

/// The longest text of rules, in characters: some ten times as long as what is shipped.
const LONGEST_TEXT: usize = 100_000;
const LONGEST_REASON: usize = 500;
/// Nobody decides further ahead.
const AHEAD: Seconds = Seconds::from_minutes(366 * 24 * 60);

/// A version of the rules, and what it changed.
#[derive(Clone, Debug, PartialEq)]
pub struct RulesView {
    /// The version.
    pub version: RulesVersion,
    /// Name of the account that decided it.
    pub author_name: Option<String>,
    /// Does it count?
    pub state: RulesState,
    /// What differs from the version of which it takes the place, by key; nothing of the first.
    pub changes: Vec<RuleChange>,
    /// The number of the last version there is.
    pub last: u32,
}

impl RulesView {
    /// The text of a file that says the same.
    #[must_use]
    pub fn toml(&self) -> String {
        rules_text(&self.version.rules)
    }
}

/// What rules would change, if somebody decided them.
#[derive(Clone, Debug, PartialEq)]
pub struct RulesCheck {
    /// The number of the last version.
    pub based_on: u32,
    /// The number of the version of which they would take the place, and with which they were compared.
    pub compared_with: u32,
    /// What differs, by key.
    pub changes: Vec<RuleChange>,
}

/// Other rules, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct RulesDecision {
    /// The rules.
    pub rules: Rules,
    /// Why.
    pub reason: String,
    /// From when on; `None`: now.
    pub valid_from: Option<Timestamp>,
    /// The last version that the author has seen; `None`: whichever it is.
    pub based_on: Option<u32>,
}

impl Service {
    /// The rules in force.
    ///
    /// # Errors
    ///
    /// If the role may not, or the database does not answer.
    pub async fn rules(&self, actor: &Actor) -> Result<RulesView, AppError> {
        actor.may(Deed::SeeRules)?;
        let mut view = self.store.view(actor.coop()).await?;
        let version = view.rules_at(self.now()).await?;
        let before = view.rules_before(&version).await?;
        let author = match &version.author {
            Some(id) => view.account(id).await?,
            None => None,
        };
        Ok(RulesView {
            author_name: author.map(|account| account.name),
            state: RulesState::InForce,
            changes: before
                .map_or_else(Vec::new, |before| rules_changes(&before.rules, &version.rules)),
            last: view.last_rules_number().await?,
            version,
        })
    }

    /// A version of the rules.
    ///
    /// # Errors
    ///
    /// If there is none with this number.
    pub async fn rules_version(&self, actor: &Actor, number: usize) -> Result<RulesView, AppError> {
        let all = self.rules_versions(actor).await?;
        let found =
            all.into_iter().find(|view| usize::try_from(view.version.version) == Ok(number));
        found.ok_or_else(|| AppError::not_found("version of the rules", number.to_string()))
    }

    /// All versions of the rules, the last first.
    ///
    /// # Errors
    ///
    /// If the role may not, or the database does not answer.
    pub async fn rules_versions(&self, actor: &Actor) -> Result<Vec<RulesView>, AppError> {
        actor.may(Deed::SeeRules)?;
        let mut view = self.store.view(actor.coop()).await?;
        rules_history(&mut view, self.now()).await
    }

    /// Judges rules, and says what they would change from the first moment that is said, or now; keeps nothing.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them.
    pub async fn check_rules(
        &self,
        actor: &Actor,
        submitted: Submitted<RulesDraft>,
    ) -> Result<RulesCheck, AppError> {
        actor.may(Deed::SteerRules)?;
        let Submitted { draft, mut complaints } = submitted;
        let mut checks = Checks(&mut complaints);
        let rules = said_rules(&mut checks, &draft);
        check_begin(&mut checks, draft.valid_from, self.now());
        let Some(rules) = rules.filter(|_| complaints.is_empty()) else {
            return Err(AppError::Invalid(complaints));
        };
        let versions = self.store.view(actor.coop()).await?.rules_versions().await?;
        let before = in_force_before(&versions, draft.valid_from.unwrap_or(self.now()));
        let (last, before) = versions
            .last()
            .zip(before)
            .ok_or_else(|| AppError::not_found("version of the rules", "1"))?;
        let changes = rules_changes(&before.rules, &rules);
        Ok(RulesCheck { based_on: last.version, compared_with: before.version, changes })
    }

    /// Decides other rules. All that is planned from their first moment on is planned by them; what was planned stays
    /// until it is planned again.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the draft; [`AppError::Conflict`] if there is a version that the author has not
    /// seen.
    pub async fn post_rules(
        &self,
        actor: &Actor,
        submitted: Submitted<RulesDraft>,
    ) -> Result<RulesView, AppError> {
        actor.may(Deed::SteerRules)?;
        let Submitted { draft, mut complaints } = submitted;
        let mut checks = Checks(&mut complaints);
        let rules = said_rules(&mut checks, &draft);
        let RulesDraft { reason, valid_from, based_on, .. } = draft;
        checks.needed("/based_on", based_on);
        let reason = reason.unwrap_or_default();
        check_terms(&mut checks, &reason, valid_from, self.now());
        let Some(rules) = rules.filter(|_| complaints.is_empty()) else {
            return Err(AppError::Invalid(complaints));
        };
        let mut change = self.change(actor).await?;
        let decision = RulesDecision { rules, reason, valid_from, based_on };
        let version = decide(&mut change, decision).await?;
        let all = rules_history(&mut change, self.now()).await?;
        change.commit().await?;
        let made = all.into_iter().find(|view| view.version.version == version.version);
        made.ok_or_else(|| AppError::Defect("a version of the rules got lost".to_owned()))
    }
}

/// All versions of the rules of a co-operative, the last first.
///
/// # Errors
///
/// If the database does not answer.
pub async fn rules_history<K>(
    work: &mut Work<K>,
    now: Timestamp,
) -> Result<Vec<RulesView>, AppError> {
    let versions = work.rules_versions().await?;
    let last = versions.last().map_or(0, |last| last.version);
    let accounts = work.accounts().await?.into_iter();
    let names: BTreeMap<String, String> = accounts.map(|it| (it.id, it.name)).collect();
    let views = versions.iter().enumerate().map(|(index, version)| RulesView {
        author_name: version.author.as_ref().and_then(|id| names.get(id).cloned()),
        state: rules_state(&versions, version, now),
        changes: in_force_before(&versions[..index], version.valid_from)
            .map_or_else(Vec::new, |before| rules_changes(&before.rules, &version.rules)),
        version: version.clone(),
        last,
    });
    let mut views: Vec<RulesView> = views.collect();
    views.reverse();
    Ok(views)
}

/// Decides other rules in a co-operative as `author`, or with `None` as somebody at the server's console.
///
/// # Errors
///
/// As [`Service::post_rules`].
pub async fn decide_rules(
    store: &Store,
    coop: &str,
    now: Timestamp,
    author: Option<&str>,
    decision: RulesDecision,
) -> Result<RulesVersion, AppError> {
    let mut complaints = Complaints::default();
    let RulesDecision { reason, valid_from, .. } = &decision;
    check_terms(&mut Checks(&mut complaints), reason, *valid_from, now);
    if !complaints.is_empty() {
        return Err(AppError::Invalid(complaints));
    }
    let mut change = store.change(coop, now, author).await?;
    let version = decide(&mut change, decision).await?;
    change.commit().await?;
    Ok(version)
}

async fn decide(change: &mut Change, decision: RulesDecision) -> Result<RulesVersion, AppError> {
    let RulesDecision { rules, reason, valid_from, based_on } = decision;
    let last = change.last_rules_number().await?;
    if let Some(seen) = based_on.filter(|seen| *seen != last) {
        let cause = format!("the last version of the rules is {last}, not {seen}");
        let action = "look at what has changed since, and send yours again based on it";
        return Err(AppError::conflict("outdated", cause, action));
    }
    let valid_from = valid_from.unwrap_or(change.at());
    Ok(change.add_rules(rules, reason.trim(), valid_from).await?)
}

/// The rules that a draft says, if it says them well.
fn said_rules(checks: &mut Checks<'_>, draft: &RulesDraft) -> Option<Rules> {
    let RulesDraft { toml, json, .. } = draft;
    if checks.0.about("/toml") || checks.0.about("/rules") {
        return None;
    }
    if let Some(json) = json {
        if toml.is_some() {
            checks.0.add("/rules", "surplus", "is said beside toml", "send one of the two");
            return None;
        }
        let text = toml_of_json(json).map_err(|cause| {
            checks.0.add("/rules", "invalid", cause, "send what GET /v1/rules gives as rules");
        });
        let read = parse_rules("rules", &text.ok()?);
        return read.map_err(|wrong| add_of_json(checks.0, &wrong)).ok();
    }
    let text = checks.required("/toml", toml.as_deref(), LONGEST_TEXT);
    if checks.0.about("/toml") {
        return None;
    }
    // Lines are counted in what was sent, which may begin with empty ones.
    let text = toml.as_deref().unwrap_or(&text);
    parse_rules("rules.toml", text).map_err(|wrong| checks.0.add_of_text("/toml", &wrong)).ok()
}

fn add_of_json(complaints: &mut Complaints, wrong: &crate::config::Complaints) {
    for complaint in wrong {
        let key = complaint.key.as_deref().unwrap_or_default();
        let field = format!("/rules/{}", key.replace('.', "/"));
        complaints.add(field, "invalid", complaint.cause.clone(), complaint.action.clone());
    }
}

fn check_terms(
    checks: &mut Checks<'_>,
    reason: &str,
    valid_from: Option<Timestamp>,
    now: Timestamp,
) {
    checks.required("/reason", Some(reason), LONGEST_REASON);
    check_begin(checks, valid_from, now);
}

fn check_begin(checks: &mut Checks<'_>, valid_from: Option<Timestamp>, now: Timestamp) {
    let Some(from) = valid_from else { return };
    let field = "/valid_from_at";
    if from < now {
        let action = "leave it out to begin now, or write a time to come";
        checks.0.add(field, "in_past", "is over: what was planned by other rules stays so", action);
    } else if from > now + AHEAD {
        checks.0.add(field, "too_far", "is more than a year away", "write an earlier time");
    }
}
