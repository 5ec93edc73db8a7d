//! How far it is from place to place, in the file's unit.

/// What lies between places.
#[derive(Clone, Debug)]
pub(super) enum Ground {
    /// Points of a plane: time and distance are Euclidean.
    Plane(Vec<[f64; 2]>),
    /// A square table, row by row.
    Table {
        /// Rows and columns.
        places: usize,
        /// From each to each.
        cells: Vec<u32>,
    },
    /// Points of a plane, in metres, that one rides between in whole minutes.
    Town {
        /// Where they are.
        points: Vec<[f64; 2]>,
        /// How fast one rides.
        metres_per_minute: f64,
        /// What getting off, and again getting on, takes at each place, in minutes.
        halts: Vec<f64>,
    },
}

impl Ground {
    /// How many places there are.
    pub(super) fn places(&self) -> usize {
        match self {
            Self::Plane(points) | Self::Town { points, .. } => points.len(),
            Self::Table { places, .. } => *places,
        }
    }

    /// What riding costs.
    pub(super) fn ride(&self, from: usize, to: usize) -> f64 {
        match self {
            Self::Plane(points) => euclid(points[from], points[to]),
            Self::Table { places, cells } => f64::from(cells[from * places + to]),
            Self::Town { points, metres_per_minute, .. } => {
                (euclid(points[from], points[to]) / metres_per_minute).ceil()
            }
        }
    }

    /// How long it takes from service to service.
    pub(super) fn time(&self, from: usize, to: usize) -> f64 {
        let ride = self.ride(from, to);
        match self {
            Self::Town { halts, .. } if from != to => halts[from] + ride + halts[to],
            _ => ride,
        }
    }
}

fn euclid([x, y]: [f64; 2], [u, v]: [f64; 2]) -> f64 {
    (x - u).hypot(y - v)
}
