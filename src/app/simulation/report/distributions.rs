//! How many dropoffs were how late, and how long after they were ordered.

use super::{
    plot::{Frame, Plot, nice, trimmed},
    words::Language,
};
use crate::app::simulation::{Door, Study};

/// A bar is so many minutes wide.
const STEP: f64 = 5.0;

/// Minutes after (before: less than nothing) the end of the promised window, of all days.
pub(super) fn lateness(study: &Study, words: Language) -> String {
    let minutes = doors(study, |door| door.late);
    let class = |from: f64| if from < 0.0 { "good" } else { "bad" };
    let told = words.of(
        "How many dropoffs began how many minutes before or after the end of their promise",
        "Combien de livraisons ont commencé combien de minutes avant ou après la fin de leur promesse",
    );
    histogram(&minutes, class, words, told)
}

/// Minutes from placing to door, of all days.
pub(super) fn click_to_door(study: &Study, words: Language) -> String {
    let minutes = doors(study, |door| door.click);
    let told = words.of(
        "How many dropoffs began how many minutes after they were ordered",
        "Combien de livraisons ont commencé combien de minutes après la commande",
    );
    histogram(&minutes, |_| "plain", words, told)
}

fn doors(study: &Study, of: fn(&Door) -> f64) -> Vec<f64> {
    study.first.days.iter().flat_map(|day| &day.doors).map(of).collect()
}

/// The middle of all in bars; what is beyond is in the outermost.
fn histogram(
    values: &[f64],
    class: impl Fn(f64) -> &'static str,
    words: Language,
    told: &str,
) -> String {
    let bin = |value: f64| (value / STEP).floor() * STEP;
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let (Some(least), Some(most)) = (sorted.first(), sorted.last()) else {
        return format!("<p>{}</p>\n", words.of("Nothing was delivered.", "Rien n’a été livré."));
    };
    let (from, to) = (bin(*least).max(-180.0), (bin(*most) + STEP).min(180.0));
    let mut bins: Vec<(f64, usize)> = Vec::new();
    let mut at = from;
    while at < to {
        bins.push((at, 0));
        at += STEP;
    }
    for value in values {
        let clamped = value.clamp(from, to - STEP / 2.0);
        if let Some((_, count)) =
            bins.iter_mut().find(|(start, _)| (start - bin(clamped)).abs() < STEP / 2.0)
        {
            *count += 1;
        }
    }
    let share = |count: usize| count as f64 / values.len() as f64 * 100.0;
    let highest = bins.iter().map(|(_, count)| share(*count)).fold(1.0, f64::max);
    let frame = Frame { width: 400.0, height: 220.0, left: 34.0, x: [from, to], y: [0.0, highest] };
    let mut plot = Plot::new(frame);
    let ticks = nice(from, to, 6).into_iter().map(|value| (value, trimmed(value)));
    plot.x_ticks(ticks, "min");
    plot.y_ticks("%");
    for (start, count) in bins {
        let told = format!(
            "{} – {} min: {} %",
            trimmed(start),
            trimmed(start + STEP),
            words.number(share(count))
        );
        let gap = STEP * 0.06;
        plot.bar([start + gap, start + STEP - gap], [0.0, share(count)], class(start), &told);
    }
    let beyond = words.of(
        "What lies beyond is in the outermost bars.",
        "Ce qui dépasse est dans les barres extrêmes.",
    );
    format!("{}<p>{beyond}</p>\n", plot.finish(told))
}
