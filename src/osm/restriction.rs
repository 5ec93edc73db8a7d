//! Said restrictions: relations with `type=restriction`.
//!
//! OSM wiki, "Relation:restriction": a plain `restriction=*` binds all vehicles, cycles too (French law
//! agrees: signs B2 and B21 bind every vehicle unless a panel says otherwise). `except=bicycle` frees them,
//! `restriction:bicycle` is about them alone, `restriction:hgv` and the like about others. What is banned
//! at red lights only (`no_right_turn_on_red`) bans nothing here.

use super::{block::Member, clauses};

/// Most members that are looked at.
const MAX_MEMBERS: usize = 64;
/// Most ways that a restriction leads over.
const MAX_VIA: usize = 16;
/// Most pairs of ways from and to which `no_entry` and `no_exit` make.
const MAX_PAIRS: usize = 16;

/// The keys of a restriction that are looked at.
pub(super) const RESTRICTION_KEYS: [&str; 10] = [
    "day_off",
    "day_on",
    "except",
    "hour_off",
    "hour_on",
    "restriction",
    "restriction:bicycle",
    "restriction:bicycle:conditional",
    "restriction:conditional",
    "type",
];

/// Why a restriction is left out whose ways or nodes are not on the map: what the report calls it.
pub const RESTRICTION_BEYOND: &str = "its ways are not all for cycles, or beyond the extract";

/// What lies between the way from which and the way to which one turns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via<N> {
    /// A node.
    Node(N),
    /// Ways, by their ids, in the order in which they are ridden.
    Ways(Vec<i64>),
}

/// A turn that a sign forbids or commands, as OpenStreetMap has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnRestriction<N = u32> {
    /// Id of the way from which one comes.
    pub from: i64,
    /// What one comes over; nodes are indices into [`Extract::positions`](super::Extract).
    pub via: Via<N>,
    /// Id of the way to which one turns.
    pub to: i64,
    /// Is this turn the only one allowed, rather than forbidden?
    pub only: bool,
    /// Is it about turning round?
    pub u_turn: bool,
    /// When it holds, in OpenStreetMap's words; `None`: always.
    pub condition: Option<String>,
}

impl<N> TurnRestriction<N> {
    /// The same over another kind of node; `None` if there is none for it.
    pub(super) fn with_node<M>(
        self,
        node: impl FnOnce(N) -> Option<M>,
    ) -> Option<TurnRestriction<M>> {
        let Self { from, via, to, only, u_turn, condition } = self;
        let via = match via {
            Via::Node(at) => Via::Node(node(at)?),
            Via::Ways(ways) => Via::Ways(ways),
        };
        Some(TurnRestriction { from, via, to, only, u_turn, condition })
    }
}

/// Why a relation is no restriction for cycles: what the report calls it.
pub(super) type Reason = &'static str;

/// Is a relation with this `type` a restriction, for whomever?
pub(super) fn is_restriction(kind: &str) -> bool {
    kind == "restriction" || kind.starts_with("restriction:")
}

/// What a relation that [`is_restriction`] forbids or commands to cycles: each of its turns, or why there
/// is none. `value` gives its tags with [`RESTRICTION_KEYS`].
pub(super) fn restrictions<'a>(
    value: impl Fn(&str) -> Option<&'a str>,
    members: &[Member<'_>],
) -> Result<Vec<TurnRestriction<i64>>, Reason> {
    let turns = turns(value)?;
    let [from, via, to] = ["from", "via", "to"].map(|role| {
        let of_role = |member: &&Member<'_>| member.role == role.as_bytes();
        members.iter().filter(of_role).collect::<Vec<_>>()
    });
    let unusable = "its members are not a way from, a node or ways via, and a way to";
    let ways = |members: &[&Member<'_>]| -> Option<Vec<i64>> {
        members.iter().map(|member| member.way).collect()
    };
    let (from, to) = (ways(&from).ok_or(unusable)?, ways(&to).ok_or(unusable)?);
    let via = match via[..] {
        [Member { node: Some(node), .. }] => Via::Node(*node),
        _ => Via::Ways(ways(&via).filter(|ways| !ways.is_empty()).ok_or(unusable)?),
    };
    let too_long = matches!(&via, Via::Ways(ways) if ways.len() > MAX_VIA);
    if members.len() > MAX_MEMBERS || too_long || from.len() * to.len() > MAX_PAIRS {
        return Err("it has too many members");
    }
    let several = from.len() > 1 || to.len() > 1;
    if from.is_empty() || to.is_empty() || (several && turns.iter().any(|turn| turn.only)) {
        return Err(unusable);
    }
    let pairs = from.iter().flat_map(|from| to.iter().map(move |to| (*from, *to)));
    let restriction = |(from, to), turn: &Said| {
        let (via, condition) = (via.clone(), turn.condition.clone());
        TurnRestriction { from, via, to, only: turn.only, u_turn: turn.u_turn, condition }
    };
    Ok(pairs.flat_map(|pair| turns.iter().map(move |turn| restriction(pair, turn))).collect())
}

/// What the tags say of the turn.
struct Said {
    only: bool,
    u_turn: bool,
    condition: Option<String>,
}

impl Said {
    fn new(value: &str, condition: Option<String>) -> Result<Self, Reason> {
        let (only, what) = match value.split_once('_') {
            Some(("no", what)) => (false, what),
            Some(("only", what)) => (true, what),
            _ => return Err("it says nothing that is known"),
        };
        if what.ends_with("on_red") {
            return Err("it holds at red lights only");
        }
        Ok(Self { only, u_turn: what == "u_turn", condition })
    }
}

fn turns<'a>(value: impl Fn(&str) -> Option<&'a str>) -> Result<Vec<Said>, Reason> {
    let for_others = "it is for other vehicles";
    let of_type = match value("type") {
        None | Some("restriction") => None,
        Some("restriction:bicycle") => value("restriction"),
        Some(_) => return Err(for_others),
    };
    let own = value("restriction:bicycle").or(of_type);
    let own_conditional = value("restriction:bicycle:conditional");
    let (always, conditional) = if own.is_some() || own_conditional.is_some() {
        (own, own_conditional)
    } else if value("except").is_some_and(|except| lists(except, "bicycle")) {
        return Err("bicycles are excepted");
    } else {
        (value("restriction"), value("restriction:conditional"))
    };
    if always.is_none() && conditional.is_none() {
        return Err(for_others);
    }
    if matches!(own, Some("none" | "no")) && conditional.is_none() {
        return Err("bicycles are excepted");
    }
    let mut turns = Vec::new();
    if let Some(always) = always.filter(|always| !matches!(*always, "none" | "no")) {
        turns.push(Said::new(always, hours(&value))?);
    }
    for clause in conditional.map(clauses).into_iter().flatten() {
        turns.push(Said::new(&clause.value, Some(clause.condition))?);
    }
    if turns.is_empty() { Err("it says nothing that is known") } else { Ok(turns) }
}

fn lists(values: &str, wanted: &str) -> bool {
    values.split([';', ',']).any(|value| value.trim() == wanted)
}

/// The old way to say when it holds (OSM wiki, "Relation:restriction", deprecated): `day_on=Monday`,
/// `day_off=Friday`, `hour_on=07:00`, `hour_off=09:00`.
fn hours<'a>(value: impl Fn(&str) -> Option<&'a str>) -> Option<String> {
    let range = |on: Option<String>, off: Option<String>| match (on, off) {
        (Some(on), Some(off)) => Some(format!("{on}-{off}")),
        (None, None) => None,
        // Half of it is no time: what is left is not understood.
        (Some(one), None) | (None, Some(one)) => Some(format!("{one}-?")),
    };
    // Opening hours know Monday as Mo.
    let day = |key| value(key).map(|day| day.trim().chars().take(2).collect::<String>());
    let hour = |key| value(key).map(|hour| hour.trim().to_owned());
    let days = range(day("day_on"), day("day_off"));
    let hours = range(hour("hour_on"), hour("hour_off"));
    match (days, hours) {
        (Some(days), Some(hours)) => Some(format!("{days} {hours}")),
        (days, hours) => days.or(hours),
    }
}

#[cfg(test)]
mod tests;
