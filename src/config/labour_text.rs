//! Rules of labour as the text of their block in the rules.

use super::labour::{HEAT, WEEKDAYS};
use crate::{
    domain::labour::{
        Clause, ClockSpan, HeatLevel, LabourRules, MeanWork, NightWork, PersonRules, Stretch,
        Weekdays,
    },
    units::Seconds,
};
use jiff::civil::{Time, Weekday};
use std::fmt::Write as _;
use toml::Value;

/// Adds all of them under `[labour]` to a text.
pub(super) fn labour_text(text: &mut String, rules: &LabourRules) {
    let LabourRules { adult, minor, under_16, heat } = rules;
    let mut writer = Writer(text);
    for (name, about, person) in [
        ("adult", "18 or more", adult),
        ("minor", "16 and 17", minor),
        ("under_16", "Below 16, in school holidays", under_16),
    ] {
        writer.line(&format!("\n# --- {about}"));
        writer.person(name, person);
    }
    writer.line("\n# --- Heat, for everybody");
    for (level, clause) in [("yellow", &heat.yellow), ("orange", &heat.orange), ("red", &heat.red)]
    {
        writer.clause(&format!("heat.{level}"), &clause.article, &stretch(&clause.says));
    }
}

/// The lines of a block beside its article.
type Lines = Vec<(&'static str, String)>;

struct Writer<'a>(&'a mut String);

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        // Writing to a text does not fail.
        let _ = writeln!(self.0, "{line}");
    }

    fn clause(&mut self, path: &str, article: &str, lines: &Lines) {
        self.line(&format!("\n[labour.{path}]"));
        for (key, value) in lines {
            self.line(&format!("{key} = {value}"));
        }
        self.line(&format!("article = {}", quoted(article)));
    }

    fn person(&mut self, name: &str, rules: &PersonRules) {
        let at = |block: &str| format!("{name}.{block}");
        let PersonRules {
            daily_work,
            weekly_work,
            mean_work,
            stretch: pauses,
            daily_rest,
            weekly_rest,
            working_days,
            night_work,
            barred_hours,
            barred_days,
            lift_g,
            heat_barred_from,
        } = rules;
        self.span(&at("daily_work"), "at_most_min", daily_work);
        self.span(&at("weekly_work"), "at_most_min", weekly_work);
        if let Some(Clause { says, article }) = mean_work {
            self.clause(&at("mean_work"), article, &mean(*says));
        }
        self.clause(&at("break"), &pauses.article, &stretch(&pauses.says));
        self.span(&at("daily_rest"), "at_least_min", daily_rest);
        let Clause { says, article } = weekly_rest;
        let lines =
            vec![("at_least_min", minutes(says.at_least)), ("in_week_min", minutes(says.in_week))];
        self.clause(&at("weekly_rest"), article, &lines);
        self.number(&at("working_days"), "at_most_days", working_days);
        if let Some(night) = night_work {
            self.night(&at("night"), night);
        }
        if let Some(Clause { says, article }) = barred_hours {
            self.clause(&at("barred_hours"), article, &clocks(says));
        }
        if let Some(Clause { says, article }) = barred_days {
            self.clause(&at("barred_days"), article, &vec![("days", days(says))]);
        }
        if let Some(Clause { says, article }) = heat_barred_from {
            self.clause(&at("heat"), article, &vec![("barred_from", heat(*says))]);
        }
        self.number(&at("lift"), "at_most_g", lift_g);
    }

    fn night(&mut self, path: &str, rules: &NightWork) {
        let at = |block: &str| format!("{path}.{block}");
        let NightWork { hours, night, nights_a_week, a_year, daily_work, mean_work } = rules;
        self.clause(&at("hours"), &hours.article, &clocks(&hours.says));
        let worker = vec![
            ("night_min", minutes(night.says)),
            ("nights_a_week", nights_a_week.says.to_string()),
        ];
        self.clause(&at("worker"), &night.article, &worker);
        self.span(&at("worker_by_year"), "night_min", a_year);
        self.span(&at("daily_work"), "at_most_min", daily_work);
        self.clause(&at("mean_work"), &mean_work.article, &mean(mean_work.says));
    }

    fn span(&mut self, path: &str, key: &'static str, clause: &Clause<Seconds>) {
        self.clause(path, &clause.article, &vec![(key, minutes(clause.says))]);
    }

    fn number(&mut self, path: &str, key: &'static str, clause: &Clause<u32>) {
        self.clause(path, &clause.article, &vec![(key, clause.says.to_string())]);
    }
}

fn minutes(span: Seconds) -> String {
    (span.as_u32() / 60).to_string()
}

fn mean(rule: MeanWork) -> Lines {
    vec![("at_most_min", minutes(rule.at_most)), ("weeks", rule.weeks.to_string())]
}

fn stretch(rule: &Stretch) -> Lines {
    let mut lines =
        vec![("longest_stretch_min", minutes(rule.longest)), ("pause_min", minutes(rule.pause))];
    lines.extend(rule.due_from.map(|span| ("due_from_min", minutes(span))));
    lines
}

fn clocks(span: &ClockSpan) -> Lines {
    let clock = |time: Time| quoted(&format!("{:02}:{:02}", time.hour(), time.minute()));
    vec![("from", clock(span.from)), ("until", clock(span.until))]
}

fn days(days: &Weekdays) -> String {
    let name =
        |day: &Weekday| WEEKDAYS.iter().find(|(_, other)| other == day).map(|(name, _)| name);
    let names = days.0.iter().filter_map(name).map(|name| quoted(name));
    format!("[{}]", names.collect::<Vec<_>>().join(", "))
}

fn heat(level: HeatLevel) -> String {
    let known = HEAT.iter().find(|(_, other)| *other == level);
    quoted(known.map_or("", |(name, _)| name))
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
