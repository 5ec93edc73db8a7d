//! What is to be carried together.

use super::{Skills, Stop};
use crate::{
    solver::StopId,
    units::{Load, Seconds},
};

/// Where something comes on board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pickup {
    /// Where and when.
    pub stop: Stop,
    /// What comes on board.
    pub load: Load,
}

/// Where something leaves the vehicle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropoff {
    /// Where and when.
    pub stop: Stop,
    /// What leaves the vehicle.
    pub load: Load,
    /// The pickups of its request (indices) that it must come after. `None`: all of them.
    pub after: Option<Vec<usize>>,
    /// How long it may be at most from the end of service at each of these pickups to the start at this
    /// dropoff: warm food, the cold chain.
    pub most_on_board: Option<Seconds>,
}

impl Dropoff {
    /// Must it come after this pickup of its request?
    #[must_use]
    pub fn follows(&self, pickup: usize) -> bool {
        self.after.as_ref().is_none_or(|after| after.contains(&pickup))
    }
}

/// Which vehicles may serve a request. Vehicles are indices into
/// [`Problem::vehicles`](super::Problem::vehicles).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Allowed {
    /// All.
    #[default]
    Any,
    /// These, one at least.
    Only(Vec<usize>),
    /// All but these.
    Not(Vec<usize>),
}

impl Allowed {
    /// This vehicle alone.
    #[must_use]
    pub fn one(vehicle: usize) -> Self {
        Self::Only(vec![vehicle])
    }

    /// May this vehicle?
    #[must_use]
    pub fn contains(&self, vehicle: usize) -> bool {
        match self {
            Self::Any => true,
            Self::Only(these) => these.contains(&vehicle),
            Self::Not(these) => !these.contains(&vehicle),
        }
    }

    /// The only one that may.
    #[must_use]
    pub fn only_one(&self) -> Option<usize> {
        match self {
            Self::Only(these) => {
                let first = *these.first()?;
                these.iter().all(|other| *other == first).then_some(first)
            }
            Self::Any | Self::Not(_) => None,
        }
    }

    /// The vehicles that are named.
    #[must_use]
    pub fn named(&self) -> &[usize] {
        match self {
            Self::Any => &[],
            Self::Only(these) | Self::Not(these) => these,
        }
    }
}

/// In which order a request's stops are made, beside each dropoff after its pickups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sequence {
    /// Any.
    #[default]
    Free,
    /// As listed: the pickups, then the dropoffs. Others' stops may lie between.
    Fixed,
    /// As listed, and no stop of another request between the first and the last: a standing round.
    Block,
}

/// Stops that one vehicle makes, all of them or none: a pickup and a dropoff, one pickup and several dropoffs,
/// several orders that must go together, or only pickups or dropoffs.
///
/// What is dropped off and not picked up is on board when the route starts; what is picked up and not dropped
/// off stays on board to the end of the route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Where its load comes on board.
    pub pickups: Vec<Pickup>,
    /// Where it goes. One stop at least, pickup or dropoff.
    pub dropoffs: Vec<Dropoff>,
    /// The order of its stops.
    pub sequence: Sequence,
    /// What the vehicle's courier must be able to do.
    pub skills: Skills,
    /// Who may serve it.
    pub vehicles: Allowed,
    /// When it was placed, for [`Objective::door`](crate::solver::Objective::door).
    pub placed: Option<Seconds>,
    /// The vehicle whose courier was told of it: to give it to another courier costs
    /// [`Objective::change`](crate::solver::Objective::change).
    pub announced: Option<usize>,
    /// How much it weighs, beside others, to leave it unserved. At least 1.
    pub priority: u32,
    /// Is this what is left of it, while some of its stops were made already?
    pub begun: bool,
}

impl Request {
    /// These stops in any order, for any vehicle, of priority 1.
    #[must_use]
    pub fn new(pickups: Vec<Pickup>, dropoffs: Vec<Dropoff>) -> Self {
        Self {
            pickups,
            dropoffs,
            sequence: Sequence::Free,
            skills: Skills::NONE,
            vehicles: Allowed::Any,
            placed: None,
            announced: None,
            priority: 1,
            begun: false,
        }
    }

    /// A load from one place to another.
    #[must_use]
    pub fn pair(pickup: Stop, dropoff: Stop, load: Load) -> Self {
        Self::new(vec![Pickup { stop: pickup, load }], vec![Dropoff::new(dropoff, load)])
    }

    /// A load from one place to several.
    #[must_use]
    pub fn spread(pickup: Stop, dropoffs: Vec<(Stop, Load)>) -> Self {
        let load = dropoffs.iter().map(|(_, load)| *load).sum();
        let dropoffs = dropoffs.into_iter().map(|(stop, load)| Dropoff::new(stop, load));
        Self::new(vec![Pickup { stop: pickup, load }], dropoffs.collect())
    }

    /// A load that is on board when the route starts.
    #[must_use]
    pub fn delivery(dropoff: Stop, load: Load) -> Self {
        Self::new(Vec::new(), vec![Dropoff::new(dropoff, load)])
    }

    /// A load that stays on board to the end of the route.
    #[must_use]
    pub fn collection(pickup: Stop, load: Load) -> Self {
        Self::new(vec![Pickup { stop: pickup, load }], Vec::new())
    }

    /// All its stops as they are listed, the pickups first. `request` is its index.
    pub fn stops(&self, request: usize) -> impl Iterator<Item = (StopId, &Stop)> {
        let pickups = self.pickups.iter().enumerate();
        let pickups =
            pickups.map(move |(pickup, it)| (StopId::Pickup { request, pickup }, &it.stop));
        let dropoffs = self.dropoffs.iter().enumerate();
        pickups.chain(
            dropoffs.map(move |(dropoff, it)| (StopId::Dropoff { request, dropoff }, &it.stop)),
        )
    }

    /// How many stops it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pickups.len() + self.dropoffs.len()
    }

    /// Has it no stop?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The stop, if it is one of this request's; whose it is by number is not looked at.
    #[must_use]
    pub fn stop(&self, id: StopId) -> Option<&Stop> {
        match id {
            StopId::Pickup { pickup, .. } => self.pickups.get(pickup).map(|it| &it.stop),
            StopId::Dropoff { dropoff, .. } => self.dropoffs.get(dropoff).map(|it| &it.stop),
        }
    }

    /// Must the stop `earlier` come before `later`? Both of this request.
    #[must_use]
    pub fn must_precede(&self, earlier: StopId, later: StopId) -> bool {
        match (earlier, later) {
            _ if self.sequence != Sequence::Free => earlier < later,
            (StopId::Pickup { pickup, .. }, StopId::Dropoff { dropoff, .. }) => {
                self.dropoffs.get(dropoff).is_some_and(|it| it.follows(pickup))
            }
            _ => false,
        }
    }

    /// What comes on board at its pickups.
    #[must_use]
    pub fn picked_up(&self) -> Load {
        self.pickups.iter().map(|it| it.load).sum()
    }

    /// What leaves the vehicle at its dropoffs.
    #[must_use]
    pub fn dropped_off(&self) -> Load {
        self.dropoffs.iter().map(|it| it.load).sum()
    }

    /// What is on board when the route starts.
    #[must_use]
    pub fn aboard(&self) -> Load {
        self.dropped_off() - self.picked_up()
    }

    /// The most of it that is on board at once, whatever the order of its stops; where a dropoff need not
    /// follow all pickups, only what must be on board at some moment.
    #[must_use]
    pub fn load(&self) -> Load {
        if self.is_carried_at_once() {
            return self.picked_up().max(self.dropped_off());
        }
        let left = self.picked_up() - self.dropped_off();
        let single = self.pickups.iter().map(|it| it.load);
        let single = single.chain(self.dropoffs.iter().map(|it| it.load));
        single.fold(self.aboard().max(left), Load::max)
    }

    /// Is all of it picked up before any of it is dropped off, in any order?
    #[must_use]
    pub fn is_carried_at_once(&self) -> bool {
        let pickups = self.pickups.len();
        let follows_all = |it: &Dropoff| (0..pickups).all(|pickup| it.follows(pickup));
        self.sequence != Sequence::Free || self.dropoffs.iter().all(follows_all)
    }

    /// Is its load, or a part of it, on board of a vehicle already, which alone can bring it?
    #[must_use]
    pub fn is_under_way(&self) -> Option<usize> {
        self.vehicles.only_one().filter(|_| self.begun || self.pickups.is_empty())
    }
}

impl Dropoff {
    /// A dropoff after all pickups of its request, however long that takes.
    #[must_use]
    pub fn new(stop: Stop, load: Load) -> Self {
        Self { stop, load, after: None, most_on_board: None }
    }
}
