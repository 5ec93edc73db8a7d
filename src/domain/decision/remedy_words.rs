//! What would help, in words, in each language.

use super::{Change, Names, Remedy, ShiftEnd};
use crate::domain::{
    Sentence,
    words::{amount, both, load, span},
};
use crate::units::Dimension;

impl Remedy {
    /// What would have to be otherwise for `order` to have a place. It begins with a small letter and ends without
    /// a stop.
    #[must_use]
    pub fn sentence(&self, order: &str, names: &Names) -> Sentence {
        let minutes = |minutes: u32| span(60 * u64::from(minutes));
        let somebody = |id: &str| match names.courier(id) {
            Some(name) => both(name, name),
            None => both("a courier", "un coursier"),
        };
        match &self.change {
            Change::ReadyEarlier { minutes: by, ready_at } => {
                let (by, at) = (minutes(*by), names.clock(*ready_at));
                both(
                    format!("if it were ready {by} earlier, at {at}"),
                    format!("si elle était prête {by} plus tôt, à {at}"),
                )
            }
            Change::DueLater { stop, minutes: by, due_at } => {
                let (by, at) = (minutes(*by), names.clock(*due_at));
                let stop = names.stop(stop, order);
                both(
                    format!("if {} could be {by} later, until {at}", stop.en),
                    format!("si {} pouvait se faire {by} plus tard, jusqu'à {at}", stop.fr),
                )
            }
            Change::LongerShift { courier, end, minutes: by, at } => {
                let (who, by, at) = (somebody(courier), minutes(*by), names.clock(*at));
                let (en, fr) = match end {
                    ShiftEnd::Start => ("began {by} earlier, at", "commençait {by} plus tôt, à"),
                    ShiftEnd::End => ("stayed {by} longer, until", "restait {by} de plus, jusqu'à"),
                };
                let (en, fr) = (en.replace("{by}", &by), fr.replace("{by}", &by));
                both(
                    format!("if {} {en} {at}, as far as the law allows it", who.en),
                    format!("si {} {fr} {at}, dans la limite de la loi", who.fr),
                )
            }
            Change::SmallerLoad { by } => {
                let less = load(*by, *by);
                both(format!("if it were {} less", less.en), format!("avec {} de moins", less.fr))
            }
            Change::Split => both(
                "if it came as two orders of half the load each",
                "si elle était partagée en deux commandes de moitié",
            ),
            Change::Skill { courier, skills } => {
                let who = somebody(courier);
                let the_skill =
                    if skills.len() == 1 { "la compétence" } else { "les compétences" };
                both(
                    format!("if {} had the skill {}", who.en, skills.join(" and ")),
                    format!("si {} avait {the_skill} {}", who.fr, skills.join(" et ")),
                )
            }
            Change::Crew { courier, from_at, piece_g, at_most_g, article } => {
                let (who, at) = (somebody(courier), names.clock(*from_at));
                let [piece, most] = [*piece_g, *at_most_g].map(|it| amount(Dimension::Mass, it));
                both(
                    format!(
                        "if {} had a second courier along from {at} on: its heaviest piece is {}, and two \
                         may lift {} together ({article})",
                        who.en, piece.en, most.en
                    ),
                    format!(
                        "si {} faisait équipe avec une deuxième personne dès {at} : la pièce la plus lourde \
                         fait {}, et à deux on peut soulever {} ({article})",
                        who.fr, piece.fr, most.fr
                    ),
                )
            }
            Change::ExtraShift { vehicle, hub, from_at, until_at } => {
                let (vehicle, hub) = (names.vehicles.get(vehicle), names.hubs.get(hub));
                let with = vehicle.map(|name| format!(" with {name}")).unwrap_or_default();
                let at = hub.map(|name| format!(" from {name}")).unwrap_or_default();
                // Names go into no French sentence: an article of theirs would have to be one with its « à ».
                let known: Vec<&str> = vehicle.into_iter().chain(hub).map(String::as_str).collect();
                let known = if known.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", known.join(", "))
                };
                let (from, until) = (names.clock(*from_at), names.clock(*until_at));
                both(
                    format!("one more courier{with}{at}, {from} to {until}"),
                    format!("un coursier de plus{known}, de {from} à {until}"),
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Timestamp;
    use jiff::{civil::date, tz::TimeZone};

    #[test]
    fn who_knows_no_names_reads_no_ids() {
        let mut names = Names::none(TimeZone::UTC, date(1970, 1, 1));
        let [from_at, until_at] = [36_000_000, 39_600_000].map(Timestamp::from_millis);
        let [vehicle, hub] = ["cargo", "garage"].map(str::to_owned);
        let change = Change::ExtraShift { vehicle, hub, from_at, until_at };
        let remedy = Remedy { change, courier: None };
        let told = remedy.sentence("o1", &names);
        assert_eq!(told.en, "one more courier, 10:00 to 11:00");
        assert_eq!(told.fr, "un coursier de plus, de 10:00 à 11:00");
        names.vehicles.insert("cargo".to_owned(), "Biporteur".to_owned());
        names.hubs.insert("garage".to_owned(), "Le garage".to_owned());
        let told = remedy.sentence("o1", &names);
        assert_eq!(told.en, "one more courier with Biporteur from Le garage, 10:00 to 11:00");
        assert_eq!(told.fr, "un coursier de plus (Biporteur, Le garage), de 10:00 à 11:00");
    }
}
