//! `musette account`

use super::server::run_server;
use crate::{
    app::service::{AppError, Clock, NewAccount, put_account, remove_account},
    domain::Role,
    store::{Store, StoredCoop},
};
use anyhow::Context as _;
use std::{
    io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _},
    process::{Command, ExitCode},
};

/// Make an account to sign in with, give the one with this log-in a new role and password, or remove it.
///
/// The password is asked for, or read from standard input: its first line.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The database: sqlite:path/to/file.sqlite or `postgres://user@host/name`.
    #[arg(long, value_name = "URL", env = "MUSETTE_DATABASE", hide_env_values = true)]
    database: String,
    /// What they type to sign in.
    #[arg(long)]
    login: String,
    /// What they may do: dispatcher, courier:ID or shop:ID.
    #[arg(long, value_parser = role, required_unless_present = "remove")]
    role: Option<Role>,
    /// What people call them; left out: the log-in.
    #[arg(long)]
    name: Option<String>,
    /// Remove the account, and sign it out everywhere.
    #[arg(long, conflicts_with_all = ["role", "name"])]
    remove: bool,
    /// Id of the co-operative, if the database has several.
    #[arg(long, value_name = "ID")]
    coop_id: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let new = match &arguments.role {
        Some(role) => Some(NewAccount {
            login: arguments.login.clone(),
            name: arguments.name.clone(),
            role: role.clone(),
            password: read_password()?,
        }),
        None => None,
    };
    run_server(change(arguments, new))
}

/// Makes or changes the account, or with `None` removes it.
async fn change(arguments: &Arguments, new: Option<NewAccount>) -> anyhow::Result<()> {
    let store = Store::open(&arguments.database).await?;
    let coop = coop(store.coops().await?, arguments.coop_id.as_deref())?;
    let clock = Clock::real();
    let (outcome, news) = if let Some(new) = new {
        (put_account(&store, &coop.id, clock, new).await.map(drop), "may sign in")
    } else {
        let removed = remove_account(&store, &coop.id, clock, &arguments.login).await;
        (removed, "may no longer sign in")
    };
    store.close().await;
    outcome.map_err(told)?;
    writeln!(io::stdout().lock(), "{} {news}", arguments.login)?;
    Ok(())
}

fn told(error: AppError) -> anyhow::Error {
    match error {
        AppError::Invalid(complaints) => {
            let told = complaints.iter().map(|it| format!("{}; {}", it.cause, it.action));
            anyhow::anyhow!("{}", told.collect::<Vec<_>>().join("\n"))
        }
        other => other.into(),
    }
}

/// The co-operative of this id, or the only one.
pub(super) fn coop(all: Vec<StoredCoop>, id: Option<&str>) -> anyhow::Result<StoredCoop> {
    let ids: Vec<String> = all.iter().map(|coop| format!("{} ({})", coop.id, coop.name)).collect();
    let count = all.len();
    let mut matching = all.into_iter().filter(|coop| id.is_none_or(|id| coop.id == id));
    match (matching.next(), matching.next()) {
        (Some(coop), None) => Ok(coop),
        _ if count == 0 => anyhow::bail!(
            "the database has no co-operative yet; start `musette serve --coop DIR` on it first"
        ),
        _ => anyhow::bail!("say which co-operative with --coop-id: {}", ids.join(", ")),
    }
}

fn role(text: &str) -> Result<Role, String> {
    match text.split_once(':') {
        None if text == "dispatcher" => Ok(Role::Dispatcher),
        Some(("courier", id)) if !id.is_empty() => Ok(Role::Courier { courier: id.to_owned() }),
        Some(("shop", id)) if !id.is_empty() => Ok(Role::Shop { shop: id.to_owned() }),
        _ => Err("expected dispatcher, courier:ID or shop:ID".to_owned()),
    }
}

/// The password, never from an argument: those are seen by whoever lists processes.
fn read_password() -> anyhow::Result<String> {
    let mut line = String::new();
    if io::stdin().is_terminal() {
        let quiet = stty("-echo");
        let note = if quiet { "" } else { " (it will be seen)" };
        write!(io::stderr().lock(), "Password{note}: ")?;
        let read = io::stdin().lock().read_line(&mut line);
        if quiet {
            stty("echo");
            writeln!(io::stderr().lock())?;
        }
        read.context("cannot read the password")?;
    } else {
        let input = io::stdin().lock().take(1024);
        io::BufReader::new(input).read_line(&mut line).context("cannot read the password")?;
    }
    let password = line.trim_end_matches(['\r', '\n']);
    anyhow::ensure!(!password.is_empty(), "no password was given; write it to standard input");
    Ok(password.to_owned())
}

fn stty(setting: &str) -> bool {
    Command::new("stty").arg(setting).status().is_ok_and(|status| status.success())
}
