//! Two sets of rules beside each other.

use super::{
    plot::{Frame, Plot, escaped, nice, trimmed},
    words::Language,
};
use crate::{
    app::simulation::Study,
    simulation::{Better, Difference},
};
use std::fmt::Write as _;

const ROW: f64 = 24.0;

/// A table of all figures, and the differences as parts of the first rules' figure.
pub(super) fn comparison(study: &Study, words: Language) -> String {
    let mut html = forest(&study.differences, words);
    let heads = [
        words.of("figure", "mesure"),
        words.of("first", "premières"),
        words.of("second", "secondes"),
        words.of("difference", "différence"),
        words.of("95 % interval", "intervalle à 95 %"),
    ];
    html.push_str("<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
    for head in heads {
        let _ = write!(html, "<th>{head}</th>");
    }
    html.push_str("</tr></thead><tbody>\n");
    for told in &study.differences {
        let interval = told.interval.map_or_else(String::new, |[from, to]| {
            format!("{} … {}", words.number(from), words.number(to))
        });
        let _ = writeln!(
            html,
            "<tr class=\"{}\"><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{interval}</td></tr>",
            class(told),
            escaped(words.figure(told.figure)),
            words.number(told.means[0]),
            words.number(told.means[1]),
            words.number(told.difference)
        );
    }
    html.push_str("</tbody></table></div>\n");
    html
}

/// Better or worse by the second rules, where that is certain.
fn class(told: &Difference) -> &'static str {
    match (told.figure.better(), told.is_certain(), told.difference > 0.0) {
        (Better::Less, true, false) | (Better::More, true, true) => "is-good",
        (Better::Less, true, true) | (Better::More, true, false) => "is-bad",
        _ => "",
    }
}

/// Each difference with its interval, as a part of the first rules' mean.
fn forest(differences: &[Difference], words: Language) -> String {
    const WIDEST: f64 = 100.0;
    let rows: Vec<(&Difference, [f64; 3])> = differences
        .iter()
        .filter(|told| told.figure.better() != Better::Neither && told.means[0].abs() > 1e-9)
        .filter_map(|told| {
            let [from, to] = told.interval?;
            let percent = |it: f64| (it / told.means[0] * 100.0).clamp(-WIDEST, WIDEST);
            Some((told, [percent(from), percent(told.difference), percent(to)]))
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let reach = rows.iter().flat_map(|(_, it)| it.map(f64::abs)).fold(1.0, f64::max);
    let count = rows.len() as f64;
    let frame = Frame {
        width: 760.0,
        height: count * ROW + 46.0,
        left: 310.0,
        x: [-reach, reach],
        y: [0.0, count],
    };
    let mut plot = Plot::new(frame);
    plot.x_ticks(nice(-reach, reach, 6).into_iter().map(|it| (it, trimmed(it))), "%");
    for (row, (told, [from, middle, to])) in rows.iter().enumerate() {
        let y = count - row as f64 - 0.5;
        plot.name(y, words.figure(told.figure));
        let mark = match class(told) {
            "is-good" => ["line-good", "good"],
            "is-bad" => ["line-bad", "bad"],
            _ => ["line-pale", "pale"],
        };
        plot.line(&[[*from, y], [*to, y]], mark[0]);
        plot.dot([*middle, y], mark[1]);
    }
    let told = words.of(
        "Differences between the two sets of rules with 95 % intervals, in percent of the first",
        "Différences entre les deux jeux de règles avec intervalles à 95 %, en pourcentage du premier",
    );
    let plot = plot.finish(told);
    format!(
        "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{told}\">{plot}</div>\n"
    )
}
