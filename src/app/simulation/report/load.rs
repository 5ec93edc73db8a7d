//! The day by half hours.

use super::{
    plot::{Frame, Plot, legend_of},
    words::Language,
};
use crate::{
    app::simulation::{
        HalfHour, Stage, Study,
        lived::{HALF_HOUR, half_hour},
    },
    units::Seconds,
};

/// Orders placed as bars; dropoffs made, and couriers who ride or serve, as lines: means over all days.
pub(super) fn load(stage: &Stage<'_>, study: &Study, words: Language) -> String {
    let days = &study.first.days;
    let orders = 0..stage.scene.orders().len();
    let placed: Vec<usize> = orders.map(|order| half_hour(stage.scene.placed(order))).collect();
    let lived = days.iter().map(|day| day.half_hours.len());
    let halves = lived.chain(placed.iter().map(|half| half + 1)).max().unwrap_or(1);
    let mut comes = vec![0.0; halves];
    for half in placed {
        comes[half] += 1.0;
    }
    let mean = |of: fn(&HalfHour) -> f64| -> Vec<f64> {
        let each = |half| days.iter().filter_map(move |day| day.half_hours.get(half)).map(of);
        (0..halves).map(|half| each(half).sum::<f64>() / days.len().max(1) as f64).collect()
    };
    let (made, busy) = (mean(|it| it.dropoffs), mean(|it| it.busy));
    let highest = comes.iter().chain(&made).chain(&busy).copied().fold(1.0, f64::max);
    let x = [0.0, halves as f64];
    let mut plot =
        Plot::new(Frame { width: 400.0, height: 220.0, left: 34.0, x, y: [0.0, highest] });
    let every = (halves / 7).max(1).next_multiple_of(2);
    let ticks = (0..=halves).step_by(every).map(|index| {
        let at = Seconds::new(u32::try_from(index).unwrap_or(0) * HALF_HOUR);
        (index as f64, stage.clock(at))
    });
    plot.x_ticks(ticks, "");
    plot.y_ticks("");
    for (index, count) in comes.iter().enumerate() {
        let at = index as f64;
        plot.bar([at + 0.08, at + 0.92], [0.0, *count], "pale", &words.number(*count));
    }
    let middles = |values: &[f64]| -> Vec<[f64; 2]> {
        values.iter().enumerate().map(|(index, value)| [index as f64 + 0.5, *value]).collect()
    };
    plot.line(&middles(&made), "line-good");
    plot.line(&middles(&busy), "line-plain");
    let told = words.of(
        "Orders placed, dropoffs made and busy couriers by half hour",
        "Commandes passées, livraisons faites et coursiers occupés par demi-heure",
    );
    let legend = [
        ("pale", words.of("orders placed", "commandes passées")),
        ("good", words.of("dropoffs made", "livraisons faites")),
        ("plain", words.of("couriers at work", "coursiers au travail")),
    ];
    let legend = legend_of(&legend);
    format!("{}{legend}", plot.finish(told))
}
