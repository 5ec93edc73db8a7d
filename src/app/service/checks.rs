//! Rules that several drafts share.

use super::{
    Complaints,
    drafts::{LoadDraft, StopDraft, WindowDraft},
};
use crate::{
    domain::{SkillSet, labour::AgeGroup},
    units::{Dimension, Load, Seconds, TimeWindow, Timestamp},
};

/// The longest service at one stop: four hours.
const MAX_SERVICE_S: u32 = 14_400;
/// Nobody climbs higher without a lift.
const MAX_FLOORS: u32 = 40;

/// A draft is checked, its complaints collected.
pub(super) struct Checks<'a>(pub(super) &'a mut Complaints);

impl Checks<'_> {
    /// A text without blanks around it, at most `longest` characters; empty if it is left out.
    pub(super) fn text(&mut self, field: &str, text: Option<&str>, longest: usize) -> String {
        let text = text.unwrap_or_default().trim();
        let count = text.chars().count();
        if count > longest {
            let cause = format!("has {count} characters");
            self.0.add(field, "too_long", cause, format!("write {longest} at most"));
        }
        if text.chars().any(|it| it.is_control() && it != '\n' && it != '\t' && it != '\r') {
            self.0.add(field, "control", "has control characters", "leave them out");
        }
        text.to_owned()
    }

    /// A text that must not be empty.
    pub(super) fn required(&mut self, field: &str, text: Option<&str>, longest: usize) -> String {
        let text = self.text(field, text, longest);
        if text.is_empty() {
            self.missing(field);
        }
        text
    }

    /// Complains that something is missing.
    pub(super) fn missing(&mut self, field: &str) {
        self.0.add(field, "missing", "is missing", "add it");
    }

    /// What must be there.
    pub(super) fn needed<T>(&mut self, field: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.missing(field);
        }
        value
    }

    /// A number of at most `most`.
    pub(super) fn at_most(&mut self, field: &str, number: Option<u32>, most: u32) {
        if let Some(number) = number.filter(|number| *number > most) {
            self.0.add(field, "too_large", format!("is {number}"), format!("write {most} at most"));
        }
    }

    /// A service time, if it is said.
    pub(super) fn service(&mut self, field: &str, service_s: Option<u32>) -> Option<Seconds> {
        self.at_most(field, service_s, MAX_SERVICE_S);
        service_s.map(Seconds::new)
    }

    /// Floors to climb.
    pub(super) fn floors(&mut self, field: &str, floors: Option<u32>) -> u32 {
        self.at_most(field, floors, MAX_FLOORS);
        floors.unwrap_or_default()
    }

    /// The bounds of a load.
    pub(super) fn load(&mut self, field: &str, load: LoadDraft) {
        self.at_most(&format!("{field}/mass_g"), load.mass_g, 1_000_000);
        self.at_most(&format!("{field}/volume_ml"), load.volume_ml, 10_000_000);
        self.at_most(&format!("{field}/bags"), load.bags, 1_000);
    }

    /// The loads of pickups beside the first, which are parts of the `whole` load of all dropoffs.
    pub(super) fn are_parts(&mut self, pickups: &[StopDraft], whole: Load) {
        let (mut left, mut fits) = (whole, true);
        for (index, said) in pickups.iter().enumerate() {
            let field = format!("/more_pickups/{index}/load");
            self.load(&field, said.load);
            let load = said.load.or(Load::ZERO);
            for dimension in [Dimension::Mass, Dimension::Volume, Dimension::Bags] {
                let (asked, left) = (load.amount(dimension), left.amount(dimension));
                if asked > left {
                    fits = false;
                    let name = match dimension {
                        Dimension::Mass => "mass_g",
                        Dimension::Volume => "volume_ml",
                        Dimension::Bags => "bags",
                    };
                    let cause = format!(
                        "is {asked}, but of what all dropoffs together are {left} are left for it"
                    );
                    let action =
                        "write less, or more at the dropoffs: all that is fetched is brought";
                    self.0.add(format!("{field}/{name}"), "too_much", cause, action);
                }
            }
            left = left - load;
        }
        let is_nothing = left == Load::ZERO && whole != Load::ZERO;
        if fits && !pickups.is_empty() && (is_nothing || (left.bags == 0 && whole.bags > 0)) {
            let cause = "is all that the dropoffs get, so nothing is fetched at the first pickup";
            let action = "write less there or more at the dropoffs, or leave that pickup out";
            self.0.add("/more_pickups", "nothing_left", cause, action);
        }
    }

    /// Names of skills.
    pub(super) fn skills(&mut self, field: &str, skills: Option<&[String]>) -> SkillSet {
        let skills = skills.unwrap_or_default();
        if skills.len() > 16 {
            let cause = format!("has {} elements", skills.len());
            self.0.add(field, "too_many", cause, "send 16 at most");
        }
        for (index, skill) in skills.iter().enumerate() {
            if !is_id(skill) {
                let action = "write 1 to 64 letters without accents, digits, `-` or `_`";
                let cause = "is no name of a skill";
                self.0.add(format!("{field}/{index}"), "invalid", cause, action);
            }
        }
        skills.iter().cloned().collect()
    }

    /// The age of a person, as far as the law asks; an adult's if it is left out.
    pub(super) fn age(&mut self, field: &str, said: Option<&str>) -> AgeGroup {
        match said {
            None | Some("adult") => AgeGroup::Adult,
            Some("16-17") => AgeGroup::From16To17,
            Some("under-16") => AgeGroup::Under16,
            Some(_) => {
                let action = "write adult, 16-17 or under-16";
                self.0.add(field, "invalid", "is no group of ages", action);
                AgeGroup::Adult
            }
        }
    }

    /// The id in a draft, which must be the one that the draft is for.
    pub(super) fn same_id(&mut self, said: Option<&str>, id: &str) {
        if !is_id(id) {
            let cause = "the address names no id that a thing can have";
            let action = "write 1 to 64 letters without accents, digits, `-` or `_`";
            self.0.add("/id", "invalid", cause, action);
        } else if said.is_some_and(|said| said != id) {
            let cause = "is another than in the address";
            self.0.add("/id", "differs", cause, "leave it out, or write the same in both");
        }
    }

    /// A window of which both ends must be said.
    pub(super) fn whole_window(
        &mut self,
        field: &str,
        window: WindowDraft,
    ) -> Option<TimeWindow<Timestamp>> {
        let start = self.needed(&format!("{field}/start_at"), window.start_at);
        let end = self.needed(&format!("{field}/end_at"), window.end_at);
        self.window(field, start?, end?)
    }

    /// A window, which must not end before it starts.
    pub(super) fn window(
        &mut self,
        field: &str,
        start: Timestamp,
        end: Timestamp,
    ) -> Option<TimeWindow<Timestamp>> {
        let window = TimeWindow::new(start, end);
        if window.is_none() {
            let field = format!("{field}/end_at");
            self.0.add(field, "before_start", "is before the start", "write a later time");
        }
        window
    }
}

/// Can a thing have this id, or a skill this name?
pub(super) fn is_id(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=64).contains(&text.len()) && text.bytes().all(plain)
}
