//! `musette quote`

mod told;

use self::told::Told;
use super::{
    args::{ConfigArgument, CoopArgument, Language, MapArgument},
    plan::refuse_unlawful,
};
use crate::{
    app::{later, quote_order},
    config::{Config, RulesSeed, read_orders},
    dispatch::{Day, objective},
    domain::Rounds,
};
use anyhow::Context as _;
use std::{
    fs,
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

/// So many later times are looked at, half an hour apart.
const STEPS: u32 = 8;

/// Ask whether orders could be taken into the rounds of a day: when each would come, what is ridden more for it, and
/// whom it would delay; and the same half an hour later, an hour later and so on.
///
/// Each order is looked at alone, and nothing is changed.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    map: MapArgument,
    #[command(flatten)]
    coop: CoopArgument,
    #[command(flatten)]
    config: ConfigArgument,
    /// The orders of the day, as CSV (see README.md for its columns).
    #[arg(long, value_name = "ORDERS.csv")]
    orders: PathBuf,
    /// The rounds of the day, as `musette plan` wrote them.
    #[arg(long, value_name = "ROUNDS.json")]
    rounds: PathBuf,
    /// The orders that are asked for, as CSV with the same columns.
    #[arg(long, value_name = "ASKED.csv")]
    ask: PathBuf,
    /// Tell it as JSON, one object an order.
    #[arg(long)]
    json: bool,
    /// The language of the text.
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let router = arguments.map.open()?;
    let Config { settings, rules: RulesSeed { rules: decided, .. }, .. } =
        arguments.config.read()?;
    let rules = arguments.coop.rules(&router)?;
    let zone = rules.zone();
    let mut orders = read_orders(&arguments.orders, zone, &settings, &decided.service)?;
    let asked = read_orders(&arguments.ask, zone, &settings, &decided.service)?;
    let rounds = read_rounds(&arguments.rounds)?;
    let wanted = arguments.coop.day.unwrap_or(rounds.day);
    anyhow::ensure!(
        wanted == rounds.day,
        "{} has the rounds of {}, not of {wanted}; leave out --day, or give the rounds of that day",
        arguments.rounds.display(),
        rounds.day
    );
    let known = asked.iter().find(|order| orders.iter().any(|other| other.id == order.id));
    if let Some(order) = known {
        let (asked, orders) = (arguments.ask.display(), arguments.orders.display());
        anyhow::bail!("order {} of {asked} is in {orders}, too; give it another id", order.id);
    }
    refuse_unlawful(&rules.unlawful_on(rounds.day, &decided.labour), rounds.day, zone)?;
    let coop = rules.on(rounds.day).with_lifts(&decided.labour);
    let mut quotes = Vec::with_capacity(asked.len());
    let known = orders.len();
    for order in asked {
        let times = later(&order, &coop, STEPS);
        orders.push(order);
        orders.extend(times.iter().map(|(_, later)| later.clone()));
        let objective = objective(&decided);
        let day = Day { before: &rounds.rounds, objective, ..Day::new(&coop, &orders) };
        let found = quote_order(&router, day, settings.max_snap_m(), known)?;
        quotes.push(Told::new(&coop, &orders, known, found, &times));
        orders.truncate(known);
    }
    let mut stdout = io::stdout().lock();
    for told in &quotes {
        if arguments.json {
            serde_json::to_writer(&mut stdout, told).map_err(io::Error::from)?;
            writeln!(stdout)?;
        } else {
            told.print(&mut stdout, zone, arguments.lang)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read_rounds(path: &std::path::Path) -> anyhow::Result<Rounds> {
    let text = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice(&text)
        .with_context(|| format!("{} holds no rounds as musette plan writes them", path.display()))
}
