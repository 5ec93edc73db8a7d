//! Refusals in words, in each language, with article and figures.

use super::{
    ClockSpan, HeatLevel,
    refusal::{Figure, LabourRule, Refusal},
};
use crate::{
    domain::Sentence,
    units::{Seconds, TimeWindow, Timestamp},
};
use jiff::{
    Zoned,
    civil::{
        Date,
        Weekday::{self, Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday},
    },
    tz::TimeZone,
};
use std::fmt;

/// How days are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayNames {
    /// By their date: 2026-03-17.
    Dates,
    /// By the day of the week, for weeks that repeat.
    Weekdays,
}

impl Refusal {
    /// What is wrong, by which article, with the figures; instants by the clocks of `zone`. It begins with a small
    /// letter or a figure and ends without a stop, so that a name and what to do can go around it.
    #[must_use]
    pub fn sentence(&self, zone: &TimeZone, names: DayNames) -> Sentence {
        let when = self.period.map(|period| When { period, zone, names });
        let (en, fr) = self.told(when.as_ref());
        Sentence { en: format!("{en} ({})", self.article), fr: format!("{fr} ({})", self.article) }
    }

    fn told(&self, when: Option<&When<'_>>) -> (String, String) {
        let (found, limit) = (Amount(self.found), Amount(self.limit));
        let day = when.map(When::day).unwrap_or_default();
        let week = when.map(When::week).unwrap_or_default();
        let span = when.map(When::span).unwrap_or_default();
        match self.rule {
            LabourRule::DailyWork => (
                format!("{found} of work on {}; at most {limit} a day", day.en),
                format!("{found} de travail le {} ; au plus {limit} par jour", day.fr),
            ),
            LabourRule::WeeklyWork => (
                format!("{found} of work in {}; at most {limit} a week", week.en),
                format!("{found} de travail dans {} ; au plus {limit} par semaine", week.fr),
            ),
            LabourRule::MeanWork(weeks) => (
                format!(
                    "{found} of work a week on average over {weeks} weeks{}; at most {limit}",
                    week.since_en
                ),
                format!(
                    "{found} de travail par semaine en moyenne sur {weeks} semaines{} ; au plus {limit}",
                    week.since_fr
                ),
            ),
            LabourRule::Break { pause } => without_break(&span, found, limit, pause),
            LabourRule::HeatBreak { level, pause } => {
                let (en, fr) = without_break(&span, found, limit, pause);
                let heat = heat(level);
                (
                    format!("{en} in {} heat", heat.0),
                    format!("{fr} en vigilance canicule {}", heat.1),
                )
            }
            LabourRule::DailyRest => (
                format!(
                    "{found} of rest in a row in the 24 h from {}; at least {limit}",
                    span.from_en
                ),
                format!(
                    "{found} de repos d'affilée dans les 24 h à partir du {} ; au moins {limit}",
                    span.from_fr
                ),
            ),
            LabourRule::WeeklyRest => (
                format!("{found} of rest in a row in {}; at least {limit}", week.en),
                format!("{found} de repos d'affilée dans {} ; au moins {limit}", week.fr),
            ),
            LabourRule::WorkingDays => (
                format!("work on {found} days of {}; at most {limit}", week.en),
                format!("{found} jours de travail dans {} ; au plus {limit}", week.fr),
            ),
            LabourRule::NightDailyWork => (
                format!("{found} of work by a night worker {}; at most {limit}", span.en),
                format!(
                    "{found} de travail d'un travailleur de nuit {} ; au plus {limit}",
                    span.fr
                ),
            ),
            LabourRule::NightMeanWork(weeks) => (
                format!(
                    "{found} of work a week by a night worker on average over {weeks} weeks{}; at most \
                     {limit}",
                    week.since_en
                ),
                format!(
                    "{found} de travail par semaine d'un travailleur de nuit en moyenne sur {weeks} \
                     semaines{} ; au plus {limit}",
                    week.since_fr
                ),
            ),
            LabourRule::BarredHours => (
                format!("{found} of work {}; none from {limit} at this age", span.en),
                format!(
                    "{found} de travail {} ; aucun travail {} à cet âge",
                    span.fr,
                    french_hours(self.limit)
                ),
            ),
            LabourRule::BarredDay => (
                format!("{found} of work on {}; none on such a day at this age", day.en),
                format!("{found} de travail le {} ; aucun travail ce jour-là à cet âge", day.fr),
            ),
            LabourRule::HeatBarred => (
                format!("work {} in {found} heat; none from {limit} on at this age", span.en),
                french_heat(&span, self.found, self.limit),
            ),
            LabourRule::Lift { people } => lift(people, found, limit),
        }
    }
}

fn lift(people: u32, found: Amount, limit: Amount) -> (String, String) {
    if people > 1 {
        return (
            format!(
                "{found} for a crew to lift together; at most {limit}: split it, or take a handling aid"
            ),
            format!(
                "{found} à soulever à plusieurs ; au plus {limit} : à partager, ou avec une aide à la \
                 manutention"
            ),
        );
    }
    (
        format!("{found} for one person to lift; at most {limit}: take two, or a handling aid"),
        format!(
            "{found} à soulever pour une personne ; au plus {limit} : à deux, ou avec une aide à la \
             manutention"
        ),
    )
}

fn without_break(
    span: &SpanText,
    found: Amount,
    limit: Amount,
    pause: Seconds,
) -> (String, String) {
    let pause = Amount(Figure::Span(pause));
    (
        format!("{found} of work {} without a break of {pause}; at most {limit} in a row", span.en),
        format!("{found} de travail {} sans pause de {pause} ; au plus {limit} d'affilée", span.fr),
    )
}

fn french_heat(span: &SpanText, found: Figure, limit: Figure) -> String {
    let name = |figure| match figure {
        Figure::Heat(level) => heat(level).1,
        _ => "",
    };
    let (found, limit) = (name(found), name(limit));
    format!("travail {} en vigilance canicule {found} ; aucun dès {limit} à cet âge", span.fr)
}

fn french_hours(figure: Figure) -> String {
    match figure {
        Figure::Clock(ClockSpan { from, until }) => {
            format!("de {} à {}", from.strftime("%H:%M"), until.strftime("%H:%M"))
        }
        _ => String::new(),
    }
}

fn heat(level: HeatLevel) -> (&'static str, &'static str) {
    match level {
        HeatLevel::Yellow => ("yellow", "jaune"),
        HeatLevel::Orange => ("orange", "orange"),
        HeatLevel::Red => ("red", "rouge"),
    }
}

/// A figure as both languages write it; hours of the clock and heat as English does.
#[derive(Clone, Copy)]
struct Amount(Figure);

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Figure::Span(span) => f.write_str(&span_text(span)),
            Figure::Days(days) => write!(f, "{days}"),
            Figure::Mass(grams) => write!(f, "{} kg", f64::from(grams) / 1000.0),
            Figure::Clock(ClockSpan { from, until }) => {
                write!(f, "{} to {}", from.strftime("%H:%M"), until.strftime("%H:%M"))
            }
            Figure::Heat(level) => f.write_str(heat(level).0),
        }
    }
}

/// "10 h 01 min", "35 h", "20 min"; seconds only if there are any.
fn span_text(span: Seconds) -> String {
    let (minutes, seconds) = (span.as_u32() / 60, span.as_u32() % 60);
    let (hours, minutes) = (minutes / 60, minutes % 60);
    let text = match (hours, minutes) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) if seconds == 0 => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02} min"),
    };
    if seconds == 0 { text } else { format!("{text} {seconds:02} s") }
}

/// A period by the clocks of a zone.
struct When<'a> {
    period: TimeWindow<Timestamp>,
    zone: &'a TimeZone,
    names: DayNames,
}

#[derive(Default)]
struct DayText {
    en: String,
    fr: String,
}

#[derive(Default)]
struct WeekText {
    en: String,
    fr: String,
    since_en: String,
    since_fr: String,
}

#[derive(Default)]
struct SpanText {
    en: String,
    fr: String,
    from_en: String,
    from_fr: String,
}

impl When<'_> {
    fn day(&self) -> DayText {
        let at = self.local(self.period.start());
        match self.names {
            DayNames::Dates => DayText { en: at.date().to_string(), fr: french_date(at.date()) },
            DayNames::Weekdays => {
                let (en, fr) = weekday(at.weekday());
                DayText { en: en.to_owned(), fr: fr.to_owned() }
            }
        }
    }

    fn week(&self) -> WeekText {
        let monday = self.local(self.period.start()).date();
        match self.names {
            DayNames::Dates => WeekText {
                en: format!("the week from {monday}"),
                fr: format!("la semaine du {}", french_date(monday)),
                since_en: format!(" from {monday}"),
                since_fr: format!(" à partir du {}", french_date(monday)),
            },
            DayNames::Weekdays => {
                let (en, fr) = ("the week".to_owned(), "la semaine".to_owned());
                WeekText { en, fr, ..WeekText::default() }
            }
        }
    }

    fn span(&self) -> SpanText {
        let [from, until] = [self.period.start(), self.period.end()].map(|at| self.local(at));
        let (from_en, from_fr) = self.moment(&from);
        let (en, fr) = if from.date() == until.date() {
            let (day, [from, until]) =
                (self.day().fr, [&from, &until].map(|at| at.strftime("%H:%M").to_string()));
            (format!("from {from_en} to {until}"), format!("le {day} de {from} à {until}"))
        } else {
            let (until_en, until_fr) = self.moment(&until);
            (format!("from {from_en} to {until_en}"), format!("du {from_fr} au {until_fr}"))
        };
        SpanText { en, fr, from_en, from_fr }
    }

    fn moment(&self, at: &Zoned) -> (String, String) {
        let clock = at.strftime("%H:%M");
        match self.names {
            DayNames::Dates => {
                let date = at.date();
                (format!("{date} {clock}"), format!("{} à {clock}", french_date(date)))
            }
            DayNames::Weekdays => {
                let (en, fr) = weekday(at.weekday());
                (format!("{en} {clock}"), format!("{fr} à {clock}"))
            }
        }
    }

    fn local(&self, at: Timestamp) -> Zoned {
        let at = jiff::Timestamp::from_millisecond(at.as_millis());
        at.unwrap_or(jiff::Timestamp::MAX).to_zoned(self.zone.clone())
    }
}

fn french_date(date: Date) -> String {
    date.strftime("%d/%m/%Y").to_string()
}

fn weekday(day: Weekday) -> (&'static str, &'static str) {
    match day {
        Monday => ("Monday", "lundi"),
        Tuesday => ("Tuesday", "mardi"),
        Wednesday => ("Wednesday", "mercredi"),
        Thursday => ("Thursday", "jeudi"),
        Friday => ("Friday", "vendredi"),
        Saturday => ("Saturday", "samedi"),
        Sunday => ("Sunday", "dimanche"),
    }
}

#[cfg(test)]
mod tests;
