//! How work is shared. In the order of the shifts: nobody is ranked, no speed is told.

use super::{
    plot::{Frame, Plot, legend_of, nice, trimmed},
    words::Language,
};
use crate::{
    app::simulation::{Stage, Study},
    simulation::{Work, mean},
};

const ROW: f64 = 26.0;

/// A bar a courier.
pub(super) fn fairness(stage: &Stage<'_>, study: &Study, words: Language) -> String {
    let shifts = stage.scene.shifts();
    let mut couriers: Vec<usize> = shifts.iter().map(|shift| shift.courier).collect();
    let mut seen = std::collections::BTreeSet::new();
    couriers.retain(|courier| seen.insert(*courier));
    let mean = |courier: usize, of: fn(&Work) -> f64| {
        let work = study.first.days.iter().filter_map(|day| day.work.get(&courier));
        mean(&work.map(of).collect::<Vec<f64>>())
    };
    let share = |courier: usize| Work {
        riding: mean(courier, |it| it.riding),
        waiting: mean(courier, |it| it.waiting),
        service: mean(courier, |it| it.service),
        orders: mean(courier, |it| it.orders),
    };
    let shares: Vec<(usize, Work)> = couriers.iter().map(|it| (*it, share(*it))).collect();
    let most = shares.iter().map(|(_, it)| it.minutes()).fold(1.0, f64::max);
    let rows = shares.len() as f64;
    let frame = Frame {
        width: 400.0,
        height: rows * ROW + 46.0,
        left: 84.0,
        x: [0.0, most * 1.25],
        y: [0.0, rows],
    };
    let mut plot = Plot::new(frame);
    plot.x_ticks(nice(0.0, most, 4).into_iter().map(|it| (it, trimmed(it))), "min");
    let classes = ["plain", "good", "pale"];
    for (row, (courier, share)) in shares.iter().enumerate() {
        let bottom = rows - row as f64 - 1.0;
        let shift = shifts.iter().position(|shift| shift.courier == *courier);
        let name = shift.and_then(|shift| stage.couriers.get(shift));
        plot.name(bottom + 0.5, name.map_or("", String::as_str));
        let mut at = 0.0;
        for (minutes, class) in
            [share.riding, share.service, share.waiting].into_iter().zip(classes)
        {
            let told = format!("{} min", words.number(minutes));
            plot.bar([at, at + minutes], [bottom + 0.2, bottom + 0.8], class, &told);
            at += minutes;
        }
        let orders = format!(
            "{} {}",
            trimmed((share.orders * 10.0).round() / 10.0),
            words.of("orders", "cmd")
        );
        plot.note([at + most * 0.015, bottom + 0.5], "start", &orders);
    }
    let told = words.of(
        "Minutes and orders of each courier, in the order of their shifts",
        "Minutes et commandes de chaque coursier, dans l’ordre des services",
    );
    let legend = [
        ("plain", words.of("riding", "à vélo")),
        ("good", words.of("service", "service")),
        ("pale", words.of("waiting", "attente")),
    ];
    let legend = legend_of(&legend);
    format!("{}{legend}", plot.finish(told))
}
