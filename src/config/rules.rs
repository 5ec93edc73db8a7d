//! What a co-operative decides of its rounds: `config/rules.toml`, and with the rules of labour in it the whole text of
//! a version of the rules.

use super::{
    complaint::{Complaint, Complaints},
    file::read_toml_text,
    labour::{labour_of, rules as labour_rules},
    rules_keys::{KEYS, SECTIONS, Tuned},
    section::{Section, parse_toml},
};
use crate::domain::{Rules, labour::LabourRules};
use std::path::Path;

/// The rules of a text that says all of them, `[labour]` included. `name` is what complaints call it.
///
/// # Errors
///
/// Everything wrong with the text; what it leaves out among it.
pub fn parse_rules(name: &str, text: &str) -> Result<Rules, Complaints> {
    let (rules, complaints) = parse_toml(name, text, |root| {
        let tuned = tuned(root, Missing::IsWrong, Tuned::default());
        let labour = labour(root);
        Some(tuned.with(labour?))
    });
    Complaints::unless(complaints, rules)
}

/// The same of a file.
///
/// # Errors
///
/// Everything wrong with the file.
pub fn read_rules(file: &Path) -> Result<Rules, Complaints> {
    match read_toml_text(file) {
        Ok(text) => parse_rules(&file.display().to_string(), &text),
        Err(complaint) => Complaints::unless(vec![complaint], None),
    }
}

/// Whether a key may be left out.
#[derive(Clone, Copy, PartialEq)]
enum Missing {
    /// It then is as it was before the file was read.
    IsUsual,
    /// It may not.
    IsWrong,
}

/// The rules that a folder holds in its `rules` and `labour` files, as far as it has these; what they do not say is
/// built in. Where `rules` has a block `[labour]`, as an exported file has, that counts.
pub(super) fn folder_rules(
    rules: Option<&Path>,
    labour_file: Option<&Path>,
) -> (Option<Rules>, Vec<Complaint>) {
    let read = |root: &Section<'_>| {
        let tuned = tuned(root, Missing::IsUsual, Tuned::default());
        Some((tuned, if root.has("labour") { Some(labour(root)?) } else { None }))
    };
    let (said, mut complaints) = match rules {
        None => (Some((Tuned::default(), None)), Vec::new()),
        Some(path) => match read_toml_text(path) {
            Ok(text) => parse_toml(&path.display().to_string(), &text, read),
            Err(complaint) => (None, vec![complaint]),
        },
    };
    let has_labour = matches!(said, Some((_, Some(_))));
    if let Some((path, labour_file)) = rules.zip(labour_file).filter(|_| has_labour) {
        let cause = format!("says labour, and so does {}", labour_file.display());
        let action = "keep one of the two";
        complaints.push(Complaint::about_file(path.display().to_string(), cause, action));
    }
    let (labour, wrong) = if has_labour { (None, Vec::new()) } else { labour_of(labour_file) };
    complaints.extend(wrong);
    let rules = said.and_then(|(tuned, own)| Some(tuned.with(own.or(labour)?)));
    (rules.filter(|_| complaints.is_empty()), complaints)
}

fn labour(root: &Section<'_>) -> Option<LabourRules> {
    let section = root.table("labour")?;
    let rules = labour_rules(&section);
    section.close();
    rules
}

/// The rules `in_force` but for what some blocks of a file say, `[labour]` included, as far as it has them.
pub(super) fn changed_rules(root: &Section<'_>, in_force: &Rules) -> Option<Rules> {
    let tuned = tuned(root, Missing::IsUsual, Tuned::of(in_force));
    let labour = if root.has("labour") { labour(root)? } else { in_force.labour.clone() };
    Some(tuned.with(labour))
}

/// Reads every key, so that complaints are complete; a complaint makes the result void. What is not said is as
/// `before`.
fn tuned(root: &Section<'_>, missing: Missing, before: Tuned) -> Tuned {
    let mut tuned = before;
    for (name, _) in SECTIONS {
        let section = match missing {
            Missing::IsUsual => root.optional_table(name),
            Missing::IsWrong => root.table(name),
        };
        let Some(section) = section else { continue };
        for key in KEYS.iter().filter(|key| key.section == name) {
            let said = match missing {
                Missing::IsUsual => section.optional(key.name, key.example),
                Missing::IsWrong => section.required(key.name, key.example),
            };
            if let Some(value) = said.and_then(|said| key.read(&said)) {
                (key.set)(&mut tuned, value);
            }
        }
        section.close();
    }
    tuned
}

#[cfg(test)]
mod tests;
