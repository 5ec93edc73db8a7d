//! The sentences, word by word.

use super::*;
use crate::domain::labour::{french_rules, twin::bundled};
use jiff::civil::{date, time};

fn at(day: i8, hour: i8, minute: i8) -> Timestamp {
    let local = date(2026, 3, day).at(hour, minute, 0, 0).to_zoned(bundled("Europe/Paris"));
    Timestamp::from_millis(local.unwrap().timestamp().as_millisecond())
}

fn span(minutes: u32) -> Figure {
    Figure::Span(Seconds::from_minutes(minutes))
}

fn both(
    rule: LabourRule,
    limit: Figure,
    found: Figure,
    period: [Timestamp; 2],
    names: DayNames,
) -> [String; 2] {
    let period = TimeWindow::new(period[0], period[1]);
    let article = "art. 1".to_owned();
    let refusal = Refusal { rule, article, limit, found, period };
    let Sentence { en, fr } = refusal.sentence(&bundled("Europe/Paris"), names);
    [en, fr]
}

#[test]
fn every_rule_has_its_sentence_in_both_languages() {
    use DayNames::Dates;
    let week = [at(16, 0, 0), at(23, 0, 0)];
    let day = [at(17, 0, 0), at(18, 0, 0)];
    let hours = [at(17, 9, 0), at(17, 16, 1)];
    let night = [at(17, 21, 30), at(18, 0, 30)];
    let pause = Seconds::from_minutes(20);
    let level = HeatLevel::Orange;
    let clock = Figure::Clock(ClockSpan { from: time(22, 0, 0, 0), until: time(6, 0, 0, 0) });
    let heat = Figure::Heat;
    let mut text = String::new();
    for (rule, limit, found, period) in [
        (LabourRule::DailyWork, span(600), span(601), day),
        (LabourRule::WeeklyWork, span(2880), span(2940), week),
        (LabourRule::MeanWork(12), span(2640), Figure::Span(Seconds::new(158_405)), week),
        (LabourRule::Break { pause }, span(360), span(421), hours),
        (LabourRule::HeatBreak { level, pause }, span(180), span(421), hours),
        (LabourRule::DailyRest, span(660), span(630), night),
        (LabourRule::WeeklyRest, span(2100), span(2040), week),
        (LabourRule::WorkingDays, Figure::Days(6), Figure::Days(7), week),
        (LabourRule::NightDailyWork, span(480), span(540), night),
        (LabourRule::NightMeanWork(12), span(2400), span(2460), week),
        (LabourRule::BarredHours, clock, span(30), [at(17, 22, 0), at(17, 22, 30)]),
        (LabourRule::BarredDay, span(0), span(180), day),
        (LabourRule::HeatBarred, heat(level), heat(HeatLevel::Red), hours),
        (LabourRule::Lift { people: 1 }, Figure::Mass(25_000), Figure::Mass(25_500), hours),
        (LabourRule::Lift { people: 2 }, Figure::Mass(50_000), Figure::Mass(51_000), hours),
    ] {
        let [en, fr] = both(rule, limit, found, period, Dates);
        text = format!("{text}{}\n  {en}\n  {fr}\n", rule.code());
    }
    insta::assert_snapshot!(text, @r"
    daily_work
      10 h 01 min of work on 2026-03-17; at most 10 h a day (art. 1)
      10 h 01 min de travail le 17/03/2026 ; au plus 10 h par jour (art. 1)
    weekly_work
      49 h of work in the week from 2026-03-16; at most 48 h a week (art. 1)
      49 h de travail dans la semaine du 16/03/2026 ; au plus 48 h par semaine (art. 1)
    mean_work
      44 h 00 min 05 s of work a week on average over 12 weeks from 2026-03-16; at most 44 h (art. 1)
      44 h 00 min 05 s de travail par semaine en moyenne sur 12 semaines à partir du 16/03/2026 ; au plus 44 h (art. 1)
    break
      7 h 01 min of work from 2026-03-17 09:00 to 16:01 without a break of 20 min; at most 6 h in a row (art. 1)
      7 h 01 min de travail le 17/03/2026 de 09:00 à 16:01 sans pause de 20 min ; au plus 6 h d'affilée (art. 1)
    heat_break
      7 h 01 min of work from 2026-03-17 09:00 to 16:01 without a break of 20 min; at most 3 h in a row in orange heat (art. 1)
      7 h 01 min de travail le 17/03/2026 de 09:00 à 16:01 sans pause de 20 min ; au plus 3 h d'affilée en vigilance canicule orange (art. 1)
    daily_rest
      10 h 30 min of rest in a row in the 24 h from 2026-03-17 21:30; at least 11 h (art. 1)
      10 h 30 min de repos d'affilée dans les 24 h à partir du 17/03/2026 à 21:30 ; au moins 11 h (art. 1)
    weekly_rest
      34 h of rest in a row in the week from 2026-03-16; at least 35 h (art. 1)
      34 h de repos d'affilée dans la semaine du 16/03/2026 ; au moins 35 h (art. 1)
    working_days
      work on 7 days of the week from 2026-03-16; at most 6 (art. 1)
      7 jours de travail dans la semaine du 16/03/2026 ; au plus 6 (art. 1)
    night_daily_work
      9 h of work by a night worker from 2026-03-17 21:30 to 2026-03-18 00:30; at most 8 h (art. 1)
      9 h de travail d'un travailleur de nuit du 17/03/2026 à 21:30 au 18/03/2026 à 00:30 ; au plus 8 h (art. 1)
    night_mean_work
      41 h of work a week by a night worker on average over 12 weeks from 2026-03-16; at most 40 h (art. 1)
      41 h de travail par semaine d'un travailleur de nuit en moyenne sur 12 semaines à partir du 16/03/2026 ; au plus 40 h (art. 1)
    barred_hours
      30 min of work from 2026-03-17 22:00 to 22:30; none from 22:00 to 06:00 at this age (art. 1)
      30 min de travail le 17/03/2026 de 22:00 à 22:30 ; aucun travail de 22:00 à 06:00 à cet âge (art. 1)
    barred_day
      3 h of work on 2026-03-17; none on such a day at this age (art. 1)
      3 h de travail le 17/03/2026 ; aucun travail ce jour-là à cet âge (art. 1)
    heat_barred
      work from 2026-03-17 09:00 to 16:01 in red heat; none from orange on at this age (art. 1)
      travail le 17/03/2026 de 09:00 à 16:01 en vigilance canicule rouge ; aucun dès orange à cet âge (art. 1)
    lift
      25.5 kg for one person to lift; at most 25 kg: take two, or a handling aid (art. 1)
      25.5 kg à soulever pour une personne ; au plus 25 kg : à deux, ou avec une aide à la manutention (art. 1)
    lift
      51 kg for a crew to lift together; at most 50 kg: split it, or take a handling aid (art. 1)
      51 kg à soulever à plusieurs ; au plus 50 kg : à partager, ou avec une aide à la manutention (art. 1)
    ");
}

#[test]
fn days_of_a_week_that_repeats_have_names() {
    let names = DayNames::Weekdays;
    let [en, fr] =
        both(LabourRule::DailyWork, span(600), span(601), [at(17, 0, 0), at(18, 0, 0)], names);
    assert_eq!(en, "10 h 01 min of work on Tuesday; at most 10 h a day (art. 1)");
    assert_eq!(fr, "10 h 01 min de travail le mardi ; au plus 10 h par jour (art. 1)");
    let night = [at(17, 21, 30), at(18, 21, 30)];
    let [en, fr] = both(LabourRule::DailyRest, span(660), span(630), night, names);
    assert_eq!(
        en,
        "10 h 30 min of rest in a row in the 24 h from Tuesday 21:30; at least 11 h (art. 1)"
    );
    assert_eq!(
        fr,
        "10 h 30 min de repos d'affilée dans les 24 h à partir du mardi à 21:30 ; au moins 11 h (art. 1)"
    );
}

#[test]
fn the_rules_that_are_shipped_have_articles_that_people_can_look_up() {
    let rules = french_rules();
    assert_eq!(rules.adult.daily_work.article, "Code du travail, art. L3121-18");
}
