//! How far off announced arrivals were, and how many came within the band.

use super::{
    plot::{Frame, Plot, nice, trimmed},
    words::Language,
};
use crate::app::simulation::Summary;

const ROW: f64 = 26.0;

/// A row for each span ahead.
pub(super) fn bands(summary: &Summary, words: Language) -> String {
    let told: Vec<_> = summary.bands.by_ahead.iter().filter(|band| band.said > 0).collect();
    let least = told.iter().map(|band| band.late_min[0]).fold(-1.0, f64::min);
    let most = told.iter().map(|band| band.late_min[1]).fold(1.0, f64::max);
    let rows = told.len() as f64;
    let frame = Frame {
        width: 400.0,
        height: rows * ROW + 46.0,
        left: 84.0,
        x: [least, most + (most - least) * 0.25],
        y: [0.0, rows],
    };
    let mut plot = Plot::new(frame);
    plot.x_ticks(nice(least, most, 5).into_iter().map(|it| (it, trimmed(it))), "min");
    for (row, band) in told.iter().enumerate() {
        let bottom = rows - row as f64 - 1.0;
        let from = trimmed(band.from_min);
        let name = match band.to_min {
            Some(to) => format!("{from}–{} min", trimmed(to)),
            None => format!("> {from} min"),
        };
        plot.name(bottom + 0.5, &name);
        let share = words.percent(band.share);
        plot.bar(band.late_min, [bottom + 0.3, bottom + 0.7], "plain", &share);
        plot.line(&[[0.0, bottom + 0.15], [0.0, bottom + 0.85]], "line-good");
        plot.note(
            [band.late_min[1].max(0.0) + (most - least) * 0.02, bottom + 0.5],
            "start",
            &share,
        );
    }
    let said = words.of(
        "By how far ahead an arrival is said: from how early to how late it comes four times in five, and how many came \
         within that",
        "Selon l’avance de l’annonce : de combien en avance à combien en retard on arrive quatre fois sur cinq, et la \
         part qui y est tombée",
    );
    plot.finish(said)
}
