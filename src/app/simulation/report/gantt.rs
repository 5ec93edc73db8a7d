//! The rounds of the first day: as they were announced, and as they were ridden.

use super::{
    plot::{Frame, Plot, legend_of},
    words::Language,
};
use crate::{
    app::simulation::{Stage, Study},
    units::Seconds,
};

/// A shift is so many pixels high.
const ROW: f64 = 30.0;

/// A row a shift: above as planned when it was announced, below as ridden.
pub(super) fn gantt(stage: &Stage<'_>, study: &Study, words: Language) -> String {
    let log = &study.first_day;
    let used: Vec<usize> =
        (0..log.ridden.len()).filter(|shift| !log.ridden[*shift].is_empty()).collect();
    let shifts = stage.scene.shifts();
    let starts = used.iter().map(|it| shifts[*it].shift.start());
    let ends = used.iter().map(|it| {
        let home = log.homes[*it].map_or(Seconds::ZERO, |home| home.arrival);
        shifts[*it].shift.end().min(home + Seconds::new(3600)).max(home)
    });
    let (Some(from), Some(to)) = (starts.min(), ends.max()) else { return String::new() };
    let hours = |at: Seconds| f64::from(at.as_u32()) / 3600.0;
    let rows = used.len() as f64;
    let height = rows * ROW + 46.0;
    let x = [hours(from), hours(to)];
    let mut plot = Plot::new(Frame { width: 900.0, height, left: 90.0, x, y: [0.0, rows] });
    let clock = (from.as_u32() + stage.clock_s).div_ceil(3600);
    let ticks = (clock..).map_while(|hour| {
        let at = (hour * 3600).checked_sub(stage.clock_s)?;
        (at <= to.as_u32()).then(|| (f64::from(at) / 3600.0, stage.clock(Seconds::new(at))))
    });
    let ticks: Vec<(f64, String)> = ticks.collect();
    let every = ticks.len().div_ceil(14).max(1);
    plot.x_ticks(ticks.into_iter().step_by(every), "");
    for (row, shift) in used.iter().enumerate() {
        let bottom = rows - row as f64 - 1.0;
        let name = stage.couriers.get(*shift).map_or("", String::as_str);
        plot.name(bottom + 0.5, name);
        let window = shifts[*shift].shift;
        let span = [hours(window.start()), hours(window.end().min(to))];
        plot.bar(span, [bottom + 0.08, bottom + 0.92], "shift", "");
        let planned = log.planned.iter().filter(|(_, planned)| planned.vehicle == *shift);
        for (stop, planned) in planned {
            let span = [hours(planned.start), hours(planned.end)];
            let told = told(stage, stop.request(), planned.start, words);
            plot.bar(span, [bottom + 0.56, bottom + 0.84], "pale", &told);
        }
        for [from, to] in log.rests[*shift].iter().copied() {
            let told = words.of("break", "pause");
            plot.bar([hours(from), hours(to)], [bottom + 0.16, bottom + 0.5], "rest", told);
        }
        for one in &log.ridden[*shift] {
            let ride = [hours(one.departure), hours(one.arrival)];
            plot.bar(ride, [bottom + 0.29, bottom + 0.37], "plain", "");
            let order = one.stop.request();
            let due = match one.stop {
                crate::solver::StopId::Dropoff { dropoff, .. } => stage.scene.orders()[order]
                    .dropoffs
                    .get(dropoff)
                    .map(|it| it.stop.windows.end()),
                crate::solver::StopId::Pickup { .. } => None,
            };
            let class = if due.is_some_and(|due| one.start > due) { "bad" } else { "good" };
            let span = [hours(one.start), hours(one.end)];
            let told = told(stage, order, one.start, words);
            plot.bar(span, [bottom + 0.16, bottom + 0.5], class, &told);
        }
        if let Some(home) = log.homes[*shift] {
            let ride = [hours(home.departure), hours(home.arrival)];
            plot.bar(ride, [bottom + 0.29, bottom + 0.37], "plain", "");
        }
    }
    let told = words.of(
        "Rounds of the first simulated day, planned above and ridden below",
        "Tournées du premier jour simulé, prévues en haut et roulées en bas",
    );
    let legend = [
        ("pale", words.of("stop as announced", "arrêt annoncé")),
        ("good", words.of("stop made", "arrêt fait")),
        ("bad", words.of("made late", "fait en retard")),
        ("plain", words.of("riding", "à vélo")),
        ("rest", words.of("break", "pause")),
    ];
    let legend = legend_of(&legend);
    let plot = plot.finish(told);
    format!(
        "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{told}\">{plot}</div>{legend}"
    )
}

fn told(stage: &Stage<'_>, order: usize, at: Seconds, words: Language) -> String {
    let id = stage.orders.get(order).map_or("", String::as_str);
    format!("{} {id}, {}", words.of("order", "commande"), stage.clock(at))
}
