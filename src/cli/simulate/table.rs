//! What came of it, on a terminal.

use crate::{
    app::simulation::Summary,
    simulation::{Better, Figure},
};
use comfy_table::{CellAlignment, Table, presets::UTF8_BORDERS_ONLY};
use std::fmt::Write as _;

/// The whole outcome; `names` are those of the rules.
pub(super) fn told(summary: &Summary, names: [String; 2]) -> String {
    let mut text = String::new();
    let seeds = summary.days.len();
    // Writing to a string does not fail.
    let _ = writeln!(text, "{}: {seeds} simulated {}", summary.title, plural("day", seeds));
    let table =
        if summary.differences.is_empty() { figures(summary) } else { differences(summary, names) };
    let _ = writeln!(text, "{table}");
    let bands = &summary.bands;
    let _ = writeln!(
        text,
        "announced arrivals: {:.0} % came within the 80 % band, which is {:.1} min wide in the mean \
         (learnt on {seeds} other {})",
        bands.share * 100.0,
        bands.width_min,
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
        let values = summary.days.iter().filter_map(|day| day.figures.get(figure.key()).copied());
        let (least, most) =
            values.fold((f64::MAX, f64::MIN), |(least, most), it| (least.min(it), most.max(it)));
        let mean = summary.means.get(figure.key()).copied().unwrap_or_default();
        table.add_row([figure.key().to_owned(), number(mean), number(least), number(most)]);
    }
    aligned(table, 1)
}

fn differences(summary: &Summary, [first, second]: [String; 2]) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_BORDERS_ONLY);
    table.set_header(["figure", &first, &second, "difference", "95 % interval", ""]);
    for (told, figure) in summary.differences.iter().zip(Figure::ALL) {
        let interval = told
            .interval_95
            .map_or_else(String::new, |[from, to]| format!("{} to {}", signed(from), signed(to)));
        table.add_row([
            told.figure.to_owned(),
            number(told.first),
            number(told.second),
            signed(told.difference),
            interval,
            verdict(told.interval_95, figure.better()).to_owned(),
        ]);
    }
    aligned(table, 1)
}

/// Is the second better, as far as that is certain?
fn verdict(interval: Option<[f64; 2]>, better: Better) -> &'static str {
    let Some([from, to]) = interval else { return "" };
    match (better, from > 0.0, to < 0.0) {
        (Better::Less, _, true) | (Better::More, true, _) => "better",
        (Better::Less, true, _) | (Better::More, _, true) => "worse",
        _ => "",
    }
}

fn aligned(mut table: Table, from: usize) -> Table {
    for column in table.column_iter_mut().skip(from) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// Digits that matter.
fn number(value: f64) -> String {
    if value.abs() >= 100.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

fn signed(value: f64) -> String {
    let text = number(value);
    if value > 0.0 { format!("+{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certain_is_called_better_or_worse() {
        let told = |from, to, better| verdict(Some([from, to]), better);
        assert_eq!(told(0.1, 2.0, Better::Less), "worse");
        assert_eq!(told(0.1, 2.0, Better::More), "better");
        assert_eq!(told(-2.0, -0.1, Better::Less), "better");
        assert_eq!(told(-2.0, 0.1, Better::Less), "");
        assert_eq!(told(0.0, 0.0, Better::Less), "");
        assert_eq!(told(1.0, 2.0, Better::Neither), "");
        assert_eq!(verdict(None, Better::Less), "");
    }

    #[test]
    fn numbers_have_the_digits_that_matter() {
        assert_eq!([0.125, 12.5, 1234.5].map(number), ["0.12", "12.50", "1234"]);
        assert_eq!([1.0, -1.0, 0.0].map(signed), ["+1.00", "-1.00", "0.00"]);
    }
}
