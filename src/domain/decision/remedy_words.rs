//! What would help, in words, in each language.

use super::{Change, Names, Remedy, ShiftEnd};
use crate::domain::{
    Sentence,
    words::{amount, both, either, load, span},
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
            Change::ReadyEarlier { stop, minutes: by, ready_at } => {
                let (by, at) = (minutes(*by), names.clock(*ready_at));
                match stop.as_ref().map(|stop| names.stop(stop, order)) {
                    Some(stop) => both(
                        format!("if {} could be {by} earlier, from {at} on", stop.en),
                        format!("si {} pouvait se faire {by} plus tôt, dès {at}", stop.fr),
                    ),
                    None => both(
                        format!("if it were ready {by} earlier, at {at}"),
                        format!("si elle était prête {by} plus tôt, à {at}"),
                    ),
                }
            }
            Change::DueLater { stop, minutes: by, due_at } => {
                let (by, at) = (minutes(*by), names.clock(*due_at));
                let stop = names.stop(stop, order);
                both(
                    format!("if {} could be {by} later, until {at}", stop.en),
                    format!("si {} pouvait se faire {by} plus tard, jusqu'à {at}", stop.fr),
                )
            }
            Change::LongerShift { courier, end, minutes: by, at, lawful } => {
                let (who, by, at) = (somebody(courier), minutes(*by), names.clock(*at));
                let (en, fr) = match end {
                    ShiftEnd::Start => ("began {by} earlier, at", "commençait {by} plus tôt, à"),
                    ShiftEnd::End => ("stayed {by} longer, until", "restait {by} de plus, jusqu'à"),
                };
                let (en, fr) = (en.replace("{by}", &by), fr.replace("{by}", &by));
                let [en_law, fr_law] = if *lawful {
                    [", which the law allows", ", ce que la loi permet"]
                } else {
                    [", as far as the law allows it", ", dans la limite de la loi"]
                };
                both(
                    format!("if {} {en} {at}{en_law}", who.en),
                    format!("si {} {fr} {at}{fr_law}", who.fr),
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
            Change::Crew { courier, from_at, piece_g, at_most_g, article, couriers } => {
                let lawful = lawful(couriers, names);
                let (who, at) = (somebody(courier), names.clock(*from_at));
                let [piece, most] = [*piece_g, *at_most_g].map(|it| amount(Dimension::Mass, it));
                both(
                    format!(
                        "if {} had a second courier along from {at} on: its heaviest piece is {}, and two \
                         may lift {} together ({article}){}",
                        who.en, piece.en, most.en, lawful.en
                    ),
                    format!(
                        "si {} faisait équipe avec une deuxième personne dès {at} : la pièce la plus lourde \
                         fait {}, et à deux on peut soulever {} ({article}){}",
                        who.fr, piece.fr, most.fr, lawful.fr
                    ),
                )
            }
            Change::ExtraShift { vehicle, hub, from_at, until_at, couriers } => {
                let lawful = lawful(couriers, names);
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
                    format!("one more courier{with}{at}, {from} to {until}{}", lawful.en),
                    format!("un coursier de plus{known}, de {from} à {until}{}", lawful.fr),
                )
            }
        }
    }
}

/// So many are named at most.
const MOST_NAMED: usize = 3;

/// Who of those may be named could do it; empty if that is nobody.
fn lawful(couriers: &[String], names: &Names) -> Sentence {
    let known: Vec<&str> = couriers.iter().filter_map(|id| names.courier(id)).collect();
    let mut told: Vec<Sentence> =
        known.iter().take(MOST_NAMED).map(|name| both(*name, *name)).collect();
    if known.is_empty() {
        return Sentence::default();
    }
    match known.len() - told.len() {
        0 => {}
        1 => told.push(both("another", "quelqu'un d'autre")),
        more => told.push(both(format!("{more} others"), format!("{more} autres"))),
    }
    let told = either(told);
    both(
        format!("; the law allows it to {}", told.en),
        format!(" ; la loi le permet à {}", told.fr),
    )
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
        let couriers = ["ada", "bob", "cleo", "dan", "eva"].map(str::to_owned).to_vec();
        let change = Change::ExtraShift { vehicle, hub, from_at, until_at, couriers };
        let remedy = Remedy { change, courier: None };
        let told = remedy.sentence("o1", &names);
        assert_eq!(told.en, "one more courier, 10:00 to 11:00");
        assert_eq!(told.fr, "un coursier de plus, de 10:00 à 11:00");
        names.vehicles.insert("cargo".to_owned(), "Biporteur".to_owned());
        names.hubs.insert("garage".to_owned(), "Le garage".to_owned());
        let told = remedy.sentence("o1", &names);
        assert_eq!(told.en, "one more courier with Biporteur from Le garage, 10:00 to 11:00");
        assert_eq!(told.fr, "un coursier de plus (Biporteur, Le garage), de 10:00 à 11:00");
        names.couriers.insert("bob".to_owned(), "Bob".to_owned());
        names.couriers.insert("eva".to_owned(), "Eva".to_owned());
        let told = remedy.sentence("o1", &names);
        assert!(told.en.ends_with("to 11:00; the law allows it to Bob or Eva"), "{}", told.en);
        assert!(told.fr.ends_with("à 11:00 ; la loi le permet à Bob ou Eva"), "{}", told.fr);
        for id in ["ada", "cleo", "dan"] {
            names.couriers.insert(id.to_owned(), id.to_owned());
        }
        let told = remedy.sentence("o1", &names);
        assert!(told.en.ends_with("to ada, Bob, cleo or 2 others"), "{}", told.en);
        assert!(told.fr.ends_with("à ada, Bob, cleo ou 2 autres"), "{}", told.fr);
    }

    #[test]
    fn a_longer_shift_says_whether_the_law_was_asked() {
        let names = Names::none(TimeZone::UTC, date(1970, 1, 1));
        let change = |lawful| Change::LongerShift {
            courier: "ada".to_owned(),
            end: ShiftEnd::End,
            minutes: 20,
            at: Timestamp::from_millis(36_000_000),
            lawful,
        };
        let told = |lawful| Remedy { change: change(lawful), courier: None }.sentence("o1", &names);
        assert!(told(true).en.ends_with("10:00, which the law allows"));
        assert!(told(true).fr.ends_with("10:00, ce que la loi permet"));
        assert!(told(false).en.ends_with("10:00, as far as the law allows it"));
        // As it was kept before the law was asked.
        let mut kept = serde_json::to_value(change(true)).unwrap();
        kept.as_object_mut().unwrap().remove("lawful");
        assert_eq!(serde_json::from_value::<Change>(kept).unwrap(), change(false));
    }
}
