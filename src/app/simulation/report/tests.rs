//! The page is well-formed, whole, and needs nothing else.

use super::{Language, report_html};
use crate::{
    app::simulation::{Stage, Study, Tried, Wishes, study, summary},
    domain::Sentence,
    matrix::{Leg, Matrix},
    simulation::{Rules, Scene},
    solver::{Problem, Request, Skills, Stop, Vehicle},
    units::{Load, Metres, Seconds, TimeWindow},
};
use std::sync::atomic::{AtomicBool, Ordering};

/// Names that would be markup, one order that nobody can take.
fn stage() -> Stage<'static> {
    let matrix = Matrix::from_fn(9, |from, to| {
        let steps = u32::try_from(from.abs_diff(to)).unwrap();
        Some(Leg { time: Seconds::new(90 * steps), distance: Metres::new(400 * steps) })
    });
    let window = |from, to| TimeWindow::new(Seconds::new(from), Seconds::new(to)).unwrap();
    let stop = |place, from: u32| Stop::new(place, window(from, from + 3000), Seconds::new(90));
    let order = |number: usize| Request {
        skills: Skills::from_bits(u64::from(number == 3)),
        ..Request::pair(
            stop(1 + number % 8, 300 * u32::try_from(number).unwrap()),
            stop(1 + number * 5 % 8, 300 * u32::try_from(number).unwrap()),
            Load::ZERO,
        )
    };
    let vehicle = |courier| Vehicle {
        capacity: Load { bags: 4, ..Load::ZERO },
        ..Vehicle::new(courier, 0, window(0, 4 * 3600), 0)
    };
    let orders: Vec<Request> = (0..24).map(order).collect();
    let placed = (0..24).map(|it| Seconds::new(300 * it) - Seconds::new(900)).collect();
    let problem = Problem::new(vec![matrix], vec![vehicle(0), vehicle(1)], orders).unwrap();
    Stage {
        title: "Les <Sacoches> & Cie \"A\"".to_owned(),
        scene: Scene::new(problem, placed).unwrap(),
        couriers: vec!["Zoé & <Léa>".to_owned(), "Karim".to_owned()],
        orders: (0..24).map(|it| format!("o<{it}>")).collect(),
        clock_s: 8 * 3600,
        told: Box::new(|_, _| {
            let told = |text: &str| text.to_owned();
            (
                "skill",
                Sentence { en: told("no <skill> & no luck"), fr: told("pas de <compétence>") },
            )
        }),
    }
}

fn page(words: Language, compared: bool) -> String {
    let stage = stage();
    let rules = Rules { iterations: 10, ..Rules::default() };
    let other = Rules { early: Seconds::from_minutes(20), ..rules };
    let study = studied(&stage, [&rules, &other], compared, 1, usize::MAX).unwrap();
    report_html(&stage, &study, &summary(&stage, &study), words)
}

/// Three days, stopped when so many were ridden.
fn studied(
    stage: &Stage<'_>,
    [rules, other]: [&Rules; 2],
    compared: bool,
    seed: u64,
    stop: usize,
) -> Option<Study> {
    let rules = Tried { name: "now <1>", rules };
    let other = compared.then_some(Tried { name: "earlier", rules: other });
    let wishes = Wishes { rules, other, seed, seeds: 3, threads: 1 };
    let cancel = AtomicBool::new(false);
    let progress = |done: usize, _: usize| cancel.store(done >= stop, Ordering::Relaxed);
    study(stage, &wishes, &cancel, &progress).unwrap()
}

/// The tags of a page, each closed where it must be.
fn assert_well_formed(page: &str) {
    let mut rest = page.strip_prefix("<!doctype html>").unwrap();
    let mut open: Vec<&str> = Vec::new();
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>').unwrap();
        let tag = &rest[at + 1..end];
        assert!(!tag.contains('<'), "{tag}");
        let text = &rest[..at];
        // In a style there are signs that mean something else.
        if open.last() != Some(&"style") {
            assert!(!text.contains('>'), "{text}");
            for (at, _) in text.match_indices('&') {
                let known = ["&amp;", "&lt;", "&gt;", "&quot;"];
                assert!(known.iter().any(|it| text[at..].starts_with(it)), "{text}");
            }
        }
        let quotes = tag.matches('"').count();
        assert!(quotes.is_multiple_of(2), "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{name} closes what is not open");
        } else if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().unwrap());
        }
        rest = &rest[end + 1..];
    }
    assert_eq!(open, [""; 0]);
}

#[test]
fn the_page_is_well_formed_and_asks_nobody_for_anything() {
    for words in [Language::English, Language::French] {
        for compared in [false, true] {
            let page = page(words, compared);
            assert_well_formed(&page);
            for outside in
                ["http", "//", "src=", "href", "url(", "@import", "<script", "<link", "NaN", "inf"]
            {
                assert!(!page.contains(outside), "{outside}");
            }
            assert_eq!(page.matches("<svg").count(), if compared { 7 } else { 6 });
            assert!(page.contains("Les &lt;Sacoches&gt; &amp; Cie &quot;A&quot;"));
            assert!(page.contains("prefers-color-scheme: dark"));
        }
    }
}

#[test]
fn each_language_says_all_of_it() {
    let [en, fr] = [Language::English, Language::French].map(|words| page(words, true));
    assert!(en.contains("<html lang=\"en\">") && fr.contains("<html lang=\"fr\">"));
    assert!(
        en.contains("no &lt;skill&gt; &amp; no luck") && fr.contains("pas de &lt;compétence&gt;")
    );
    for (english, french) in
        [("Lateness", "Retard"), ("Not served", "Non servies"), ("mean", "moyenne")]
    {
        assert!(en.contains(english) && !fr.contains(english), "{english}");
        assert!(fr.contains(french), "{french}");
    }
    let sections = |page: &str| page.matches("<section").count();
    assert_eq!(sections(&en), sections(&fr));
}

#[test]
fn a_comparison_says_what_it_compares_and_whose_the_rest_is() {
    let [en, fr] = [Language::English, Language::French].map(|words| page(words, true));
    for page in [&en, &fr] {
        assert!(page.contains("<th>now &lt;1&gt;</th><th>earlier</th>"));
        assert!(page.contains("<tr><td>early_s</td><td>120</td><td>1200</td></tr>"));
        assert!(!page.contains("<td>iterations</td>"), "it is the same");
    }
    assert!(en.contains("is of the rules now &lt;1&gt;, not of earlier"));
    assert!(fr.contains("vient des règles now &lt;1&gt;, non de earlier"));
    assert!(en.contains("A comparison of fewer than 20 days says little"));
    assert!(fr.contains("Une comparaison sur moins de 20 jours"));
    let alone = page(Language::English, false);
    assert!(!alone.contains("fewer than 20 days") && !alone.contains("is of the rules"));
}

#[test]
fn what_was_ridden_before_it_was_stopped_is_told() {
    let stage = stage();
    let rules = Rules { iterations: 0, ..Rules::default() };
    let other = Rules { early: Seconds::ZERO, ..rules };
    // Of each seed a day, a day to learn from, and one by the other rules.
    let days = |compared, stop| {
        let study = studied(&stage, [&rules, &other], compared, 1, stop)?;
        let second = study.second.as_ref().unwrap_or(&study.first);
        let seeds = |days: &[crate::app::simulation::Lived]| {
            days.iter().map(|day| day.seed).collect::<Vec<u64>>()
        };
        assert_eq!(seeds(&study.first.days), seeds(&second.days), "pairs");
        let told = summary(&stage, &study);
        let stopped = told.notes.iter().any(|note| note.en.contains("It was stopped: "));
        assert_eq!(stopped, study.first.days.len() < 3);
        Some(study.first.days.len())
    };
    assert_eq!([1, 2, 5, 6].map(|stop| days(false, stop)), [None, Some(1), Some(2), Some(3)]);
    assert_eq!([2, 3, 8, 9].map(|stop| days(true, stop)), [None, Some(1), Some(2), Some(3)]);
}

#[test]
fn seeds_begin_again_after_the_greatest() {
    let stage = stage();
    let rules = Rules { iterations: 0, ..Rules::default() };
    let study = studied(&stage, [&rules, &rules], false, u64::MAX, usize::MAX).unwrap();
    let seeds: Vec<u64> = study.first.days.iter().map(|day| day.seed).collect();
    assert_eq!(seeds, [u64::MAX, 0, 1]);
}

#[test]
fn who_lost_an_order_has_not_delivered_all() {
    let stage = stage();
    let rules = Rules { iterations: 0, ..Rules::default() };
    let study = studied(&stage, [&rules, &rules], false, 1, usize::MAX).unwrap();
    let mut told = summary(&stage, &study);
    told.means.insert("orders", 120.0);
    told.means.insert("delivered", 119.8);
    for (words, expected) in [(Language::English, "119.8 / 120"), (Language::French, "119,8 / 120")]
    {
        assert!(report_html(&stage, &study, &told, words).contains(expected));
    }
}
