use super::*;
use crate::domain::labour::french_rules;

fn parsed(text: &str) -> (Option<LabourRules>, Vec<String>) {
    let (value, complaints) = parse_toml("fr.toml", text, rules);
    assert_eq!(value.is_some(), complaints.is_empty());
    (value, complaints.iter().map(ToString::to_string).collect())
}

#[test]
fn the_shipped_file_says_what_the_tests_of_the_judge_take_for_the_law() {
    assert_eq!(read_labour_rules(None).unwrap(), french_rules());
}

#[test]
fn every_line_of_the_shipped_file_counts() {
    let lines: Vec<&str> = LABOUR.1.lines().collect();
    let mut keys = 0;
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.contains(" = ")) {
        if line.starts_with('#') {
            continue;
        }
        let (key, value) = line.split_once(" = ").unwrap();
        let other = match (key, value.trim_matches('"')) {
            ("article", _) => "\"elsewhere\"",
            ("days", _) => "[\"mon\"]",
            ("barred_from", _) => "\"red\"",
            ("from" | "until", _) => "\"04:00\"",
            _ => "3",
        };
        let changed = format!("{key} = {other}");
        let text: Vec<&str> = lines
            .iter()
            .enumerate()
            .map(|(i, it)| if i == index { &changed } else { *it })
            .collect();
        // Less rest than the part of it that lies in the week is a complaint.
        let (rules, complaints) = parsed(&text.join("\n"));
        let is_part = complaints.iter().any(|it| it.contains("of which it is a part"));
        assert!(is_part || rules.unwrap() != french_rules(), "{changed}: {complaints:?}");
        keys += 1;
    }
    assert_eq!(keys, 88);
}

#[test]
fn everything_wrong_is_said_with_key_cause_and_action() {
    let text = LABOUR
        .1
        .replacen("at_most_min = 600", "at_most_min = \"10 h\"", 1)
        .replacen("article = \"Code du travail, art. L3121-20\"\n", "", 1)
        .replacen("in_week_min = 1440", "in_week_min = 2101", 1)
        .replacen("at_most_days = 6", "at_most_days = 8", 1)
        .replacen("from = \"21:00\"", "from = 21", 1)
        .replacen("days = [\"sun\"]", "days = [\"dim\"]", 1)
        .replacen("barred_from = \"orange\"", "barred_from = \"hot\"", 1)
        .replacen("[heat.red]", "[heat.violet]", 1);
    let mut complaints = parsed(&text).1;
    complaints.sort();
    let parts: Vec<&str> = complaints.iter().map(|it| it.split_once(": ").unwrap().1).collect();
    let expected = [
        "adult.daily_work.at_most_min: expected a whole number from 1 to 1440, got \"10 h\"\n    \
         write e.g. 600",
        "adult.weekly_work.article: is missing\n    add a line such as article = \"Code du travail, \
         art. L3121-18\"",
        "adult.weekly_rest.in_week_min: is more than at_least_min, of which it is a part\n    write at \
         most as much",
        "adult.working_days.at_most_days: expected a whole number from 1 to 7, got 8\n    write e.g. 6",
        "adult.night.hours.from: expected a time such as 14:30, got 21\n    write e.g. \"22:00\"",
        "minor.barred_days.days[0]: there is no day \"dim\"\n    write one of mon, tue, wed, thu, fri, \
         sat, sun",
        "minor.heat.barred_from: there is no level of heat \"hot\"\n    write one of yellow, orange, red",
        "heat.red: is missing\n    add a block that starts with [heat.red]",
        "heat.violet: is an unknown key\n    write one of yellow, orange, red",
    ];
    let mut expected = expected.map(str::to_owned);
    let mut parts: Vec<String> = parts.into_iter().map(str::to_owned).collect();
    expected.sort();
    parts.sort();
    assert_eq!(parts, expected);
}

#[test]
fn a_file_takes_the_place_of_what_is_built_in_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fr.toml");
    let agreed = LABOUR.1.replacen("at_most_min = 600", "at_most_min = 720", 1);
    let agreed = agreed.replacen("art. L3121-18", "art. L3121-19, accord du 3 mars", 1);
    std::fs::write(&path, agreed).unwrap();
    let daily_work = read_labour_rules(Some(&path)).unwrap().adult.daily_work;
    assert_eq!(daily_work.says, Seconds::from_minutes(720));
    assert_eq!(daily_work.article, "Code du travail, art. L3121-19, accord du 3 mars");
    std::fs::write(&path, "").unwrap();
    let complaints = read_labour_rules(Some(&path)).unwrap_err();
    let keys: Vec<_> = complaints.iter().filter_map(|it| it.key.as_deref()).collect();
    assert_eq!(keys, ["adult", "minor", "under_16", "heat"]);
}
