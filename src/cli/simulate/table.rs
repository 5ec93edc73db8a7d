//! What came of it, on a terminal.

use crate::{
    app::simulation::{ChangeDocument, Summary},
    simulation::Figure,
};
use comfy_table::{CellAlignment, Table, presets::UTF8_BORDERS_ONLY};
use std::fmt::Write as _;

/// The whole outcome.
pub(super) fn told(summary: &Summary) -> String {
    let mut text = String::new();
    let seeds = summary.days.len();
    // Writing to a string does not fail.
    let _ = writeln!(text, "{}: {seeds} simulated {}", summary.title, plural("day", seeds));
    for note in &summary.notes {
        let _ = writeln!(text, "note: {}", note.en);
    }
    let table = match &summary.compared_with {
        None => figures(summary),
        Some(others) => {
            let names = [&*summary.rules.name, &*others.name];
            for ChangeDocument { key, first, second } in &summary.changes {
                let _ = writeln!(text, "{key}: {first} ({}), {second} ({})", names[0], names[1]);
            }
            differences(summary, names)
        }
    };
    let _ = writeln!(text, "{table}");
    let [share, width] = summary.band();
    let of = summary.compared_with.as_ref().map(|_| format!(" by {}", summary.rules.name));
    let _ = writeln!(
        text,
        "announced arrivals{}: {share} came within the 80 % band, which is {width} min wide in the mean \
         (learnt on {seeds} other {})",
        of.unwrap_or_default(),
        plural("day", seeds)
    );
    if !summary.not_served.is_empty() {
        let _ = writeln!(text, "not served:");
        for left in summary.not_served.iter().take(MOST) {
            let on =
                if seeds > 1 { format!(" ({} of {seeds})", left.seeds) } else { String::new() };
            let _ = writeln!(text, "  {}{on}: {}", left.order, left.reason.en);
        }
        if let Some(more) = summary.not_served.len().checked_sub(MOST).filter(|more| *more > 0) {
            let _ = writeln!(text, "  and {more} more; --output has them all");
        }
    }
    text
}

/// So many orders are told one by one.
const MOST: usize = 12;

fn plural(thing: &str, count: usize) -> String {
    format!("{thing}{}", if count == 1 { "" } else { "s" })
}

fn figures(summary: &Summary) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_BORDERS_ONLY).set_header(["figure", "mean", "least", "most"]);
    for figure in Figure::ALL {
        let [mean, least, most] = summary.spread(figure);
        table.add_row([figure.key().to_owned(), mean, least, most]);
    }
    aligned(table, 1)
}

fn differences(summary: &Summary, [first, second]: [&str; 2]) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_BORDERS_ONLY);
    table.set_header(["figure", first, second, "difference", "95 % interval", ""]);
    for (told, figure) in summary.differences.iter().zip(Figure::ALL) {
        let interval = told.interval_95.map(|bounds| bounds.map(Summary::difference).join(" to "));
        table.add_row([
            told.figure.to_owned(),
            summary.figure(figure, told.first),
            summary.figure(figure, told.second),
            Summary::difference(told.difference),
            interval.unwrap_or_default(),
            told.verdict.unwrap_or_default().to_owned(),
        ]);
    }
    aligned(table, 1)
}

fn aligned(mut table: Table, from: usize) -> Table {
    for column in table.column_iter_mut().skip(from) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}
