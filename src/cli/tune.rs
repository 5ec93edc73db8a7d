//! `musette tune`

use super::args::{ConfigArgument, MapArgument};
use crate::{
    config::read_profile,
    graph::{Difference, NodeId},
    osm::Profile,
    routing::{Class, ClassTimes, Router},
};
use anyhow::Context as _;
use comfy_table::{CellAlignment, Table, presets::NOTHING};
use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

/// Try profiles on a map, which stays as it is: what they change there, and how long it takes until
/// queries are answered by them.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    map: MapArgument,
    #[command(flatten)]
    config: ConfigArgument,
    /// A profile's file, called as the profile of the map that it is for; left out: all profiles of the
    /// configuration that are on the map.
    #[arg(long, value_name = "FILE.toml")]
    profile_file: Option<PathBuf>,
    /// Do it so many times, and print the median of the times and the best.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    repeat: u16,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let profiles = match &arguments.profile_file {
        Some(file) => vec![read_profile(file)?],
        None => arguments.config.read()?.profiles,
    };
    let router = arguments.map.open()?;
    let known: Vec<String> = router.names().map(str::to_owned).collect();
    let (on_map, others): (Vec<_>, Vec<_>) =
        profiles.into_iter().partition(|profile| known.contains(&profile.name));
    if on_map.is_empty() {
        let other = others.first().map_or("", |profile| &profile.name);
        anyhow::bail!("no profile {other} is on this map; it has {}", known.join(", "));
    }
    let mut stdout = io::stdout().lock();
    for profile in &on_map {
        let tried = tried(&router, profile, arguments.repeat)?;
        writeln!(stdout, "{}: {}", profile.name, told(&tried.difference))?;
        writeln!(stdout, "{}\n", table(&tried.runs))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What of a run is told.
type Part = fn(&Run) -> Duration;

/// One customization.
struct Run {
    times: ClassTimes,
    /// From the profile to the first answer.
    first_answer: Duration,
}

struct Tried {
    difference: Difference,
    runs: Vec<Run>,
}

fn tried(router: &Router, profile: &Profile, repeat: u16) -> anyhow::Result<Tried> {
    let missing = || format!("profile {} is not on this map", profile.name);
    let before = router.class(&profile.name).with_context(missing)?;
    let mut runs = Vec::new();
    let mut difference = Difference::default();
    for _ in 0..repeat {
        let start = Instant::now();
        let class = router.tune(profile).with_context(missing)?;
        if class.metric.rides_nowhere(&class.map().graph) {
            let name = &profile.name;
            anyhow::bail!(
                "profile {name} leaves no street to ride; open residential streets, at least"
            );
        }
        answer(&class);
        let first_answer = start.elapsed();
        difference = Difference::between(&before.metric, &class.metric);
        runs.push(Run { times: class.times, first_answer });
        // Each begins from what the map was imported with.
        router.adopt(Arc::clone(&before));
    }
    Ok(Tried { difference, runs })
}

/// Asks for the path between two places, the first and the last node where the class gets around.
fn answer(class: &Class) {
    let graph = &class.map().graph.graph;
    let in_main = |node: &NodeId| class.metric.is_in_main(*node);
    let (first, last) =
        (graph.node_indices().find(in_main), graph.node_indices().rev().find(in_main));
    let snap = |node: NodeId| class.snap(graph[node], 1_000.0);
    if let Some((from, to)) = first.and_then(snap).zip(last.and_then(snap)) {
        std::hint::black_box(class.path(&from, &to));
    }
}

fn told(difference: &Difference) -> String {
    let Difference { opened, closed, faster, slower } = difference;
    if *difference == Difference::default() {
        return "no street changes".to_owned();
    }
    format!("{opened} edges opened, {closed} closed, {faster} faster, {slower} slower")
}

fn table(runs: &[Run]) -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(["ms", "median", "best"]);
    let parts: [(&str, Part); 5] = [
        ("weigh", |run| run.times.weigh),
        ("basic", |run| run.times.customize.basic),
        ("perfect", |run| run.times.customize.perfect),
        ("total", |run| run.times.total()),
        ("first query answered", |run| run.first_answer),
    ];
    for (name, part) in parts {
        let mut times: Vec<Duration> = runs.iter().map(part).collect();
        times.sort_unstable();
        let ms = |time: Option<&Duration>| {
            time.map_or_else(String::new, |time| format!("{:.2}", time.as_secs_f64() * 1e3))
        };
        table.add_row([name.to_owned(), ms(times.get(times.len() / 2)), ms(times.first())]);
    }
    for column in 1..3 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}
