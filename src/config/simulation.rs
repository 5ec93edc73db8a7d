//! How a day is simulated: `config/simulation.toml`.

use super::{
    complaint::Complaints,
    file::read_toml_text,
    section::{Section, parse_toml},
};
use crate::{simulation::Rules, units::Seconds};
use std::path::Path;

/// The rules of `file`; what it does not say is built in. Each is documented, with unit, range and reason, in
/// `config/simulation.toml`.
///
/// # Errors
///
/// Everything wrong with the file.
pub fn read_simulation_rules(file: &Path) -> Result<Rules, Complaints> {
    let (rules, complaints) = match read_toml_text(file) {
        Ok(text) => parse_toml(&file.display().to_string(), &text, rules),
        Err(complaint) => (None, vec![complaint]),
    };
    Complaints::unless(complaints, rules)
}

#[expect(clippy::unnecessary_wraps, reason = "the shape that parse_toml asks for")]
fn rules(root: &Section<'_>) -> Option<Rules> {
    let mut rules = Rules::default();
    let span = |key| root.optional(key, "300")?.whole(0..=86_400).map(Seconds::new);
    let iterations = root.optional("iterations", "300").and_then(|it| it.whole(0..=1_000_000));
    rules.iterations = iterations.map_or(rules.iterations, u64::from);
    rules.replan = span("replan_s").unwrap_or(rules.replan);
    rules.prompt = span("prompt_s").unwrap_or(rules.prompt);
    rules.commit = span("commit_s").unwrap_or(rules.commit);
    rules.early = span("early_s").unwrap_or(rules.early);
    rules.announce = span("announce_s").unwrap_or(rules.announce);
    if let Some(noise) = root.optional_table("noise") {
        let cv = |key| noise.optional(key, "0.2")?.number(0.0..=3.0);
        rules.riding_cv = cv("riding_cv").unwrap_or(rules.riding_cv);
        rules.service_cv = cv("service_cv").unwrap_or(rules.service_cv);
        noise.close();
    }
    if let Some(table) = root.optional_table("objective") {
        let weight = |key| table.optional(key, "1000")?.whole(0..=1_000_000_000).map(i64::from);
        let objective = &mut rules.objective;
        objective.travel = weight("travel").unwrap_or(objective.travel);
        objective.distance = weight("distance").unwrap_or(objective.distance);
        objective.waiting = weight("waiting").unwrap_or(objective.waiting);
        objective.change = weight("change").unwrap_or(objective.change);
        objective.fair = weight("fairness").unwrap_or(objective.fair);
        table.close();
    }
    Some(rules)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../config/simulation.toml");

    fn parsed(text: &str) -> (Option<Rules>, Vec<String>) {
        let (value, complaints) = parse_toml("rules.toml", text, rules);
        (value, complaints.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_shipped_file_says_what_is_built_in_and_names_every_key() {
        assert_eq!(parsed(SHIPPED), (Some(Rules::default()), vec![]));
        let keys: Vec<(usize, &str)> = SHIPPED
            .lines()
            .enumerate()
            .filter_map(|(index, line)| Some((index, line.split_once(" = ")?.0)))
            .filter(|(_, key)| !key.starts_with('#'))
            .collect();
        assert_eq!(keys.len(), 13);
        for (index, key) in keys {
            let changed = format!("{key} = 2");
            let lines = SHIPPED.lines().enumerate();
            let text: Vec<&str> =
                lines.map(|(at, line)| if at == index { &changed } else { line }).collect();
            let (rules, complaints) = parsed(&text.join("\n"));
            assert_eq!(complaints, [""; 0]);
            assert_ne!(rules.unwrap(), Rules::default(), "{key}");
        }
    }

    #[test]
    fn everything_wrong_is_said() {
        let text =
            "iterations = -1\nreplan = 3\n[noise]\nriding_cv = 4\n[objective]\ntravel = \"much\"\n";
        let complaints = parsed(text).1;
        for part in ["iterations", "replan", "noise.riding_cv", "objective.travel"] {
            assert!(complaints.iter().any(|it| it.contains(part)), "{part}: {complaints:?}");
        }
        assert_eq!(complaints.len(), 4);
    }
}
