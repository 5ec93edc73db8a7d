//! `musette plan`

use super::{
    args::{ConfigArgument, CoopArgument, MapArgument},
    interrupt::cancelled_by_signal,
    output::{Prepared, check_outputs},
    progress::{planning, spinner},
};
use crate::{
    app::{self, Effort, Planned, rounds_geojson},
    config::{Config, CoopRules, PlanLimits, UnlawfulShift, read_orders},
    dispatch::{Day, objective},
    domain::{Order, Round, RoundStopKind, Rounds, UnassignedOrder, labour::DayNames},
    units::{Metres, Timestamp},
};
use anyhow::Context as _;
use comfy_table::{CellAlignment, Table, presets::UTF8_BORDERS_ONLY};
use jiff::{civil::Date, tz::TimeZone};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::atomic::AtomicBool,
    time::Duration,
};

/// Plan a day: batch its orders into the rounds of the couriers on shift.
///
/// Ctrl-C ends the search for better rounds and keeps the best so far; a second Ctrl-C ends at once.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    map: MapArgument,
    #[command(flatten)]
    coop: CoopArgument,
    #[command(flatten)]
    config: ConfigArgument,
    /// The orders, as CSV (see README.md for its columns).
    #[arg(long, value_name = "ORDERS.csv")]
    orders: PathBuf,
    /// Where to write the rounds, as JSON (`-`: standard output, instead of the table).
    #[arg(long, short, value_name = "ROUNDS.json")]
    output: PathBuf,
    /// Where to write the rounds as GeoJSON, with the streets they take.
    #[arg(long, value_name = "ROUNDS.geojson")]
    geojson: Option<PathBuf>,
    #[command(flatten)]
    effort: EffortArguments,
}

/// How long to search for better rounds, where not as the settings say.
#[derive(Debug, clap::Args)]
pub(super) struct EffortArguments {
    /// Improve rounds for so many seconds at most, 0 to 600. Left out: as the settings say (2, unless
    /// changed), or with --iterations without a limit.
    #[arg(long, value_name = "SECONDS", value_parser = span, allow_negative_numbers = true)]
    seconds: Option<Duration>,
    /// Improve them so often at most. If this is used up, the same orders and the same seed give the same
    /// rounds on any machine.
    #[arg(long, value_name = "N")]
    iterations: Option<u64>,
    /// Another seed gives other rounds. Left out: as the settings say.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

impl EffortArguments {
    pub(super) fn effort<'a>(&self, limits: &PlanLimits, cancel: &'a AtomicBool) -> Effort<'a> {
        let mut effort = Effort::new(limits, Some(cancel));
        if self.iterations.is_some() {
            (effort.iterations, effort.time) = (self.iterations, None);
        }
        effort.time = self.seconds.or(effort.time);
        effort.seed = self.seed.unwrap_or(effort.seed);
        effort
    }
}

fn span(text: &str) -> Result<Duration, &'static str> {
    let expected = "expected seconds from 0 to 600, such as 5 or 0.5";
    let seconds: f64 = text.parse().map_err(|_| expected)?;
    if (0.0..=600.0).contains(&seconds) {
        Duration::try_from_secs_f64(seconds).map_err(|_| expected)
    } else {
        Err(expected)
    }
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    check_outputs(&arguments.inputs(), &arguments.outputs())?;
    let cancel = cancelled_by_signal()?;
    let router = arguments.map.open()?;
    let Config { settings, rules: decided, .. } = arguments.config.read()?;
    let decided = decided.rules;
    let rules = arguments.coop.rules(&router)?;
    let orders = read_orders(&arguments.orders, rules.zone(), &settings, &decided.service)?;
    let day = match arguments.coop.day {
        Some(day) => day,
        None => day_of(&orders, &rules)?,
    };
    refuse_unlawful(&rules.unlawful_on(day, &decided.labour), day, rules.zone())?;
    let coop = rules.on(day).with_lifts(&decided.labour);
    let max_m = settings.max_snap_m();
    let spinner = spinner("travel times");
    let today = Day { objective: objective(&decided), ..Day::new(&coop, &orders) };
    let effort = arguments.effort.effort(&settings.plan, &cancel);
    let planned = app::plan_day(&router, today, max_m, &effort, &mut |progress| {
        spinner.set_message(planning(progress));
    });
    spinner.finish_and_clear();
    let planned = planned?;
    let mut results = vec![Prepared::json(&arguments.output, &planned.rounds)?];
    if let Some(file) = &arguments.geojson {
        let geojson = rounds_geojson(&router, &coop, &planned.rounds, max_m);
        results.push(Prepared::json(file, &geojson)?);
    }
    results.into_iter().try_for_each(Prepared::publish)?;
    if arguments.output.as_os_str() != "-" {
        print(&planned, &orders, rules.zone(), day)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A day with shifts that the law forbids is not planned.
pub(super) fn refuse_unlawful(
    unlawful: &[UnlawfulShift],
    day: Date,
    zone: &TimeZone,
) -> anyhow::Result<()> {
    let told = unlawful.iter().map(|UnlawfulShift { courier, refusal }| {
        format!("\n  {courier}: {}", refusal.sentence(zone, DayNames::Dates).en)
    });
    let told: String = told.collect();
    anyhow::ensure!(
        told.is_empty(),
        "the law forbids shifts of {day}:{told}\nchange them in coop.toml; musette check --coop judges \
         the whole week"
    );
    Ok(())
}

impl Arguments {
    fn inputs(&self) -> [(&str, &Path); 2] {
        [("--map", &self.map.map), ("--orders", &self.orders)]
    }

    fn outputs(&self) -> Vec<(&str, &Path)> {
        let geojson = self.geojson.iter().map(|file| ("--geojson", file.as_path()));
        std::iter::once(("--output", self.output.as_path())).chain(geojson).collect()
    }
}

/// The one day that all orders are for: that of a pickup, by the local clock, or the day before, if a
/// shift of that day still runs then.
pub(super) fn day_of(orders: &[Order], rules: &CoopRules) -> anyhow::Result<Date> {
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    for order in orders {
        let ready = order.ready_at();
        let day = local(ready, rules.zone())?.date();
        let eve = day.yesterday()?;
        let runs = rules.on(eve).shifts.iter().any(|shift| shift.window.end() > ready);
        *days.entry(if runs { eve } else { day }).or_default() += 1;
    }
    let mut all = days.iter();
    match (all.next(), all.next()) {
        (None, _) => anyhow::bail!("there are no orders to plan, so say for which --day"),
        (Some((day, _)), None) => Ok(*day),
        _ => {
            let days: Vec<String> =
                days.iter().map(|(day, count)| format!("{day} ({count})")).collect();
            anyhow::bail!(
                "the orders are for several days, {}; say for which one with --day",
                days.join(", ")
            )
        }
    }
}

fn local(instant: Timestamp, zone: &TimeZone) -> anyhow::Result<jiff::Zoned> {
    Ok(jiff::Timestamp::from_millisecond(instant.as_millis())?.to_zoned(zone.clone()))
}

fn print(planned: &Planned, orders: &[Order], zone: &TimeZone, day: Date) -> anyhow::Result<()> {
    let Planned { rounds, matrix_time, solver_time, iterations, fairness, .. } = planned;
    let mut stdout = io::stdout().lock();
    let couriers: BTreeSet<&str> =
        rounds.rounds.iter().map(|round| round.courier.as_str()).collect();
    let served = orders.len() - rounds.unassigned.len();
    writeln!(
        stdout,
        "{}, {day}: {served} of {} orders in {} by {}, {:.1} km",
        rounds.coop,
        orders.len(),
        counted(rounds.rounds.len(), "round"),
        counted(couriers.len(), "courier"),
        rounds.rounds.iter().map(|round| round.distance_m).sum::<Metres>().as_km()
    )?;
    if !rounds.rounds.is_empty() {
        writeln!(stdout, "{}", table(rounds, zone)?)?;
    }
    if !rounds.unassigned.is_empty() {
        writeln!(stdout, "{} unassigned:", rounds.unassigned.len())?;
        for (reason, orders) in by_reason(&rounds.unassigned) {
            writeln!(stdout, "  {reason}:\n      {}", orders.join(", "))?;
        }
    }
    if let Some(told) = fairness {
        writeln!(
            stdout,
            "sharing work costs {:.0} min of riding and {:.0} min of waiting; the longest day is {:.0} min of \
             work, without it {:.0} min",
            told.riding_s as f64 / 60.0,
            told.waiting_s as f64 / 60.0,
            told.longest.as_minutes(),
            told.longest_without.as_minutes()
        )?;
    }
    writeln!(
        stdout,
        "travel times {:.0} ms, rounds {:.0} ms and {iterations} iterations; passed the independent \
         checker",
        matrix_time.as_secs_f64() * 1000.0,
        solver_time.as_secs_f64() * 1000.0
    )?;
    Ok(())
}

fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// The orders left over, those with the same reason together, in the order of the first of each.
fn by_reason(unassigned: &[UnassignedOrder]) -> Vec<(&str, Vec<&str>)> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for UnassignedOrder { order, reason, .. } in unassigned {
        match reasons.iter_mut().find(|(known, _)| *known == reason.en) {
            Some((_, orders)) => orders.push(order),
            None => reasons.push((&reason.en, vec![order])),
        }
    }
    reasons
}

fn table(rounds: &Rounds, zone: &TimeZone) -> anyhow::Result<Table> {
    let mut table = Table::new();
    table.load_style(UTF8_BORDERS_ONLY).set_header([
        "courier",
        "vehicle",
        "stops",
        "start",
        "end",
        "km",
        "riding",
        "waiting",
        "peak load",
    ]);
    for round in &rounds.rounds {
        table.add_row(row(round, zone)?);
    }
    for column in table.column_iter_mut().skip(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    Ok(table)
}

fn row(round: &Round, zone: &TimeZone) -> anyhow::Result<[String; 9]> {
    let clock = |at: Option<Timestamp>| -> anyhow::Result<String> {
        let at = at.context("a round without stops")?;
        Ok(local(at, zone)?.strftime("%H:%M").to_string())
    };
    let at_door = |kind: &RoundStopKind| {
        matches!(kind, RoundStopKind::Pickup { .. } | RoundStopKind::Dropoff { .. })
    };
    Ok([
        round.courier_name.clone(),
        round.vehicle.clone(),
        round.stops.iter().filter(|stop| at_door(&stop.kind)).count().to_string(),
        clock(round.stops.first().map(|stop| stop.end_at))?,
        clock(round.stops.last().map(|stop| stop.arrival_at))?,
        format!("{:.1}", round.distance_m.as_km()),
        format!("{:.0} min", round.travel_s.as_minutes()),
        format!("{:.0} min", round.waiting_s.as_minutes()),
        round.peak_load.to_string(),
    ])
}
