//! The page around the plots.

use super::{
    bands::bands,
    comparison::comparison,
    distributions::{click_to_door, lateness},
    fairness::fairness,
    gantt::gantt,
    load::load,
    plot::escaped,
    words::Language,
};
use crate::{
    app::simulation::{Stage, Study, Summary},
    simulation::Figure,
};
use std::fmt::Write as _;

const STYLE: &str = include_str!("style.css");

/// The page: whole, in one language, light or dark as its reader has it, with nothing from elsewhere.
#[must_use]
pub fn report_html(stage: &Stage<'_>, study: &Study, summary: &Summary, words: Language) -> String {
    let mut page = String::new();
    let (title, seeds) = (escaped(&stage.title), summary.days.len());
    // Writing to a string does not fail.
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        words.tag()
    );
    let lead = match words {
        Language::English => format!(
            "The same day, ridden {seeds} times with different luck on riding and service times: what was planned when \
             each order came, and what became of it."
        ),
        Language::French => format!(
            "La même journée, roulée {seeds} fois avec une chance différente sur les temps de trajet et de service : ce \
             qui était prévu à chaque commande, et ce qu’il en est advenu."
        ),
    };
    let _ = writeln!(page, "<p class=\"lead\">{lead}</p>");
    for note in &summary.notes {
        let _ = writeln!(page, "<p class=\"note\">{}</p>", escaped(words.sentence(note)));
    }
    if let Some(others) = &summary.compared_with {
        section(
            &mut page,
            "all",
            words.of("Two sets of rules, the same luck", "Deux jeux de règles, la même chance"),
            &comparison(study, summary, words),
        );
        let [own, others] = [&summary.rules.name, &others.name].map(|name| escaped(name));
        let whose = match words {
            Language::English => format!(
                "All that follows (plots, band, rounds and figures) is of the rules {own}, not of {others}."
            ),
            Language::French => format!(
                "Tout ce qui suit (graphiques, bande, tournées et mesures) vient des règles {own}, non de {others}."
            ),
        };
        let _ = writeln!(page, "<p class=\"lead\">{whose}</p>");
    }
    let _ = writeln!(page, "{}", tiles(summary, words));
    let plots = [
        (words.of("Lateness", "Retard"), lateness(study, words)),
        (words.of("Click to door", "De la commande à la porte"), click_to_door(study, words)),
        (words.of("The day by half hours", "La journée par demi-heure"), load(stage, study, words)),
        (words.of("How work is shared", "Le partage du travail"), fairness(stage, study, words)),
    ];
    for (title, plot) in &plots {
        section(&mut page, "", title, plot);
    }
    section(
        &mut page,
        "",
        words.of("The 80 % band of announced arrivals", "La bande à 80 % des arrivées annoncées"),
        &format!("{}{}", bands(summary, words), about_bands(summary, words)),
    );
    section(
        &mut page,
        "all",
        words.of(
            "Rounds, planned and ridden (first day)",
            "Tournées, prévues et roulées (premier jour)",
        ),
        &gantt(stage, study, words),
    );
    section(&mut page, "", words.of("All figures", "Toutes les mesures"), &figures(summary, words));
    if !summary.not_served.is_empty() {
        let title = words.of("Not served, and why", "Non servies, et pourquoi");
        section(&mut page, "", title, &not_served(summary, words));
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn section(page: &mut String, class: &str, title: &str, body: &str) {
    let _ = writeln!(
        page,
        "<section class=\"{class}\">\n<h2>{}</h2>\n{body}</section>",
        escaped(title)
    );
}

/// What one wants to know first.
fn tiles(summary: &Summary, words: Language) -> String {
    let get = |figure: Figure| summary.mean(figure);
    let [delivered, orders] = [Figure::Delivered, Figure::Orders]
        .map(|figure| words.decimal(summary.figure(figure, get(figure))));
    let delivered = format!("{delivered} / {orders}");
    let tiles = [
        (delivered, words.of("orders delivered", "commandes livrées")),
        (words.percent(get(Figure::LateShare)), words.of("dropoffs late", "livraisons en retard")),
        (
            format!("{} min", words.number(get(Figure::ClickToDoorMean))),
            words.of("from click to door", "de la commande à la porte"),
        ),
        (
            words.number(get(Figure::OrdersPerHour)),
            words.of("orders per courier hour", "commandes par heure de coursier"),
        ),
        (
            words.percent(summary.bands.share),
            words.of("arrivals within their 80 % band", "arrivées dans leur bande à 80 %"),
        ),
    ];
    let mut html = String::from("<div class=\"tiles\">\n");
    for (value, name) in tiles {
        let _ = writeln!(html, "<div><strong>{value}</strong><span>{name}</span></div>");
    }
    html.push_str("</div>");
    html
}

fn about_bands(summary: &Summary, words: Language) -> String {
    let [share, width] = summary.band().map(|text| words.decimal(text));
    let text = match words {
        Language::English => format!(
            "Learnt on other days than these. {share} of all arrivals came within their band, which is {width} min wide in \
             the mean. The mark is what was said."
        ),
        Language::French => format!(
            "Apprise sur d’autres journées que celles-ci. {share} des arrivées sont tombées dans leur bande, large de \
             {width} min en moyenne. Le trait est ce qui était annoncé."
        ),
    };
    format!("<p>{text}</p>\n")
}

fn figures(summary: &Summary, words: Language) -> String {
    let mut html = String::from("<table><thead><tr>");
    let heads = [
        words.of("figure", "mesure"),
        words.of("mean", "moyenne"),
        words.of("least", "minimum"),
        words.of("most", "maximum"),
    ];
    for head in heads {
        let _ = write!(html, "<th>{head}</th>");
    }
    html.push_str("</tr></thead><tbody>\n");
    for figure in Figure::ALL {
        let [mean, least, most] = summary.spread(figure).map(|text| words.decimal(text));
        let _ = writeln!(
            html,
            "<tr><td>{}</td><td>{mean}</td><td>{least}</td><td>{most}</td></tr>",
            escaped(words.figure(figure))
        );
    }
    html.push_str("</tbody></table>\n");
    html
}

fn not_served(summary: &Summary, words: Language) -> String {
    let seeds = summary.days.len();
    let mut html = String::from("<ul>\n");
    for left in &summary.not_served {
        let reason = words.sentence(&left.reason);
        let _ = writeln!(
            html,
            "<li><strong>{}</strong> ({} / {seeds}) {}</li>",
            escaped(&left.order),
            left.seeds,
            escaped(reason)
        );
    }
    html.push_str("</ul>\n");
    html
}
