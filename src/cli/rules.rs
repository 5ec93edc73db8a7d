//! `musette rules`

use super::{
    database::{DatabaseArgument, told},
    output::Prepared,
    server::run_server,
};
use crate::{
    app::service::{Clock, RulesDecision, RulesView, decide_rules, rules_history},
    config::{RuleChange, read_rules, rules_changes, rules_entries, rules_text, time_zone},
    domain::{RulesState, in_force_before},
    store::{Store, StoredCoop},
    units::Timestamp,
};
use anyhow::Context as _;
use jiff::tz::TimeZone;
use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

/// Look at the rules of a co-operative and their history, or decide others. Versions are kept for ever, each with its
/// author and reason.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Print the rules in force, key by key.
    Show(WhichArguments),
    /// Print all versions, the last first: who decided what, when and why.
    History(DatabaseArgument),
    /// Write the rules in force as a file that explains each key, for `import` or as rules.toml for --config.
    Export(ExportArguments),
    /// Decide the rules that a file says, all of them. To go back, import an older version that was exported.
    Import(ImportArguments),
}

#[derive(Debug, clap::Args)]
struct WhichArguments {
    #[command(flatten)]
    database: DatabaseArgument,
    /// Another version than the one in force.
    #[arg(long = "number", value_name = "VERSION")]
    version: Option<u32>,
}

#[derive(Debug, clap::Args)]
struct ExportArguments {
    #[command(flatten)]
    which: WhichArguments,
    /// Where to write it (`-`: standard output).
    #[arg(long, short, value_name = "RULES.toml", default_value = "-")]
    output: PathBuf,
}

#[derive(Debug, clap::Args)]
struct ImportArguments {
    #[command(flatten)]
    database: DatabaseArgument,
    /// The rules, as `export` writes them.
    file: PathBuf,
    /// Why.
    #[arg(long, required_unless_present = "check")]
    reason: Option<String>,
    /// From when on, as RFC 3339, such as 2026-11-23T05:00:00+01:00; left out: now.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    valid_from: Option<Timestamp>,
    /// Whose decision it is, by their log-in; left out: nobody is named.
    #[arg(long)]
    login: Option<String>,
    /// Only say what would change.
    #[arg(long, conflicts_with_all = ["reason", "login"])]
    check: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        Command::Show(which) => run_server(show(which)),
        Command::History(database) => run_server(history(database)),
        Command::Export(export) => run_server(write(export)),
        Command::Import(import) => run_server(decide(import)),
    }
}

async fn show(which: &WhichArguments) -> anyhow::Result<()> {
    let (view, zone) = which.find().await?;
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{}", headline(&view, &zone)?)?;
    for (key, value) in rules_entries(&view.version.rules) {
        writeln!(stdout, "  {key} = {value}")?;
    }
    Ok(())
}

async fn history(database: &DatabaseArgument) -> anyhow::Result<()> {
    let (store, coop) = database.open().await?;
    let (views, zone) = (versions(&store, &coop).await?, zone_of(&coop)?);
    store.close().await;
    let mut stdout = io::stdout().lock();
    for view in &views {
        writeln!(stdout, "{}", headline(view, &zone)?)?;
        print_changes(&mut stdout, &view.changes)?;
    }
    Ok(())
}

async fn write(export: &ExportArguments) -> anyhow::Result<()> {
    let (view, _) = export.which.find().await?;
    let text = rules_text(&view.version.rules);
    Prepared::new(&export.output, |file| Ok(file.write_all(text.as_bytes())?))?.publish()
}

async fn decide(import: &ImportArguments) -> anyhow::Result<()> {
    let rules = read_rules(&import.file)?;
    let (store, coop) = import.database.open().await?;
    let all = store.view(&coop.id).await?.rules_versions().await?;
    let now = Clock::real().now();
    let before = in_force_before(&all, import.valid_from.unwrap_or(now));
    let (last, before) = all
        .last()
        .zip(before)
        .context("the database has no rules yet; start `musette serve` on it first")?;
    let changes = rules_changes(&before.rules, &rules);
    let mut stdout = io::stdout().lock();
    if import.check {
        store.close().await;
        let count = changes.len();
        let things = if count == 1 { "change" } else { "changes" };
        writeln!(stdout, "{count} {things} to version {}", before.version)?;
        return print_changes(&mut stdout, &changes);
    }
    let author = match &import.login {
        Some(login) => {
            let known = store.login(&login.to_lowercase()).await?.map(|known| known.account);
            let known = known.filter(|account| account.coop == coop.id);
            Some(known.with_context(|| format!("there is no log-in {login}"))?.id)
        }
        None => None,
    };
    let decision = RulesDecision {
        rules,
        reason: import.reason.clone().unwrap_or_default(),
        valid_from: import.valid_from,
        based_on: Some(last.version),
    };
    let made = decide_rules(&store, &coop.id, now, author.as_deref(), decision).await;
    store.close().await;
    writeln!(stdout, "version {} is decided", made.map_err(told)?.version)?;
    print_changes(&mut stdout, &changes)
}

impl WhichArguments {
    /// The version, and the clocks of its co-operative.
    async fn find(&self) -> anyhow::Result<(RulesView, TimeZone)> {
        let (store, coop) = self.database.open().await?;
        let views = versions(&store, &coop).await?;
        store.close().await;
        let is_meant = |view: &RulesView| match self.version {
            Some(number) => view.version.version == number,
            None => view.state == RulesState::InForce,
        };
        let last = views.first().map_or(0, |view| view.version.version);
        let found = views.into_iter().find(is_meant);
        let found = found.with_context(|| match self.version {
            Some(number) => format!("there is no version {number}; the last is {last}"),
            None => "the database has no rules yet; start `musette serve` on it first".to_owned(),
        })?;
        Ok((found, zone_of(&coop)?))
    }
}

async fn versions(store: &Store, coop: &StoredCoop) -> anyhow::Result<Vec<RulesView>> {
    let mut view = store.view(&coop.id).await?;
    Ok(rules_history(&mut view, Clock::real().now()).await?)
}

fn zone_of(coop: &StoredCoop) -> anyhow::Result<TimeZone> {
    time_zone(&coop.zone).with_context(|| format!("there is no time zone {}", coop.zone))
}

fn headline(view: &RulesView, zone: &TimeZone) -> anyhow::Result<String> {
    let version = &view.version;
    let from = jiff::Timestamp::from_millisecond(version.valid_from.as_millis())?;
    let from = from.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M");
    let state = match view.state {
        RulesState::InForce => format!("in force since {from}"),
        RulesState::ToCome => format!("in force from {from} on"),
        RulesState::Past => format!("was in force from {from} on"),
        RulesState::Overtaken => format!("was to be in force from {from} on, and never is"),
    };
    let author = match (&view.author_name, &version.author) {
        (Some(name), _) => format!(", by {name}"),
        (None, Some(id)) => format!(", by account {id}"),
        (None, None) => String::new(),
    };
    Ok(format!("version {}, {state}{author}: {}", version.version, version.reason))
}

fn print_changes(out: &mut impl Write, changes: &[RuleChange]) -> anyhow::Result<()> {
    for RuleChange { key, from, to } in changes {
        let [from, to] = [from, to].map(|it| it.as_deref().unwrap_or("none"));
        writeln!(out, "  {key}: {from} -> {to}")?;
    }
    Ok(())
}

fn instant(text: &str) -> Result<Timestamp, &'static str> {
    let at: Result<jiff::Timestamp, _> = text.parse();
    let at = at.map_err(|_| "expected an instant such as 2026-11-23T05:00:00+01:00")?;
    Ok(Timestamp::from_millis(at.as_millisecond()))
}
