//! What would help, in words, in each language.

use super::{Change, Names, Remedy, ShiftEnd};
use crate::domain::{
    Sentence,
    words::{both, load, span},
};

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
            Change::ExtraShift { vehicle, hub, from_at, until_at } => {
                let vehicle = names.vehicle(vehicle);
                let hub = names.hubs.get(hub).map_or(hub.as_str(), String::as_str);
                let (from, until) = (names.clock(*from_at), names.clock(*until_at));
                both(
                    format!("one more courier with {vehicle} from {hub}, {from} to {until}"),
                    format!("un coursier de plus avec {vehicle} à {hub}, de {from} à {until}"),
                )
            }
        }
    }
}
