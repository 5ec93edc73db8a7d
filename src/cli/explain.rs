//! `musette explain`

mod kept;

use super::{
    args::{ConfigArgument, CoopArgument, Language, MapArgument, date},
    database::coop,
    interrupt::cancelled_by_signal,
    plan::{EffortArguments, day_of, refuse_unlawful},
    progress::{planning, spinner},
    server::run_server,
};
use crate::{
    app::{
        self, Decided,
        service::{AlternativeView, Clock, DecisionView, Scope},
    },
    config::{Config, read_orders},
    dispatch::{Day, objective},
    domain::{Coop, Decision, Names, NoPlace, Order, Sentence, UnassignedOrder},
    store::Store,
    units::{TimeWindow, Timestamp},
};
use anyhow::Context as _;
use jiff::{civil::Date, tz::TimeZone};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

/// Say why a plan puts orders where it does: what every other courier could have done, at what cost or against
/// what; and of an order in no round, what leaves no place for it and what would help.
///
/// With --map, --coop and --orders the day is planned first, as `musette plan` does; with --database it is read
/// what was kept when the day was planned.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A map made by `musette import`.
    #[arg(long, value_name = "MAP.musette", required_unless_present = "database")]
    map: Option<PathBuf>,
    /// The folder that holds the co-operative's coop.toml.
    #[arg(long, value_name = "DIR", required_unless_present = "database")]
    coop: Option<PathBuf>,
    /// The orders, as CSV (see README.md for its columns).
    #[arg(long, value_name = "ORDERS.csv", required_unless_present = "database")]
    orders: Option<PathBuf>,
    /// The day, such as 2026-11-21, in the co-operative's time zone.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    day: Option<Date>,
    #[command(flatten)]
    config: ConfigArgument,
    #[command(flatten)]
    effort: EffortArguments,
    /// The database of a server, in place of files: sqlite:path/to/file.sqlite or `postgres://user@host/name`.
    #[arg(
        long,
        value_name = "URL",
        conflicts_with_all = ["map", "coop", "orders", "config", "seconds", "iterations", "seed"]
    )]
    database: Option<String>,
    /// Id of the co-operative, if the database has several.
    #[arg(long, value_name = "ID", requires = "database")]
    coop_id: Option<String>,
    /// Only this order, with all that was looked at. Left out: all orders in brief.
    #[arg(long, value_name = "ID")]
    order: Option<String>,
    /// What this plan decided about the order, though later ones did so anew. Plans of the last thirty days are kept.
    #[arg(long, value_name = "ID", requires = "database", requires = "order")]
    plan: Option<String>,
    /// All of it as JSON.
    #[arg(long)]
    json: bool,
    /// The language of the text.
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let Arguments { map, coop, orders, database, .. } = arguments;
    match (database, map, coop, orders) {
        (Some(database), ..) => run_server(from_database(arguments, database)),
        (None, Some(map), Some(coop), Some(orders)) => {
            let map = MapArgument { map: map.clone() };
            let coop = CoopArgument { coop: coop.clone(), day: arguments.day };
            planned(arguments, &map, &coop, orders)?;
            Ok(ExitCode::SUCCESS)
        }
        _ => anyhow::bail!("give --map, --coop and --orders, or --database"),
    }
}

/// What was kept in a database.
async fn from_database(arguments: &Arguments, database: &str) -> anyhow::Result<()> {
    let store = Store::open_existing(database).await?;
    let stored = coop(store.coops().await?, arguments.coop_id.as_deref())?;
    let kept = kept::read(arguments, &store, &stored.id).await;
    store.close().await;
    let zone = TimeZone::get(&stored.zone).context("the co-operative's time zone")?;
    kept?.tell(arguments, &zone)
}

/// A day of files, planned.
fn planned(
    arguments: &Arguments,
    map: &MapArgument,
    coop: &CoopArgument,
    file: &std::path::Path,
) -> anyhow::Result<()> {
    let cancel = cancelled_by_signal()?;
    let router = map.open()?;
    let Config { settings, rules: decided_rules, .. } = arguments.config.read()?;
    let decided_rules = decided_rules.rules;
    let rules = coop.rules(&router)?;
    let orders = read_orders(file, rules.zone(), &settings, &decided_rules.service)?;
    if let Some(id) = &arguments.order {
        let is_there = orders.iter().any(|order| order.id == *id);
        anyhow::ensure!(is_there, "there is no order {id} in {}: look at its id", file.display());
    }
    let day = match arguments.day {
        Some(day) => day,
        None => day_of(&orders, &rules)?,
    };
    refuse_unlawful(&rules.unlawful_on(day, &decided_rules.labour), day, rules.zone())?;
    let coop = rules.on(day).with_lifts(&decided_rules.labour);
    let spinner = spinner("travel times");
    let effort = arguments.effort.effort(&settings.plan, &cancel);
    let worked = rules.roster(day, &decided_rules.labour);
    let at = Clock::real().now();
    let decided = Decided { at, not_before: None, rules_version: None, roster: Some(&worked) };
    let today = Day { objective: objective(&decided_rules), ..Day::new(&coop, &orders) };
    let explained = app::explain_day(
        &router,
        today,
        settings.max_snap_m(),
        &effort,
        &decided,
        &mut |progress| {
            spinner.set_message(planning(progress));
        },
    );
    spinner.finish_and_clear();
    let (planned, decisions) = explained?;
    let names = names(&coop, &orders, rules.zone().clone());
    let mut reasons: BTreeMap<String, NoPlace> = BTreeMap::new();
    for UnassignedOrder { order, code, reason } in planned.rounds.unassigned {
        reasons.insert(order, NoPlace { code, reason });
    }
    let view = |decision: Decision| {
        let no_place = reasons.remove(&decision.order);
        DecisionView::new(None, decision, no_place, &names, &Scope::All)
    };
    let asked = |it: &Decision| arguments.order.as_ref().is_none_or(|id| it.order == *id);
    let views: Vec<DecisionView> = decisions.into_iter().filter(asked).map(view).collect();
    arguments.tell(&views, rules.zone())
}

fn names(coop: &Coop, orders: &[Order], zone: TimeZone) -> Names {
    let mut names = Names::none(zone, coop.day);
    let couriers = coop.couriers.iter().map(|it| (it.id.clone(), it.name.clone()));
    names.couriers = couriers.collect();
    names.vehicles = coop.vehicles.iter().map(|it| (it.id.clone(), it.name.clone())).collect();
    names.hubs = coop.hubs.iter().map(|it| (it.id.clone(), it.name.clone())).collect();
    for order in orders {
        names.add_order(order);
    }
    names
}

/// A decision as it is written, with its sentences.
#[derive(Serialize)]
struct Told<'a> {
    plan: Option<&'a str>,
    #[serde(flatten)]
    decision: &'a Decision,
    sentences: Sentences<'a>,
}

#[derive(Serialize)]
struct Sentences<'a> {
    why: &'a Sentence,
    no_place: Option<&'a Sentence>,
    others: Vec<&'a Sentence>,
    remedies: Vec<&'a Sentence>,
}

impl<'a> Told<'a> {
    fn of(view: &'a DecisionView) -> Self {
        let sentences = Sentences {
            why: &view.sentence,
            no_place: view.no_place.as_ref().map(|it| &it.reason),
            others: view.others.iter().map(|it| &it.sentence).collect(),
            remedies: view.remedies.iter().map(|(_, sentence)| sentence).collect(),
        };
        Self { plan: view.plan.as_deref(), decision: &view.decision, sentences }
    }
}

impl Arguments {
    fn tell(&self, views: &[DecisionView], zone: &TimeZone) -> anyhow::Result<()> {
        let mut stdout = io::stdout().lock();
        if self.json {
            let told: Vec<Told<'_>> = views.iter().map(Told::of).collect();
            serde_json::to_writer_pretty(&mut stdout, &told).map_err(io::Error::from)?;
            writeln!(stdout)?;
            return Ok(());
        }
        for view in views {
            self.write(&mut stdout, view, zone)?;
        }
        if let (Some(_), Some(view)) = (&self.order, views.first()) {
            writeln!(stdout, "\n{}", inputs(&view.decision, zone, self.lang))?;
        }
        Ok(())
    }

    fn write(
        &self,
        stdout: &mut impl Write,
        view: &DecisionView,
        zone: &TimeZone,
    ) -> anyhow::Result<()> {
        let lang = self.lang;
        writeln!(stdout, "{}: {}", view.decision.order, lang.of(&view.sentence))?;
        if let Some(no_place) = &view.no_place {
            writeln!(stdout, "  {}", lang.of(&no_place.reason))?;
        }
        for (_, remedy) in &view.remedies {
            writeln!(stdout, "  + {}", lang.of(remedy))?;
        }
        if self.order.is_some() {
            for other in &view.others {
                let mark = if other.alternative.fit().is_some() { '~' } else { 'x' };
                let sentence = lang.of(&other.sentence);
                writeln!(stdout, "  {mark} {}: {sentence}", shift(other, zone)?)?;
            }
        }
        Ok(())
    }
}

/// Who, with what, from when to when.
fn shift(view: &AlternativeView, zone: &TimeZone) -> anyhow::Result<String> {
    let AlternativeView { alternative, courier_name, vehicle_name, .. } = view;
    let courier = courier_name.as_ref().unwrap_or(&alternative.courier);
    let vehicle = vehicle_name.as_ref().unwrap_or(&alternative.vehicle);
    let window = TimeWindow::new(alternative.from_at, alternative.until_at);
    let window = window.context("a shift that ends before it begins")?;
    let clock = |at| clock(at, zone, "%H:%M");
    Ok(format!("{courier}, {vehicle}, {}-{}", clock(window.start())?, clock(window.end())?))
}

fn clock(at: Timestamp, zone: &TimeZone, format: &str) -> anyhow::Result<String> {
    let instant = jiff::Timestamp::from_millisecond(at.as_millis())?;
    Ok(instant.to_zoned(zone.clone()).strftime(format).to_string())
}

/// What the plan was made from.
fn inputs(decision: &Decision, zone: &TimeZone, lang: Language) -> String {
    let inputs = &decision.inputs;
    let at = clock(inputs.decided_at, zone, "%Y-%m-%d %H:%M").unwrap_or_default();
    let (seed, iterations) = (inputs.seed, inputs.iterations);
    let (orders, shifts) = (inputs.orders, inputs.shifts);
    let weights = inputs.weights;
    let (riding, way, waiting) = (weights.riding_s, weights.distance_m, weights.waiting_s);
    let (change, moved, fair) = (weights.change, weights.moved_s, weights.fairness);
    let off = weights.off_target_s;
    match lang {
        Language::En => format!(
            "decided {at} from {orders} orders and {shifts} shifts, seed {seed}, {iterations} iterations; a \
             second of riding costs {riding}, a metre {way}, a second of waiting {waiting}, a second off a planned \
             time {off}, another courier than was told {change}, a second of another time {moved}, work squared \
             {fair}"
        ),
        Language::Fr => format!(
            "décidé le {at} à partir de {orders} commandes et {shifts} services, graine {seed}, {iterations} \
             itérations ; une seconde de trajet coûte {riding}, un mètre {way}, une seconde d'attente \
             {waiting}, une seconde hors d'une heure prévue {off}, un autre coursier que celui annoncé {change}, \
             une seconde d'une autre heure {moved}, le carré du travail {fair}"
        ),
    }
}
