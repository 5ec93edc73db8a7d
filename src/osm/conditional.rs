//! Tags that hold at certain times: `bicycle:conditional=yes @ (20:00-08:00)`.
//!
//! OSM wiki, "Conditional restrictions": clauses `value @ condition`, joined by semicolons; of those that
//! match, the last counts; where none does, the tag without `:conditional` holds. A condition may stand in
//! brackets, and then hold semicolons of its own.

use super::{Tags, hours};
use std::borrow::Cow;

/// OSM's limit for a value, in characters; a longer one says nothing.
const MAX_VALUE: usize = 255;

/// What ends the key of a conditional tag.
pub(super) const CONDITIONAL: &str = ":conditional";

/// One `value @ condition`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// What holds.
    pub value: String,
    /// When, without brackets around it and with single spaces.
    pub condition: String,
}

/// A conditional tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conditional<'a> {
    /// Its key, without `:conditional`.
    pub key: &'a str,
    /// Its clauses, as they stand.
    pub clauses: Vec<Clause>,
    /// Does it say something without a condition, or at more length than there may be?
    pub is_odd: bool,
}

/// The clauses of a conditional value, as they stand; none, if it has none.
#[must_use]
pub fn clauses(text: &str) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    if text.chars().count() > MAX_VALUE {
        return clauses;
    }
    for piece in pieces(text) {
        match (piece.split_once('@'), clauses.last_mut()) {
            (Some((value, condition)), _) => {
                let (value, condition) = (value.trim().to_owned(), single_spaced(condition));
                clauses.push(Clause { value, condition });
            }
            // A condition without brackets, with a semicolon of its own.
            (None, Some(Clause { condition, .. })) => {
                condition.push_str("; ");
                condition.push_str(&single_spaced(piece));
            }
            (None, None) => {}
        }
    }
    for clause in &mut clauses {
        clause.condition = bare(&clause.condition).to_owned();
    }
    clauses
}

/// What lies between semicolons that are in no brackets.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let ends = move |c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ';' && depth == 0
    };
    text.split(ends).map(str::trim).filter(|piece| !piece.is_empty())
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without the pair of brackets around all of it, if there is one.
fn bare(condition: &str) -> &str {
    let inner = condition.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.filter(|inner| !inner.contains(['(', ')'])).unwrap_or(condition).trim()
}

impl Tags {
    /// Does anything here depend on the time, whether it is understood or not?
    #[must_use]
    pub fn is_conditional(&self) -> bool {
        self.iter().any(|(key, _)| key.ends_with(CONDITIONAL))
    }

    /// What depends on the time.
    #[must_use = "iterators are lazy"]
    pub fn conditional(&self) -> impl Iterator<Item = Conditional<'_>> {
        self.iter().filter_map(|(key, value)| {
            let (key, clauses) = (key.strip_suffix(CONDITIONAL)?, clauses(value));
            let is_odd =
                clauses.is_empty() || pieces(value).next().is_some_and(|it| !it.contains('@'));
            Some(Conditional { key, clauses, is_odd })
        })
    }

    /// The tags as they are while those conditions hold for which `holds` says so: each of these takes
    /// the place of the tag without a condition.
    #[must_use]
    pub fn resolved(&self, holds: &dyn Fn(&str) -> bool) -> Cow<'_, Self> {
        if !self.is_conditional() {
            return Cow::Borrowed(self);
        }
        let mut resolved: Vec<(&str, Cow<'_, str>)> = Vec::new();
        for Conditional { key, clauses, .. } in self.conditional() {
            let last = clauses.into_iter().rev().find(|clause| holds(&clause.condition));
            resolved.extend(last.map(|clause| (key, Cow::Owned(clause.value))));
        }
        // Of a repeated key the first value counts.
        resolved.extend(self.iter().map(|(key, value)| (key, Cow::Borrowed(value))));
        Cow::Owned(Self::new(resolved))
    }

    /// These tags, and as they are while each single one of their conditions holds that is understood.
    #[must_use = "iterators are lazy"]
    pub fn variants(&self) -> impl Iterator<Item = Cow<'_, Self>> {
        let clauses = self.conditional().flat_map(|it| it.clauses);
        let understood = clauses.filter(|clause| hours::is_understood(&clause.condition));
        let variant = |clause: Clause| self.resolved(&move |other| other == clause.condition);
        std::iter::once(Cow::Borrowed(self)).chain(understood.map(variant))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str) -> Vec<(String, String)> {
        clauses(text).into_iter().map(|clause| (clause.value, clause.condition)).collect()
    }

    #[test]
    fn clauses_are_told_apart() {
        for (text, expected) in [
            ("no @ (Mo-Fr 07:00-09:00)", vec![("no", "Mo-Fr 07:00-09:00")]),
            ("no@(07:00-09:00)", vec![("no", "07:00-09:00")]),
            ("yes @ 20:00-08:00", vec![("yes", "20:00-08:00")]),
            (
                "no @ (Mo 07:00-09:00; Tu 08:00-10:00); yes @ (PH)",
                vec![("no", "Mo 07:00-09:00; Tu 08:00-10:00"), ("yes", "PH")],
            ),
            (
                "no @ Mo 07:00-09:00;  Tu   08:00-10:00",
                vec![("no", "Mo 07:00-09:00; Tu 08:00-10:00")],
            ),
            ("destination @ (weight>3.5)", vec![("destination", "weight>3.5")]),
            ("no @ ((Mo) (Tu))", vec![("no", "((Mo) (Tu))")]),
            ("no", vec![]),
            ("; ;", vec![]),
            ("", vec![]),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
            assert_eq!(told(text), expected, "{text}");
        }
        assert_eq!(told(&format!("no @ ({})", "x".repeat(255))), []);
    }

    #[test]
    fn the_last_clause_that_holds_takes_the_place_of_the_tag() {
        let tags = Tags::new([
            ("bicycle", "no"),
            ("bicycle:conditional", "yes @ (night); dismount @ (snow)"),
            ("access:conditional", "no @ (flood)"),
        ]);
        let bicycle = |holding: &[&str]| {
            let resolved = tags.resolved(&|condition| holding.contains(&condition));
            (resolved.value("bicycle").map(str::to_owned), resolved.value("access").is_some())
        };
        assert_eq!(bicycle(&[]), (Some("no".to_owned()), false));
        assert_eq!(bicycle(&["night"]), (Some("yes".to_owned()), false));
        assert_eq!(bicycle(&["night", "snow"]), (Some("dismount".to_owned()), false));
        assert_eq!(bicycle(&["flood"]), (Some("no".to_owned()), true));
    }

    #[test]
    fn tags_without_conditions_stay_as_they_are() {
        let tags = Tags::new([("highway", "path")]);
        assert!(matches!(tags.resolved(&|_| true), Cow::Borrowed(_)));
        assert_eq!(tags.variants().count(), 1);
    }

    #[test]
    fn there_is_a_variant_for_each_condition_that_is_understood() {
        let value = "yes @ (20:00-08:00); no @ (wet); no @ (Su)";
        let tags = Tags::new([("bicycle:conditional", value)]);
        let variants: Vec<_> =
            tags.variants().map(|tags| tags.value("bicycle").map(str::to_owned)).collect();
        assert_eq!(variants, [None, Some("yes".to_owned()), Some("no".to_owned())]);
    }

    proptest! {
        #[test]
        fn no_value_makes_it_panic(text in "(?s).{0,300}") {
            let _ = clauses(&text);
        }

        #[test]
        fn no_likely_value_makes_it_panic(text in "([a-z]{0,3}|[ @;()]|Mo-Fr|07:00|-|AND|PH|week){0,40}") {
            let tags = Tags::new([("bicycle:conditional", text)]);
            for tags in tags.variants() {
                let _ = tags.is_conditional();
            }
        }
    }
}
