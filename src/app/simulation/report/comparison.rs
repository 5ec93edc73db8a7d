//! Two sets of rules beside each other.

use super::{
    plot::{Frame, Plot, escaped, nice, trimmed},
    words::Language,
};
use crate::{
    app::simulation::{ChangeDocument, Study, Summary},
    simulation::{Better, Difference, Verdict},
};
use std::fmt::Write as _;

const ROW: f64 = 24.0;

/// What the rules differ in, a table of all figures, and the differences as parts of the first rules' figure.
pub(super) fn comparison(study: &Study, summary: &Summary, words: Language) -> String {
    let others = summary.compared_with.as_ref().map_or("", |others| others.name.as_str());
    let names = [&*summary.rules.name, others];
    let plot = forest(&study.differences, names, words);
    let names = names.map(escaped);
    let mut html = changes(&summary.changes, &names, words);
    html.push_str(&plot);
    let heads = [
        words.of("figure", "mesure"),
        names[0].as_str(),
        names[1].as_str(),
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
        let [first, second] =
            told.means.map(|mean| words.decimal(summary.figure(told.figure, mean)));
        let _ = writeln!(
            html,
            "<tr class=\"{}\"><td>{}</td><td>{first}</td><td>{second}</td><td>{}</td><td>{interval}</td></tr>",
            class(told),
            escaped(words.figure(told.figure)),
            words.number(told.difference)
        );
    }
    html.push_str("</tbody></table></div>\n");
    html
}

/// Every rule that is another one.
fn changes(changes: &[ChangeDocument], names: &[String; 2], words: Language) -> String {
    if changes.is_empty() {
        let same = words.of("Both are the same rules.", "Ce sont les mêmes règles.");
        return format!("<p>{same}</p>\n");
    }
    let mut html = format!(
        "<table><thead><tr><th>{}</th><th>{}</th><th>{}</th></tr></thead><tbody>\n",
        words.of("rule that differs", "règle qui diffère"),
        names[0],
        names[1]
    );
    for ChangeDocument { key, first, second } in changes {
        let [key, first, second] =
            [key.clone(), first.to_string(), second.to_string()].map(|text| escaped(&text));
        let _ = writeln!(html, "<tr><td>{key}</td><td>{first}</td><td>{second}</td></tr>");
    }
    html.push_str("</tbody></table>\n");
    html
}

fn class(told: &Difference) -> &'static str {
    match told.verdict() {
        Some(Verdict::Better) => "is-good",
        Some(Verdict::Worse) => "is-bad",
        None => "",
    }
}

/// Each difference with its interval, as a part of the first rules' mean.
fn forest(differences: &[Difference], [first, second]: [&str; 2], words: Language) -> String {
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
        let mark = match told.verdict() {
            Some(Verdict::Better) => ["line-good", "good"],
            Some(Verdict::Worse) => ["line-bad", "bad"],
            None => ["line-pale", "pale"],
        };
        plot.line(&[[*from, y], [*to, y]], mark[0]);
        plot.dot([*middle, y], mark[1]);
    }
    let told = match words {
        Language::English => {
            format!(
                "Differences of {second} from {first} with 95 % intervals, in percent of {first}"
            )
        }
        Language::French => format!(
            "Différences de {second} par rapport à {first}, avec intervalles à 95 %, en pourcentage de {first}"
        ),
    };
    let (plot, told) = (plot.finish(&told), escaped(&told));
    format!(
        "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{told}\">{plot}</div>\n"
    )
}
