//! `musette quote`

use super::args::{ConfigArgument, CoopArgument, MapArgument};
use crate::{
    app::quote_order,
    config::{Config, RulesSeed, read_orders},
    dispatch::{Day, Offer, Quote, objective},
    domain::{Coop, Order, Rounds},
    units::{Seconds, Timestamp},
};
use anyhow::Context as _;
use jiff::tz::TimeZone;
use serde::Serialize;
use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

/// Ask whether orders could be taken into the rounds of a day: when each would come, what is ridden more for it, and
/// whom it would delay.
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
    let coop = rules.on(rounds.day).with_lifts(&decided.labour);
    let mut quotes = Vec::with_capacity(asked.len());
    for order in asked {
        orders.push(order);
        let objective = objective(&decided);
        let day = Day { before: &rounds.rounds, objective, ..Day::new(&coop, &orders) };
        let last = orders.len() - 1;
        let found = quote_order(&router, day, settings.max_snap_m(), last)?;
        quotes.push(Told::new(&coop, &orders, &found.quote));
        orders.pop();
    }
    let mut stdout = io::stdout().lock();
    for told in &quotes {
        if arguments.json {
            serde_json::to_writer(&mut stdout, told).map_err(io::Error::from)?;
            writeln!(stdout)?;
        } else {
            told.print(&mut stdout, zone)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read_rounds(path: &std::path::Path) -> anyhow::Result<Rounds> {
    let text = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice(&text)
        .with_context(|| format!("{} holds no rounds as musette plan writes them", path.display()))
}

/// A quote with ids and instants.
#[derive(Debug, Serialize)]
struct Told {
    order: String,
    possible: bool,
    #[serde(flatten)]
    offer: Option<ToldOffer>,
    code: Option<&'static str>,
    reason: Option<String>,
}

#[derive(Debug, Serialize)]
struct ToldOffer {
    courier: String,
    pickup_at: Timestamp,
    dropoffs_at: Vec<Timestamp>,
    added_ride_s: i64,
    added_distance_m: i64,
    delays: Vec<ToldDelay>,
    moved_order: Option<String>,
    shifts: usize,
}

#[derive(Debug, Serialize)]
struct ToldDelay {
    order: String,
    later_s: Seconds,
}

impl Told {
    fn new(coop: &Coop, orders: &[Order], quote: &Quote) -> Self {
        let id = |order: usize| orders[order].id.clone();
        let order = id(orders.len() - 1);
        match quote {
            Quote::Impossible { code, reason } => Self {
                order,
                possible: false,
                offer: None,
                code: Some(code),
                reason: Some(reason.en.clone()),
            },
            Quote::Possible(offer) => {
                let Offer { shift, pickup_at, dropoffs_at, riding_s, distance_m, .. } = offer;
                let delays = offer.delays.iter();
                let offer = ToldOffer {
                    courier: coop.shifts[*shift].courier.clone(),
                    pickup_at: *pickup_at,
                    dropoffs_at: dropoffs_at.clone(),
                    added_ride_s: *riding_s,
                    added_distance_m: *distance_m,
                    delays: delays
                        .map(|(order, by)| ToldDelay { order: id(*order), later_s: *by })
                        .collect(),
                    moved_order: offer.moved.map(id),
                    shifts: offer.shifts,
                };
                Self { order, possible: true, offer: Some(offer), code: None, reason: None }
            }
        }
    }

    fn print(&self, out: &mut impl Write, zone: &TimeZone) -> anyhow::Result<()> {
        let Some(offer) = &self.offer else {
            let reason = self.reason.as_deref().unwrap_or_default();
            return Ok(writeln!(out, "{}: no: {reason}", self.order)?);
        };
        let clock = |at: &Timestamp| {
            let instant = jiff::Timestamp::from_millisecond(at.as_millis())?;
            anyhow::Ok(zone.to_datetime(instant).strftime("%H:%M").to_string())
        };
        let dropoffs = offer.dropoffs_at.iter().map(clock).collect::<anyhow::Result<Vec<_>>>()?;
        writeln!(
            out,
            "{}: yes: by {}, fetched {}, delivered {}; {:+.1} min of riding, {:+.1} km; {} could take it",
            self.order,
            offer.courier,
            clock(&offer.pickup_at)?,
            dropoffs.join(", "),
            offer.added_ride_s as f64 / 60.0,
            offer.added_distance_m as f64 / 1000.0,
            if offer.shifts == 1 {
                "1 shift".to_owned()
            } else {
                format!("{} shifts", offer.shifts)
            },
        )?;
        for ToldDelay { order, later_s } in &offer.delays {
            writeln!(out, "    {order} comes {:.1} min later", later_s.as_minutes())?;
        }
        if let Some(moved) = &offer.moved_order {
            writeln!(out, "    {moved} goes to another courier")?;
        }
        Ok(())
    }
}
