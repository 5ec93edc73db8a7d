use super::{super::rules_keys::Key, *};
use crate::{
    config::rules_text::{
        rules_changes, rules_entries, rules_json, rules_text, toml_of_json, tuned_text,
    },
    domain::labour::french_rules,
};
use proptest::prelude::*;
use std::fs;

const SHIPPED: &str = include_str!("../../../config/rules.toml");

fn usual() -> Rules {
    Tuned::default().with(french_rules())
}

fn complaints(text: &str) -> Vec<String> {
    let told = parse_rules("rules.toml", text).unwrap_err();
    told.iter().map(ToString::to_string).collect()
}

#[test]
fn the_shipped_file_shows_what_is_built_in_and_explains_it() {
    let shown = SHIPPED.split_once("\n\n").unwrap().1;
    assert_eq!(shown, tuned_text(&Tuned::default()));
    let (read, wrong) = parse_toml("rules.toml", SHIPPED, |root| {
        Some(tuned(root, Missing::IsUsual, Tuned::default()))
    });
    assert_eq!((read, wrong), (Some(Tuned::default()), vec![]));
}

#[test]
fn an_example_is_the_default_and_each_number_is_told_with_its_range() {
    for key in &KEYS {
        let (name, about) = (key.name, key.about.join(" "));
        assert_eq!(key.example, key.written((key.get)(&Tuned::default())), "{name}");
        let (low, high) = (key.range.start(), key.range.end());
        if key.words.is_empty() {
            assert!(about.contains(&format!(", {low} to {high}")), "{name}");
        }
        assert!(key.words.iter().all(|word| about.contains(&format!("\"{word}\""))), "{name}");
    }
}

#[test]
fn each_number_is_read_into_a_place_of_its_own() {
    for (index, Key { name: key, range, get, set, .. }) in KEYS.iter().enumerate() {
        let mut tuned = Tuned::default();
        set(&mut tuned, *range.end());
        let changed: Vec<bool> =
            KEYS.iter().map(|key| (key.get)(&tuned) != (key.get)(&Tuned::default())).collect();
        assert!(changed.iter().enumerate().all(|(i, it)| *it == (i == index)), "{key}");
        assert_eq!(get(&tuned), *range.end());
    }
}

#[test]
fn all_that_is_wrong_with_a_whole_text_is_said_with_line_and_key() {
    let text = rules_text(&usual())
        .replace("waiting_percent = 10", "waiting_percent = 201")
        .replace("pickup_s = 180\n", "")
        .replace("floor_s = 60", "flor_s = 60")
        .replacen("at_most_min = 600", "at_most_min = 0", 1);
    let mut told: Vec<String> = complaints(&text)
        .iter()
        .map(|it| it.split_once(": ").unwrap().1.split('\n').next().unwrap().to_owned())
        .collect();
    told.sort();
    let mut expected = [
        "labour.adult.daily_work.at_most_min: expected a whole number from 1 to 1440, got 0",
        "service.flor_s: is an unknown key",
        "service.floor_s: is missing",
        "service.pickup_s: is missing",
        "weights.waiting_percent: expected a whole number from 0 to 200, got 201",
    ];
    expected.sort_unstable();
    assert_eq!(told, expected);
    let line = 1 + text.lines().position(|line| line.contains("= 201")).unwrap();
    assert!(complaints(&text)[0].starts_with(&format!("rules.toml:{line}: ")), "{text}");
}

#[test]
fn a_whole_text_says_labour_too() {
    let told = complaints(SHIPPED).join("\n");
    assert!(told.contains("labour: is missing"), "{told}");
}

#[test]
fn a_folder_says_what_differs_and_labour_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let (rules, labour) = (path("rules.toml"), path("fr.toml"));
    fs::write(&rules, "[service]\npickup_s = 7\n").unwrap();
    fs::write(&labour, include_str!("../../../config/labour/fr.toml")).unwrap();
    let mut expected = usual();
    assert_eq!(folder_rules(None, None), (Some(expected.clone()), vec![]));
    expected.service.pickup = crate::units::Seconds::new(7);
    assert_eq!(folder_rules(Some(&rules), Some(&labour)), (Some(expected.clone()), vec![]));
    assert_eq!(folder_rules(Some(&rules), None), (Some(expected.clone()), vec![]));
    // What was exported can be put there as it is.
    expected.labour.minor.barred_days = None;
    fs::write(&rules, rules_text(&expected)).unwrap();
    assert_eq!(folder_rules(Some(&rules), None), (Some(expected), vec![]));
    let (none, wrong) = folder_rules(Some(&rules), Some(&labour));
    assert!(none.is_none() && wrong.len() == 1 && wrong[0].cause.contains("fr.toml"), "{wrong:?}");
    fs::write(&rules, "[service]\npickup_s = 7.5\n").unwrap();
    fs::write(&labour, "").unwrap();
    assert_eq!(folder_rules(Some(&rules), Some(&labour)).1.len(), 5);
}

#[test]
fn differences_are_told_by_dotted_key() {
    let mut after = usual();
    after.weights.waiting_percent = 25;
    after.labour.minor.heat_barred_from = None;
    after.labour.adult.daily_work.article = "accord d'entreprise".to_owned();
    let changes = rules_changes(&usual(), &after);
    let told: Vec<(&str, &str, &str)> = changes
        .iter()
        .map(|it| {
            let [from, to] = [&it.from, &it.to].map(|it| it.as_deref().unwrap_or("-"));
            (it.key.as_str(), from, to)
        })
        .collect();
    let expected = [
        (
            "labour.adult.daily_work.article",
            "\"Code du travail, art. L3121-18\"",
            "\"accord d'entreprise\"",
        ),
        ("labour.minor.heat.article", "\"Code du travail, art. D4153-36\"", "-"),
        ("labour.minor.heat.barred_from", "\"orange\"", "-"),
        ("weights.waiting_percent", "10", "25"),
    ];
    assert_eq!(told, expected);
    assert_eq!(rules_changes(&after, &after), []);
    assert_eq!(rules_entries(&after).len(), rules_entries(&usual()).len() - 2);
}

/// A text that says other numbers than those that are shipped, within their ranges.
fn some_text() -> impl Strategy<Value = String> {
    let numbers: Vec<_> = KEYS.iter().map(|key| key.range.clone()).collect();
    let labour: Vec<(usize, String)> = rules_text(&usual())
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains(" = ") && !line.starts_with('#'))
        .map(|(index, line)| (index, line.to_owned()))
        .skip(KEYS.len())
        .collect();
    let said = (any::<prop::sample::Index>(), 1_u32..=60, "[A-Za-zé' \"\\\\,.0-9=\\[\\]#-]{0,20}x");
    let changes = proptest::collection::vec(said, 0..12);
    let dropped = any::<[bool; 4]>();
    (numbers, changes, dropped).prop_map(move |(numbers, changes, dropped)| {
        let mut tuned = Tuned::default();
        for (key, value) in KEYS.iter().zip(numbers) {
            (key.set)(&mut tuned, value);
        }
        let text = rules_text(&tuned.with(french_rules()));
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for (which, number, article) in changes {
            let (index, line) = which.get(&labour);
            let (key, _) = line.split_once(" = ").unwrap();
            let value = match key {
                "article" => toml::Value::from(article).to_string(),
                "days" => "[\"mon\", \"fri\"]".to_owned(),
                "barred_from" => "\"red\"".to_owned(),
                "from" | "until" => format!("\"{:02}:{:02}\"", number % 24, number % 60),
                "at_most_days" | "nights_a_week" => (1 + number % 7).to_string(),
                "weeks" => (1 + number % 52).to_string(),
                "at_least_min" => (3_000 + number).min(1_440).to_string(),
                _ => number.to_string(),
            };
            lines[*index] = format!("{key} = {value}");
        }
        let mut text = lines.join("\n");
        let gone = [
            "[labour.adult.mean_work]",
            "[labour.minor.barred_days]",
            "[labour.minor.heat]",
            "[labour.under_16.barred_hours]",
        ];
        for block in gone.iter().zip(dropped).filter(|(_, gone)| *gone).map(|(block, _)| block) {
            let start = text.find(block).unwrap();
            let end = start + text[start..].find("\n\n").unwrap();
            text.replace_range(start..end, "");
        }
        text
    })
}

proptest! {
    #[test]
    fn what_is_exported_reads_back_as_the_same_rules(text in some_text()) {
        // A rest of which more lies in the week than there is is a complaint of its own.
        let read = parse_rules("rules.toml", &text);
        prop_assume!(read.is_ok());
        let rules = read.unwrap();
        let exported = rules_text(&rules);
        prop_assert_eq!(parse_rules("rules.toml", &exported).unwrap(), rules.clone());
        prop_assert_eq!(rules_text(&parse_rules("rules.toml", &exported).unwrap()), exported);
        let json = toml_of_json(&rules_json(&rules)).unwrap();
        prop_assert_eq!(parse_rules("rules.json", &json).unwrap(), rules.clone());
        let row = serde_json::to_string(&rules).unwrap();
        prop_assert_eq!(serde_json::from_str::<Rules>(&row).unwrap(), rules);
    }
}
