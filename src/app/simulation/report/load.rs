//! The day by half hours.

use super::{
    plot::{Frame, Plot, legend_of},
    words::Language,
};
use crate::{
    app::simulation::{Stage, Study},
    solver::StopId,
    units::Seconds,
};

/// Half an hour.
const STEP: u32 = 1800;

/// Orders placed as bars; dropoffs made, and couriers who ride or serve, as lines: means over all days.
pub(super) fn load(stage: &Stage<'_>, study: &Study, words: Language) -> String {
    let days = study.first.days.len().max(1) as f64;
    let ends = study.first.days.iter().flat_map(|day| day.log.stops()).map(|(_, one)| one.end);
    let placed: Vec<Seconds> =
        (0..stage.scene.orders().len()).map(|order| stage.scene.placed(order)).collect();
    let last = ends.chain(placed.iter().copied()).max().unwrap_or_default().as_u32();
    let halves = usize::try_from(last / STEP + 1).unwrap_or(1);
    let half = |at: Seconds| usize::try_from(at.as_u32() / STEP).unwrap_or(0).min(halves - 1);
    let (mut comes, mut made, mut busy) = (vec![0.0; halves], vec![0.0; halves], vec![0.0; halves]);
    for at in placed {
        comes[half(at)] += 1.0;
    }
    for (_, one) in study.first.days.iter().flat_map(|day| day.log.stops()) {
        if let StopId::Dropoff { .. } = one.stop {
            made[half(one.start)] += 1.0 / days;
        }
        let [begin, end] = [one.departure, one.end].map(Seconds::as_u32);
        let own = half(one.departure)..=half(one.end);
        for (from, busy) in
            (0..).step_by(STEP as usize).zip(&mut busy).take(own.end() + 1).skip(*own.start())
        {
            let within = end.min(from + STEP).saturating_sub(begin.max(from));
            *busy += f64::from(within) / f64::from(STEP) / days;
        }
    }
    let highest = comes.iter().chain(&made).chain(&busy).copied().fold(1.0, f64::max);
    let x = [0.0, halves as f64];
    let mut plot =
        Plot::new(Frame { width: 400.0, height: 220.0, left: 34.0, x, y: [0.0, highest] });
    let every = (halves / 7).max(1).next_multiple_of(2);
    let ticks = (0..=halves).step_by(every).map(|index| {
        let at = Seconds::new(u32::try_from(index).unwrap_or(0) * STEP);
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
