//! How a day is simulated: `config/simulation.toml`.

use super::{
    complaint::Complaints,
    file::read_toml_text,
    rules::changed_rules,
    section::{Section, parse_toml},
};
use crate::{dispatch::objective, domain::Rules as Decided, simulation::Rules, units::Seconds};
use std::path::Path;

/// What a file says of a day that is to be simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct SimulationRules {
    /// How the day is steered.
    pub rules: Rules,
    /// Blocks of the file that are otherwise than in force, but of the day itself: they are not tried.
    pub untried: Vec<&'static str>,
}

/// The rules of `file`: how a day is steered, and blocks of a co-operative's rules, as an exported file has them. What
/// it does not say of the former is built in, of the latter as `in_force`. Each is documented, with unit, range and
/// reason, in `config/simulation.toml` and `config/rules.toml`.
///
/// # Errors
///
/// Everything wrong with the file.
pub fn read_simulation_rules(
    file: &Path,
    in_force: &Decided,
) -> Result<SimulationRules, Complaints> {
    let (rules, complaints) = match read_toml_text(file) {
        Ok(text) => parse_toml(&file.display().to_string(), &text, |root| rules(root, in_force)),
        Err(complaint) => (None, vec![complaint]),
    };
    Complaints::unless(complaints, rules)
}

fn rules(root: &Section<'_>, in_force: &Decided) -> Option<SimulationRules> {
    let decided = changed_rules(root, in_force);
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
    let decided = decided?;
    rules.objective = objective(&decided);
    let (service, labour) =
        (decided.service != in_force.service, decided.labour != in_force.labour);
    let untried = [("service", service), ("labour", labour)].into_iter();
    let untried = untried.filter(|(_, differs)| *differs).map(|(name, _)| name).collect();
    Some(SimulationRules { rules, untried })
}

#[cfg(test)]
mod tests {
    use super::{
        super::{check::read_config, rules_text::rules_text},
        *,
    };

    const SHIPPED: &str = include_str!("../../config/simulation.toml");

    fn in_force() -> Decided {
        read_config(None).unwrap().rules.rules
    }

    fn parsed(text: &str) -> (Option<SimulationRules>, Vec<String>) {
        let (value, complaints) = parse_toml("rules.toml", text, |root| rules(root, &in_force()));
        (value, complaints.iter().map(ToString::to_string).collect())
    }

    fn usual() -> SimulationRules {
        let rules = Rules { objective: objective(&in_force()), ..Rules::default() };
        SimulationRules { rules, untried: Vec::new() }
    }

    #[test]
    fn the_shipped_file_says_what_is_built_in_and_names_every_key() {
        assert_eq!(parsed(SHIPPED), (Some(usual()), vec![]));
        let keys: Vec<(usize, &str)> = SHIPPED
            .lines()
            .enumerate()
            .filter_map(|(index, line)| Some((index, line.split_once(" = ")?.0)))
            .filter(|(_, key)| !key.starts_with('#'))
            .collect();
        assert_eq!(keys.len(), 8);
        for (index, key) in keys {
            let changed = format!("{key} = 2");
            let lines = SHIPPED.lines().enumerate();
            let text: Vec<&str> =
                lines.map(|(at, line)| if at == index { &changed } else { line }).collect();
            let (rules, complaints) = parsed(&text.join("\n"));
            assert_eq!(complaints, [""; 0]);
            assert_ne!(rules.unwrap(), usual(), "{key}");
        }
    }

    #[test]
    fn everything_wrong_is_said() {
        let text = "iterations = -1\nreplan = 3\n[noise]\nriding_cv = 4\n[weights]\nwaiting_percent = \"much\"\n";
        let complaints = parsed(text).1;
        for part in ["iterations", "replan", "noise.riding_cv", "weights.waiting_percent"] {
            assert!(complaints.iter().any(|it| it.contains(part)), "{part}: {complaints:?}");
        }
        assert_eq!(complaints.len(), 4);
    }
    #[test]
    fn rules_of_a_co_operative_are_tried_and_what_they_do_not_say_is_in_force() {
        let mut heavy = in_force();
        heavy.weights.waiting_percent = 90;
        // A whole file, as it is exported.
        let (whole, complaints) = parsed(&rules_text(&heavy));
        assert_eq!(complaints, [""; 0]);
        let whole = whole.unwrap();
        assert_eq!(whole.rules.objective, objective(&heavy));
        assert_ne!(whole.rules.objective, usual().rules.objective);
        assert_eq!(whole.untried, [""; 0]);
        // Some keys of it, beside those that steer the day.
        let text = "early_s = 60\n[weights]\ndistance_s_per_km = 7\n";
        let (some, _) = parse_toml("f", text, |root| rules(root, &heavy));
        heavy.weights.distance_s_per_km = 7;
        let some = some.unwrap().rules;
        assert_eq!((some.objective, some.early), (objective(&heavy), Seconds::new(60)));
        // What is of the day itself.
        let text = "[service]\npickup_s = 1\n";
        assert_eq!(parsed(text).0.unwrap().untried, ["service"]);
    }
}
