//! How work is shared. In the order of the shifts: nobody is ranked, no speed is told.

use super::{
    plot::{Frame, Plot, legend_of, nice, trimmed},
    words::Language,
};
use crate::{
    app::simulation::{Stage, Study},
    solver::StopId,
};

/// Minutes of a courier: riding, serving, waiting; and orders. Means over all days.
#[derive(Clone, Copy, Default)]
struct Share {
    minutes: [f64; 3],
    orders: f64,
}

const ROW: f64 = 26.0;

/// A bar a courier.
pub(super) fn fairness(stage: &Stage<'_>, study: &Study, words: Language) -> String {
    let shifts = stage.scene.shifts();
    let mut couriers: Vec<usize> = shifts.iter().map(|shift| shift.courier).collect();
    let mut seen = std::collections::BTreeSet::new();
    couriers.retain(|courier| seen.insert(*courier));
    let days = study.first.days.len().max(1) as f64;
    let share = |courier: usize| {
        let mut share = Share::default();
        for day in &study.first.days {
            let own = (0..shifts.len()).filter(|shift| shifts[*shift].courier == courier);
            for shift in own {
                for one in &day.log.ridden[shift] {
                    let spans =
                        [one.arrival - one.departure, one.end - one.start, one.start - one.arrival];
                    for (sum, span) in share.minutes.iter_mut().zip(spans) {
                        *sum += span.as_minutes() / days;
                    }
                    let is_pickup = matches!(one.stop, StopId::Pickup { .. });
                    share.orders += f64::from(u8::from(is_pickup)) / days;
                }
                if let Some(home) = day.log.homes[shift] {
                    share.minutes[0] += (home.arrival - home.departure).as_minutes() / days;
                }
            }
        }
        share
    };
    let shares: Vec<(usize, Share)> = couriers.iter().map(|it| (*it, share(*it))).collect();
    let most = shares.iter().map(|(_, it)| it.minutes.iter().sum::<f64>()).fold(1.0, f64::max);
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
        for (minutes, class) in share.minutes.iter().zip(classes) {
            let told = format!("{} min", words.number(*minutes));
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
