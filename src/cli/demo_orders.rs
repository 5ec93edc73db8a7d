//! `musette demo-orders`

use super::{
    args::{ConfigArgument, CoopArgument, MapArgument},
    output::{Prepared, check_outputs},
};
use crate::{
    app::{self, DemoWishes},
    config::write_orders,
    graph,
};
use std::{path::PathBuf, process::ExitCode};

/// Invent a day of orders from the shops and addresses of a map. Without --day it is the one with the
/// most shifts of the seven days from today on.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    map: MapArgument,
    #[command(flatten)]
    coop: CoopArgument,
    #[command(flatten)]
    config: ConfigArgument,
    /// How many orders.
    #[arg(long, default_value_t = 120, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    orders: u32,
    /// How many shops they come from.
    #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    shops: u32,
    /// Another seed gives another day.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where to write the orders, as CSV (`-`: standard output).
    #[arg(long, short, value_name = "ORDERS.csv", default_value = "-")]
    output: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    check_outputs(&[("--map", &arguments.map.map)], &[("--output", &arguments.output)])?;
    let router = arguments.map.open()?;
    let places = graph::places(&arguments.map.map)?;
    let rules = arguments.coop.rules(&router)?;
    let today = || jiff::Timestamp::now().to_zoned(rules.zone().clone()).date();
    let day = arguments.coop.day.unwrap_or_else(|| rules.busiest_day(today()));
    let coop = rules.on(day);
    let wishes = DemoWishes {
        orders: usize::try_from(arguments.orders)?,
        shops: usize::try_from(arguments.shops)?,
        seed: arguments.seed,
        max_snap_m: arguments.config.read()?.settings.max_snap_m(),
    };
    let orders = app::demo_orders(&router, &places, &coop, wishes)?;
    let zone = rules.zone();
    Prepared::new(&arguments.output, |file| Ok(write_orders(&orders, zone, file)?))?.publish()?;
    Ok(ExitCode::SUCCESS)
}
