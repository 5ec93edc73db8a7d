//! What one does where streets meet.

use super::bearing::turn;
use crate::units::LonLat;

/// A kind of manoeuvre, in OSRM's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The start.
    Depart,
    /// A turn into another street.
    Turn,
    /// The street gets another name.
    NewName,
    /// The street turns.
    Continue,
    /// Two streets go on, neither straight.
    Fork,
    /// Into a one-way street that goes straight on.
    Merge,
    /// The street ends.
    EndOfRoad,
    /// Into a roundabout.
    Roundabout,
    /// Out of it.
    ExitRoundabout,
    /// One gets off, on again, or aboard.
    Notification,
    /// The end.
    Arrive,
}

impl Kind {
    /// OSRM's word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Depart => "depart",
            Self::Turn => "turn",
            Self::NewName => "new name",
            Self::Continue => "continue",
            Self::Fork => "fork",
            Self::Merge => "merge",
            Self::EndOfRoad => "end of road",
            Self::Roundabout => "roundabout",
            Self::ExitRoundabout => "exit roundabout",
            Self::Notification => "notification",
            Self::Arrive => "arrive",
        }
    }
}

/// Which way a manoeuvre goes, in OSRM's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// Back.
    UTurn,
    /// By more than 120 degrees.
    SharpRight,
    /// By 40 to 120 degrees.
    Right,
    /// By 20 to 40 degrees.
    SlightRight,
    /// By less.
    Straight,
    /// By 20 to 40 degrees.
    SlightLeft,
    /// By 40 to 120 degrees.
    Left,
    /// By more than 120 degrees.
    SharpLeft,
}

impl Modifier {
    /// What a turn by so many degrees, positive to the right, is called.
    pub(super) fn of(degrees: f64) -> Self {
        let right = degrees > 0.0;
        match degrees.abs() {
            it if it <= 20.0 => Self::Straight,
            it if it <= 40.0 && right => Self::SlightRight,
            it if it <= 40.0 => Self::SlightLeft,
            it if it <= 120.0 && right => Self::Right,
            it if it <= 120.0 => Self::Left,
            it if it >= 179.0 => Self::UTurn,
            _ if right => Self::SharpRight,
            _ => Self::SharpLeft,
        }
    }

    /// OSRM's word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::UTurn => "uturn",
            Self::SharpRight => "sharp right",
            Self::Right => "right",
            Self::SlightRight => "slight right",
            Self::Straight => "straight",
            Self::SlightLeft => "slight left",
            Self::Left => "left",
            Self::SharpLeft => "sharp left",
        }
    }
}

/// What one does at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Maneuver {
    /// What it is.
    pub kind: Kind,
    /// Which way it goes; at an arrival, on which side the goal is.
    pub modifier: Option<Modifier>,
    /// Where.
    pub place: LonLat,
    /// Direction before, in whole degrees; 0 at the start.
    pub before: u16,
    /// Direction after, in whole degrees; 0 at the end.
    pub after: u16,
    /// Which exit of a roundabout is taken, from 1.
    pub exit: Option<u32>,
}

/// How two names, modes and streets meet, for [`kind`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage<'a> {
    /// Name before; empty without one.
    pub(super) from: &'a str,
    /// Name after.
    pub(super) to: &'a str,
    /// Does the mode of travel change?
    pub(super) changes_mode: bool,
    /// Direction before.
    pub(super) before: f64,
    /// Direction after.
    pub(super) after: f64,
    /// Does one go back where one came from?
    pub(super) returns: bool,
    /// Is the street after a one-way street into which another leads straight?
    pub(super) joins: bool,
}

/// What to tell somebody who could also go in the directions `others`; `None` if nothing.
pub(super) fn kind(
    passage: &Passage<'_>,
    others: impl Iterator<Item = f64> + Clone,
) -> Option<(Kind, Modifier)> {
    let degrees = turn(passage.before, passage.after);
    let modifier = if passage.returns { Modifier::UTurn } else { Modifier::of(degrees) };
    let renamed = passage.from != passage.to;
    let same_street = !renamed && !passage.to.is_empty();
    let turns = others.clone().map(|other| turn(passage.before, other));
    let straightest = turns.min_by(|a, b| a.abs().total_cmp(&b.abs()));
    let notice = passage.changes_mode.then_some((Kind::Notification, modifier));
    if passage.returns {
        return Some((if same_street { Kind::Continue } else { Kind::Turn }, modifier));
    }
    let Some(other) = straightest else {
        let kind = if degrees.abs() > 40.0 { Kind::Turn } else { Kind::NewName };
        return renamed.then_some((kind, modifier)).filter(|_| notice.is_none()).or(notice);
    };
    if degrees.abs() <= 40.0 {
        let close = other.abs() <= 40.0 && (degrees - other).abs() <= 60.0;
        let is_obvious = degrees.abs() + 15.0 <= other.abs();
        if close && !is_obvious && !same_street {
            let side = if degrees > other { Modifier::SlightRight } else { Modifier::SlightLeft };
            return Some((Kind::Fork, side));
        }
        let kind = if passage.joins { Kind::Merge } else { Kind::NewName };
        return renamed.then_some((kind, modifier)).filter(|_| notice.is_none()).or(notice);
    }
    let ends = others.count() == 1 && other.abs() > 40.0 && (other > 0.0) != (degrees > 0.0);
    let kind = match same_street {
        true => Kind::Continue,
        false if ends => Kind::EndOfRoad,
        false => Kind::Turn,
    };
    Some((kind, modifier))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(from: &str, to: &str, degrees: f64, others: &[f64]) -> Option<(Kind, Modifier)> {
        let before = 350.0;
        let passage = Passage {
            from,
            to,
            changes_mode: false,
            before,
            after: before + degrees,
            returns: false,
            joins: false,
        };
        kind(&passage, others.iter().map(|other| before + other))
    }

    #[test]
    fn what_is_obvious_is_not_told() {
        assert_eq!(told("A", "A", 5.0, &[90.0, -90.0]), None);
        assert_eq!(told("A", "A", -35.0, &[60.0]), None);
        assert_eq!(told("A", "A", 80.0, &[]), None, "a bend");
        assert_eq!(told("", "", 5.0, &[90.0]), None);
    }

    #[test]
    fn turns_are_told_by_how_streets_meet() {
        use Kind as K;
        use Modifier as M;
        let cases = [
            ("A", "B", 90.0, vec![0.0, -90.0], K::Turn, M::Right),
            ("A", "B", -130.0, vec![0.0], K::Turn, M::SharpLeft),
            ("A", "B", 90.0, vec![-90.0], K::EndOfRoad, M::Right),
            ("A", "A", 90.0, vec![-90.0], K::Continue, M::Right),
            ("A", "B", 3.0, vec![90.0], K::NewName, M::Straight),
            ("A", "B", 3.0, vec![], K::NewName, M::Straight),
            ("A", "B", 60.0, vec![], K::Turn, M::Right),
            ("A", "B", 15.0, vec![-20.0], K::Fork, M::SlightRight),
            ("A", "B", -15.0, vec![10.0], K::Fork, M::SlightLeft),
        ];
        for (from, to, degrees, others, kind, modifier) in cases {
            let told = told(from, to, degrees, &others);
            assert_eq!(told, Some((kind, modifier)), "{from} {to} {degrees} {others:?}");
        }
    }

    #[test]
    fn who_gets_off_is_told_so() {
        let passage = Passage {
            from: "A",
            to: "A",
            changes_mode: true,
            before: 0.0,
            after: 2.0,
            returns: false,
            joins: false,
        };
        let told = kind(&passage, [90.0].into_iter());
        assert_eq!(told, Some((Kind::Notification, Modifier::Straight)));
        let back = Passage { returns: true, after: 180.0, ..passage };
        assert_eq!(kind(&back, std::iter::empty()), Some((Kind::Continue, Modifier::UTurn)));
    }
}
