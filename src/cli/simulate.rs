//! `musette simulate`

mod sources;
mod table;

use super::{
    args::ConfigArgument,
    interrupt::cancelled,
    output::{Prepared, check_outputs},
    progress::spinner,
};
use crate::{
    app::simulation::{Language, Study, Tried, Wishes, report_html, study, summary},
    config::{Config, SimulationRules, read_simulation_rules},
    dispatch::objective,
    domain::Rules as Decided,
    simulation::Rules,
};
use anyhow::Context as _;
use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Ride a day before anyone does: orders come as they were placed, couriers ride with luck that a seed decides.
///
/// Without anything it is a day that is invented for the example co-operative on the map that comes with Musette.
/// Otherwise say whose day: --map and --coop with --orders, --map and --database with --day, or a meal delivery
/// problem.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    source: sources::SourceArguments,
    #[command(flatten)]
    config: ConfigArgument,
    /// How the day is steered (see config/simulation.toml for all keys), what makes one plan better than another (a
    /// file that `musette rules export` writes, or blocks of it), or both. Left out: as the service does, by the rules
    /// in force: those of the database, else of --config.
    #[arg(long, value_name = "RULES.toml")]
    rules: Option<PathBuf>,
    /// Other rules, tried on the same days with the same luck.
    #[arg(long, value_name = "RULES.toml")]
    compare: Option<PathBuf>,
    /// How many days are ridden, each with luck of its own. As many more teach how far arrivals may be off.
    #[arg(long, value_name = "N", default_value_t = 20,
        value_parser = clap::value_parser!(u32).range(1..=10_000))]
    seeds: u32,
    /// The first seed: another one gives other days.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// How many days are ridden side by side; 0: as many as there are cores. The outcome is the same.
    #[arg(long, value_name = "N", default_value_t = 0)]
    threads: usize,
    /// Where to write all figures, as JSON (`-`: standard output, instead of the table).
    #[arg(long, short, value_name = "RESULT.json")]
    output: Option<PathBuf>,
    /// Where to write a page with plots: one HTML file that needs nothing else.
    #[arg(long, value_name = "REPORT.html")]
    report: Option<PathBuf>,
    /// The language of the page: en or fr.
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = language)]
    lang: Language,
}

fn language(text: &str) -> Result<Language, &'static str> {
    match text {
        "en" => Ok(Language::English),
        "fr" => Ok(Language::French),
        _ => Err("expected en or fr"),
    }
}

impl Arguments {
    fn inputs(&self) -> Vec<(&'static str, &Path)> {
        let files = [("--rules", &self.rules), ("--compare", &self.compare)];
        let files = files.into_iter().filter_map(|(name, file)| Some((name, file.as_deref()?)));
        files.chain(self.source.inputs()).collect()
    }

    fn outputs(&self) -> Vec<(&'static str, &Path)> {
        let files = [("--output", &self.output), ("--report", &self.report)];
        files.into_iter().filter_map(|(name, file)| Some((name, file.as_deref()?))).collect()
    }
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    check_outputs(&arguments.inputs(), &arguments.outputs())?;
    let cancel = cancelled("stopping when the days under way are over")?;
    let Config { settings, rules: decided, .. } = arguments.config.read()?;
    let (day, in_force) = arguments.source.read(&settings, decided.rules)?;
    let own = arguments.rules.as_deref().map(|file| rules(file, &in_force)).transpose()?;
    let own = own.unwrap_or_else(|| Rules { objective: objective(&in_force), ..Rules::default() });
    let other = arguments.compare.as_deref().map(|file| rules(file, &in_force)).transpose()?;
    let names = rule_names([&arguments.rules, &arguments.compare].map(Option::as_deref));
    let stage = day.stage(settings.max_snap_m())?;
    let spinner = spinner("days");
    let wishes = Wishes {
        rules: Tried { name: &names[0], rules: &own },
        other: other.as_ref().map(|rules| Tried { name: &names[1], rules }),
        seed: arguments.seed,
        seeds: arguments.seeds,
        threads: arguments.threads,
    };
    let told = |done: usize, all: usize| spinner.set_message(format!("days: {done} of {all}"));
    let found = study(&stage, &wishes, &cancel, &told)?;
    spinner.finish_and_clear();
    let study: Study = found.context("it was stopped before a day was ridden")?;
    let summary = summary(&stage, &study);
    let mut results = Vec::new();
    if let Some(file) = &arguments.output {
        results.push(Prepared::json(file, &summary)?);
    }
    if let Some(file) = &arguments.report {
        let page = report_html(&stage, &study, &summary, arguments.lang);
        results.push(Prepared::new(file, |to| Ok(to.write_all(page.as_bytes())?))?);
    }
    let is_piped = arguments.outputs().iter().any(|(_, file)| file.as_os_str() == "-");
    results.into_iter().try_for_each(Prepared::publish)?;
    if !is_piped {
        write!(std::io::stdout().lock(), "{}", table::told(&summary))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The rules of a file; says what of it is not tried.
fn rules(file: &Path, in_force: &Decided) -> anyhow::Result<Rules> {
    let SimulationRules { rules, untried } = read_simulation_rules(file, in_force)?;
    for block in untried {
        tracing::warn!(
            "{}: [{block}] is not tried: it is of the day, which is the same whatever rules are tried, and stays \
             as it is in force",
            file.display()
        );
    }
    Ok(rules)
}

/// What two sets of rules are called: their files as short as tells them apart.
fn rule_names(files: [Option<&Path>; 2]) -> [String; 2] {
    let by = |name: fn(&Path) -> String| {
        files.map(|file| file.map_or_else(|| "in force".to_owned(), name))
    };
    let stem = |file: &Path| file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let names = [by(stem), by(|file| file.display().to_string())];
    let apart = names.iter().find(|[one, other]| one != other);
    apart.cloned().unwrap_or_else(|| [" (1)", " (2)"].map(|mark| format!("{}{mark}", names[0][0])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sets_of_rules_have_two_names() {
        let names = |files: [Option<&str>; 2]| rule_names(files.map(|file| file.map(Path::new)));
        assert_eq!(names([None, Some("a/other.toml")]), ["in force", "other"]);
        assert_eq!(names([Some("now.toml"), Some("other.toml")]), ["now", "other"]);
        assert_eq!(names([Some("a/r.toml"), Some("b/r.toml")]), ["a/r.toml", "b/r.toml"]);
        assert_eq!(names([Some("r.toml"), Some("r.toml")]), ["r (1)", "r (2)"]);
    }
}
