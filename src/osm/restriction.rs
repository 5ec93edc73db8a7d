//! Said restrictions: relations with `type=restriction`.
//!
//! OSM wiki, "Relation:restriction": a plain `restriction=*` binds all vehicles, cycles too (French law
//! agrees: signs B2 and B21 bind every vehicle unless a panel says otherwise). `except=bicycle` frees them,
//! `restriction:bicycle` is about them alone, `restriction:hgv` and the like about others. What is banned
//! at red lights only (`no_right_turn_on_red`) bans nothing here.

use super::{block::Member, clauses, is_understood};

/// Most members that are looked at.
const MAX_MEMBERS: usize = 64;
/// Most ways that a restriction leads over.
const MAX_VIA: usize = 16;
/// Most turns that a relation makes: pairs of ways from and to (`no_entry`, `no_exit`), times what is said
/// of each at different times.
const MAX_TURNS: usize = 16;

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

/// Why a restriction, or a part of it, is left out that depends on something else than the time: what the
/// report calls it.
pub const RESTRICTION_NOT_UNDERSTOOD: &str = "its condition is not understood";

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
    /// When it does not hold all the same: while any of these conditions does.
    pub unless: Vec<String>,
}

impl<N> TurnRestriction<N> {
    /// The same over another kind of node; `None` if there is none for it.
    pub(super) fn with_node<M>(
        self,
        node: impl FnOnce(N) -> Option<M>,
    ) -> Option<TurnRestriction<M>> {
        let Self { from, via, to, only, u_turn, condition, unless } = self;
        let via = match via {
            Via::Node(at) => Via::Node(node(at)?),
            Via::Ways(ways) => Via::Ways(ways),
        };
        Some(TurnRestriction { from, via, to, only, u_turn, condition, unless })
    }
}

/// Why a relation is no restriction for cycles: what the report calls it.
pub(super) type Reason = &'static str;

/// Is a relation with this `type` a restriction, for whomever?
pub(super) fn is_restriction(kind: &str) -> bool {
    kind == "restriction" || kind.starts_with("restriction:")
}

/// What a relation that [`is_restriction`] says to cycles.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Restrictions {
    /// Each of its turns.
    pub(super) turns: Vec<TurnRestriction<i64>>,
    /// Why some of what it says is left out, or all of it.
    pub(super) left_out: Vec<Reason>,
    /// Conditions that are not understood.
    pub(super) unknown: Vec<String>,
}

/// What a relation that [`is_restriction`] forbids or commands to cycles. `value` gives its tags with
/// [`RESTRICTION_KEYS`].
pub(super) fn restrictions<'a>(
    value: impl Fn(&str) -> Option<&'a str>,
    members: &[Member<'_>],
) -> Restrictions {
    let mut read = Restrictions::default();
    let said = match said(value, &mut read) {
        Ok(said) if said.is_empty() => return read,
        Ok(said) => said,
        Err(reason) => return Restrictions { left_out: vec![reason], ..read },
    };
    match turns(&said, members) {
        Ok(turns) => Restrictions { turns, ..read },
        Err(reason) => Restrictions { left_out: vec![reason], ..read },
    }
}

fn turns(said: &[Said], members: &[Member<'_>]) -> Result<Vec<TurnRestriction<i64>>, Reason> {
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
    if members.len() > MAX_MEMBERS || too_long {
        return Err("it has too many members");
    }
    // Each turn has all of these on its own.
    let parts: usize = said.iter().map(|said| 1 + said.unless.len()).sum();
    if from.len() * to.len() * parts > MAX_TURNS {
        return Err("it says too much of too many members");
    }
    let several = from.len() > 1 || to.len() > 1;
    if from.is_empty() || to.is_empty() || (several && said.iter().any(|said| said.turn.only)) {
        return Err(unusable);
    }
    let pairs = from.iter().flat_map(|from| to.iter().map(move |to| (*from, *to)));
    let restriction = |(from, to), said: &Said| {
        let Said { turn: Turn { only, u_turn }, condition, unless } = said.clone();
        TurnRestriction { from, via: via.clone(), to, only, u_turn, condition, unless }
    };
    Ok(pairs.flat_map(|pair| said.iter().map(move |said| restriction(pair, said))).collect())
}

/// A kind of turn.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Turn {
    only: bool,
    u_turn: bool,
}

impl Turn {
    /// `None`, if the value takes back what is said otherwise.
    fn read(value: &str) -> Result<Option<Self>, Reason> {
        let (only, what) = match value.split_once('_') {
            Some(("no", what)) => (false, what),
            Some(("only", what)) => (true, what),
            _ if matches!(value, "none" | "no") => return Ok(None),
            _ => return Err(SAYS_NOTHING),
        };
        if what.ends_with("on_red") {
            return Err("it holds at red lights only");
        }
        Ok(Some(Self { only, u_turn: what == "u_turn" }))
    }
}

/// What the tags say of the turn.
#[derive(Clone)]
struct Said {
    turn: Turn,
    condition: Option<String>,
    unless: Vec<String>,
}

const FOR_OTHERS: Reason = "it is for other vehicles";
const EXCEPTED: Reason = "bicycles are excepted";
const SAYS_NOTHING: Reason = "it says nothing that is known";

/// What the tags say, or why that is nothing. A part that is not understood does not void the rest.
fn said<'a>(
    value: impl Fn(&str) -> Option<&'a str>,
    read: &mut Restrictions,
) -> Result<Vec<Said>, Reason> {
    let of_type = match value("type") {
        None | Some("restriction") => None,
        Some("restriction:bicycle") => value("restriction"),
        Some(_) => return Err(FOR_OTHERS),
    };
    let own = value("restriction:bicycle").or(of_type);
    let own_conditional = value("restriction:bicycle:conditional");
    let excepted = value("except").is_some_and(|except| lists(except, "bicycle"));
    // The tag for all counts where that for cycles says nothing.
    let (always, conditional) = match own {
        Some(own) => (Some(own), None),
        None if excepted => (None, None),
        None => (value("restriction"), value("restriction:conditional")),
    };
    if always.or(conditional).or(own_conditional).is_none() {
        return Err(if excepted { EXCEPTED } else { FOR_OTHERS });
    }
    let mut left_out = |turn: Result<_, Reason>| turn.map_err(|why| read.left_out.push(why)).ok();
    let first = always.and_then(|always| left_out(Turn::read(always))).flatten();
    let mut said: Vec<Said> = Vec::new();
    if let Some(turn) = first {
        match hours(&value) {
            Some(hours) if !is_understood(&hours) => {
                left_out(Err(RESTRICTION_NOT_UNDERSTOOD));
                read.unknown.push(hours);
            }
            condition => said.push(Said { turn, condition, unless: Vec::new() }),
        }
    }
    // Of the conditions that hold the last counts, and those for cycles come after those for all.
    for conditional in [conditional, own_conditional].into_iter().flatten() {
        let clauses = clauses(conditional);
        if clauses.is_empty() {
            left_out(Err(SAYS_NOTHING));
        }
        for clause in clauses {
            let Some(turn) = left_out(Turn::read(&clause.value)) else { continue };
            if !is_understood(&clause.condition) {
                left_out(Err(RESTRICTION_NOT_UNDERSTOOD));
                read.unknown.push(clause.condition);
                continue;
            }
            for before in said.iter_mut().filter(|before| Some(before.turn) != turn) {
                before.unless.push(clause.condition.clone());
            }
            let condition = Some(clause.condition);
            said.extend(turn.map(|turn| Said { turn, condition, unless: Vec::new() }));
        }
    }
    if said.is_empty() && read.left_out.is_empty() {
        read.left_out.push(if own.is_some() { EXCEPTED } else { SAYS_NOTHING });
    }
    Ok(said)
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
    let hour = |key| {
        let hour = value(key)?.trim();
        Some(if hour.contains(':') { hour.to_owned() } else { format!("{hour}:00") })
    };
    let days = range(day("day_on"), day("day_off"));
    let hours = range(hour("hour_on"), hour("hour_off"));
    match (days, hours) {
        (Some(days), Some(hours)) => Some(format!("{days} {hours}")),
        (days, hours) => days.or(hours),
    }
}

#[cfg(test)]
mod tests;
