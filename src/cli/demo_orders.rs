//! `musette demo-orders`

use super::{
    args::{ConfigArgument, CoopArgument, MapArgument},
    output::{Prepared, refuse_same_files},
};
use crate::{
    app::{self, DemoWishes},
    config::{CoopRules, write_orders},
    graph,
};
use jiff::{ToSpan as _, civil::Date};
use std::{cmp::Reverse, path::PathBuf, process::ExitCode};

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
    refuse_same_files(&[("--map", &arguments.map.map)], &[("--output", &arguments.output)])?;
    let map = arguments.map.open()?;
    let places = graph::places(&arguments.map.map)?;
    let rules = arguments.coop.rules(&map)?;
    let today = || jiff::Timestamp::now().to_zoned(rules.zone().clone()).date();
    let day = arguments.coop.day.unwrap_or_else(|| busiest_day(&rules, today()));
    let coop = rules.on(day);
    let wishes = DemoWishes {
        orders: usize::try_from(arguments.orders)?,
        shops: usize::try_from(arguments.shops)?,
        seed: arguments.seed,
        max_snap_m: arguments.config.read()?.settings.max_snap_m(),
    };
    let orders = app::demo_orders(&map, &places, &coop, wishes)?;
    let zone = rules.zone();
    Prepared::new(&arguments.output, |file| Ok(write_orders(&orders, zone, file)?))?.publish()?;
    Ok(ExitCode::SUCCESS)
}

/// Of the seven days from `today` on the one with the most shifts, the earliest of equals.
fn busiest_day(rules: &CoopRules, today: Date) -> Date {
    let week = (0..7).filter_map(|ahead| today.checked_add(ahead.days()).ok());
    week.min_by_key(|day| Reverse(rules.on(*day).shifts.len())).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read_coop;
    use jiff::civil::date;
    use std::path::Path;

    #[test]
    fn without_a_day_it_is_the_next_one_with_the_most_shifts() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/config/example-coop"));
        let rules = read_coop(folder, &["bike", "cargo", "trailer"]).unwrap();
        let shifts = |day| rules.on(day).shifts.len();
        // Thursday and Friday are equally busy, and busier than all other days.
        let (thursday, friday) = (date(2026, 3, 19), date(2026, 3, 20));
        assert_eq!(shifts(thursday), shifts(friday));
        assert!((16..=22).all(|day| shifts(date(2026, 3, day)) <= shifts(thursday)));
        for (today, expected) in [
            (date(2026, 3, 15), thursday),
            (thursday, thursday),
            (friday, friday),
            (date(2026, 3, 21), date(2026, 3, 26)),
        ] {
            assert_eq!(busiest_day(&rules, today), expected, "{today}");
        }
    }
}
