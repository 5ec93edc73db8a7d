//! An order that somebody wants to put into a round by hand: what that adds, and what stands against it. Nothing is
//! changed by asking.

mod places;

use self::places::Tried;
use super::{
    Instance,
    beyond::{beyond, grown, limit},
    delay::{delays, starts},
    reason::name,
};
use crate::{
    domain::{Sentence, words::amount},
    solver::{Breach, Infeasible, Route, StopId, breaches},
    units::{Dimension, Load, Seconds, Timestamp},
};
use std::collections::BTreeMap;

/// What putting an order into the round of a shift would mean.
#[derive(Clone, Debug, PartialEq)]
pub struct ByHand {
    /// Where it would be and what it adds; `None` if there is no way to ride it at all.
    pub placing: Option<Placing>,
    /// What stands against it; empty: nothing that the plan knows of. What was as wrong before is none.
    pub obstacles: Vec<Obstacle>,
}

/// Where an order would be.
#[derive(Clone, Debug, PartialEq)]
pub struct Placing {
    /// How many stops of other orders come before the first of its own.
    pub position: usize,
    /// When service starts at each pickup.
    pub pickups_at: Vec<Timestamp>,
    /// The same at each dropoff.
    pub dropoffs_at: Vec<Timestamp>,
    /// How much longer all rounds are ridden together; less than nothing where it came from a worse place.
    pub riding_s: i64,
    /// How much farther.
    pub distance_m: i64,
    /// Orders that come later than they would without it, by index, each with the most that any stop of it is later;
    /// the latest first.
    pub delays: Vec<(usize, Seconds)>,
}

/// Something that stands against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// What kind of thing.
    pub kind: ObstacleKind,
    /// The order whose promise would break, by index.
    pub order: Option<usize>,
    /// In a sentence, with its figures.
    pub sentence: Sentence,
}

/// What kind of thing stands against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObstacleKind {
    /// Nobody on that shift is trained or equipped for it: the co-operative's own rule.
    Skill,
    /// It is for other couriers, or kept from whoever works the shift: the co-operative's own choice.
    Courier,
    /// It is too much for the vehicle, by the co-operative's own figures.
    Capacity,
    /// A stop would come after its window.
    Promise,
    /// The round would be over after the shift, or has no time for its break.
    Shift,
    /// There is no way to ride it.
    Street,
}

impl ObstacleKind {
    /// May a dispatcher go ahead all the same, with a reason? Only against what the co-operative itself has set.
    #[must_use]
    pub fn is_soft(self) -> bool {
        matches!(self, Self::Skill | Self::Courier | Self::Capacity)
    }
}

impl Instance<'_> {
    /// What it would mean to put an order into the round of a shift (both by index), taken out of the round that it is
    /// in: its first stop after so many stops of other orders, or with `None` wherever that breaks least and then adds
    /// least. Its other stops go where they add least, one after the other as they are listed. Cost: cubic in the stops of
    /// the round.
    #[must_use]
    pub fn by_hand(&self, order: usize, shift: usize, position: Option<usize>) -> ByHand {
        let (source, target) = (self.round_with(order), self.round_of(shift));
        let others: Vec<StopId> =
            target.iter().filter(|stop| stop.request() != order).copied().collect();
        let mut obstacles: Vec<Obstacle> = self.lacking_skills(order, shift).into_iter().collect();
        obstacles.extend(self.not_theirs(order, shift));
        let before = self.tried(shift, &others).ok();
        let best = match self.best(order, shift, &others, position) {
            Ok(best) => best,
            Err(infeasible) => {
                obstacles.push(cannot_be_ridden(order, infeasible));
                return ByHand { placing: None, obstacles };
            }
        };
        let (_, route) = &best;
        obstacles.extend(self.broken(shift, route, before.as_ref().map(|(_, route)| route)));
        let left: Option<Vec<StopId>> = source.as_ref().map(|(_, stops)| {
            stops.iter().filter(|stop| stop.request() != order).copied().collect()
        });
        let of = |tried: Option<&Tried>, of: fn(&Route) -> u32| {
            tried.map_or(0, |(_, route)| i64::from(of(route)))
        };
        // What the round loses that it comes from; the same round is told as it is without the order.
        let source = source.map(|(vehicle, stops)| {
            let was = self.tried(vehicle, &stops).ok();
            (was, self.tried(vehicle, left.as_deref().unwrap_or_default()).ok())
        });
        let added = |figure: fn(&Route) -> u32| {
            let saved = source.as_ref().map_or(0, |(was, without)| {
                of(was.as_ref(), figure) - of(without.as_ref(), figure)
            });
            of(Some(&best), figure) - of(before.as_ref(), figure) - saved
        };
        let now = starts(route);
        let then = before.as_ref().map(|(_, route)| starts(route)).unwrap_or_default();
        let at = |stop: StopId| self.instant(now.get(&stop).copied().unwrap_or_default());
        let ridden: Vec<StopId> = route.stops().collect();
        let first = ridden.iter().position(|stop| stop.request() == order).unwrap_or_default();
        let told = &self.orders[order];
        let (pickups, dropoffs) = (0..told.pickup_count(), 0..told.dropoffs.len());
        let placing = Placing {
            position: first,
            pickups_at: pickups
                .map(|pickup| at(StopId::Pickup { request: order, pickup }))
                .collect(),
            dropoffs_at: dropoffs
                .map(|dropoff| at(StopId::Dropoff { request: order, dropoff }))
                .collect(),
            riding_s: added(|route| route.totals.travel.as_u32()),
            distance_m: added(|route| route.totals.distance.as_u32()),
            delays: delays(&then, &now),
        };
        ByHand { placing: Some(placing), obstacles }
    }

    /// The stops of the round of before that has an order, and its shift.
    pub(super) fn round_with(&self, order: usize) -> Option<(usize, Vec<StopId>)> {
        let with =
            |(_, stops): &&(usize, Vec<StopId>)| stops.iter().any(|it| it.request() == order);
        self.warm_start.iter().find(with).cloned()
    }

    fn round_of(&self, shift: usize) -> Vec<StopId> {
        let round = self.warm_start.iter().find(|(vehicle, _)| *vehicle == shift);
        round.map_or_else(Vec::new, |(_, stops)| stops.clone())
    }

    fn not_theirs(&self, order: usize, shift: usize) -> Option<Obstacle> {
        let sentence = Sentence {
            en: "it is for other couriers, or kept from this one".to_owned(),
            fr: "elle est pour d'autres coursiers, ou écartée de celui-ci".to_owned(),
        };
        let allowed = self.orders[order].terms.couriers.allow(&self.coop.shifts[shift]);
        (!allowed).then_some(Obstacle { kind: ObstacleKind::Courier, order: None, sentence })
    }

    fn lacking_skills(&self, order: usize, shift: usize) -> Option<Obstacle> {
        let shift = &self.coop.shifts[shift];
        let people = self.coop.couriers.iter().filter(|it| shift.people().any(|id| id == it.id));
        let people: Vec<_> = people.collect();
        let needed = self.orders[order].skills.iter();
        let lacks = |skill: &&String| people.iter().all(|person| !person.skills.contains(*skill));
        let lacking: Vec<&str> = needed.filter(lacks).map(String::as_str).collect();
        let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
        let lack = lacking.join(", ");
        let sentence = match names.as_slice() {
            [name] => Sentence {
                en: format!("it needs {lack}, which {name} has not"),
                fr: format!("il faut {lack}, que {name} n'a pas"),
            },
            names => Sentence {
                en: format!("it needs {lack}, which neither {} has", names.join(" nor ")),
                fr: format!("il faut {lack}, que ni {} n'ont", names.join(" ni ")),
            },
        };
        let kind = ObstacleKind::Skill;
        (!lacking.is_empty()).then_some(Obstacle { kind, order: None, sentence })
    }

    /// What a route breaks that it did not break as badly before.
    fn broken(&self, shift: usize, route: &Route, before: Option<&Route>) -> Vec<Obstacle> {
        let was = before.map(|route| breaches(&self.problem, std::slice::from_ref(route)));
        let was = was.unwrap_or_default();
        let now = breaches(&self.problem, std::slice::from_ref(route));
        let late: BTreeMap<StopId, Seconds> = was.iter().filter_map(lateness).collect();
        let mut obstacles = Vec::new();
        for (stop, by) in now.iter().filter_map(lateness) {
            if late.get(&stop).is_none_or(|known| by > *known) {
                obstacles.push(self.late(route, stop, by));
            }
        }
        let [had, has] =
            [&was, &now].map(|breaches| breaches.iter().map(overload).fold(Load::ZERO, Load::max));
        for dimension in [Dimension::Mass, Dimension::Volume, Dimension::Bags] {
            let over = has.amount(dimension);
            if over > had.amount(dimension) {
                obstacles.push(self.too_much(shift, dimension, over));
            }
        }
        for breach in &now {
            let before = was.iter().find_map(|old| grown(old, breach)).unwrap_or_default();
            if let Some(over) = limit(breach).filter(|over| *over > before) {
                obstacles.push(beyond(breach, over));
            }
        }
        let [had, has] =
            [&was, &now].map(|breaches| breaches.iter().map(overdue).max().unwrap_or_default());
        if has > had {
            let minutes = has.as_u32().div_ceil(60);
            let sentence = Sentence {
                en: format!("the round would be over {minutes} min after the end of the shift"),
                fr: format!("la tournée finirait {minutes} min après la fin du service"),
            };
            obstacles.push(Obstacle { kind: ObstacleKind::Shift, order: None, sentence });
        }
        obstacles
    }

    fn late(&self, route: &Route, stop: StopId, by: Seconds) -> Obstacle {
        let order = stop.request();
        let start = starts(route).get(&stop).copied().unwrap_or_default();
        let [at, due] = self.clocks(order, [start, start - by]);
        let (name, minutes) = (name(self.order_stop(stop)), by.as_u32().div_ceil(60));
        let sentence = Sentence {
            en: format!(
                "{} was promised until {due}, and would be served at {at}, {minutes} min late",
                name.en
            ),
            fr: format!(
                "{} : promis jusqu'à {due}, ce serait {at}, soit {minutes} min de retard",
                name.fr
            ),
        };
        Obstacle { kind: ObstacleKind::Promise, order: Some(order), sentence }
    }

    fn too_much(&self, shift: usize, dimension: Dimension, over: u32) -> Obstacle {
        let capacity = self.problem.vehicles()[shift].capacity.amount(dimension);
        let (over, capacity) = (amount(dimension, over), amount(dimension, capacity));
        let sentence = Sentence {
            en: format!("{} more than the {} that the vehicle takes", over.en, capacity.en),
            fr: format!("{} de plus que les {} que prend le véhicule", over.fr, capacity.fr),
        };
        Obstacle { kind: ObstacleKind::Capacity, order: None, sentence }
    }
}

fn cannot_be_ridden(order: usize, infeasible: Infeasible) -> Obstacle {
    let (kind, en, fr) = match infeasible {
        Infeasible::NoTimeForBreak { .. } | Infeasible::OutsideShift { .. } => (
            ObstacleKind::Shift,
            "the shift has no time left for it and its break",
            "il ne reste pas de temps dans le service pour cela et la pause",
        ),
        _ => (
            ObstacleKind::Street,
            "this vehicle has no way to one of its stops",
            "ce véhicule n'a pas de chemin vers l'un de ses arrêts",
        ),
    };
    let sentence = Sentence { en: en.to_owned(), fr: fr.to_owned() };
    Obstacle { kind, order: Some(order), sentence }
}

fn lateness(breach: &Breach) -> Option<(StopId, Seconds)> {
    match breach {
        Breach::Late { stop, by, .. } => Some((*stop, *by)),
        _ => None,
    }
}

fn overload(breach: &Breach) -> Load {
    match breach {
        Breach::Overloaded { by, .. } => *by,
        _ => Load::ZERO,
    }
}

fn overdue(breach: &Breach) -> Seconds {
    match breach {
        Breach::Overdue { by, .. } => *by,
        _ => Seconds::ZERO,
    }
}
