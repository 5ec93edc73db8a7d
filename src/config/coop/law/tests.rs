use super::*;
use crate::config::{
    coop::{
        fixture::{SMALL, shift},
        read::parse_coop,
    },
    read_labour_rules,
};

/// In which one courier is below 18.
fn head() -> String {
    SMALL.replace("name = \"Bo\"", "name = \"Bo\"\nage = \"16-17\"")
}

/// What is wrong with a co-operative of these shifts: key and cause.
fn wrong(shifts: &[String]) -> Vec<String> {
    let text = format!("{}{}", head(), shifts.concat());
    let labour = read_labour_rules(None).unwrap();
    let (_, complaints) = parse_coop("coop.toml", &text, &["bike"], Some(&labour));
    let told =
        |it: &crate::config::Complaint| format!("{}: {}", it.key.as_deref().unwrap(), it.cause);
    complaints.iter().map(told).collect()
}

fn rules(shifts: &[String]) -> CoopRules {
    parse_coop("coop.toml", &format!("{}{}", head(), shifts.concat()), &["bike"], None).0.unwrap()
}

const NONE: [&str; 0] = [];

#[test]
fn a_lawful_week_is_fine_and_one_minute_more_is_told_with_article_and_figures() {
    let days = |end| {
        let break_at = "break = { from = \"12:00\", until = \"12:30\", minutes = 30 }";
        shift(
            "amelie",
            &format!("days = [\"tue\", \"fri\"]\nstart = \"08:00\"\nend = \"{end}\"\n{break_at}"),
        )
    };
    assert_eq!(wrong(&[days("18:00")]), NONE);
    let told = wrong(&[days("18:01")]);
    let cause = "shifts[0]: Amélie: 10 h 01 min of work on Tuesday; at most 10 h a day (Code du travail, \
                 art. L3121-18), and 1 more like it in the week";
    assert_eq!(told, [cause]);
}

#[test]
fn the_shift_that_goes_over_the_week_is_the_one_that_is_told() {
    let noon = "start = \"10:00\"\nend = \"15:00\"";
    let six = format!("days = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\"]\n{noon}");
    assert_eq!(wrong(&[shift("amelie", &six)]), NONE);
    let sunday = shift("amelie", &format!("days = [\"sun\"]\n{noon}"));
    let told = wrong(&[sunday, shift("amelie", &six)]);
    let expected = [
        "shifts[0]: Amélie: 20 h of rest in a row in the week; at least 35 h (Code du travail, art. \
         L3132-2)",
        "shifts[0]: Amélie: work on 7 days of the week; at most 6 (Code du travail, art. L3132-1)",
        "shifts[1]: Amélie: 19 h of rest in a row in the week; at least 35 h (Code du travail, art. \
         L3132-2)",
    ];
    assert_eq!(told, expected);
}

#[test]
fn sunday_night_counts_for_monday_of_the_next_week() {
    let evening = shift("amelie", "days = [\"sun\"]\nstart = \"18:00\"\nend = \"22:00\"");
    let morning =
        |start| shift("amelie", &format!("days = [\"mon\"]\nstart = \"{start}\"\nend = \"12:00\""));
    assert_eq!(wrong(&[evening.clone(), morning("09:00")]), NONE);
    let told = wrong(&[evening, morning("08:59")]);
    assert_eq!(
        told,
        [
            "shifts[1]: Amélie: 10 h 59 min of rest in a row in the 24 h from Sunday 18:00; at least 11 h \
          (Code du travail, art. L3131-1)"
        ]
    );
}

#[test]
fn the_mean_of_weeks_that_repeat_is_their_own() {
    // Five days of nine hours are 45 hours: fewer than 48, but more than 44 on average.
    let days = "days = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]\nstart = \"09:00\"\nend = \"18:00\"\n\
                break = { from = \"13:00\", until = \"13:00\", minutes = 60 }";
    let told = wrong(&[shift("amelie", days)]);
    let [told] = &told[..] else { panic!("{told:?}") };
    assert!(told.starts_with("shifts[0]: Amélie: 44 h 15 min of work a week on average"), "{told}");
    assert!(told.contains("at most 44 h (Code du travail, art. L3121-22)"), "{told}");
}

#[test]
fn the_age_of_a_courier_decides_by_which_rules() {
    let evening = "days = [\"wed\"]\nstart = \"19:00\"\nend = \"22:30\"";
    assert_eq!(wrong(&[shift("amelie", evening)]), NONE);
    let told = wrong(&[shift("bo", evening)]);
    let expected = "shifts[0]: Bo: 30 min of work from Wednesday 22:00 to 22:30; none from 22:00 to 06:00 at \
                    this age (Code du travail, art. L3163-1 et L3163-2)";
    assert_eq!(told, [expected]);
}

#[test]
fn an_age_is_one_of_three() {
    let text = head().replace("\"16-17\"", "17");
    let (_, complaints) = parse_coop("coop.toml", &text, &["bike"], None);
    let told: Vec<String> = complaints.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["coop.toml:21: couriers[1].age: expected a text, got 17\n    write e.g. \"16-17\""]
    );
    let text = head().replace("\"16-17\"", "\"minor\"");
    let (_, complaints) = parse_coop("coop.toml", &text, &["bike"], None);
    assert_eq!(complaints[0].action, "write one of adult, 16-17, under-16");
}

#[test]
fn where_shifts_are_wrong_the_law_waits() {
    let long = shift("amelie", "days = [\"mon\"]\nstart = \"08:00\"\nend = \"20:00\"");
    let bad = shift("nobody", "start = \"08:00\"\nend = \"10:00\"");
    let told = wrong(&[long, bad]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("shifts[1].courier: "), "{told:?}");
}

#[test]
fn a_day_is_judged_as_its_clocks_go() {
    let labour = read_labour_rules(None).unwrap();
    let night = shift(
        "amelie",
        "days = [\"sat\"]\nstart = \"21:00\"\nend = \"06:00\"\n\
         break = { from = \"00:29\", until = \"00:30\", minutes = 30 }",
    );
    assert_eq!(wrong(std::slice::from_ref(&night)), NONE);
    let rules = rules(&[night]);
    assert_eq!(rules.unlawful_on(date(2026, 10, 17), &labour), []);
    // On the night when clocks go back six hours and a minute may follow the break.
    let [unlawful] = &rules.unlawful_on(date(2026, 10, 24), &labour)[..] else { panic!("one") };
    let told = unlawful.refusal.sentence(rules.zone(), DayNames::Dates);
    assert_eq!(
        told.fr,
        "6 h 01 min de travail le 25/10/2026 de 00:59 à 06:00 sans pause de 20 min ; au plus 6 h \
         d'affilée (Code du travail, art. L3121-16)"
    );
}

#[test]
fn of_two_shifts_too_many_the_later_one_is_refused_on_its_day_only() {
    let labour = read_labour_rules(None).unwrap();
    let rules = rules(&[shift("amelie", "start = \"10:00\"\nend = \"15:00\"")]);
    let codes = |day| -> Vec<&str> {
        let unlawful = rules.unlawful_on(day, &labour);
        unlawful.iter().map(|it| it.refusal.rule.code()).collect()
    };
    assert_eq!(codes(date(2026, 3, 21)), NONE, "a Saturday");
    assert_eq!(codes(date(2026, 3, 22)), ["weekly_rest", "working_days"]);
    assert_eq!(codes(date(2026, 3, 25)), NONE);
}
