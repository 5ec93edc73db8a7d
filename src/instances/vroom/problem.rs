//! What a problem of VROOM says, in its own words and units: seconds, metres, ids as they came.

/// A problem that is consistent, as far as can be told without travel times.
#[derive(Clone, Debug, PartialEq)]
pub struct VroomProblem {
    pub(super) vehicles: Vec<Vehicle>,
    /// Jobs in their order, then pickup and delivery of each shipment, next to each other.
    pub(super) tasks: Vec<Task>,
    /// How many of the tasks are jobs.
    pub(super) jobs: usize,
    /// How many parts an amount has.
    pub(super) dimensions: usize,
    /// Names that vehicles have for how they ride, each once, with what the problem says of it.
    pub(super) profiles: Vec<Profile>,
    /// All places that are named, each once.
    pub(super) places: Vec<Place>,
    /// What is asked for beside the routes.
    pub options: VroomOptions,
}

impl VroomProblem {
    /// Does any vehicle bring a route along, by its `steps`?
    pub(super) fn has_steps(&self) -> bool {
        self.vehicles.iter().any(|vehicle| !vehicle.steps.is_empty())
    }

    /// The shipment that a task belongs to, as its pickup.
    pub(super) fn pickup_of(&self, task: usize) -> Option<usize> {
        match self.tasks[task].kind {
            TaskKind::Job => None,
            TaskKind::Pickup => Some(task),
            TaskKind::Delivery => Some(task - 1),
        }
    }
}

/// What `options` asks for: VROOM's arguments, as vroom-express takes them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct VroomOptions {
    /// `g`: the way of each route as a line, and its length.
    pub geometry: bool,
    /// `c`: times for the routes that `steps` say, nothing else.
    pub plan: bool,
    /// `t`: how many threads may work.
    pub threads: Option<u32>,
    /// `x`: how hard to search, 0 to 5.
    pub exploration: Option<u8>,
    /// `l`: how many seconds to search at most.
    pub limit_s: Option<f64>,
}

/// A place of the problem, with what is known of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// Row and column of the matrices that the problem brings along.
    pub(super) index: Option<u32>,
    /// Longitude and latitude, of the first who says them.
    pub(super) at: Option<[f64; 2]>,
}

/// Where a task or an end of a route is, as it was said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    /// Into [`VroomProblem::places`].
    pub(super) place: usize,
    pub(super) index: Option<u32>,
    pub(super) at: Option<[f64; 2]>,
}

/// A square matrix of a profile over all rows that the problem brings along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Square {
    pub(super) size: usize,
    pub(super) cells: Vec<u32>,
}

/// How vehicles of one `profile` ride.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Profile {
    pub(super) name: String,
    pub(super) durations: Option<Square>,
    pub(super) distances: Option<Square>,
    pub(super) costs: Option<Square>,
}

/// Closed windows in their order, none of which touch; none at all: any time.
pub(super) type Windows = Vec<[u32; 2]>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum TaskKind {
    Job,
    Pickup,
    Delivery,
}

impl TaskKind {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Job => "job",
            Self::Pickup => "pickup",
            Self::Delivery => "delivery",
        }
    }
}

/// How long something takes: for vehicles of some types otherwise than for all others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) usual: u32,
    pub(super) by_type: Vec<(String, u32)>,
}

impl Span {
    pub(super) fn of(&self, vehicle: &Vehicle) -> u32 {
        let own = self.by_type.iter().find(|(kind, _)| *kind == vehicle.kind);
        own.map_or(self.usual, |(_, span)| *span)
    }
}

/// A job, or one of the two ends of a shipment.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Task {
    pub(super) kind: TaskKind,
    pub(super) id: u64,
    pub(super) description: String,
    pub(super) spot: Spot,
    /// What it takes to get started, unless the vehicle is at this place already.
    pub(super) setup: Span,
    pub(super) service: Span,
    /// What goes off the vehicle here: on board from the start, or from the shipment's pickup on.
    pub(super) delivery: Vec<u32>,
    /// What comes on board here: until the end, or to the shipment's delivery.
    pub(super) pickup: Vec<u32>,
    /// In order, each once.
    pub(super) skills: Vec<u32>,
    pub(super) priority: u8,
    pub(super) windows: Windows,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Break {
    pub(super) id: u64,
    pub(super) description: String,
    pub(super) windows: Windows,
    pub(super) service: u32,
    pub(super) max_load: Option<Vec<u32>>,
}

/// What a vehicle costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Costs {
    pub(super) fixed: u32,
    /// An hour of travel.
    pub(super) per_hour: u32,
    /// An hour of setup and service.
    pub(super) per_task_hour: u32,
    pub(super) per_km: u32,
}

impl Costs {
    /// A second of travel costs one, nothing else costs anything.
    pub(super) const USUAL: Self = Self { fixed: 0, per_hour: 3600, per_task_hour: 0, per_km: 0 };
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Vehicle {
    pub(super) id: u64,
    pub(super) description: String,
    /// Into [`VroomProblem::profiles`].
    pub(super) profile: usize,
    pub(super) start: Option<Spot>,
    pub(super) end: Option<Spot>,
    pub(super) capacity: Vec<u32>,
    pub(super) costs: Costs,
    /// In order, each once.
    pub(super) skills: Vec<u32>,
    /// Empty: none.
    pub(super) kind: String,
    pub(super) window: Option<[u32; 2]>,
    /// By the start of their first windows.
    pub(super) breaks: Vec<Break>,
    /// Hundredths of a second for a second of the profile.
    pub(super) pace: u32,
    pub(super) max_tasks: Option<u32>,
    pub(super) max_travel_time: Option<u32>,
    pub(super) max_distance: Option<u32>,
    /// A route: if it is not empty, its start comes first and its end last.
    pub(super) steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StepKind {
    Start,
    /// Into [`VroomProblem::tasks`].
    Task(usize),
    /// Into [`Vehicle::breaks`].
    Break(usize),
    End,
}

/// A step of a route, with what is said of its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) kind: StepKind,
    pub(super) at: Option<u32>,
    pub(super) after: Option<u32>,
    pub(super) before: Option<u32>,
}

impl Step {
    /// At any time.
    pub(super) const fn new(kind: StepKind) -> Self {
        Self { kind, at: None, after: None, before: None }
    }
}
